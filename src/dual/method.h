/* SPDX-License-Identifier: MIT */
/* The dual methods: a vector g of one number a sample, whose Gibbs measure mu_g approaches the
 * optimum. The inner loop gives the outputs of mu_g, exactly or by particles. [recalled: Nitanda Wu
 * Suzuki 2021; Oko Suzuki Nitanda Wu 2022; derived] */
#ifndef TWOLAYER_DUAL_METHOD_H
#define TWOLAYER_DUAL_METHOD_H

#include "langevin.h"
#include "mean_field.h"

#include <stdbool.h>

struct method {
    bool averaging; /* PDA; else SDCA */
    bool cyclic;    /* SDCA: i = 0, 1, ..., n-1, 0, ...; else uniform, with replacement */
    double scale;   /* SDCA: c */
    uint64_t inner; /* steps of the particles for each of g */
    uint64_t seed;
    const struct mean_field_problem *problem;
    struct langevin *particles; /* NULL: exact inner loop */
    double *g, *f;              /* n: the dual vector; the outputs of mu_g, or of the particles */
    double *sum;                /* n: sum of t d_t of PDA */
    double *mixture;            /* nodes: sum of t times the densities of PDA, or NULL */
};

/* To the start, from g as it is. */
void method_start(struct method *method, uint64_t replicate);

/* Step t = 1, 2, ...
 *   SDCA  g_i += (f_i - y_i - g_i)/c
 *   PDA   d = f_i - y_i;  g = n 2/((t+1)(t+2)) sum_{s<=t} s d_s e_{i_s}
 * and f of the new g. */
void method_step(struct method *method, uint64_t replicate, uint64_t t);

/* L of the mixture of the measures before steps 1..t with weights 1..t, exact inner loop. */
double method_mixture(const struct method *method, uint64_t t);

#endif
