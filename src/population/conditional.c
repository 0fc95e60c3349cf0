/* SPDX-License-Identifier: MIT */
#include "conditional.h"

#include "double_descent.h"
#include "linalg.h"
#include "vector.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum status conditional_risk(const struct problem *p, double samples, double *bias,
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
