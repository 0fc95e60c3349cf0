#include "random_matrix.h"

#include "adaptive.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

/* LAPACK: eigenvalues (ascending, into d) and eigenvectors of a symmetric tridiagonal matrix. */
extern void dsteqr_(const char *job, const int *n, double *d, double *e, double *z, const int *ldz,
                    double *work, int *info);

void marchenko_pastur_edges(double ratio, double *low, double *high) {
    double root = sqrt(ratio);
    *low = (1 - root) * (1 - root);
    *high = (1 + root) * (1 + root);
}

double marchenko_pastur_density(double ratio, double x) {
    double low, high;
    marchenko_pastur_edges(ratio, &low, &high);
    if (!(ratio > 0) || isnan(x))
        return NAN;
    if (x == 0 && low == 0)
        return INFINITY;
    if (x <= low || x >= high)
        return 0;
    return sqrt((high - x) * (x - low)) / (2 * M_PI * ratio * x);
}

double marchenko_pastur_cumulative(double ratio, double x) {
    double low, high, root = sqrt(ratio);
    marchenko_pastur_edges(ratio, &low, &high);
    if (!(ratio > 0) || isnan(x))
        return NAN;
    double atom = fmax(0, 1 - 1 / ratio);
    if (x <= low)
        return x < 0 ? 0 : atom;
    if (x >= high)
        return 1;
    /* With x = 1 + ratio - 2 root cos(angle) the law is (2/pi) sin^2(angle)/x, whose integral is
     * elementary; the two arcs are those that keep the leading terms from cancelling. */
    double angle = 2 * asin(fmin(1, sqrt((x - low) / (high - low))));
    double arc = ratio < 1 ? atan2(root * sin(angle), 1 - root * cos(angle))
                           : atan2(sin(angle), root - cos(angle));
    double integral = fmin(1, ratio) * angle + root * sin(angle) - fabs(1 - ratio) * arc;
    return fmin(1, fmax(0, atom + integral / (M_PI * ratio)));
}

struct level {
    double ratio, probability;
};

static double level_excess(double x, void *context) {
    const struct level *level = context;
    return marchenko_pastur_cumulative(level->ratio, x) - level->probability;
}

double marchenko_pastur_quantile(double ratio, double probability) {
    double low, high;
    marchenko_pastur_edges(ratio, &low, &high);
    if (!(ratio > 0) || !(probability >= 0 && probability <= 1))
        return NAN;
    if (ratio > 1 && probability <= 1 - 1 / ratio)
        return 0;
    if (probability == 0 || probability == 1)
        return probability == 0 ? low : high;
    struct level level = {ratio, probability};
    return adaptive_root(level_excess, &level, low, high);
}

enum status marchenko_pastur_rule(struct quadrature *rule, double ratio, size_t count) {
    *rule = (struct quadrature){0};
    if (!(ratio > 0) || count == 0 || count > 4096)
        return error_set(
            STATUS_USAGE,
            "found ratio %g and %zu nodes, expected a positive ratio and 1 to 4096 nodes", ratio,
            count);
    double *x = memory_new(count, sizeof *x), *w = memory_new(count, sizeof *w);
    double *off = memory_new(count, sizeof *off), *work = memory_new(2 * count, sizeof *work);
    double *vectors = memory_new(count * count, sizeof *vectors);
    int n = (int)count, info = -1;
    if (x && w && off && work && vectors) {
        for (size_t i = 0; i < count; i++) {
            x[i] = i ? 1 + ratio : 1;
            off[i] = sqrt(ratio);
        }
        dsteqr_("I", &n, x, off, vectors, &n, work, &info);
        for (size_t i = 0; i < count; i++)
            w[i] = vectors[i * count] * vectors[i * count];
    }
    free(off);
    free(work);
    free(vectors);
    if (info != 0) {
        free(x);
        free(w);
        return error_set(STATUS_NUMERICAL, "found no Gauss rule of %zu nodes (dsteqr %d)", count,
                         info);
    }
    *rule = (struct quadrature){count, x, w};
    return STATUS_OK;
}

double rectangular_spike(double theta, double ratio, double *left2, double *right2, double *edge) {
    double square = theta * theta, bulk = 1 + sqrt(ratio);
    bool out = square > sqrt(ratio);
    if (left2)
        *left2 = out ? 1 - ratio * (1 + square) / (square * (square + ratio)) : 0;
    if (right2)
        *right2 = out ? 1 - (ratio + square) / (square * (square + 1)) : 0;
    if (edge)
        *edge = bulk;
    return out ? sqrt((1 + square) * (ratio + square)) / fabs(theta) : bulk;
}
