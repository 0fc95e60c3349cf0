/* SPDX-License-Identifier: MIT */
#include "net.h"

#include <stdlib.h>

enum status net_new(struct net *net, size_t width, size_t d) {
    *net = (struct net){.width = width, .d = d};
    net->W = memory_new(width, (d + 2) * sizeof *net->W);
    if (!net->W)
        return STATUS_NUMERICAL;
    net->a = net->W + width * d;
    net->z = net->a + width;
    net->network =
        (struct network){.width = width, .d = d, .has_output = true, .W = net->W, .a = net->a};
    net->stack.layers = 1;
    net->stack.layer = &net->network;
    return activation_parse(&net->stack.activation, "relu");
}

void net_free(struct net *net) {
    free(net->W);
    *net = (struct net){0};
}

enum status net_norms(const struct net *net, struct network_norms *norms) {
    return network_norms(net->width, net->d, net->W, net->a, norms);
}

enum status net_losses(struct net *net, enum loss loss, size_t count, const double *X,
                       const double *y, double *losses, double *gradient) {
    enum status status = stack_evaluate(&net->stack, 0, count, X, losses, gradient);
    for (size_t i = 0; status == STATUS_OK && i < count; i++)
        losses[i] = loss_sum(loss, 1, &losses[i], &y[i], NULL);
    return status;
}
