/* SPDX-License-Identifier: MIT */
/* The edge of the bulk of W_2 (R10): the variance of a row against sampling of its definition and a
 * closed form, quantile groups against all quantiles, and the width calculator against R9. */
#include "random_matrix.h"
#include "test.h"
#include "two_step.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

static struct two_step open_problem(const char *link, double phi, enum two_step_batch batch,
                                    const char *activation) {
    struct two_step problem;
    TEST(two_step_open(&problem, link, 0.3, phi, batch, activation) == STATUS_OK);
    return problem;
}

/* What moves a row: eta1 y sigma'(u) + eta2 r sigma'(u + eps g D), in powers of eps g as R5 cuts
 * them: exact for polynomials. */
static double fluctuation(gsl_rng *rng, const struct two_step *problem, double eta1, double eta2,
                          double shift, double y, double xi, double r) {
    const struct activation *activation = &problem->activation;
    double u = gsl_ran_gaussian_ziggurat(rng, 1);
    double D =
        problem->c1 * xi + sqrt(problem->t2 * problem->v1) * gsl_ran_gaussian_ziggurat(rng, 1);
    if (problem->batch == TWO_STEP_REUSE)
        D += activation_value(activation, 1, u) * problem->phi * y;
    double second = eta2 * r * activation_value(activation, 1, u + shift * D);
    return second +
           (problem->batch == TWO_STEP_REUSE ? eta1 * y * activation_value(activation, 1, u) : 0);
}

static void test_variance(gsl_rng *rng, enum two_step_batch batch) {
    enum { SAMPLES = 1000000 };
    const double N = 100, eta1 = 2, eta2 = 3, g = -1.4, eps = eta1 / sqrt(N), phi = 0.4;
    struct two_step problem = open_problem("ie1", phi, batch, TWO_STEP_ACTIVATION);
    struct two_step_layer layer;
    struct two_step_rows rows;
    two_step_layer_gaussian(&layer);
    TEST(two_step_rows(&problem, &layer, N, eta1, eta2, &rows) == STATUS_OK);
    double sum = 0, square = 0;
    for (int i = 0; i < SAMPLES; i++) {
        double z = gsl_ran_gaussian_ziggurat(rng, 1), t = sqrt(problem.t2);
        double y = link_value(&problem.link, z) + 0.3 * gsl_ran_gaussian_ziggurat(rng, 1);
        double xi = problem.c1star * z + t * gsl_ran_gaussian_ziggurat(rng, 1);
        double r = y - eps * two_step_value(&problem.f[1], y, xi) -
                   3 * pow(eps, 3) * two_step_value(&problem.f[3], y, xi);
        /* Half the squared difference of two draws given (y, xi). */
        double one = fluctuation(rng, &problem, eta1, eta2, eps * g, y, xi, r);
        double two = fluctuation(rng, &problem, eta1, eta2, eps * g, y, xi, r);
        double half = (one - two) * (one - two) / 2;
        sum += half / SAMPLES;
        square += half * half / SAMPLES;
    }
    double error = sqrt((square - sum * sum) / SAMPLES);
    if (batch == TWO_STEP_FRESH)
        sum += eta1 * eta1 * problem.ey2 * problem.v1;
    double scale = phi * g * g / N;
    TEST_ABS(two_step_row_variance(&rows, g), 1 + scale * sum, 4.5 * scale * error);
    TEST(4.5 * error < 0.1 * sum); /* the test has power */
}

/* sigma = He_1 + He_2/2, eps -> 0: eta1 and eta2 add up for a reused batch, their squares for a
 * fresh one, V = E y^2. */
static void test_quadratic(void) {
    const double N = 1e12, eta1 = 2, eta2 = 3, g = 5, phi = 0.4;
    struct two_step_layer layer;
    struct two_step_rows rows;
    two_step_layer_gaussian(&layer);
    for (int reuse = 0; reuse < 2; reuse++) {
        struct two_step problem =
            open_problem("ie2", phi, reuse ? TWO_STEP_REUSE : TWO_STEP_FRESH, "hermite:0,1,0.5");
        TEST(two_step_rows(&problem, &layer, N, eta1, eta2, &rows) == STATUS_OK);
        double square = reuse ? pow(eta1 + eta2, 2) : eta1 * eta1 + eta2 * eta2;
        TEST_REL((two_step_row_variance(&rows, g) - 1) * N, phi * g * g * square * problem.ey2,
                 2e-3); /* the difference keeps 1e-4 of its digits at this N, eps is 2e-6 */
        problem = open_problem("ie2", phi, TWO_STEP_REUSE, "linear");
        TEST(two_step_rows(&problem, &layer, 100, eta1, eta2, &rows) == STATUS_OK);
        TEST_ABS(two_step_row_variance(&rows, g), 1.0, 1e-12);
    }
    struct two_step relu = open_problem("ie1", phi, TWO_STEP_FRESH, "relu");
    TEST(two_step_rows(&relu, &layer, 100, eta1, eta2, &rows) == STATUS_OK);
    TEST(two_step_row_variance(&rows, g) > 1);
}

static void test_groups(void) {
    enum { WIDTH = 4000 };
    static double g[WIDTH], variance[WIDTH];
    const double d = 2000, eta1 = 27, eta2 = 20;
    struct two_step problem = open_problem("ie1", 0.125, TWO_STEP_REUSE, TWO_STEP_ACTIVATION);
    struct two_step_layer layer;
    struct two_step_rows rows;
    double all, groups;
    two_step_layer_gaussian(&layer);
    TEST(two_step_rows(&problem, &layer, WIDTH, eta1, eta2, &rows) == STATUS_OK);
    for (int i = 0; i < WIDTH; i++) {
        g[i] = gsl_cdf_ugaussian_Pinv((i + 0.5) / WIDTH);
        variance[i] = two_step_row_variance(&rows, g[i]);
    }
    TEST(two_step_rows_edge(&rows, d, g, &all) == STATUS_OK);
    TEST(two_step_rows_edge(&rows, d, NULL, &groups) == STATUS_OK);
    TEST_REL(all, rectangular_row_edge(WIDTH, variance, NULL, d), 1e-14);
    TEST_REL(groups, all, 1e-3); /* groups are a sixteenth of their distance to the end wide */
    TEST(all > 1.05 * (1 + sqrt(2)));
    TEST_REL(two_step_edge(2, 400, 10, 3), sqrt(pow(1 + sqrt(2), 2) + 2.25), 1e-15);
}

static void test_width(void) {
    struct two_step problem = open_problem("ie1", 0.25, TWO_STEP_REUSE, TWO_STEP_ACTIVATION);
    struct two_step_phase phase = {2, 0.3, 0.45, 1, 1, 1.2};
    struct two_step_spikes spikes;
    double N, edge, factors[] = {1 / 1.01, 1};
    TEST(two_step_width(&problem, &phase, 3, 0.05, 100, 1e7, &N) == STATUS_OK);
    TEST(N > 1000 && N < 1e6);
    for (int i = 0; i < 2; i++) {
        TEST(two_step_phase_spikes(&problem, &phase, N * factors[i], &spikes, &edge) == STATUS_OK);
        TEST((spikes.theta[2] > 1.05 * two_step_threshold(2, edge)) == (i == 1));
    }
    /* A spike whose exponent is negative never appears; one that is there already, at once. */
    phase.alpha1 = 0.1;
    phase.alpha2 = 0.3;
    TEST(two_step_width(&problem, &phase, 3, 0, 1000, 1e7, &N) == STATUS_OK && isinf(N));
    TEST(two_step_width(&problem, &phase, 1, 0, 1000, 1e7, &N) == STATUS_OK && N == 1000);
    TEST(two_step_width(&problem, &phase, 4, 0, 1000, 1e5, &N) == STATUS_OK && isinf(N));
    TEST(two_step_width(&problem, &phase, 0, 0, 1000, 1e5, &N) == STATUS_USAGE);
    TEST(two_step_width(&problem, &phase, 1, 0, 1000, 10, &N) == STATUS_USAGE);
}

int main(void) {
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_taus2);
    gsl_rng_set(rng, test_seed());
    test_variance(rng, TWO_STEP_FRESH);
    test_variance(rng, TWO_STEP_REUSE);
    test_quadratic();
    test_groups();
    test_width();
    gsl_rng_free(rng);
    return test_end();
}
