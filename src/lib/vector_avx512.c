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
#endif
