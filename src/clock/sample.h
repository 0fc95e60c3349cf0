/* SPDX-License-Identifier: MIT */
/* One sample of orthonormal data by its clock S (early-stage.md c3): the margin is linear in S
 * between the deaths of its false-living neurons. */
#ifndef TWOLAYER_CLOCK_SAMPLE_H
#define TWOLAYER_CLOCK_SAMPLE_H

#include "early_stage.h"

#include <stddef.h>

struct clock_sample {
    size_t true_living, false_living; /* at the start; false ones also now */
    double mass;                      /* sum of a^2 of the true-living: p_i */
    double S;
    double height, slope;  /* the margin is height + slope S */
    double true_height;    /* its part of the true-living is true_height + mass S */
    double *death, *h, *a; /* of the false-living by time of death, room for m each */
    size_t dead;
};

/* Preactivations h (m) of the sample at the start and a (m), label y; death, h, a are room of the
 * caller for m numbers each. */
void clock_sample_start(struct clock_sample *sample, size_t m, const double *a, const double *h,
                        double y);

/* The margin now; one step: S += rate g(z), rate = step/n, z the margin. */
double clock_sample_margin(const struct clock_sample *sample);
void clock_sample_step(struct clock_sample *sample, enum loss loss, double rate);

#endif
