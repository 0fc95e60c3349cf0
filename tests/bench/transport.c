/* How fast transport_exact solves an assignment: two clouds of n uniform points in [0,1]^d, best of
 * a few runs, the costs, the potentials and the proof included. tests/bench/transport.py does the
 * same on the same points with SciPy. Usage: transport N D REPEATS [FILE for the points] */
#include "transport.h"
#include "test.h"

#include <time.h>

static double seconds(void) {
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

int main(int argc, char **argv) {
    if (argc < 4 || argc > 5) {
        fprintf(stderr, "transport: expected N D REPEATS [FILE]\n");
        return STATUS_USAGE;
    }
    size_t n = strtoull(argv[1], NULL, 10), d = strtoull(argv[2], NULL, 10);
    double *X = memory_new(2 * n * d, sizeof *X), best = INFINITY;
    if (!X)
        return error_exit("transport", STATUS_NUMERICAL);
    uint64_t state = test_seed();
    for (size_t k = 0; k < 2 * n * d; k++)
        X[k] = test_uniform(&state);
    if (argc == 5) {
        FILE *file = fopen(argv[4], "wb");
        if (!file || fwrite(X, sizeof *X, 2 * n * d, file) != 2 * n * d || fclose(file))
            return error_exit("transport", error_set(STATUS_OUTPUT, "%s: cannot write", argv[4]));
    }
    const struct transport_problem problem = {{n, d, X, NULL}, {n, d, X + n * d, NULL}, 0, 0};
    struct transport transport = {0};
    for (int i = atoi(argv[3]); i > 0; i--) {
        double start = seconds();
        transport_free(&transport);
        enum status status = transport_exact(&problem, &transport);
        if (status != STATUS_OK)
            return error_exit("transport", status);
        best = fmin(best, seconds() - start);
    }
    printf("transport,%zu,%zu,%.4f,%.17g,%.3g\n", n, d, best, transport.primal, transport.gap);
    transport_free(&transport);
    free(X);
    return 0;
}
