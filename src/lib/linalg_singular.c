#include "linalg.h"

#include <math.h>
#include <stdlib.h>

void dgesdd_(const char *, const int *, const int *, double *, const int *, double *, double *,
             const int *, double *, const int *, double *, const int *, int *, int *);

/* Row-major A (m x n) is column-major A^T (n x m), which has the same singular values. */
static enum status by_decomposition(size_t m, size_t n, double *A, double *s) {
    int M = (int)n, N = (int)m, one = 1, info = 0, size = -1;
    size_t rank = m < n ? m : n;
    double unused, query = 0;
    int *iwork = memory_new(8 * rank, sizeof *iwork);
    if (!iwork)
        return STATUS_NUMERICAL;
    dgesdd_("N", &M, &N, A, &M, s, &unused, &one, &unused, &one, &query, &size, iwork, &info);
    size = (int)query;
    double *work = memory_new((size_t)size, sizeof *work);
    if (work)
        dgesdd_("N", &M, &N, A, &M, s, &unused, &one, &unused, &one, work, &size, iwork, &info);
    free(iwork);
    free(work);
    if (!work)
        return STATUS_NUMERICAL;
    return info ? error_set(STATUS_NUMERICAL, "found no convergence of the singular values (%d)",
                            info)
                : STATUS_OK;
}

enum status linalg_singular_values(size_t m, size_t n, double *A, double *s) {
    size_t rank = m < n ? m : n;
    double *gram = memory_zero(rank * rank, sizeof *gram);
    if (!gram)
        return STATUS_NUMERICAL;
    if (n <= m)
        linalg_gram_add(m, n, 1, A, gram);
    else
        linalg_multiply_transposed(m, m, n, A, A, false, gram);
    if (n <= m)
        linalg_mirror(n, gram);
    enum status status = linalg_eigenvalues(rank, gram, s);
    free(gram);
    if (status != STATUS_OK)
        return status;
    if (!(s[0] > 1e-4 * s[rank - 1]))
        return by_decomposition(m, n, A, s);
    for (size_t i = 0; i < rank / 2; i++) {
        double kept = s[i];
        s[i] = s[rank - 1 - i];
        s[rank - 1 - i] = kept;
    }
    for (size_t i = 0; i < rank; i++)
        s[i] = sqrt(s[i]);
    return STATUS_OK;
}
