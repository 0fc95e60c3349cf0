/* SPDX-License-Identifier: MIT */
#include "two_step_internal.h"

#include <math.h>

/* The ratio, or the integer that it is meant to be. */
static double snap(double ratio) {
    double integer = round(ratio);
    return fabs(ratio - integer) <= 1e-9 * fmax(1, integer) ? integer : ratio;
}

static bool is_exponent(double alpha) {
    return alpha >= 0 && alpha < 0.5;
}

double two_step_count(double alpha1, double alpha2, double *ratio) {
    bool valid = is_exponent(alpha1) && is_exponent(alpha2);
    double value = valid ? snap(alpha2 / (0.5 - alpha1)) : NAN;
    if (ratio)
        *ratio = value;
    return floor(value);
}

bool two_step_undecided(double ratio) {
    return ratio >= 1 && ratio == floor(ratio);
}

double two_step_exponent(double alpha1, double alpha2, size_t k) {
    return k == 0 ? fmax(alpha1, alpha2) : alpha2 - (double)k * (0.5 - alpha1);
}

double two_step_feature_count(double alpha, double *ratio) {
    *ratio = is_exponent(alpha) ? snap(1 / (1 - 2 * alpha)) : NAN;
    return ceil(*ratio) - 1;
}

enum status two_step_calibrate(const struct two_step *problem, double kappa, double *scale1,
                               double *scale2) {
    struct two_step_layer layer;
    struct two_step_directions b;
    double factor[TWO_STEP_TERMS][TWO_STEP_TERMS], C[3];
    if (problem->terms < 3)
        return error_set(STATUS_USAGE, "found an activation of %zu terms, expected three",
                         problem->terms);
    two_step_layer_gaussian(&layer);
    enum status status = two_step_directions(problem, &layer, 0, &b);
    if (status != STATUS_OK)
        return status;
    /* factor[k][k] = dist(b_k, span(b_0 .. b_{k-1})) */
    if (!two_step_cholesky(3, b.gram, factor) || factor[1][1] == 0 || factor[2][2] == 0)
        return error_set(STATUS_USAGE, "found directions of the second step that do not span three "
                                       "dimensions, expected all of k = 0, 1, 2");
    for (size_t k = 1; k < 3; k++)
        C[k] = layer.factor[k][k] * factor[k][k] / pow(kappa, 0.25);
    *scale1 = C[1] / C[2];
    *scale2 = C[2] / (C[1] * C[1]);
    return STATUS_OK;
}
