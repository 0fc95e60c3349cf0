/* SPDX-License-Identifier: MIT */
#include "number.h"

#include "number_internal.h"

#include <string.h>

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "eight digits are stored as one word");

__extension__ typedef unsigned __int128 uint128;

/* value = digits 10^exponent */
struct decimal {
    uint64_t digits;
    int exponent;
};

/* floor(g c / 2^128) with the last bit set if anything was cut off ("round to odd"); the product is
 * never so close to a whole number that more than one unit of its middle word tells it apart. */
static uint64_t multiply_round_to_odd(uint64_t high, uint64_t low, uint64_t c) {
    uint128 sum = (uint128)high * c + ((uint128)low * c >> 64);
    return (uint64_t)(sum >> 64) | ((uint64_t)sum > 1);
}

/* Schubfach for c 2^q: of the decimals of the rounding interval those of the coarsest power of ten
 * 10^(k+1), else of 10^k (where there are at most two neighbours of the value, u and w). Quantities
 * of four times the unit 10^k, so that half gaps of doubles are whole numbers of them. */
static struct decimal decimal_shortest(uint64_t c, int q, bool lower_gap_is_half) {
    int k = (q * 1262611 - (lower_gap_is_half ? 524031 : 0)) >> 22; /* floor(log10(gap)) */
    int shift = q + number_power_log2(-k) + 1;
    struct number_power g = *number_power(-k);
    if (!number_power_is_exact(-k))
        g.high += ++g.low == 0; /* the proof wants it rounded up */

    uint64_t odd = c & 1; /* of an even double the ends of the interval read back to it, too */
    uint64_t low_end = (4 * c - 2 + lower_gap_is_half) << shift;
    uint64_t lower = multiply_round_to_odd(g.high, g.low, low_end) + odd;
    uint64_t middle = multiply_round_to_odd(g.high, g.low, 4 * c << shift);
    uint64_t upper = multiply_round_to_odd(g.high, g.low, (4 * c + 2) << shift) - odd;

    uint64_t u = middle / 4, tens = u / 10;
    if (u >= 10) {
        bool below = lower <= 40 * tens, above = 40 * tens + 40 <= upper;
        if (below != above)
            return (struct decimal){tens + above, k + 1};
    }
    bool below = lower <= 4 * u, above = 4 * u + 4 <= upper;
    if (below != above)
        return (struct decimal){u + above, k};
    uint64_t half = 4 * u + 2;
    bool up = middle > half || (middle == half && (u & 1));
    return (struct decimal){u + up, k};
}

static struct decimal decimal_of(uint64_t bits) {
    uint64_t fraction = bits & 0xfffffffffffffu;
    int biased = (int)(bits >> 52 & 0x7ff);
    if (biased == 0)
        return decimal_shortest(fraction, -1074, false);
    uint64_t c = fraction | (uint64_t)1 << 52;
    int q = biased - 1075;
    if (q <= 0 && q > -53 && (c & (((uint64_t)1 << -q) - 1)) == 0)
        return (struct decimal){c >> -q, 0};
    return decimal_shortest(c, q, fraction == 0 && biased > 1);
}

/* The eight digits of x < 10^8, one a byte, the first in the lowest: halves, quarters, single
 * digits, all lanes of a word at once. */
static uint64_t digits_spread(uint64_t x) {
    uint64_t halves = x / 10000 | x % 10000 << 32;
    uint64_t hundreds = (halves * 10486 >> 20) & 0x7f0000007f;
    uint64_t pairs = hundreds | (halves - 100 * hundreds) << 16;
    uint64_t tens = (pairs * 103 >> 10) & 0x000f000f000f000f;
    return tens | (pairs - 10 * tens) << 8;
}

/* All 17 digits of x < 10^17 at text. Sets the range [*first, *last) without the zeros around. */
static void digits_print(char text[17], uint64_t x, int *first, int *last) {
    const uint64_t zeros = 0x3030303030303030;
    uint64_t top = x / 10000000000000000, rest = x % 10000000000000000;
    uint64_t front = digits_spread(rest / 100000000), back = digits_spread(rest % 100000000);
    uint64_t front_text = front | zeros, back_text = back | zeros;
    text[0] = (char)('0' + top);
    memcpy(text + 1, &front_text, 8);
    memcpy(text + 9, &back_text, 8);
    *first = top ? 0 : front ? 1 + __builtin_ctzll(front) / 8 : 9 + __builtin_ctzll(back) / 8;
    *last = back ? 17 - __builtin_clzll(back) / 8 : front ? 9 - __builtin_clzll(front) / 8 : 1;
}

static char *exponent_print(char *out, int exponent) {
    *out++ = 'e';
    if (exponent < 0)
        *out++ = '-';
    int size = exponent < 0 ? -exponent : exponent;
    if (size >= 100)
        *out++ = (char)('0' + size / 100);
    if (size >= 10)
        *out++ = (char)('0' + size / 10 % 10);
    *out++ = (char)('0' + size % 10);
    return out;
}

/* d.ddd 10^exponent of the digits, in fixed notation where that needs few zeros. */
static char *layout_print(char *out, const char *digits, int count, int exponent) {
    if (exponent < -5 || exponent > 20) {
        *out++ = digits[0];
        if (count > 1) {
            *out++ = '.';
            memcpy(out, digits + 1, (size_t)count - 1);
            out += count - 1;
        }
        return exponent_print(out, exponent);
    }
    int whole = exponent < 0 ? 0 : exponent + 1; /* digits before the point */
    if (count <= whole) {
        memcpy(out, digits, (size_t)count);
        memset(out + count, '0', (size_t)(whole - count));
        return out + whole;
    }
    if (whole == 0) {
        memcpy(out, "0.0000", 6);
        out += 1 - exponent;
    } else {
        memcpy(out, digits, (size_t)whole);
        out += whole;
        *out++ = '.';
    }
    memcpy(out, digits + whole, (size_t)(count - whole));
    return out + (count - whole);
}

static char *special_print(char *out, uint64_t bits) {
    const char *name = bits << 12 ? "nan" : bits >> 63 ? "-inf" : "inf";
    size_t length = strlen(name);
    memcpy(out, name, length);
    return out + length;
}

char *number_print(char *out, double value) {
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    if ((bits >> 52 & 0x7ff) == 0x7ff)
        return special_print(out, bits);
    *out = '-';
    out += bits >> 63;
    if (bits << 1 == 0) {
        *out++ = '0';
        return out;
    }
    struct decimal decimal = decimal_of(bits);
    char digits[17];
    int first, last;
    digits_print(digits, decimal.digits, &first, &last);
    return layout_print(out, digits + first, last - first, decimal.exponent + 16 - first);
}
