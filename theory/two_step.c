/* SPDX-License-Identifier: MIT */
#include "two_step.h"

#include "hermite.h"
#include "quadrature.h"

#include <math.h>

/* Quadrature leaves about 1e-15 of the mean absolute value where the mean is 0; a mean below this
 * part of it is a zero. */
static const double ROUNDING = 1e-13;

static double binomial(size_t n, size_t k) {
    double product = 1;
    for (size_t i = 0; i < k; i++)
        product = product * (double)(n - i) / (double)(i + 1);
    return product;
}

/* sigma^(order)(z); NaN where it is no function that is known. */
static double derivative(const struct activation *activation, size_t order, double z) {
    if (activation->kind != ACTIVATION_POLYNOMIAL)
        return (int)order <= activation_smoothness(activation)
                   ? activation_value(activation, (int)order, z)
                   : NAN;
    double value = 0;
    for (size_t j = activation->terms; j-- > order;) {
        double falling = 1;
        for (size_t i = 0; i < order; i++)
            falling *= (double)(j - i);
        value = value * z + falling * activation->power[j];
    }
    return value;
}

/* ---- polynomials ---- */

/* The polynomial (order 0) or its derivative in xi (order 1). */
static double evaluate(const struct two_step_polynomial *polynomial, size_t order, double y,
                       double xi) {
    double value = 0;
    for (size_t i = polynomial->degree + 1; i-- > 0;) {
        double inner = 0;
        for (size_t j = polynomial->degree - i + 1; j-- > order;)
            inner = inner * xi + (order ? (double)j : 1) * polynomial->c[i][j];
        value = value * y + inner;
    }
    return value;
}

double two_step_value(const struct two_step_polynomial *polynomial, double y, double xi) {
    return evaluate(polynomial, 0, y, xi);
}

double two_step_slope(const struct two_step_polynomial *polynomial, double y, double xi) {
    return evaluate(polynomial, 1, y, xi);
}

/* E[w (sigma' phi y + c1 xi + zeta)^k] from S[j] = E[w sigma'^j]: the binomial theorem twice, odd
 * powers of zeta dropping out. */
static void expand(const struct two_step *problem, const double *S, size_t k, double variance,
                   struct two_step_polynomial *polynomial) {
    *polynomial = (struct two_step_polynomial){.degree = k};
    size_t most = problem->batch == TWO_STEP_FRESH ? 0 : k;
    for (size_t j = 0; j <= most; j++)
        for (size_t l = 0; l <= k - j; l += 2)
            polynomial->c[j][k - j - l] += binomial(k, j) * S[j] * pow(problem->phi, (double)j) *
                                           binomial(k - j, l) * hermite_moment(l) *
                                           pow(variance, (double)l / 2) *
                                           pow(problem->c1, (double)(k - j - l));
}

void two_step_expand(const struct two_step *problem, size_t a, size_t b, size_t k,
                     struct two_step_polynomial *polynomial) {
    const struct quadrature *rule = quadrature_gaussian();
    bool naive = problem->batch == TWO_STEP_NAIVE;
    double S[TWO_STEP_POWERS] = {0}, scale[TWO_STEP_POWERS] = {0};
    if (!rule)
        S[0] = NAN;
    for (size_t i = 0; rule && i < rule->count; i++) {
        double z = rule->x[i], slope = naive ? problem->c1 : derivative(&problem->activation, 1, z);
        double term = rule->w[i] * derivative(&problem->activation, a, z) *
                      (b ? derivative(&problem->activation, b, z) : 1);
        for (size_t j = 0; j <= k; j++, term *= slope) {
            S[j] += term;
            scale[j] += fabs(term);
        }
    }
    for (size_t j = 0; j <= k; j++)
        if (fabs(S[j]) <= ROUNDING * scale[j])
            S[j] = 0;
    expand(problem, S, k, naive ? 0 : problem->t2 * problem->v1, polynomial);
}

/* ---- links ---- */

static double link_mean(const struct link *link, size_t k, int power) {
    const struct quadrature *rule = quadrature_gaussian();
    double sum = 0;
    for (size_t i = 0; rule && i < rule->count; i++)
        sum += rule->w[i] * pow(link_value(link, rule->x[i]), power) * hermite_value(k, rule->x[i]);
    return rule ? sum : NAN;
}

double two_step_link_square(const struct link *link) {
    return link_mean(link, 0, 2);
}

double two_step_link_coefficient(const struct link *link, size_t k) {
    double factorial = 1, scale = sqrt(two_step_link_square(link));
    for (size_t i = 2; i <= k; i++)
        factorial *= (double)i;
    /* |E s He_k| <= scale sqrt(k!) */
    double value = link_mean(link, k, 1);
    return fabs(value) <= ROUNDING * scale * sqrt(factorial) ? 0 : value / factorial;
}

size_t two_step_information_exponent(const struct link *link) {
    for (size_t k = 1; k <= 40; k++)
        if (two_step_link_coefficient(link, k) != 0)
            return k;
    return 0;
}

/* ---- the problem ---- */

static enum status take_activation(struct two_step *problem, const char *name) {
    enum status status = activation_parse(&problem->activation, name);
    struct activation *activation = &problem->activation;
    if (status != STATUS_OK)
        return status;
    problem->orders = (size_t)activation_smoothness(activation) + 1;
    if (activation->kind == ACTIVATION_POLYNOMIAL) {
        while (activation->terms > 0 && activation->power[activation->terms - 1] == 0)
            activation->terms--;
        problem->orders = activation->terms;
    }
    if (problem->orders < 2 || problem->orders > TWO_STEP_DEGREE + 1)
        return error_set(STATUS_USAGE,
                         "found activation %s, expected one with a derivative, and a degree of at "
                         "most %d",
                         name, TWO_STEP_DEGREE);
    problem->terms = problem->orders - 1;
    const struct quadrature *rule = quadrature_gaussian();
    if (!rule)
        return STATUS_NUMERICAL;
    double square = 0;
    for (size_t i = 0; i < rule->count; i++) {
        double slope = derivative(activation, 1, rule->x[i]);
        problem->c1 += rule->w[i] * slope;
        square += rule->w[i] * slope * slope;
    }
    double v1 = square - problem->c1 * problem->c1;
    problem->v1 = v1 <= ROUNDING * square ? 0 : v1;
    return STATUS_OK;
}

/* E[sigma^(a) D^k]/factorial */
static void expand_scaled(const struct two_step *problem, size_t a, size_t k, double factorial,
                          struct two_step_polynomial *polynomial) {
    two_step_expand(problem, a, 0, k, polynomial);
    for (size_t i = 0; i <= k; i++)
        for (size_t j = 0; j <= k; j++)
            polynomial->c[i][j] /= factorial;
}

enum status two_step_open(struct two_step *problem, const char *link, double noise, double phi,
                          enum two_step_batch batch, const char *activation) {
    *problem = (struct two_step){.batch = batch, .noise = noise, .phi = phi};
    if (!(phi > 0 && isfinite(phi)) || !(noise >= 0 && isfinite(noise)))
        return error_set(STATUS_USAGE,
                         "found phi = %g and noise = %g, expected phi > 0 and noise >= 0", phi,
                         noise);
    if (!quadrature_gaussian())
        return STATUS_NUMERICAL;
    enum status status = link_parse(&problem->link, link);
    if (status == STATUS_OK && two_step_link_coefficient(&problem->link, 0) != 0)
        status = error_set(STATUS_USAGE, "found the link %s of mean %g, expected a centred one",
                           link, link_mean(&problem->link, 0, 1));
    if (status == STATUS_OK)
        status = take_activation(problem, activation);
    if (status != STATUS_OK)
        return status;
    problem->c1star = two_step_link_coefficient(&problem->link, 1);
    problem->ey2 = two_step_link_square(&problem->link) + noise * noise;
    problem->t2 = phi * problem->ey2;
    double factorial = 1;
    for (size_t k = 0; k < problem->orders; k++, factorial *= (double)k) {
        if (k < problem->terms)
            expand_scaled(problem, k + 1, k, factorial, &problem->q[k]);
        if (k > 0)
            expand_scaled(problem, k, k, factorial, &problem->f[k]);
    }
    return STATUS_OK;
}

void two_step_alignment(const struct two_step *problem, double *cosine, double *norm2) {
    *norm2 = problem->c1star * problem->c1star + problem->t2;
    *cosine = problem->c1star / sqrt(*norm2);
}

double two_step_first_strength(const struct two_step *problem, double eta1) {
    double cosine, norm2;
    two_step_alignment(problem, &cosine, &norm2);
    return fabs(eta1 * problem->c1) * sqrt(norm2);
}
