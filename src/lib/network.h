/* SPDX-License-Identifier: MIT */
/* Networks: f(x) = sum_i a_i sigma(w_i.x + b_i), a plain sum. A network CSV has one row a neuron,
 * with columns w1..wd, a, and b where there is a bias; a layer of a deeper network may lack a. A
 * recipe is a table of one row that names the law instead, and is the same network bit for bit.
 *
 * Fresh networks: a recipe has replicates 0, 1, 2, ...: independent draws of the same law, each
 * with its own addresses. What generate writes is replicate 0.
 */
#ifndef TWOLAYER_NETWORK_H
#define TWOLAYER_NETWORK_H

#include "activation.h"
#include "error.h"
#include "options.h"
#include "table.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The law of a random network: what its recipe says, and the options of `generate network`. */
struct network_law {
    uint64_t width, d, seed;
    /* gaussian: entries N(0, s^2); sphere: rows uniform, |w| = s sqrt d; circle: rows 2j and 2j+1
     * of that length at the angle 2 pi (j + 1/2)/(width/2) of the first two coordinates */
    const char *weights;
    double scale;           /* s = scale / scale_over */
    const char *scale_over; /* 1, sqrt-d, sqrt-width or sqrt-d-width */
    const char *output;  /* gaussian: N(0, t^2); signs: +-t with equal probability; alternating: t,
                            -t, ... */
    double output_scale; /* t = output_scale / output_scale_over */
    const char *output_scale_over;
};

enum { NETWORK_OPTIONS = 10 };

/* The option table of a law, ended by OPTION_END. */
void network_options(struct network_law *law, struct option options[NETWORK_OPTIONS]);

/* s and t of a law. */
double network_scale(const struct network_law *law);
double network_output_scale(const struct network_law *law);

struct network {
    size_t width, d;
    bool is_recipe, has_output, has_bias;
    struct network_law law; /* of a recipe */
    struct table table;     /* of the file: owns the texts of law */
    double *W, *a, *b;      /* values: width x d, width, width (or NULL) */
    size_t cached;          /* recipe: replicate + 1 that W and a hold, if the network is small */
};

/* Reads a network or a recipe. STATUS_INPUT with a position for what is malformed: no rows, no w1,
 * a gap in w1..wd, text, nan or inf. Free by network_close. */
enum status network_open(struct network *network, const char *path);
void network_close(struct network *network);

/* A recipe in memory; its texts must outlive it. */
void network_from_law(struct network *network, const struct network_law *law);

/* Rows first..first+count-1 of a replicate, count x d in W, count in a and b (each may be NULL; b
 * is 0 without bias, a 0 without output). Values know one replicate, 0. */
void network_rows(const struct network *network, uint64_t replicate, size_t first, size_t count,
                  double *W, double *a, double *b);

/* Entries first..first+count-1 of the weights of one row, for rows too long to keep: factor is
 * network_row_factor of it (which draws the whole row into `room`, d numbers, where it must). */
double network_row_factor(const struct network *network, uint64_t replicate, size_t row,
                          double *room);
void network_entries(const struct network *network, uint64_t replicate, size_t row, double factor,
                     size_t first, size_t count, double *w);

/* network_rows without a copy where that is possible: for loops over all neurons. W points to count
 * x d weights, a and b to count (NULL where there are none). Values are pointed to where they are;
 * a recipe that is small is drawn once a replicate and kept; a large one is drawn into memory,
 * which the caller frees after the last use (start with all zero). STATUS_NUMERICAL without memory,
 * and for more inputs than BLAS counts (2^31 - 1). */
struct network_block {
    const double *W, *a, *b;
    double *memory; /* the caller frees */
    size_t room;
};
enum status network_block(struct network *network, uint64_t replicate, size_t first, size_t count,
                          struct network_block *block);

/* How many neurons go well in one block, for so many points at a time. */
size_t network_block_rows(const struct network *network, size_t points);

#endif
