/* SPDX-License-Identifier: MIT */
/* Functions on a grid: transforms against sums over the basis, whatever FFTW knows. */
#include "field.h"
#include "test.h"

#include <fftw3.h>

static double mode(enum field_basis basis, size_t k, double t) {
    double order = (double)k;
    switch (basis) {
    case FIELD_COSINE:
        return k == 0 ? 1 : M_SQRT2 * cos(M_PI * order * t);
    case FIELD_SINE:
        return M_SQRT2 * sin(M_PI * (order + 1) * t);
    default:
        return M_SQRT2 * sin(M_PI * (order + 0.5) * t);
    }
}

static void test_transform(enum field_basis basis, size_t points, uint64_t *state) {
    double c[64], x[64];
    struct field_transform *transform = field_transform_new(basis, points);
    TEST(transform != NULL);
    for (size_t k = 0; k < points; k++)
        c[k] = x[k] = 2 * test_uniform(state) - 1;
    field_values(transform, x);
    for (size_t i = 0; i < points; i++) {
        double sum = 0, t = ((double)i + 0.5) / (double)points;
        for (size_t k = 0; k < points; k++)
            sum += c[k] * mode(basis, k, t);
        TEST_ABS(x[i], sum, 1e-13 * (double)points);
    }
    field_coefficients(transform, x);
    for (size_t k = 0; k < points; k++)
        TEST_ABS(x[k], c[k], 1e-14 * (double)points);
    field_transform_free(transform);
}

/* A function of a law, once before and once after FFTW has measured a plan of its kind. */
static void test_wisdom(const char *name, fftw_r2r_kind kind, int period) {
    enum { POINTS = 96 };
    double before[POINTS], after[POINTS], *scratch = fftw_alloc_real(2 * POINTS);
    struct field_law law = {name, 2, 1, POINTS, POINTS, false};
    for (int turn = 0; turn < 2; turn++) {
        struct field *field;
        if (turn == 1)
            fftw_destroy_plan(fftw_plan_r2r_1d(period, scratch, scratch, kind, FFTW_MEASURE));
        TEST(field_new(&field, &law) == STATUS_OK);
        field_draw_values(field, random_stream(3, "functions"), 5, turn ? after : before);
        field_free(field);
    }
    TEST(memcmp(before, after, sizeof before) == 0);
    fftw_free(scratch);
}

static void test_laws(void) {
    struct field_law law = {"matern", 3, 1.5, 8, 8, false};
    TEST_REL(field_variance(&law, 2), pow(9 + 4 * M_PI * M_PI, -1.5), 1e-14);
    TEST(field_basis_of(&law) == FIELD_COSINE);
    law.name = "power";
    TEST_REL(field_variance(&law, 3), pow(4, -1.5), 1e-14);
    law.name = "brownian";
    TEST_REL(field_variance(&law, 0), 4 / (M_PI * M_PI), 1e-14);
    TEST(field_basis_of(&law) == FIELD_HALF_SINE);
    law.name = "bridge";
    TEST_REL(field_variance(&law, 1), 1 / (4 * M_PI * M_PI), 1e-14);
    TEST(field_basis_of(&law) == FIELD_SINE);
    law.name = "ou";
    TEST(isnan(field_variance(&law, 1)));
    TEST(field_basis_parse("cosine") == FIELD_COSINE && field_basis_parse("sine") == FIELD_SINE &&
         field_basis_parse("half-sine") == FIELD_HALF_SINE);
}

int main(void) {
    uint64_t state = test_seed();
    for (enum field_basis basis = FIELD_COSINE; basis <= FIELD_HALF_SINE; basis++)
        for (size_t points = 2; points <= 64; points += 1 + points / 5)
            test_transform(basis, points, &state);
    test_wisdom("matern", FFTW_REDFT01, 96);
    test_wisdom("bridge", FFTW_RODFT01, 96);
    test_wisdom("brownian", FFTW_RODFT11, 96);
    test_wisdom("ou", FFTW_HC2R, 192);
    test_laws();
    return test_end();
}
