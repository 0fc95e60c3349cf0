/* SPDX-License-Identifier: MIT */
/* What printing and reading numbers share, and what the table reader needs beside number_read: the
 * powers of ten, and the bare syntax of a decimal number. Not for programs. */
#ifndef TWOLAYER_NUMBER_INTERNAL_H
#define TWOLAYER_NUMBER_INTERNAL_H

#include <stdbool.h>
#include <stdint.h>

enum {
    NUMBER_POWER_LEAST = -342,
    NUMBER_POWER_MOST = 324,
    NUMBER_POWER_COUNT = NUMBER_POWER_MOST - NUMBER_POWER_LEAST + 1,
    NUMBER_POWER_EXACT = 55 /* 5^55 < 2^128 < 5^56: up to here 128 bits hold all of 10^k, k >= 0 */
};

/* The leading 128 bits of 10^k, rounded down: with T = high 2^64 + low, 2^127 <= T < 2^128,
 * 10^k = (T + r) 2^(floor(log2 10^k) - 127), 0 <= r < 1, r = 0 for 0 <= k <= NUMBER_POWER_EXACT. */
struct number_power {
    uint64_t high, low;
};

/* Made at first use, by exact integer arithmetic. NUMBER_POWER_LEAST <= k <= NUMBER_POWER_MOST. */
const struct number_power *number_power(int k);

/* floor(log2 10^k), |k| < 1234. */
static inline int number_power_log2(int k) {
    return (k * 1741647) >> 19;
}

static inline bool number_power_is_exact(int k) {
    return k >= 0 && k <= NUMBER_POWER_EXACT;
}

/* A decimal number as it stands in the text: about digits 10^exponent, to which the digits of the
 * mantissa after the first 19 (if truncated) add less than 10^exponent. */
struct number_decimal {
    const char *mantissa, *mantissa_end; /* [+-] not included */
    int64_t power;                       /* after the e, 0 without one */
    int64_t exponent;
    uint64_t digits;
    bool negative, truncated;
};

/* Reads [+-]digits[.digits][e[+-]digits]. Returns its end, or NULL if there is none. */
const char *number_scan(const char *begin, const char *end, struct number_decimal *decimal);

#endif
