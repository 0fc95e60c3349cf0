/* SPDX-License-Identifier: MIT */
/* What the predictions of adversarial.h share. */
#ifndef TWOLAYER_ADVERSARIAL_PREDICTIONS_H
#define TWOLAYER_ADVERSARIAL_PREDICTIONS_H

#include "adversarial.h"
#include "prediction.h"

#include <math.h>

#define DIMENSION REAL("d", NULL, 1, INFINITY, "D", "dimension of the input")
#define WIDTH REAL("k", NULL, 1, INFINITY, "K", "width; may be inf")
#define NORM REAL("norm", NULL, 0, INFINITY, "S", "l2 norm of the step")

/* What they are of: an activation that has a name, and its moments. */
struct adversarial_subject {
    struct activation activation;
    struct adversarial_moments moments;
};

/* STATUS_USAGE if there is no activation of that name. */
enum status adversarial_subject(const char *name, struct adversarial_subject *of);

/* A prediction whose first parameter is ACTIVATION: the body has it and its moments in *of. */
#define OF_ACTIVATION(...)                                                                         \
    PREDICTION_OF(struct adversarial_subject, adversarial_subject, __VA_ARGS__)

#endif
