/* SPDX-License-Identifier: MIT */
#include "adversarial.h"
#include "adversarial_closed.h"
#include "quadrature.h"

#include <math.h>
#include <stdlib.h>

/* All moments of a smooth activation by quadrature; v: psi and its derivatives at the nodes. */
static void by_quadrature(const struct quadrature *rule, const double *v,
                          struct adversarial_moments *m) {
    *m = (struct adversarial_moments){0};
    for (size_t i = 0; i < rule->count; i++) {
        double z = rule->x[i], w = rule->w[i];
        double a = v[i], b = v[rule->count + i], c = v[2 * rule->count + i],
               e = v[3 * rule->count + i];
        m->V += w * a * a;
        m->m += w * b * b;
        m->q += w * z * z * b * b;
        m->p += w * z * a * b;
        m->h2 += w * c * c;
        m->psi4 += w * a * a * a * a;
        m->dpsi4 += w * z * z * z * z * b * b * b * b;
        m->e1 += w * z * b * c;
        m->d2_2d1_2 += w * c * c * b * b;
        m->zd2d1_3 += w * z * c * b * b * b;
        m->d2_2d1_4 += w * c * c * b * b * b * b;
        m->r += w * z * z * c * c;
        m->d1d3 += w * b * e;
        m->d1_3d3 += w * b * b * b * e;
        m->dd2 += w * a * c;
        m->dd2d1_2 += w * a * c * b * b;
    }
    m->r /= m->h2;
    for (size_t i = 0; i < rule->count; i++) {
        double z = rule->x[i], a = v[i], b = v[rule->count + i], db = rule->w[i] * (b * b - m->m);
        m->v1 += db * (b * b - m->m);
        m->cov += db * (z * z * b * b - m->q);
        m->cs += db * (a * a - m->V);
    }
}

enum status adversarial_moments(const struct activation *activation,
                                struct adversarial_moments *moments) {
    *moments = (struct adversarial_moments){
        NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN,
        NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN,
    };
    if (activation_smoothness(activation) == 3) {
        const struct quadrature *rule = quadrature_gaussian();
        double *v = rule ? memory_new(4 * rule->count, sizeof *v) : NULL;
        if (!v)
            return STATUS_NUMERICAL;
        for (int order = 0; order < 4; order++)
            activation_apply(activation, order, rule->count, rule->x,
                             v + (size_t)order * rule->count);
        by_quadrature(rule, v, moments);
        free(v);
        if (activation->kind == ACTIVATION_TANH)
            moments->max_d2 = 4 / (3 * sqrt(3)); /* at tanh^2 = 1/3 */
        if (activation->kind == ACTIVATION_SOFTPLUS)
            moments->max_d2 = 0.25; /* at 0 */
    }
    adversarial_moments_closed(activation, moments);
    moments->nbar = moments->m / moments->V;
    return STATUS_OK;
}

double adversarial_hermite(const struct activation *activation, size_t n) {
    const struct quadrature *rule = quadrature_gaussian();
    if (!rule)
        return NAN;
    double sum = 0;
    for (size_t i = 0; i < rule->count; i++) {
        double h = 1, before = 0;
        for (size_t j = 0; j < n; j++) {
            double next = (rule->x[i] * h - sqrt((double)j) * before) / sqrt((double)j + 1);
            before = h;
            h = next;
        }
        sum += rule->w[i] * h * activation_value(activation, 0, rule->x[i]);
    }
    return sum;
}
