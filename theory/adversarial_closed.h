/* SPDX-License-Identifier: MIT */
/* The Gaussian moments of adversarial.h in closed form (adversarial.md, section b). */
#ifndef TWOLAYER_ADVERSARIAL_CLOSED_H
#define TWOLAYER_ADVERSARIAL_CLOSED_H

#include "adversarial.h"

/* Replaces what stands in *moments by closed forms where there are any: all for relu, step,
 * polynomials (E Z^{2j} = (2j-1)!!) and sin2 (E cos aZ = e^{-a^2/2}); all but psi4 for erf and
 * erf2 (arcsine law and E Z^{2j} e^{-cZ^2}); none for tanh and softplus. nbar is left alone. */
void adversarial_moments_closed(const struct activation *activation,
                                struct adversarial_moments *moments);

#endif
