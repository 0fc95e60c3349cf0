/* SPDX-License-Identifier: MIT */
/* One step of SGD, and what holds of every one: wasserstein.md, c2. */
#ifndef TWOLAYER_GENERALISE_WALK_H
#define TWOLAYER_GENERALISE_WALK_H

#include "net.h"

/* The worst of all steps so far, in units of s = |theta|^2 (euler: of |x| s), and sums. Each thing
 * that holds has a rival that does not. */
struct watch {
    double euler;          /* <theta, gradient> = 2 f phi' */
    double unmasked;       /* the same, the gradient of W without the mask of relu */
    double excess;         /* M1: s' - (1 + eta^2 |x|^2) s - 4 eta rho + 4 eta l <= 0 */
    double excess_without; /* without the term in rho */
    double balance;        /* D' - D = eta^2 (|g_a|^2 - |g_W|^2), D = |a|^2 - |W|^2 */
    double sequential;     /* the same where a moves first and W by the gradient there */
    double losses;         /* sum of 4 eta l */
    double fuel;           /* M3: s_0 + sum of eta^2 |x|^2 s + 4 eta rho >= losses */
    double fuel_without;   /* without the terms in rho */
    double drift_bound;    /* M4: sum of eta^2 |x|^2 s >= |D - D_0| */
};

/* theta -= eta times the gradient of the loss at (x, y), both layers at once; watch may be NULL.
 * Start a watch from watch_start. */
void walk_step(struct net *net, enum loss loss, const double *x, double y, double eta,
               struct watch *watch);

struct watch watch_start(const struct net *net);

#endif
