/* SPDX-License-Identifier: MIT */
#include "vector_wide.h"

#ifdef __AVX512F__
#include <sleef.h>

#define DEFINE(name, accuracy)                                                                     \
    size_t vector_##name##_avx512(size_t n, const double *x, double *out) {                        \
        size_t i = 0;                                                                              \
        for (; i + 8 <= n; i += 8)                                                                 \
            _mm512_storeu_pd(                                                                      \
                out + i, Sleef_cinz_##name##d8_##accuracy##avx512fnofma(_mm512_loadu_pd(x + i)));  \
        return i;                                                                                  \
    }
VECTOR_FUNCTIONS(DEFINE)

size_t vector_arccosine_avx512(size_t n, const double *x, double *out) {
    const __m512d one = _mm512_set1_pd(1), half_pi = _mm512_set1_pd(1.57079632679489661923);
    size_t i = 0;
    for (; i + 8 <= n; i += 8) {
        __m512d rho = _mm512_loadu_pd(x + i);
        __m512d angle = _mm512_add_pd(half_pi, Sleef_cinz_asind8_u35avx512fnofma(rho));
        __m512d sine2 = _mm512_mul_pd(_mm512_sub_pd(one, rho), _mm512_add_pd(one, rho));
        _mm512_storeu_pd(out + i, _mm512_add_pd(_mm512_sqrt_pd(sine2), _mm512_mul_pd(rho, angle)));
    }
    return i;
}
#endif
