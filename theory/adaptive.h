/* SPDX-License-Identifier: MIT */
/* Adaptive integration over an interval cut at known points. */
#ifndef TWOLAYER_ADAPTIVE_H
#define TWOLAYER_ADAPTIVE_H

#include "error.h"

#include <stddef.h>

/* Integrates from points[0] to points[count-1]: Gauss-Kronrod 21 (GSL's QAG) on each piece between
 * neighbours, to an absolute error of `error` in all. Points are sorted in place; those equal to
 * their neighbour add nothing. STATUS_NUMERICAL if the estimated error stays above 1000 times that
 * (estimates are pessimistic near rounding) or the value is not finite. */
enum status adaptive_integrate(double (*function)(double x, void *context), void *context,
                               size_t count, double *points, double error, double *value);

/* Appends centre and centre -+ width 8^j, j = 0..3, clipped to [low, high], to points: cuts that
 * resolve a step of that width. Returns the new count (at most count + 9). */
size_t adaptive_cut(double centre, double width, double low, double high, size_t count,
                    double *points);

/* The zero of a function whose signs at low and high differ (a value of 0 counts as negative), by
 * bisection to the last bit. */
double adaptive_root(double (*function)(double x, void *context), void *context, double low,
                     double high);

#endif
