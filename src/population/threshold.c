/* SPDX-License-Identifier: MIT */
#include "population.h"

#include "double_descent_recursion.h"
#include "linalg.h"
#include "random.h"
#include "vector.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const columns[] = {"replicate", "step",   "threshold", "trace",    "power",
                                      "growth",    "length", "expected",  "gaussian", "zero_mean"};
enum { COLUMNS = sizeof columns / sizeof *columns };
enum { POWER_STEPS = 300 };

static double quadratic(size_t m, const double *P, const double *e, double *work) {
    linalg_multiply(1, m, m, e, P, false, work);
    return vector_dot(m, e, work);
}

/* Growth of e^T P e and |e|^2 in `steps` steps from a random direction. */
static void grow(const struct population *p, const double *P, double step, uint64_t replicate,
                 double *e, double *growth, double *length) {
    size_t m = p->problem.m, n = p->problem.n;
    random_gaussians(random_stream(p->walk.seed, "start"), replicate, 0, 0, m, e);
    double before = quadratic(m, P, e, e + m), start = vector_dot(m, e, e);
    for (uint64_t t = 0; t < p->steps; t++) {
        double uniform;
        random_uniforms(random_stream(p->walk.seed, "order"), replicate, 0, t, 1, &uniform);
        const double *z = p->problem.Z + (size_t)(uniform * (double)n) * m;
        double along = step * vector_dot(m, z, e);
        for (size_t i = 0; i < m; i++)
            e[i] -= along * z[i];
    }
    *growth = quadratic(m, P, e, e + m) / before;
    *length = vector_dot(m, e, e) / start;
}

/* What is expected of `steps` steps of this size: exactly, with the Perron matrix P, and of
 * Gaussian features with and without the mean. */
struct growths {
    double exact, gaussian, zero_mean;
};

static enum status find_growths(const struct population *p, double step, double *P,
                                struct growths *growths) {
    double steps = (double)p->steps, rho, gaussian, zero_mean;
    enum status status = double_descent_population_growth(p->problem.n, p->problem.m, p->problem.Z,
                                                          step, POWER_STEPS, &rho, P);
    if (status == STATUS_OK)
        status = gaussian_growth(&p->problem, true, step, POWER_STEPS, &gaussian);
    if (status == STATUS_OK)
        status = gaussian_growth(&p->problem, false, step, POWER_STEPS, &zero_mean);
    if (status == STATUS_OK)
        *growths = (struct growths){pow(rho, steps), pow(gaussian, steps), pow(zero_mean, steps)};
    return status;
}

enum status population_threshold(struct population *p) {
    const struct problem *q = &p->problem;
    size_t m = q->m;
    double *P = memory_new(m, (m + 2) * sizeof *P), threshold, power;
    struct growths expected;
    if (!P)
        return STATUS_NUMERICAL;
    enum status status = results_open(&p->results, p->output, COLUMNS, columns);
    if (status == STATUS_OK)
        status = double_descent_population_threshold(q->n, m, q->Z, &threshold, NULL);
    if (status == STATUS_OK)
        status =
            double_descent_population_growth(q->n, m, q->Z, threshold, POWER_STEPS, &power, NULL);
    double trace = problem_mean_square(q);
    double unit = strcmp(p->unit, "trace") == 0 ? 2 / trace : threshold;
    double step = p->relative > 0 ? p->relative * unit : p->gamma;
    if (status == STATUS_OK)
        status = find_growths(p, step, P, &expected);
    for (uint64_t r = 0; status == STATUS_OK && r < p->n; r++) {
        double growth, length;
        grow(p, P, step, r, P + m * m, &growth, &length);
        const double row[COLUMNS] = {
            (double)(r + 1), step,   threshold,      2 / trace,         power,
            growth,          length, expected.exact, expected.gaussian, expected.zero_mean};
        results_put(&p->results, row);
    }
    free(P);
    return status;
}
