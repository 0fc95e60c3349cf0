/* SPDX-License-Identifier: MIT */
/* Draws of random-features regression: weights, inputs, features. */
#ifndef TWOLAYER_FEATURES_DRAW_H
#define TWOLAYER_FEATURES_DRAW_H

#include "activation.h"
#include "error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct setting {
    const char *name; /* of the activation */
    struct activation activation;
    bool sphere, sphere_weights; /* uniform on the sphere of radius sqrt d; else Gaussian */
    size_t d, m, samples;
    double ridge, noise; /* noise: a variance */
    uint64_t seed;
};

/* W (m x d), the weights of this number. */
void draw_weights(const struct setting *setting, uint64_t number, double *W);

/* Rows first .. first+count-1 of the inputs X (count x d) of this number. */
void draw_inputs(const struct setting *setting, uint64_t number, size_t first, size_t count,
                 double *X);

/* A direction, uniform on the unit sphere: beta (d). */
void draw_direction(const struct setting *setting, uint64_t number, double *beta);

/* Z (count x m) = m^{-1/2} sigma(X W^T/sqrt d). */
void draw_features(const struct setting *setting, const double *W, size_t count, const double *X,
                   double *Z);

#endif
