/* SPDX-License-Identifier: MIT */
/* The samples between which mass is moved: a dataset (values or recipe) with its weights. */
#ifndef TWOLAYER_CLOUD_H
#define TWOLAYER_CLOUD_H

#include "dataset.h"
#include "transport.h"

struct cloud {
    struct dataset dataset;
    size_t n, d;
    double *X, *weights; /* n x d, the label last if wanted; n, or NULL where they are uniform */
    double total;        /* of the weights; 1 if uniform */
    size_t column;       /* of the weights in the table */
};

/* Reads x1..xd (and y, with labels) and the column `weight`. STATUS_INPUT, by position: what
 * dataset_open refuses, a negative weight, weights that sum to 0, no label where one is wanted. */
enum status cloud_open(struct cloud *cloud, const char *path, bool with_labels);
void cloud_close(struct cloud *cloud);

/* STATUS_INPUT if the dimensions differ, or the sums of the weights by more than 1e-9 of them. */
enum status cloud_match(const struct cloud *from, const struct cloud *to);

struct transport_cloud cloud_view(const struct cloud *cloud);

#endif
