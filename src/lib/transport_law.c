/* SPDX-License-Identifier: MIT */
#include "transport_internal.h"

#include "number.h"

#include <float.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Laws on the line, in extended precision, since what follows are differences. Probabilities come
 * as p from below and q = 1 - p from above. */
enum kind { UNIFORM, GAUSSIAN, PARETO };

struct law {
    enum kind kind;
    long double exponent; /* of pareto */
};

static long double gaussian_density(long double x) {
    return expl(-x * x / 2) / sqrtl(2 * acosl(-1));
}

/* P(X > x) */
static long double tail(const struct law *law, long double x) {
    switch (law->kind) {
    case UNIFORM:
        return x < 0 ? 1 : x > 1 ? 0 : 1 - x;
    case GAUSSIAN:
        return erfcl(x / sqrtl(2)) / 2;
    default:
        return x < 1 ? 1 : powl(x, -law->exponent);
    }
}

static long double quantile(const struct law *law, long double p, long double q) {
    if (law->kind == UNIFORM)
        return p;
    if (law->kind == PARETO)
        return powl(q, -1 / law->exponent);
    if (p <= 0 || q <= 0)
        return p <= 0 ? -INFINITY : INFINITY;
    long double x = gsl_cdf_ugaussian_Qinv((double)fminl(p, q));
    x += (tail(law, x) - fminl(p, q)) / gaussian_density(x); /* Newton */
    return p < q ? -x : x;
}

/* int_x^inf P(X > s) ds */
static long double area_above(const struct law *law, long double x) {
    switch (law->kind) {
    case UNIFORM:
        return x < 0 ? 0.5L - x : x > 1 ? 0 : (1 - x) * (1 - x) / 2;
    case GAUSSIAN:
        return gaussian_density(x) - x * tail(law, x);
    default:
        return x < 1 ? 1 - x + 1 / (law->exponent - 1)
                     : powl(x, 1 - law->exponent) / (law->exponent - 1);
    }
}

static long double mean(const struct law *law) {
    return law->kind == UNIFORM    ? 0.5L
           : law->kind == GAUSSIAN ? 0
                                   : law->exponent / (law->exponent - 1);
}

/* int_0^p Q */
static long double quantile_sum(const struct law *law, long double p, long double q) {
    switch (law->kind) {
    case UNIFORM:
        return p * p / 2;
    case GAUSSIAN:
        return p <= 0 || q <= 0 ? 0 : -gaussian_density(quantile(law, p, q));
    default:
        return mean(law) * (1 - powl(q, 1 - 1 / law->exponent));
    }
}

static enum status parse(struct law *law, const char *name) {
    double exponent = 0;
    *law = (struct law){UNIFORM, 0};
    if (strcmp(name, "uniform") == 0)
        return STATUS_OK;
    law->kind = GAUSSIAN;
    if (strcmp(name, "gaussian") == 0)
        return STATUS_OK;
    law->kind = PARETO;
    const char *end = name + strlen(name);
    if (strncmp(name, "pareto:", 7) == 0 && number_read(name + 7, end, &exponent) == end &&
        exponent > 1 && isfinite(exponent)) {
        law->exponent = exponent;
        return STATUS_OK;
    }
    return error_set(STATUS_USAGE,
                     "found law %s, expected uniform, gaussian or pareto:A with A > 1", name);
}

/* int |x - Q(s)| ds over p from p0 to p1: the part of the law that comes to x. */
static long double moved(const struct law *law, long double x, long double p0, long double q0,
                         long double p1, long double q1) {
    long double q = tail(law, x), p = 1 - q;
    if (q > q0 || q < q1) {
        p = q > q0 ? p0 : p1;
        q = q > q0 ? q0 : q1;
    }
    long double before = quantile_sum(law, p, q) - quantile_sum(law, p0, q0);
    long double after = quantile_sum(law, p1, q1) - quantile_sum(law, p, q);
    return x * ((q0 - q) - (q - q1)) - before + after;
}

/* int_x^y |F - p| ds */
static long double between(const struct law *law, long double x, long double y, long double p,
                           long double q) {
    long double at = quantile(law, p, q);
    at = at < x ? x : at > y ? y : at;
    long double below = q * (at - x) - (area_above(law, x) - area_above(law, at));
    long double above = q * (y - at) - (area_above(law, at) - area_above(law, y));
    return above - below;
}

/* Both values; what rounding can have done to them goes off the dual. */
static void solve(const struct law *law, size_t n, const double *x, const long double *a,
                  const size_t *order, struct transport *transport) {
    long double primal = 0, dual = 0, p = 0, q = 1, scale = 0;
    long double first = x[order[0]], last = x[order[n - 1]];
    for (size_t k = 0; k < n; k++) {
        long double point = x[order[k]], next_p = p + a[order[k]], next_q = q - a[order[k]];
        if (k + 1 == n || next_q < 0) {
            next_p = 1;
            next_q = 0;
        }
        primal += moved(law, point, p, q, next_p, next_q);
        if (k + 1 < n)
            dual += between(law, point, x[order[k + 1]], next_p, next_q);
        scale += a[order[k]] * fabsl(point);
        p = next_p;
        q = next_q;
    }
    dual += first - mean(law) + area_above(law, first) + area_above(law, last);
    scale += 1 + fabsl(mean(law));
    dual -= LDBL_EPSILON * (8 + 4 * sqrtl((long double)n)) * scale;
    transport->primal = (double)primal;
    transport->dual = (double)dual;
    transport->gap = (double)(primal - dual);
    transport->rounding = (double)(2 * DBL_EPSILON * scale);
}

enum status transport_law(const struct transport_cloud *cloud, const char *name,
                          struct transport *transport) {
    struct law law;
    *transport = (struct transport){0};
    enum status status = parse(&law, name);
    if (status != STATUS_OK)
        return status;
    if (cloud->d != 1)
        return error_set(STATUS_USAGE,
                         "found %zu dimensions, expected one for the distance to a law", cloud->d);
    long double *a = cloud_weights(cloud);
    size_t *order = memory_new(cloud->n, sizeof *order);
    if (a && order) {
        gsl_sort_index(order, cloud->X, 1, cloud->n);
        solve(&law, cloud->n, cloud->X, a, order, transport);
        status = transport_check(transport);
    } else {
        status = STATUS_NUMERICAL;
    }
    free(a);
    free(order);
    return status;
}
