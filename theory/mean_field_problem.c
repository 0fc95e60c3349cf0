/* SPDX-License-Identifier: MIT */
#include "linalg.h"
#include "mean_field.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double half_width = 8; /* standard deviations on the axes of the quadrature */

/* z <- B tanh(R u) at the node whose digits to the base per_axis are its coordinates; returns its
 * weight without normalisation. */
static double place_node(size_t node, size_t per_axis, size_t n, size_t rank, const double *R,
                         double B, double *z) {
    double square = 0;
    memset(z, 0, n * sizeof *z);
    for (size_t a = 0; a < rank; a++, node /= per_axis) {
        double place = (double)(node % per_axis) / (double)(per_axis - 1);
        double u = half_width * (2 * place - 1);
        square += u * u;
        for (size_t i = 0; i < n; i++)
            z[i] += R[i * rank + a] * u;
    }
    for (size_t i = 0; i < n; i++)
        z[i] = B * tanh(z[i]);
    return exp(-square / 2);
}

enum status mean_field_problem(size_t n, size_t rank, const double *R, const double *y,
                               double lambda, double B, size_t per_axis,
                               struct mean_field_problem *problem) {
    double count = pow((double)per_axis, (double)rank), total = 0;
    memset(problem, 0, sizeof *problem);
    if (!(count * (double)n <= 1e8) || per_axis < 2)
        return error_set(STATUS_USAGE,
                         "found %g nodes of %zu values, expected at least 2 an axis and at most "
                         "1e8 values",
                         count, n);
    *problem =
        (struct mean_field_problem){.n = n, .nodes = (size_t)count, .lambda = lambda, .B = B};
    problem->weight = memory_new(problem->nodes, sizeof *problem->weight);
    problem->h = memory_new(problem->nodes * n, sizeof *problem->h);
    problem->y = memory_new(n, sizeof *problem->y);
    problem->p = memory_new(problem->nodes, sizeof *problem->p);
    if (!problem->weight || !problem->h || !problem->y || !problem->p) {
        mean_field_problem_free(problem);
        return STATUS_NUMERICAL;
    }
    memcpy(problem->y, y, n * sizeof *y);
    for (size_t q = 0; q < problem->nodes; q++) {
        problem->weight[q] = place_node(q, per_axis, n, rank, R, B, problem->h + q * n);
        total += problem->weight[q];
    }
    for (size_t q = 0; q < problem->nodes; q++)
        problem->weight[q] /= total;
    return STATUS_OK;
}

/* The first `rank` axes of the half circle. */
static enum status half_circle(size_t n, size_t rank, double amplitude, double lambda, double B,
                               size_t per_axis, struct mean_field_problem *problem) {
    double *R = memory_new(3 * n, sizeof *R), *y = R ? R + 2 * n : NULL;
    if (!R)
        return STATUS_NUMERICAL;
    for (size_t i = 0; i < n; i++) {
        double angle = M_PI * ((double)i + 0.5) / (double)n;
        R[rank * i] = amplitude * cos(angle);
        if (rank > 1)
            R[rank * i + 1] = amplitude * sin(angle);
        y[i] = sin(angle) + 0.5 * cos(3 * angle);
    }
    enum status status = mean_field_problem(n, rank, R, y, lambda, B, per_axis, problem);
    free(R);
    return status;
}

enum status mean_field_problem_half_circle(size_t n, double amplitude, double lambda, double B,
                                           size_t per_axis, struct mean_field_problem *problem) {
    return half_circle(n, 2, amplitude, lambda, B, per_axis, problem);
}

enum status mean_field_problem_line(size_t n, double amplitude, double lambda, double B,
                                    size_t per_axis, struct mean_field_problem *problem) {
    return half_circle(n, 1, amplitude, lambda, B, per_axis, problem);
}

enum status mean_field_problem_det(size_t n, size_t modes, double lambda, double B, size_t per_axis,
                                   struct mean_field_problem *problem) {
    double *K = memory_new(n * n + n, sizeof *K), *y = K ? K + n * n : NULL;
    memset(problem, 0, sizeof *problem);
    enum status status = K ? mean_field_det_kernel(n, modes, K) : STATUS_NUMERICAL;
    if (status == STATUS_OK)
        status = linalg_cholesky(n, K);
    for (size_t i = 0; status == STATUS_OK && i < n;
         i++) { /* the factor by rows, its upper part 0 */
        y[i] = mean_field_det_label(i + 1);
        for (size_t j = 0; j < i; j++) {
            K[i * n + j] = K[j * n + i];
            K[j * n + i] = 0;
        }
    }
    if (status == STATUS_OK)
        status = mean_field_problem(n, n, K, y, lambda, B, per_axis, problem);
    free(K);
    return status;
}

void mean_field_problem_free(struct mean_field_problem *problem) {
    free(problem->weight);
    free(problem->h);
    free(problem->y);
    free(problem->p);
    free(problem->K);
    memset(problem, 0, sizeof *problem);
}
