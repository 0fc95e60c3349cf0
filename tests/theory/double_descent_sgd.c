/* SPDX-License-Identifier: MIT */
/* Averaged one-pass SGD: the six terms by matrices and by simulation, moments by a population of
 * atoms that has the moments of a Gaussian, and known cases. */
#include "double_descent.h"
#include "double_descent_recursion.h"
#include "test.h"

/* ---- Gaussian moments by atoms ----
 * One step needs moments of order four of z only: the three-point rule of Gauss and Hermite
 * (weights 1/6, 2/3, 1/6 at -sqrt 3, 0, sqrt 3) in each of two directions and two signs of the
 * noise have them. */
enum { ATOMS = 6 * 6 * 2 };

static const double nodes[6] = {-1.7320508075688772, 0, 0, 0, 0, 1.7320508075688772};

/* z = mean + L g, y = <z, target> + s e */
static void atoms(const double *mean, const double *L, const double *target, double s, double *Z,
                  double *y) {
    for (int k = 0; k < ATOMS; k++) {
        double g[2] = {nodes[k % 6], nodes[k / 6 % 6]};
        y[k] = k < 36 ? s : -s;
        for (int i = 0; i < 2; i++) {
            Z[2 * k + i] = mean[i] + L[2 * i] * g[0] + L[2 * i + 1] * g[1];
            y[k] += Z[2 * k + i] * target[i];
        }
    }
}

/* Excess of the average and of the last iterate from theta_0 = 0. */
static void by_atoms(const double *mean, const double *L, const double *target, double s,
                     double gamma, double zeta, size_t n, double *average, double *last) {
    double Z[2 * ATOMS], y[ATOMS], Sigma[4];
    struct double_descent_population population;
    atoms(mean, L, target, s, Z, y);
    for (int i = 0; i < 4; i++) {
        int a = i / 2, b = i % 2;
        Sigma[i] = mean[a] * mean[b] + L[2 * a] * L[2 * b] + L[2 * a + 1] * L[2 * b + 1];
    }
    TEST(double_descent_population_start(&population, ATOMS, 2, Z, y, NULL, true) == STATUS_OK);
    for (size_t t = 1; t <= n; t++)
        double_descent_population_step(&population, gamma * pow((double)t, -zeta));
    *average = double_descent_population_error(&population, Sigma, target, true);
    *last = double_descent_population_error(&population, Sigma, target, false);
    double_descent_population_free(&population);
}

static void test_diagonal(double zeta) {
    const double lambda[2] = {0.7, 0.2}, target[2] = {0.9, -1.4}, mean[2] = {0, 0};
    const double L[4] = {sqrt(lambda[0]), 0, 0, sqrt(lambda[1])};
    struct double_descent_level levels[2];
    struct double_descent_sgd sgd;
    for (int i = 0; i < 2; i++)
        levels[i] = (struct double_descent_level){
            .lambda = lambda[i], .count = 1, .error = target[i] * target[i]};
    for (size_t n = 1; n < 60; n += 19) {
        double average, last;
        TEST(double_descent_sgd(2, levels, 1, 1, 0.3, 0.8, zeta, n, &sgd) == STATUS_OK);
        by_atoms(mean, L, target, sqrt(0.3), 0.8, zeta, n, &average, &last);
        TEST_REL(sgd.bias + sgd.variance, average, 1e-12);
        TEST_REL(sgd.last_bias + sgd.last_variance, last, 1e-12);
        by_atoms(mean, L, target, 0, 0.8, zeta, n, &average, &last);
        TEST_REL(sgd.bias, average, 1e-12);
        TEST_REL(sgd.last_bias, last, 1e-12);
    }
}

/* A mean that is no eigenvector of Sigma: the recursion of full matrices. Then one that is. */
static void test_mean(void) {
    const double mean[2] = {0.5, 0.3}, L[4] = {0.6, 0, 0.2, 0.4}, target[2] = {1.1, -0.7};
    double a = mean[0] * mean[0] + L[0] * L[0], b = mean[0] * mean[1] + L[0] * L[2];
    double c = mean[1] * mean[1] + L[2] * L[2] + L[3] * L[3], angle = atan2(2 * b, a - c) / 2;
    double R[2][2] = {{cos(angle), sin(angle)}, {-sin(angle), cos(angle)}};
    double lambda[2], m[2], start[2], average, last, average2, last2;
    for (int i = 0; i < 2; i++) {
        lambda[i] = R[i][0] * (a * R[i][0] + b * R[i][1]) + R[i][1] * (b * R[i][0] + c * R[i][1]);
        m[i] = R[i][0] * mean[0] + R[i][1] * mean[1];
        start[i] = -(R[i][0] * target[0] + R[i][1] * target[1]);
    }
    for (size_t n = 1; n < 50; n += 16) {
        TEST(double_descent_gaussian_sgd(2, lambda, m, start, 0.2, 0.9, 0.2, n, &average, &last) ==
             STATUS_OK);
        by_atoms(mean, L, target, sqrt(0.2), 0.9, 0.2, n, &average2, &last2);
        TEST_REL(average, average2, 1e-12);
        TEST_REL(last, last2, 1e-12);
    }
    const double along[2] = {0.6, 0}, values[2] = {0.5, 0.3};
    struct double_descent_level levels[2] = {
        {.lambda = 0.5, .count = 1, .error = 4, .mean = 0.36},
        {.lambda = 0.3, .count = 1, .error = 1},
    };
    struct double_descent_sgd sgd;
    TEST(double_descent_gaussian_sgd(2, values, along, (double[]){-2, 1}, 0.4, 1.1, 0.3, 40,
                                     &average, &last) == STATUS_OK);
    TEST(double_descent_sgd(2, levels, 1, 1, 0.4, 1.1, 0.3, 40, &sgd) == STATUS_OK);
    TEST_REL(sgd.bias + sgd.variance, average, 1e-12);
    TEST_REL(sgd.last_bias + sgd.last_variance, last, 1e-12);
}

/* ---- the six terms ---- */

enum { M = 6 };

struct six {
    double lambda[M], start[M], u[M], lambda1, lambda2, noise, gamma, zeta;
    size_t n;
};

/* out = Sigma~ v = lambda2 v + (lambda1 - lambda2) u <u, v> */
static void average_covariance(const struct six *of, const double *v, double *out) {
    double along = 0;
    for (int i = 0; i < M; i++)
        along += of->u[i] * v[i];
    for (int i = 0; i < M; i++)
        out[i] = of->lambda2 * v[i] + (of->lambda1 - of->lambda2) * of->u[i] * along;
}

static double step_of(const struct six *of, size_t t) {
    return of->gamma * pow((double)t, -of->zeta);
}

/* Propagates v from just after step s and returns the sums over t = s .. n-1 for both operators. */
static void propagate(const struct six *of, const double *v, size_t s, double *x, double *xw) {
    double a[M], b[M], product[M];
    for (int i = 0; i < M; i++) {
        a[i] = b[i] = v[i];
        x[i] = xw[i] = 0;
    }
    for (size_t t = s; t < of->n; t++) {
        for (int i = 0; i < M; i++) {
            x[i] += a[i] / (double)of->n;
            xw[i] += b[i] / (double)of->n;
        }
        average_covariance(of, b, product);
        for (int i = 0; i < M; i++) {
            a[i] -= step_of(of, t + 1) * of->lambda[i] * a[i];
            b[i] -= step_of(of, t + 1) * product[i];
        }
    }
}

static double form(const double *lambda, const double *a, const double *b) {
    double sum = 0;
    for (int i = 0; i < M; i++)
        sum += lambda[i] * a[i] * b[i];
    return sum;
}

/* BX, B2, B3, VX, V2, V3 by propagating vectors, no use made of eigenvectors of Sigma~. */
static void by_vectors(const struct six *of, double *terms) {
    double x[M], xw[M], apart[M], product[M], v[M];
    propagate(of, of->start, 0, x, xw);
    average_covariance(of, xw, product);
    terms[0] = form(of->lambda, x, x);
    terms[2] = 0;
    for (int i = 0; i < M; i++) {
        apart[i] = x[i] - xw[i];
        terms[2] += xw[i] * product[i];
    }
    terms[1] = form(of->lambda, apart, apart);
    terms[3] = terms[4] = terms[5] = 0;
    for (size_t s = 1; s < of->n; s++)
        for (int j = 0; j < M; j++) {
            for (int i = 0; i < M; i++)
                v[i] = i == j ? step_of(of, s) * sqrt(of->noise * of->lambda[j]) : 0;
            propagate(of, v, s, x, xw);
            for (int i = 0; i < M; i++)
                apart[i] = x[i] - xw[i];
            terms[3] += form(of->lambda, x, x);
            terms[4] += form(of->lambda, apart, apart);
            terms[5] += form(of->lambda, xw, xw);
        }
}

static struct six random_case(uint64_t *state, double zeta) {
    struct six of = {
        .lambda1 = 0.5, .lambda2 = 0.08, .noise = 0.4, .gamma = 0.7, .zeta = zeta, .n = 30};
    double norm = 0;
    for (int i = 0; i < M; i++) {
        of.lambda[i] = 0.5 / (i + 1);
        of.start[i] = 2 * test_uniform(state) - 1;
        of.u[i] = test_uniform(state) - 0.2;
        norm += of.u[i] * of.u[i];
    }
    for (int i = 0; i < M; i++)
        of.u[i] /= sqrt(norm);
    return of;
}

static struct double_descent_sgd closed(const struct six *of) {
    struct double_descent_level levels[M];
    struct double_descent_sgd sgd;
    for (int i = 0; i < M; i++)
        levels[i] = (struct double_descent_level){.lambda = of->lambda[i],
                                                  .count = 1,
                                                  .error = of->start[i] * of->start[i],
                                                  .overlap = of->u[i] * of->u[i],
                                                  .cross = of->u[i] * of->start[i]};
    TEST(double_descent_sgd(M, levels, of->lambda1, of->lambda2, of->noise, of->gamma, of->zeta,
                            of->n, &sgd) == STATUS_OK);
    return sgd;
}

static void test_terms(uint64_t *state, double zeta) {
    struct six of = random_case(state, zeta);
    struct double_descent_sgd sgd = closed(&of);
    double terms[6];
    by_vectors(&of, terms);
    TEST_REL(sgd.bias_x, terms[0], 1e-12);
    TEST_REL(sgd.B2, terms[1], 1e-12);
    TEST_REL(sgd.B3, terms[2], 1e-12);
    TEST_REL(sgd.variance_x, terms[3], 1e-12);
    TEST_REL(sgd.V2, terms[4], 1e-12);
    TEST_REL(sgd.V3, terms[5], 1e-12);
    TEST(sgd.B1 > 0 && sgd.V1 > 0);
}

/* ---- simulation: Gaussian features, paired recursions ---- */

struct run {
    double b[M], v[M], bx[M], vx[M];
};

/* theta_t - theta* of the four recursions, and their averages over t < n. */
static void simulate(const struct six *of, uint64_t *state, struct run *average, struct run *last) {
    struct run now = {0};
    *average = now;
    for (int i = 0; i < M; i++)
        now.b[i] = now.bx[i] = of->start[i];
    for (size_t t = 1; t <= of->n; t++) {
        double z[M], step = step_of(of, t), zb = 0, zv = 0;
        double noise = sqrt(of->noise) * sqrt(-2 * log(test_uniform(state))) *
                       cos(2 * M_PI * test_uniform(state));
        for (int i = 0; i < M; i++) {
            z[i] = sqrt(of->lambda[i]) * sqrt(-2 * log(test_uniform(state))) *
                   cos(2 * M_PI * test_uniform(state));
            zb += z[i] * now.b[i];
            zv += z[i] * now.v[i];
        }
        for (int i = 0; i < M; i++) {
            average->b[i] += now.b[i] / (double)of->n;
            average->v[i] += now.v[i] / (double)of->n;
            average->bx[i] += now.bx[i] / (double)of->n;
            average->vx[i] += now.vx[i] / (double)of->n;
            now.b[i] -= step * zb * z[i];
            now.v[i] += step * (noise - zv) * z[i];
            now.bx[i] -= step * of->lambda[i] * now.bx[i];
            now.vx[i] += step * (noise * z[i] - of->lambda[i] * now.vx[i]);
        }
    }
    *last = now;
}

static void test_simulation(uint64_t *state, double zeta) {
    enum { RUNS = 20000, VALUES = 9 };
    struct six of = random_case(state, zeta);
    struct double_descent_sgd sgd = closed(&of);
    double mean[VALUES] = {0}, square[VALUES] = {0};
    for (int r = 0; r < RUNS; r++) {
        struct run a, last;
        double b1[M], v1[M], total[M];
        simulate(&of, state, &a, &last);
        for (int i = 0; i < M; i++) {
            b1[i] = a.b[i] - a.bx[i];
            v1[i] = a.v[i] - a.vx[i];
            total[i] = a.b[i] + a.v[i];
        }
        const double values[VALUES] = {
            form(of.lambda, a.b, a.b),       form(of.lambda, a.v, a.v),
            form(of.lambda, b1, b1),         form(of.lambda, v1, v1),
            form(of.lambda, a.vx, a.vx),     form(of.lambda, total, total),
            form(of.lambda, last.b, last.b), form(of.lambda, last.v, last.v),
            form(of.lambda, v1, a.vx),
        };
        for (int j = 0; j < VALUES; j++) {
            mean[j] += values[j] / RUNS;
            square[j] += values[j] * values[j] / RUNS;
        }
    }
    const double theory[VALUES] = {sgd.bias,      sgd.variance,      sgd.B1,
                                   sgd.V1,        sgd.variance_x,    sgd.bias + sgd.variance,
                                   sgd.last_bias, sgd.last_variance, 0};
    for (int j = 0; j < VALUES; j++)
        TEST_ABS(mean[j], theory[j], 4.5 * sqrt((square[j] - mean[j] * mean[j]) / RUNS));
}

/* ---- cases ---- */

static void test_cases(void) {
    struct double_descent_level one = {.lambda = 1 / 52.0, .count = 52, .error = 2}, many[52];
    struct double_descent_sgd a, b;
    double separate[3][2] = {{10, .064728}, {52, .140916}, {400, .049988}};
    for (int i = 0; i < 3; i++) {
        struct double_descent_level level = {.lambda = 1 / separate[i][0], .count = separate[i][0]};
        TEST(double_descent_sgd(1, &level, 0, 0, 1, 0.6, 0, 200, &a) == STATUS_OK);
        TEST_ABS(a.variance, separate[i][1], 5.1e-7);
    }
    for (int i = 0; i < 52; i++)
        many[i] = (struct double_descent_level){.lambda = 1 / 52.0, .count = 1, .error = 2 / 52.0};
    TEST(double_descent_sgd(1, &one, 0, 0, 1, 0.6, 0.1, 200, &a) == STATUS_OK);
    TEST(double_descent_sgd(52, many, 0, 0, 1, 0.6, 0.1, 200, &b) == STATUS_OK);
    TEST_REL(a.bias, b.bias, 1e-12);
    TEST_REL(a.variance, b.variance, 1e-12);
    TEST_REL(a.variance_x, b.variance_x, 1e-12);
    TEST_REL(a.V3, b.V3, 1e-12);
    /* n = 1: the average is theta_0; no step: nothing moves */
    TEST(double_descent_sgd(1, &one, 0, 0, 1, 0.6, 0, 1, &a) == STATUS_OK);
    TEST_REL(a.bias, 2 / 52.0, 1e-14);
    TEST(a.variance == 0);
    TEST(double_descent_sgd(1, &one, 0, 0, 1, 0, 0, 50, &a) == STATUS_OK);
    TEST_REL(a.bias, 2 / 52.0, 1e-13);
    TEST(a.variance == 0 && a.B1 < 1e-16);
    /* overflow is infinite, never NaN */
    TEST(double_descent_sgd(1, &one, 1, 1, 1, 1e9, 0, 200, &a) == STATUS_OK);
    TEST(isinf(a.bias) && isinf(a.variance) && isinf(a.last_bias) && isinf(a.V1) && isinf(a.B1));
}

int main(void) {
    uint64_t state = test_seed();
    test_diagonal(0);
    test_diagonal(0.4);
    test_mean();
    test_terms(&state, 0);
    test_terms(&state, 0.5);
    test_simulation(&state, 0);
    test_simulation(&state, 0.3);
    test_cases();
    return test_end();
}
