/* SPDX-License-Identifier: MIT */
/* Population values of the second step's directions (R2, R6): values of a separate implementation,
 * the trapezoid rule on hand-written integrands, and samples. */
#include "test.h"
#include "two_step.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

static struct two_step_directions values(const char *link, double noise, double phi,
                                         enum two_step_batch batch, double eps,
                                         struct two_step *problem) {
    struct two_step_layer layer;
    struct two_step_directions directions;
    two_step_layer_gaussian(&layer);
    TEST(two_step_open(problem, link, noise, phi, batch, TWO_STEP_ACTIVATION) == STATUS_OK);
    TEST(two_step_directions(problem, &layer, eps, &directions) == STATUS_OK);
    return directions;
}

/* Separate implementations, as many digits as were printed. */
static void test_separate(void) {
    struct two_step problem;
    struct two_step_directions b = values("ie2", 0.1, 0.5, TWO_STEP_REUSE, 0, &problem);
    TEST_ABS(b.gram[1][1], 3.645215, 5.1e-7);
    TEST_ABS(b.gram[2][2], 5.891878, 5.1e-7);
    b = values("ie3", 0.1, 0.5, TWO_STEP_REUSE, 0, &problem);
    TEST_ABS(b.gram[2][2], 1.015936, 5.1e-7);
    TEST_ABS(b.overlap[2], 0.209, 5.1e-4);
    const double phi[] = {0.03, 0.125, 0.25, 0.5, 1, 4};
    const double cosine[] = {0.7508, 0.6593, 0.5780, 0.4779, 0.3740, 0.2051};
    for (int i = 0; i < 6; i++) {
        b = values("ie2", 0.1, phi[i], TWO_STEP_REUSE, 0, &problem);
        TEST_ABS(b.overlap[1] / sqrt(b.gram[1][1]), cosine[i], 5.1e-5);
    }
    b = values("ie2", 0.1, 0.5, TWO_STEP_REUSE, 0.12, &problem);
    TEST_ABS(b.overlap[1], 0.768, 5.1e-4);
    b = values("ie3", 0.1, 0.5, TWO_STEP_REUSE, 0.12, &problem);
    TEST_ABS(b.overlap[2], 0.176, 5.1e-4);
}

/* k = 0 is the first step's direction: b_0 = c1 beta. */
static void test_first(void) {
    for (int batch = 0; batch < 3; batch++) {
        struct two_step problem;
        double cosine, norm2, c = M_SQRT2 * exp(-0.5), ey2 = 2 * (1 - exp(-1)) + 0.09;
        struct two_step_directions b =
            values("ie1", 0.3, 0.25, (enum two_step_batch)batch, 0, &problem);
        two_step_alignment(&problem, &cosine, &norm2);
        TEST_REL(norm2, c * c + 0.25 * ey2, 1e-13);
        TEST_REL(cosine, c / sqrt(c * c + 0.25 * ey2), 1e-13);
        TEST_REL(b.overlap[0], c, 1e-13);
        TEST_REL(b.gram[0][0], norm2, 1e-13);
        TEST_REL(b.norm2, norm2, 1e-15);
        /* A fresh batch shares only the target with beta. */
        TEST_REL(b.with_beta[0], batch == TWO_STEP_FRESH ? c * c : norm2, 1e-13);
    }
}

/* What is learnt: information exponent one always, more only by reuse, an even link never. */
static void test_learnt(void) {
    static const char *const links[] = {"ie1", "ie2", "ie3", "even", "hermite:0,0,0,1"};
    const size_t fresh[] = {0, 3, 3, 3, 3}, reuse[] = {0, 1, 2, 3, 2};
    struct two_step problem;
    for (int i = 0; i < 5; i++)
        for (int batch = 0; batch < 3; batch++) {
            size_t first;
            values(links[i], 0.2, 0.6, (enum two_step_batch)batch, 0, &problem);
            TEST(two_step_first_learnt(&problem, &first) == STATUS_OK);
            TEST(first == (batch == TWO_STEP_FRESH ? fresh[i] : reuse[i]));
        }
}

/* H_0, H_1, H_2 of the default activation by hand, E g^2 = 1, E g^4 = moment, f_1 to order eps^3.
 */
static void by_hand(const struct two_step *problem, double eps, double moment, double y, double xi,
                    double *H) {
    bool reuse = problem->batch == TWO_STEP_REUSE;
    double w = reuse ? problem->phi * y : 0, v = 1.5 * problem->t2;
    /* E sigma''' D^3, D = sigma' w + xi + zeta: E sigma'^3 = 1 + 3 (3/2) + E(u + (u^2-1)/2)^3 = 9.5
     */
    double cube =
        9.5 * pow(w, 3) + 7.5 * w * w * xi + 3 * w * xi * xi + pow(xi, 3) + 3 * v * (w + xi);
    double r = y - eps * (2.5 * w + xi) - pow(eps, 3) * moment / 6 * cube;
    H[0] = r;
    H[1] = r * (2 * w + xi);
    H[2] = r * (2.5 * w * w + 2 * w * xi + xi * xi + v) / 2;
}

static void test_trapezoid(const char *link, enum two_step_batch batch, double eps) {
    const double step = 0.35, fine = 0.05, h = 1e-4, nu = 0.4, phi = 0.8;
    struct two_step problem;
    struct two_step_layer layer;
    struct two_step_directions b;
    double moments[] = {1, 0, 1, 0, 2.5, 0, 8};
    double z1[3] = {0}, y1[3] = {0}, slope[3] = {0}, product[3][3] = {{0}};
    TEST(two_step_open(&problem, link, nu, phi, batch, TWO_STEP_ACTIVATION) == STATUS_OK);
    TEST(two_step_layer_moments(&layer, 3, moments) == STATUS_OK);
    TEST(two_step_directions(&problem, &layer, eps, &b) == STATUS_OK);
    double c = problem.c1star, t2 = problem.t2;
    for (int i = -180; i <= 180; i++)
        for (int j = -24; j <= 24; j++)
            for (int l = -24; l <= 24; l++) {
                double z = i * fine, e = j * step, gamma = l * step, H[3], up[3], down[3];
                double y = link_value(&problem.link, z) + nu * e, xi = c * z + sqrt(t2) * gamma;
                double weight = exp(-(z * z + e * e + gamma * gamma) / 2) * step * step * fine /
                                pow(2 * M_PI, 1.5);
                by_hand(&problem, eps, 2.5, y, xi, H);
                by_hand(&problem, eps, 2.5, y, xi + h, up);
                by_hand(&problem, eps, 2.5, y, xi - h, down);
                for (int k = 0; k < 3; k++) {
                    z1[k] += weight * z * H[k];
                    y1[k] += weight * y * H[k];
                    slope[k] += weight * (up[k] - down[k]) / (2 * h);
                    for (int m = 0; m < 3; m++)
                        product[k][m] += weight * H[k] * H[m];
                }
            }
    double own = batch == TWO_STEP_REUSE ? phi : 0;
    for (int k = 0; k < 3; k++) {
        double scale = sqrt(product[k][k]);
        TEST_ABS(b.overlap[k], z1[k], 1e-10 * scale);
        TEST_ABS(b.with_beta[k], c * z1[k] + t2 * slope[k] + own * y1[k], 1e-6 * scale);
        for (int m = 0; m < 3; m++)
            TEST_ABS(b.gram[k][m],
                     z1[k] * z1[m] + t2 * slope[k] * slope[m] + phi * product[k][m] +
                         own * (slope[k] * y1[m] + slope[m] * y1[k]),
                     2e-6 * scale * sqrt(product[m][m]));
    }
}

/* ---- samples ---- */

enum { D = 200, N_SAMPLES = 400, SEEDS = 40, VALUES = 12 };

/* One data set (and a second one for a fresh batch): beta, b_0, b_1, b_2 and their products. */
static void sample(gsl_rng *rng, const struct two_step *problem, double *out) {
    static double X[N_SAMPLES][D], b[4][D], y[N_SAMPLES];
    memset(b, 0, sizeof b);
    for (int batch = 0; batch < (problem->batch == TWO_STEP_FRESH ? 2 : 1); batch++)
        for (int i = 0; i < N_SAMPLES; i++) {
            for (int j = 0; j < D; j++)
                X[i][j] = gsl_ran_gaussian_ziggurat(rng, 1);
            y[i] = link_value(&problem->link, X[i][0]) +
                   problem->noise * gsl_ran_gaussian_ziggurat(rng, 1);
            for (int j = 0; batch == 0 && j < D; j++)
                b[3][j] += X[i][j] * y[i] / N_SAMPLES;
        }
    for (int i = 0; i < N_SAMPLES; i++) {
        double xi = 0, square = 0, H[3];
        for (int j = 0; j < D; j++) {
            xi += X[i][j] * b[3][j];
            square += X[i][j] * X[i][j];
        }
        if (problem->batch == TWO_STEP_REUSE)
            xi -= square / N_SAMPLES * y[i];
        by_hand(problem, 0, 3, y[i], xi, H);
        for (int k = 0; k < 3; k++)
            for (int j = 0; j < D; j++)
                b[k][j] += X[i][j] * H[k] / N_SAMPLES;
    }
    for (int k = 0, at = 0; k < 3; k++) {
        out[k] = b[k][0];
        out[3 + k] = 0;
        for (int j = 0; j < D; j++)
            out[3 + k] += b[3][j] * b[k][j];
        for (int l = 0; l <= k; l++, at++) {
            out[6 + at] = 0;
            for (int j = 0; j < D; j++)
                out[6 + at] += b[k][j] * b[l][j];
        }
    }
}

/* Twelve means against the limits: 4.5 standard errors, and a finite-size term of 2/d of the scale
 * (the limits are those of d to infinity). */
static void test_samples(gsl_rng *rng, const char *link, enum two_step_batch batch) {
    struct two_step problem;
    struct two_step_directions b = values(link, 0.2, (double)D / N_SAMPLES, batch, 0, &problem);
    double sum[VALUES] = {0}, square[VALUES] = {0}, out[VALUES], expected[VALUES], scale[VALUES];
    for (int seed = 0; seed < SEEDS; seed++) {
        sample(rng, &problem, out);
        for (int i = 0; i < VALUES; i++) {
            sum[i] += out[i] / SEEDS;
            square[i] += out[i] * out[i] / SEEDS;
        }
    }
    for (int k = 0, at = 0; k < 3; k++) {
        expected[k] = b.overlap[k];
        expected[3 + k] = b.with_beta[k];
        scale[k] = sqrt(b.gram[k][k]);
        scale[3 + k] = sqrt(b.gram[k][k] * b.norm2);
        for (int l = 0; l <= k; l++, at++) {
            expected[6 + at] = b.gram[k][l];
            scale[6 + at] = sqrt(b.gram[k][k] * b.gram[l][l]);
        }
    }
    for (int i = 0; i < VALUES; i++) {
        double error = sqrt((square[i] - sum[i] * sum[i]) / (SEEDS - 1));
        if (getenv("TEST_VERBOSE"))
            printf("%s %d %d: %g expected %g z %.2f scale %g\n", link, (int)batch, i, sum[i],
                   expected[i], (sum[i] - expected[i]) / error, scale[i]);
        TEST_ABS(sum[i], expected[i], 4.5 * error + 2.0 / D * scale[i]);
    }
}

int main(void) {
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_taus2);
    gsl_rng_set(rng, test_seed());
    test_separate();
    test_first();
    test_learnt();
    test_trapezoid("ie1", TWO_STEP_REUSE, 0.3);
    test_trapezoid("ie2", TWO_STEP_FRESH, 0.4);
    test_trapezoid("ie3", TWO_STEP_REUSE, 0);
    for (int batch = 0; batch < 2; batch++) {
        test_samples(rng, "ie1", (enum two_step_batch)batch);
        test_samples(rng, "ie2", (enum two_step_batch)batch);
    }
    gsl_rng_free(rng);
    return test_end();
}
