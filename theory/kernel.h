/* SPDX-License-Identifier: MIT */
/* Kernels of infinitely wide layers: k(x, x') = E_w sigma(w.x) sigma(w.x'), w ~ N(0, I/d), as
 * functions of q11 = |x|^2/d, q12 = x.x'/d, q22 = |x'|^2/d. With rho = q12/sqrt(q11 q22):
 *
 *   relu    sqrt(q11 q22)/(2 pi) (sqrt(1-rho^2) + rho (pi - acos rho))
 *   step    (pi - acos rho)/(2 pi)
 *   erf     (2/pi) asin(2 q12/sqrt((1 + 2 q11)(1 + 2 q22)))
 *   erf2    (2/pi) asin(q12/sqrt((1 + q11)(1 + q22)))
 *   linear  q12
 *   square  q11 q22 + 2 q12^2
 *   he2     ((q11 - 1)(q22 - 1) + 2 q12^2)/2
 *   he3     (6 q12^3 + 9 q12 (q11 - 1)(q22 - 1))/6
 *
 * [standard: Williams 1998; Cho and Saul 2009] */
#ifndef TWOLAYER_KERNEL_H
#define TWOLAYER_KERNEL_H

#include "error.h"

struct kernel {
    /* k, and its derivatives with respect to q11 and q12. q12 is clipped to |q12| <= sqrt(q11 q22),
     * which rounding may exceed. Of relu and step q11, q22 > 0; the derivatives of step are
     * infinite at rho = +-1. */
    void (*evaluate)(double q11, double q12, double q22, double *k, double *k11, double *k12);
};

/* The kernel of an activation by name; STATUS_USAGE if it is none of the above. */
enum status kernel_find(struct kernel *kernel, const char *activation);

#endif
