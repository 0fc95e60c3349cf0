/* SPDX-License-Identifier: MIT */
/* L1: the steepest difference of the loss rho(|f(x) - y|) between two points z = (x, y), against
 * Lip = sqrt(1 + Lambda^2). Outputs beyond the first have the output weights of further
 * replicates. */
#include "linalg.h"
#include "methods.h"
#include "random.h"
#include "vector.h"
#include "wasserstein.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { PAIRS = 400 };

/* Several outputs over the hidden layer of the net. */
struct outputs {
    size_t count;
    double *A; /* count x width */
};

static enum status outputs_draw(const struct generalise *g, uint64_t replicate,
                                struct outputs *outputs) {
    size_t width = g->net.width;
    outputs->count = g->outputs;
    outputs->A = memory_new(outputs->count, width * sizeof *outputs->A);
    for (size_t c = 0; outputs->A && c < outputs->count; c++)
        network_rows(&g->source, replicate + c * g->n, 0, width, NULL, outputs->A + c * width,
                     NULL);
    return outputs->A ? STATUS_OK : STATUS_NUMERICAL;
}

/* rho(|f(x) - y|), z = (x, y). */
static double loss_at(const struct generalise *g, const struct outputs *outputs, const double *z) {
    const struct net *net = &g->net;
    double square = 0, zero = 0;
    for (size_t i = 0; i < net->width; i++)
        net->z[i] = fmax(0, vector_dot(net->d, net->W + i * net->d, z));
    for (size_t c = 0; c < outputs->count; c++) {
        double r = vector_dot(net->width, outputs->A + c * net->width, net->z) - z[net->d + c];
        square += r * r;
    }
    double distance = sqrt(square);
    return loss_sum(g->loss, 1, &distance, &zero, NULL);
}

static enum status product_of_norms(const struct generalise *g, const struct outputs *outputs,
                                    double *lambda) {
    size_t width = g->net.width, rank = outputs->count < width ? outputs->count : width;
    double *copy = memory_new(outputs->count * width + rank, sizeof *copy);
    struct network_norms norms;
    enum status status = copy ? net_norms(&g->net, &norms) : STATUS_NUMERICAL;
    if (status == STATUS_OK) {
        double *values = copy + outputs->count * width;
        memcpy(copy, outputs->A, outputs->count * width * sizeof *copy);
        status = linalg_singular_values(outputs->count, width, copy, values, NULL, NULL);
        *lambda = values[0] * norms.lambda / sqrt(norms.second);
    }
    free(copy);
    return status;
}

/* A direction: random; or of one neuron and one output, along which L1 is attained: the weights
 * with Lambda, the label with -1. */
static void direct(const struct generalise *g, const struct outputs *outputs, bool aligned,
                   double *direction) {
    size_t d = g->net.d, all = d + outputs->count;
    double norm = linalg_norm(d, g->net.W), a = outputs->A[0];
    for (size_t j = 0; aligned && j < d; j++)
        direction[j] = g->net.W[j] * a; /* |.| = Lambda */
    if (aligned)
        direction[d] = norm > 0 ? -1 : 1;
    norm = linalg_norm(all, direction);
    for (size_t j = 0; j < all; j++)
        direction[j] /= norm;
}

enum status generalise_slopes(struct generalise *g, uint64_t replicate) {
    struct outputs outputs;
    size_t d = g->net.d, all = d + g->outputs;
    double lambda = 0, steepest = 0, *z = memory_new(3 * all, sizeof *z);
    struct random_stream stream = random_stream(g->seed, "pairs");
    generalise_draw(g, replicate);
    enum status status = outputs_draw(g, replicate, &outputs);
    if (status == STATUS_OK)
        status = z ? product_of_norms(g, &outputs, &lambda) : STATUS_NUMERICAL;
    bool single = g->net.width == 1 && g->outputs == 1;
    for (size_t p = 0; status == STATUS_OK && p < PAIRS; p++) {
        double *other = z + all, *direction = z + 2 * all, step = p % 2 ? 1e-3 : 1;
        random_gaussians(stream, replicate, p, 0, 3 * all, z);
        direct(g, &outputs, single && p % 4 == 3, direction);
        /* Where a single neuron is active. */
        if (single && p % 4 == 3 && vector_dot(d, z, g->net.W) < 0)
            for (size_t j = 0; j < d; j++)
                z[j] = -z[j];
        for (size_t j = 0; j < all; j++)
            other[j] = z[j] + step * direction[j];
        double change = loss_at(g, &outputs, other) - loss_at(g, &outputs, z);
        steepest = fmax(steepest, fabs(change) / step);
    }
    const double row[] = {(double)(replicate + 1), steepest, lambda, wasserstein_lipschitz(lambda)};
    if (status == STATUS_OK)
        results_put(&g->results, row);
    free(outputs.A);
    free(z);
    return status;
}
