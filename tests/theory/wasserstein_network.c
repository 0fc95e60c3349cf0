/* SPDX-License-Identifier: MIT */
/* Bounds for networks: moments of the data law against quadrature, recursions against their closed
 * form, and SGD itself: Euler's identity, the pathwise bound of the squared norm, balancedness, and
 * the moment bound; the Lipschitz constant against differences of the loss. */
#include "test.h"

#include "statistics.h"
#include "wasserstein.h"

#include <gsl/gsl_cdf.h>

enum { IN = 2, WIDTH = 16, POINTS = IN + 1 };

static double gaussian(uint64_t *state) {
    return gsl_cdf_ugaussian_Pinv(test_uniform(state));
}

/* ---- the data law ---- */

static void check_data(uint64_t *state) {
    TEST_REL(wasserstein_cube_moment(1, 1), 0.5, 1e-13);
    TEST_REL(wasserstein_cube_moment(2, 1), (sqrt(2) + asinh(1)) / 3, 1e-13);
    /* The mean distance from a cube's centre to its points. [standard: Robbins 1978] */
    TEST_REL(wasserstein_cube_moment(3, 1), sqrt(3) / 4 - M_PI / 24 + log(2 + sqrt(3)) / 2, 1e-13);
    for (int d = 1; d <= 7; d += 3) {
        struct statistics_moments moments[3] = {0};
        for (int r = 0; r < 20000; r++) {
            double square = 0;
            for (int j = 0; j < d; j++)
                square += pow(2 * test_uniform(state) - 1, 2);
            for (int p = 0; p < 3; p++)
                statistics_moments_add(&moments[p], pow(square, p == 0 ? 0.5 : p));
        }
        for (int p = 0; p < 3; p++)
            TEST_ABS(wasserstein_cube_moment(d, 1 << p), moments[p].mean,
                     4 * statistics_moments_error(&moments[p]));
    }
    TEST(isnan(wasserstein_cube_moment(2, 3)));
    /* 2 max |(cos, G cos + S sin)|: scanned over directions. */
    for (double G = 0; G < 4; G += 0.7)
        for (double S = 0; S < 2; S += 0.5) {
            double most = 0;
            for (double angle = 0; angle < M_PI; angle += 1e-3)
                most = fmax(most, hypot(cos(angle), G * cos(angle) + S * sin(angle)));
            TEST_REL(wasserstein_map_lipschitz(G, S), 2 * most, 2e-6);
        }
}

static void check_recursions(void) {
    for (double eta = 0.001; eta < 1; eta *= 5)
        for (double d = 1; d < 20; d += 6) {
            double square = d / 3, fourth = d / 5 + d * (d - 1) / 9;
            double A = sqrt(1 + 2 * eta * eta * square + pow(eta, 4) * fourth), b = 33, u = 33;
            double growth = 1 + 2 * eta * wasserstein_cube_moment(d, 1) + eta * eta * square;
            for (int k = 0; k <= 300; k++, b = A * b + 4 * eta * 0.4, u *= growth) {
                TEST_REL(wasserstein_moment_bound(d, eta, k, 33, 0.4), b, 1e-11);
                TEST_REL(wasserstein_naive_bound(d, eta, k, 33), u, 1e-11);
            }
        }
    for (double eta = 0.001; eta < 1; eta *= 5) {
        double b = 7;
        for (int k = 0; k <= 300; k++, b = (1 + eta * eta * 3) * b + 4 * eta * 0.4)
            TEST_REL(wasserstein_moment_bound_epochs(3, eta, k, 7, 0.4), b, 1e-11);
    }
    TEST_REL(wasserstein_moment_bound(3, 0, 7, 5, 2), 5.0, 0);
    /* The bound with independence is the one without, but for the distance. */
    TEST_REL(wasserstein_gap_bound(5, 0, 0.8, 100), sqrt(5 * 0.8 / 100), 1e-15);
    TEST_REL(wasserstein_gap_bound(4, 0.3, 0.16, 1), 1.0, 1e-15);
    TEST_REL(wasserstein_path_bound(4, 1, 64), 2.0, 1e-15);
    TEST_ABS(wasserstein_variance_limit(), 0.018492, 5e-7);
}

/* ---- a network and its gradient ---- */

struct net {
    double W[WIDTH][IN], a[WIDTH];
};

static double output(const struct net *net, const double *x) {
    double f = 0;
    for (int j = 0; j < WIDTH; j++)
        f += net->a[j] * fmax(0, net->W[j][0] * x[0] + net->W[j][1] * x[1]);
    return f;
}

static struct net gradient(const struct net *net, const double *x, double factor) {
    struct net g;
    for (int j = 0; j < WIDTH; j++) {
        double z = net->W[j][0] * x[0] + net->W[j][1] * x[1];
        g.a[j] = factor * fmax(0, z);
        for (int i = 0; i < IN; i++)
            g.W[j][i] = z > 0 ? factor * net->a[j] * x[i] : 0;
    }
    return g;
}

/* Squared norms of the layers. */
static void norms(const struct net *net, double *first, double *second) {
    *first = *second = 0;
    for (int j = 0; j < WIDTH; j++) {
        *second += net->a[j] * net->a[j];
        for (int i = 0; i < IN; i++)
            *first += net->W[j][i] * net->W[j][i];
    }
}

static void draw(struct net *net, uint64_t *state, double scale) {
    for (int j = 0; j < WIDTH; j++) {
        net->a[j] = scale * gaussian(state) / sqrt(WIDTH);
        for (int i = 0; i < IN; i++)
            net->W[j][i] = scale * gaussian(state) / sqrt(IN);
    }
}

/* The product of the spectral norms, of W by its 2 x 2 Gram matrix, and the path norm. */
static double lambda(const struct net *net, double *path) {
    double p = 0, q = 0, r = 0, first, second;
    *path = 0;
    for (int j = 0; j < WIDTH; j++) {
        const double *w = net->W[j];
        p += w[0] * w[0];
        q += w[0] * w[1];
        r += w[1] * w[1];
        *path += fabs(net->a[j]) * hypot(w[0], w[1]);
    }
    norms(net, &first, &second);
    return sqrt(second * ((p + r) / 2 + hypot((p - r) / 2, q)));
}

/* One step on (x, y), with all that holds on every path. rho' is the sign (abs) or r/sqrt(1+r^2).
 */
static void step(struct net *net, const double *x, double y, double eta, bool huber) {
    double r = output(net, x) - y, square = x[0] * x[0] + x[1] * x[1], first, second;
    double loss = huber ? sqrt(1 + r * r) - 1 : fabs(r),
           zero = huber ? sqrt(1 + y * y) - 1 : fabs(y);
    struct net g = gradient(net, x, huber ? r / sqrt(1 + r * r) : (r > 0) - (r < 0));
    norms(net, &first, &second);
    double s = first + second, D = second - first, euler = 0, g1, g2;
    norms(&g, &g1, &g2);
    for (int j = 0; j < WIDTH; j++) {
        euler += net->a[j] * g.a[j];
        for (int i = 0; i < IN; i++)
            euler += net->W[j][i] * g.W[j][i];
        net->a[j] -= eta * g.a[j];
        for (int i = 0; i < IN; i++)
            net->W[j][i] -= eta * g.W[j][i];
    }
    double slope = huber ? r / sqrt(1 + r * r) : (r > 0) - (r < 0);
    TEST_ABS(euler, 2 * (r + y) * slope, 1e-13 * (1 + s));
    norms(net, &first, &second);
    TEST(first + second <= (1 + eta * eta * square) * s + 4 * eta * (zero - loss) + 1e-13 * s);
    TEST_ABS(second - first - D, eta * eta * (g2 - g1), 1e-13 * (1 + s));
    TEST(fabs(second - first - D) <= eta * eta * square * s * (1 + 1e-12));
}

/* Many runs from `scale`, targets `size` times those of a fixed teacher: mean of s^2 below the
 * bound. The bound without its loss term fails where the norm has to grow. */
static void check_training(uint64_t *state, double scale, double size, double eta, int steps) {
    enum { RUNS = 40 };
    struct statistics_moments start = {0}, end = {0}, losses = {0};
    for (int run = 0; run < RUNS; run++) {
        struct net net;
        double first, second;
        draw(&net, state, scale);
        norms(&net, &first, &second);
        statistics_moments_add(&start, pow(first + second, 2));
        for (int k = 0; k < steps; k++) {
            double x[IN] = {2 * test_uniform(state) - 1, 2 * test_uniform(state) - 1};
            double y = size * (fmax(0, x[0] - 0.5 * x[1]) - fmax(0, 0.3 * x[0] + x[1])) +
                       0.25 * (2 * test_uniform(state) - 1);
            statistics_moments_add(&losses, y * y);
            step(&net, x, y, eta, run % 2);
        }
        norms(&net, &first, &second);
        statistics_moments_add(&end, pow(first + second, 2));
    }
    /* rho(|y|) <= |y| for both losses. */
    double bound = wasserstein_moment_bound(IN, eta, steps, sqrt(start.mean), sqrt(losses.mean));
    TEST(sqrt(end.mean) <= bound);
    if (scale < 1)
        TEST(sqrt(end.mean - 4 * statistics_moments_error(&end)) >
             wasserstein_moment_bound(IN, eta, steps, sqrt(start.mean), 0));
}

/* |l(z) - l(z')| <= sqrt(1 + min(Lambda, P)^2) |z - z'|; equality for one neuron along its weights.
 */
static void check_lipschitz(uint64_t *state) {
    double path;
    for (int trial = 0; trial < 2000; trial++) {
        struct net net;
        double z[POINTS], moved[POINTS], length = 0;
        draw(&net, state, 0.5 + test_uniform(state));
        for (int k = 0; k < POINTS; k++) {
            z[k] = gaussian(state);
            moved[k] = z[k] + 0.1 * gaussian(state);
            length += pow(moved[k] - z[k], 2);
        }
        double change = fabs(output(&net, z) - z[IN]) - fabs(output(&net, moved) - moved[IN]);
        double L = lambda(&net, &path);
        TEST(fabs(change) <= wasserstein_lipschitz(fmin(L, path)) * sqrt(length) * (1 + 1e-12));
    }
    struct net one = {{{0.6, 0.8}}, {3}};
    double L = lambda(&one, &path), norm = wasserstein_lipschitz(L), eps = 1e-3;
    TEST_REL(L, 3.0, 1e-15);
    TEST_REL(path, 3.0, 1e-15);
    double z[POINTS] = {1, 1, 0},
           moved[POINTS] = {1 + eps * 0.6 * 3 / norm, 1 + eps * 0.8 * 3 / norm, -eps / norm};
    double change = fabs(output(&one, moved) - moved[IN]) - fabs(output(&one, z) - z[IN]);
    TEST_REL(change, norm * eps, 1e-11);
}

int main(void) {
    uint64_t state = test_seed();
    check_data(&state);
    check_recursions();
    check_training(&state, 1, 1, 0.02, 1000);
    check_training(&state, 0.1, 4, 0.02, 1000);
    check_lipschitz(&state);
    return test_end();
}
