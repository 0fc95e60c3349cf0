/* SPDX-License-Identifier: MIT */
#include "random.h"

#include "vectorised.h"

#include <Random123/philox.h>
#include <stdbool.h>
#include <string.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

/* A counter is (block, row, replicate) in 128 bits: 48 of block, 48 of row, 32 of replicate. */
enum { LANES = 64 };

/* Splitmix64's finaliser: every bit of the result depends on every bit of z. */
static uint64_t mix(uint64_t z) {
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

struct random_stream random_stream(uint64_t seed, const char *purpose) {
    /* FNV-1a of the purpose, then both mixed: distinct pairs meet with probability 2^-64. */
    uint64_t hash = 0xcbf29ce484222325u;
    for (const char *c = purpose; *c; c++)
        hash = (hash ^ (unsigned char)*c) * 0x100000001b3u;
    uint64_t key = mix(mix(seed + 0x9e3779b97f4a7c15u) ^ hash);
    return (struct random_stream){{(uint32_t)key, (uint32_t)(key >> 32)}};
}

/* Philox4x32-10 of 8 * eights <= LANES consecutive blocks; the same numbers as Random123's
 * philox4x32_R, which the tests compare with. Each block's 128 bits are two integers of 64 bits,
 * bits[0] and bits[1]. Lane by lane so that the compiler can vectorise. */
VECTORISED
static void philox_lanes(struct random_stream stream, uint64_t replicate, uint64_t row,
                         uint64_t block, uint32_t eights, uint64_t bits[2][LANES]) {
    uint32_t x0[LANES], x1[LANES], x2[LANES], x3[LANES];
    for (uint32_t i = 0; i < 8 * eights; i++) {
        x0[i] = (uint32_t)(block + i);
        x1[i] = (uint32_t)((block + i) >> 32) | (uint32_t)(row << 16);
        x2[i] = (uint32_t)(row >> 16);
        x3[i] = (uint32_t)replicate;
    }
    uint32_t k0 = stream.key[0], k1 = stream.key[1];
    for (int round = 0; round < 10; round++) {
        for (uint32_t i = 0; i < 8 * eights; i++) {
            uint64_t p0 = (uint64_t)x0[i] * PHILOX_M4x32_0, p1 = (uint64_t)x2[i] * PHILOX_M4x32_1;
            uint32_t y0 = (uint32_t)(p1 >> 32) ^ x1[i] ^ k0;
            uint32_t y2 = (uint32_t)(p0 >> 32) ^ x3[i] ^ k1;
            x1[i] = (uint32_t)p1;
            x3[i] = (uint32_t)p0;
            x0[i] = y0;
            x2[i] = y2;
        }
        k0 += PHILOX_W32_0;
        k1 += PHILOX_W32_1;
    }
    for (uint32_t i = 0; i < 8 * eights; i++) {
        bits[0][i] = x0[i] | (uint64_t)x1[i] << 32;
        bits[1][i] = x2[i] | (uint64_t)x3[i] << 32;
    }
}

#if defined(__x86_64__)
/* The same several times as fast: a block in each of eight 64-bit lanes, all rounds in registers.
 * The multiplication reads the low halves, so that it does not matter what the high ones hold. */
__attribute__((target("avx512f"))) static void philox_avx512(struct random_stream stream,
                                                             uint64_t replicate, uint64_t row,
                                                             uint64_t block, uint32_t eights,
                                                             uint64_t bits[2][LANES]) {
    enum { ROUNDS = 10 };
    long long key[ROUNDS][2];
    for (uint32_t i = 0; i < ROUNDS; i++) {
        key[i][0] = stream.key[0] + i * PHILOX_W32_0;
        key[i][1] = stream.key[1] + i * PHILOX_W32_1;
    }
    const __m512i low = _mm512_set1_epi64(0xffffffff), m0 = _mm512_set1_epi64(PHILOX_M4x32_0),
                  m1 = _mm512_set1_epi64(PHILOX_M4x32_1);
    const __m512i lane = _mm512_set_epi64(7, 6, 5, 4, 3, 2, 1, 0);
    for (uint32_t i = 0; i < 8 * eights; i += 8) {
        __m512i x0 = _mm512_add_epi64(_mm512_set1_epi64((long long)(block + i)), lane);
        __m512i x1 =
            _mm512_or_si512(_mm512_srli_epi64(x0, 32), _mm512_set1_epi64((uint32_t)(row << 16)));
        __m512i x2 = _mm512_set1_epi64((uint32_t)(row >> 16));
        __m512i x3 = _mm512_set1_epi64((uint32_t)replicate);
#pragma GCC unroll 10
        for (int round = 0; round < ROUNDS; round++) {
            __m512i p0 = _mm512_mul_epu32(x0, m0), p1 = _mm512_mul_epu32(x2, m1);
            x0 = _mm512_xor_si512(_mm512_xor_si512(_mm512_srli_epi64(p1, 32), x1),
                                  _mm512_set1_epi64(key[round][0]));
            x2 = _mm512_xor_si512(_mm512_xor_si512(_mm512_srli_epi64(p0, 32), x3),
                                  _mm512_set1_epi64(key[round][1]));
            x1 = p1;
            x3 = p0;
        }
        x0 = _mm512_or_si512(_mm512_and_si512(x0, low), _mm512_slli_epi64(x1, 32));
        x2 = _mm512_or_si512(_mm512_and_si512(x2, low), _mm512_slli_epi64(x3, 32));
        _mm512_storeu_si512(bits[0] + i, x0);
        _mm512_storeu_si512(bits[1] + i, x2);
    }
}
#endif

static void philox(struct random_stream stream, uint64_t replicate, uint64_t row, uint64_t block,
                   uint32_t eights, uint64_t bits[2][LANES]) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f")) {
        philox_avx512(stream, replicate, row, block, eights, bits);
        return;
    }
#endif
    philox_lanes(stream, replicate, row, block, eights, bits);
}

/* The bits of a double and back: by a union, since gcc does not vectorise memcpy. */
INLINED uint64_t to_bits(double value) {
    union {
        double value;
        uint64_t bits;
    } both = {.value = value};
    return both.bits;
}

INLINED double from_bits(uint64_t bits) {
    union {
        uint64_t bits;
        double value;
    } both = {.bits = bits};
    return both.value;
}

/* The midpoints of 2^52 cells of (0,1): never 0 or 1, and exact. The double with exponent 0 and
 * these mantissa bits is in [1,2). */
INLINED double uniform(uint64_t bits) {
    return from_bits(bits >> 12 | 0x3ff0000000000000u) - (1 - 0x1p-53);
}

/* log of x in (0,1), without branches: x = 2^e m, m in [sqrt 1/2, sqrt 2), log m = 2 atanh(s) with
 * fdlibm's minimax polynomial in s^2, s = (m-1)/(m+1). Relative error below 4e-16. */
INLINED double logarithm(double x) {
    /* Adding 1 - sqrt(1/2) of an octave carries into the exponent exactly if m >= sqrt 2. */
    uint64_t shifted = to_bits(x) + (0x3ff0000000000000u - 0x3fe6a09e667f3bcdu);
    /* The exponent as a double by the magic number 2^52 (no vector instruction converts 64 bits).
     */
    double e = from_bits(shifted >> 52 | 0x4330000000000000u) - (0x1p52 + 1023);
    double m = from_bits((shifted & 0x000fffffffffffffu) + 0x3fe6a09e667f3bcdu);
    double f = m - 1, s = f / (2 + f), z = s * s, half = 0.5 * f * f;
    double r = 1.479819860511658591e-01;
    r = r * z + 1.531383769920937332e-01;
    r = r * z + 1.818357216161805012e-01;
    r = r * z + 2.222219843214978396e-01;
    r = r * z + 2.857142874366239149e-01;
    r = r * z + 3.999999999940941908e-01;
    r = r * z + 6.666666666666735130e-01;
    r = r * z;
    return e * 6.93147180369123816490e-01 -
           ((half - (s * (half + r) + e * 1.90821492927058770002e-10)) - f);
}

/* sin and cos of 2 pi u, u in (0,1): the nearest quarter turn is taken off exactly, the rest is
 * fdlibm's kernels on [-pi/4, pi/4]. Relative error of the rest below 4e-16. */
INLINED void circle(double u, double *sine, double *cosine) {
    double turn = u * 4 + 0x1.8p52; /* rounds to an integer, which is in the low bits */
    uint64_t quarter = to_bits(turn);
    double x = (u - (turn - 0x1.8p52) * 0.25) * 6.283185307179586477, z = x * x;
    double s = 1.58969099521155010221e-10;
    s = s * z - 2.50507602534068634195e-08;
    s = s * z + 2.75573137070700676789e-06;
    s = s * z - 1.98412698298579493134e-04;
    s = s * z + 8.33333333332248946124e-03;
    s = s * z - 1.66666666666666324348e-01;
    s = x + x * z * s;
    double c = -1.13596475577881948265e-11;
    c = c * z + 2.08757232129817482790e-09;
    c = c * z - 2.75573143513906633035e-07;
    c = c * z + 2.48015872894767294178e-05;
    c = c * z - 1.38888888888741095749e-03;
    c = c * z + 4.16666666666666019037e-02;
    c = 1 - (0.5 * z - z * z * c);
    /* Quarter turns q: (cos, sin), (-sin, cos), (-cos, -sin), (sin, -cos). Swapped by masks. */
    uint64_t odd = 0 - (quarter & 1);
    uint64_t a = (to_bits(s) & ~odd) | (to_bits(c) & odd);
    uint64_t b = (to_bits(c) & ~odd) | (to_bits(s) & odd);
    *sine = from_bits(a ^ (quarter & 2) << 62);
    *cosine = from_bits(b ^ ((quarter + 1) & 2) << 62);
}

/* ---- from blocks to numbers ---- */

typedef void (*converter)(uint64_t bits[2][LANES], uint32_t eights, double out[2 * LANES]);

VECTORISED
static void to_uniforms(uint64_t bits[2][LANES], uint32_t eights, double out[2 * LANES]) {
    for (uint32_t i = 0; i < 8 * eights; i++) {
        out[2 * i] = uniform(bits[0][i]);
        out[2 * i + 1] = uniform(bits[1][i]);
    }
}

VECTORISED
static void to_gaussians(uint64_t bits[2][LANES], uint32_t eights, double out[2 * LANES]) {
    double radius[LANES], sine[LANES], cosine[LANES];
    for (uint32_t i = 0; i < 8 * eights; i++)
        radius[i] = -2 * logarithm(uniform(bits[0][i]));
    for (uint32_t i = 0; i < 8 * eights; i++)
        radius[i] = __builtin_sqrt(radius[i]);
    for (uint32_t i = 0; i < 8 * eights; i++)
        circle(uniform(bits[1][i]), &sine[i], &cosine[i]);
    for (uint32_t i = 0; i < 8 * eights; i++) {
        out[2 * i] = radius[i] * cosine[i];
        out[2 * i + 1] = radius[i] * sine[i];
    }
}

static void to_signs(uint64_t bits[2][LANES], uint32_t eights, double out[2 * LANES]) {
    for (uint32_t i = 0; i < 8 * eights; i++) {
        out[2 * i] = bits[0][i] >> 63 ? 1 : -1;
        out[2 * i + 1] = bits[1][i] >> 63 ? 1 : -1;
    }
}

/* Columns first .. first+count-1, LANES blocks at a time. */
static void draw(converter convert, struct random_stream stream, uint64_t replicate, uint64_t row,
                 uint64_t first, size_t count, double *out) {
    uint64_t bits[2][LANES];
    double numbers[2 * LANES];
    size_t skip = first % 2;
    for (uint64_t block = first / 2; count > 0; block += LANES) {
        size_t needed = (skip + count + 1) / 2;
        uint32_t blocks = needed < LANES ? (uint32_t)needed : LANES;
        size_t take = 2 * (size_t)blocks - skip < count ? 2 * (size_t)blocks - skip : count;
        uint32_t eights = (blocks + 7) / 8;
        bool direct = take == 16 * (size_t)eights;
        philox(stream, replicate, row, block, eights, bits);
        convert(bits, eights, direct ? out : numbers);
        if (!direct)
            memcpy(out, numbers + skip, take * sizeof *out);
        out += take;
        count -= take;
        skip = 0;
    }
}

void random_uniforms(struct random_stream stream, uint64_t replicate, uint64_t row, uint64_t first,
                     size_t count, double *out) {
    draw(to_uniforms, stream, replicate, row, first, count, out);
}

void random_gaussians(struct random_stream stream, uint64_t replicate, uint64_t row, uint64_t first,
                      size_t count, double *out) {
    draw(to_gaussians, stream, replicate, row, first, count, out);
}

void random_signs(struct random_stream stream, uint64_t replicate, uint64_t row, uint64_t first,
                  size_t count, double *out) {
    draw(to_signs, stream, replicate, row, first, count, out);
}

/* ---- GSL's view ---- */

struct gsl_state {
    struct random_stream stream;
    uint64_t replicate, row, column;
};

static void gsl_set(void *state, unsigned long seed) {
    *(struct gsl_state *)state = (struct gsl_state){random_stream(seed, "gsl"), 0, 0, 0};
}

static double gsl_get_double(void *state) {
    struct gsl_state *s = state;
    double value;
    draw(to_uniforms, s->stream, s->replicate, s->row, s->column++, 1, &value);
    return value;
}

static unsigned long gsl_get(void *state) {
    return (unsigned long)(gsl_get_double(state) * 0x1p32);
}

static const gsl_rng_type gsl_type = {
    "philox", 0xffffffffu, 0, sizeof(struct gsl_state), gsl_set, gsl_get, gsl_get_double,
};

void random_gsl_seek(gsl_rng *rng, struct random_stream stream, uint64_t replicate, uint64_t row) {
    *(struct gsl_state *)rng->state = (struct gsl_state){stream, replicate, row, 0};
}

gsl_rng *random_gsl(struct random_stream stream, uint64_t replicate, uint64_t row) {
    gsl_rng *rng = gsl_rng_alloc(&gsl_type);
    if (rng)
        random_gsl_seek(rng, stream, replicate, row);
    return rng;
}
