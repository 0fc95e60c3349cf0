/* SPDX-License-Identifier: MIT */
/* Functions on [0,1]: values at the midpoints t_i = (i + 1/2)/N, i = 0..N-1, coefficients on a
 * basis of modes, and Gaussian random functions. Transforms are FFTW's, planned without measuring,
 * so that bits depend on nothing else; an array is a function, in place.
 *
 *   basis        modes                                        of
 *   COSINE       1, sqrt 2 cos(pi k t), k = 1, 2, ...         Matern and power-law fields
 *   SINE         sqrt 2 sin(pi k t), k = 1, 2, ...            the Brownian bridge
 *   HALF_SINE    sqrt 2 sin(pi (k - 1/2) t), k = 1, 2, ...    Brownian motion
 *
 * Column k of a coefficient array, from 0, is the k-th mode of this list. */
#ifndef TWOLAYER_FIELD_H
#define TWOLAYER_FIELD_H

#include "error.h"
#include "random.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum field_basis { FIELD_COSINE, FIELD_SINE, FIELD_HALF_SINE };

/* Of "cosine", "sine" or "half-sine". */
#define FIELD_BASES "cosine|sine|half-sine"
enum field_basis field_basis_parse(const char *name);

struct field_transform;

/* Of functions of this many points. NULL without memory. Free by field_transform_free (accepts
 * NULL). */
struct field_transform *field_transform_new(enum field_basis basis, size_t points);
void field_transform_free(struct field_transform *transform);

/* Coefficients (as many as points) to values, and back: exact inverses, but for rounding.
 * [standard: DCT-III and DCT-II, DST-III and DST-II, DST-IV] */
void field_values(struct field_transform *transform, double *x);
void field_coefficients(struct field_transform *transform, double *x);

/* ---- random functions ---- */

/* The law of a Gaussian random function of mean 0.
 *   matern    rho_k = (kappa^2 + (pi k)^2)^-exponent, k = 0, 1, ..., cosines
 *   power     rho_k = (k + 1)^-exponent, k = 0, 1, ..., cosines
 *   brownian  Brownian motion, half-sines;  bridge: its bridge, sines
 *   ou        covariance exp(-kappa |s - t|), by circulant embedding [standard: Dietrich Newsam
 *             1997]; `periodic` embeds in N points instead of 2 N, which is wrong
 * Of the first four `modes` modes are drawn. More modes than points: the function is made at an odd
 * multiple of the points, the midpoints among them taken, and so aliased as a sampled function is.
 */
#define FIELD_LAWS "matern|power|brownian|bridge|ou"
struct field_law {
    const char *name; /* one of FIELD_LAWS */
    double kappa, exponent;
    size_t modes, points;
    bool periodic;
};

/* Variance of the coefficient in column k; NaN of ou. */
double field_variance(const struct field_law *law, size_t k);
enum field_basis field_basis_of(const struct field_law *law);

struct field;

/* STATUS_NUMERICAL without memory, or (never of ou unless periodic) for an embedding that is not
 * positive. Free by field_free (accepts NULL). */
enum status field_new(struct field **field, const struct field_law *law);
void field_free(struct field *field);

/* The function of this row of the stream: values at the points, or its first coefficients: `points`
 * of them as drawn (not of ou). */
void field_draw_values(struct field *field, struct random_stream stream, uint64_t row, double *x);
void field_draw_coefficients(const struct field *field, struct random_stream stream, uint64_t row,
                             double *x);

#endif
