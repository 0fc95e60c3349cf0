/* SPDX-License-Identifier: MIT */
#include "two_step.h"

#include <math.h>

double two_step_threshold(double kappa, double edge) {
    return edge / (1 + sqrt(kappa)) * sqrt(sqrt(kappa));
}

enum status two_step_phase_spikes(const struct two_step *problem,
                                  const struct two_step_phase *phase, double N,
                                  struct two_step_spikes *spikes, double *edge) {
    struct two_step_layer layer;
    struct two_step_rows rows;
    double d = N / phase->kappa, found = NAN;
    double eta1 = phase->scale1 * pow(N, phase->alpha1);
    double eta2 = phase->scale2 * pow(N, phase->alpha2);
    two_step_layer_gaussian(&layer);
    enum status status = two_step_rows(problem, &layer, N, eta1, eta2, &rows);
    if (status == STATUS_OK)
        status = two_step_rows_edge(&rows, d, NULL, &found);
    found *= phase->inflation;
    if (status == STATUS_OK)
        status = two_step_spikes(problem, &layer, N, d, eta1, eta2, found, spikes);
    if (edge)
        *edge = found;
    return status;
}

/* Is the count-th spike out at width N? */
static enum status is_out(const struct two_step *problem, const struct two_step_phase *phase,
                          size_t count, double margin, double N, bool *out) {
    struct two_step_spikes spikes;
    double edge;
    enum status status = two_step_phase_spikes(problem, phase, N, &spikes, &edge);
    if (status == STATUS_OK)
        *out = count <= spikes.count &&
               spikes.theta[count - 1] > (1 + margin) * two_step_threshold(phase->kappa, edge);
    return status;
}

enum status two_step_width(const struct two_step *problem, const struct two_step_phase *phase,
                           size_t count, double margin, double low, double high, double *N) {
    const double step = pow(10, 1.0 / 16);
    double below = low, above = low;
    bool out = false;
    if (count < 1 || !(low >= 1) || !(high >= low))
        return error_set(STATUS_USAGE, "found spike %zu, widths %g to %g, expected 1 or more",
                         count, low, high);
    enum status status = is_out(problem, phase, count, margin, low, &out);
    while (status == STATUS_OK && !out && above < high) {
        below = above;
        above = fmin(high, above * step);
        status = is_out(problem, phase, count, margin, above, &out);
    }
    *N = out ? above : INFINITY;
    while (status == STATUS_OK && isfinite(*N) && *N > below * 1.001) {
        double between = sqrt(below * *N);
        status = is_out(problem, phase, count, margin, between, &out);
        *(out ? N : &below) = between;
    }
    return status;
}
