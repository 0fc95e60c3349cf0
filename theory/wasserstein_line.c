/* SPDX-License-Identifier: MIT */
#include "wasserstein.h"

#include "number.h"
#include "quadrature.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_sf_gamma.h>
#include <math.h>
#include <string.h>

enum { NODES = 20, PANELS = 100 };

enum status wasserstein_law_parse(struct wasserstein_law *law, const char *text) {
    *law = (struct wasserstein_law){WASSERSTEIN_UNIFORM, 0};
    if (strcmp(text, "uniform") == 0)
        return STATUS_OK;
    law->kind = WASSERSTEIN_GAUSSIAN;
    if (strcmp(text, "gaussian") == 0)
        return STATUS_OK;
    law->kind = WASSERSTEIN_PARETO;
    const char *end = text + strlen(text);
    if (strncmp(text, "pareto:", 7) == 0 && number_read(text + 7, end, &law->exponent) == end &&
        law->exponent > 0 && isfinite(law->exponent))
        return STATUS_OK;
    return error_set(STATUS_USAGE,
                     "found law %s, expected uniform, gaussian or pareto:A with A > 0", text);
}

/* ---- binomials ---- */

/* ln(k!) less Stirling's (k + 1/2) ln k - k + ln(2 pi)/2. */
static double stirling_rest(double k) {
    if (k < 16)
        return lgamma(k + 1) - (k + 0.5) * log(k) + k - 0.5 * log(2 * M_PI);
    double s = 1 / (k * k);
    return (1.0 / 12 - s * (1.0 / 360 - s * (1.0 / 1260 - s * (1.0 / 1680 - s / 1188)))) / k;
}

/* x ln(x/m) + m - x = m ((1+e) ln(1+e) - e), e = x/m - 1, without cancellation. */
static double deviance(double x, double m) {
    double e = (x - m) / m;
    if (fabs(e) > 0.1)
        return x * log(x / m) + m - x;
    double sum = 0, power = e * e;
    for (int k = 2; k < 20; k++, power *= -e)
        sum += power / (k * (k - 1.0));
    return m * sum;
}

/* P(Bin(n, p) = k), 0 < p < 1, q = 1 - p. [standard: Loader 2000] */
static double binomial(double k, double n, double p, double q) {
    if (k == 0 || k == n)
        return k == 0 ? exp(n * log1p(-p)) : exp(n * log1p(-q));
    double rest = stirling_rest(n) - stirling_rest(k) - stirling_rest(n - k);
    return sqrt(n / (2 * M_PI * k * (n - k))) *
           exp(rest - deviance(k, n * p) - deviance(n - k, n * q));
}

/* E|Bin(n,q) - nq|/n where k <= nq <= k + 1: 2 (k+1) P(Bin = k+1) (1-q)/n. */
static double mean_deviation(double n, double k, double q) {
    return 2 * (k + 1) / n * binomial(k + 1, n, q, 1 - q) * (1 - q);
}

/* ---- E W1 ---- */

/* The integral over q = P(X > x) between k/n and (k+1)/n: dx = x'(q) dq. */
static double panel(const struct wasserstein_law *law, const struct quadrature *rule, double n,
                    double k) {
    double sum = 0;
    for (size_t i = 0; i < rule->count; i++) {
        double q = (k + rule->x[i]) / n, slope = 1;
        if (law->kind == WASSERSTEIN_PARETO)
            slope = pow(q, -1 / law->exponent - 1) / law->exponent;
        else if (law->kind == WASSERSTEIN_GAUSSIAN)
            slope = 1 / gsl_ran_ugaussian_pdf(gsl_cdf_ugaussian_Qinv(q));
        sum += rule->w[i] / n * slope * mean_deviation(n, k, q);
    }
    return sum;
}

/* Beyond q = 1/n: 2 q (1-q)^n dx; of Pareto an incomplete beta function. */
static double pareto_end(const struct wasserstein_law *law, double n) {
    double a = 1 - 1 / law->exponent;
    return 2 / law->exponent * gsl_sf_beta(a, n + 1) * gsl_sf_beta_inc(a, n + 1, 1 / n);
}

/* Of the Gaussian by panels in x from there to 40, or from 0 if n = 1. */
static double gaussian_end(double n) {
    struct quadrature rule;
    double low = n > 2 ? gsl_cdf_ugaussian_Qinv(1 / n) : 0, sum = 0;
    if (quadrature_legendre(&rule, low, 40, PANELS, NODES) != STATUS_OK)
        return NAN;
    for (size_t i = 0; i < rule.count; i++) {
        double q = gsl_cdf_ugaussian_Q(rule.x[i]);
        sum += rule.w[i] * 2 * q * exp(n * log1p(-q));
    }
    quadrature_free(&rule);
    return sum;
}

/* The part q < 1/2 of the Gaussian, which is half of it. */
static double gaussian_half(const struct wasserstein_law *law, const struct quadrature *rule,
                            double n) {
    double sum = gaussian_end(n);
    for (double k = 1; k + 1 <= n / 2; k++)
        sum += panel(law, rule, n, k);
    double k = floor(n / 2);
    if (n > 1 && k < n / 2) { /* odd n: half of the middle panel, by its symmetry */
        double middle = panel(law, rule, n, k);
        sum += middle / 2;
    }
    return sum;
}

double wasserstein_expected(const struct wasserstein_law *law, double n) {
    struct quadrature rule;
    if (!(n >= 1) || n != floor(n))
        return NAN;
    if (law->kind == WASSERSTEIN_PARETO && law->exponent <= 1)
        return INFINITY;
    if (quadrature_legendre(&rule, 0, 1, 1, NODES) != STATUS_OK)
        return NAN;
    double sum = 0;
    if (law->kind == WASSERSTEIN_GAUSSIAN) {
        sum = 2 * gaussian_half(law, &rule, n);
    } else {
        bool pareto = law->kind == WASSERSTEIN_PARETO;
        sum = pareto ? pareto_end(law, n) : 0;
        for (double k = pareto; k < n; k++)
            sum += panel(law, &rule, n, k);
    }
    quadrature_free(&rule);
    return sum;
}

double wasserstein_root_integral(const struct wasserstein_law *law) {
    struct quadrature rule;
    double sum = 0;
    if (law->kind == WASSERSTEIN_UNIFORM)
        return M_PI / 8;
    if (law->kind == WASSERSTEIN_PARETO)
        return law->exponent > 2 ? gsl_sf_beta(0.5 - 1 / law->exponent, 1.5) / law->exponent
                                 : INFINITY;
    if (quadrature_legendre(&rule, 0, 40, PANELS, NODES) != STATUS_OK)
        return NAN;
    for (size_t i = 0; i < rule.count; i++) {
        double q = gsl_cdf_ugaussian_Q(rule.x[i]);
        sum += 2 * rule.w[i] * sqrt(q * (1 - q));
    }
    quadrature_free(&rule);
    return sum;
}

double wasserstein_critic_changes(double n) {
    double sum = 0;
    if (!(n >= 1) || n != floor(n))
        return NAN;
    for (double i = 1; i < n; i++)
        sum += binomial(i, n, i / n, (n - i) / n);
    return 1 + 2 * sum;
}
