/* SPDX-License-Identifier: MIT */
/* The bounds of the generalisation gap, link by link: wasserstein.md, c3 to c5. */
#ifndef TWOLAYER_WASSERSTEIN_CHAIN_H
#define TWOLAYER_WASSERSTEIN_CHAIN_H

#include <stddef.h>

/* What is known; NaN what is not, whose links are left out. Means over networks where there are
 * several. */
struct wasserstein_known {
    double n, d;       /* sample size; dimension of z = (x, y) */
    double gap;        /* E|L - L_n| on the training sample */
    double test_gap;   /* the same of an independent sample of size n */
    double variance;   /* E Var(loss | theta) */
    double gradient2;  /* E|grad f - grad g|^2, g the mean of y, for the law of wasserstein.md, b */
    double half_width; /* S, of the uniform noise of that law */
    double seen;       /* E[Lip_seen W1], Lip_seen the steepest slope of the loss that was seen */
    double product;    /* E[Lip W1], Lip = sqrt(1 + Lambda^2) */
    double lip2;       /* E Lip^2 */
    double distance;   /* E W1(mu_n, mu) */
    double trace;      /* tr Cov(z) */
    double map;  /* Lipschitz constant of a map from the uniform law on [0,1]^d to that of z */
    double side; /* side of a cube that z lies in */
    double order, norm; /* q, and (E|z|^q)^{1/q} about some point, of the largest coordinate */
    double moment;      /* (E s^2)^{1/2} or a bound of it, s = |theta|^2 */
    double path;        /* E P, P the path norm */
    double largest;     /* a bound of s/2, and so of P, known before training */
    double square;      /* E|x|^2 */
};

/* One link. Within a chain each is at most the next one: from what is measured to what is known
 * before training. (Of the measured gap and A0 the second is what the first tends to.) */
struct wasserstein_link {
    const char *chain; /* independent, gradients, dependent, dyadic, moments or path */
    const char *name;  /* as in wasserstein.md: A0, A1, ..., B, R */
    const char *what;
    double value;
    int known_before; /* training */
};

enum { WASSERSTEIN_LINKS = 20 };

/* Fills links with those whose value is known; returns their number. [derived] */
size_t wasserstein_chain(const struct wasserstein_known *known,
                         struct wasserstein_link links[WASSERSTEIN_LINKS]);

#endif
