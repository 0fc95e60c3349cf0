/* SPDX-License-Identifier: MIT */
#include "rival.h"

#include "double_descent.h"

#include <stdlib.h>

/* From signal times the squared errors of the start: c_i = E e_i(t)^2 and a_i = sum_{s<t} E e_i(s)
 * e_i(t) along each eigenvector; work: 2 m. The excess of the average; *last: of theta_n. */
static double recur(const struct model *model, double signal, double noise, bool kurtosis,
                    bool correlation, double *work, double *last) {
    size_t m = model->m;
    double *c = work, *a = work + m, sum = 0;
    for (size_t i = 0; i < m; i++) {
        c[i] = signal * model->start[i] * model->start[i];
        a[i] = 0;
    }
    for (size_t t = 1; t <= model->steps; t++) {
        double gamma = double_descent_step_size(model->gamma, model->zeta, t), excess = 0;
        for (size_t i = 0; i < m; i++) {
            excess += model->lambda[i] * c[i];
            sum += model->lambda[i] * (c[i] + (correlation ? 2 * a[i] : 0));
        }
        for (size_t i = 0; i < m; i++) {
            double move = gamma * model->lambda[i];
            a[i] = (1 - move) * (a[i] + c[i]);
            c[i] = (1 - 2 * move + (kurtosis ? 2 * move * move : 0)) * c[i] +
                   gamma * move * (excess + noise);
        }
    }
    for (size_t i = 0; i < m; i++)
        *last += model->lambda[i] * c[i];
    return sum / ((double)model->steps * (double)model->steps);
}

enum status rival_risks(const struct model *model, bool kurtosis, bool correlation,
                        struct rival *rival) {
    double noise = model->noise * model->noise;
    double *work = memory_new(model->m, 2 * sizeof *work);
    if (!work)
        return STATUS_NUMERICAL;
    rival->last = 0;
    rival->bias = recur(model, 1, 0, kurtosis, correlation, work, &rival->last);
    rival->variance = recur(model, 0, noise, kurtosis, correlation, work, &rival->last);
    free(work);
    return STATUS_OK;
}
