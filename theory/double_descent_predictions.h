/* SPDX-License-Identifier: MIT */
/* The functions behind double_descent_predictions: each takes the parameters in the order of its
 * entry and appends rows of its columns. */
#ifndef TWOLAYER_DOUBLE_DESCENT_PREDICTIONS_H
#define TWOLAYER_DOUBLE_DESCENT_PREDICTIONS_H

#include "prediction.h"

#define DOUBLE_DESCENT_PREDICT(name)                                                               \
    enum status double_descent_predict_##name(const union prediction_value *parameters,            \
                                              struct prediction_sink *sink)

DOUBLE_DESCENT_PREDICT(ridge);
DOUBLE_DESCENT_PREDICT(mei_montanari);
DOUBLE_DESCENT_PREDICT(sources);
DOUBLE_DESCENT_PREDICT(covariance);
DOUBLE_DESCENT_PREDICT(threshold);
DOUBLE_DESCENT_PREDICT(variance_peak);
DOUBLE_DESCENT_PREDICT(constants);
DOUBLE_DESCENT_PREDICT(eigenvalues);
DOUBLE_DESCENT_PREDICT(noise);
DOUBLE_DESCENT_PREDICT(radius);
DOUBLE_DESCENT_PREDICT(projection);
DOUBLE_DESCENT_PREDICT(growth);
DOUBLE_DESCENT_PREDICT(growth_constant_norm);
DOUBLE_DESCENT_PREDICT(typical);
DOUBLE_DESCENT_PREDICT(sgd_gaussian);
DOUBLE_DESCENT_PREDICT(sgd);
DOUBLE_DESCENT_PREDICT(terms);
DOUBLE_DESCENT_PREDICT(ratio);
DOUBLE_DESCENT_PREDICT(bias_power);
DOUBLE_DESCENT_PREDICT(bias_supremum);
DOUBLE_DESCENT_PREDICT(bias_factor);
DOUBLE_DESCENT_PREDICT(bach_moulines);
DOUBLE_DESCENT_PREDICT(variance);
DOUBLE_DESCENT_PREDICT(variance_argmax);
DOUBLE_DESCENT_PREDICT(conditional);

#endif
