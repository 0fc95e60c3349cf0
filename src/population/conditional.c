/* SPDX-License-Identifier: MIT */
/* What theory expects of the minimum norm on these features, whatever else the inputs are. */
#include "population.h"

#include "double_descent.h"
#include "linalg.h"
#include "vector.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const columns[] = {"features", "expected", "bias", "variance", "floor"};
enum { COLUMNS = sizeof columns / sizeof *columns };

/* The test risk of the minimum norm on `samples` samples for Gaussian features of the moments of
 * the problem, what no theta explains being noise: floor + bias + variance. STATUS_NUMERICAL if an
 * eigenvalue is not found. [standard: Hastie Montanari Rosset Tibshirani 2022] */
static enum status find_risk(const struct problem *p, double samples, double *bias,
                             double *variance) {
    size_t m = p->m;
    double *S = memory_new(m, (2 * m + 1) * sizeof *S);
    struct double_descent_level *levels = memory_zero(m, sizeof *levels);
    enum status status = S && levels ? STATUS_OK : STATUS_NUMERICAL;
    double *V = S ? S + m * m : NULL, *lambda = S ? V + m * m : NULL;
    if (status == STATUS_OK) {
        memcpy(S, p->S, m * m * sizeof *S);
        status = linalg_eigenvectors(m, S, 0, m - 1, lambda, V);
    }
    for (size_t i = 0; status == STATUS_OK && i < m; i++) {
        double along = vector_dot(m, V + i * m, p->target);
        levels[i] = (struct double_descent_level){
            .lambda = fmax(0, lambda[i]), .count = 1, .error = along * along};
    }
    if (status == STATUS_OK)
        status = double_descent_conditional(m, levels, samples, p->floor, bias, variance);
    free(S);
    free(levels);
    return status;
}

enum status population_conditional(struct population *p) {
    double bias, variance, floor = p->problem.floor;
    enum status status = results_open(&p->results, p->output, COLUMNS, columns);
    if (status == STATUS_OK)
        status = find_risk(&p->problem, (double)p->samples, &bias, &variance);
    if (status != STATUS_OK)
        return status;
    const double row[COLUMNS] = {(double)p->problem.m, floor + bias + variance, bias, variance,
                                 floor};
    results_put(&p->results, row);
    return STATUS_OK;
}
