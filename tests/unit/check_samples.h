/* SPDX-License-Identifier: MIT */
/* Samples for the tests of the kinds of claims: arrays in one place, how often a judge has an
 * outcome, and Gaussians around a shift. The rates of RUNS runs are compared within 3.3 of their
 * standard errors (99.9 %). */
#ifndef TWOLAYER_CHECK_SAMPLES_H
#define TWOLAYER_CHECK_SAMPLES_H

#include "judge.h"
#include "test.h"

enum { RUNS = 4000, MOST = 512 };

static const double LEVEL = 0.05;
static uint64_t state;

static inline double gaussian(void) {
    double radius = sqrt(-2 * log(test_uniform(&state)));
    return radius * cos(2 * acos(-1) * test_uniform(&state));
}

static inline double normal_tail(double z) {
    return 0.5 * erfc(z / sqrt(2));
}

/* ---- samples: `points` points of `each` rows, arrays in one place ------------------------------
 */

static double measured[MOST], predicted[MOST], margin[MOST], error[MOST], rate[MOST],
    abscissa[MOST];
static size_t start[MOST + 1], series[MOST];

static inline struct sample sample_new(size_t points, size_t each) {
    for (size_t i = 0; i < points * each; i++) {
        predicted[i] = margin[i] = 0;
        error[i] = rate[i] = 1;
    }
    for (size_t p = 0; p <= points; p++) {
        start[p] = p * each;
        series[p] = 0;
        abscissa[p] = (double)p + 1;
    }
    return (struct sample){.rows = points * each,
                           .points = points,
                           .start = start,
                           .measured = measured,
                           .predicted = predicted,
                           .margin = margin,
                           .rate = rate,
                           .abscissa = abscissa,
                           .series = series,
                           .series_count = 1,
                           .averaged = true};
}

/* How often a judge has an outcome on samples that `draw` fills. */
static inline double frequency(judge_function *judge, const struct sample *sample,
                               void (*draw)(void), enum outcome outcome) {
    size_t count = 0;
    state = test_seed();
    for (int r = 0; r < RUNS; r++) {
        struct judgement judgement;
        draw();
        if (!TEST(judge(sample, LEVEL, &judgement) == STATUS_OK))
            printf("    %s\n", error_message());
        count += judgement.outcome == outcome;
    }
    return (double)count / RUNS;
}

static inline double allowance(double p) {
    return 3.3 * sqrt(p * (1 - p) / RUNS) + 1e-12;
}

#define TEST_RATE(found, expected) TEST_ABS((found), (expected), allowance(expected))

static double shift;

static inline void draw_gaussians(void) {
    for (size_t i = 0; i < 60; i++)
        measured[i] = shift + gaussian();
}

#endif
