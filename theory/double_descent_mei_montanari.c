/* SPDX-License-Identifier: MIT */
/* The risk of random features by Mei and Montanari's polynomials (R6 i): a second route to
 * double_descent_ridge on the limit kernel. */
#include "double_descent.h"

#include "adaptive.h"

#include <math.h>

struct chi {
    double psi1, psi2, zeta2, lambda; /* zeta^2 = mu1^2/mu*^2, lambda/mu*^2 */
};

/* With nu_j = i y_j the two fixed-point equations say y1 s = psi1 - g, y2 s = psi2 - g, s^2 = psi1
 * psi2 lambda, g = x + zeta^2 x/(1 + zeta^2 x), x = y1 y2 = -chi. Their product determines x. */
static double excess(double x, void *context) {
    const struct chi *of = context;
    double g = x + of->zeta2 * x / (1 + of->zeta2 * x), least = fmin(of->psi1, of->psi2);
    if (of->lambda == 0 || g >= least)
        return g - least;
    return x * of->psi1 * of->psi2 * of->lambda - (of->psi1 - g) * (of->psi2 - g);
}

void double_descent_mei_montanari(const struct double_descent_constants *constants, double psi1,
                                  double psi2, double lambda, double signal, double noise,
                                  double *bias, double *variance) {
    double z2 = constants->mu1 * constants->mu1 / constants->star, z4 = z2 * z2, z6 = z4 * z2;
    struct chi of = {psi1, psi2, z2, lambda / constants->star};
    double x = -adaptive_root(excess, &of, 0, fmin(psi1, psi2));
    double x2 = x * x, x3 = x2 * x, x4 = x3 * x, x5 = x4 * x, pp = psi1 * psi2;
    double E0 = -x5 * z6 + 3 * x4 * z4 + (pp - psi2 - psi1 + 1) * x3 * z6 - 2 * x3 * z4 -
                3 * x3 * z2 + (psi1 + psi2 - 3 * pp + 1) * x2 * z4 + 2 * x2 * z2 + x2 +
                3 * pp * x * z2 - pp;
    double E1 = psi2 * x3 * z4 - psi2 * x2 * z2 + pp * x * z2 - pp;
    double E2 = x5 * z6 - 3 * x4 * z4 + (psi1 - 1) * x3 * z6 + 2 * x3 * z4 + 3 * x3 * z2 -
                (psi1 + 1) * x2 * z4 - 2 * x2 * z2 - x2;
    bool defined = constants->star > 0;
    *bias = defined ? signal * E1 / E0 : NAN;
    *variance = defined ? noise * E2 / E0 : NAN;
}
