/* SPDX-License-Identifier: MIT */
/* Smoothing by heat (W6) and the spectra of surfaces (W8): every sum against the sum over
 * eigenvalues, the identity and the cost of smoothing against samples, the minimum against a scan.
 */
#include "test.h"

#include "statistics.h"
#include "wasserstein.h"

#include <gsl/gsl_cdf.h>

/* Sum over k != 0 of f(|k|^2) in N^d or Z^d, |k_j| <= most, by recursion on coordinates. */
static double lattice(int d, int most, bool torus, double square, double (*f)(double, double),
                      double t) {
    double sum = 0;
    if (d == 0)
        return square > 0 ? f(square, t) : 0;
    for (int k = 0; k <= most; k++)
        sum += (torus && k > 0 ? 2 : 1) * lattice(d - 1, most, torus, square + (double)k * k, f, t);
    return sum;
}

/* int_t^inf exp(-2 pi^2 s square) ds, the cube; the torus has 4 square. */
static double tail(double square, double t) {
    double lambda = 2 * M_PI * M_PI * square;
    return exp(-lambda * t) / lambda;
}

static double tail_torus(double square, double t) {
    return tail(4 * square, t);
}

static void check_sums(void) {
    for (double s = 1e-6; s < 4; s *= 1.7) {
        double cube = 0, torus = 0;
        for (double j = 1; j < 3000; j++) {
            cube += exp(-2 * M_PI * M_PI * j * j * s);
            torus += 2 * exp(-8 * M_PI * M_PI * j * j * s);
        }
        TEST_REL(wasserstein_theta(s, false), cube, 1e-13);
        TEST_REL(wasserstein_theta(s, true), torus, 1e-13);
    }
    for (int d = 1; d <= 4; d++)
        for (double t = 0.003; t < 3; t *= 3) {
            int most = (int)fmin(2 + sqrt(2 / t), 28);
            if (exp(-2 * M_PI * M_PI * t * most * most) > 1e-14)
                continue;
            TEST_REL(wasserstein_heat_integral(d, t, false), lattice(d, most, false, 0, tail, t),
                     1e-12);
            TEST_REL(wasserstein_heat_integral(d, t, true),
                     lattice(d, most, true, 0, tail_torus, t), 1e-12);
        }
    TEST_REL(wasserstein_heat_integral(1, 1e-22, false), 1.0 / 12, 1e-9);
    TEST_REL(wasserstein_gaussian_norm(1), sqrt(2 / M_PI), 1e-14);
    TEST_REL(wasserstein_gaussian_norm(2), sqrt(M_PI / 2), 1e-14);
    TEST_REL(wasserstein_gaussian_norm(3), sqrt(8 / M_PI), 1e-14);
    TEST(isnan(wasserstein_heat_integral(2, 0, false)));
}

static void check_minimum(void) {
    for (int torus = 0; torus < 2; torus++)
        for (double d = 1; d <= 23; d += d < 4 ? 1 : 19)
            for (double n = 1; n < 1e9; n *= 100) {
                double time, bound = wasserstein_heat_bound(d, n, torus, &time), least = INFINITY;
                double norm = wasserstein_gaussian_norm(d);
                for (double log_t = -28; log_t < 1; log_t += 0.2) {
                    double t = exp(log_t);
                    double there =
                        sqrt(2 * t) * norm + sqrt(2 / n * wasserstein_heat_integral(d, t, torus));
                    least = fmin(least, there);
                }
                TEST(bound <= least * (1 + 1e-12));
                TEST(d == 1 || bound >= least * (1 - 1e-2));
                if (time > 0) {
                    double again = sqrt(2 * time) * norm +
                                   sqrt(2 / n * wasserstein_heat_integral(d, time, torus));
                    TEST_REL(bound, again, 1e-12);
                }
            }
    double time;
    TEST_REL(wasserstein_heat_bound(1, 50, false, &time), 1 / sqrt(300), 1e-15);
    TEST_ABS(time, 0, 0);
    TEST_REL(wasserstein_heat_bound(1, 50, true, &time), 1 / sqrt(600), 1e-15);
    /* d = 2: sqrt(ln n/(4 pi n)) is the leading order; d >= 3: the torus and the cube agree. */
    TEST_REL(wasserstein_heat_bound(2, 1e14, false, &time), sqrt(log(1e14) / (4e14 * M_PI)), 0.15);
    TEST_REL(wasserstein_heat_bound(4, 1e14, false, &time),
             wasserstein_heat_bound(4, 1e14, true, &time), 1e-3);
    TEST(isnan(wasserstein_heat_bound(0, 5, false, &time)));
    TEST(isnan(wasserstein_heat_bound(2, 0.5, false, &time)));
    TEST(isfinite(wasserstein_heat_bound(1000, 100, false, &time)));
    /* Two independent prototypes (quadrature and scan in Python). */
    TEST_REL(wasserstein_heat_bound(3, 100, false, &time), 0.191403, 3e-6);
    TEST_REL(time, 6.240e-4, 2e-4);
    TEST_REL(wasserstein_heat_bound(2, 100, false, &time), 0.0976343, 3e-7);
    TEST_REL(time, 2.713e-5, 2e-4);
    TEST_REL(wasserstein_heat_bound(6, 1000, false, &time), 0.322092, 2e-6);
}

/* E||P_t mu_n - 1||^2 in H^-1 = sum_k exp(-2 pi^2 |k|^2 t) |phi_k|^2/(pi^2 |k|^2), phi_k the mean
 * of prod_j (sqrt 2) cos(pi k_j x_j) over the sample. */
static double smooth_norm(int d, size_t n, const double *x, double t) {
    enum { MOST = 12 };
    double sum = 0;
    int total = 1;
    for (int j = 0; j < d; j++)
        total *= MOST;
    for (int code = 1; code < total; code++) {
        double mean = 0, square = 0;
        for (size_t i = 0; i < n; i++) {
            double product = 1;
            for (int j = 0, rest = code; j < d; j++, rest /= MOST)
                if (rest % MOST)
                    product *= sqrt(2) * cos(M_PI * (rest % MOST) * x[i * (size_t)d + (size_t)j]);
            mean += product / (double)n;
        }
        for (int j = 0, rest = code; j < d; j++, rest /= MOST)
            square += (rest % MOST) * (rest % MOST);
        sum += exp(-2 * M_PI * M_PI * square * t) / (M_PI * M_PI * square) * mean * mean;
    }
    return sum;
}

static double fold(double x) {
    x = fabs(remainder(x, 2));
    return x;
}

static double gaussian(uint64_t *state) {
    return gsl_cdf_ugaussian_Pinv(test_uniform(state));
}

static void check_samples(uint64_t *state) {
    for (int d = 1; d <= 2; d++) {
        const double t = 0.03;
        enum { N = 10 };
        struct statistics_moments moments = {0};
        for (int r = 0; r < 400; r++) {
            double x[N * 2];
            for (int k = 0; k < N * d; k++)
                x[k] = test_uniform(state);
            statistics_moments_add(&moments, smooth_norm(d, N, x, t));
        }
        double expected = 2.0 / N * wasserstein_heat_integral(d, t, false);
        TEST_ABS(moments.mean, expected, 4 * statistics_moments_error(&moments));
        TEST(statistics_moments_error(&moments) < 0.1 * expected);
    }
    /* A reflected path is at most as long: E|fold(x + sqrt(2t) N) - x| <= sqrt(2t) E|N|, and only
     * what starts near a face is shorter: 1 - O(sqrt t). */
    for (int d = 1; d <= 3; d++) {
        const double t = 1e-4;
        struct statistics_moments moments = {0};
        for (int r = 0; r < 20000; r++) {
            double square = 0;
            for (int j = 0; j < d; j++) {
                double x = test_uniform(state);
                square += pow(fold(x + sqrt(2 * t) * gaussian(state)) - x, 2);
            }
            statistics_moments_add(&moments, sqrt(square));
        }
        double ratio = moments.mean / (sqrt(2 * t) * wasserstein_gaussian_norm(d));
        double error = 4 * statistics_moments_error(&moments) / moments.mean;
        TEST(ratio <= 1 + error && ratio >= 1 - 2 * d * sqrt(t) - error);
    }
}

/* exp(-t lambda)/lambda with lambda = pi^2 square; the torus has 4 square. */
static double mode(double square, double t) {
    double lambda = M_PI * M_PI * square;
    return exp(-lambda * t) / lambda;
}

static double mode_torus(double square, double t) {
    return mode(4 * square, t);
}

/* R(t) = R + t for the torus; R - sqrt(t/pi) + 3t/4 for the square, by the heat traces 1/(4 pi t)
 * and 1/(4 pi t) + 1/(2 sqrt(pi t)) + 1/4, up to exp(-1/t). */
static void check_spectra(void) {
    for (double t = 4e-3; t > 1e-4; t /= 4) {
        int most = (int)(2.2 / sqrt(t)) + 2;
        double torus = lattice(2, most, true, 0, mode_torus, t) + log(t) / (4 * M_PI);
        double square = lattice(2, most, false, 0, mode, t) + log(t) / (4 * M_PI);
        TEST_ABS(wasserstein_laplacian(true), torus - t, 1e-12);
        TEST_ABS(wasserstein_laplacian(false), square + sqrt(t / M_PI) - 0.75 * t, 1e-12);
    }
    TEST_REL(wasserstein_matching_slope(true), 2 * wasserstein_matching_slope(false), 1e-16);
}

int main(void) {
    uint64_t state = test_seed();
    check_sums();
    check_minimum();
    check_samples(&state);
    check_spectra();
    return test_end();
}
