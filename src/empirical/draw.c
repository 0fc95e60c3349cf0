/* SPDX-License-Identifier: MIT */
#include "methods.h"

#include "random.h"
#include "wasserstein.h"

#include <math.h>

void empirical_draw(const struct empirical *e, int sample, uint64_t replicate, size_t count,
                    double *X) {
    struct random_stream stream = random_stream(e->seed, sample == 0 ? "sample" : "other sample");
    size_t numbers = count * e->d;
    if (e->law.kind == WASSERSTEIN_GAUSSIAN) {
        random_gaussians(stream, replicate, 0, 0, numbers, X);
        return;
    }
    random_uniforms(stream, replicate, 0, 0, numbers, X);
    for (size_t i = 0; e->law.kind == WASSERSTEIN_PARETO && i < numbers; i++)
        X[i] = pow(X[i], -1 / e->law.exponent);
}

void empirical_grid(const struct empirical *e) {
    size_t d = e->d, side = e->grid;
    for (size_t i = 0; i < e->others; i++)
        for (size_t j = 0, rest = i; j < d; j++, rest /= side)
            e->B[i * d + j] = ((double)(rest % side) + 0.5) / (double)side;
}

/* U - centre is uniform on a cube of half the side that wasserstein_cube_moment has. */
double empirical_cell(double d) {
    return wasserstein_cube_moment(d, 1) / 2;
}
