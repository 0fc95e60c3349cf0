/* SPDX-License-Identifier: MIT */
/* Random numbers with addresses. A stream is keyed by (master seed, purpose); in it the number at
 * (replicate, row, column) is a pure function of these, by the counter-based generator
 * Philox4x32-10 [standard: Salmon et al. 2011, Random123]. So any part can be drawn by itself, in
 * any order, in blocks, by any process, with the same bits.
 *
 * One Philox block gives the two numbers of columns 2j and 2j+1.
 * Ranges: replicate < 2^32, row < 2^48, column < 2^49.
 */
#ifndef TWOLAYER_RANDOM_H
#define TWOLAYER_RANDOM_H

#include <gsl/gsl_rng.h>
#include <stddef.h>
#include <stdint.h>

struct random_stream {
    uint32_t key[2];
};

/* The stream of this seed and purpose ("weights", "data", "noise"...): streams of different purpose
 * or seed are independent. */
struct random_stream random_stream(uint64_t seed, const char *purpose);

/* out[i] = number at (replicate, row, first + i), i < count; uniform on (0, 1), 53 bits. */
void random_uniforms(struct random_stream stream, uint64_t replicate, uint64_t row, uint64_t first,
                     size_t count, double *out);

/* The same, standard Gaussian: Box-Muller on the two uniforms of a block, branch free, with own
 * logarithm, sine and cosine, so that the bits do not depend on the C library. */
void random_gaussians(struct random_stream stream, uint64_t replicate, uint64_t row, uint64_t first,
                      size_t count, double *out);

/* The same, +1 or -1 with equal probability. */
void random_signs(struct random_stream stream, uint64_t replicate, uint64_t row, uint64_t first,
                  size_t count, double *out);

/* A GSL generator whose numbers are those of (replicate, row) of the stream, from column 0 on: for
 * GSL's samplers that reject and so need an unknown number of uniforms. Each draw that uses one
 * must own its row. random_gsl allocates (NULL on failure; free by gsl_rng_free), random_gsl_seek
 * moves an existing one, which costs nothing. */
gsl_rng *random_gsl(struct random_stream stream, uint64_t replicate, uint64_t row);
void random_gsl_seek(gsl_rng *rng, struct random_stream stream, uint64_t replicate, uint64_t row);

#endif
