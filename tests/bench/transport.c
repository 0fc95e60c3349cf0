/* SPDX-License-Identifier: MIT */
/* How fast transport_exact is between two clouds of n uniform points in [0,1]^d, of equal weights
 * (an assignment) and of random ones, best of a few runs, the costs, the potentials and the proof
 * included. tests/bench/transport.py does the same on the same points. Usage: transport N D REPEATS
 * [FILE for the points and weights] */
#include "transport.h"
#include "test.h"

#include <time.h>

static double seconds(void) {
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static enum status run(const char *name, const struct transport_problem *problem, int repeats) {
    struct transport transport = {0};
    double best = INFINITY;
    for (int i = repeats; i > 0; i--) {
        double start = seconds();
        transport_free(&transport);
        enum status status = transport_exact(problem, &transport);
        if (status != STATUS_OK)
            return status;
        best = fmin(best, seconds() - start);
    }
    printf("%s,%zu,%zu,%.4f,%.17g,%.3g\n", name, problem->from.n, problem->from.d, best,
           transport.primal, transport.gap);
    transport_free(&transport);
    return STATUS_OK;
}

int main(int argc, char **argv) {
    if (argc < 4 || argc > 5) {
        fprintf(stderr, "transport: expected N D REPEATS [FILE]\n");
        return STATUS_USAGE;
    }
    size_t n = strtoull(argv[1], NULL, 10), d = strtoull(argv[2], NULL, 10), all = 2 * n * (d + 1);
    double *X = memory_new(all, sizeof *X);
    if (!X)
        return error_exit("transport", STATUS_NUMERICAL);
    uint64_t state = test_seed();
    for (size_t k = 0; k < all; k++)
        X[k] = test_uniform(&state);
    double *Y = X + n * d, *a = Y + n * d, *b = a + n;
    if (argc == 5) {
        FILE *file = fopen(argv[4], "wb");
        if (!file || fwrite(X, sizeof *X, all, file) != all || fclose(file))
            return error_exit("transport", error_set(STATUS_OUTPUT, "%s: cannot write", argv[4]));
    }
    const struct transport_problem plain = {{n, d, X, NULL}, {n, d, Y, NULL}, 0, 0};
    const struct transport_problem weighted = {{n, d, X, a}, {n, d, Y, b}, 0, 0};
    enum status status = run("equal weights", &plain, atoi(argv[3]));
    if (status == STATUS_OK)
        status = run("random weights", &weighted, atoi(argv[3]));
    free(X);
    return error_exit("transport", status);
}
