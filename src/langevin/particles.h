/* SPDX-License-Identifier: MIT */
/* The particles of a run as a network, from which another run goes on. */
#ifndef TWOLAYER_LANGEVIN_PARTICLES_H
#define TWOLAYER_LANGEVIN_PARTICLES_H

#include "langevin.h"

/* Writes w1..wK, a and, in each row, the steps that were done. */
enum status particles_write(const struct langevin *of, const char *path, uint64_t steps);

/* Reads them again. STATUS_INPUT if there are not of->particles of of->modes. */
enum status particles_read(struct langevin *of, const char *path, uint64_t *steps);

#endif
