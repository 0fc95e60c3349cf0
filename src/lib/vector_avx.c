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
#endif
