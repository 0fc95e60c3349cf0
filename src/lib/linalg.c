/* SPDX-License-Identifier: MIT */
#include "linalg.h"

#include <cblas.h>
#include <stdlib.h>
#include <sys/mman.h>

/* LAPACK's own symbols: Debian's OpenBLAS is built without LAPACKE. */
void dsyevd_(const char *, const char *, const int *, double *, const int *, double *, double *,
             const int *, int *, const int *, int *);
void dsyevd_2stage_(const char *, const char *, const int *, double *, const int *, double *,
                    double *, const int *, int *, const int *, int *);
void dsyevr_(const char *, const char *, const char *, const int *, double *, const int *,
             const double *, const double *, const int *, const int *, const double *, int *,
             double *, double *, const int *, int *, double *, const int *, int *, const int *,
             int *);
void dpotrf_(const char *, const int *, double *, const int *, int *);
void dpotrs_(const char *, const int *, const int *, const double *, const int *, double *,
             const int *, int *);

enum { TWO_STAGE_FROM = 1000 };

/* OpenBLAS takes one buffer of 128 MiB at its first use of one, and keeps it. Where there is no
 * memory for it it would try for ever, so that is tried before. */
enum status linalg_start(void) {
    const size_t size = ((size_t)128 << 20) + ((size_t)1 << 16);
    double one = 1, result = 0;
    openblas_set_num_threads(1);
    void *buffer = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (buffer == MAP_FAILED)
        return error_set(STATUS_NUMERICAL, "found no memory for the %zu bytes that BLAS needs",
                         size);
    munmap(buffer, size);
    cblas_dsyrk(CblasRowMajor, CblasUpper, CblasNoTrans, 1, 1, 1, &one, 1, 0, &result, 1);
    return STATUS_OK;
}

void linalg_multiply_transposed(size_t m, size_t n, size_t k, const double *A, const double *B,
                                bool add, double *C) {
    int M = (int)m, N = (int)n, K = (int)k;
    if (m == 1)
        cblas_dgemv(CblasRowMajor, CblasNoTrans, N, K, 1, B, K, A, 1, add, C, 1);
    else
        cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasTrans, M, N, K, 1, A, K, B, K, add, C, N);
}

void linalg_multiply(size_t m, size_t n, size_t k, const double *A, const double *B, bool add,
                     double *C) {
    int M = (int)m, N = (int)n, K = (int)k;
    if (m == 1)
        cblas_dgemv(CblasRowMajor, CblasTrans, K, N, 1, B, N, A, 1, add, C, 1);
    else
        cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, M, N, K, 1, A, K, B, N, add, C, N);
}

void linalg_multiply_left(size_t m, size_t n, size_t k, const double *A, const double *B, bool add,
                          double *C) {
    int M = (int)m, N = (int)n, K = (int)k;
    cblas_dgemm(CblasRowMajor, CblasTrans, CblasNoTrans, M, N, K, 1, A, M, B, N, add, C, N);
}

void linalg_gram_add(size_t m, size_t n, double alpha, const double *A, double *C) {
    cblas_dsyrk(CblasRowMajor, CblasUpper, CblasTrans, (int)n, (int)m, alpha, A, (int)n, 1, C,
                (int)n);
}

/* By square tiles, which stay in the cache. */
void linalg_mirror(size_t n, double *C) {
    enum { TILE = 32 };
    for (size_t top = 0; top < n; top += TILE)
        for (size_t left = 0; left <= top; left += TILE)
            for (size_t i = top; i < n && i < top + TILE; i++)
                for (size_t j = left; j < i && j < left + TILE; j++)
                    C[i * n + j] = C[j * n + i];
}

enum status linalg_eigenvalues(size_t n, double *A, double *w) {
    int N = (int)n, info = 0, work_size = -1, iwork_size = 1, iwork[1];
    double query[1];
    if (n == 0)
        return STATUS_OK;
    bool two_stage = n > TWO_STAGE_FROM;
    if (two_stage)
        dsyevd_2stage_("N", "L", &N, A, &N, w, query, &work_size, iwork, &iwork_size, &info);
    else
        dsyevd_("N", "L", &N, A, &N, w, query, &work_size, iwork, &iwork_size, &info);
    work_size = (int)query[0];
    double *work = memory_new((size_t)work_size, sizeof *work);
    if (!work)
        return STATUS_NUMERICAL;
    if (two_stage)
        dsyevd_2stage_("N", "L", &N, A, &N, w, work, &work_size, iwork, &iwork_size, &info);
    else
        dsyevd_("N", "L", &N, A, &N, w, work, &work_size, iwork, &iwork_size, &info);
    free(work);
    return info ? error_set(STATUS_NUMERICAL, "found no convergence of the eigenvalues (%d)", info)
                : STATUS_OK;
}

enum status linalg_eigenvectors(size_t n, double *A, size_t first, size_t last, double *w,
                                double *V) {
    int N = (int)n, low = (int)first + 1, high = (int)last + 1, found = 0, info = 0;
    int work_size = 26 * N, iwork_size = 10 * N;
    double zero = 0, *all = memory_new(n, sizeof *all);
    double *work = memory_new((size_t)work_size, sizeof *work);
    int *iwork = memory_new((size_t)iwork_size, sizeof *iwork);
    int *support = memory_new(2 * n, sizeof *support);
    enum status status = STATUS_NUMERICAL;
    if (all && work && iwork && support) {
        dsyevr_("V", "I", "L", &N, A, &N, &zero, &zero, &low, &high, &zero, &found, all, V, &N,
                support, work, &work_size, iwork, &iwork_size, &info);
        if (info || found != high - low + 1)
            error_set(STATUS_NUMERICAL, "found no convergence of the eigenvectors (%d)", info);
        else
            status = STATUS_OK;
        for (int i = 0; i < found; i++)
            w[i] = all[i];
    }
    free(all);
    free(work);
    free(iwork);
    free(support);
    return status;
}

enum status linalg_cholesky(size_t n, double *A) {
    int N = (int)n, info = 0;
    dpotrf_("L", &N, A, &N, &info);
    return info ? error_set(STATUS_NUMERICAL,
                            "found a matrix that is not positive definite (leading minor %d)", info)
                : STATUS_OK;
}

void linalg_cholesky_solve(size_t n, const double *A, size_t m, double *X) {
    int N = (int)n, M = (int)m, info = 0;
    dpotrs_("L", &N, &M, A, &N, X, &N, &info);
}

void linalg_cholesky_half(size_t n, const double *A, size_t m, double *X) {
    /* A column-major lower triangle is a row-major upper one. */
    cblas_dtrsm(CblasRowMajor, CblasLeft, CblasUpper, CblasTrans, CblasNonUnit, (int)n, (int)m, 1,
                A, (int)n, X, (int)m);
}

double linalg_norm(size_t n, const double *x) {
    return cblas_dnrm2((int)n, x, 1);
}
