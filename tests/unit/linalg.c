/* SPDX-License-Identifier: MIT */
/* Dense linear algebra in the manner of LAPACK's own tests: residuals in units of n |A| eps, and
 * orthogonality in units of n eps, below LAPACK's own threshold. */
#include "linalg.h"

#include "test.h"
#include "vector.h"

#include <float.h>

/* That of LAPACK's tests of symmetric eigenproblems, in its unit of 2^-52. */
enum { THRESHOLD = 50 };
static const double eps = DBL_EPSILON;

static double *fill(size_t count, uint64_t *state) {
    double *values = malloc((count + 1) * sizeof *values);
    for (size_t i = 0; i < count; i++)
        values[i] = 2 * test_uniform(state) - 1;
    return values;
}

/* The largest |c - exact| over its own rounding bound (k+1) eps sum |a b|, C against a naive sum of
 * products of element (i, l) of A and (l, j) or (transposed) (j, l) of B, plus `base`. */
static double product_error(size_t m, size_t n, size_t k, const double *A, const double *B,
                            bool transposed, const double *base, const double *C) {
    double worst = 0;
    for (size_t i = 0; i < m; i++)
        for (size_t j = 0; j < n; j++) {
            long double sum = base ? base[i * n + j] : 0, size = fabsl(sum);
            for (size_t l = 0; l < k; l++) {
                long double term =
                    (long double)A[i * k + l] * (transposed ? B[j * k + l] : B[l * n + j]);
                sum += term;
                size += fabsl(term);
            }
            long double bound = (long double)(k + 2) * (long double)(eps / 2) * size;
            worst = fmax(worst, (double)(fabsl((long double)C[i * n + j] - sum) / bound));
        }
    return worst;
}

static void test_products(uint64_t *state) {
    const size_t shapes[][3] = {{1, 1, 1}, {1, 7, 5}, {5, 1, 3}, {3, 4, 1}, {17, 33, 65}};
    for (size_t s = 0; s < sizeof shapes / sizeof *shapes; s++)
        for (int transposed = 0; transposed < 2; transposed++) {
            size_t m = shapes[s][0], n = shapes[s][1], k = shapes[s][2];
            double *A = fill(m * k, state), *B = fill(k * n, state), *C = fill(m * n, state);
            double *base = malloc(m * n * sizeof *base);
            memcpy(base, C, m * n * sizeof *base);
            if (transposed)
                linalg_multiply_transposed(m, n, k, A, B, true, C);
            else
                linalg_multiply(m, n, k, A, B, true, C);
            TEST(product_error(m, n, k, A, B, transposed, base, C) <= 1);
            /* Without add, what was there does not matter. */
            for (size_t i = 0; i < m * n; i++)
                C[i] = NAN;
            if (transposed)
                linalg_multiply_transposed(m, n, k, A, B, false, C);
            else
                linalg_multiply(m, n, k, A, B, false, C);
            TEST(product_error(m, n, k, A, B, transposed, NULL, C) <= 1);
            free(A), free(B), free(C), free(base);
        }
}

static void test_gram(uint64_t *state) {
    enum { M = 9, N = 6 };
    double *A = fill(M * N, state), *C = fill(N * N, state), At[N * M], base[N * N], minus[M * N];
    for (size_t i = 0; i < N; i++)
        for (size_t j = 0; j < i; j++)
            C[i * N + j] = C[j * N + i];
    memcpy(base, C, sizeof base);
    for (size_t i = 0; i < M; i++)
        for (size_t j = 0; j < N; j++) {
            At[j * M + i] = A[i * N + j];
            minus[i * N + j] = -0.5 * A[i * N + j];
        }
    linalg_gram_add(M, N, -0.5, A, C);
    for (size_t i = 0; i < N; i++)
        for (size_t j = 0; j < i; j++)
            TEST(C[i * N + j] == base[i * N + j]); /* the lower triangle is not touched */
    linalg_mirror(N, C);
    TEST(product_error(N, N, M, At, minus, false, base, C) <= 1);
    linalg_gram_add(0, N, 1, A, C);
    TEST(product_error(N, N, M, At, minus, false, base, C) <= 1);
    free(A), free(C);
}

static double *symmetric(size_t n, uint64_t *state) {
    double *A = fill(n * n, state);
    linalg_mirror(n, A);
    return A;
}

/* Frobenius norm: at least the 2-norm, which makes the test no easier than LAPACK's by sqrt n. */
static double frobenius(size_t n, const double *A) {
    return sqrt(vector_dot(n * n, A, A));
}

/* Vectors first..last: |A v - w v|, orthogonality, and order. The 1-norm of LAPACK's test is at
 * least |A|_F/sqrt n, which is what is used here. */
static void check_vectors(size_t n, const double *A, size_t first, size_t last) {
    size_t count = last - first + 1;
    double *copy = malloc(n * n * sizeof *copy), *w = malloc(count * sizeof *w);
    double *V = malloc(count * n * sizeof *V), *AV = malloc(count * n * sizeof *AV);
    memcpy(copy, A, n * n * sizeof *copy);
    TEST(linalg_eigenvectors(n, copy, first, last, w, V) == STATUS_OK);
    linalg_multiply(count, n, n, V, A, false, AV);
    double residual = 0, skew = 0;
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < n; j++)
            residual = fmax(residual, fabs(AV[i * n + j] - w[i] * V[i * n + j]));
        for (size_t j = 0; j <= i; j++)
            skew = fmax(skew, fabs(vector_dot(n, V + i * n, V + j * n) - (i == j)));
        TEST(i == 0 || w[i - 1] <= w[i]);
    }
    double scale = frobenius(n, A) / sqrt((double)n);
    TEST_ABS(residual / ((double)n * scale * eps), 0, THRESHOLD);
    TEST_ABS(skew / ((double)n * eps), 0, THRESHOLD);
    /* The same numbers come from the routine that computes them all, by another algorithm. */
    double *all = malloc(n * sizeof *all);
    memcpy(copy, A, n * n * sizeof *copy);
    TEST(linalg_eigenvalues(n, copy, all) == STATUS_OK);
    for (size_t i = 0; i < count; i++)
        TEST_ABS(w[i], all[first + i], THRESHOLD * (double)n * scale * eps);
    free(copy), free(w), free(V), free(AV), free(all);
}

/* All eigenvalues: ascending, with the trace and the Frobenius norm of the matrix. */
static void check_values(size_t n, const double *A) {
    double *copy = malloc(n * n * sizeof *copy), *w = malloc(n * sizeof *w), trace = 0;
    memcpy(copy, A, n * n * sizeof *copy);
    TEST(linalg_eigenvalues(n, copy, w) == STATUS_OK);
    for (size_t i = 0; i < n; i++) {
        trace += A[i * n + i];
        TEST(i == 0 || w[i - 1] <= w[i]);
    }
    double scale = frobenius(n, A), error = THRESHOLD * (double)n * scale * eps;
    TEST_ABS(vector_sum(n, w), trace, error);
    TEST_ABS(sqrt(vector_dot(n, w, w)), scale, error);
    free(copy), free(w);
}

static void test_eigen(uint64_t *state) {
    const size_t sizes[] = {1, 2, 3, 5, 20, 300};
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        size_t n = sizes[s];
        double *A = symmetric(n, state);
        check_values(n, A);
        check_vectors(n, A, 0, n - 1);
        check_vectors(n, A, n / 2, n / 2);
        check_vectors(n, A, 0, n > 1 ? 1 : 0);
        free(A);
    }
}

/* Beyond 1000 by the two-stage route: against a matrix whose eigenvalues are known, the second
 * difference: 2 - 2 cos(pi k/(n+1)), made dense by a reflection I - 2 u u^T. */
static void test_two_stage(uint64_t *state) {
    enum { N = 1100 };
    double *u = fill(N, state), *A = calloc((size_t)N * N, sizeof *A), *w = malloc(N * sizeof *w);
    double *Tu = calloc(N, sizeof *Tu), norm = linalg_norm(N, u);
    for (size_t i = 0; i < N; i++)
        u[i] /= norm;
    for (size_t i = 0; i < N; i++) {
        A[i * N + i] = 2;
        if (i > 0)
            A[i * N + i - 1] = A[(i - 1) * N + i] = -1;
        Tu[i] = 2 * u[i] - (i > 0 ? u[i - 1] : 0) - (i + 1 < N ? u[i + 1] : 0);
    }
    double inner = vector_dot(N, u, Tu);
    for (size_t i = 0; i < N; i++)
        for (size_t j = 0; j < N; j++)
            A[i * N + j] += -2 * u[i] * Tu[j] - 2 * Tu[i] * u[j] + 4 * inner * u[i] * u[j];
    TEST(linalg_eigenvalues(N, A, w) == STATUS_OK);
    double worst = 0;
    for (size_t k = 0; k < N; k++)
        worst = fmax(worst, fabs(w[k] - (2 - 2 * cos(M_PI * (double)(k + 1) / (N + 1)))));
    TEST_ABS(worst / (N * 4 * eps), 0, THRESHOLD); /* |A| = 4 */
    free(u), free(A), free(w), free(Tu);
}

static void test_cholesky(uint64_t *state) {
    const size_t sizes[] = {1, 2, 3, 5, 20, 300};
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        enum { M = 3 };
        size_t n = sizes[s];
        double *B = fill(n * n, state), *A = calloc(n * n, sizeof *A),
               *L = malloc(n * n * sizeof *L);
        double *X = fill(M * n, state), *b = malloc(M * n * sizeof *b),
               *AX = malloc(M * n * sizeof *AX);
        linalg_gram_add(n, n, 1, B, A);
        linalg_mirror(n, A);
        for (size_t i = 0; i < n; i++)
            A[i * n + i] += 1; /* well conditioned, and so |X| is known to be moderate */
        memcpy(L, A, n * n * sizeof *L);
        memcpy(b, X, M * n * sizeof *b);
        TEST(linalg_cholesky(n, L) == STATUS_OK);
        linalg_cholesky_solve(n, L, M, X);
        linalg_multiply(M, n, n, X, A, false, AX);
        double residual = 0, size = linalg_norm(M * n, X) * frobenius(n, A);
        for (size_t i = 0; i < M * n; i++)
            residual = fmax(residual, fabs(AX[i] - b[i]));
        TEST_ABS(residual / ((double)n * size * eps), 0, THRESHOLD);
        /* |L^-1 b|^2 = b^T A^-1 b */
        memcpy(AX, b, n * sizeof *b);
        linalg_cholesky_half(n, L, 1, AX);
        double half = 0, whole = 0;
        for (size_t i = 0; i < n; i++) {
            half += AX[i] * AX[i];
            whole += b[i] * X[i];
        }
        TEST_REL(half, whole, 1e-9);
        A[n * n - 1] -= 2 * A[n * n - 1]; /* the last minor turns negative */
        TEST(linalg_cholesky(n, A) == STATUS_NUMERICAL);
        char minor[32];
        snprintf(minor, sizeof minor, "leading minor %zu)", n);
        TEST(strstr(error_message(), minor) != NULL);
        free(B), free(A), free(L), free(X), free(b), free(AX);
    }
}

static void test_norm(void) {
    TEST(linalg_norm(0, NULL) == 0);
    TEST_REL(linalg_norm(2, (double[]){3e200, -4e200}), 5e200, 4 * eps);
    TEST_REL(linalg_norm(2, (double[]){3e-200, 4e-200}), 5e-200, 4 * eps);
}

int main(void) {
    uint64_t state = test_seed();
    test_products(&state);
    test_gram(&state);
    test_eigen(&state);
    test_two_stage(&state);
    test_cholesky(&state);
    test_norm();
    double none;
    TEST(linalg_eigenvalues(0, &none, &none) == STATUS_OK);
    return test_end();
}
