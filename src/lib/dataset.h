/* SPDX-License-Identifier: MIT */
/* Datasets: one row a sample, columns x1..xd and y. A recipe is a table of one row that names the
 * law instead, and is the same dataset bit for bit: row i has its own address and depends neither
 * on n nor on what is read before it. */
#ifndef TWOLAYER_DATASET_H
#define TWOLAYER_DATASET_H

#include "error.h"
#include "mnist.h"
#include "options.h"
#include "table.h"
#include "teacher.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The law of a dataset: what its recipe says, and the options of `generate data`.
 *
 *   gaussian  x ~ N(0, I_d)
 *   power     x_i ~ N(0, v_i) independent, v_i like i^-exponent, sum_i v_i = d
 *   sphere    x uniform on the sphere of radius sqrt d
 *   cube      x uniform on [0,1]^d
 *   box       x uniform on [-1,1]^d, and so is the noise on [-sqrt 3 S, sqrt 3 S] (of the others
 *             it is Gaussian): (x,y) is a Lipschitz image of the cube if the teacher is Lipschitz
 *   axis      x = sqrt d e_1, all rows the same (laws that depend on |x| alone)
 *   mnist     images in random order; y = +1 for the first of two digits and -1 for the second, the
 *             digit itself if there are not two
 *   mnist-gaussian  x Gaussian with the mean and covariance of all those images, normalised; no y
 *   orthonormal, clusters, planar, pairs: see dataset_separable.h
 */
struct dataset_law {
    uint64_t n, d, seed, teacher_seed;
    const char *law, *teacher, *teacher_activation;
    double exponent;    /* of power */
    double noise;       /* standard deviation of what is added to a label */
    const char *mnist;  /* the folder of the IDX files */
    const char *digits; /* "3,7" */
    const char *part;   /* train or test */
    /* Of images: sqrt-d (|x| = sqrt d), unit (|x| = 1), csqrt-d and cunit (the same without the
     * mean of all images of these digits), none (pixel/255). Of other laws unit alone counts. */
    const char *normalise;
    const char *labels;     /* own; sign: +-1 as the own label is >= 0 or not; coin: fair +-1 */
    double angle, crossing; /* of dataset_separable.h */
};

enum { DATASET_OPTIONS = 17 };

/* The option table of a law, ended by OPTION_END. d = 0 stands for that of the law (MNIST: 784). */
void dataset_options(struct dataset_law *law, struct option options[DATASET_OPTIONS]);

struct dataset {
    size_t n, d;
    bool has_label, is_recipe;
    struct dataset_law law; /* of a recipe */
    struct table table;     /* of the file: owns the texts of law */
    double *X, *y;          /* values: n x d, n (or NULL) */
    struct teacher teacher; /* of a recipe */
    struct mnist mnist;
    size_t *order;   /* of the images */
    double *centre;  /* of csqrt-d */
    double *moments; /* of power and mnist-gaussian: dataset_gaussian.h */
};

/* Reads a dataset or a recipe. STATUS_INPUT with a position for what is malformed: no rows, no x1,
 * a gap in x1..xd, text, nan or inf. STATUS_SKIPPED if MNIST's files are not there. Free by
 * dataset_close. */
enum status dataset_open(struct dataset *dataset, const char *path);
void dataset_close(struct dataset *dataset);

/* A recipe in memory; its texts must outlive it, and may be NULL for labels (own) and normalise
 * (sqrt-d). STATUS_USAGE for what makes no sense together. */
enum status dataset_from_law(struct dataset *dataset, const struct dataset_law *law);

/* Rows first..first+count-1 into X (count x d) and y (count; NULL if not wanted; 0 without labels).
 */
enum status dataset_rows(struct dataset *dataset, size_t first, size_t count, double *X, double *y);

/* STATUS_INPUT with a position if the data lack what a program needs: labels y; inputs x1..xd,
 * `like` being what has so many ("the network has w"); both. */
enum status dataset_require_label(const struct dataset *dataset);
enum status dataset_require_inputs(const struct dataset *dataset, size_t d, const char *like);
enum status dataset_require_samples(const struct dataset *dataset, size_t d, const char *like);

/* v (d): the direction in a dataset of one row, normalised. STATUS_INPUT if it is the zero vector
 * or of another shape. */
enum status dataset_direction(const char *path, size_t d, double *v);

/* A dataset or recipe as a whole: X (*n x *d) and, unless y is NULL, its labels y (*n), which the
 * caller frees, also on failure. STATUS_INPUT without the labels. */
enum status dataset_read(const char *path, size_t *n, size_t *d, double **X, double **y);

/* |x| of a row if it is known without drawing x (sphere, axis, images of normalised length), else
 * NaN. */
double dataset_radius(const struct dataset *dataset);

#endif
