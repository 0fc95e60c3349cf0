/* SPDX-License-Identifier: MIT */
#include "statistics.h"

#include <gsl/gsl_fit.h>
#include <math.h>

/* Weights, their sum, the weighted centre of x and the sum of squares around it. */
struct frame {
    double weight, centre, squares;
};

static double frame_weight(const double *error, size_t i, int weighted) {
    return weighted ? 1 / (error[i] * error[i]) : 1;
}

static struct frame frame_make(size_t n, const double *x, const double *error, int weighted) {
    struct frame frame = {0, 0, 0};
    for (size_t i = 0; i < n; i++) {
        double w = frame_weight(error, i, weighted), step = x[i] - frame.centre;
        frame.weight += w;
        frame.centre += step * (w / frame.weight);
        frame.squares += w * step * (x[i] - frame.centre);
    }
    return frame;
}

static enum status line_check(size_t n, size_t least, const double *x) {
    if (n < least)
        return error_set(STATUS_INPUT, "found %zu points of a line, expected at least %zu", n,
                         least);
    for (size_t i = 1; i < n; i++)
        if (x[i] != x[0])
            return STATUS_OK;
    return error_set(STATUS_INPUT, "found the one abscissa %g, expected at least two", x[0]);
}

enum status statistics_line_residual(struct statistics_line *line, size_t n, const double *x,
                                     const double *y) {
    enum status status = line_check(n, 3, x);
    if (status != STATUS_OK)
        return status;
    double c00, c01, c11, squares;
    gsl_fit_linear(x, 1, y, 1, n, &line->intercept, &line->slope, &c00, &c01, &c11, &squares);
    line->intercept_error = sqrt(c00);
    line->slope_error = sqrt(c11);
    line->intercept_dof = line->slope_dof = (double)n - 2;
    return STATUS_OK;
}

/* A linear combination sum_i c_i y_i as it builds up: value, variance, and the sum for its dof. */
struct combination {
    double value, variance, fourth;
};

static void combination_add(struct combination *sum, double c, double y, double error,
                            const double *dof) {
    double part = c * c * error * error;
    sum->value += c * y;
    sum->variance += part;
    if (dof)
        sum->fourth += part * part / *dof;
}

static double combination_dof(const struct combination *sum) {
    return sum->fourth > 0 ? fmax(1, sum->variance * sum->variance / sum->fourth) : INFINITY;
}

enum status statistics_line_known(struct statistics_line *line, size_t n, const double *x,
                                  const double *y, const double *error, const double *dof,
                                  int weighted) {
    enum status status = line_check(n, 2, x);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < n; i++)
        if (!(error[i] >= 0) || (weighted && error[i] == 0))
            return error_set(STATUS_INPUT,
                             "found the standard error %g of a point of a line, "
                             "expected it positive",
                             error[i]);
    struct frame frame = frame_make(n, x, error, weighted);
    struct combination slope = {0, 0, 0}, intercept = {0, 0, 0};
    for (size_t i = 0; i < n; i++) {
        double w = frame_weight(error, i, weighted);
        double c = w * (x[i] - frame.centre) / frame.squares;
        combination_add(&slope, c, y[i], error[i], dof ? &dof[i] : NULL);
        combination_add(&intercept, w / frame.weight - frame.centre * c, y[i], error[i],
                        dof ? &dof[i] : NULL);
    }
    *line = (struct statistics_line){
        .intercept = intercept.value,
        .intercept_error = sqrt(intercept.variance),
        .intercept_dof = combination_dof(&intercept),
        .slope = slope.value,
        .slope_error = sqrt(slope.variance),
        .slope_dof = combination_dof(&slope),
    };
    return STATUS_OK;
}

double statistics_line_misfit(size_t n, const double *x, const double *y, const double *error,
                              const double *dof) {
    struct statistics_line line;
    if (n < 3 || statistics_line_known(&line, n, x, y, error, dof, 1) != STATUS_OK)
        return NAN;
    struct frame frame = frame_make(n, x, error, 1);
    double chi_square = 0, a = 0, q = (double)n - 2;
    for (size_t i = 0; i < n; i++) {
        double residual = (y[i] - line.intercept - line.slope * x[i]) / error[i];
        double step = x[i] - frame.centre;
        double leverage = (1 / frame.weight + step * step / frame.squares) / (error[i] * error[i]);
        chi_square += residual * residual;
        if (dof)
            a += (1 - leverage) * (1 - leverage) / dof[i];
    }
    if (a == 0)
        return statistics_chi_square_tail(chi_square, q);
    double scale = q + 2 * a - 6 * a / (q + 2);
    return statistics_fisher_tail(chi_square / scale, q, q * (q + 2) / (3 * a));
}
