/* SPDX-License-Identifier: MIT */
/* The functions behind two_step_predictions: each takes the parameters in the order of its entry
 * and appends rows of its columns. */
#ifndef TWOLAYER_TWO_STEP_PREDICTIONS_H
#define TWOLAYER_TWO_STEP_PREDICTIONS_H

#include "prediction.h"

#define TWO_STEP_PREDICT(name)                                                                     \
    enum status two_step_predict_##name(const union prediction_value *parameters,                  \
                                        struct prediction_sink *sink)

TWO_STEP_PREDICT(alignment);
TWO_STEP_PREDICT(outlier);
TWO_STEP_PREDICT(direction);
TWO_STEP_PREDICT(gram);
TWO_STEP_PREDICT(expansion);
TWO_STEP_PREDICT(link);
TWO_STEP_PREDICT(one_step);
TWO_STEP_PREDICT(bulk_edge);
TWO_STEP_PREDICT(count);
TWO_STEP_PREDICT(exponent);
TWO_STEP_PREDICT(feature_count);
TWO_STEP_PREDICT(feature_spikes);
TWO_STEP_PREDICT(learnt);
TWO_STEP_PREDICT(layer);
TWO_STEP_PREDICT(spikes);
TWO_STEP_PREDICT(spike);
TWO_STEP_PREDICT(expected);
TWO_STEP_PREDICT(bulk_density);
TWO_STEP_PREDICT(edge);
TWO_STEP_PREDICT(rows_edge);
TWO_STEP_PREDICT(phase);
TWO_STEP_PREDICT(calibration);
TWO_STEP_PREDICT(width);

#endif
