/* SPDX-License-Identifier: MIT */
#include "hermite.h"
#include "quadrature.h"
#include "two_step_internal.h"

#include <math.h>

enum status two_step_average(const struct two_step *problem, size_t degree,
                             void (*visit)(const struct two_step_node *node, void *context),
                             void *context) {
    const struct quadrature *rule = quadrature_gaussian();
    struct quadrature hermite;
    if (!rule || hermite_rule(&hermite, degree / 2 + 1) != STATUS_OK)
        return STATUS_NUMERICAL;
    double t = sqrt(problem->t2);
    for (size_t i = 0; i < rule->count; i++) {
        double z = rule->x[i], s = link_value(&problem->link, z);
        for (size_t e = 0; e < hermite.count; e++)
            for (size_t c = 0; c < hermite.count; c++)
                visit(&(struct two_step_node){rule->w[i] * hermite.w[e] * hermite.w[c], z,
                                              s + problem->noise * hermite.x[e],
                                              problem->c1star * z + t * hermite.x[c]},
                      context);
    }
    quadrature_free(&hermite);
    return STATUS_OK;
}

void two_step_residual(const struct two_step *problem, const struct two_step_layer *layer,
                       double eps, struct two_step_polynomial *residual) {
    *residual = (struct two_step_polynomial){.degree = eps != 0 ? problem->orders - 1 : 1};
    residual->c[1][0] = 1;
    for (size_t k = 1; eps != 0 && k < problem->orders; k++)
        for (size_t i = 0; i <= k; i++)
            for (size_t j = 0; i + j <= k; j++)
                residual->c[i][j] -=
                    pow(eps, (double)k) * layer->moment[k + 1] * problem->f[k].c[i][j];
}

/* An expectation and that of the absolute value: what cancels to rounding is a zero. */
struct sum {
    double value, scale;
};

static void add(struct sum *sum, double term) {
    sum->value += term;
    sum->scale += fabs(term);
}

static double settle(const struct sum *sum) {
    return fabs(sum->value) <= 1e-13 * sum->scale ? 0 : sum->value;
}

struct sums {
    const struct two_step *problem;
    struct two_step_polynomial residual;
    struct sum z[TWO_STEP_TERMS], y[TWO_STEP_TERMS], slope[TWO_STEP_TERMS]; /* E zH, E yH, E dH */
    struct sum product[TWO_STEP_TERMS][TWO_STEP_TERMS];                     /* E HH */
};

static void add_node(const struct two_step_node *node, void *context) {
    struct sums *sums = context;
    double H[TWO_STEP_TERMS], r = two_step_value(&sums->residual, node->y, node->xi);
    double dr = two_step_slope(&sums->residual, node->y, node->xi);
    for (size_t k = 0; k < sums->problem->terms; k++) {
        const struct two_step_polynomial *q = &sums->problem->q[k];
        double value = two_step_value(q, node->y, node->xi);
        double slope = r * two_step_slope(q, node->y, node->xi) + dr * value;
        H[k] = r * value;
        add(&sums->z[k], node->weight * node->z * H[k]);
        add(&sums->y[k], node->weight * node->y * H[k]);
        add(&sums->slope[k], node->weight * slope);
        for (size_t l = 0; l <= k; l++)
            add(&sums->product[k][l], node->weight * H[k] * H[l]);
    }
}

enum status two_step_directions(const struct two_step *problem, const struct two_step_layer *layer,
                                double eps, struct two_step_directions *directions) {
    struct sums sums = {.problem = problem};
    two_step_residual(problem, layer, eps, &sums.residual);
    *directions = (struct two_step_directions){.terms = problem->terms};
    size_t degree = 2 * (sums.residual.degree + problem->terms - 1);
    enum status status = two_step_average(problem, degree, add_node, &sums);
    if (status != STATUS_OK)
        return status;
    double cosine, phi = problem->phi, t2 = problem->t2;
    double own = problem->batch == TWO_STEP_FRESH ? 0 : phi; /* of a sample in beta */
    two_step_alignment(problem, &cosine, &directions->norm2);
    for (size_t k = 0; k < problem->terms; k++) {
        double m = settle(&sums.z[k]), y = settle(&sums.y[k]), slope = settle(&sums.slope[k]);
        directions->overlap[k] = m;
        directions->with_beta[k] = problem->c1star * m + t2 * slope + own * y;
        directions->uncrossed[k] = m * m + t2 * slope * slope + phi * settle(&sums.product[k][k]);
        for (size_t l = 0; l <= k; l++) {
            double y_l = settle(&sums.y[l]), slope_l = settle(&sums.slope[l]);
            directions->gram[k][l] = directions->gram[l][k] =
                m * settle(&sums.z[l]) + t2 * slope * slope_l + own * (slope * y_l + slope_l * y) +
                phi * settle(&sums.product[k][l]);
        }
    }
    return STATUS_OK;
}

enum status two_step_first_learnt(const struct two_step *problem, size_t *first) {
    struct two_step_layer layer;
    struct two_step_directions directions;
    two_step_layer_gaussian(&layer);
    enum status status = two_step_directions(problem, &layer, 0, &directions);
    for (*first = 0; status == STATUS_OK && *first < problem->terms; ++*first)
        if (directions.overlap[*first] != 0)
            break;
    return status;
}
