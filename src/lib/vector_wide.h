/* SPDX-License-Identifier: MIT */
/* Inside vector.c: the wide routes, each in a file of its own since it is compiled for its own
 * processor. Each does as many elements as fit and returns how many. */
#ifndef TWOLAYER_VECTOR_WIDE_H
#define TWOLAYER_VECTOR_WIDE_H

#include <stddef.h>

/* Name and accuracy of SLEEF's function: u10 is 1 ulp, u35 is 3.5 (and up to three times as fast).
 */
#define VECTOR_FUNCTIONS(apply)                                                                    \
    apply(exp, u10) apply(log1p, u10) apply(tanh, u35) apply(erf, u10) apply(sin, u35)             \
        apply(cos, u35) apply(asin, u35)

#define VECTOR_DECLARE(name, accuracy)                                                             \
    size_t vector_##name##_avx(size_t n, const double *x, double *out);                            \
    size_t vector_##name##_avx512(size_t n, const double *x, double *out);
VECTOR_FUNCTIONS(VECTOR_DECLARE)
VECTOR_DECLARE(arccosine, u35)

#endif
