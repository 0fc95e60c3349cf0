/* SPDX-License-Identifier: MIT */
/* How fast particles move on functional data, and random functions are drawn: seconds of processor
 * time, a line NAME,SECONDS each. tests/bench/functional.py does the same with NumPy.
 *
 *   langevin  a semi-implicit step of M tanh neurons of K modes on n samples
 *   pcn       a pCN sweep of the same
 *   products  the two matrix products of a step, by the library, in its blocks
 *   peak      as many operations in one product of square matrices
 *   field     a Matern field at P points
 *
 * Usage: langevin M K n P */
#include "langevin.h"
#include "field.h"
#include "linalg.h"
#include "test.h"

#include <time.h>

enum { REPEATS = 5, BLOCK = 128 };

static double seconds(void) {
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

/* The median of the times of some runs. */
static int compare(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void report(const char *name, double times[REPEATS]) {
    qsort(times, REPEATS, sizeof *times, compare);
    printf("%s,%.9g\n", name, times[REPEATS / 2]);
}

static void bench_steps(struct langevin of, enum langevin_scheme scheme, const char *name) {
    double times[REPEATS];
    of.scheme = scheme;
    if (langevin_new(&of) != STATUS_OK)
        exit(4);
    langevin_draw(&of, 0);
    langevin_step(&of, 0, 1, NULL);
    for (int r = 0; r < REPEATS; r++) {
        double start = seconds();
        langevin_step(&of, 0, (uint64_t)r + 2, NULL);
        times[r] = seconds() - start;
    }
    report(name, times);
    langevin_free(&of);
}

static void bench_products(size_t M, size_t K, size_t n) {
    size_t side = (size_t)cbrt(2.0 * (double)M * (double)K * (double)n);
    double *A = calloc(M * (K + n) + n * K + 3 * side * side, sizeof *A), times[REPEATS];
    double *Z = A + M * K, *X = Z + M * n, *P = X + n * K;
    for (int r = -1; r < REPEATS; r++) {
        double start = seconds();
        for (size_t first = 0; first < M; first += BLOCK) {
            size_t rows = M - first < BLOCK ? M - first : BLOCK;
            linalg_multiply_transposed(rows, n, K, A + first * K, X, false, Z + first * n);
            linalg_multiply(rows, K, n, Z + first * n, X, false, A + first * K);
        }
        if (r >= 0)
            times[r] = seconds() - start;
    }
    report("products", times);
    for (int r = -1; r < REPEATS; r++) {
        double start = seconds();
        linalg_multiply(side, side, side, P, P + side * side, false, P + 2 * side * side);
        if (r >= 0)
            times[r] = seconds() - start;
    }
    report("peak", times);
    free(A);
}

static void bench_field(size_t points) {
    struct field_law law = {"matern", 3, 1, points, points, false};
    struct field *field;
    double *x = calloc(points, sizeof *x), times[REPEATS];
    if (!x || field_new(&field, &law) != STATUS_OK)
        exit(4);
    for (int r = -1; r < REPEATS; r++) {
        double start = seconds();
        field_draw_values(field, random_stream(1, "bench"), (uint64_t)(r + 1), x);
        if (r >= 0)
            times[r] = seconds() - start;
    }
    report("field", times);
    field_free(field);
    free(x);
}

int main(int argc, char **argv) {
    size_t size[4];
    for (int i = 0; i < 4; i++)
        size[i] = argc == 5 ? strtoul(argv[i + 1], NULL, 10) : 0;
    if (!size[0] || !size[1] || !size[2] || !size[3]) {
        fprintf(stderr, "langevin: expected M K n P\n");
        return 2;
    }
    size_t M = size[0], K = size[1], n = size[2];
    double *X = calloc(n * K + n + K, sizeof *X), *y = X + n * K, *mu = y + n;
    random_gaussians(random_stream(1, "bench"), 0, 0, 0, n * K, X);
    for (size_t k = 0; k < K; k++)
        mu[k] = pow((double)k + 1, -2);
    struct langevin of = {.particles = M,
                          .modes = K,
                          .samples = n,
                          .lambda = 0.01,
                          .bound = 2,
                          .step = 0.1,
                          .X = X,
                          .y = y,
                          .mu = mu,
                          .seed = 1};
    if (linalg_start() != STATUS_OK)
        return 4;
    bench_steps(of, LANGEVIN_SEMI, "langevin");
    bench_steps(of, LANGEVIN_PCN, "pcn");
    bench_products(M, K, n);
    bench_field(size[3]);
    free(X);
    return 0;
}
