/* SPDX-License-Identifier: MIT */
#include "local.h"

#include "linalg.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double NEAR = 1e-4;

enum status local_new(struct local *local) {
    size_t n = local->n;
    local->right = memory_zero(4 * n + 2 * n * n, sizeof *local->right);
    if (!local->right)
        return STATUS_NUMERICAL;
    local->reversed = local->right + n;
    local->forgotten = local->reversed + n;
    local->mean = local->forgotten + n;
    local->S = local->mean + n;
    local->work = local->S + n * n;
    return STATUS_OK;
}

void local_free(struct local *local) {
    free(local->right);
    local->right = NULL;
}

static void outer(size_t n, const double *e, double *S) {
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++)
            S[i * n + j] = e[i] * e[j];
}

void local_start(struct local *local, const double *e) {
    local->started = false;
    memcpy(local->mean, e, local->n * sizeof *e);
    outer(local->n, e, local->S);
}

static void reverse(size_t n, double *x) {
    for (size_t i = 0; i < n / 2; i++) {
        double keep = x[i];
        x[i] = x[n - 1 - i];
        x[n - 1 - i] = keep;
    }
}

/* |e - guess|/|e| */
static double relative_error(size_t n, const double *e, const double *guess) {
    double sum = 0, square = 0;
    for (size_t i = 0; i < n; i++) {
        sum += (e[i] - guess[i]) * (e[i] - guess[i]);
        square += e[i] * e[i];
    }
    return sqrt(sum / square);
}

static void sweep(struct local *local) {
    size_t n = local->n;
    double *V = local->optimum->V, lambda = local->lambda;
    mean_field_sdca_sweep(n, V, lambda, local->scale, local->right);
    mean_field_sdca_sweep(n, V, lambda, local->forgotten_scale, local->forgotten);
    reverse(n * n, V); /* both indices at once */
    reverse(n, local->reversed);
    mean_field_sdca_sweep(n, V, lambda, local->scale, local->reversed);
    reverse(n, local->reversed);
    reverse(n * n, V);
}

void local_follow(struct local *local, const double *e, double errors[3]) {
    double *const guesses[] = {local->right, local->reversed, local->forgotten};
    double largest = 0;
    for (size_t i = 0; i < local->n; i++)
        largest = fmax(largest, fabs(e[i]));
    if (local->started) {
        sweep(local);
    } else if (largest < NEAR) {
        local->started = true;
        for (size_t k = 0; k < 3; k++)
            memcpy(guesses[k], e, local->n * sizeof *e);
    }
    for (size_t k = 0; k < 3; k++)
        errors[k] = local->started ? relative_error(local->n, e, guesses[k]) : NAN;
}

/* The mean moves by -J E e/(n c), J = I + V/(n lambda). */
enum status local_step(struct local *local) {
    size_t n = local->n;
    double *slope = local->work, count = (double)n;
    linalg_multiply(1, n, n, local->mean, local->optimum->V, false, slope);
    for (size_t i = 0; i < n; i++)
        local->mean[i] -=
            (local->mean[i] + slope[i] / (count * local->lambda)) / (count * local->scale);
    return mean_field_sdca_moments(n, local->optimum->V, local->lambda, local->scale, local->S);
}

double local_gap(const struct local *local) {
    return mean_field_dual_gap(local->n, local->optimum->V, local->lambda, local->S);
}

double local_gap_of_mean(struct local *local) {
    outer(local->n, local->mean, local->work);
    return mean_field_dual_gap(local->n, local->optimum->V, local->lambda, local->work);
}
