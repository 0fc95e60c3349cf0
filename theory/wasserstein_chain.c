/* SPDX-License-Identifier: MIT */
#include "wasserstein_chain.h"

#include "wasserstein.h"

#include <math.h>

struct list {
    struct wasserstein_link *links;
    size_t count;
    const char *chain;
};

static void add(struct list *list, const char *name, const char *what, int before, double value) {
    if (!isnan(value))
        list->links[list->count++] =
            (struct wasserstein_link){list->chain, name, what, value, before};
}

static void add_independent(struct list *list, const struct wasserstein_known *k) {
    double root = sqrt(k->variance / k->n), prior = 1 + k->moment * k->moment / 4;
    double A2 = 4 / (M_PI * M_PI) * (k->gradient2 + k->half_width * k->half_width);
    list->chain = "independent";
    add(list, "gap", "mean gap of an independent sample", 0, k->test_gap);
    add(list, "A0", "central limit theorem", 0, sqrt(2 / M_PI) * root);
    add(list, "A1", "root of the variance of the loss", 0, root);
    add(list, "A3", "Lipschitz constant of the weights", 0, sqrt(k->lip2 * k->trace / k->n));
    add(list, "A4", "moments of SGD", 1, sqrt(prior * k->trace / k->n));
    list->chain = "gradients";
    add(list, "A1", "root of the variance of the loss", 0, root);
    add(list, "A2", "Poincare inequality of the cube", 0, sqrt(A2 / k->n));
}

static void add_dependent(struct list *list, const struct wasserstein_known *k) {
    double time, prior = 1 + k->moment * k->moment / 4;
    double heat = k->map * wasserstein_heat_bound(k->d, k->n, 0, &time);
    double dyadic = fmin(k->map, k->side) * wasserstein_dyadic_bound(k->d, k->n, NULL);
    list->chain = "dependent";
    add(list, "gap", "mean gap of the training sample", 0, k->gap);
    add(list, "seen W1", "steepest slope seen times W1", 0, k->seen);
    add(list, "Lip W1", "Lipschitz constant of the weights times W1", 0, k->product);
    add(list, "B", "Cauchy and Schwarz; Efron and Stein", 0,
        wasserstein_gap_bound(k->lip2, k->distance, k->trace, k->n));
    add(list, "B with W6", "heat bound of W1", 0,
        wasserstein_gap_bound(k->lip2, heat, k->trace, k->n));
    add(list, "prior with W6", "moments of SGD and heat bound", 1,
        wasserstein_gap_bound(prior, heat, k->trace, k->n));
    double shells = wasserstein_moment_constant(k->d, k->order) * k->norm * pow(k->n, -1 / k->d);
    list->chain = "dyadic";
    add(list, "B with W3", "dyadic bound of W1", 0,
        wasserstein_gap_bound(k->lip2, dyadic, k->trace, k->n));
    add(list, "prior with W3", "moments of SGD and dyadic bound", 1,
        wasserstein_gap_bound(prior, dyadic, k->trace, k->n));
    list->chain = "moments";
    add(list, "B with W5", "moment bound of W1", 0,
        wasserstein_gap_bound(k->lip2, shells, k->trace, k->n));
    add(list, "prior with W5", "moments of SGD and moment bound", 1,
        wasserstein_gap_bound(prior, shells, k->trace, k->n));
}

size_t wasserstein_chain(const struct wasserstein_known *known,
                         struct wasserstein_link links[WASSERSTEIN_LINKS]) {
    struct list list = {links, 0, ""};
    add_independent(&list, known);
    add_dependent(&list, known);
    list.chain = "path";
    add(&list, "R", "path norm if it was fixed before", 0,
        wasserstein_path_bound(known->path, known->square, known->n));
    add(&list, "prior R", "path norm by moments of SGD", 1,
        wasserstein_path_bound(known->largest, known->square, known->n));
    return list.count;
}
