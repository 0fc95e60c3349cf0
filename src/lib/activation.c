/* SPDX-License-Identifier: MIT */
#include "activation.h"

#include "number.h"
#include "vector.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

enum { BLOCK = 256 };

/* He_k and He_{k-1} by He_{k+1} = t He_k - k He_{k-1}; adds coefficient c of He_k to the sum. */
static void hermite_add(struct activation *activation, size_t k, double c, double *now,
                        double *before) {
    if (k > 0) {
        double next[ACTIVATION_TERMS] = {0};
        for (size_t j = 0; j < k; j++) {
            next[j + 1] += now[j];
            next[j] -= (double)(k - 1) * before[j];
        }
        memcpy(before, now, sizeof next);
        memcpy(now, next, sizeof next);
    }
    for (size_t j = 0; j <= k; j++)
        activation->power[j] += c * now[j];
}

static enum status hermite_parse(struct activation *activation, const char *name,
                                 const char *list) {
    double now[ACTIVATION_TERMS] = {1}, before[ACTIVATION_TERMS] = {0};
    const char *end = name + strlen(name);
    for (size_t k = 0;; k++) {
        double c = NAN;
        const char *next = number_read(list, end, &c);
        if (k == ACTIVATION_TERMS)
            return error_set(STATUS_USAGE, "found activation %s, expected at most %d coefficients",
                             name, ACTIVATION_TERMS);
        if (!next || !isfinite(c) || (*next != ',' && *next != '\0'))
            return error_set(
                STATUS_USAGE,
                "found activation %s, expected finite numbers c0,c1,... after hermite:", name);
        hermite_add(activation, k, c, now, before);
        activation->terms = k + 1;
        if (*next == '\0')
            return STATUS_OK;
        list = next + 1;
    }
}

enum status activation_parse(struct activation *activation, const char *name) {
    static const struct {
        const char *name;
        enum activation_kind kind;
    } kinds[] = {
        {"relu", ACTIVATION_RELU}, {"erf", ACTIVATION_ERF},           {"erf2", ACTIVATION_ERF2},
        {"tanh", ACTIVATION_TANH}, {"softplus", ACTIVATION_SOFTPLUS}, {"step", ACTIVATION_STEP},
        {"sin2", ACTIVATION_SIN2},
    };
    static const struct {
        const char *name;
        struct activation activation;
    } polynomials[] = {
        {"linear", {ACTIVATION_POLYNOMIAL, 2, {0, 1}}},
        {"square", {ACTIVATION_POLYNOMIAL, 3, {0, 0, 1}}},
        {"he2", {ACTIVATION_POLYNOMIAL, 3, {-0x1.6a09e667f3bcdp-1, 0, 0x1.6a09e667f3bcdp-1}}},
        {"he3", {ACTIVATION_POLYNOMIAL, 4, {0, -0x1.3988e1409212ep0, 0, 0x1.a20bd700c2c3ep-2}}},
    };
    *activation = (struct activation){.kind = ACTIVATION_POLYNOMIAL};
    if (strncmp(name, "hermite:", 8) == 0)
        return hermite_parse(activation, name, name + 8);
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (strcmp(name, kinds[i].name) == 0) {
            activation->kind = kinds[i].kind;
            return STATUS_OK;
        }
    for (size_t i = 0; i < sizeof polynomials / sizeof polynomials[0]; i++)
        if (strcmp(name, polynomials[i].name) == 0) {
            *activation = polynomials[i].activation;
            return STATUS_OK;
        }
    return error_set(STATUS_USAGE, "found activation %s, expected " ACTIVATION_NAMES, name);
}

int activation_smoothness(const struct activation *activation) {
    switch (activation->kind) {
    case ACTIVATION_STEP:
        return 0;
    case ACTIVATION_RELU:
        return 1;
    default:
        return 3;
    }
}

static void fill(size_t n, double value, double *out) {
    for (size_t i = 0; i < n; i++)
        out[i] = value;
}

static void heaviside(size_t n, const double *z, double *out) {
    for (size_t i = 0; i < n; i++)
        out[i] = z[i] > 0 ? 1.0 : 0.0;
}

static void relu(int order, size_t n, const double *z, double *out) {
    if (order == 0)
        for (size_t i = 0; i < n; i++)
            out[i] = z[i] < 0 ? 0.0 : z[i]; /* a NaN stays one */
    else if (order == 1)
        heaviside(n, z, out);
    else
        fill(n, 0, out);
}

/* erf(sqrt(b) t): sigma' = 2 sqrt(b/pi) e^{-b t^2}. Block by block, so that out may be z. */
static void error_function(double b, int order, size_t n, const double *z, double *out) {
    double c = 2 * sqrt(b / M_PI), root = sqrt(b), e[BLOCK];
    for (size_t start = 0; start < n; start += BLOCK) {
        size_t count = n - start < BLOCK ? n - start : BLOCK;
        const double *t = z + start;
        double *o = out + start;
        for (size_t i = 0; i < count; i++)
            e[i] = order == 0 ? root * t[i] : -b * t[i] * t[i];
        if (order == 0) {
            vector_erf(count, e, o);
            continue;
        }
        vector_exp(count, e, e);
        if (order == 1)
            for (size_t i = 0; i < count; i++)
                o[i] = c * e[i];
        else if (order == 2)
            for (size_t i = 0; i < count; i++)
                o[i] = -2 * b * c * t[i] * e[i];
        else
            for (size_t i = 0; i < count; i++)
                o[i] = 2 * b * c * (2 * b * t[i] * t[i] - 1) * e[i];
    }
}

static void hyperbolic_tangent(int order, size_t n, const double *z, double *out) {
    vector_tanh(n, z, out);
    if (order == 1)
        for (size_t i = 0; i < n; i++)
            out[i] = 1 - out[i] * out[i];
    else if (order == 2)
        for (size_t i = 0; i < n; i++)
            out[i] = -2 * out[i] * (1 - out[i] * out[i]);
    else if (order == 3)
        for (size_t i = 0; i < n; i++)
            out[i] = (1 - out[i] * out[i]) * (6 * out[i] * out[i] - 2);
}

/* With e = e^{-|t|}: sigma = max(t,0) + log(1+e), sigma' = 1/(1+e) or e/(1+e),
 * sigma'' = e/(1+e)^2, sigma''' = -sgn(t) sigma'' (1-e)/(1+e). */
static void softplus(int order, size_t n, const double *z, double *out) {
    double e[BLOCK];
    for (size_t start = 0; start < n; start += BLOCK) {
        size_t count = n - start < BLOCK ? n - start : BLOCK;
        const double *t = z + start;
        double *o = out + start;
        for (size_t i = 0; i < count; i++)
            e[i] = -fabs(t[i]);
        vector_exp(count, e, e);
        if (order == 0) {
            vector_log1p(count, e, e);
            for (size_t i = 0; i < count; i++)
                o[i] = (t[i] < 0 ? 0.0 : t[i]) + e[i];
        } else if (order == 1)
            for (size_t i = 0; i < count; i++)
                o[i] = (t[i] < 0 ? e[i] : 1.0) / (1 + e[i]);
        else if (order == 2)
            for (size_t i = 0; i < count; i++)
                o[i] = e[i] / ((1 + e[i]) * (1 + e[i]));
        else
            for (size_t i = 0; i < count; i++)
                o[i] = copysign(e[i] * (1 - e[i]), -t[i]) / ((1 + e[i]) * (1 + e[i]) * (1 + e[i]));
    }
}

static void sine(int order, size_t n, const double *z, double *out) {
    static const double factor[] = {1, 2, -4, -8};
    for (size_t i = 0; i < n; i++)
        out[i] = 2 * z[i];
    if (order % 2)
        vector_cos(n, out, out);
    else
        vector_sin(n, out, out);
    for (size_t i = 0; i < n; i++)
        out[i] *= factor[order];
}

static void polynomial(const struct activation *activation, int order, size_t n, const double *z,
                       double *out) {
    double c[ACTIVATION_TERMS];
    size_t terms = activation->terms;
    memcpy(c, activation->power, sizeof c);
    for (int i = 0; i < order; i++) {
        for (size_t j = 1; j < terms; j++)
            c[j - 1] = (double)j * c[j];
        terms -= terms > 0;
    }
    for (size_t i = 0; i < n; i++) {
        double t = z[i], sum = 0;
        for (size_t j = terms; j-- > 0;)
            sum = sum * t + c[j];
        out[i] = sum;
    }
}

int activation_degree(const char *name) {
    bool first = strcmp(name, "relu") == 0 || strcmp(name, "linear") == 0;
    return first ? 1 : strcmp(name, "square") == 0 ? 2 : 0;
}

void activation_apply(const struct activation *activation, int order, size_t n, const double *z,
                      double *out) {
    switch (activation->kind) {
    case ACTIVATION_RELU:
        relu(order, n, z, out);
        return;
    case ACTIVATION_STEP:
        if (order == 0)
            heaviside(n, z, out);
        else
            fill(n, 0, out);
        return;
    case ACTIVATION_ERF:
        error_function(1, order, n, z, out);
        return;
    case ACTIVATION_ERF2:
        error_function(0.5, order, n, z, out);
        return;
    case ACTIVATION_TANH:
        hyperbolic_tangent(order, n, z, out);
        return;
    case ACTIVATION_SOFTPLUS:
        softplus(order, n, z, out);
        return;
    case ACTIVATION_SIN2:
        sine(order, n, z, out);
        return;
    case ACTIVATION_POLYNOMIAL:
        polynomial(activation, order, n, z, out);
        return;
    }
}

double activation_value(const struct activation *activation, int order, double z) {
    double value = NAN;
    activation_apply(activation, order, 1, &z, &value);
    return value;
}
