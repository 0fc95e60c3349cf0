/* SPDX-License-Identifier: MIT */
#include "network_norms.h"

#include "linalg.h"
#include "vector.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum status network_norms(size_t width, size_t d, const double *W, const double *a,
                          struct network_norms *norms) {
    size_t rank = width < d ? width : d;
    double *copy = memory_new(width * d + rank, sizeof *copy);
    double *values = copy ? copy + width * d : NULL;
    if (!copy)
        return STATUS_NUMERICAL;
    memcpy(copy, W, width * d * sizeof *copy);
    enum status status = linalg_singular_values(width, d, copy, values, NULL, NULL);
    norms->first = vector_dot(width * d, W, W);
    norms->second = vector_dot(width, a, a);
    norms->lambda = sqrt(norms->second) * (status == STATUS_OK ? values[0] : NAN);
    norms->path = 0;
    for (size_t i = 0; i < width; i++)
        norms->path += fabs(a[i]) * linalg_norm(d, W + i * d);
    free(copy);
    return status;
}

void network_law_norms(const struct network_law *law, double *mean, double *variance) {
    double m = (double)law->width, d = (double)law->d;
    double s2 = pow(network_scale(law), 2), t2 = pow(network_output_scale(law), 2);
    *mean = m * d * s2 + m * t2;
    *variance = (strcmp(law->weights, "gaussian") == 0 ? 2 * m * d * s2 * s2 : 0) +
                (strcmp(law->output, "gaussian") == 0 ? 2 * m * t2 * t2 : 0);
}
