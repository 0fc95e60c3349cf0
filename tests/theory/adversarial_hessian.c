/* SPDX-License-Identifier: MIT */
/* The Hessian's edge, density and outlier (c6): constant psi'' in closed form, a lattice sum with
 * golden section, random matrices, and values of separate implementations. */
#include "adversarial.h"
#include "quadrature.h"
#include "random_matrix.h"
#include "test.h"

#include <cblas.h>

extern void dsyev_(const char *job, const char *uplo, const int *n, double *a, const int *lda,
                   double *w, double *work, const int *lwork, int *info);

static struct activation named(const char *name) {
    struct activation activation = {0};
    TEST(activation_parse(&activation, name) == STATUS_OK);
    return activation;
}

static double edge(const char *name, double ratio) {
    struct activation activation = named(name);
    return adversarial_hessian_edge(&activation, ratio, NULL);
}

/* psi'' = M: with y = (M z)^2, x'(z) = 0 is (c-1) y^2 + (c+2) y - 1 = 0. */
static void test_constant(const char *name, double M) {
    for (double c = 1e-6; c < 1e8; c *= 7) {
        double b = c + 2, y = 2 / (b + sqrt(b * b + 4 * (c - 1)));
        TEST_REL(edge(name, c), M * (1 / sqrt(y) + c * sqrt(y) / (1 - y)) / sqrt(c), 1e-13);
    }
}

/* x(z) by the trapezoid rule on a lattice (exponentially convergent), minimised by golden section.
 */
static double lattice_x(const struct activation *activation, double c, double z) {
    double sum = 0;
    for (int i = -2000; i <= 2000; i++) {
        double t = i * 0.005, D = activation_value(activation, 2, t);
        sum += exp(-t * t / 2) / sqrt(2 * M_PI) * 0.005 * D * D * z / (1 - z * z * D * D);
    }
    return 1 / z + c * sum;
}

static void test_lattice(const char *name, double c, double border) {
    struct activation activation = named(name);
    const double golden = (sqrt(5) - 1) / 2;
    double low = 1e-3 * border, high = border * 0.9999;
    while (high - low > 1e-8 * border) {
        double a = high - golden * (high - low), b = low + golden * (high - low);
        if (lattice_x(&activation, c, a) < lattice_x(&activation, c, b))
            high = b;
        else
            low = a;
    }
    double curvature, z = (low + high) / 2, h = 1e-3 * z;
    double found = adversarial_hessian_edge(&activation, c, &curvature);
    TEST_REL(found, lattice_x(&activation, c, z) / sqrt(c), 1e-12);
    double difference = lattice_x(&activation, c, z + h) + lattice_x(&activation, c, z - h) -
                        2 * lattice_x(&activation, c, z);
    TEST_REL(curvature, difference / (h * h), 1e-4); /* h^2 x''''/(12 x'') */
}

static void test_limits(void) {
    static const char *names[] = {"erf", "tanh", "softplus", "sin2", "square"};
    for (int i = 0; i < 5; i++) {
        struct activation activation = named(names[i]);
        struct adversarial_moments moments;
        TEST(adversarial_moments(&activation, &moments) == STATUS_OK);
        TEST_REL(edge(names[i], INFINITY), 2 * sqrt(moments.h2), 1e-12);
        /* x* = 2 sqrt(c h2) (1 + O(1/c)); at the other end M (1 + O(c^{2/3})), or 1 + sqrt(2c) if
         * psi'' is constant. */
        TEST_REL(edge(names[i], 1e9), 2 * sqrt(moments.h2), 1e-8);
        double low = edge(names[i], 1e-9) * sqrt(1e-9) / moments.max_d2;
        TEST(low > 1 && low < 1 + 5e-5);
    }
    TEST(isinf(edge("he3", 1)) && isinf(edge("hermite:0,0,0,0,1", 2)));
    TEST(isnan(edge("relu", 1)) && isnan(edge("step", 1)) && isnan(edge("erf", 0)));
    TEST(edge("linear", 2) == 0 && edge("hermite:1,2,0,0", 2) == 0);
}

/* Separate implementations, printed to four or five digits. */
static void test_separate(void) {
    TEST_ABS(edge("erf", 8), 1.4605, 5.1e-5);
    TEST_ABS(edge("erf", 16), 1.4092, 5.1e-5);
    TEST_ABS(edge("he2", 1), 3.6742, 5.1e-5);
    struct activation erf_ = named("erf"), tanh_ = named("tanh"), he2 = named("he2");
    TEST_ABS(adversarial_hessian_largest(&erf_, 200, 200), 1.8521, 1e-4);
    TEST_ABS(adversarial_hessian_largest(&erf_, 200, 1600), 1.4276, 5.1e-5);
    TEST_ABS(adversarial_hessian_largest(&tanh_, 200, 200), 1.491, 5.1e-4);
    TEST_ABS(adversarial_hessian_largest(&tanh_, 200, 1600), 1.156, 5.1e-4);
    TEST_ABS(adversarial_hessian_largest(&he2, 200, 200), 3.561, 5.1e-4);
    TEST_ABS(adversarial_hessian_largest(&he2, 200, 1600), 2.922, 5.1e-4);
}

/* Mass and second moment of the density over [hole, edge]; its ends rise like a square root, which
 * the sine removes. */
static void test_density(const char *name, double ratio, double hole, double mass, double error) {
    struct activation activation = named(name);
    struct adversarial_moments moments;
    TEST(adversarial_moments(&activation, &moments) == STATUS_OK);
    double high = edge(name, ratio), total = 0, second = 0;
    struct quadrature rule;
    TEST(quadrature_legendre(&rule, hole > 0 ? -M_PI / 2 : 0, M_PI / 2, 2, 20) == STATUS_OK);
    for (size_t i = 0; i < rule.count; i++) {
        double half = hole > 0 ? (high - hole) / 2 : high;
        double lambda = (hole > 0 ? (high + hole) / 2 : 0) + half * sin(rule.x[i]);
        double weight = 2 * rule.w[i] * half * cos(rule.x[i]);
        double density = adversarial_hessian_density(&activation, ratio, lambda);
        TEST_ABS(adversarial_hessian_density(&activation, ratio, -lambda), density, 0);
        total += weight * density;
        second += weight * density * lambda * lambda;
    }
    quadrature_free(&rule);
    TEST_ABS(total, mass, error);
    TEST_ABS(second, moments.h2, error * high * high);
    TEST(adversarial_hessian_density(&activation, ratio, high * 1.001) == 0);
}

/* The extreme eigenvalues of sqrt(d) H for one network. */
static void random_extremes(const struct activation *activation, int d, int k, uint64_t *state,
                            double *sum) {
    size_t n = (size_t)d, m = (size_t)k;
    double *w = malloc(n * m * sizeof *w), *scaled = malloc(n * m * sizeof *w);
    double *H = malloc(n * n * sizeof *H), *values = malloc(n * sizeof *values), work[8192];
    for (size_t i = 0; i < n * m; i++)
        w[i] = sqrt(-2 * log(test_uniform(state)) / d) * cos(2 * M_PI * test_uniform(state));
    for (size_t l = 0; l < m; l++) {
        double z = w[l * n] * sqrt(d), sign = test_uniform(state) < 0.5 ? -1 : 1;
        double weight = sign * activation_value(activation, 2, z) * sqrt(d / (double)k);
        for (size_t j = 0; j < n; j++)
            scaled[l * n + j] = weight * w[l * n + j];
    }
    cblas_dgemm(CblasRowMajor, CblasTrans, CblasNoTrans, d, d, k, 1, scaled, d, w, d, 0, H, d);
    int size = sizeof work / sizeof *work, info;
    dsyev_("N", "U", &d, H, &d, values, work, &size, &info);
    TEST(info == 0);
    *sum += values[n - 1] - values[0];
    free(w);
    free(scaled);
    free(H);
    free(values);
}

static void test_matrices(const char *name, int d, int k, int networks) {
    struct activation activation = named(name);
    uint64_t state = test_seed();
    double sum = 0, curvature;
    for (int i = 0; i < networks; i++)
        random_extremes(&activation, d, k, &state, &sum);
    adversarial_hessian_edge(&activation, (double)k / d, &curvature);
    double expected = adversarial_hessian_largest(&activation, d, k);
    double scale = cbrt(curvature / 2) * pow(d, -2.0 / 3) / sqrt((double)k / d);
    /* The finite-size term is relative d^{-2/3}/2; the two ends of one network are taken as one. */
    TEST_ABS(sum / (2 * networks), expected,
             4 * TRACY_WIDOM_DEVIATION * scale / sqrt(networks) + expected * pow(d, -2.0 / 3) / 2);
}

static void test_scalars(void) {
    struct activation he3 = named("he3"), he2 = named("he2");
    struct adversarial_moments moments;
    TEST(adversarial_moments(&he3, &moments) == STATUS_OK);
    /* psi'' = sqrt 6 t: h2 = 6, r = 3. */
    TEST_REL(adversarial_hessian_outlier(&moments), sqrt(27), 1e-12);
    TEST_REL(adversarial_hessian_overlap(&moments), 0.25, 1e-12);
    TEST(adversarial_moments(&he2, &moments) == STATUS_OK);
    TEST_REL(adversarial_hessian_outlier(&moments), sqrt(8), 1e-12);
    TEST(adversarial_hessian_overlap(&moments) == 0);
    /* psi' = sqrt 2 t, psi'' = sqrt 2: h2 = 2, E psi''^2 psi'^2 = 4, E Z psi' psi'' = 2, m = 2. */
    TEST_REL(adversarial_hessian_action(&moments, 512, 2048), 2 + 0.25 * 4 / 2 + 4.0 / 2, 1e-12);
    TEST_REL(adversarial_single_step_gap(&moments, 512, 2048, 2), 8 * 4.5 / (1024 * sqrt(2)),
             1e-12);
    static const char *names[] = {"erf", "tanh", "softplus"};
    static const double gaps[] = {8.439e-4, 6.325e-4, 1.059e-4};
    for (int i = 0; i < 3; i++) {
        struct activation activation = named(names[i]);
        TEST(adversarial_moments(&activation, &moments) == STATUS_OK);
        TEST_ABS(adversarial_single_step_gap(&moments, 512, 2048, 1), gaps[i], 5.1e-8);
        TEST_REL(adversarial_proof_bound(&activation, &moments, 1024, 1024, 1),
                 erf(sqrt(moments.nbar / 2) * (1 - edge(names[i], 1) / sqrt(moments.m * 1024))),
                 1e-14);
        TEST(adversarial_proof_bound(&activation, &moments, 16, 16, 50) == 0);
    }
    TEST(adversarial_moments(&he3, &moments) == STATUS_OK);
    TEST(adversarial_proof_bound(&he3, &moments, 16, 16, 1) == 0);
}

int main(void) {
    test_constant("square", 2);
    test_constant("he2", sqrt(2));
    test_lattice("erf", 1, 1 / 0.967882898076573); /* sup |erf''| = 4/sqrt(2 pi e) */
    test_lattice("erf", 8, 1 / 0.967882898076573);
    test_lattice("tanh", 0.7, sqrt(27) / 4); /* sup |tanh''| = 4/sqrt 27 */
    test_lattice("softplus", 2, 4);
    test_lattice("sin2", 3, 0.25);
    test_limits();
    test_separate();
    test_density("erf", 1.5, 0, 1, 2e-3);
    test_density("tanh", 4, 0, 1, 1e-6);
    test_density("he2", 4, 0, 1, 1e-6);
    /* Half of the eigenvalues are 0, the others lie beyond the second extreme of x(z). */
    double y = 2.5 + sqrt(4.25);
    test_density("he2", 0.5, fabs(1 / sqrt(y) + 0.5 * sqrt(y) / (1 - y)) * 2, 0.5, 1e-6);
    test_matrices("he2", 200, 400, 6);
    test_matrices("erf", 200, 400, 6);
    test_scalars();
    return test_end();
}
