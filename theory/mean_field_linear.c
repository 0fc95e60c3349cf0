#include "linalg.h"
#include "mean_field.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- the seed-free problem DET ---- */

double mean_field_det_feature(size_t i, size_t k) {
    double sample = (double)i, mode = (double)k;
    return pow(mode, -0.75) * M_SQRT2 * cos(1.3 * sample * mode + 0.7 * sample);
}

double mean_field_det_label(size_t i) {
    return sin((double)i);
}

enum status mean_field_det_kernel(size_t n, size_t modes, double *K) {
    enum { BLOCK = 256 };
    double *rows = memory_new(BLOCK * n, sizeof *rows);
    if (!rows)
        return STATUS_NUMERICAL;
    memset(K, 0, n * n * sizeof *K);
    for (size_t first = 1; first <= modes; first += BLOCK) {
        size_t count = modes - first + 1 < BLOCK ? modes - first + 1 : BLOCK;
        for (size_t k = 0; k < count; k++) /* row k: sqrt(mu_k) x_ik */
            for (size_t i = 0; i < n; i++)
                rows[k * n + i] = mean_field_det_feature(i + 1, first + k) / (double)(first + k);
        linalg_gram_add(count, n, 1, rows, K);
    }
    linalg_mirror(n, K);
    free(rows);
    return STATUS_OK;
}

/* ---- the optimum (R3) ---- */

enum status mean_field_linear(size_t n, double *K, const double *y, double lambda, double *s,
                              double *optimum) {
    double *V = memory_new(n * n, sizeof *V);
    enum status status = V ? linalg_eigenvectors(n, K, 0, n - 1, s, V) : STATUS_NUMERICAL;
    double scale = (double)n * lambda, sum = 0;
    for (size_t i = 0; status == STATUS_OK && i < n; i++) {
        double along = 0;
        for (size_t j = 0; j < n; j++)
            along += V[i * n + j] * y[j];
        s[i] = fmax(0, s[i]) / scale;
        sum += along * along / (1 + s[i]);
    }
    *optimum = sum / (2 * (double)n);
    free(V);
    return status;
}

double mean_field_effective_dimension(size_t n, const double *s) {
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += s[i] / (1 + s[i]);
    return sum;
}

double mean_field_free_energy(size_t n, const double *s, double lambda) {
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += log1p(s[i]);
    return lambda / 2 * sum;
}

double mean_field_free_energy_bound(size_t n, const double *s, double lambda) {
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += s[i];
    return lambda / 2 * sum;
}

/* ---- particles (R6) ---- */

double mean_field_exponential_excess(size_t n, const double *s, double lambda, double tau) {
    double sum = 0, t = tanh(tau / 2);
    for (size_t i = 0; i < n; i++) {
        if (!(t * s[i] < 1))
            return INFINITY;
        sum += s[i] / ((1 + s[i]) * (1 - t * s[i]));
    }
    return lambda / 2 * sum;
}
