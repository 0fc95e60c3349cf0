/* SPDX-License-Identifier: MIT */
/* What the files function_space_*.c share. */
#ifndef TWOLAYER_FUNCTION_SPACE_INTERNAL_H
#define TWOLAYER_FUNCTION_SPACE_INTERNAL_H

#include "function_space.h"
#include "quadrature.h"

/* Latitudes x in (0, pi/2) of a uniform direction of S^{d-1} and weights, of sum 1: for even
 * functions of t = sin x. Panels halve towards 0 down to where sqrt(1 + theta) t is small, and
 * resolve p_degree of the spiked latitude atan(sqrt(1 + theta) tan x). d >= 2. */
enum status function_space_rule(struct quadrature *rule, double d, double theta, size_t degree);

/* sin and cos of the spiked latitude of x, and 1 + theta sin^2 x = |(I + theta v v^T)^{1/2} u|^2.
 */
struct function_space_point {
    double sine, cosine, stretch;
};
struct function_space_point function_space_point(double x, double theta);

/* The rule of E f(z), z ~ N(0,1), for even f that bend within `width` of 0: nodes in (0, 13),
 * panels that halve towards 0. */
enum status function_space_gaussian_rule(struct quadrature *rule, double width);

/* The factor in t (rest = sqrt(1-t^2)) of the harmonic of degree 1 or 2 in sector m, normalised
 * with a factor Y_m on v^perp that has mean square 1; 0 for m above the degree. [standard: Mueller
 * 1966] */
double function_space_aligned(double d, size_t m, size_t degree, double t, double rest);

/* Coefficients of the target's Y_2(beta.x) on the harmonics of degree 2 in sectors 0, 1, 2.
 * [derived: c7] */
void function_space_target(double d, double gamma, double A[3]);

/* E |w|^2 p_2(t)^2 for weights of the scale mixture (c5), |w|^2 normalised to 1 at theta = q = 0.
 * [derived]
 */
enum status function_space_mixture(double d, double theta, double q, double *mean);

/* Appends a mode and takes it from the tails. STATUS_NUMERICAL without memory. */
enum status function_space_modes_add(struct function_space_modes *modes, double eigenvalue,
                                     double multiplicity, double target2);

/* All modes of k_0 for relu: the degrees below 4096 each, higher ones by Gauss rules of the even
 * numbers in blocks of v = l + (d-2)/2, where an eigenvalue and multiplicity stand for several, and
 * the trace beyond v = 1e15. Sums of smooth functions of log l over the modes are right to 1e-10. d
 * from 2 to 10; not for larger ones, whose functions of log l bend more. The caller frees the
 * modes, also on failure. [derived: c7] */
enum status function_space_isotropic(double d, struct function_space_modes *modes);

/* The factor of sector m, even degrees: rows are weights, columns a basis of functions of the
 * input, A^T A the matrix of the operator. Component k of a right singular vector belongs to the
 * column k; the harmonics of degree 0 and 2 are rows `radial` and `quadratic` in the basis (NULL:
 * not in the sector). */
struct function_space_factor {
    size_t rows, columns;
    double *A; /* rows x columns, column major */
    double *radial, *quadratic;
};

/* Columns: the harmonics of degree m.. below `degrees`. [derived: c4] */
enum status function_space_harmonic_factor(double d, double theta, size_t m, size_t degrees,
                                           struct function_space_factor *factor);

/* Columns: the nodes of a rule for inputs, times the root of their weight. [derived: c4] */
enum status function_space_grid_factor(double d, double theta, size_t m,
                                       const struct quadrature *inputs,
                                       struct function_space_factor *factor);
void function_space_factor_free(struct function_space_factor *factor);

/* Singular values s (descending) and right singular vectors V (row k: the k-th, of length
 * columns) of the factor, destroyed: at least `count` and all with s^2 above floor; *found of them,
 * at most columns. The caller frees *s and *V. */
enum status function_space_factor_svd(struct function_space_factor *factor, size_t count,
                                      double floor, size_t *found, double **s, double **V);

#endif
