/* SPDX-License-Identifier: MIT */
/* vector: against the C library within 1 ulp more than SLEEF claims, the same bits at every
 * position in the vector (so for wide, half and single routes), and sums against long double. */
#include "vector.h"
#include "test.h"

#include <float.h>

struct function {
    const char *name;
    void (*vector)(size_t, const double *, double *);
    double (*reference)(double);
    double low, high, ulps;
};

static double ulps(double found, double expected) {
    double ulp = nextafter(fabs(expected), INFINITY) - fabs(expected);
    return fabs(found - expected) / ulp;
}

static void test_function(const struct function *f, uint64_t *state) {
    enum { N = 1003 };
    double x[N], y[N], worst = 0;
    for (int i = 0; i < N; i++)
        x[i] = f->low + (f->high - f->low) * test_uniform(state);
    f->vector(N, x, y);
    int moved = 0;
    for (int i = 0; i < N; i++) {
        double single;
        f->vector(1, x + i, &single);
        moved += memcmp(&single, y + i, sizeof single) != 0;
        worst = fmax(worst, ulps(y[i], f->reference(x[i])));
    }
    if (!TEST(worst <= f->ulps) || !TEST(moved == 0))
        printf("    %s: %g ulp, %d of %d depend on the place\n", f->name, worst, moved, N);
}

static void test_sums(uint64_t *state) {
    for (size_t n = 0; n < 70; n++) {
        double x[70], y[70], scale = 0;
        long double sum = 0, dot = 0;
        for (size_t i = 0; i < n; i++) {
            x[i] = test_uniform(state) - 0.5;
            y[i] = test_uniform(state) - 0.5;
            sum += x[i];
            dot += (long double)x[i] * y[i];
            scale += fabs(x[i]);
        }
        TEST_ABS(vector_sum(n, x), (double)sum, (double)n * DBL_EPSILON * scale);
        TEST_ABS(vector_dot(n, x, y), (double)dot, (double)n * DBL_EPSILON * scale);
    }
}

static void test_step(uint64_t *state) {
    for (size_t n = 0; n < 40; n++) {
        double z[40], x[40], sum[40], x_after[40], sum_after[40], along = test_uniform(state) - 0.5;
        for (size_t i = 0; i < n; i++) {
            z[i] = test_uniform(state);
            x[i] = test_uniform(state);
            sum[i] = test_uniform(state);
            x_after[i] = x[i] + along * z[i];
            sum_after[i] = sum[i] + x[i];
        }
        vector_step(n, along, z, x, sum);
        TEST(n == 0 || memcmp(x, x_after, n * sizeof *x) == 0);
        TEST(n == 0 || memcmp(sum, sum_after, n * sizeof *sum) == 0);
    }
}

/* It falls to 0 at -1: the error is one of the terms that cancel there. */
static void test_arccosine(uint64_t *state) {
    enum { N = 1003 };
    double x[N], y[N], single;
    for (int i = 0; i < N; i++)
        x[i] = i < 3 ? i - 1 : 2 * test_uniform(state) - 1;
    vector_arccosine(N, x, y);
    for (int i = 0; i < N; i++) {
        TEST_ABS(y[i], sqrt((1 - x[i]) * (1 + x[i])) + x[i] * (M_PI - acos(x[i])), 8 * DBL_EPSILON);
        vector_arccosine(1, x + i, &single);
        TEST(single == y[i]);
    }
    TEST(y[0] == 0 || fabs(y[0]) < 1e-15);
    TEST_REL(y[2], M_PI, 1e-15);
}

int main(void) {
    const struct function functions[] = {
        {"exp", vector_exp, exp, -700, 700, 2},
        {"log1p", vector_log1p, log1p, -0.9, 50, 2},
        {"tanh", vector_tanh, tanh, -20, 20, 4.5},
        {"erf", vector_erf, erf, -6, 6, 2},
        {"sin", vector_sin, sin, -100, 100, 4.5},
        {"cos", vector_cos, cos, -100, 100, 4.5},
        {"asin", vector_asin, asin, -1, 1, 4.5},
        {"small tanh", vector_tanh, tanh, -1e-3, 1e-3, 4.5},
    };
    uint64_t state = test_seed();
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        test_function(&functions[i], &state);
    test_arccosine(&state);
    test_sums(&state);
    test_step(&state);
    return test_end();
}
