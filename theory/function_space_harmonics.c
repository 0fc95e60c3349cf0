/* SPDX-License-Identifier: MIT */
/* Harmonics by name, as functions of the input. */
#include "function_space.h"

#include "vector.h"

#include <math.h>
#include <string.h>

/* The coordinate axis that lies least in the span of the first `count` rows of the frame, made
 * orthogonal to these, into the next row. */
static void frame_extend(size_t d, size_t count, double *frame) {
    size_t axis = 0;
    double least = INFINITY, *row = frame + count * d;
    for (size_t j = 0; j < d; j++) {
        double within = 0;
        for (size_t k = 0; k < count; k++)
            within += frame[k * d + j] * frame[k * d + j];
        if (within < least) {
            least = within;
            axis = j;
        }
    }
    memset(row, 0, d * sizeof *row);
    row[axis] = 1;
    for (size_t k = 0; k < 2 * count; k++) { /* twice is enough */
        const double *other = frame + k % count * d;
        double part = vector_dot(d, row, other);
        for (size_t j = 0; j < d; j++)
            row[j] -= part * other[j];
    }
    double length = sqrt(vector_dot(d, row, row));
    for (size_t j = 0; j < d; j++)
        row[j] /= length;
}

enum status function_space_frame(size_t d, const double *v, double *frame) {
    double length = sqrt(vector_dot(d, v, v));
    if (d < 3)
        return error_set(STATUS_INPUT,
                         "found dimension %zu, expected at least 3 for harmonics "
                         "across a direction",
                         d);
    if (!(length > 0) || !isfinite(length))
        return error_set(STATUS_INPUT, "found a direction of length %g, expected a positive one",
                         length);
    for (size_t j = 0; j < d; j++)
        frame[j] = v[j] / length;
    frame_extend(d, 1, frame);
    frame_extend(d, 2, frame);
    return STATUS_OK;
}

void function_space_harmonics(size_t d, double power, const double *frame, const double *x,
                              double value[FUNCTION_SPACE_HARMONICS]) {
    double D = (double)d, length = sqrt(vector_dot(d, x, x));
    double radial = pow(length / sqrt(D), power), t[3];
    memset(value, 0, FUNCTION_SPACE_HARMONICS * sizeof *value);
    if (length == 0) {
        value[0] = radial; /* 1 if power = 0 */
        return;
    }
    for (size_t k = 0; k < 3; k++)
        t[k] = vector_dot(d, frame + k * d, x) / length;
    double pair = sqrt(D * (D + 2));
    value[0] = radial;
    value[1] = radial * sqrt(D) * t[0];
    value[2] = radial * sqrt(D) * t[1];
    value[3] = radial * (t[0] * t[0] - 1 / D) * D * sqrt((D + 2) / (2 * (D - 1)));
    value[4] = radial * pair * t[0] * t[1];
    value[5] = radial * pair * t[1] * t[2];
}
