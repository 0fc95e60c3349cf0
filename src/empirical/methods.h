/* SPDX-License-Identifier: MIT */
/* What the program tells of a sample: each method makes the numbers of one replicate. */
#ifndef TWOLAYER_EMPIRICAL_METHODS_H
#define TWOLAYER_EMPIRICAL_METHODS_H

#include "transport.h"
#include "wasserstein.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* n points of a law in R^d, and what they are compared with. */
struct empirical {
    const char *law_name, *target, *domain;
    struct wasserstein_law law;
    uint64_t d, points, size, grid, directions, seed;
    bool squared;
    double time;    /* of heat and smoothing */
    double *A, *B;  /* points x d; target x d, `others` of them */
    size_t others;  /* points of the second cloud: a sample or the grid */
    double *work;   /* of heat: (modes + 1) x d; of critic: 2 points */
    uint64_t modes; /* of heat: the largest frequency of a coordinate */
};

/* Draws the points of a replicate: sample 0 into X, or sample 1 (of another stream). */
void empirical_draw(const struct empirical *e, int sample, uint64_t replicate, size_t count,
                    double *X);

/* The centres of the grid^d cells of [0,1]^d, into B. */
void empirical_grid(const struct empirical *e);

/* How far any point of [0,1]^d is from the centre of its cell, on average and in units of the side
 * of a cell: E|U - centre|. W1 of the grid to the uniform law is at most this over `grid`. */
double empirical_cell(double d);

/* distance: of the sample to its target. proof: what an optimal plan must satisfy. critic: the
 * network that attains W1 on the line. heat: the squared norm in H^-1 of the smoothed sample.
 * smoothing: how far reflected Brownian motion gets. Each fills `row`, in the order of its columns
 * in empirical.c. */
enum status empirical_distance(struct empirical *e, uint64_t replicate, double *row);
enum status empirical_proof(struct empirical *e, uint64_t replicate, double *row);
enum status empirical_critic(struct empirical *e, uint64_t replicate, double *row);
enum status empirical_heat(struct empirical *e, uint64_t replicate, double *row);
enum status empirical_smoothing(struct empirical *e, uint64_t replicate, double *row);

#endif
