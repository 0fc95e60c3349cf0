/* SPDX-License-Identifier: MIT */
/* Rates of the bias (R7) and the peak of the variance (R8). */
#include "double_descent.h"

#include "quadrature.h"

#include <math.h>
#include <stdlib.h>

/* ---- bias ---- */

double double_descent_bias_supremum(double gamma, double n) {
    return DOUBLE_DESCENT_BIAS_CONSTANT / (gamma * n) *
           (1 + DOUBLE_DESCENT_BIAS_ARGUMENT / (2 * n));
}

/* For a constant step the sum is geometric. */
static double constant_step(double x, double n) {
    if (x == 0)
        return 1;
    return x < 1 ? -expm1(n * log1p(-x)) / (n * x) : (1 - pow(1 - x, n)) / (n * x);
}

void double_descent_bias_factors(double gamma, double zeta, size_t n, size_t count,
                                 const double *lambda, double *factor) {
    double size = (double)n;
    if (zeta == 0) {
        for (size_t i = 0; i < count; i++)
            factor[i] = constant_step(gamma * lambda[i], size);
        return;
    }
    /* Horner's rule from the last step: 1 + (1 - gamma_1 lambda)(1 + (1 - gamma_2 lambda)(...)). */
    for (size_t i = 0; i < count; i++)
        factor[i] = 1 / size;
    for (size_t t = n - 1; t >= 1; t--) {
        double step = double_descent_step_size(gamma, zeta, t);
        for (size_t i = 0; i < count; i++)
            factor[i] = 1 / size + (1 - step * lambda[i]) * factor[i];
    }
}

/* A sum over i >= 1 of a smooth function of log i: the first terms one by one, then Euler-Maclaurin
 * from i = FIRST, the integral by panels in log i up to where i^-(a+b-1) is below rounding. */
enum { FIRST = 400, PANELS = 80, ORDER = 20, NODES = PANELS * ORDER };

/* sum_{i >= FIRST} f(i), i f(i) at the nodes in g, f(FIRST) and f'(FIRST) known. */
static double euler_maclaurin(const struct quadrature *rule, const double *g, double first,
                              double slope) {
    double sum = first / 2 - slope / 12;
    for (size_t j = 0; j < rule->count; j++)
        sum += rule->w[j] * g[j];
    return sum;
}

enum status double_descent_bias_power(double gamma, double zeta, double a, double b, size_t n,
                                      double *bias) {
    double reach = 40 / (a + b - 1), h = 1e-4;
    struct quadrature rule;
    size_t count = FIRST + NODES + 1;
    double *lambda = memory_new(2 * count, sizeof *lambda), *factor = lambda + count;
    if (!lambda || quadrature_legendre(&rule, 0, reach, PANELS, ORDER) != STATUS_OK) {
        free(lambda);
        return STATUS_NUMERICAL;
    }
    for (size_t i = 0; i < FIRST; i++)
        lambda[i] = pow((double)i + 1, -a);
    for (size_t j = 0; j < NODES; j++)
        lambda[FIRST + j] = pow(FIRST * exp(rule.x[j]), -a);
    lambda[count - 1] = pow(FIRST * exp(h), -a);
    double_descent_bias_factors(gamma, zeta, n, count, lambda, factor);
    double sum = 0, ends[2];
    for (size_t i = FIRST - 1; i-- > 0;)
        sum += pow((double)i + 1, -a - b) * factor[i] * factor[i];
    for (size_t j = 0; j < NODES; j++) {
        double i = FIRST * exp(rule.x[j]), f = factor[FIRST + j];
        factor[FIRST + j] = pow(i, 1 - a - b) * f * f;
    }
    ends[0] = pow(FIRST, -a - b) * factor[FIRST - 1] * factor[FIRST - 1];
    ends[1] = pow(FIRST * exp(h), -a - b) * factor[count - 1] * factor[count - 1];
    *bias = sum + euler_maclaurin(&rule, factor + FIRST, ends[0],
                                  (ends[1] - ends[0]) / (FIRST * expm1(h)));
    quadrature_free(&rule);
    free(lambda);
    return STATUS_OK;
}

double double_descent_bias_slope(double zeta, double a, double b) {
    return -(1 - zeta) * fmin(2, (a + b - 1) / a);
}

double double_descent_bach_moulines(size_t count, const struct double_descent_level *levels,
                                    double noise, double gamma, double n) {
    double trace = 0, largest = 0, m = 0, error = 0;
    for (size_t i = 0; i < count; i++) {
        trace += levels[i].count * levels[i].lambda;
        largest = fmax(largest, levels[i].lambda);
        m += levels[i].count;
        error += levels[i].error;
    }
    double r2 = trace + 2 * largest, root = sqrt(gamma * r2);
    double sum = sqrt(noise * m) / (1 - root) + sqrt(error / gamma);
    return root < 1 ? sum * sum / n : NAN;
}

/* ---- variance ---- */

double double_descent_variance_shape(double x) {
    /* The series of 1 - [2(1-e^-x) - (1-e^-2x)/2]/x, terms (-1)^k x^k (2^k - 2)/(k+1)!, where the
     * closed form cancels. */
    if (x < 0.5) {
        double sum = 0, term = x / 2, power = 2;
        for (int k = 2; k < 24; k++) {
            term *= -x / (k + 1);
            power *= 2;
            sum -= term * (power - 2);
        }
        return sum;
    }
    return 1 + (2 * expm1(-x) - expm1(-2 * x) / 2) / x;
}

void double_descent_variance_peak(double n, double gamma, double rho, double *argmax,
                                  double *height) {
    *argmax = gamma * rho * n / DOUBLE_DESCENT_PEAK_ARGUMENT;
    *height = gamma * rho * DOUBLE_DESCENT_PEAK_VALUE;
}

static enum status isotropic_variance(size_t m, size_t n, double gamma, double rho, bool exact,
                                      double *variance) {
    struct double_descent_level level = {.lambda = rho / (double)m, .count = (double)m};
    struct double_descent_sgd sgd;
    enum status status =
        double_descent_sgd(1, &level, level.lambda, level.lambda, 1, gamma, 0, n, &sgd);
    *variance = exact ? sgd.variance : sgd.variance_x;
    return status;
}

/* Widens [*low, *high] from the best of a geometric grid to its neighbours there. */
static enum status bracket(size_t n, double gamma, double rho, bool exact, size_t *low,
                           size_t *high) {
    size_t before = *low, best_before = *low, best_after = *high;
    double most = -1, variance;
    for (size_t m = *low, next; m <= *high; before = m, m = next) {
        next = m + m / 20 + 1;
        enum status status = isotropic_variance(m, n, gamma, rho, exact, &variance);
        if (status != STATUS_OK)
            return status;
        if (variance > most) {
            most = variance;
            best_before = before;
            best_after = next < *high ? next : *high;
        }
    }
    *low = best_before;
    *high = best_after;
    return STATUS_OK;
}

enum status double_descent_variance_argmax(size_t n, double gamma, double rho, bool exact,
                                           double *argmax, double *height) {
    double peak, unused, here, next = 0, product = gamma * rho;
    *argmax = NAN;
    *height = exact ? INFINITY : NAN;
    if (!(product > 0 && product < 2))
        return STATUS_OK;
    double_descent_variance_peak((double)n, gamma, rho, &peak, &unused);
    /* The smallest m with gamma < 2m/((m+2) rho). */
    size_t low = exact ? (size_t)floor(product / (1 - product / 2)) + 1 : 1;
    size_t high = (size_t)(4 * peak) + low + 8;
    enum status status = bracket(n, gamma, rho, exact, &low, &high);
    while (status == STATUS_OK && low < high) {
        size_t middle = low + (high - low) / 2;
        isotropic_variance(middle, n, gamma, rho, exact, &here);
        status = isotropic_variance(middle + 1, n, gamma, rho, exact, &next);
        if (here < next)
            low = middle + 1;
        else
            high = middle;
    }
    *argmax = (double)low;
    return status == STATUS_OK ? isotropic_variance(low, n, gamma, rho, exact, height) : status;
}
