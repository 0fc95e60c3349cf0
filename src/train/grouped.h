/* SPDX-License-Identifier: MIT */
/* Gradient descent on the first layer of a relu network, neuron by neuron in groups that are active
 * on the same samples: while no neuron changes its activity, all of a group move along one
 * direction, times their a. A step is then O(groups n^2) instead of O(width n d), with the same
 * numbers up to rounding. */
#ifndef TWOLAYER_GROUPED_H
#define TWOLAYER_GROUPED_H

#include "gradient.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { GROUPED_MOST = 16 };

struct grouped {
    size_t m, n, d;
    enum loss loss;
    const double *X, *y, *inner; /* samples, labels, X X^T: the caller's */
    double *memory;
    double *H, *W;            /* preactivations and weights when the groups were made */
    double *f, *slope, *work; /* n each */
    double *direction;        /* GROUPED_MOST x d: scratch */
    bool *pattern;            /* n: scratch */
    size_t *group;            /* m */
    bool active;              /* the groups hold; the network's weights may be behind */
    bool behind;
    uint64_t next; /* the step at which to look for groups again */
    size_t count;
    struct group {
        size_t size, *samples; /* on which it is active */
        double mass;           /* sum of a^2 */
        double *sum;           /* n: sum of a h when the groups were made */
        double *shift;         /* n: what a multiplies in the preactivations since */
        double *low, *high;    /* n: between these no neuron changes */
        double *weight;        /* n: of each sample in what a multiplies in the weights since */
    } groups[GROUPED_MOST];
};

/* Free by grouped_close. */
enum status grouped_open(struct grouped *grouped, const struct parameters *at, enum loss loss,
                         size_t n, const double *X, const double *y, const double *inner);
void grouped_close(struct grouped *grouped);

/* Makes groups of the network after `step` steps, if that has not failed shortly before; whether
 * they are few enough to be worth it is `active`. */
void grouped_try(struct grouped *grouped, const struct parameters *at, uint64_t step);

/* The mean loss, kept with its slopes for the step that follows; the step of a size, number `step`
 * of the run: ends being active if a neuron has changed, with the weights written. */
double grouped_loss(struct grouped *grouped);
void grouped_step(struct grouped *grouped, struct parameters *at, double rate, uint64_t step);

/* Writes the weights of now into the network, if they are behind. */
void grouped_write(struct grouped *grouped, struct parameters *at);

#endif
