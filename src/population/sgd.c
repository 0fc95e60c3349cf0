/* SPDX-License-Identifier: MIT */
#include "population.h"

#include "linalg.h"

#include <math.h>
#include <stdlib.h>

static const char *const columns[] = {
    "replicate",      "step",          "train",         "test",          "average",
    "exact_train",    "exact_test",    "exact_average", "descent_train", "descent_test",
    "volterra_train", "volterra_test", "gaussian",      "zero_mean",     "uncrossed",
    "independent",    "floor",         "minimum_norm"};
enum { COLUMNS = sizeof columns / sizeof *columns };

static void place(double *memory, size_t count, struct errors *errors) {
    *errors = (struct errors){memory, memory + count, memory + 2 * count};
}

/* All that does not depend on the replicate. */
struct theories {
    struct errors exact, descent, volterra;
    double gaussian, zero_mean, uncrossed, independent;
};

static enum status find_theories(const struct population *p, struct theories *t) {
    const struct walk *walk = &p->walk;
    enum status status = walk_exact(&p->problem, walk, &t->exact);
    if (status == STATUS_OK)
        status = walk_descent(&p->problem, walk, &t->descent);
    if (status == STATUS_OK && walk->zeta == 0)
        status = walk_volterra(&p->problem, walk, &t->volterra);
    if (!p->problem.whole || walk->times[walk->count - 1] == 0)
        return status;
    if (status == STATUS_OK)
        status = walk_gaussian(&p->problem, walk, true, &t->gaussian);
    if (status == STATUS_OK)
        status = walk_gaussian(&p->problem, walk, false, &t->zero_mean);
    if (status == STATUS_OK && p->rivals)
        status = walk_rival(&p->problem, walk, false, &t->uncrossed);
    if (status == STATUS_OK && p->rivals)
        status = walk_rival(&p->problem, walk, true, &t->independent);
    return status;
}

/* The test risk of the minimum norm on the samples. */
static enum status find_minimum_norm(const struct problem *q, double *risk) {
    double *theta = memory_new(3 * q->m, sizeof *theta);
    enum status status =
        theta ? linalg_ridge(q->n, q->m, q->Z, 0, 1, q->y, theta) : STATUS_NUMERICAL;
    if (status == STATUS_OK)
        *risk = problem_risk(q, theta, theta + q->m);
    free(theta);
    return status;
}

static enum status diverged_at(const struct population *p, uint64_t replicate, size_t step) {
    return error_set(STATUS_NUMERICAL,
                     "found divergence at step %zu of replicate %llu with --gamma=%g, expected a "
                     "step below about %.4g, 2 over the mean square of the features",
                     step, (unsigned long long)replicate + 1, p->gamma,
                     2 / problem_mean_square(&p->problem));
}

enum status population_sgd(struct population *p) {
    size_t count = p->walk.count, diverged;
    double *memory = memory_new(12 * count, sizeof *memory);
    if (!memory)
        return STATUS_NUMERICAL;
    struct errors drawn;
    struct theories t;
    place(memory, count, &drawn);
    place(memory + 3 * count, count, &t.exact);
    place(memory + 6 * count, count, &t.descent);
    place(memory + 9 * count, count, &t.volterra);
    for (size_t i = 3 * count; i < 12 * count; i++)
        memory[i] = NAN;
    t.gaussian = t.zero_mean = t.uncrossed = t.independent = NAN;
    double minimum_norm;
    enum status status = results_open(&p->results, p->output, COLUMNS, columns);
    if (status == STATUS_OK)
        status = find_minimum_norm(&p->problem, &minimum_norm);
    if (status == STATUS_OK && !p->plain)
        status = find_theories(p, &t);
    for (uint64_t r = 0; status == STATUS_OK && r < p->n; r++) {
        status = walk_sgd(&p->problem, &p->walk, r, &drawn, &diverged);
        if (status == STATUS_OK && diverged)
            status = diverged_at(p, r, diverged);
        for (size_t i = 0; status == STATUS_OK && i < count; i++) {
            const double row[COLUMNS] = {(double)(r + 1),     (double)p->walk.times[i],
                                         drawn.train[i],      drawn.test[i],
                                         drawn.average[i],    t.exact.train[i],
                                         t.exact.test[i],     t.exact.average[i],
                                         t.descent.train[i],  t.descent.test[i],
                                         t.volterra.train[i], t.volterra.test[i],
                                         t.gaussian,          t.zero_mean,
                                         t.uncrossed,         t.independent,
                                         p->problem.floor,    minimum_norm};
            results_put(&p->results, row);
        }
    }
    free(memory);
    return status;
}
