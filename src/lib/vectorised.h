/* SPDX-License-Identifier: MIT */
/* Versions of a function for wider vectors, chosen when the program is loaded. Without contraction
 * to FMA, and with sums in a fixed order, all give the same bits. */
#ifndef TWOLAYER_VECTORISED_H
#define TWOLAYER_VECTORISED_H

/* The sanitizers run before the loader can choose. */
#if defined(__x86_64__) && !defined(TWOLAYER_SANITIZED)
#define VECTORISED __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define VECTORISED
#endif
/* What such a version calls must become part of it. */
#define INLINED static inline __attribute__((always_inline))

#endif
