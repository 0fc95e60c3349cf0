/* SPDX-License-Identifier: MIT */
/* The functions behind adversarial_predictions: each takes the parameters in the order of its
 * entry and appends rows of its columns. */
#ifndef TWOLAYER_ADVERSARIAL_PREDICTIONS_H
#define TWOLAYER_ADVERSARIAL_PREDICTIONS_H

#include "prediction.h"

#define ADVERSARIAL_PREDICT(name)                                                                  \
    enum status adversarial_predict_##name(const union prediction_value *parameters,               \
                                           struct prediction_sink *sink)

ADVERSARIAL_PREDICT(moments);
ADVERSARIAL_PREDICT(hermite);
ADVERSARIAL_PREDICT(gradient);
ADVERSARIAL_PREDICT(output_law);
ADVERSARIAL_PREDICT(success);
ADVERSARIAL_PREDICT(coefficients);
ADVERSARIAL_PREDICT(minimal_norm);
ADVERSARIAL_PREDICT(fixed_step);
ADVERSARIAL_PREDICT(beta_law);
ADVERSARIAL_PREDICT(relu_curvature);
ADVERSARIAL_PREDICT(relu_gain);
ADVERSARIAL_PREDICT(relu_flips);
ADVERSARIAL_PREDICT(residual);
ADVERSARIAL_PREDICT(linf);
ADVERSARIAL_PREDICT(linf_width);
ADVERSARIAL_PREDICT(random_direction);
ADVERSARIAL_PREDICT(hessian_edge);
ADVERSARIAL_PREDICT(hessian_largest);
ADVERSARIAL_PREDICT(hessian_density);
ADVERSARIAL_PREDICT(hessian_outlier);
ADVERSARIAL_PREDICT(hessian_action);
ADVERSARIAL_PREDICT(single_step_gap);
ADVERSARIAL_PREDICT(proof_bound);
ADVERSARIAL_PREDICT(infinite_width);
ADVERSARIAL_PREDICT(depth);
ADVERSARIAL_PREDICT(depth_gain);
ADVERSARIAL_PREDICT(alive);
ADVERSARIAL_PREDICT(deep_success);
ADVERSARIAL_PREDICT(lazy_gradient);

#endif
