/* SPDX-License-Identifier: MIT */
/* The samples of full-batch steps: one dataset or several, one a step. Recipes are drawn block by
 * block, so that no n x d array of theirs is ever in memory. */
#ifndef TWOLAYER_SAMPLES_H
#define TWOLAYER_SAMPLES_H

#include "dataset.h"
#include "error.h"

#include <stddef.h>
#include <stdint.h>

struct samples {
    size_t count; /* of datasets */
    struct dataset *dataset;
    size_t d, block;
    double *X, *y; /* block x d, block: rows of recipes */
};

/* Opens datasets with labels and d inputs each (STATUS_INPUT if not), for blocks of so many rows.
 * Free by samples_close. */
enum status samples_open(struct samples *samples, size_t count, char *const *paths, size_t d,
                         size_t block);
void samples_close(struct samples *samples);

/* The dataset of step t = 1, 2, ...: the t-th, and the last one for all later steps. */
struct dataset *samples_of_step(struct samples *samples, uint64_t step);

/* *X and *y point to rows first..first+count-1 (count <= block) of a dataset, until the next call.
 */
enum status samples_rows(struct samples *samples, struct dataset *dataset, size_t first,
                         size_t count, const double **X, const double **y);

#endif
