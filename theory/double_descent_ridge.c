/* SPDX-License-Identifier: MIT */
/* Ridge and minimum norm by their deterministic equivalent (R6), and the mean covariance (R1). */
#include "double_descent.h"

#include "adaptive.h"
#include "harmonics.h"

#include <math.h>
#include <stdlib.h>

enum { HERMITE = 600 };

enum status double_descent_constants(const struct activation *activation,
                                     struct double_descent_constants *constants) {
    double c[HERMITE];
    enum status status = harmonics_coefficients(activation, INFINITY, HERMITE, c);
    if (status != STATUS_OK)
        return status;
    *constants = (struct double_descent_constants){.mu0 = c[0], .mu1 = c[1]};
    for (size_t k = HERMITE - 1; k >= 2; k--)
        constants->star += c[k] * c[k];
    /* The coefficients of relu and step decay too slowly to be summed. */
    if (activation->kind == ACTIVATION_RELU || activation->kind == ACTIVATION_STEP)
        constants->star = 0.5 - c[0] * c[0] - c[1] * c[1];
    return STATUS_OK;
}

void double_descent_covariance(const struct double_descent_constants *constants, double m,
                               double *lambda1, double *lambda2) {
    *lambda2 = (constants->mu1 * constants->mu1 + constants->star) / m;
    *lambda1 = *lambda2 + constants->mu0 * constants->mu0;
}

/* ---- the effective ridge ---- */

struct balance {
    const struct double_descent_kernel *kernel;
    double n, p, ridge;
};

/* least - df1, least = min(n, p), as (n - df1)(p - df1) = ridge p/nu has it. */
static double gap(const struct balance *of, double nu) {
    if (isinf(of->p))
        return of->ridge / nu;
    double q = of->ridge / nu * of->p, apart = fabs(of->n - of->p);
    if (q == 0)
        return 0;
    return isinf(q) ? INFINITY : 2 * q / (apart + sqrt(apart * apart + 4 * q));
}

static double degrees(const struct double_descent_kernel *kernel, double nu) {
    double sum = kernel->tail / nu;
    for (size_t k = kernel->count; k-- > 0;)
        sum += kernel->modes[k].mass / (kernel->modes[k].eigenvalue + nu);
    return sum;
}

static double imbalance(double log_nu, void *context) {
    const struct balance *of = context;
    double nu = exp(log_nu);
    return degrees(of->kernel, nu) + gap(of, nu) - fmin(of->n, of->p);
}

static double rank(const struct double_descent_kernel *kernel) {
    double sum = kernel->tail > 0 ? INFINITY : 0;
    for (size_t k = 0; k < kernel->count; k++)
        if (kernel->modes[k].mass > 0)
            sum += kernel->modes[k].mass / kernel->modes[k].eigenvalue;
    return sum;
}

static double effective_ridge(const struct balance *of) {
    double least = fmin(of->n, of->p);
    if (least == 0 || isinf(of->ridge))
        return INFINITY;
    /* The multiplicities come from quotients: the rank is known up to rounding. */
    if (of->ridge == 0 && least >= rank(of->kernel) * (1 - 1e-12))
        return 0;
    struct balance copy = *of;
    return exp(adaptive_root(imbalance, &copy, -700, 700));
}

/* ---- the six sources ---- */

/* What the sources are made of at the effective ridge. */
struct sums {
    double spread;         /* df1 - df2 = nu sum xi/(xi+nu)^2 */
    double bias, featured; /* nu^2 sum b/(xi+nu)^2, nu sum b xi/(xi+nu)^2, b the target */
};

static struct sums sum_modes(const struct double_descent_kernel *kernel, double nu, double *df2) {
    struct sums sums = {.spread = nu > 0 ? kernel->tail / nu : 0};
    *df2 = 0;
    for (size_t k = kernel->count; k-- > 0;) {
        const struct double_descent_mode *mode = &kernel->modes[k];
        double xi = mode->eigenvalue, kept = xi > 0 ? xi / (xi + nu) : 0;
        double lost = xi > 0 && isfinite(nu) ? nu / (xi + nu) : 1;
        *df2 += xi > 0 ? mode->mass / xi * kept * kept : 0;
        sums.spread += xi > 0 ? mode->mass / xi * kept * lost : 0;
        sums.bias += mode->target * lost * lost;
        sums.featured += mode->target * kept * lost;
    }
    return sums;
}

/* product of factors of which a zero wins over an infinity */
static double times(double a, double b) {
    return a == 0 || b == 0 ? 0 : a * b;
}

/* a/b with 0/0 = 0: no noise or error is there to be amplified. */
static double over(double a, double b) {
    return a == 0 ? 0 : a / b;
}

/* Upsilon/(1-Upsilon) - df2/(n-df2) = n x^2/((A+x)(AB + x(A+B))), x the spread, A = n - df1, B = p
 * - df1: sums of positive terms, with their limits where A, B or x vanish. */
static double amplify_init(double n, double A, double B, double x) {
    if (isinf(B))
        return 0;
    if (A == 0)
        return n / B;
    return x == 0 ? 0 : n * x / (A + x) * (x / (A * B + x * (A + B)));
}

void double_descent_ridge(const struct double_descent_kernel *kernel, double n, double p,
                          double ridge, double noise, struct double_descent_equivalent *equivalent,
                          struct double_descent_sources *sources) {
    struct balance balance = {kernel, n, p, ridge};
    struct double_descent_equivalent e = {.nu = effective_ridge(&balance)};
    struct sums sums = sum_modes(kernel, e.nu, &e.df2);
    double least = isinf(e.nu) ? fmin(n, p)
                   : e.nu == 0 ? fmin(n, p) - rank(kernel)
                               : gap(&balance, e.nu);
    /* At rank = least the difference of roundings is no distance from the threshold. */
    if (e.nu == 0 && least < 1e-9 * fmin(n, p))
        least = 0;
    e.df1 = e.df2 + sums.spread;
    e.free_n = least + fmax(0, n - p);
    e.free_p = isinf(p) ? INFINITY : least + fmax(0, p - n);
    e.amplify_samp = over(e.df2, e.free_n + sums.spread);
    e.amplify_init = isinf(e.nu) ? 0 : amplify_init(n, e.free_n, e.free_p, sums.spread);
    if (equivalent)
        *equivalent = e;
    if (!sources)
        return;
    /* chi nu^2 sum b xi/(xi+nu)^2 with chi = sum xi/(xi+nu)^2/(p - df2), p - df2 = B + x */
    double init = isinf(e.free_p) ? 0
                  : e.free_p == 0 ? sums.featured
                                  : sums.featured * (sums.spread / (e.free_p + sums.spread));
    *sources = (struct double_descent_sources){
        .bias2 = sums.bias,
        .init = init,
        .samp = times(sums.bias, e.amplify_samp),
        .init_samp =
            times(sums.bias, e.amplify_init) + times(init, e.amplify_samp + e.amplify_init),
        .noise_samp = times(noise, e.amplify_samp),
        .noise_init = times(noise, e.amplify_init),
    };
    sources->total = sources->bias2 + sources->init + sources->samp + sources->init_samp +
                     sources->noise_samp + sources->noise_init;
}

void double_descent_kernel_free(struct double_descent_kernel *kernel) {
    free(kernel->modes);
    *kernel = (struct double_descent_kernel){0};
}
