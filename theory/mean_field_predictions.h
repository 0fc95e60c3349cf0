/* SPDX-License-Identifier: MIT */
/* The functions behind mean_field_predictions: each takes the parameters in the order of its entry
 * and appends rows of its columns. */
#ifndef TWOLAYER_MEAN_FIELD_PREDICTIONS_H
#define TWOLAYER_MEAN_FIELD_PREDICTIONS_H

#include "prediction.h"

#define MEAN_FIELD_PREDICT(name)                                                                   \
    enum status mean_field_predict_##name(const union prediction_value *parameters,                \
                                          struct prediction_sink *sink)

MEAN_FIELD_PREDICT(trace_bias);
MEAN_FIELD_PREDICT(linear);
MEAN_FIELD_PREDICT(ou);
MEAN_FIELD_PREDICT(ou_mode);
MEAN_FIELD_PREDICT(stability);
MEAN_FIELD_PREDICT(variance);
MEAN_FIELD_PREDICT(distance);
MEAN_FIELD_PREDICT(exponential);
MEAN_FIELD_PREDICT(semi_implicit);
MEAN_FIELD_PREDICT(modes);
MEAN_FIELD_PREDICT(spectrum);
MEAN_FIELD_PREDICT(covariance);
MEAN_FIELD_PREDICT(aliasing);
MEAN_FIELD_PREDICT(half_circle);
MEAN_FIELD_PREDICT(det_bounded);
MEAN_FIELD_PREDICT(single);
MEAN_FIELD_PREDICT(sdca);
MEAN_FIELD_PREDICT(pda);
MEAN_FIELD_PREDICT(flow);
MEAN_FIELD_PREDICT(complexity);
MEAN_FIELD_PREDICT(risk);

#endif
