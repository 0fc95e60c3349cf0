/* SPDX-License-Identifier: MIT */
/* The exact risk of a network over the law of its data, so that no test sample is needed. */
#ifndef TWOLAYER_RISK_H
#define TWOLAYER_RISK_H

#include "error.h"
#include "gradient.h"

/* What stays while the first layer does. */
struct risk {
    const char *activation;
    double *beta;  /* d: the target is <beta, x> */
    double *W;     /* width x d, times sqrt d */
    double *K, *c; /* E sigma sigma^T and E sigma y of the first layer */
    bool fixed;    /* the first layer stays */
    bool known;    /* K and c hold */
};

/* STATUS_USAGE unless the data are a recipe of law gaussian with a linear teacher (or of law
 * sphere, for relu and linear), the activation one of relu, erf, erf2, linear, and the network
 * without bias. Free by risk_close. */
enum status risk_open(struct risk *risk, const struct parameters *parameters,
                      const char *activation, bool fixed, const char *path);
void risk_close(struct risk *risk);

/* *value = E (f(x) - <beta, x>)^2, without the noise of labels. O(width^2 d), or O(width^2) from
 * the second time on if the first layer stays. */
enum status risk_evaluate(struct risk *risk, const struct parameters *parameters, double *value);

#endif
