/* SPDX-License-Identifier: MIT */
#include "random_matrix.h"

#include "adaptive.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

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
    double *diagonal = memory_zero(count, sizeof *diagonal);
    double *off = memory_new(count, sizeof *off);
    for (size_t i = 0; diagonal && off && i < count; i++) {
        diagonal[i] = i ? 1 + ratio : 1;
        off[i] = sqrt(ratio);
    }
    enum status status =
        diagonal && off ? quadrature_jacobi(rule, count, diagonal, off) : STATUS_NUMERICAL;
    free(diagonal);
    free(off);
    return status;
}

double rectangular_spike(double theta, double ratio, double *left2, double *right2, double *edge) {
    double root = sqrt(ratio), square = theta * theta;
    bool out = square > root, valid = ratio > 0 && !isnan(theta);
    /* 1 - ratio/theta^4 and its parts, which neither cancel near the threshold nor overflow. */
    double inverse = 1 / square, excess = (1 - root * inverse) * (1 + root * inverse);
    if (left2)
        *left2 = !valid ? NAN : out ? excess / (1 + ratio * inverse) : 0;
    if (right2)
        *right2 = !valid ? NAN : out ? excess / (1 + inverse) : 0;
    if (edge)
        *edge = valid ? 1 + root : NAN;
    if (!valid)
        return NAN;
    return out ? fabs(theta) * sqrt((1 + inverse) * (1 + ratio * inverse)) : 1 + root;
}

double rectangular_spike_strength(double singular_value, double ratio) {
    double s = singular_value, root = sqrt(ratio), low = 1 - root, high = 1 + root;
    if (!(ratio > 0) || !(s >= high))
        return NAN;
    /* s^2 - 1 - ratio, and its square less 4 ratio as a product. */
    double sum = (s - high) * (s + high) + 2 * root;
    double product = (s - high) * (s + high) * (s - low) * (s + low);
    return sqrt((sum + sqrt(product)) / 2);
}

void rectangular_edge_law(double N, double d, double *mean, double *deviation) {
    double edge = 1 + sqrt(N / d);
    double w = (sqrt(N) + sqrt(d)) * cbrt(1 / sqrt(N) + 1 / sqrt(d)) / (2 * d * edge);
    *mean = edge + TRACY_WIDOM_MEAN * w;
    *deviation = TRACY_WIDOM_DEVIATION * w;
}

struct rows {
    size_t count;
    const double *variance, *weight;
    double d, largest;
};

static double row_weight(const struct rows *rows, size_t i) {
    return (rows->weight ? rows->weight[i] : 1) / rows->d;
}

/* z^2 times the derivative of the function to minimise, at z = t/largest; it ascends. */
static double rows_slope(double t, void *context) {
    const struct rows *rows = context;
    double sum = -1;
    for (size_t i = 0; i < rows->count; i++) {
        double product = rows->variance[i] / rows->largest * t, ratio = product / (1 - product);
        sum += row_weight(rows, i) * ratio * ratio;
    }
    return sum;
}

double rectangular_row_edge(size_t count, const double *variance, const double *weight, double d) {
    struct rows rows = {count, variance, weight, d, 0};
    for (size_t i = 0; i < count; i++)
        rows.largest = fmax(rows.largest, variance[i]);
    if (rows.largest == 0)
        return 0;
    double t = adaptive_root(rows_slope, &rows, 0, 1), sum = rows.largest / t;
    for (size_t i = 0; i < count; i++)
        sum += row_weight(&rows, i) * variance[i] / (1 - variance[i] / rows.largest * t);
    return sqrt(sum);
}
