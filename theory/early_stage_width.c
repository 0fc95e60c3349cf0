/* SPDX-License-Identifier: MIT */
/* Orthonormal data: how wide is wide enough (c2), and the tail it leads to (c3). */
#include "early_stage.h"

#include <float.h>
#include <math.h>

/* (1 - x)^n, also for x = 1, n = 0. */
static double power(double x, double n) {
    return n > 0 ? exp(n * log1p(-x)) : 1;
}

double early_stage_width_law(size_t m, double n_plus, double n_minus) {
    if (!(n_plus >= 0 && n_minus >= 0))
        return NAN;
    /* It misses 1 by at most the mean number of samples that are not learnt. */
    if ((n_plus + n_minus) * pow(0.75, (double)m) < DBL_EPSILON / 4)
        return 1;
    /* Binomial weights relative to that of the middle, so that no power of 2 underflows early. */
    double sum = 0, total = 0, weight = 1, width = (double)m;
    for (size_t j = m / 2; j <= m && weight > 0; j++) {
        double more = (double)j;
        total += weight;
        sum += weight * power(exp2(-more), n_plus) * power(exp2(more - width), n_minus);
        weight *= (width - more) / (more + 1);
    }
    weight = 1;
    for (size_t j = m / 2; j-- > 0 && weight > 0;) {
        double more = (double)j;
        weight *= (more + 1) / (width - more);
        total += weight;
        sum += weight * power(exp2(-more), n_plus) * power(exp2(more - width), n_minus);
    }
    return sum / total;
}

void early_stage_unlearnt(double m, double n_plus, double n_minus, double *mean, double *variance) {
    double n = n_plus + n_minus, same = n_plus * (n_plus - 1) + n_minus * (n_minus - 1);
    *mean = n * pow(0.75, m);
    /* Two samples of a class: E 4^-j = (5/8)^m; of two classes: 2^-m. */
    *variance = same * pow(0.625, m) + 2 * n_plus * n_minus * pow(0.5, m) + *mean - *mean * *mean;
}

double early_stage_width_bound(double n, double delta) {
    return n > 0 && delta > 0 && delta < 1 ? log(n / delta) / log(4.0 / 3) : NAN;
}

size_t early_stage_width(double n_plus, double n_minus, double delta) {
    if (!(n_plus >= 0 && n_minus >= 0 && n_plus + n_minus > 0 && delta > 0 && delta < 1))
        return 0;
    size_t low = 0, high = (size_t)ceil(early_stage_width_bound(n_plus + n_minus, delta)) + 1;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (early_stage_width_law(middle, n_plus, n_minus) >= 1 - delta)
            high = middle;
        else
            low = middle;
    }
    return high;
}

double early_stage_tail_orthonormal(size_t m, double n) {
    /* Weights of Bin(m, 1/4) relative to that at its mean, upwards and downwards. */
    size_t middle = m / 4 ? m / 4 : 1;
    double width = (double)m, sum = 0, total = 0, weight = 1;
    for (size_t j = middle; j <= m && weight > 0; j++) {
        sum += weight / (double)j;
        total += weight;
        weight *= (double)(m - j) / (3 * ((double)j + 1));
    }
    weight = 1;
    for (size_t j = middle; j-- > 1 && weight > 0;) {
        weight *= 3 * ((double)j + 1) / (double)(m - j);
        sum += weight / (double)j;
        total += weight;
    }
    return m > 0 ? n * width * sum / total : NAN;
}
