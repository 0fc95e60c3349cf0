/* SPDX-License-Identifier: MIT */
/* Both layers trained on one direction (c6). */
#include "early_stage.h"

#include "adaptive.h"
#include "quadrature.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_sf_expint.h>
#include <math.h>

void early_stage_aligned(enum loss loss, double q, double A, double B, double step, size_t steps,
                         double *f, double *drift) {
    double product = 1;
    for (size_t t = 0; t < steps; t++) {
        double G = step * q * early_stage_slope(loss, A - B);
        A *= (1 + G) * (1 + G);
        B *= (1 - G) * (1 - G);
        product *= (1 - G) * (1 + G);
    }
    if (f)
        *f = A - B;
    if (drift)
        *drift = product;
}

/* ---- balanced ---- */

/* log(b/a), 0 < a <= b, without loss when they are close. */
static double log_ratio(double a, double b) {
    return b < 2 * a ? log1p((b - a) / a) : log(b / a);
}

/* Beyond it e^x overflows sooner than Ei(x), and the asymptotic series is exact to rounding. */
static const double large = 690;

/* e^x times a small factor, where e^x alone may overflow. */
static double exp_times(double x, double factor) {
    double root = exp(x / 2);
    return isinf(root) ? root : root * (root * factor);
}

/* Ei(x) = (e^x/x) sum_k k!/x^k for large x. */
static double ei_large(double x) {
    double sum = 0, term = 1;
    for (int k = 1; term > 1e-18; k++) {
        sum += term;
        term *= k / x;
    }
    return exp_times(x, sum / x);
}

/* Ei(x) by a library, or NaN. */
static double ei(double x) {
    gsl_sf_result value;
    gsl_error_handler_t *handler = gsl_set_error_handler_off();
    bool finite = gsl_sf_expint_Ei_e(x, &value) == GSL_SUCCESS;
    gsl_set_error_handler(handler);
    return finite ? value.val : NAN;
}

/* Ei(b) - Ei(a) = int e^x dx/x, 0 < a <= b: near each other by quadrature in log x. */
static double ei_difference(double a, double b) {
    if (b <= 2 * a && b - a <= 1) {
        static struct quadrature rule; /* on [0, 1]; made once */
        if (!rule.count && quadrature_legendre(&rule, 0, 1, 1, 20) != STATUS_OK)
            return NAN;
        double width = log_ratio(a, b), shift = b > large ? b : 0, sum = 0;
        for (size_t i = 0; i < rule.count; i++)
            sum += rule.w[i] * exp(a * exp(width * rule.x[i]) - shift);
        return shift > 0 ? exp_times(shift, width * sum) : width * sum;
    }
    double high = b > large ? ei_large(b) : ei(b);
    return isinf(high) ? high : high - (a > large ? ei_large(a) : ei(a));
}

double early_stage_hitting_time(enum loss loss, double f0, double f1, double q) {
    if (!(f0 >= 0 && f1 >= f0 && q > 0))
        return NAN;
    if (f0 == f1)
        return 0;
    if (f0 == 0)
        return INFINITY;
    switch (loss) {
    case LOSS_EXP:
        return ei_difference(f0, f1) / (2 * q);
    case LOSS_LOGISTIC:
        return (ei_difference(f0, f1) + log_ratio(f0, f1)) / (2 * q);
    case LOSS_SQUARE:
        return f1 < 1   ? (log_ratio(f0, f1) + log_ratio(1 - f1, 1 - f0)) / (2 * q)
               : f0 < 1 ? INFINITY
                        : NAN;
    default:
        return NAN;
    }
}

double early_stage_hitting_defect(enum loss loss, double f0, double f1, double step) {
    double slopes; /* ln(g(f1)/g(f0)) */
    if (!(f0 > 0 && f1 >= f0))
        return NAN;
    switch (loss) {
    case LOSS_EXP:
        slopes = f0 - f1;
        break;
    case LOSS_LOGISTIC:
        slopes = early_stage_loss(loss, -f0) - early_stage_loss(loss, -f1);
        break;
    case LOSS_SQUARE:
        slopes = f1 < 1 ? -log_ratio(1 - f1, 1 - f0) : NAN;
        break;
    default:
        return NAN;
    }
    return step * (log_ratio(f0, f1) / 4 + slopes / 2);
}

struct search {
    enum loss loss;
    double f0, q, time;
};

/* Negative before the time; f = f0 e^v. */
static double lateness(double v, void *context) {
    const struct search *search = context;
    return early_stage_hitting_time(search->loss, search->f0, search->f0 * exp(v), search->q) -
           search->time;
}

double early_stage_output(enum loss loss, double f0, double q, double time) {
    struct search search = {loss, f0, q, time};
    if (!(f0 >= 0 && q > 0 && time >= 0) || (loss == LOSS_SQUARE && f0 >= 1))
        return NAN;
    if (f0 == 0)
        return 0;
    if (loss == LOSS_SQUARE) /* logistic growth */
        return 1 / (1 + (1 - f0) / f0 * exp(-2 * q * time));
    /* (ln f)' = 2 q g <= 2 q g(f0) */
    double most = fmin(2 * q * early_stage_slope(loss, f0) * time, log(1e3 / f0) + 1);
    return f0 * exp(adaptive_root(lateness, &search, 0, fmax(0, most)));
}

/* ---- unbalanced ---- */

struct flow {
    enum loss loss;
    double root; /* 2 sqrt(AB) */
};

/* 1/g at f = root sinh v, where df/sqrt(f^2 + root^2) = dv. */
static double slowness(double v, void *context) {
    const struct flow *flow = context;
    return 1 / early_stage_slope(flow->loss, flow->root * sinh(v));
}

enum status early_stage_hitting_time_unbalanced(enum loss loss, double A, double B, double f1,
                                                double q, double *time) {
    struct flow flow = {loss, 2 * sqrt(A) * sqrt(B)};
    if (!(A > 0 && B > 0 && q > 0 && f1 >= A - B))
        return error_set(STATUS_USAGE,
                         "found A = %g, B = %g, f1 = %g, q = %g, expected A, B, q > 0 and f1 of at "
                         "least A - B",
                         A, B, f1, q);
    if (loss == LOSS_SQUARE && f1 >= 1) {
        *time = A - B < 1 ? INFINITY : NAN;
        return STATUS_OK;
    }
    /* The start is asinh((A - B)/root) = log(A/B)/2. */
    double low = log(A / B) / 2, high = asinh(f1 / flow.root);
    double points[] = {low, 0.5 * (low + high), high - 0.1 * (high - low), high};
    double size = slowness(low, &flow) * (high - low) + slowness(high, &flow) / fmax(1, fabs(f1));
    enum status status = adaptive_integrate(slowness, &flow, 4, points, 1e-14 * size, time);
    *time /= 2 * q;
    return status;
}

/* ---- escape from a small start, and the tail ---- */

double early_stage_escape_time(double rate, double f0, double f, double step) {
    double growth = log_ratio(f0, f);
    return step > 0 ? step * growth / (2 * log1p(step * rate)) : growth / (2 * rate);
}

struct early_stage_neuron early_stage_align(struct early_stage_neuron start, double rate,
                                            double time, bool both) {
    double s = rate * time, even = both ? cosh(s) : 1, odd = both ? sinh(s) : s;
    return (struct early_stage_neuron){
        .a = both ? start.a * even + start.along * odd : start.a,
        .along = start.along * even + start.a * odd,
        .across = start.across,
    };
}

double early_stage_tail_both(double norm, double gamma) {
    return 2 * norm * gamma * gamma;
}

double early_stage_tail_both_loss(double gamma, double time) {
    return time > 1 ? 1 / (2 * gamma * time * log(time)) : NAN;
}
