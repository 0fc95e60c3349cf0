/* SPDX-License-Identifier: MIT */
#include "vector.h"

#include "vector_wide.h"
#include "vectorised.h"

#include <math.h>
#include <sleef.h>

/* SLEEF's cinz functions (no FMA) give the same bits at every vector width, so the widest that the
 * processor has is taken at run time and the tail goes one at a time. */
#if defined(__x86_64__)
#define WIDE(name)                                                                                 \
    if (__builtin_cpu_supports("avx512f"))                                                         \
        i = vector_##name##_avx512(n, x, out);                                                     \
    else if (__builtin_cpu_supports("avx"))                                                        \
        i = vector_##name##_avx(n, x, out);
#else
#define WIDE(name)
#endif

#define DEFINE(name, accuracy)                                                                     \
    void vector_##name(size_t n, const double *x, double *out) {                                   \
        size_t i = 0;                                                                              \
        WIDE(name)                                                                                 \
        for (; i < n; i++)                                                                         \
            out[i] = Sleef_cinz_##name##d1_##accuracy##purec(x[i]);                                \
    }
VECTOR_FUNCTIONS(DEFINE)

void vector_arccosine(size_t n, const double *x, double *out) {
    size_t i = 0;
    WIDE(arccosine)
    for (; i < n; i++) {
        double rho = x[i], angle = 1.57079632679489661923 + Sleef_cinz_asind1_u35purec(rho);
        out[i] = sqrt((1 - rho) * (1 + rho)) + rho * angle;
    }
}

INLINED double combine(const double lane[8]) {
    return ((lane[0] + lane[4]) + (lane[2] + lane[6])) +
           ((lane[1] + lane[5]) + (lane[3] + lane[7]));
}

VECTORISED
static double sum(size_t n, const double *x) {
    double lane[8] = {0};
    size_t i = 0;
    for (; i + 8 <= n; i += 8)
        for (size_t j = 0; j < 8; j++)
            lane[j] += x[i + j];
    for (size_t j = 0; i < n; i++, j++)
        lane[j] += x[i];
    return combine(lane);
}

VECTORISED
static double dot(size_t n, const double *x, const double *y) {
    double lane[8] = {0};
    size_t i = 0;
    for (; i + 8 <= n; i += 8)
        for (size_t j = 0; j < 8; j++)
            lane[j] += x[i + j] * y[i + j];
    for (size_t j = 0; i < n; i++, j++)
        lane[j] += x[i] * y[i];
    return combine(lane);
}

double vector_sum(size_t n, const double *x) {
    return sum(n, x);
}

double vector_dot(size_t n, const double *x, const double *y) {
    return dot(n, x, y);
}

VECTORISED
static void step(size_t n, double along, const double *restrict z, double *restrict x,
                 double *restrict sum) {
    for (size_t i = 0; i < n; i++) {
        sum[i] += x[i];
        x[i] += along * z[i];
    }
}

void vector_step(size_t n, double along, const double *z, double *x, double *sum) {
    step(n, along, z, x, sum);
}
