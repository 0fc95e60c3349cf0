/* SPDX-License-Identifier: MIT */
#include "moments.h"

#include "vector.h"

const char *const moments_columns[MOMENTS_COLUMNS] = {"norm2", "norm2_bound", "balance",
                                                      "drift_bound"};

static void look(struct moments *moments, const struct parameters *at) {
    double first = vector_dot(at->width * at->d, at->W, at->W);
    double second = vector_dot(at->width, at->a, at->a);
    moments->norm2 = first + second;
    moments->balance = second - first;
}

void moments_start(struct moments *moments, const struct parameters *at) {
    *moments = (struct moments){0};
    look(moments, at);
    moments->norm2_bound = moments->norm2;
}

void moments_step(struct moments *moments, const struct parameters *at, enum loss loss, double step,
                  size_t count, const double *X, const double *y) {
    const double zero = 0;
    double square = 0, rho = 0;
    look(moments, at);
    for (size_t i = 0; i < count; i++) {
        const double *x = X + i * at->d;
        square += vector_dot(at->d, x, x) / (double)count;
        rho += loss_sum(loss, 1, &zero, &y[i], NULL) / (double)count;
    }
    double growth = step * step * square;
    moments->norm2_bound += growth * moments->norm2_bound + 4 * step * rho;
    moments->drift_bound += growth * moments->norm2;
}

void moments_put(struct moments *moments, const struct parameters *at, double *out) {
    look(moments, at);
    out[0] = moments->norm2;
    out[1] = moments->norm2_bound;
    out[2] = moments->balance;
    out[3] = moments->drift_bound;
}
