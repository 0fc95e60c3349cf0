/* SPDX-License-Identifier: MIT */
/* Statistics: what the verdicts rest on. Distributions are GSL's; here are the estimators and tests
 * that it lacks, and one convention for all of them.
 *
 * A tail is P(T > t), one-sided and upper; a two-sided p-value is twice a tail. Degrees of freedom
 * may be fractional; INFINITY is the normal law. Arguments out of range give NaN.
 */
#ifndef TWOLAYER_STATISTICS_H
#define TWOLAYER_STATISTICS_H

#include "error.h"

#include <stddef.h>

/* ---- moments ------------------------------------------------------------------------------- */

/* Running mean and sum of squared deviations; the sum of all values is sum + rest, so that the mean
 * is the correctly rounded one but for some 1e-32 of it. Start from {0}. */
struct statistics_moments {
    double count, mean, squares, sum, rest;
};

/* Takes in one value. [standard: Welford 1962; the sum by Neumaier 1974] */
void statistics_moments_add(struct statistics_moments *moments, double value);

/* Takes in all values of another sample. [standard: Chan, Golub & LeVeque 1983] */
void statistics_moments_merge(struct statistics_moments *moments,
                              const struct statistics_moments *other);

/* The unbiased variance of a value, squares/(count-1), and the standard error of the mean,
 * sqrt(variance/count). NaN for less than two values. */
double statistics_moments_variance(const struct statistics_moments *moments);
double statistics_moments_error(const struct statistics_moments *moments);

/* ---- distributions ------------------------------------------------------------------------- */

/* The tail of Student's t, and the t of a tail. dof >= 1 or INFINITY (then the normal law). */
double statistics_student_tail(double t, double dof);
double statistics_student_quantile(double tail, double dof);

/* The z of the normal law with the same tail; tails below 1e-300 count as 1e-300 (z = 37.0). */
double statistics_normal_score(double tail);

/* P(X > x) of chi-square and of F. */
double statistics_chi_square_tail(double x, double dof);
double statistics_fisher_tail(double x, double dof1, double dof2);

/* X ~ Binomial(trials, p): P(X <= successes) and P(X >= successes). */
double statistics_binomial_below(double successes, double trials, double p);
double statistics_binomial_above(double successes, double trials, double p);

/* The exact interval of p: each end is missed with probability at most level/2.
 * [standard: Clopper & Pearson 1934] */
void statistics_binomial_interval(double successes, double trials, double level, double *low,
                                  double *high);

/* ---- quantiles of a sample ----------------------------------------------------------------- */

/* Sorts ascending. The sample holds no NaN. */
void statistics_sort(size_t n, double *sample);

/* The q-quantile of an ascending sample (linear between order statistics), and its standard error:
 * a quarter of the distance of the order statistics at n q -+ 2 sqrt(n q (1-q)), which needs no
 * density. [standard: Woodruff 1952] n >= 1, 0 <= q <= 1; the error is NaN if n < 2. */
double statistics_quantile(size_t n, const double *sorted, double q, double *error);

/* ---- straight lines ------------------------------------------------------------------------ */

/* y = intercept + slope x, with the standard errors and the degrees of freedom of their t. */
struct statistics_line {
    double intercept, intercept_error, intercept_dof;
    double slope, slope_error, slope_dof;
};

/* Ordinary least squares; the errors are those of the residuals, with n-2 degrees of freedom.
 * STATUS_INPUT if n < 3 or all x are equal. */
enum status statistics_line_residual(struct statistics_line *line, size_t n, const double *x,
                                     const double *y);

/* The same from points whose standard errors are given, with dof[i] degrees of freedom each (NULL:
 * exactly known). With weighted, least squares weighted by error^-2; else unweighted, whose
 * coefficients do not depend on the errors, so that t is right however few replicates gave them.
 * The errors of slope and intercept follow from those of the points, their dof from
 * [standard: Welch 1947, Satterthwaite 1946]. STATUS_INPUT if n < 2, all x are equal, or an error
 * is not positive (unweighted: negative). */
enum status statistics_line_known(struct statistics_line *line, size_t n, const double *x,
                                  const double *y, const double *error, const double *dof,
                                  int weighted);

/* The p-value of the hypothesis that the points lie on a line: the weighted residual chi-square on
 * n-2 degrees of freedom, or, if dof is given, the F to which it is corrected for errors that are
 * themselves estimated [standard: Johansen 1980]. NaN if n < 3. Errors are positive. */
double statistics_line_misfit(size_t n, const double *x, const double *y, const double *error,
                              const double *dof);

/* ---- Kolmogorov and Smirnov ---------------------------------------------------------------- */

/* Where the distance is attained: the empirical and the other distribution function there. */
struct statistics_distance {
    double distance, at, empirical, other;
};

/* sup |F_n - F| of an ascending sample; cdf[i] = F(sorted[i]), F continuous. Equal values are one
 * step of F_n. n >= 1. */
struct statistics_distance statistics_ks_distance(size_t n, const double *sorted,
                                                  const double *cdf);

/* P(D_n >= distance) for a continuous law.
 *   below 1e-2        twice the one-sided probability, exact [standard: Birnbaum & Tingey 1951];
 *                     relative error below 1e-6 (both sides at once: (p/2)^3)
 *   else, n <= 1000   exact to 1e-12 [standard: Marsaglia, Tsang & Wang 2003]
 *   else              Kolmogorov's series at a corrected argument [standard: Vrbik 2018]; absolute
 *                     error below 2e-5
 */
double statistics_ks_tail(size_t n, double distance);

/* sup |F_n - G_m| of two ascending samples; values equal within or between samples are one step. */
struct statistics_distance statistics_ks_distance_two(size_t n, const double *a, size_t m,
                                                      const double *b);

/* P(sup |F_n - G_m| >= that of these samples | the pooled values): n*m <= 2^24: exact, ties
 * included, by counting paths [standard: Schroer & Trenkler 1995]; above, without ties, the
 * one-sample law of n m/(n+m) values, rounded (with ties it is conservative). *p; STATUS_NUMERICAL
 * without memory. */
enum status statistics_ks_tail_two(size_t n, const double *a, size_t m, const double *b, double *p);

#endif
