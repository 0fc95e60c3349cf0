/* SPDX-License-Identifier: MIT */
/* What the program is told and has in memory, and its three tables. */
#ifndef TWOLAYER_SPECTRUM_H
#define TWOLAYER_SPECTRUM_H

#include "error.h"

#include <stddef.h>
#include <stdint.h>

struct spectrum {
    const char *against, *initial, *features, *activation, *method, *target, *output;
    uint64_t count, powers, terms;
    double delta, tolerance, scale, eps;
    size_t rows, columns, rank; /* of the matrix; rank: the smaller */
    double *A, *a, *target_vector;
    double *values, *residual, *before, *change;
    const char *taken; /* the method */
};

/* ---- input.c: what the values are of ---- */

/* A (rows x columns) and a: the weights of a network. */
enum status spectrum_load(struct spectrum *spectrum, const char *path);
/* The features sigma(X A^T) of --features in place of A. */
enum status spectrum_take_features(struct spectrum *spectrum);
/* target_vector: a table of one row x1..xd, or the direction of the teacher of a recipe. */
enum status spectrum_read_target(struct spectrum *spectrum);
/* The weights of --initial, of the same shape, and row k of --against for term k: the caller frees.
 */
enum status spectrum_load_initial(const struct spectrum *spectrum, double **W0);
enum status spectrum_read_against(const struct spectrum *spectrum, double **rows);

/* ---- what is written ---- */

/* A table of all values or of the largest, also of --initial and of the change; A is destroyed. */
enum status spectrum_values(struct spectrum *spectrum);
/* A table of the largest values, with the edge and what is above it. */
enum status spectrum_outliers(struct spectrum *spectrum);
/* A table of the terms of the change; A is destroyed. */
enum status spectrum_terms(struct spectrum *spectrum);

/* Means of the powers 2..6 of g = a/scale. */
void spectrum_moments(const struct spectrum *spectrum, double moment[7]);

#endif
