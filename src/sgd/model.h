/* SPDX-License-Identifier: MIT */
/* Linear regression y = <theta*, z> + eps on features of a given covariance, in its eigenbasis. */
#ifndef TWOLAYER_SGD_MODEL_H
#define TWOLAYER_SGD_MODEL_H

#include "double_descent.h"
#include "error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct model {
    size_t m;
    double *lambda, *scale;  /* eigenvalues of Sigma; their roots */
    double *start;           /* theta_0 - theta*, theta_0 = 0 */
    double *u;               /* the direction (1, ..., 1)/sqrt m of the mean covariance */
    double lambda1, lambda2; /* of the mean covariance Sigma~, on u and across */
    double noise;            /* standard deviation of eps */
    double unexplained;      /* of the target, by any theta: adds to the noise */
    bool constant_norm;      /* z of the constant norm sqrt(tr Sigma), uniform; else Gaussian */
    double gamma, zeta;
    size_t steps;
};

/* Eigenvalues of trace 1 like i^-exponent, squared errors like i^-decay of sum signal; Sigma~ is
 * isotropic. Free by model_free. STATUS_NUMERICAL without memory. */
enum status model_power(struct model *model, size_t m, double exponent, double decay,
                        double signal);

/* The covariance of m relu features of Gaussian weights on R^d, drawn from the seed (x on the
 * sphere); theta* for a linear target of norm sqrt(signal). */
enum status model_relu(struct model *model, size_t d, size_t m, double signal, uint64_t seed);
void model_free(struct model *model);

/* One level for each eigenvalue, for the functions of double_descent.h: m of them, which the caller
 * frees; NULL without memory. */
struct double_descent_level *model_levels(const struct model *model);

/* The features of sample t of a replicate. */
void model_features(const struct model *model, uint64_t seed, uint64_t replicate, size_t t,
                    double *z);

/* The noise on the labels of samples first .. first+count-1 of a replicate. */
void model_noise(const struct model *model, uint64_t seed, uint64_t replicate, size_t first,
                 size_t count, double *noise);

#endif
