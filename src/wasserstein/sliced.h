/* Sliced distances: the mean over random directions of the distance of the projections. */
#ifndef TWOLAYER_SLICED_H
#define TWOLAYER_SLICED_H

#include "transport.h"

#include <stdint.h>

/* Means over `directions` uniform unit vectors of what transport_sorted gives for the projections
 * (of a law, which must be gaussian and so is its own projection: transport_law; then problem->to
 * is not used). primal, dual, gap and rounding of *transport are means, *error the standard error of
 *the primal over directions. */
enum status sliced(const struct transport_problem *problem, const char *law, uint64_t directions,
                   uint64_t seed, struct transport *transport, double *error);

#endif
