/* SPDX-License-Identifier: MIT */
#include "transport.h"

#include "random.h"
#include "statistics.h"
#include "vector.h"

#include <math.h>
#include <stdlib.h>

static void project(const struct transport_cloud *cloud, const double *direction, double *out) {
    for (size_t i = 0; i < cloud->n; i++)
        out[i] = vector_dot(cloud->d, cloud->X + i * cloud->d, direction);
}

static enum status slice(const struct transport_problem *problem, const char *law,
                         const double *direction, double *x, double *y, struct transport *result) {
    struct transport_cloud from = {problem->from.n, 1, x, problem->from.weights};
    project(&problem->from, direction, x);
    if (law)
        return transport_law(&from, law, result);
    struct transport_cloud to = {problem->to.n, 1, y, problem->to.weights};
    project(&problem->to, direction, y);
    const struct transport_problem line = {from, to, problem->cost, problem->period};
    return transport_sorted(&line, result);
}

enum status transport_sliced(const struct transport_problem *problem, const char *law,
                             uint64_t directions, uint64_t seed, uint64_t replicate,
                             struct transport *transport, double *error) {
    size_t d = problem->from.d, n = problem->from.n, m = law ? 0 : problem->to.n;
    double *x = memory_new(n + m + d, sizeof *x), *direction = x ? x + n + m : NULL;
    struct random_stream stream = random_stream(seed, "directions");
    struct statistics_moments primal = {0}, dual = {0}, rounding = {0};
    enum status status = x ? STATUS_OK : STATUS_NUMERICAL;
    for (uint64_t k = 0; status == STATUS_OK && k < directions; k++) {
        struct transport one;
        random_gaussians(stream, replicate, k, 0, d, direction);
        double length = sqrt(vector_dot(d, direction, direction));
        for (size_t j = 0; j < d; j++)
            direction[j] /= length;
        status = slice(problem, law, direction, x, x + n, &one);
        statistics_moments_add(&primal, one.primal);
        statistics_moments_add(&dual, one.dual);
        statistics_moments_add(&rounding, one.rounding);
        transport_free(&one);
    }
    *transport =
        (struct transport){.primal = primal.mean, .dual = dual.mean, .rounding = rounding.mean};
    transport->gap = primal.mean - dual.mean;
    *error = statistics_moments_error(&primal);
    free(x);
    return status;
}
