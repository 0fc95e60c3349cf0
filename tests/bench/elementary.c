/* SPDX-License-Identifier: MIT */
/* How fast Gaussians are drawn and elementary functions are taken: seconds of processor time, a
 * line NAME,SECONDS each. tests/bench/bench.py does the same with NumPy. Usage: elementary COUNT */
#include "random.h"
#include "test.h"
#include "vector.h"

#include <time.h>

static double seconds(void) {
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static const struct {
    const char *name;
    void (*apply)(size_t n, const double *x, double *out);
} functions[] = {{"exp", vector_exp}, {"log1p", vector_log1p}, {"tanh", vector_tanh},
                 {"erf", vector_erf}, {"sin", vector_sin},     {"cos", vector_cos}};

int main(int argc, char **argv) {
    size_t count = argc == 2 ? strtoul(argv[1], NULL, 10) : 0;
    double *x = calloc(2 * count + 1, sizeof *x), *out = x + count;
    if (count == 0 || !x) {
        fprintf(stderr, "elementary: expected one argument, a count\n");
        return 2;
    }
    for (size_t i = 0; i < 2 * count; i++)
        x[i] = 1; /* so that no page is touched for the first time below */
    double start = seconds();
    random_gaussians(random_stream(1, "bench"), 0, 0, 0, count, x);
    printf("gaussians,%.9g\n", seconds() - start);
    for (size_t i = 0; i < count; i++)
        x[i] = fabs(x[i]); /* where log1p is real */
    for (size_t f = 0; f < sizeof functions / sizeof *functions; f++) {
        start = seconds();
        functions[f].apply(count, x, out);
        printf("%s,%.9g\n", functions[f].name, seconds() - start);
    }
    free(x);
    return 0;
}
