/* SPDX-License-Identifier: MIT */
/* The functions behind function_space_predictions: each takes the parameters in the order of its
 * entry and appends rows of its columns. */
#ifndef TWOLAYER_FUNCTION_SPACE_PREDICTIONS_H
#define TWOLAYER_FUNCTION_SPACE_PREDICTIONS_H

#include "prediction.h"

#define FUNCTION_SPACE_PREDICT(name)                                                               \
    enum status function_space_predict_##name(const union prediction_value *parameters,            \
                                              struct prediction_sink *sink)

FUNCTION_SPACE_PREDICT(kernel);
FUNCTION_SPACE_PREDICT(gradient);
FUNCTION_SPACE_PREDICT(spike);
FUNCTION_SPACE_PREDICT(outlier);
FUNCTION_SPACE_PREDICT(kurtosis);
FUNCTION_SPACE_PREDICT(funk_hecke);
FUNCTION_SPACE_PREDICT(spectrum);
FUNCTION_SPACE_PREDICT(direct);
FUNCTION_SPACE_PREDICT(limit);
FUNCTION_SPACE_PREDICT(elements);
FUNCTION_SPACE_PREDICT(mixing);
FUNCTION_SPACE_PREDICT(matrix);
FUNCTION_SPACE_PREDICT(top);
FUNCTION_SPACE_PREDICT(first_order);
FUNCTION_SPACE_PREDICT(hermite);
FUNCTION_SPACE_PREDICT(tail);
FUNCTION_SPACE_PREDICT(quadratic);
FUNCTION_SPACE_PREDICT(learning_curve);
FUNCTION_SPACE_PREDICT(random_features);

#endif
