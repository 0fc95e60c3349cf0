/* SPDX-License-Identifier: MIT */
/* The functions behind early_stage_predictions: each takes the parameters in the order of its entry
 * and appends rows of its columns. */
#ifndef TWOLAYER_EARLY_STAGE_PREDICTIONS_H
#define TWOLAYER_EARLY_STAGE_PREDICTIONS_H

#include "prediction.h"

#define EARLY_STAGE_PREDICT(name)                                                                  \
    enum status early_stage_predict_##name(const union prediction_value *parameters,               \
                                           struct prediction_sink *sink)

EARLY_STAGE_PREDICT(width_law);
EARLY_STAGE_PREDICT(sufficient_width);
EARLY_STAGE_PREDICT(plateau);
EARLY_STAGE_PREDICT(margin);
EARLY_STAGE_PREDICT(margin_gd);
EARLY_STAGE_PREDICT(sample_loss);
EARLY_STAGE_PREDICT(tail_orthonormal);
EARLY_STAGE_PREDICT(drift_bound);
EARLY_STAGE_PREDICT(upper);
EARLY_STAGE_PREDICT(lower);
EARLY_STAGE_PREDICT(tail);
EARLY_STAGE_PREDICT(tail_both);
EARLY_STAGE_PREDICT(residual);
EARLY_STAGE_PREDICT(guaranteed_time);
EARLY_STAGE_PREDICT(activation_bound);
EARLY_STAGE_PREDICT(hitting_time);
EARLY_STAGE_PREDICT(hitting_time_gd);
EARLY_STAGE_PREDICT(hitting_time_unbalanced);
EARLY_STAGE_PREDICT(output);
EARLY_STAGE_PREDICT(aligned);
EARLY_STAGE_PREDICT(escape);
EARLY_STAGE_PREDICT(alignment);
EARLY_STAGE_PREDICT(flip);
EARLY_STAGE_PREDICT(death);
EARLY_STAGE_PREDICT(partition);
EARLY_STAGE_PREDICT(partition_bias);
EARLY_STAGE_PREDICT(gradient);
EARLY_STAGE_PREDICT(gradient_random);
EARLY_STAGE_PREDICT(frozen_decrease);
EARLY_STAGE_PREDICT(sgd);

#endif
