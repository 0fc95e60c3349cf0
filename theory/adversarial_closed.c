/* SPDX-License-Identifier: MIT */
#include "adversarial_closed.h"

#include <math.h>

/* ---- polynomials ---- */

/* Degree at most 2*13 + 4*14 = 82: psi''^2 psi'^4 of 16 terms. */
enum { TERMS_MOST = 96 };

struct polynomial {
    size_t terms;
    double c[TERMS_MOST];
};

static struct polynomial derivative(const struct polynomial *p) {
    struct polynomial q = {p->terms > 1 ? p->terms - 1 : 1, {0}};
    for (size_t j = 1; j < p->terms; j++)
        q.c[j - 1] = (double)j * p->c[j];
    return q;
}

static struct polynomial product(const struct polynomial *p, const struct polynomial *q) {
    struct polynomial r = {p->terms + q->terms - 1, {0}};
    for (size_t i = 0; i < p->terms; i++)
        for (size_t j = 0; j < q->terms; j++)
            r.c[i + j] += p->c[i] * q->c[j];
    return r;
}

/* E Z^power prod_i p_i(Z)^{n_i}, n the exponents of psi, psi', psi'', psi'''. */
static double expectation(const struct polynomial p[4], size_t power, const int n[4]) {
    struct polynomial r = {power + 1, {0}};
    r.c[power] = 1;
    for (int i = 0; i < 4; i++)
        for (int j = 0; j < n[i]; j++)
            r = product(&r, &p[i]);
    double sum = 0, moment = 1;
    for (size_t j = 0; j < r.terms; j += 2) {
        sum += moment * r.c[j];
        moment *= (double)(j + 1);
    }
    return sum;
}

#define E(power, ...) expectation(p, power, (const int[4]){__VA_ARGS__})

static void polynomial_moments(const struct activation *activation, struct adversarial_moments *m) {
    struct polynomial p[4] = {{activation->terms, {0}}};
    for (size_t j = 0; j < activation->terms; j++)
        p[0].c[j] = activation->power[j];
    for (int i = 1; i < 4; i++)
        p[i] = derivative(&p[i - 1]);
    m->V = E(0, 2);
    m->m = E(0, 0, 2);
    m->q = E(2, 0, 2);
    m->p = E(1, 1, 1);
    m->h2 = E(0, 0, 0, 2);
    m->v1 = E(0, 0, 4) - m->m * m->m;
    m->psi4 = E(0, 4);
    m->dpsi4 = E(4, 0, 4);
    m->cov = E(2, 0, 4) - m->m * m->q;
    m->e1 = E(1, 0, 1, 1);
    m->d2_2d1_2 = E(0, 0, 2, 2);
    m->zd2d1_3 = E(1, 0, 3, 1);
    m->d2_2d1_4 = E(0, 0, 4, 2);
    m->r = E(2, 0, 0, 2) / m->h2;
    m->d1d3 = E(0, 0, 1, 0, 1);
    m->d1_3d3 = E(0, 0, 3, 0, 1);
    m->dd2 = E(0, 1, 0, 1);
    m->dd2d1_2 = E(0, 1, 2, 1);
    m->cs = E(0, 2, 2) - m->V * m->m;
    m->max_d2 = fabs(p[2].c[0]);
    for (size_t j = 1; j < p[2].terms; j++)
        if (p[2].c[j] != 0)
            m->max_d2 = INFINITY;
}

/* ---- erf(sqrt(b) t): psi' = A e^{-b t^2}, psi'' = -2 b t psi' ---- */

/* E Z^{2j} e^{-n b Z^2} = (2j-1)!! (1 + 2nb)^{-j-1/2} */
static double damped(double b, int n, int j) {
    static const double factor[] = {1, 1, 3};
    return factor[j] * pow(1 + 2 * n * b, -j - 0.5);
}

static void erf_moments(double b, struct adversarial_moments *m) {
    double A = 2 * sqrt(b / M_PI), A2 = A * A, A4 = A2 * A2;
    m->V = 2 / M_PI * asin(2 * b / (1 + 2 * b));
    m->m = A2 * damped(b, 2, 0);
    m->q = A2 * damped(b, 2, 1);
    m->p = m->m / (1 + 2 * b);
    m->h2 = 4 * b * b * m->q;
    m->v1 = A4 * damped(b, 4, 0) - m->m * m->m;
    m->dpsi4 = A4 * damped(b, 4, 2);
    m->cov = A4 * damped(b, 4, 1) - m->m * m->q;
    m->e1 = -2 * b * m->q;
    m->d2_2d1_2 = 4 * b * b * A4 * damped(b, 4, 1);
    m->zd2d1_3 = -2 * b * A4 * damped(b, 4, 1);
    m->d2_2d1_4 = 4 * b * b * A4 * A2 * damped(b, 6, 1);
    m->r = damped(b, 2, 2) / damped(b, 2, 1);
    m->d1d3 = 4 * b * b * m->q - 2 * b * m->m;
    m->d1_3d3 = A4 * (4 * b * b * damped(b, 4, 1) - 2 * b * damped(b, 4, 0));
    m->dd2 = -2 * b * m->p;
    m->dd2d1_2 = -2 * b * A4 * damped(b, 4, 0) / (1 + 6 * b);
    m->cs = A2 * damped(b, 2, 0) * 2 / M_PI * asin(2 * b / (1 + 6 * b)) - m->V * m->m;
    m->max_d2 = A * sqrt(2 * b) * exp(-0.5);
}

/* ---- sin 2t ---- */

static void sin2_moments(struct adversarial_moments *m) {
    /* E cos 4Z, E cos 8Z, E cos 12Z */
    double c4 = exp(-8), c8 = exp(-32), c12 = exp(-72), var = (1 + c8) / 2 - c4 * c4;
    m->V = (1 - c4) / 2;
    m->m = 2 * (1 + c4);
    m->q = 2 * (1 - 15 * c4);
    m->p = 4 * c4;
    m->h2 = 8 * (1 - c4);
    m->v1 = 4 * var;
    m->psi4 = (3 - 4 * c4 + c8) / 8;
    m->dpsi4 = 2 * (9 + 4 * 163 * c4 + 3715 * c8);
    m->cov = 4 * (1.5 - 30 * c4 - 31.5 * c8 - (1 + c4) * (1 - 15 * c4));
    m->e1 = -16 * c4;
    m->d2_2d1_2 = 8 * (1 - c8);
    m->zd2d1_3 = -32 * (c4 + c8);
    m->d2_2d1_4 = 16 * (1 + c4 / 2 - c8 - c12 / 2);
    m->r = (1 + 15 * c4) / (1 - c4);
    m->d1d3 = -8 * (1 + c4);
    m->d1_3d3 = -8 * (3 + 4 * c4 + c8);
    m->dd2 = -2 * (1 - c4);
    m->dd2d1_2 = -2 * (1 - c8);
    m->cs = -var;
    m->max_d2 = 4;
}

/* ---- kinks ---- */

static void relu_moments(struct adversarial_moments *m) {
    m->V = m->m = m->q = m->p = 0.5;
    m->v1 = m->cov = m->cs = 0.25;
    m->psi4 = m->dpsi4 = 1.5;
}

void adversarial_moments_closed(const struct activation *activation,
                                struct adversarial_moments *moments) {
    switch (activation->kind) {
    case ACTIVATION_RELU:
        relu_moments(moments);
        return;
    case ACTIVATION_STEP:
        moments->V = moments->psi4 = 0.5;
        return;
    case ACTIVATION_ERF:
        erf_moments(1, moments);
        return;
    case ACTIVATION_ERF2:
        erf_moments(0.5, moments);
        return;
    case ACTIVATION_SIN2:
        sin2_moments(moments);
        return;
    case ACTIVATION_POLYNOMIAL:
        polynomial_moments(activation, moments);
        return;
    case ACTIVATION_TANH:
    case ACTIVATION_SOFTPLUS:
        return;
    }
}
