/* SPDX-License-Identifier: MIT */
/* The search for the smallest norm, on functions whose first root is known.
 *
 * The parts of attack are no library: this one is compiled in here. */
#include "search.h"
#include "sign.h"
#include "test.h"

/* A line f(t) that is given by a function, one sample at a time or several. */
static double (*function)(size_t sample, double t);
static size_t looks;

static enum status move_function(struct line *line, size_t points, const double *t, double *value,
                                 double *flips) {
    (void)flips;
    for (size_t i = 0; i < *(size_t *)line->state * points; i++)
        value[i] = function(i, t[i]);
    looks++;
    return STATUS_OK;
}

/* Searches from the line's start, whose slope is that of f at 0. */
static enum status search(size_t count, double (*f)(size_t, double), double limit, double *norm,
                          double *value) {
    struct line line = {.state = &count, .move = move_function};
    struct line_start start[8];
    function = f;
    looks = 0;
    for (size_t i = 0; i < count; i++) {
        double before = f(i, 0), step = 1e-7;
        start[i] = (struct line_start){.before = before,
                                       .slope = fmax(0, (fabs(before) - fabs(f(i, step))) / step)};
    }
    return search_norm(&line, count, start, limit, norm, value);
}

static double linear(size_t i, double t) {
    return (i % 2 ? -1 : 1) * (1 + (double)i - t);
}

static double curved(size_t i, double t) {
    return pow(10, (double)i - 3) * (2 - t - 0.25 * t * t); /* 2 (sqrt 3 - 1) */
}

static double cosine(size_t i, double t) {
    (void)i;
    return cos(t); /* flat at the start */
}

static double convex(size_t i, double t) {
    (void)i;
    return exp(-40 * t) - 1e-9; /* false position alone creeps along it from above */
}

static double small(size_t i, double t) {
    (void)i;
    return 1e-200 * (1 - t * t * t); /* whose products are 0 */
}

static double touching(size_t i, double t) {
    (void)i;
    return fmax(0, 1 - t); /* reaches 0 and stays: a change of sign */
}

static double dead(size_t i, double t) {
    return i == 0 ? 0 : 3 + 0 * t;
}

static double far(size_t i, double t) {
    (void)i;
    return 10 - t;
}

static void check(size_t count, double (*f)(size_t, double), const double *root, size_t most) {
    double norm[8], value[8];
    TEST(search(count, f, 100, norm, value) == STATUS_OK);
    for (size_t i = 0; i < count; i++) {
        TEST_REL(norm[i], root[i], 2e-12); /* the bracket, and the rounding of f at its root */
        TEST(value[i] == f(i, norm[i]) && sign_changes(f(i, 0), value[i]));
        TEST(!sign_changes(f(i, 0), f(i, norm[i] * (1 - 4e-12)))); /* and it is the first */
    }
    if (!TEST(looks <= most))
        printf("    found %zu looks, expected at most %zu\n", looks, most);
}

static void test_search(void) {
    const double half_pi = M_PI / 2, root = 2 * (sqrt(3) - 1);
    check(5, linear, (double[]){1, 2, 3, 4, 5}, 8);
    check(6, curved, (double[]){root, root, root, root, root, root}, 20);
    check(1, small, (double[]){1}, 30);
    check(1, convex, (double[]){log(1e9) / 40}, 32);
    check(1, touching, (double[]){1}, 60);
    double norm[2], value[2];
    /* Steps of a quarter from the limit: the slope at the start is 0. */
    TEST(search(1, cosine, 2, norm, value) == STATUS_OK);
    TEST_REL(norm[0], half_pi, 2e-12);
    TEST(search(2, dead, 7, norm, value) == STATUS_OK);
    TEST(norm[0] == (double)INFINITY && norm[1] == (double)INFINITY);
    TEST(value[0] == 0 && value[1] == 3);
    TEST(search(1, far, 9.99, norm, value) == STATUS_OK);
    TEST(norm[0] == (double)INFINITY);
    TEST_ABS(value[0], 10 - 9.99, 1e-14); /* at the limit */
    TEST(search(1, far, 10, norm, value) == STATUS_OK);
    TEST_REL(norm[0], 10.0, 2e-12);
}

static void test_signs(void) {
    TEST(sign_changes(1, -1) && sign_changes(-1, 1) && sign_changes(1, 0) && sign_changes(-2, 0));
    TEST(!sign_changes(0, 1) && !sign_changes(0, 0) && !sign_changes(1, 2));
    TEST(sign_changes(1e-300, -1e-300) && !sign_changes(1e-300, 1e-300));
    TEST(sign_of(-0.0) == 0 && sign_of(-3) == -1 && sign_of(1e-310) == 1);
}

int main(void) {
    test_signs();
    test_search();
    return test_end();
}
