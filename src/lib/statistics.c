/* SPDX-License-Identifier: MIT */
#include "statistics.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

static void sum_add(struct statistics_moments *moments, double value) {
    double sum = moments->sum + value;
    bool larger = fabs(moments->sum) >= fabs(value);
    moments->rest += larger ? moments->sum - sum + value : value - sum + moments->sum;
    moments->sum = sum;
}

void statistics_moments_add(struct statistics_moments *moments, double value) {
    double step = value - moments->mean;
    sum_add(moments, value);
    moments->count += 1;
    moments->mean = (moments->sum + moments->rest) / moments->count;
    moments->squares += step * (value - moments->mean);
}

void statistics_moments_merge(struct statistics_moments *moments,
                              const struct statistics_moments *other) {
    double count = moments->count + other->count, step = other->mean - moments->mean;
    if (count == 0)
        return;
    sum_add(moments, other->sum);
    moments->rest += other->rest;
    moments->mean = (moments->sum + moments->rest) / count;
    moments->squares += other->squares + step * step * (moments->count * other->count / count);
    moments->count = count;
}

double statistics_moments_variance(const struct statistics_moments *moments) {
    /* Of equal values rounding may leave a sum of squares that is a hair below zero. */
    return moments->count < 2 ? NAN : fmax(0, moments->squares) / (moments->count - 1);
}

double statistics_moments_error(const struct statistics_moments *moments) {
    return sqrt(statistics_moments_variance(moments) / moments->count);
}

double statistics_student_tail(double t, double dof) {
    if (isnan(t) || !(dof >= 1))
        return NAN;
    if (isinf(t))
        return t < 0;
    return isinf(dof) ? gsl_cdf_ugaussian_Q(t) : gsl_cdf_tdist_Q(t, dof);
}

double statistics_student_quantile(double tail, double dof) {
    if (!(tail >= 0 && tail <= 1) || !(dof >= 1))
        return NAN;
    if (tail == 0 || tail == 1)
        return tail == 0 ? INFINITY : -INFINITY;
    return isinf(dof) ? gsl_cdf_ugaussian_Qinv(tail) : gsl_cdf_tdist_Qinv(tail, dof);
}

double statistics_normal_score(double tail) {
    return statistics_student_quantile(tail < 1e-300 ? 1e-300 : tail, INFINITY);
}

double statistics_chi_square_tail(double x, double dof) {
    if (isnan(x) || !(dof > 0))
        return NAN;
    return isinf(x) ? x < 0 : gsl_cdf_chisq_Q(x, dof);
}

double statistics_fisher_tail(double x, double dof1, double dof2) {
    if (isnan(x) || !(dof1 > 0) || !(dof2 > 0))
        return NAN;
    if (isinf(dof2))
        return statistics_chi_square_tail(x * dof1, dof1);
    return isinf(x) ? x < 0 : gsl_cdf_fdist_Q(x, dof1, dof2);
}

double statistics_binomial_below(double successes, double trials, double p) {
    if (!(trials >= 0) || !(p >= 0 && p <= 1) || isnan(successes))
        return NAN;
    if (successes < 0 || successes >= trials)
        return successes >= trials;
    /* P(X <= s) is a beta tail, at any size and without cancellation. */
    return gsl_cdf_beta_Q(p, floor(successes) + 1, trials - floor(successes));
}

double statistics_binomial_above(double successes, double trials, double p) {
    return statistics_binomial_below(trials - successes, trials, 1 - p);
}

void statistics_binomial_interval(double successes, double trials, double level, double *low,
                                  double *high) {
    *low = *high = NAN;
    if (!(trials > 0) || !(successes >= 0 && successes <= trials) || !(level > 0 && level < 1))
        return;
    double failures = trials - successes;
    *low = successes == 0 ? 0 : gsl_cdf_beta_Pinv(level / 2, successes, failures + 1);
    *high = failures == 0 ? 1 : gsl_cdf_beta_Qinv(level / 2, successes + 1, failures);
}

static int double_compare(const void *left, const void *right) {
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

void statistics_sort(size_t n, double *sample) {
    qsort(sample, n, sizeof *sample, double_compare);
}

double statistics_quantile(size_t n, const double *sorted, double q, double *error) {
    *error = NAN;
    if (n == 0 || !(q >= 0 && q <= 1))
        return NAN;
    if (n >= 2) {
        double half = 2 * sqrt(q * (1 - q) / (double)n);
        double low = gsl_stats_quantile_from_sorted_data(sorted, 1, n, fmax(0, q - half));
        double high = gsl_stats_quantile_from_sorted_data(sorted, 1, n, fmin(1, q + half));
        *error = (high - low) / 4;
    }
    return gsl_stats_quantile_from_sorted_data(sorted, 1, n, q);
}
