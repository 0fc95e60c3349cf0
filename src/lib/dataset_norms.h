/* SPDX-License-Identifier: MIT */
/* Sizes of a law of data that is known in full: a recipe of --law=box with a relu network for
 * teacher, so x uniform on [-1,1]^d and y = g(x) + noise, uniform on [-half_width, half_width]. */
#ifndef TWOLAYER_DATASET_NORMS_H
#define TWOLAYER_DATASET_NORMS_H

#include "dataset.h"
#include "loss.h"

struct dataset_norms {
    double square, radius2; /* E|x|^2; the largest |x|^2 */
    double half_width;      /* of the noise */
    double teacher;         /* a Lipschitz constant G of g, so that |y| <= G radius + half_width */
    double trace;           /* tr Cov(x, y), measured */
    double rho, top;        /* (E l(0, y)^2)^{1/2}, measured; the largest l(0, y) */
};

/* What is measured comes from `rows` rows at an address of their own (far behind all others). The
 * loss is abs or huber. STATUS_INPUT for another law (`path` is for the message). */
enum status dataset_norms(struct dataset *dataset, const char *path, enum loss loss, size_t rows,
                          struct dataset_norms *norms);

#endif
