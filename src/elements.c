/* SPDX-License-Identifier: MIT */
/* elements: matrix elements of a kernel between harmonics, estimated from samples without bias. */
#include "activation.h"
#include "dataset.h"
#include "function_space.h"
#include "kernel_matrix.h"
#include "linalg.h"
#include "options.h"
#include "results.h"
#include "spike.h"
#include "vector.h"

#include <stdlib.h>

static const char details[] =
    "The rows of DATA are cut into sets of --size = n; each gives a row. For harmonics Y "
    "and Y' the U-statistic sum_{i != j} Y(x_i) k(x_i, x_j) Y'(x_j)/(n (n-1)) has the matrix "
    "element "
    "of the integral operator for its mean, whatever n; the V-statistic sum_{i, j}/n^2 keeps the "
    "diagonal, and is biased. Columns: set; m00, m02, m22 (radial mode and quadratic harmonic "
    "along "
    "v), m11 and orthogonal (linear harmonics along and across v), mixed and traceless (v.x e.x "
    "and "
    "e.x f.x, e and f across v); and v00, v02, v22, v11, v_orthogonal, the V-statistics. Harmonics "
    "are (|x|/sqrt d)^p Y(x/|x|), Y of unit variance on the sphere, p the degree of homogeneity "
    "(relu, linear 1, square 2, else 0). A zero vector counts as sigma(0) = 0 does.";

static const char *const columns[] = {"set",        "m00",   "m02",         "m22", "m11",
                                      "orthogonal", "mixed", "traceless",   "v00", "v02",
                                      "v22",        "v11",   "v_orthogonal"};
enum { OWN = sizeof columns / sizeof *columns, SHOWN = 7 };

/* The harmonics that each column after `set` lies between. */
static const size_t pairs[SHOWN][2] = {{0, 0}, {0, 3}, {3, 3}, {1, 1}, {2, 2}, {4, 4}, {5, 5}};

struct elements {
    const char *kernel_name, *output;
    struct spike spike;
    double power;
    uint64_t size;
    size_t n, d; /* of a set */
    double *X, *K, *H, *KH, *diagonal, *frame;
    struct dataset data;
};

static enum status make_room(struct elements *s) {
    size_t n = s->n, d = s->d, h = FUNCTION_SPACE_HARMONICS;
    s->X = memory_new(n, (d + n + 2 * h + 1) * sizeof *s->X);
    s->frame = memory_new(3 * d, sizeof *s->frame);
    if (!s->X || !s->frame)
        return STATUS_NUMERICAL;
    s->K = s->X + n * d;
    s->H = s->K + n * n;
    s->KH = s->H + n * h;
    s->diagonal = s->KH + n * h;
    enum status status = spike_open(&s->spike, d);
    return status == STATUS_OK ? function_space_frame(d, s->spike.v, s->frame) : status;
}

static enum status measure(struct elements *s, size_t set, double *row) {
    size_t n = s->n, d = s->d, h = FUNCTION_SPACE_HARMONICS;
    double N = (double)n;
    enum status status = dataset_rows(&s->data, set * n, n, s->X, NULL);
    for (size_t i = 0; status == STATUS_OK && i < n; i++)
        function_space_harmonics(d, s->power, s->frame, s->X + i * d, s->H + i * h);
    if (status == STATUS_OK) {
        kernel_stretch(d, n, s->spike.v, s->spike.theta, s->X);
        status = kernel_matrix(s->kernel_name, d, n, s->X, n, s->X, 1, s->K);
    }
    if (status == STATUS_OK)
        status = kernel_diagonal(s->kernel_name, d, n, s->X, s->diagonal);
    if (status != STATUS_OK)
        return status;
    linalg_multiply(n, h, n, s->K, s->H, false, s->KH);
    row[0] = (double)set + 1;
    for (size_t k = 0; k < SHOWN; k++) {
        double all = 0, own = 0;
        for (size_t i = 0; i < n; i++) {
            const double *Y = s->H + i * h;
            all += Y[pairs[k][0]] * s->KH[i * h + pairs[k][1]];
            own += Y[pairs[k][0]] * s->diagonal[i] * Y[pairs[k][1]];
        }
        row[1 + k] = (all - own) / (N * (N - 1));
        if (1 + SHOWN + k < OWN)
            row[1 + SHOWN + k] = all / (N * N);
    }
    return STATUS_OK;
}

static enum status run(struct elements *s, const char *path) {
    struct results results = {0};
    double row[OWN];
    s->power = activation_degree(s->kernel_name);
    enum status status = dataset_open(&s->data, path);
    if (status != STATUS_OK)
        return status;
    s->n = s->size ? s->size : s->data.n;
    s->d = s->data.d;
    if (s->data.n % s->n != 0 || s->n < 2)
        status = error_set(STATUS_INPUT,
                           "%s: found %zu rows, expected a multiple of --size=%zu, at least 2",
                           path, s->data.n, s->n);
    if (status == STATUS_OK)
        status = make_room(s);
    if (status == STATUS_OK)
        status = results_open(&results, s->output, OWN, columns);
    for (size_t set = 0; status == STATUS_OK && (set + 1) * s->n <= s->data.n; set++) {
        status = measure(s, set, row);
        results_put(&results, row);
    }
    dataset_close(&s->data);
    return results_close(&results, status);
}

int main(int argc, char **argv) {
    struct elements s = {0};
    const struct option options[] = {
        OPTION_KERNEL(s.kernel_name, NULL),
        OPTIONS_SPIKE(s.spike, NULL),
        OPTION_INTEGER("size", s.size, "0", 0, 0x1p31, "N", "rows of a set (0: all are one)"),
        OPTION_OUTPUT(s.output),
        OPTION_END,
    };
    const struct program program = {
        .name = "elements",
        .usage = "DATA",
        .purpose = "matrix elements of a kernel between harmonics, without bias from samples",
        .details = details,
        .options = options,
    };
    struct operands operands;
    enum status status = options_parse(&program, argc, argv, &operands);
    if (status == STATUS_OK)
        status = run(&s, operands.items[0]);
    free(s.X);
    free(s.frame);
    spike_close(&s.spike);
    return error_exit("elements", status);
}
