/* SPDX-License-Identifier: MIT */
/* One network, attacked, in O(k) numbers: with c_l = a_l psi'(z_l)/sqrt k and S = sum c_l^2, the
 * gradient across x is N(0, (S/d) I_{d-1}), and given its length g the rows along it are
 * w_l.u = z_l T/(d G) + (g/G) [c_l g/S + (xi_l - c_l (c.xi)/S)/sqrt d]. Equal in law to drawing
 * the k x d matrix (adversarial.md, c2). */
#ifndef TWOLAYER_ADVERSARIAL_SAMPLER_H
#define TWOLAYER_ADVERSARIAL_SAMPLER_H

#include "adversarial.h"

#include "mean.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

enum { SAMPLER_WIDTH = 4096, SAMPLER_STEPS = 8 };

struct sample {
    double f, G;
    double slope;                /* linear gain per unit of s: G, or |g|_1/sqrt d */
    double after[SAMPLER_STEPS]; /* f(x - s sgn(f) u), or of the l-infinity step of that l2 norm */
    double flips[SAMPLER_STEPS]; /* fraction of neurons whose pre-activation changes sign */
};

static inline void sampler_draw(gsl_rng *rng, const struct activation *activation, size_t k,
                                double d, bool linf, size_t steps, const double *s,
                                struct sample *out) {
    static double a[SAMPLER_WIDTH], z[SAMPLER_WIDTH], c[SAMPLER_WIDTH], h[SAMPLER_WIDTH],
        moved[SAMPLER_WIDTH], value[SAMPLER_WIDTH];
    double S = 0, T = 0, projection = 0, root = sqrt((double)k);
    *out = (struct sample){0};
    for (size_t l = 0; l < k; l++) {
        a[l] = (gsl_rng_get(rng) & 1 ? 1 : -1) / root;
        z[l] = gsl_ran_gaussian_ziggurat(rng, 1);
        h[l] = gsl_ran_gaussian_ziggurat(rng, 1);
    }
    activation_apply(activation, 0, k, z, value);
    activation_apply(activation, 1, k, z, c);
    for (size_t l = 0; l < k; l++) {
        out->f += a[l] * value[l];
        c[l] *= a[l];
        S += c[l] * c[l];
        T += c[l] * z[l];
        projection += c[l] * h[l];
    }
    if (S == 0)
        return;
    double g2, along, across, length;
    if (linf) {
        double sum = 0; /* of |N| over the d - 1 directions; and the square of the length */
        g2 = 0;
        for (size_t j = 1; j < (size_t)d; j++) {
            double g = gsl_ran_gaussian_ziggurat(rng, sqrt(S / d));
            sum += fabs(g);
            g2 += g * g;
        }
        along = copysign(1 / sqrt(d), T) / sqrt(d);
        across = sqrt((d - 1) / d);
        length = sum / sqrt(d);
        out->G = sqrt(g2 + T * T / d);
        out->slope = (sum + fabs(T) / sqrt(d)) / sqrt(d);
    } else {
        g2 = S * gsl_ran_chisq(rng, d - 1) / d;
        out->G = out->slope = sqrt(g2 + T * T / d);
        along = T / (d * out->G);
        across = sqrt(g2) / out->G;
        length = g2 / out->G;
    }
    for (size_t l = 0; l < k; l++)
        h[l] = z[l] * along + c[l] * length / S + across * (h[l] - c[l] * projection / S) / sqrt(d);
    for (size_t i = 0; i < steps; i++) {
        for (size_t l = 0; l < k; l++) {
            moved[l] = z[l] - copysign(s[i], out->f) * h[l];
            out->flips[i] += (moved[l] > 0) != (z[l] > 0) ? 1 / (double)k : 0;
        }
        activation_apply(activation, 0, k, moved, value);
        for (size_t l = 0; l < k; l++)
            out->after[i] += a[l] * value[l];
    }
}

static inline void sampler_subject(const char *name, struct activation *activation,
                                   struct adversarial_moments *moments) {
    TEST(activation_parse(activation, name) == STATUS_OK);
    TEST(adversarial_moments(activation, moments) == STATUS_OK);
}

static inline gsl_rng *sampler_rng(void) {
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(rng, (unsigned long)test_seed());
    return rng;
}

#endif
