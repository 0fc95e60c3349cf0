/* SPDX-License-Identifier: MIT */
/* random: the same numbers as Random123 itself, addresses that do not depend on how they are asked
 * for, and laws by their moments and by independence of neighbours (z-tests at 5 sigma). */
#include "random.h"
#include "test.h"

#include <Random123/philox.h>
#include <gsl/gsl_randist.h>

/* One block through Random123, and the uniform of its high and low 64 bits. */
static double reference_uniform(struct random_stream stream, uint64_t replicate, uint64_t row,
                                uint64_t column) {
    uint64_t block = column / 2;
    philox4x32_ctr_t counter = {{(uint32_t)block, (uint32_t)(block >> 32) | (uint32_t)(row << 16),
                                 (uint32_t)(row >> 16), (uint32_t)replicate}};
    philox4x32_key_t key = {{stream.key[0], stream.key[1]}};
    philox4x32_ctr_t out = philox4x32(counter, key);
    size_t at = 2 * (column % 2);
    uint64_t bits = out.v[at] | (uint64_t)out.v[at + 1] << 32;
    return (double)(bits >> 12) * 0x1p-52 + 0x1p-53;
}

static void test_reference(uint64_t *state) {
    for (int trial = 0; trial < 2000; trial++) {
        struct random_stream stream = random_stream(test_random(state), "reference");
        uint64_t replicate = test_random(state) >> 32, row = test_random(state) >> 16,
                 column = test_random(state) >> 15;
        double u;
        random_uniforms(stream, replicate, row, column, 1, &u);
        TEST(u == reference_uniform(stream, replicate, row, column));
        /* Box-Muller with the C library on the same two uniforms. */
        double g[2],
            radius = sqrt(-2 * log(reference_uniform(stream, replicate, row, column & ~1ul)));
        double angle = 2 * M_PI * reference_uniform(stream, replicate, row, column | 1);
        random_gaussians(stream, replicate, row, column & ~1ul, 2, g);
        TEST_ABS(g[0], radius * cos(angle), 1e-15 * (1 + 8 * radius));
        TEST_ABS(g[1], radius * sin(angle), 1e-15 * (1 + 8 * radius));
    }
}

typedef void (*drawer)(struct random_stream, uint64_t, uint64_t, uint64_t, size_t, double *);

static void test_address(drawer draw, uint64_t *state) {
    enum { N = 700 };
    double whole[N], part[N];
    struct random_stream stream = random_stream(test_random(state), "address");
    uint64_t row = test_random(state) >> 16;
    draw(stream, 3, row, 0, N, whole);
    for (int trial = 0; trial < 500; trial++) {
        size_t first = test_random(state) % N, count = test_random(state) % (N - first + 1);
        draw(stream, 3, row, first, count, part);
        TEST(memcmp(part, whole + first, count * sizeof *part) == 0);
    }
}

/* mean of n values with this expectation and standard deviation, within 5 standard errors */
static void test_mean(double sum, double n, double expected, double deviation) {
    TEST_ABS(sum / n, expected, 5 * deviation / sqrt(n));
}

static void test_laws(uint64_t *state) {
    enum { N = 1 << 20 };
    double *x = malloc((N + 1) * sizeof *x);
    if (!TEST(x != NULL))
        return;
    struct random_stream stream = random_stream(test_random(state), "laws");
    double s1 = 0, s2 = 0, s4 = 0, tail = 0, neighbour = 0, apart = 0;
    random_gaussians(stream, 0, 0, 0, N + 1, x);
    for (size_t i = 0; i < N; i++) {
        double square = x[i] * x[i];
        s1 += x[i], s2 += square, s4 += square * square;
        tail += fabs(x[i]) > 3;
        neighbour += x[i] * x[i + 1];
        apart += square * x[i ^ 1] * x[i ^ 1];
    }
    double p = erfc(3 / sqrt(2));
    test_mean(s1, N, 0, 1);
    test_mean(s2, N, 1, sqrt(2));
    test_mean(s4, N, 3, sqrt(96));
    test_mean(tail, N, p, sqrt(p * (1 - p)));
    test_mean(neighbour, N, 0, 1);
    test_mean(apart, N, 1, sqrt(8)); /* each pair counted twice: sd of the mean doubles in square */
    s1 = s2 = neighbour = 0;
    random_uniforms(stream, 1, 0, 0, N + 1, x);
    for (size_t i = 0; i < N; i++) {
        s1 += x[i], s2 += x[i] * x[i];
        neighbour += (x[i] - 0.5) * (x[i + 1] - 0.5);
        TEST(x[i] > 0 && x[i] < 1);
    }
    test_mean(s1, N, 0.5, sqrt(1. / 12));
    test_mean(s2, N, 1. / 3, sqrt(4. / 45));
    test_mean(neighbour, N, 0, 1. / 12);
    s1 = neighbour = 0;
    random_signs(stream, 2, 0, 0, N + 1, x);
    for (size_t i = 0; i < N; i++) {
        s1 += x[i];
        neighbour += x[i] * x[i + 1];
        TEST(fabs(x[i]) == 1);
    }
    test_mean(s1, N, 0, 1);
    test_mean(neighbour, N, 0, 1);
    free(x);
}

/* Streams that differ in seed, purpose, replicate or row are uncorrelated. */
static void test_streams(uint64_t *state) {
    enum { N = 1 << 14 };
    double x[N], y[N];
    uint64_t seed = test_random(state);
    struct random_stream stream = random_stream(seed, "a");
    const struct {
        struct random_stream stream;
        uint64_t replicate, row;
    } others[] = {
        {random_stream(seed + 1, "a"), 0, 0},
        {random_stream(seed, "b"), 0, 0},
        {stream, 1, 0},
        {stream, 0, 1},
        {stream, 0, 1ul << 20},
        {stream, 1ul << 31, 0},
    };
    random_gaussians(stream, 0, 0, 0, N, x);
    for (size_t k = 0; k < sizeof others / sizeof *others; k++) {
        random_gaussians(others[k].stream, others[k].replicate, others[k].row, 0, N, y);
        double dot = 0;
        for (size_t i = 0; i < N; i++)
            dot += x[i] * y[i];
        test_mean(dot, N, 0, 1);
    }
}

static void test_gsl(uint64_t *state) {
    struct random_stream stream = random_stream(test_random(state), "gsl");
    gsl_rng *rng = random_gsl(stream, 5, 7);
    if (!TEST(rng != NULL))
        return;
    double uniforms[100], sum = 0;
    random_uniforms(stream, 5, 7, 0, 100, uniforms);
    for (int i = 0; i < 100; i++)
        TEST(gsl_rng_uniform(rng) == uniforms[i]);
    enum { N = 20000 };
    for (uint64_t i = 0; i < N; i++) {
        random_gsl_seek(rng, stream, i, 9);
        sum += gsl_ran_chisq(rng, 17);
    }
    test_mean(sum, N, 17, sqrt(34));
    gsl_rng_free(rng);
}

int main(void) {
    uint64_t state = test_seed();
    test_reference(&state);
    test_address(random_uniforms, &state);
    test_address(random_gaussians, &state);
    test_address(random_signs, &state);
    test_laws(&state);
    test_streams(&state);
    test_gsl(&state);
    return test_end();
}
