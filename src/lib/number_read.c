/* SPDX-License-Identifier: MIT */
#include "number.h"

#include "number_internal.h"

#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "eight digits are read as one word");

__extension__ typedef unsigned __int128 uint128;

enum { SIGNIFICANT = 19 /* digits that a word of 64 bits holds, whatever they are */ };

static bool is_digit(char c) {
    return (unsigned char)(c - '0') < 10;
}

/* The number that the digits 0..9 in the bytes of a word spell, the lowest byte first: neighbours
 * are joined to pairs, fours and eight. */
static uint64_t chunk_value(uint64_t chunk) {
    const uint64_t lanes = 0x000000ff000000ff;
    uint64_t pairs = chunk * 10 + (chunk >> 8);
    return ((pairs & lanes) * (100 + ((uint64_t)1000000 << 32)) +
            (pairs >> 16 & lanes) * (1 + ((uint64_t)10000 << 32))) >>
           32;
}

/* Appends digits to *value (modulo 2^64); returns the first character that is none. Eight at a
 * time; how many digits the last word holds is counted without a branch on it. */
static const char *digits_read(const char *p, const char *end, uint64_t *value) {
    static const uint64_t tens[] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000};
    uint64_t v = *value;
    while (end - p >= 8) {
        uint64_t chunk;
        memcpy(&chunk, p, 8);
        chunk ^= 0x3030303030303030;
        /* Bit 7 of a byte over 9; a carry can reach only bytes behind the first of these. */
        uint64_t others = (chunk | (chunk + 0x7676767676767676)) & 0x8080808080808080;
        if (others) {
            int count = __builtin_ctzll(others) / 8;
            *value = v * tens[count] + chunk_value(chunk << (56 - 8 * count) << 8);
            return p + count;
        }
        v = v * 100000000 + chunk_value(chunk);
        p += 8;
    }
    for (; p < end && is_digit(*p); p++)
        v = v * 10 + (uint64_t)(*p - '0');
    *value = v;
    return p;
}

/* [e[+-]digits]; so large an exponent that no mantissa in memory makes up for it is cut. */
static const char *power_read(const char *begin, const char *end, int64_t *power) {
    *power = 0;
    const char *p = begin;
    if (p == end || (*p | 0x20) != 'e')
        return begin;
    p++;
    bool negative = p < end && *p == '-';
    if (p < end && (*p == '-' || *p == '+'))
        p++;
    if (p == end || !is_digit(*p))
        return begin;
    int64_t value = 0;
    for (; p < end && is_digit(*p); p++)
        if (value < INT64_MAX / 100)
            value = value * 10 + (*p - '0');
    *power = negative ? -value : value;
    return p;
}

static int64_t leading_zeros(const struct number_decimal *decimal) {
    const char *p = decimal->mantissa;
    int64_t zeros = 0;
    for (; p < decimal->mantissa_end && (*p == '0' || *p == '.'); p++)
        zeros += *p == '0';
    return zeros;
}

/* The first SIGNIFICANT digits after leading zeros, of a mantissa of more. */
static void decimal_truncate(struct number_decimal *decimal) {
    const char *p = decimal->mantissa, *point = NULL;
    int count = 0;
    uint64_t digits = 0;
    for (; p < decimal->mantissa_end && count < SIGNIFICANT; p++) {
        if (*p == '.') {
            point = p;
            continue;
        }
        digits = digits * 10 + (uint64_t)(*p - '0');
        count += digits > 0;
    }
    const char *whole_end = point;
    if (!point)
        whole_end = memchr(p, '.', (size_t)(decimal->mantissa_end - p));
    if (!whole_end)
        whole_end = decimal->mantissa_end;
    decimal->digits = digits;
    decimal->exponent = decimal->power + (point ? point + 1 - p : whole_end - p);
    decimal->truncated = p < decimal->mantissa_end;
}

const char *number_scan(const char *begin, const char *end, struct number_decimal *decimal) {
    const char *p = begin;
    char sign = '\0';
    if (p < end)
        sign = *p;
    decimal->negative = sign == '-';
    p += (sign == '-') | (sign == '+');
    decimal->mantissa = p;
    decimal->digits = 0;
    /* The whole part is short in most numbers: digit by digit is faster there. */
    for (; p < end && is_digit(*p); p++)
        decimal->digits = decimal->digits * 10 + (uint64_t)(*p - '0');
    int64_t count = p - decimal->mantissa, places = 0;
    if (p < end && *p == '.') {
        const char *fraction = p + 1;
        p = digits_read(fraction, end, &decimal->digits);
        places = p - fraction;
        count += places;
    }
    if (count == 0)
        return NULL;
    decimal->mantissa_end = p;
    p = power_read(p, end, &decimal->power);
    decimal->exponent = decimal->power - places;
    decimal->truncated = false;
    if (count > SIGNIFICANT && count - leading_zeros(decimal) > SIGNIFICANT)
        decimal_truncate(decimal);
    return p;
}

/* The double closest to digits 10^exponent, digits > 0, or false where that takes more than 192
 * bits or is not a normal number. The product of the digits and the truncated power of ten lies
 * below the true one by less than `digits` units of its lowest word; where no such shift crosses a
 * half or a whole unit of the double's last place, it decides. */
static bool decimal_round(uint64_t digits, int64_t exponent, double *value) {
    if (exponent < NUMBER_POWER_LEAST || exponent > NUMBER_POWER_MOST)
        return false;
    int k = (int)exponent;
    const struct number_power *power = number_power(k);
    bool exact = number_power_is_exact(k);
    int shift = __builtin_clzll(digits);
    digits <<= shift;
    uint128 bottom = (uint128)digits * power->low;
    uint128 top = (uint128)digits * power->high + (bottom >> 64);
    uint64_t high = (uint64_t)(top >> 64), middle = (uint64_t)top, low = (uint64_t)bottom;

    int drop = 10 + (int)(high >> 63); /* high has 63 or 64 bits, a double 53 */
    uint64_t half = (uint64_t)1 << (drop - 1), rest = high & (2 * half - 1);
    if (!exact && (~high & (half - 1)) == 0 && ~middle == 0 && low + digits < low)
        return false;
    /* Signs and roundings are as good as random: computed, not branched on. */
    uint64_t mantissa = high >> drop;
    bool tail = !exact | (middle != 0) | (low != 0);
    mantissa += (rest > half) | ((rest == half) & (tail | (mantissa & 1)));

    int biased = drop + 1 - shift + number_power_log2(k) + 1075;
    if (biased < 1 || biased > 2046)
        return false;
    /* A mantissa rounded up to 2^53 carries into the exponent, as it should: the last one is inf.
     */
    uint64_t bits = ((uint64_t)biased << 52) + (mantissa - ((uint64_t)1 << 52));
    memcpy(value, &bits, sizeof bits);
    return true;
}

/* The C library's, in the C locale, for subnormals, extremes and near halves. Beyond 800 digits all
 * that matters is whether there is anything: half the distance of doubles needs fewer than 770. */
static double decimal_slow(const struct number_decimal *decimal) {
    static locale_t c_locale;
    if (!c_locale)
        c_locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    enum { KEPT = 800 };
    char text[KEPT + 32];
    size_t kept = 0;
    int64_t exponent = decimal->power;
    bool fraction = false, rest = false;
    for (const char *p = decimal->mantissa; p < decimal->mantissa_end; p++) {
        if (*p == '.') {
            fraction = true;
            continue;
        }
        if (kept < KEPT && (kept > 0 || *p != '0'))
            text[kept++] = *p;
        else if (kept == KEPT) {
            rest = rest || *p != '0';
            exponent++;
        }
        exponent -= fraction;
    }
    if (rest) {
        text[kept++] = '1';
        exponent--;
    }
    int cut = exponent > 99999 ? 99999 : exponent < -99999 ? -99999 : (int)exponent;
    snprintf(text + kept, sizeof text - kept, "e%d", cut);
    return strtod_l(text, NULL, c_locale);
}

static double decimal_value(const struct number_decimal *decimal) {
    double value = 0, next;
    if (decimal->digits == 0)
        return 0;
    if (!decimal_round(decimal->digits, decimal->exponent, &value))
        return decimal_slow(decimal);
    if (decimal->truncated &&
        (!decimal_round(decimal->digits + 1, decimal->exponent, &next) || next != value))
        return decimal_slow(decimal);
    return value;
}

static const char *special_read(const char *begin, const char *end, double *value) {
    static const struct {
        const char *name;
        double value;
    } specials[] = {{"nan", (double)NAN}, {"inf", HUGE_VAL}, {"-inf", -HUGE_VAL}};
    for (size_t i = 0; i < sizeof specials / sizeof *specials; i++) {
        size_t length = strlen(specials[i].name);
        if ((size_t)(end - begin) >= length && memcmp(begin, specials[i].name, length) == 0) {
            *value = specials[i].value;
            return begin + length;
        }
    }
    return NULL;
}

const char *number_read(const char *begin, const char *end, double *value) {
    struct number_decimal decimal;
    const char *stop = number_scan(begin, end, &decimal);
    if (!stop)
        return special_read(begin, end, value);
    double size = decimal_value(&decimal);
    if (isinf(size))
        return NULL;
    *value = copysign(size, decimal.negative ? -1.0 : 1.0);
    return stop;
}
