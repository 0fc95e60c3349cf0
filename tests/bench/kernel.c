/* SPDX-License-Identifier: MIT */
/* Processor seconds of one kernel matrix: kernel NAME N D [REPEATS], the best of the repeats. */
#include "kernel_matrix.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

int main(int argc, char **argv) {
    if (argc < 4)
        return 2;
    size_t n = strtoul(argv[2], NULL, 10), d = strtoul(argv[3], NULL, 10);
    int repeats = argc > 4 ? atoi(argv[4]) : 3;
    double *X = malloc(n * d * sizeof *X), *K = malloc(n * n * sizeof *K), best = 1e300;
    if (!X || !K)
        return 4;
    srand(1);
    for (size_t i = 0; i < n * d; i++)
        X[i] = 2.0 * rand() / RAND_MAX - 1;
    for (int r = 0; r < repeats; r++) {
        clock_t start = clock();
        if (kernel_matrix(argv[1], d, n, X, n, X, 1, K) != STATUS_OK)
            return 4;
        double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
        best = seconds < best ? seconds : best;
    }
    printf("%g\n", best);
    free(X);
    free(K);
    return 0;
}
