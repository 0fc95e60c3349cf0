/* Inside vector.c: the wide routes, each in a file of its own since it is compiled for its own
 * processor. Each does as many elements as fit and returns how many. */
#ifndef TWOLAYER_VECTOR_WIDE_H
#define TWOLAYER_VECTOR_WIDE_H

#include <stddef.h>

#define VECTOR_FUNCTIONS(apply) apply(exp) apply(log1p) apply(tanh) apply(erf) apply(sin) apply(cos)

#define VECTOR_DECLARE(name)                                                                       \
    size_t vector_##name##_avx(size_t n, const double *x, double *out);                            \
    size_t vector_##name##_avx512(size_t n, const double *x, double *out);
VECTOR_FUNCTIONS(VECTOR_DECLARE)

#endif
