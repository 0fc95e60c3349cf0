/* SPDX-License-Identifier: MIT */
/* Numbers as text, lossless: the shortest decimal that reads back to the same bits, and back. */
#ifndef TWOLAYER_NUMBER_H
#define TWOLAYER_NUMBER_H

#include <stddef.h>

/* Writes the shortest decimal form of value that reads back to the same bits (of several, the one
 * closest to value), at most 24 characters, no NUL: fixed notation from 1e-5 to below 1e21 (so
 * integers as integers), else exponents as e-6 or e22, "-0" for the negative zero, "nan" (any NaN),
 * "inf", "-inf". Returns the end. [standard: Giulietti 2020, Schubfach] */
char *number_print(char *out, double value);

/* Reads a decimal number, [+-]digits[.digits][e[+-]digits] with at least one digit, correctly
 * rounded whatever the locale, or nan, inf, -inf; "1." and ".5" pass. Returns the end of what was
 * read, or NULL if [begin, end) does not start with a number; overflow is NULL too, underflow
 * rounds to a subnormal or zero. Hexadecimal is no number here. [standard: Lemire 2021] */
const char *number_read(const char *begin, const char *end, double *value);

#endif
