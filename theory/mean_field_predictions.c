/* SPDX-License-Identifier: MIT */
/* Predictions of mean_field.h: linear neurons (R3 to R7). */
#include "mean_field_predictions.h"

#include <stdlib.h>

#define DELTA REAL("delta", NULL, 0, INFINITY, "D", "h lambda/2")
#define LAMBDA REAL("lambda", NULL, 0, INFINITY, "L", "strength of the entropy")
#define SAMPLES INTEGER("n", NULL, 1, 4000, "N", "samples")

PREDICTION(trace_bias, "mean-field-trace-bias",
           "trace of the covariance that the semi-implicit step loses",
           "bias = sum_{k>=1} mu_k delta/(mu_k + delta), mu_k = k^-gamma, all modes; law = "
           "delta^{1-1/gamma} (pi/gamma)/sin(pi/gamma) - delta/2, its limit for small delta. "
           "Infinite for gamma <= 1. Linear neurons. [derived, R5]",
           PARAMETERS(GAMMA, DELTA), COLUMNS("bias", "law")) {
    return ROW(mean_field_trace_bias(p[0].real, p[1].real),
               mean_field_trace_bias_law(p[0].real, p[1].real));
}

PREDICTION(stability, "mean-field-stability", "the first mode that the explicit scheme blows up",
           "first_unstable_mode: the first k with h lambda k^gamma > 2 (equality to 1e-12 does not "
           "count); crossover = (2/(h lambda))^{1/gamma}. inf if there is none. [derived, R4]",
           PARAMETERS(LAMBDA, REAL("h", NULL, 0, INFINITY, "H", "step"), GAMMA),
           COLUMNS("first_unstable_mode", "crossover")) {
    double crossover,
        first = mean_field_first_unstable(p[0].real, p[1].real, p[2].real, &crossover);
    return ROW(first, crossover);
}

PREDICTION(variance, "mean-field-variance", "stationary variance of a mode, by scheme",
           "semi_implicit = mu/(1 + delta/mu), explicit = mu/(1 - delta/mu), inf from delta = mu "
           "on, exponential = mu = k^-gamma. Linear neurons, many particles. [derived, R4]",
           PARAMETERS(REAL("mode", NULL, 1, 1e15, "K", "k"), GAMMA, DELTA),
           COLUMNS("semi_implicit", "explicit", "exponential")) {
    double mu = pow(p[0].real, -p[1].real), delta = p[2].real;
    return ROW(mean_field_variance(MEAN_FIELD_SEMI, mu, delta),
               mean_field_variance(MEAN_FIELD_EXPL, mu, delta),
               mean_field_variance(MEAN_FIELD_EXP, mu, delta));
}

PREDICTION(distance, "mean-field-distance",
           "how far the semi-implicit stationary law is from the prior",
           "Over the modes k = 1..modes: trace bias, wasserstein2 = squared W2, divergence = "
           "KL(law || prior), which diverges with the modes; law = modes log modes + (modes/2)(log "
           "delta - 3), its limit for gamma = 2. [derived; standard: Feldman Hajek, R5]",
           PARAMETERS(MODES, GAMMA, DELTA), COLUMNS("trace", "wasserstein2", "divergence", "law")) {
    struct mean_field_distance of = mean_field_distance(WHOLE(0), p[1].real, p[2].real);
    return ROW(of.trace, of.wasserstein2, of.divergence, of.law);
}

static double *det_labels(size_t n) {
    double *y = memory_new(n, sizeof *y);
    for (size_t i = 0; y && i < n; i++)
        y[i] = mean_field_det_label(i + 1);
    return y;
}

/* s of DET (n, the caller frees) and its optimum. */
static enum status det_linear(size_t n, size_t modes, double lambda, double **s, double *optimum) {
    *s = memory_new(n, sizeof **s);
    enum status status =
        *s ? mean_field_det_linear(n, modes, lambda, *s, optimum) : STATUS_NUMERICAL;
    if (status != STATUS_OK) {
        free(*s);
        *s = NULL;
    }
    return status;
}

PREDICTION(linear, "mean-field-linear", "optimum of linear neurons on the seed-free problem DET",
           "x_ik = k^-3/4 sqrt 2 cos(1.3 i k + 0.7 i), y_i = sin i, mu_k = k^-2. optimum = "
           "(lambda/2) y^T (K + n lambda)^-1 y; effective_dimension = Tr K (K + n lambda)^-1; "
           "free_energy = (lambda/2) log det(I + K/(n lambda)); particles = lambda "
           "effective_dimension/2, M times the excess of M particles; bound = Tr K/(2n) of the "
           "free energy; largest = |K|/(n lambda). [derived, R3, R6, R7]",
           PARAMETERS(SAMPLES, MODES, POSITIVE_LAMBDA),
           COLUMNS("optimum", "effective_dimension", "free_energy", "particles", "bound",
                   "largest")) {
    size_t n = p[0].integer;
    double lambda = p[2].real, *s, optimum;
    enum status status = det_linear(n, p[1].integer, lambda, &s, &optimum);
    if (status != STATUS_OK)
        return status;
    ROW(optimum, mean_field_effective_dimension(n, s), mean_field_free_energy(n, s, lambda),
        mean_field_exponential_excess(n, s, lambda, 0), mean_field_free_energy_bound(n, s, lambda),
        s[n - 1]);
    free(s);
    return STATUS_OK;
}

PREDICTION(exponential, "mean-field-exponential",
           "error of M linear particles on DET, exponential scheme",
           "M E|X(mbar - m*)|^2/(2n): excess at step tau = lambda h, inf if it is not stable; "
           "limit = lambda effective_dimension/2 for tau -> 0; independent = Tr K/(2n), of "
           "independent particles; largest_tau: stable below. [derived, R6]",
           PARAMETERS(SAMPLES, MODES, POSITIVE_LAMBDA,
                      REAL("tau", NULL, 0, INFINITY, "T", "step, lambda h")),
           COLUMNS("excess", "limit", "independent", "largest_tau")) {
    size_t n = p[0].integer;
    double lambda = p[2].real, *s, optimum;
    enum status status = det_linear(n, p[1].integer, lambda, &s, &optimum);
    if (status != STATUS_OK)
        return status;
    ROW(mean_field_exponential_excess(n, s, lambda, p[3].real),
        mean_field_exponential_excess(n, s, lambda, 0), mean_field_free_energy_bound(n, s, lambda),
        s[n - 1] > 1 ? 2 * atanh(1 / s[n - 1]) : INFINITY);
    free(s);
    return STATUS_OK;
}

PREDICTION(
    semi_implicit, "mean-field-semi-implicit",
    "error of M linear particles on DET, semi-implicit scheme",
    "M E|X(mbar - m*)|^2/(2n) by Lyapunov's equation, inf if it is not stable. [derived, R6]",
    PARAMETERS(SAMPLES, INTEGER("modes", NULL, 1, 2000, "K", "modes kept"), POSITIVE_LAMBDA,
               REAL("h", NULL, 1e-300, 1e300, "H", "step")),
    COLUMNS("excess")) {
    size_t n = p[0].integer, modes = p[1].integer;
    double *X = memory_new((n + 1) * modes, sizeof *X), *mu = X ? X + n * modes : NULL, excess;
    if (!X)
        return STATUS_NUMERICAL;
    for (size_t k = 0; k < modes; k++) {
        mu[k] = pow((double)k + 1, -2);
        for (size_t i = 0; i < n; i++)
            X[i * modes + k] = mean_field_det_feature(i + 1, k + 1);
    }
    enum status status = mean_field_semi_excess(n, modes, X, mu, p[2].real, p[3].real, &excess);
    free(X);
    return status == STATUS_OK ? ROW(excess) : status;
}

PREDICTION(modes, "mean-field-modes",
           "what more modes change in the optimum of DET, linear neurons",
           "change = L* of `modes` minus L* of `more` modes, between 0 and bound = (lambda/2) al^T "
           "(K' - K) al, al = (K + n lambda)^-1 y. [derived, R3]",
           PARAMETERS(SAMPLES, MODES, INTEGER("more", NULL, 1, 1e7, "K", "more modes"),
                      POSITIVE_LAMBDA),
           COLUMNS("change", "bound")) {
    size_t n = p[0].integer, modes = p[1].integer, more = p[2].integer;
    double lambda = p[3].real, optimum[2], bound, *s;
    double *K = memory_new(2 * n * n, sizeof *K), *y = det_labels(n);
    enum status status = K && y ? STATUS_OK : STATUS_NUMERICAL;
    if (status == STATUS_OK && more < modes)
        status =
            error_set(STATUS_USAGE, "found --more=%zu, expected at least --modes=%zu", more, modes);
    for (int c = 0; status == STATUS_OK && c < 2; c++) {
        status = det_linear(n, c ? more : modes, lambda, &s, optimum + c);
        if (status == STATUS_OK) {
            free(s);
            status = mean_field_det_kernel(n, c ? more : modes, K + (size_t)c * n * n);
        }
    }
    if (status == STATUS_OK)
        status = mean_field_modes_bound(n, K, K + n * n, y, lambda, &bound);
    if (status == STATUS_OK)
        ROW(optimum[0] - optimum[1], bound);
    free(K);
    free(y);
    return status;
}

PREDICTIONS(mean_field_predictions, &predict_trace_bias, &predict_stability, &predict_variance,
            &predict_distance, &predict_linear, &predict_exponential, &predict_semi_implicit,
            &predict_modes);
