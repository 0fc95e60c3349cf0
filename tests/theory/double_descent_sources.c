/* SPDX-License-Identifier: MIT */
/* Six sources on the sphere: values of two separate implementations, the equivalent as it is
 * usually written, a simulation with exact expectations over targets and noise; what holds at
 * finite size.
 */
#include "double_descent.h"
#include "harmonics.h"
#include "linalg.h"
#include "test.h"

static struct activation named(const char *name) {
    struct activation activation = {0};
    TEST(activation_parse(&activation, name) == STATUS_OK);
    return activation;
}

static struct double_descent_equivalent last;

static struct double_descent_sources sources(const char *name, double d, double n, double m,
                                             double ridge, double noise) {
    struct activation activation = named(name);
    struct double_descent_sources of = {0};
    TEST(double_descent_sphere_sources(&activation, d, n, m, ridge, noise, &last, &of) ==
         STATUS_OK);
    return of;
}

static void test_row(double d, double n, double m, double ridge, const double *row) {
    struct double_descent_sources of = sources("relu", d, n, m, ridge, 0.25);
    const double values[] = {of.bias2,      of.init,       of.samp, of.init_samp,
                             of.noise_samp, of.noise_init, of.total};
    for (int i = 0; i < 7; i++)
        if (row[i] > 0)
            TEST_ABS(values[i], row[i], 5.1e-5);
}

/* Two separate implementations, both confirmed there by crossed simulations. */
static void test_separate(void) {
    test_row(60, 180, 40, 0, (double[]){.3520, .2413, .0228, .1467, .0162, .0552, .8342});
    test_row(60, 180, 140, 0, (double[]){.0347, .1517, .0113, .6412, .0812, .7938, 1.7139});
    test_row(60, 180, 360, 0, (double[]){.0190, .0493, .0078, .0885, .1026, .2500, .5171});
    test_row(60, 180, 720, 0, (double[]){.0190, .0227, .0078, .0232, .1026, .0833, .2586});
    test_row(40, 120, 60, .15, (double[]){.2110, .1380, .0254, .0780, .0301, .0440, 0});
    test_row(40, 120, 240, .15, (double[]){.1081, .0364, .0213, .0182, .0492, .0190, 0});
}

/* nu by 1 + n/p - sqrt((1-n/p)^2 + 4 lam/(p nu)) = (2/p) df1 and the split by Upsilon. */
static void test_usual(const char *name, double d, double n, double p, double ridge) {
    enum { TERMS = 300 };
    double c[TERMS], number = 1;
    struct activation activation = named(name);
    struct double_descent_sources of = sources(name, d, n, p, ridge, 0.3);
    TEST(harmonics_coefficients(&activation, d, TERMS, c) == STATUS_OK);
    long double low = -60, high = 30, df1 = 0, df2 = 0, T = 0, nu = 0, tail = 0;
    if (activation.kind == ACTIVATION_RELU || activation.kind == ACTIVATION_STEP) {
        tail = 0.5L;
        for (size_t k = 0; k < TERMS; k++)
            tail -= (long double)c[k] * c[k];
    }
    for (int i = 0; i < 100; i++) {
        long double middle = (low + high) / 2;
        nu = expl(middle);
        df1 = tail / nu;
        df2 = 0;
        T = tail / (nu * nu);
        for (size_t k = 0; k < TERMS; k++) {
            number = harmonics_multiplicity(d, k);
            long double mass = (long double)c[k] * c[k], xi = mass / number;
            df1 += mass / (xi + nu);
            df2 += mass * xi / ((xi + nu) * (xi + nu));
            T += mass / ((xi + nu) * (xi + nu));
        }
        long double left =
            1 + n / p - sqrtl((1 - n / p) * (1 - n / p) + 4 * ridge / (p * nu)) - 2 * df1 / p;
        if (left < 0)
            low = middle;
        else
            high = middle;
    }
    long double ratio = 1 - df1 / p, xi1 = (long double)c[1] * c[1] / d;
    long double up = p / n * ((1 - ratio) * (1 - ratio) + ratio * ratio * df2 / (p - df2));
    long double spread = (xi1 + nu) * (xi1 + nu), D0 = nu * nu / spread;
    long double Dw = nu * nu * T / (p - df2) * xi1 / spread, samp = df2 / (n - df2);
    TEST_REL(last.nu, (double)nu, 1e-10);
    TEST_REL(of.bias2, (double)D0, 1e-9);
    TEST_REL(of.init, (double)Dw, 1e-9);
    TEST_REL(of.samp, (double)(D0 * samp), 1e-9);
    TEST_REL(of.init_samp, (double)((D0 + Dw) / (1 - up) - D0 - Dw - D0 * samp), 1e-8);
    TEST_REL(of.noise_samp, (double)(0.3L * samp), 1e-9);
    TEST_REL(of.noise_init, (double)(0.3L * (up / (1 - up) - samp)), 1e-8);
}

/* Bias^2 falls up to m = n and is constant from there; the noise rises and falls; all is infinite
 * between. */
static void test_shape(const char *name) {
    double bias2 = 2, noise = 0, after = INFINITY;
    for (double m = 20; m < 100; m += 10) {
        struct double_descent_sources of = sources(name, 30, 100, m, 0, 1);
        TEST(of.bias2 < bias2 && of.noise_samp + of.noise_init > noise);
        TEST_REL(of.noise_samp + of.noise_init, m / (100 - m), 1e-12);
        bias2 = of.bias2;
        noise = of.noise_samp + of.noise_init;
    }
    double constant = sources(name, 30, 100, 101, 0, 1).bias2;
    for (double m = 110; m < 1000; m *= 1.5) {
        struct double_descent_sources of = sources(name, 30, 100, m, 0, 1);
        TEST_REL(of.bias2, constant, 1e-13);
        TEST(of.noise_samp + of.noise_init < after);
        TEST_REL(of.noise_init, 100 / (m - 100), 1e-12);
        after = of.noise_samp + of.noise_init;
    }
    struct double_descent_sources at = sources(name, 30, 100, 100, 0, 1);
    TEST(isinf(at.total) && isinf(at.init_samp) && isinf(at.noise_init) && isfinite(at.samp));
    TEST(isfinite(at.bias2) && isfinite(at.init) && isfinite(at.noise_samp));
}

/* ---- simulation ---- */

static void sphere(uint64_t *state, size_t rows, size_t d, double *out) {
    for (size_t i = 0; i < rows; i++) {
        for (size_t j = 0; j < d; j++)
            out[i * d + j] =
                sqrt(-2 * log(test_uniform(state))) * cos(2 * M_PI * test_uniform(state));
        double scale = sqrt((double)d) / linalg_norm(d, out + i * d);
        for (size_t j = 0; j < d; j++)
            out[i * d + j] *= scale;
    }
}

/* Sigma of relu features exactly, rows of W of norm sqrt d. */
static void covariance(size_t m, size_t d, const double *W, double *Sigma) {
    linalg_multiply_transposed(m, m, d, W, W, false, Sigma);
    for (size_t i = 0; i < m * m; i++) {
        double t = fmax(-1, fmin(1, Sigma[i] / (double)d)), angle = acos(t);
        Sigma[i] = (sin(angle) + (M_PI - angle) * t) / (2 * M_PI * (double)m);
    }
}

enum { D = 24, N = 72, M = 36 };

/* Error over f* = <beta, x>, |beta| = 1, averaged over beta, and the factor of tau^2. */
static void simulate(uint64_t *state, double ridge, double *bias, double *noise) {
    static double W[M * D], X[N * D], Z[N * M], Sigma[M * M], G[M * M], A[N * M], AX[M * D],
        SA[M * D], P[N * M];
    sphere(state, M, D, W);
    sphere(state, N, D, X);
    covariance(M, D, W, Sigma);
    linalg_multiply_transposed(N, M, D, X, W, false, Z);
    for (int i = 0; i < N * M; i++)
        A[i] = Z[i] = fmax(0, Z[i]) / sqrt((double)D * M);
    for (int i = 0; i < M * M; i++)
        G[i] = i % (M + 1) == 0 ? ridge : 0;
    linalg_gram_add(N, M, 1, Z, G);
    linalg_mirror(M, G);
    TEST(linalg_cholesky(M, G) == STATUS_OK);
    linalg_cholesky_solve(M, G, N, A); /* rows: columns of the map y -> a */
    linalg_multiply(N, M, M, A, Sigma, false, P);
    *noise = 0;
    for (int i = 0; i < N * M; i++)
        *noise += P[i] * A[i];
    for (int i = 0; i < M; i++)
        for (int j = 0; j < D; j++) {
            AX[i * D + j] = 0;
            for (int k = 0; k < N; k++)
                AX[i * D + j] += A[k * M + i] * X[k * D + j];
        }
    linalg_multiply(M, D, M, Sigma, AX, false, SA);
    *bias = 1;
    for (int i = 0; i < M * D; i++)
        *bias += (AX[i] * SA[i] - AX[i] * W[i] / sqrt((double)D * M)) / D;
}

/* The theory is asymptotic: relative errors of order 1/d are allowed for (1.4/d at most are known).
 */
static void test_simulation(uint64_t *state) {
    enum { RUNS = 300 };
    double mean[2] = {0}, square[2] = {0}, value[2];
    for (int r = 0; r < RUNS; r++) {
        simulate(state, 0.1, &value[0], &value[1]);
        for (int j = 0; j < 2; j++) {
            mean[j] += value[j] / RUNS;
            square[j] += value[j] * value[j] / RUNS;
        }
    }
    struct double_descent_sources of = sources("relu", D, N, M, 0.1, 1);
    double theory[] = {of.bias2 + of.init + of.samp + of.init_samp, of.noise_samp + of.noise_init};
    for (int j = 0; j < 2; j++) {
        double error = sqrt((square[j] - mean[j] * mean[j]) / RUNS);
        TEST_ABS(mean[j], theory[j], 4 * error + theory[j] / D);
    }
}

/* ---- finite size ---- */

/* One feature: E 1/chi^2_n = 1/(n-2); large sizes: the equivalent without corrections; isotropic
 * regression in closed form. */
static void test_finite(void) {
    struct double_descent_equivalent e = {.amplify_samp = 0.5};
    TEST_REL(double_descent_noise(&e, 40, 1), 1 / 38.0, 1e-15);
    TEST_REL(double_descent_noise(&e, 100, 201), 0.5 + 1, 1e-15);
    TEST(isinf(double_descent_noise(&e, 40, 39)) && isinf(double_descent_noise(&e, 40, 41)));
    sources("relu", 60, 1e5, 2e5, 0, 1);
    TEST_REL(double_descent_noise(&last, 1e5, 2e5), last.amplify_samp + last.amplify_init, 2e-5);
    /* E d/|x|^2 by integrating the density of chi^2_d */
    double sum = 0, mass = 0, d = 7;
    for (double x = 0.005; x < 80; x += 0.01) {
        double density = pow(x, d / 2 - 1) * exp(-x / 2);
        mass += density;
        sum += density * d / x;
    }
    TEST_REL(double_descent_radius(d), sum / mass, 1e-5);
    TEST(isinf(double_descent_radius(2)));
    /* Isotropic, p infinite: kappa = lambda (m-n)/n, df2 = n^2/m. */
    struct double_descent_level level = {.lambda = 0.02, .count = 50, .error = 3};
    double bias, variance;
    TEST(double_descent_conditional(1, &level, 20, 2, &bias, &variance) == STATUS_OK);
    TEST_REL(bias, 0.02 * 3 * (1 - 20 / 50.0), 1e-12);
    TEST_REL(variance, 2 * 20 / 30.0, 1e-12);
    TEST(double_descent_conditional(1, &level, 80, 2, &bias, &variance) == STATUS_OK);
    TEST(bias == 0);
    TEST_REL(variance, 2 * 50 / 29.0, 1e-14);
}

/* The identity on given data: simulation over W, by the normal equations of y = Z a in the dual. */
static void test_projection(uint64_t *state) {
    enum { d = 20, n = 6, m = 15, RUNS = 6000 };
    double X[n * d], y[n], x[d], G[n * n], f0 = 0, q = 0, across = 0, t[n], k[n];
    sphere(state, n, d, X);
    sphere(state, 1, d, x);
    for (int i = 0; i < n; i++)
        y[i] = k[i] = test_uniform(state);
    linalg_multiply_transposed(n, n, d, X, X, false, G);
    TEST(linalg_cholesky(n, G) == STATUS_OK);
    linalg_multiply_transposed(1, n, d, x, X, false, t);
    across = d; /* |x|^2 less the part in the span of the samples */
    linalg_cholesky_solve(n, G, 1, k);
    for (int i = 0; i < n; i++) {
        q += k[i] * y[i];
        f0 += k[i] * t[i];
    }
    memcpy(k, t, sizeof k);
    linalg_cholesky_solve(n, G, 1, k);
    for (int i = 0; i < n; i++)
        across -= k[i] * t[i];
    double target = 0.3, sum = 0, square = 0, norm = 0, norm_square = 0, W[m * d], Z[n * m], z[m];
    for (int r = 0; r < RUNS; r++) {
        for (int i = 0; i < m * d; i++)
            W[i] = sqrt(-2 * log(test_uniform(state))) * cos(2 * M_PI * test_uniform(state));
        linalg_multiply_transposed(n, m, d, X, W, false, Z);
        linalg_multiply_transposed(1, m, d, x, W, false, z);
        linalg_multiply_transposed(n, n, m, Z, Z, false, G);
        TEST(linalg_cholesky(n, G) == STATUS_OK);
        memcpy(k, y, sizeof k);
        linalg_cholesky_solve(n, G, 1, k);
        linalg_multiply_transposed(1, n, m, z, Z, false, t);
        double f = 0, theta2 = 0;
        for (int i = 0; i < n; i++) {
            f += k[i] * t[i];
            theta2 += k[i] * y[i];
        }
        norm += theta2 / RUNS;
        norm_square += theta2 * theta2 / RUNS;
        double value = (f - target) * (f - target);
        sum += value / RUNS;
        square += value * value / RUNS;
    }
    double linear = (f0 - target) * (f0 - target);
    TEST_ABS(sum, double_descent_projection(n, m, linear, q, across),
             4 * sqrt((square - sum * sum) / RUNS));
    /* y^T (Z Z^T)^-1 y alone has less scatter: q/(m-n-1) on average */
    TEST_ABS(norm, double_descent_projection(n, m, 0, q, 1),
             4 * sqrt((norm_square - norm * norm) / RUNS));
    TEST(isinf(double_descent_projection(n, n + 1, linear, q, across)));
}

static void test_edges(void) {
    struct activation tanh1 = named("tanh"), relu = named("relu");
    struct double_descent_sources of;
    TEST(double_descent_sphere_sources(&tanh1, 2, 1000, 1000, 0, 1, &last, &of) ==
         STATUS_NUMERICAL);
    TEST(double_descent_sphere_sources(&relu, 2, 1e7, 1e7, 0, 1, &last, &of) == STATUS_NUMERICAL);
    /* d = 1: two features in all, so least squares on two coefficients */
    of = sources("relu", 1, 100, 500, 0, 1);
    TEST(of.bias2 == 0);
    TEST_REL(of.total, 2 / 98.0, 1e-12);
    /* a polynomial is of finite rank: 1 + 9 for z^2 on the sphere in 4 dimensions */
    of = sources("square", 4, 100, 500, 0, 1);
    TEST_REL(of.noise_samp + of.noise_init, 10 / 90.0, 1e-12);
    /* nothing of degree 1 in it: the target is noise, too */
    TEST_REL(of.bias2 + of.samp, 1 + 10 / 90.0, 1e-12);
    /* the proportional limit */
    struct double_descent_constants constants;
    struct double_descent_kernel kernel;
    struct double_descent_sources limit;
    TEST(double_descent_constants(&tanh1, &constants) == STATUS_OK);
    TEST(double_descent_limit_kernel(&constants, 1, &kernel) == STATUS_OK);
    double_descent_ridge(&kernel, 3, 2, 3 * 0.05, 1, NULL, &limit);
    double_descent_kernel_free(&kernel);
    double total = 0;
    for (double d = 1e3; d < 2e5; d *= 10) {
        of = sources("tanh", d, 3 * d, 2 * d, 3 * 0.05, 1);
        TEST_ABS(of.total, limit.total, 2 / d);
        TEST(fabs(of.total - limit.total) < fabs(total - limit.total));
        total = of.total;
    }
}

int main(void) {
    uint64_t state = test_seed();
    test_separate();
    test_usual("tanh", 30, 90, 60, 0.1);
    test_usual("tanh", 30, 90, 300, 1e-3);
    test_usual("softplus", 8, 200, 150, 0.5);
    test_usual("erf", 200, 50, 70, 0.02);
    test_usual("relu", 7, 40, 25, 0.2);
    test_usual("relu", 3, 50, 20, 0.1);
    test_usual("step", 30, 100, 300, 0.05);
    test_shape("relu");
    test_shape("tanh");
    test_shape("step");
    test_simulation(&state);
    test_finite();
    test_projection(&state);
    test_edges();
    return test_end();
}
