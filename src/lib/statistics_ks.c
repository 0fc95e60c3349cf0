/* SPDX-License-Identifier: MIT */
#include "statistics.h"

#include <cblas.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

enum { EXACT_ONE = 1000, EXACT_TWO = 1 << 24 };
static const double SMALL = 1e-2;

static void distance_raise(struct statistics_distance *best, double at, double empirical,
                           double other) {
    if (fabs(empirical - other) > best->distance)
        *best = (struct statistics_distance){fabs(empirical - other), at, empirical, other};
}

struct statistics_distance statistics_ks_distance(size_t n, const double *sorted,
                                                  const double *cdf) {
    struct statistics_distance best = {-1, NAN, NAN, NAN};
    for (size_t first = 0, next; first < n; first = next) {
        for (next = first + 1; next < n && sorted[next] == sorted[first];)
            next++;
        distance_raise(&best, sorted[first], (double)first / (double)n, cdf[first]);
        distance_raise(&best, sorted[first], (double)next / (double)n, cdf[first]);
    }
    return best;
}

/* P(D_n^+ >= d) = d sum_{j <= n(1-d)} C(n,j) (1-d-j/n)^{n-j} (d+j/n)^{j-1}: all terms positive. */
static double one_sided(double n, double d) {
    double sum = 0;
    for (double j = 0; j <= floor(n * (1 - d)); j++) {
        double rest = 1 - d - j / n;
        if (rest <= 0)
            break;
        sum += exp(lgamma(n + 1) - lgamma(j + 1) - lgamma(n - j + 1) + (n - j) * log(rest) +
                   (j - 1) * log(d + j / n));
    }
    return d * sum;
}

/* 1 - 2 sum_k (-1)^(k-1) exp(-2 k^2 t^2), complemented. */
static double kolmogorov_tail(double t) {
    double sum = 0;
    for (int k = 1; k <= 100; k++) {
        double term = exp(-2.0 * k * k * t * t);
        sum += k % 2 ? term : -term;
        if (term < 1e-17)
            break;
    }
    return fmin(1, 2 * sum);
}

/* The matrix H of the paper, m = 2k-1, h = k - n d: row major. */
static void mtw_matrix(size_t m, double h, double *H) {
    for (size_t i = 0; i < m; i++)
        for (size_t j = 0; j < m; j++)
            H[i * m + j] = i + 1 >= j;
    for (size_t i = 0; i < m; i++) {
        H[i * m] -= pow(h, (double)(i + 1));
        H[(m - 1) * m + i] -= pow(h, (double)(m - i));
    }
    if (2 * h > 1)
        H[(m - 1) * m] += pow(2 * h - 1, (double)m);
    for (size_t i = 0; i < m; i++)
        for (size_t j = 0; j < i + 1; j++)
            H[i * m + j] /= tgamma((double)(i - j + 2));
}

/* x H^n by n products of a row: the row starts as e_k, and what is wanted is its entry k. Each
 * step takes the factor i/n of n!/n^n along, which keeps the numbers in range. */
static double mtw_below(size_t n, double d, double *workspace) {
    size_t k = (size_t)((double)n * d) + 1, m = 2 * k - 1;
    double *H = workspace, *row = H + m * m, *next = row + m;
    mtw_matrix(m, (double)k - (double)n * d, H);
    for (size_t i = 0; i < m; i++)
        row[i] = i == k - 1;
    for (size_t i = 1; i <= n; i++) {
        cblas_dgemv(CblasRowMajor, CblasTrans, (int)m, (int)m, (double)i / (double)n, H, (int)m,
                    row, 1, 0, next, 1);
        double *swap = row;
        row = next;
        next = swap;
    }
    return row[k - 1];
}

static double mtw_tail(size_t n, double d) {
    size_t m = 2 * ((size_t)((double)n * d) + 1) - 1;
    double *workspace = memory_new(m * m + 2 * m, sizeof *workspace);
    if (!workspace)
        return NAN;
    double below = mtw_below(n, d, workspace);
    free(workspace);
    return fmax(0, 1 - below);
}

double statistics_ks_tail(size_t n, double distance) {
    double size = (double)n;
    if (n == 0 || isnan(distance))
        return NAN;
    if (2 * size * distance <= 1) /* D_n >= 1/(2n) always */
        return 1;
    if (distance >= 1)
        return 0;
    /* Massart's bound says where the O(n) sum is worth it. */
    if (2 * exp(-2 * size * distance * distance) < 2 * SMALL) {
        double p = 2 * one_sided(size, distance);
        if (p < SMALL)
            return p;
    }
    if (n <= EXACT_ONE)
        return mtw_tail(n, distance);
    double t = sqrt(size) * distance;
    return kolmogorov_tail(t + 1 / (6 * sqrt(size)) + (t - 1) / (4 * size));
}

/* Walks through two samples, one distinct value at a step. */
struct walk {
    size_t n, m, i, j; /* sizes; values so far */
    const double *a, *b;
};

static bool walk_step(struct walk *walk, double *value) {
    bool in_a = walk->i < walk->n, in_b = walk->j < walk->m;
    if (!in_a && !in_b)
        return false;
    *value = !in_b || (in_a && walk->a[walk->i] < walk->b[walk->j]) ? walk->a[walk->i]
                                                                    : walk->b[walk->j];
    while (walk->i < walk->n && walk->a[walk->i] == *value)
        walk->i++;
    while (walk->j < walk->m && walk->b[walk->j] == *value)
        walk->j++;
    return true;
}

struct statistics_distance statistics_ks_distance_two(size_t n, const double *a, size_t m,
                                                      const double *b) {
    struct statistics_distance best = {-1, NAN, NAN, NAN};
    struct walk walk = {n, m, 0, 0, a, b};
    double value;
    while (walk_step(&walk, &value))
        distance_raise(&best, value, (double)walk.i / (double)n, (double)walk.j / (double)m);
    return best;
}

/* |i/n - j/m| in units of 1/(nm), exactly. */
static uint64_t gap(const struct walk *walk, size_t i, size_t j) {
    uint64_t left = (uint64_t)i * walk->m, right = (uint64_t)j * walk->n;
    return left > right ? left - right : right - left;
}

/* Marks in ends[i+j] after how many pooled values a distinct value ends; returns the largest gap.
 */
static uint64_t walk_ends(struct walk walk, bool *ends) {
    uint64_t largest = 0;
    double value;
    while (walk_step(&walk, &value)) {
        ends[walk.i + walk.j] = true;
        uint64_t here = gap(&walk, walk.i, walk.j);
        largest = here > largest ? here : largest;
    }
    return largest;
}

/* hit[j] = P(a random path to (i, j) met a gap >= largest at the end of a value). The last step to
 * (i, j) came from (i-1, j) with probability i/(i+j). */
static double walk_hits(const struct walk *walk, const bool *ends, uint64_t largest, double *hit) {
    for (size_t i = 0; i <= walk->n; i++)
        for (size_t j = 0; j <= walk->m; j++) {
            double left = j ? hit[j - 1] : 0, above = i ? hit[j] : 0;
            if (ends[i + j] && gap(walk, i, j) >= largest)
                hit[j] = 1;
            else
                hit[j] = i + j ? ((double)i * above + (double)j * left) / (double)(i + j) : 0;
        }
    return hit[walk->m];
}

enum status statistics_ks_tail_two(size_t n, const double *a, size_t m, const double *b,
                                   double *p) {
    *p = NAN;
    if (n == 0 || m == 0)
        return error_set(STATUS_INPUT, "found an empty sample, expected values");
    if ((double)n * (double)m > EXACT_TWO) {
        double size = (double)n * (double)m / (double)(n + m);
        *p = statistics_ks_tail((size_t)round(size),
                                statistics_ks_distance_two(n, a, m, b).distance);
        return STATUS_OK;
    }
    bool *ends = memory_zero(n + m + 1, sizeof *ends);
    double *hit = memory_new(m + 1, sizeof *hit);
    enum status status = ends && hit ? STATUS_OK : STATUS_NUMERICAL;
    if (status == STATUS_OK) {
        struct walk walk = {n, m, 0, 0, a, b};
        uint64_t largest = walk_ends(walk, ends);
        *p = largest ? walk_hits(&walk, ends, largest, hit) : 1;
    }
    free(ends);
    free(hit);
    return status;
}
