/* SPDX-License-Identifier: MIT */
/* A relu network in memory, as it moves. */
#ifndef TWOLAYER_GENERALISE_NET_H
#define TWOLAYER_GENERALISE_NET_H

#include "loss.h"
#include "network.h"
#include "network_norms.h"
#include "stack.h"

#include <stddef.h>

struct net {
    size_t width, d;
    double *W, *a;          /* width x d; width */
    double *z;              /* width: activities, of walk_step */
    struct network network; /* the same, for stack_evaluate */
    struct stack stack;
};

enum status net_new(struct net *net, size_t width, size_t d);
void net_free(struct net *net);

enum status net_norms(const struct net *net, struct network_norms *norms);

/* Losses (count) at the rows of X with labels y, and (unless NULL) gradients of f, count x d. */
enum status net_losses(struct net *net, enum loss loss, size_t count, const double *X,
                       const double *y, double *losses, double *gradient);

#endif
