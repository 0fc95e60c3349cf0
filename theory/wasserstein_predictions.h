/* SPDX-License-Identifier: MIT */
/* The functions behind wasserstein_predictions: each takes the parameters in the order of its entry
 * and appends rows of its columns. */
#ifndef TWOLAYER_WASSERSTEIN_PREDICTIONS_H
#define TWOLAYER_WASSERSTEIN_PREDICTIONS_H

#include "prediction.h"

#define WASSERSTEIN_PREDICT(name)                                                                  \
    enum status wasserstein_predict_##name(const union prediction_value *parameters,               \
                                           struct prediction_sink *sink)

WASSERSTEIN_PREDICT(expected);
WASSERSTEIN_PREDICT(critic);
WASSERSTEIN_PREDICT(heat_bound);
WASSERSTEIN_PREDICT(smoothing);
WASSERSTEIN_PREDICT(dyadic_bound);
WASSERSTEIN_PREDICT(gaussian_bound);
WASSERSTEIN_PREDICT(moment_constant);
WASSERSTEIN_PREDICT(matching);
WASSERSTEIN_PREDICT(variance);
WASSERSTEIN_PREDICT(rate);
WASSERSTEIN_PREDICT(test_gap);
WASSERSTEIN_PREDICT(poincare);
WASSERSTEIN_PREDICT(lipschitz);
WASSERSTEIN_PREDICT(data);
WASSERSTEIN_PREDICT(weights);
WASSERSTEIN_PREDICT(weights_epochs);
WASSERSTEIN_PREDICT(chain);
WASSERSTEIN_PREDICT(path_norm);

#endif
