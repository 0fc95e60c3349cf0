/* SPDX-License-Identifier: MIT */
/* One dimension: the exact E W1 by summing the binomial and integrating adaptively, by Monte Carlo,
 * in closed form, and its limits; the critic's sign changes in exact rational and by simulation. */
#include "test.h"

#include "adaptive.h"
#include "statistics.h"
#include "transport.h"
#include "wasserstein.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>

static const struct wasserstein_law uniform = {WASSERSTEIN_UNIFORM, 0},
                                    gaussian = {WASSERSTEIN_GAUSSIAN, 0};

struct direct {
    const struct wasserstein_law *law;
    unsigned n;
};

/* E|Bin(n,F(x)) - n F(x)|/n, summed. */
static double deviation(double x, void *context) {
    const struct direct *direct = context;
    unsigned n = direct->n;
    double q = direct->law->kind == WASSERSTEIN_UNIFORM    ? x
               : direct->law->kind == WASSERSTEIN_GAUSSIAN ? gsl_cdf_ugaussian_Q(x)
                                                           : pow(x, -direct->law->exponent);
    double sum = 0;
    for (unsigned k = 0; k <= n; k++)
        sum += gsl_ran_binomial_pdf(k, q, n) * fabs(k - n * q);
    return sum / n;
}

static double place(const struct wasserstein_law *law, double q) {
    return law->kind == WASSERSTEIN_UNIFORM    ? q
           : law->kind == WASSERSTEIN_GAUSSIAN ? gsl_cdf_ugaussian_Qinv(q)
                                               : pow(q, -1 / law->exponent);
}

static void check_direct(const struct wasserstein_law *law, unsigned n, double low, double high,
                         double rest) {
    struct direct direct = {law, n};
    double points[200] = {low, high}, value;
    size_t count = 2;
    for (unsigned k = 1; k < n; k++)
        points[count++] = fmin(high, fmax(low, place(law, (double)k / n)));
    for (double x = low + 1; x < high && count < 200; x = x < 20 ? x + 2 : 3 * x)
        points[count++] = x;
    TEST(adaptive_integrate(deviation, &direct, count, points, 1e-13, &value) == STATUS_OK);
    TEST_REL(wasserstein_expected(law, n), value + rest, 1e-11);
}

static void check_exact(void) {
    /* U: int 2 t(1-t) = 1/3, and n = 2: 2 int_0^{1/2} 2 t (1-t)^2 = 11/48, n = 3: 5/27. */
    TEST_REL(wasserstein_expected(&uniform, 1), 1.0 / 3, 1e-14);
    TEST_REL(wasserstein_expected(&uniform, 2), 11.0 / 48, 1e-14);
    TEST_REL(wasserstein_expected(&uniform, 3), 5.0 / 27, 1e-14);
    /* n = 1: E|X - X'| = 2/sqrt(pi), and 2 A/((A-1)(2A-1)). */
    TEST_REL(wasserstein_expected(&gaussian, 1), 2 / sqrt(M_PI), 1e-14);
    for (double A = 1.1; A < 20; A *= 1.5) {
        struct wasserstein_law pareto = {WASSERSTEIN_PARETO, A};
        TEST_REL(wasserstein_expected(&pareto, 1), 2 * A / ((A - 1) * (2 * A - 1)), 1e-12);
        /* Beyond X, q = X^-A: E|Bin - nq|/n = 2 q to first order in n q. */
        if (A > 2) {
            double X = 1e10, q = pow(X, -A);
            TEST(q * 13 < 1e-12);
            check_direct(&pareto, 5, 1, X, 2 * X * q / (A - 1));
            check_direct(&pareto, 13, 1, X, 2 * X * q / (A - 1));
        }
    }
    for (unsigned n = 2; n < 40; n += 1 + n / 2) {
        check_direct(&uniform, n, 0, 1, 0);
        check_direct(&gaussian, n, -39, 39, 0);
    }
    struct wasserstein_law heavy = {WASSERSTEIN_PARETO, 1};
    TEST(isinf(wasserstein_expected(&heavy, 7)) && isnan(wasserstein_expected(&uniform, 1.5)));
    TEST(isnan(wasserstein_expected(&uniform, 0)));
}

/* Bobkov and Ledoux from above, the limit from below; heavy tails keep their exponent -(1-1/A). */
static void check_limits(void) {
    TEST_REL(wasserstein_root_integral(&gaussian), 1.6147438534, 1e-10); /* by mpmath */
    TEST_REL(wasserstein_root_integral(&uniform), M_PI / 8, 1e-15);
    struct wasserstein_law pareto = {WASSERSTEIN_PARETO, 4};
    const struct wasserstein_law *const laws[] = {&uniform, &gaussian, &pareto};
    for (int l = 0; l < 3; l++) {
        double J1 = wasserstein_root_integral(laws[l]), last = 0;
        for (double n = 1; n < 5e3; n *= 4) {
            double scaled = wasserstein_expected(laws[l], n) * sqrt(n);
            TEST(scaled < J1);
            /* Down to the limit for the uniform law, up to it for the others. */
            TEST(n == 1 || (l == 0) == (scaled < last));
            last = scaled;
        }
        if (l < 2)
            TEST_REL(last, sqrt(2 / M_PI) * J1, 1e-2);
    }
    pareto.exponent = 2;
    TEST(isinf(wasserstein_root_integral(&pareto)));
    pareto.exponent = 1.5;
    double slope = 0, before = 0;
    for (double n = 64; n < 2e4; n *= 4) {
        double after = log(wasserstein_expected(&pareto, 4 * n) / wasserstein_expected(&pareto, n));
        before = slope;
        slope = after / log(4);
        TEST(slope < before && slope > -1.0 / 3);
    }
    TEST_ABS(slope, -1.0 / 3, 0.025);
}

/* z of the mean of reps distances of samples. */
static void check_samples(uint64_t *state, const char *name, size_t n, int reps, double expected) {
    struct statistics_moments moments = {0};
    double x[64];
    for (int r = 0; r < reps; r++) {
        for (size_t i = 0; i < n; i++) {
            double u = test_uniform(state);
            x[i] = *name == 'u' ? u : *name == 'g' ? gsl_cdf_ugaussian_Pinv(u) : pow(u, -1.0 / 3);
        }
        struct transport transport;
        struct transport_cloud cloud = {n, 1, x, NULL};
        TEST(transport_law(&cloud, name, &transport) == STATUS_OK);
        statistics_moments_add(&moments, transport.primal);
    }
    double error = statistics_moments_error(&moments);
    TEST_ABS(moments.mean, expected, 4 * error);
    printf("%s n %zu: z %.2f\n", name, n, (moments.mean - expected) / error);
}

/* Sign changes of t - F_n(t) on (0,1): up through each level between jumps, down at jumps. */
static double changes(size_t n, double *x) {
    double count = 0;
    statistics_sort(n, x);
    int sign = 1;
    for (size_t i = 0; i < n; i++) {
        double level = (double)(i + 1) / (double)n, next = i + 1 < n ? x[i + 1] : 1;
        int after = x[i] > level ? 1 : -1;
        count += after != sign;
        sign = after;
        int end = next > level ? 1 : -1;
        count += i + 1 < n && end != sign;
        sign = i + 1 < n ? end : sign;
    }
    return count;
}

static void check_critic(uint64_t *state) {
    TEST_REL(wasserstein_critic_changes(1), 1.0, 0);
    TEST_REL(wasserstein_critic_changes(2), 2.0, 1e-15);
    TEST_REL(wasserstein_critic_changes(3), 1 + 2 * (3 * 4.0 / 27 * 2), 1e-15);
    for (unsigned n = 4; n < 300; n *= 2) {
        double sum = 1;
        for (unsigned i = 1; i < n; i++)
            sum += 2 * gsl_ran_binomial_pdf(i, (double)i / n, n);
        TEST_REL(wasserstein_critic_changes(n), sum, 1e-12);
    }
    TEST_REL(wasserstein_critic_changes(1e6), sqrt(2e6 * M_PI), 1e-3);
    struct statistics_moments moments = {0};
    for (int r = 0; r < 20000; r++) {
        double x[10];
        for (size_t i = 0; i < 10; i++)
            x[i] = test_uniform(state);
        statistics_moments_add(&moments, changes(10, x));
    }
    TEST_ABS(moments.mean, wasserstein_critic_changes(10), 4 * statistics_moments_error(&moments));
}

int main(void) {
    uint64_t state = test_seed();
    check_exact();
    check_limits();
    check_samples(&state, "uniform", 5, 20000, wasserstein_expected(&uniform, 5));
    check_samples(&state, "gaussian", 8, 10000, wasserstein_expected(&gaussian, 8));
    struct wasserstein_law pareto = {WASSERSTEIN_PARETO, 3};
    check_samples(&state, "pareto:3", 64, 3000, wasserstein_expected(&pareto, 64));
    check_critic(&state);
    return test_end();
}
