/* SPDX-License-Identifier: MIT */
/* Laws of labelled data on which the neuron partition of a relu network is understood: |x| = 1, y =
 * +1 for even rows and -1 for odd ones, orthogonally separable (y_i y_j x_i.x_j >= 0). Part of
 * dataset.h.
 *
 *   orthonormal      row i is e_i
 *   clusters         cos(angle) mu_y + sin(angle) v, mu_+ = e_0, mu_- = -crossing e_0 +
 *                    sqrt(1 - crossing^2) e_1, v a unit vector with entries >= 0 (absolute values
 *                    of Gaussians) in (d-2)/2 coordinates that belong to the class
 *   planar           the first class at the angle `angle` of the first two coordinates, the second
 *                    at 0 (separable for angles from pi/2 to pi)
 *   pairs            (cos angle, +-sin angle) in two coordinates of each class
 */
#ifndef TWOLAYER_DATASET_SEPARABLE_H
#define TWOLAYER_DATASET_SEPARABLE_H

#include "dataset.h"

/* Whether the law is one of these. */
bool dataset_is_separable(const struct dataset_law *law);

/* STATUS_USAGE if the law has too few dimensions (or too many rows, of orthonormal ones). */
enum status dataset_separable_check(const struct dataset_law *law, size_t n, size_t d);

/* Input (d) and label of a row. */
void dataset_separable_input(const struct dataset_law *law, size_t d, size_t row, double *x);
double dataset_separable_label(size_t row);

#endif
