/* SPDX-License-Identifier: MIT */
/* SGD with replacement: every sequence of samples one by one, gradient descent, the homogenised
 * recursion as the size grows, and a step to divergence. */
#include "double_descent_recursion.h"
#include "test.h"

struct case_ {
    size_t atoms, m, steps;
    double Z[12], y[4], theta0[4], S[16], target[4], gamma;
};

static struct case_ random_case(uint64_t *state, size_t atoms, size_t m, size_t steps) {
    struct case_ of = {.atoms = atoms, .m = m, .steps = steps, .gamma = 0.8};
    double root[16];
    for (size_t i = 0; i < atoms * m; i++)
        of.Z[i] = 2 * test_uniform(state) - 1;
    for (size_t i = 0; i < atoms; i++)
        of.y[i] = 2 * test_uniform(state) - 1;
    for (size_t i = 0; i < m; i++) {
        of.theta0[i] = test_uniform(state);
        of.target[i] = test_uniform(state);
    }
    for (size_t i = 0; i < m * m; i++)
        root[i] = test_uniform(state);
    for (size_t i = 0; i < m * m; i++)
        for (size_t k = 0; k < m; k++)
            of.S[i] += root[i / m * m + k] * root[i % m * m + k];
    return of;
}

static double error(const struct case_ *of, const double *theta) {
    double sum = 0;
    for (size_t i = 0; i < of->m; i++)
        for (size_t j = 0; j < of->m; j++)
            sum += (theta[i] - of->target[i]) * of->S[i * of->m + j] * (theta[j] - of->target[j]);
    return sum;
}

/* Means over all atoms^steps sequences: loss and error of theta_T, error of the average. */
static void enumerate(const struct case_ *of, double *loss, double *last, double *average) {
    size_t sequences = 1;
    for (size_t t = 0; t < of->steps; t++)
        sequences *= of->atoms;
    *loss = *last = *average = 0;
    for (size_t s = 0; s < sequences; s++) {
        double theta[4], mean[4] = {0}, residual;
        memcpy(theta, of->theta0, sizeof theta);
        size_t code = s;
        for (size_t t = 0; t < of->steps; t++, code /= of->atoms) {
            const double *z = of->Z + code % of->atoms * of->m;
            residual = of->y[code % of->atoms];
            for (size_t i = 0; i < of->m; i++) {
                residual -= z[i] * theta[i];
                mean[i] += theta[i] / (double)of->steps;
            }
            for (size_t i = 0; i < of->m; i++)
                theta[i] += of->gamma * residual * z[i];
        }
        for (size_t k = 0; k < of->atoms; k++) {
            residual = of->y[k];
            for (size_t i = 0; i < of->m; i++)
                residual -= of->Z[k * of->m + i] * theta[i];
            *loss += residual * residual / (double)(of->atoms * sequences);
        }
        *last += error(of, theta) / (double)sequences;
        *average += error(of, mean) / (double)sequences;
    }
}

static void test_sequences(uint64_t *state, size_t atoms, size_t m) {
    for (size_t steps = 1; steps <= 6; steps++) {
        struct case_ of = random_case(state, atoms, m, steps);
        struct double_descent_population population;
        double loss, last, average;
        enumerate(&of, &loss, &last, &average);
        TEST(double_descent_population_start(&population, atoms, m, of.Z, of.y, of.theta0, true) ==
             STATUS_OK);
        for (size_t t = 0; t < steps; t++)
            double_descent_population_step(&population, of.gamma);
        TEST_REL(double_descent_population_loss(&population), loss, 1e-12);
        TEST_REL(double_descent_population_error(&population, of.S, of.target, false), last, 1e-12);
        TEST_REL(double_descent_population_error(&population, of.S, of.target, true), average,
                 1e-12);
        double_descent_population_free(&population);
    }
    struct double_descent_population none;
    TEST(double_descent_population_start(&none, 0, 3, NULL, NULL, NULL, false) == STATUS_INPUT);
}

/* ---- homogenised ---- */

struct data {
    size_t n, m;
    double *Z, *y, *S, *target;
};

static double gaussian(uint64_t *state) {
    return sqrt(-2 * log(test_uniform(state))) * cos(2 * M_PI * test_uniform(state));
}

static struct data draw(uint64_t *state, size_t n, size_t m) {
    struct data of = {n,
                      m,
                      malloc(n * m * sizeof(double)),
                      malloc(n * sizeof(double)),
                      calloc(m * m, sizeof(double)),
                      malloc(m * sizeof(double))};
    for (size_t j = 0; j < m; j++) {
        of.target[j] = gaussian(state);
        of.S[j * m + j] = 1 / (double)m;
    }
    for (size_t i = 0; i < n; i++) {
        of.y[i] = 0.5 * gaussian(state);
        for (size_t j = 0; j < m; j++) {
            of.Z[i * m + j] = gaussian(state) / sqrt((double)m);
            of.y[i] += of.Z[i * m + j] * of.target[j];
        }
    }
    return of;
}

static void data_free(struct data *of) {
    free(of->Z);
    free(of->y);
    free(of->S);
    free(of->target);
}

/* Mean |Volterra/exact - 1| of train and test losses over a few times and data sets. */
static void deviation(uint64_t *state, size_t n, size_t m, size_t sets, double *train,
                      double *test) {
    *train = *test = 0;
    for (size_t r = 0; r < sets; r++) {
        struct data of = draw(state, n, m);
        size_t steps[3] = {n / 2, 2 * n, 5 * n};
        double losses[3], errors[3], threshold;
        struct double_descent_population population;
        TEST(double_descent_volterra(n, m, of.Z, of.y, of.S, of.target, 0.8, 3, steps, losses,
                                     errors, &threshold) == STATUS_OK);
        double trace = 0;
        for (size_t i = 0; i < n * m; i++)
            trace += of.Z[i] * of.Z[i] / (double)n;
        TEST_REL(threshold, 2 / trace, 1e-10);
        TEST(double_descent_population_start(&population, n, m, of.Z, of.y, NULL, false) ==
             STATUS_OK);
        for (size_t i = 0, t = 0; i < 3; i++) {
            for (; t < steps[i]; t++)
                double_descent_population_step(&population, 0.8);
            double exact = double_descent_population_loss(&population);
            *train += fabs(losses[i] / exact - 1) / (double)(3 * sets);
            exact = double_descent_population_error(&population, of.S, of.target, false);
            *test += fabs(errors[i] / exact - 1) / (double)(3 * sets);
        }
        double_descent_population_free(&population);
        data_free(&of);
    }
}

static void test_volterra(uint64_t *state, double shape) {
    double train, test, train_large, test_large;
    deviation(state, 16, (size_t)(16 * shape), 24, &train, &test);
    deviation(state, 96, (size_t)(96 * shape), 2, &train_large, &test_large);
    /* Of order 1/n: a sixth; a factor 2.5 is left for the scatter of few data sets. */
    TEST(train_large < train * 2.5 / 6 && test_large < test * 2.5 / 6);
    TEST(train_large < 0.06 && test_large < 0.06);
}

/* A small step is gradient descent, in Volterra's recursion to first order in the step. */
static void test_descent(uint64_t *state) {
    for (size_t m = 5; m <= 20; m += 15) {
        enum { n = 10 };
        struct data of = draw(state, n, m);
        const double gamma = 1e-4;
        double theta[20] = {0}, train, test, exact = 0, loss = 0;
        size_t steps = 20000;
        for (size_t t = 0; t < steps; t++) {
            double gradient[20] = {0};
            for (size_t k = 0; k < n; k++) {
                double residual = of.y[k];
                for (size_t i = 0; i < m; i++)
                    residual -= of.Z[k * m + i] * theta[i];
                for (size_t i = 0; i < m; i++)
                    gradient[i] += residual * of.Z[k * m + i] / n;
            }
            for (size_t i = 0; i < m; i++)
                theta[i] += gamma * gradient[i];
        }
        for (size_t i = 0; i < m; i++)
            exact += (theta[i] - of.target[i]) * (theta[i] - of.target[i]) / (double)m;
        for (size_t k = 0; k < n; k++) {
            double residual = of.y[k];
            for (size_t i = 0; i < m; i++)
                residual -= of.Z[k * m + i] * theta[i];
            loss += residual * residual / n;
        }
        TEST(double_descent_volterra(n, m, of.Z, of.y, of.S, of.target, gamma, 1, &steps, &train,
                                     &test, NULL) == STATUS_OK);
        TEST_REL(train, loss, 1e-3);
        TEST_REL(test, exact, 1e-3);
        data_free(&of);
    }
}

/* C -> (1/n) sum_k B_k C B_k^T written out and iterated: B_k = I - gamma z_k z_k^T for m <= n; for
 * m > n on the coefficients c of e = Z^T c, B_k = I - gamma 1_k (row k of Z Z^T). */
static void test_growth(uint64_t *state, size_t n, size_t m, double gamma) {
    enum { MOST = 8 };
    struct data of = draw(state, n, m);
    size_t r = m < n ? m : n;
    double growth, C[MOST][MOST] = {{0}}, norm = 0;
    TEST(double_descent_population_growth(n, m, of.Z, gamma, 3000, &growth, NULL) == STATUS_OK);
    for (size_t i = 0; i < r; i++)
        C[i][i] = 1;
    for (int t = 0; t < 3000; t++) {
        double next[MOST][MOST] = {{0}};
        for (size_t k = 0; k < n; k++) {
            double B[MOST][MOST], BC[MOST][MOST] = {{0}};
            for (size_t i = 0; i < r; i++)
                for (size_t j = 0; j < r; j++) {
                    double product = 0;
                    for (size_t l = 0; m > n && l < m; l++)
                        product += i == k ? of.Z[k * m + l] * of.Z[j * m + l] : 0;
                    B[i][j] =
                        (i == j) - gamma * (m > n ? product : of.Z[k * m + i] * of.Z[k * m + j]);
                }
            for (size_t i = 0; i < r * r * r; i++)
                BC[i / r % r][i / r / r] += B[i / r % r][i % r] * C[i % r][i / r / r];
            for (size_t i = 0; i < r * r * r; i++)
                next[i / r % r][i / r / r] +=
                    BC[i / r % r][i % r] * B[i / r / r][i % r] / (double)n;
        }
        norm = 0;
        for (size_t i = 0; i < r; i++)
            norm += next[i][i];
        for (size_t i = 0; i < r * r; i++)
            C[i / r][i % r] = next[i / r][i % r] / norm;
    }
    TEST_REL(growth, norm, 1e-9);
    data_free(&of);
}

int main(void) {
    uint64_t state = test_seed();
    test_sequences(&state, 3, 2);
    test_sequences(&state, 2, 4);
    test_sequences(&state, 4, 3);
    test_volterra(&state, 0.5);
    test_volterra(&state, 1.5);
    test_descent(&state);
    test_growth(&state, 8, 4, 1);
    test_growth(&state, 4, 9, 1.2);
    return test_end();
}
