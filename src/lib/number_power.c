/* SPDX-License-Identifier: MIT */
#include "number_internal.h"

/* Whole numbers of 1088 bits in words of 32, least word first: 2^1087 leaves over 256 bits after
 * its division by 5^342 < 2^795, and 5^324 fits. */
enum { WORDS = 34, TOP_BIT = 32 * WORDS - 1 };

static struct number_power powers[NUMBER_POWER_COUNT];
static bool ready;

static void words_multiply_by_5(uint32_t words[WORDS]) {
    uint64_t carry = 0;
    for (int i = 0; i < WORDS; i++) {
        carry += (uint64_t)words[i] * 5;
        words[i] = (uint32_t)carry;
        carry >>= 32;
    }
}

static void words_divide_by_5(uint32_t words[WORDS]) {
    uint64_t rest = 0;
    for (int i = WORDS - 1; i >= 0; i--) {
        uint64_t part = rest << 32 | words[i];
        words[i] = (uint32_t)(part / 5);
        rest = part % 5;
    }
}

static uint64_t word_at(const uint32_t words[WORDS], int i) {
    return i >= 0 ? words[i] : 0;
}

/* 64 bits from `shift` < 32 bits below the top of word i on; zeros follow the lowest word. */
static uint64_t words_bits(const uint32_t words[WORDS], int i, int shift) {
    uint64_t first = word_at(words, i) << 32 | word_at(words, i - 1);
    return first << shift | word_at(words, i - 2) << shift >> 32;
}

static void power_set(int k, const uint32_t words[WORDS]) {
    int i = WORDS - 1;
    while (words[i] == 0)
        i--;
    int shift = __builtin_clz(words[i]);
    powers[k - NUMBER_POWER_LEAST] =
        (struct number_power){words_bits(words, i, shift), words_bits(words, i - 2, shift)};
}

/* Up to a power of two 10^k is 5^k, and 10^-k is 1/5^k. Dividing floor(2^TOP_BIT / 5^k) by 5 and
 * rounding down gives floor(2^TOP_BIT / 5^(k+1)): nested floors lose nothing. */
static void powers_make(void) {
    uint32_t words[WORDS] = {1};
    for (int k = 0; k <= NUMBER_POWER_MOST; k++) {
        power_set(k, words);
        words_multiply_by_5(words);
    }
    for (int i = 0; i < WORDS; i++)
        words[i] = 0;
    words[TOP_BIT / 32] = (uint32_t)1 << (TOP_BIT % 32);
    for (int k = -1; k >= NUMBER_POWER_LEAST; k--) {
        words_divide_by_5(words);
        power_set(k, words);
    }
    ready = true;
}

const struct number_power *number_power(int k) {
    if (!ready)
        powers_make();
    return &powers[k - NUMBER_POWER_LEAST];
}
