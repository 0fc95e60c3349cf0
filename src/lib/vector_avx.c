/* SPDX-License-Identifier: MIT */
#include "vector_wide.h"

#ifdef __AVX__
#include <sleef.h>

#define DEFINE(name, accuracy)                                                                     \
    size_t vector_##name##_avx(size_t n, const double *x, double *out) {                           \
        size_t i = 0;                                                                              \
        for (; i + 4 <= n; i += 4)                                                                 \
            _mm256_storeu_pd(out + i,                                                              \
                             Sleef_cinz_##name##d4_##accuracy##avx(_mm256_loadu_pd(x + i)));       \
        return i;                                                                                  \
    }
VECTOR_FUNCTIONS(DEFINE)

size_t vector_arccosine_avx(size_t n, const double *x, double *out) {
    const __m256d one = _mm256_set1_pd(1), half_pi = _mm256_set1_pd(1.57079632679489661923);
    size_t i = 0;
    for (; i + 4 <= n; i += 4) {
        __m256d rho = _mm256_loadu_pd(x + i);
        __m256d angle = _mm256_add_pd(half_pi, Sleef_cinz_asind4_u35avx(rho));
        __m256d sine2 = _mm256_mul_pd(_mm256_sub_pd(one, rho), _mm256_add_pd(one, rho));
        _mm256_storeu_pd(out + i, _mm256_add_pd(_mm256_sqrt_pd(sine2), _mm256_mul_pd(rho, angle)));
    }
    return i;
}
#endif
