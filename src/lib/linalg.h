/* SPDX-License-Identifier: MIT */
/* Dense linear algebra: a thin layer over OpenBLAS and its LAPACK, row-major matrices without gaps.
 * The process has one BLAS thread (provenance_start sees to it). LAPACK is column major: for
 * symmetric matrices that is the same. */
#ifndef TWOLAYER_LINALG_H
#define TWOLAYER_LINALG_H

#include "error.h"

#include <stdbool.h>
#include <stddef.h>

/* Makes BLAS ready: one thread, and its memory. Called by options_parse. STATUS_NUMERICAL without
 * memory, which BLAS itself cannot say. */
enum status linalg_start(void);

/* C (m x n) = A (m x k) B^T (B: n x k), or += if add. */
void linalg_multiply_transposed(size_t m, size_t n, size_t k, const double *A, const double *B,
                                bool add, double *C);

/* C (m x n) = A (m x k) B (k x n), or += if add. */
void linalg_multiply(size_t m, size_t n, size_t k, const double *A, const double *B, bool add,
                     double *C);

/* C (m x n) = A^T (A: k x m) B (k x n), or += if add. */
void linalg_multiply_left(size_t m, size_t n, size_t k, const double *A, const double *B, bool add,
                          double *C);

/* C (n x n, both triangles) += alpha A^T A, A: m x n. Only the upper triangle (row major) is
 * touched until linalg_mirror is called. */
void linalg_gram_add(size_t m, size_t n, double alpha, const double *A, double *C);
void linalg_mirror(size_t n, double *C);

/* Eigenvalues of the symmetric A (n x n, destroyed), ascending, into w (n). Two-stage reduction
 * above n = 1000, where it is faster. STATUS_NUMERICAL if LAPACK fails. */
enum status linalg_eigenvalues(size_t n, double *A, double *w);

/* Eigenvalues with indices first..last (from 0, ascending) of the symmetric A (n x n, destroyed)
 * and their eigenvectors, row i of V (count x n) for the i-th. */
enum status linalg_eigenvectors(size_t n, double *A, size_t first, size_t last, double *w,
                                double *V);

/* Singular values of A (m x n, destroyed), descending, into s (min(m, n)), each to 1e-11 of the
 * largest. By the eigenvalues of the smaller Gram matrix if the smallest is over a hundredth of the
 * largest singular value (squaring costs eps s1^2/s) and no square leaves the range of doubles,
 * else by LAPACK's gesdd. *by_gram (or NULL) says which; bound (min(m, n), or NULL) gets the
 * rounding errors to expect, max(m, n) eps s1 (over 2 s/s1 by the Gram matrix). */
enum status linalg_singular_values(size_t m, size_t n, double *A, double *s, bool *by_gram,
                                   double *bound);

/* Cholesky factor of the symmetric positive definite A (n x n) in its place; then X (m x n) with
 * rows x_i replaced by A^-1 x_i. STATUS_NUMERICAL if A is not positive definite. */
enum status linalg_cholesky(size_t n, double *A);
void linalg_cholesky_solve(size_t n, const double *A, size_t m, double *X);

/* X (n x m) replaced by L^-1 X, A = L L^T being the factor that linalg_cholesky left. */
void linalg_cholesky_half(size_t n, const double *A, size_t m, double *X);

/* Least squares with ridge >= 0: row c of X (count x m) is the x that minimises |y - Z x|^2 + ridge
 * |x|^2 for row y of Y (count x n), Z: n x m; of several, for ridge 0, the one of least norm. By
 * Cholesky of the smaller Gram matrix where that is well conditioned (at least six digits), else by
 * LAPACK's gelsd. STATUS_NUMERICAL without memory. */
enum status linalg_ridge(size_t n, size_t m, const double *Z, double ridge, size_t count,
                         const double *Y, double *X);

/* |x|, without overflow. */
double linalg_norm(size_t n, const double *x);

#endif
