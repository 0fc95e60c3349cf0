/* SPDX-License-Identifier: MIT */
/* project: a dataset in fewer dimensions, by a random projection. */
#include "dataset.h"
#include "linalg.h"
#include "options.h"
#include "random.h"
#include "vector.h"

#include <math.h>
#include <stdlib.h>

struct project {
    const char *output;
    bool orthonormal;
    uint64_t d, seed;
    struct dataset dataset;
    double *P; /* d x dataset.d */
};

/* Orthonormal rows that span a uniformly random subspace: Gaussian vectors, each freed (twice,
 * against rounding) of those before [standard: Gram and Schmidt]. */
static enum status draw_projection(struct project *p) {
    size_t d = p->d, from = p->dataset.d;
    struct random_stream stream = random_stream(p->seed, "projection");
    p->P = memory_new(d, from * sizeof *p->P);
    if (!p->P)
        return STATUS_NUMERICAL;
    for (size_t i = 0; i < d; i++) {
        double *row = p->P + i * from;
        random_gaussians(stream, 0, i, 0, from, row);
        for (size_t k = 0; k < 2 * i; k++) {
            const double *other = p->P + (k % i) * from;
            double along = vector_dot(from, row, other);
            for (size_t j = 0; j < from; j++)
                row[j] -= along * other[j];
        }
        double norm = linalg_norm(from, row);
        for (size_t j = 0; j < from; j++)
            row[j] /= norm;
    }
    return STATUS_OK;
}

static enum status write_rows(struct project *p) {
    const char *const label[] = {"y"};
    struct dataset *dataset = &p->dataset;
    size_t d = p->d, from = dataset->d;
    double factor = p->orthonormal ? 1 : sqrt((double)from / (double)d);
    struct table_writer *writer;
    double *x = memory_new(from + 1, sizeof *x);
    if (!x)
        return STATUS_NUMERICAL;
    enum status status = table_create_matrix(&writer, p->output, "x", d, dataset->has_label, label);
    for (size_t i = 0; status == STATUS_OK && i < dataset->n; i++) {
        status = dataset_rows(dataset, i, 1, x, x + from);
        for (size_t k = 0; k < d; k++)
            table_put(writer, factor * vector_dot(from, p->P + k * from, x));
        if (dataset->has_label)
            table_put(writer, x[from]);
    }
    free(x);
    return table_finish(writer, status);
}

static enum status run(struct project *p, const char *path) {
    enum status status = dataset_open(&p->dataset, path);
    if (status == STATUS_OK && p->d > p->dataset.d)
        status = error_set(STATUS_USAGE, "found --d=%llu, expected at most the %zu of %s",
                           (unsigned long long)p->d, p->dataset.d, path);
    if (status == STATUS_OK)
        status = draw_projection(p);
    return status == STATUS_OK ? write_rows(p) : status;
}

int main(int argc, char **argv) {
    struct project p = {0};
    const struct option options[] = {
        OPTION_INTEGER("d", p.d, NULL, 1, 100000, "D", "dimension of the image"),
        OPTION_FLAG("orthonormal", p.orthonormal, "without the factor sqrt(d of DATA / D)"),
        OPTION_SEED(p.seed),
        OPTION_OUTPUT(p.output),
        OPTION_END,
    };
    const struct program program = {
        .name = "project",
        .usage = "DATA",
        .purpose = "a dataset in fewer dimensions, by a random orthogonal projection",
        .details =
            "x becomes sqrt(d of DATA / D) P x, the rows of P an orthonormal basis of a random "
            "subspace, so that |x|^2 is kept on average; labels stay. The projection is that of "
            "the "
            "seed: of two datasets the same.",
        .options = options,
    };
    struct operands operands;
    enum status status = options_parse(&program, argc, argv, &operands);
    if (status == STATUS_OK)
        status = run(&p, operands.items[0]);
    dataset_close(&p.dataset);
    free(p.P);
    return error_exit("project", status);
}
