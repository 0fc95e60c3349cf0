/* SPDX-License-Identifier: MIT */
/* kernel: the kernel of an infinitely wide layer at pairs of inputs, in closed form and by drawn
 * weights. */
#include "dataset.h"
#include "function_space.h"
#include "kernel_matrix.h"
#include "linalg.h"
#include "options.h"
#include "random.h"
#include "results.h"
#include "spike.h"
#include "statistics.h"
#include "vector.h"

#include <stdlib.h>
#include <string.h>

static const char details[] =
    "Rows 1 and 2 of DATA are the first pair, 3 and 4 the second, and so on. Columns: pair; q11, "
    "q12 and q22, the covariances of w.x and w.x' for w ~ N(0, (I + T v v^T)/d); stretched, the "
    "isotropic kernel in closed form at A x and A x', A = (I + T v v^T)^(1/2), and twice, that at "
    "A A x and A A x' (a wrong theory, of weights A A w); n, the weights drawn, mean and mean_se, "
    "of sigma(w.x) sigma(w.x') over drawn weights (nan without --draws).";

static const char *const columns[] = {"pair",  "q11", "q12",  "q22",    "stretched",
                                      "twice", "n",   "mean", "mean_se"};

enum { OWN = sizeof columns / sizeof *columns, BLOCK = 2048 };

struct kernels {
    const char *kernel_name, *output;
    struct spike spike;
    uint64_t draws, seed;
    struct activation sigma;
    size_t n, d;
    double *X;     /* n x d */
    double *W, *Z; /* of drawing: BLOCK x d, BLOCK x 2 */
};

static enum status read_data(struct kernels *s, const char *path) {
    enum status status = dataset_read(path, &s->n, &s->d, &s->X, NULL);
    if (status != STATUS_OK)
        return status;
    if (s->n % 2 != 0)
        return error_set(STATUS_INPUT, "%s: found %zu rows, expected an even number: pairs", path,
                         s->n);
    s->W = memory_new(BLOCK, (s->d + 2) * sizeof *s->W);
    if (!s->W)
        return STATUS_NUMERICAL;
    s->Z = s->W + BLOCK * s->d;
    return spike_open(&s->spike, s->d);
}

/* x <- A x for so many rows x, A = (I + T v v^T)^(1/2). */
static void stretch(const struct kernels *s, size_t rows, double *X) {
    if (s->spike.v)
        kernel_stretch(s->d, rows, s->spike.v, s->spike.theta, X);
}

/* The mean over drawn weights; each pair has weights of its own. */
static void draw(struct kernels *s, uint64_t pair, const double *x,
                 struct statistics_moments *moments) {
    struct random_stream stream = random_stream(s->seed, "weights");
    for (uint64_t first = 0; first < s->draws; first += BLOCK) {
        size_t rows = s->draws - first < BLOCK ? (size_t)(s->draws - first) : BLOCK;
        for (size_t i = 0; i < rows; i++)
            random_gaussians(stream, pair, first + i, 0, s->d, s->W + i * s->d);
        stretch(s, rows, s->W);
        linalg_multiply_transposed(rows, 2, s->d, s->W, x, false, s->Z);
        for (size_t i = 0; i < 2 * rows; i++)
            s->Z[i] /= sqrt((double)s->d);
        activation_apply(&s->sigma, 0, 2 * rows, s->Z, s->Z);
        for (size_t i = 0; i < rows; i++)
            statistics_moments_add(moments, s->Z[2 * i] * s->Z[2 * i + 1]);
    }
}

static enum status measure(struct kernels *s, size_t pair, double *row) {
    const double *x = s->X + 2 * pair * s->d;
    double *A = s->W, d = (double)s->d, K[4];
    struct statistics_moments moments = {0};
    memcpy(A, x, 2 * s->d * sizeof *A);
    stretch(s, 2, A);
    row[0] = (double)pair + 1;
    row[1] = vector_dot(s->d, A, A) / d;
    row[2] = vector_dot(s->d, A, A + s->d) / d;
    row[3] = vector_dot(s->d, A + s->d, A + s->d) / d;
    enum status status = kernel_matrix(s->kernel_name, s->d, 2, A, 2, A, 1, K);
    row[4] = K[1];
    stretch(s, 2, A);
    if (status == STATUS_OK)
        status = kernel_matrix(s->kernel_name, s->d, 2, A, 2, A, 1, K);
    row[5] = K[1];
    draw(s, pair, x, &moments);
    row[6] = (double)s->draws;
    row[7] = s->draws ? moments.mean : NAN;
    row[8] = s->draws > 1 ? statistics_moments_error(&moments) : NAN;
    return status;
}

static enum status run(struct kernels *s, const char *path) {
    struct results results = {0};
    double row[OWN];
    enum status status = activation_parse(&s->sigma, s->kernel_name);
    if (status == STATUS_OK)
        status = spike_check(&s->spike);
    if (status == STATUS_OK)
        status = read_data(s, path);
    if (status == STATUS_OK)
        status = results_open(&results, s->output, OWN, columns);
    for (size_t pair = 0; status == STATUS_OK && 2 * pair < s->n; pair++) {
        status = measure(s, pair, row);
        results_put(&results, row);
    }
    return results_close(&results, status);
}

int main(int argc, char **argv) {
    struct kernels s = {0};
    const struct option options[] = {
        OPTION_KERNEL(s.kernel_name, NULL),
        OPTIONS_SPIKE(s.spike, ""),
        OPTION_INTEGER("draws", s.draws, "0", 0, 0x1p40, "M", "weights to draw for each pair"),
        OPTION_SEED(s.seed),
        OPTION_OUTPUT(s.output),
        OPTION_END,
    };
    const struct program program = {
        .name = "kernel",
        .usage = "DATA",
        .purpose = "the kernel of an infinitely wide layer at pairs of inputs",
        .details = details,
        .options = options,
    };
    struct operands operands;
    enum status status = options_parse(&program, argc, argv, &operands);
    if (status == STATUS_OK)
        status = run(&s, operands.items[0]);
    free(s.X);
    free(s.W);
    spike_close(&s.spike);
    return error_exit("kernel", status);
}
