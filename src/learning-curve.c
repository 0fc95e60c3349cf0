/* SPDX-License-Identifier: MIT */
/* learning-curve: replicates of ridge regression with a spiked kernel, or with random features of
 * it, and what theory expects of their error. */
#include "function_space.h"
#include "kernel_matrix.h"
#include "linalg.h"
#include "options.h"
#include "random.h"
#include "results.h"
#include "vector.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char details[] =
    "Inputs are uniform on the sphere of radius sqrt d, labels Y1(beta.x) + Y2(beta.x) + noise, "
    "two harmonics of unit variance; the direction v of the spike has the cosine gamma with beta. "
    "The kernel is that of relu weights of covariance (I + T v v^T)/d; the regression is (K + "
    "ridge I)^-1 y, with --width=N K = F F^T, F = sigma(X W^T)/sqrt N. Columns: replicate; mse, "
    "the error on noisy labels of --test fresh inputs (the variance of their noise is added, not "
    "drawn); expected_conditional, expected_eigenlearning and expected_isotropic, what theory says "
    "of it (function-space.md c7b, c7, and c7 without the spike), expected_features, c7 at this "
    "width, and inflation, the factor n/(n - sum L^2) of expected_isotropic. nan where there is "
    "none (without ridge or width) and with --plain.";

static const char *const columns[] = {"replicate",
                                      "mse",
                                      "expected_conditional",
                                      "expected_eigenlearning",
                                      "expected_isotropic",
                                      "expected_features",
                                      "inflation"};
enum { OWN = sizeof columns / sizeof *columns };

struct curve {
    const char *output;
    uint64_t d, samples, width, test, n, seed;
    bool plain;
    double theta, gamma, ridge, noise;
    double *memory, *v, *X, *y, *test_X, *target, *K, *cross, *weights;
};

/* ---- draws ---- */

static void draw_inputs(const struct curve *s, const char *purpose, uint64_t replicate, size_t rows,
                        double *X) {
    struct random_stream stream = random_stream(s->seed, purpose);
    for (size_t i = 0; i < rows; i++) {
        double *x = X + i * s->d;
        random_gaussians(stream, replicate, i, 0, s->d, x);
        double factor = sqrt((double)s->d / vector_dot(s->d, x, x));
        for (size_t j = 0; j < s->d; j++)
            x[j] *= factor;
    }
}

/* v is the first axis, beta = (gamma, sqrt(1 - gamma^2), 0, ..). */
static void label(const struct curve *s, size_t rows, const double *X, double *y) {
    double d = (double)s->d, across = sqrt((1 - s->gamma) * (1 + s->gamma));
    for (size_t i = 0; i < rows; i++) {
        double z = s->gamma * X[i * s->d] + across * X[i * s->d + 1];
        y[i] = z + sqrt((d + 2) / (2 * (d - 1))) * (z * z - 1);
    }
}

/* ---- one replicate ---- */

/* K (n x n) and cross (test x n) by the closed form. */
static enum status fill_kernel(struct curve *s) {
    kernel_stretch(s->d, s->samples, s->v, s->theta, s->X);
    kernel_stretch(s->d, s->test, s->v, s->theta, s->test_X);
    enum status status = kernel_matrix("relu", s->d, s->samples, s->X, s->samples, s->X, 1, s->K);
    if (status == STATUS_OK)
        status = kernel_matrix("relu", s->d, s->test, s->test_X, s->samples, s->X, 1, s->cross);
    return status;
}

/* sigma(X w) of a block of weights, over sqrt N. */
static void features(const struct curve *s, size_t rows, const double *X, size_t block,
                     const double *W, double *F) {
    double scale = 1 / sqrt((double)s->d * (double)s->width);
    linalg_multiply_transposed(rows, block, s->d, X, W, false, F);
    for (size_t i = 0; i < rows * block; i++)
        F[i] = F[i] > 0 ? scale * F[i] : 0;
}

/* The same by random features, block by block. */
static void fill_features(struct curve *s, uint64_t replicate) {
    enum { BLOCK = 256 };
    struct random_stream stream = random_stream(s->seed, "weights");
    double *W = s->weights, *F = W + BLOCK * s->d, *G = F + BLOCK * s->samples;
    for (size_t first = 0; first < s->width; first += BLOCK) {
        size_t block = s->width - first < BLOCK ? s->width - first : BLOCK;
        for (size_t i = 0; i < block; i++)
            random_gaussians(stream, replicate, first + i, 0, s->d, W + i * s->d);
        kernel_stretch(s->d, block, s->v, s->theta, W);
        features(s, s->samples, s->X, block, W, F);
        features(s, s->test, s->test_X, block, W, G);
        linalg_multiply_transposed(s->samples, s->samples, block, F, F, first > 0, s->K);
        linalg_multiply_transposed(s->test, s->samples, block, G, F, first > 0, s->cross);
    }
}

static enum status measure(struct curve *s, uint64_t replicate, double *mse) {
    size_t n = s->samples;
    draw_inputs(s, "data", replicate, n, s->X);
    draw_inputs(s, "test", replicate, s->test, s->test_X);
    label(s, s->test, s->test_X, s->target);
    random_gaussians(random_stream(s->seed, "noise"), replicate, 0, 0, n, s->cross);
    label(s, n, s->X, s->y);
    for (size_t i = 0; i < n; i++)
        s->y[i] += s->noise * s->cross[i];
    enum status status = STATUS_OK;
    if (s->width > 0)
        fill_features(s, replicate);
    else
        status = fill_kernel(s);
    for (size_t i = 0; i < n; i++)
        s->K[i * n + i] += s->ridge;
    if (status == STATUS_OK && linalg_cholesky(n, s->K) != STATUS_OK)
        status = error_set(STATUS_NUMERICAL,
                           "found a singular kernel matrix (n=%zu, ridge=%g), expected a positive "
                           "definite one: give a larger --ridge",
                           n, s->ridge);
    if (status != STATUS_OK)
        return status;
    linalg_cholesky_solve(n, s->K, 1, s->y);
    double sum = 0;
    for (size_t i = 0; i < s->test; i++) {
        double residual = vector_dot(n, s->cross + i * n, s->y) - s->target[i];
        sum += residual * residual;
    }
    *mse = sum / (double)s->test + s->noise * s->noise;
    return STATUS_OK;
}

/* ---- what theory expects ---- */

static enum status expect(const struct curve *s, double *row) {
    double d = (double)s->d, n = (double)s->samples;
    struct function_space_modes modes;
    enum status status = STATUS_OK;
    for (size_t k = 0; k < OWN - 2; k++)
        row[k] = NAN;
    if (s->plain)
        return STATUS_OK;
    if (s->ridge > 0)
        status = function_space_conditional(d, s->theta, s->gamma, n, s->ridge, s->noise, &row[0]);
    if (status == STATUS_OK)
        status = function_space_modes(d, s->theta, s->gamma, n, s->ridge, &modes);
    if (status != STATUS_OK)
        return status;
    row[1] = function_space_eigenlearning(&modes, n, s->ridge, s->noise);
    if (s->width > 0 && s->ridge > 0)
        row[3] = function_space_random_features(&modes, n, (double)s->width, s->ridge, s->noise);
    function_space_modes_free(&modes);
    status = function_space_modes(d, 0, s->gamma, n, s->ridge, &modes);
    if (status != STATUS_OK)
        return status;
    row[2] = function_space_eigenlearning(&modes, n, s->ridge, s->noise);
    row[4] = function_space_inflation(&modes, n, s->ridge);
    function_space_modes_free(&modes);
    return STATUS_OK;
}

/* ---- all of it ---- */

static enum status make_room(struct curve *s) {
    enum { BLOCK = 256 };
    size_t n = s->samples, d = s->d, m = s->test;
    size_t block = s->width > 0 ? BLOCK * (d + n + m) : 0;
    s->memory = memory_new(d + (n + m) * (d + 1) + n * (n + m) + n + block, sizeof *s->memory);
    if (!s->memory)
        return STATUS_NUMERICAL;
    s->v = s->memory;
    s->X = s->v + d;
    s->y = s->X + n * d;
    s->test_X = s->y + n;
    s->target = s->test_X + m * d;
    s->K = s->target + m;
    s->cross = s->K + n * n;
    s->weights = s->cross + n * m + n;
    memset(s->v, 0, d * sizeof *s->v);
    s->v[0] = 1;
    return STATUS_OK;
}

static enum status run(struct curve *s) {
    struct results results = {0};
    double row[OWN];
    enum status status = make_room(s);
    if (status == STATUS_OK)
        status = expect(s, row + 2);
    if (status == STATUS_OK)
        status = results_open(&results, s->output, OWN, columns);
    for (uint64_t i = 0; status == STATUS_OK && i < s->n; i++) {
        row[0] = (double)(i + 1);
        status = measure(s, i, &row[1]);
        results_put(&results, row);
    }
    return results_close(&results, status);
}

int main(int argc, char **argv) {
    struct curve s = {0};
    const struct option options[] = {
        OPTION_INTEGER("d", s.d, NULL, 3, 1e6, "D", "dimension of the inputs"),
        OPTION_REAL("theta", s.theta, "0", 0, 1e18, "T", "strength of the spike"),
        OPTION_REAL("gamma", s.gamma, "1", -1, 1, "G", "the cosine of v and beta"),
        OPTION_INTEGER("samples", s.samples, NULL, 1, 1e5, "S", "number of samples"),
        OPTION_INTEGER("width", s.width, "0", 0, 1e9, "N",
                       "number of random features (0: the kernel itself)"),
        OPTION_REAL("ridge", s.ridge, "0", 0, INFINITY, "R", "ridge, added to K (not to K/n)"),
        OPTION_REAL("noise", s.noise, "0", 0, INFINITY, "S", "standard deviation of label noise"),
        OPTION_INTEGER("test", s.test, "4000", 1, 1e7, "T", "test inputs"),
        OPTION_FLAG("plain", s.plain, "leave out what theory expects, which takes a while"),
        OPTION_INTEGER("n", s.n, NULL, 1, 0x1p26, "N", "replicates"),
        OPTION_SEED(s.seed),
        OPTION_OUTPUT(s.output),
        OPTION_END,
    };
    const struct program program = {
        .name = "learning-curve",
        .usage = "",
        .purpose =
            "replicates of ridge regression with the spiked kernel of a wide relu layer, for "
            "learning curves",
        .details = details,
        .options = options,
    };
    struct operands operands;
    enum status status = options_parse(&program, argc, argv, &operands);
    if (status == STATUS_OK)
        status = run(&s);
    free(s.memory);
    return error_exit("learning-curve", status);
}
