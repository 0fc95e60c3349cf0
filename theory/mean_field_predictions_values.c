/* What the predictions of mean_field.h compute. p[i] is the i-th parameter of the entry in
 * mean_field_predictions.c. */
#include "mean_field_predictions.h"

#include "mean_field.h"

#include <math.h>
#include <stdlib.h>

#define PREDICT(name)                                                                              \
    enum status mean_field_predict_##name(const union prediction_value *p,                         \
                                          struct prediction_sink *sink)
#define ROW(...) prediction_row(sink, (const double[]){__VA_ARGS__})

/* ---- the discretised Langevin process (R4, R5) ---- */

PREDICT(trace_bias) {
    ROW(mean_field_trace_bias(p[0].real, p[1].real),
        mean_field_trace_bias_law(p[0].real, p[1].real));
    return STATUS_OK;
}

PREDICT(stability) {
    double crossover,
        first = mean_field_first_unstable(p[0].real, p[1].real, p[2].real, &crossover);
    ROW(first, crossover);
    return STATUS_OK;
}

PREDICT(variance) {
    double mu = pow(p[0].real, -p[1].real), delta = p[2].real;
    ROW(mean_field_variance(MEAN_FIELD_SEMI, mu, delta),
        mean_field_variance(MEAN_FIELD_EXPL, mu, delta),
        mean_field_variance(MEAN_FIELD_EXP, mu, delta));
    return STATUS_OK;
}

PREDICT(distance) {
    struct mean_field_distance of = mean_field_distance((double)p[0].integer, p[1].real, p[2].real);
    ROW(of.trace, of.wasserstein2, of.divergence, of.law);
    return STATUS_OK;
}

/* ---- linear neurons on DET (R3, R6, R7) ---- */

/* s of DET (n, the caller frees) and its optimum. */
static enum status det_linear(size_t n, size_t modes, double lambda, double **s, double *optimum) {
    double *K = memory_new(n * n, sizeof *K), *y = memory_new(n, sizeof *y);
    *s = memory_new(n, sizeof **s);
    enum status status = K && y && *s ? mean_field_det_kernel(n, modes, K) : STATUS_NUMERICAL;
    for (size_t i = 0; status == STATUS_OK && i < n; i++)
        y[i] = mean_field_det_label(i + 1);
    if (status == STATUS_OK)
        status = mean_field_linear(n, K, y, lambda, *s, optimum);
    free(K);
    free(y);
    if (status != STATUS_OK) {
        free(*s);
        *s = NULL;
    }
    return status;
}

PREDICT(linear) {
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

/* ---- functional data (R12) ---- */

PREDICT(ou) {
    for (size_t j = 0; j < p[1].integer; j++)
        ROW((double)j + 1, mean_field_ou_eigenvalue(p[0].real, j),
            mean_field_ou_root(p[0].real, j));
    return STATUS_OK;
}
