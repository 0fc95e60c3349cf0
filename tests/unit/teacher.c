/* SPDX-License-Identifier: MIT */
/* Teachers: the links against their defining expectations by quadrature, the direction, and a
 * network against its formula. */
#include "teacher.h"

#include "quadrature.h"
#include "test.h"

#include <unistd.h>

/* The value of an index teacher's link at z: its label of z beta, |beta| = 1. */
static double link_at(struct teacher *teacher, double z) {
    enum { D = 3 };
    double x[D], y, norm = 0;
    for (size_t j = 0; j < D; j++)
        norm += teacher->beta[j] * teacher->beta[j];
    for (size_t j = 0; j < D; j++)
        x[j] = z * teacher->beta[j] / norm;
    TEST(teacher_label(teacher, 1, x, &y) == STATUS_OK);
    return y;
}

/* E s(Z) He_k(Z) for k = 0..3, and E s^2. */
static void coefficients(const char *name, double c[4], double *square) {
    struct teacher teacher;
    const struct quadrature *rule = quadrature_gaussian();
    memset(c, 0, 4 * sizeof *c);
    *square = 0;
    TEST(teacher_open(&teacher, name, "relu", 3, 7) == STATUS_OK);
    for (size_t i = 0; i < rule->count; i++) {
        double z = rule->x[i], s = link_at(&teacher, z), w = rule->w[i];
        c[0] += w * s;
        c[1] += w * s * z;
        c[2] += w * s * (z * z - 1);
        c[3] += w * s * (z * z * z - 3 * z);
        *square += w * s * s;
    }
    teacher_close(&teacher);
}

/* The information exponent is the index of the first coefficient that is not 0; the link is
 * centred. Its coefficients by E sin(wZ) He_k = w^k e^{-w^2/2} (sign by k mod 4), cos likewise. */
static void test_links(void) {
    const double e = 1e-13; /* of the quadrature, relative to E|s He_3| of order 10 */
    double c[4], square;
    coefficients("index:ie1", c, &square);
    TEST_ABS(c[0], 0, e);
    TEST_ABS(c[1], M_SQRT2 * exp(-0.5), e);
    TEST_ABS(c[2], -M_SQRT2 * exp(-0.5), e);
    TEST_ABS(square, 2 * (1 - exp(-1)), e); /* E(sin + cos)^2 = 1 + E sin 2z = 1 */
    coefficients("index:ie2", c, &square);
    TEST_ABS(c[0], 0, e);
    TEST_ABS(c[1], 0, e);
    TEST_ABS(c[2], -1.2 * 4 * exp(-2), e);
    TEST_ABS(c[3], -1.2 * 27 * exp(-4.5), e);
    coefficients("index:ie3", c, &square);
    TEST_ABS(c[0], 0, e);
    TEST_ABS(c[1], 0, e);
    TEST_ABS(c[2], 0, e);
    TEST_ABS(c[3], 0.7 * (-exp(-0.5) + 0.5 * exp(1.5) * 8 * exp(-2)), e);
    coefficients("index:even", c, &square);
    TEST_ABS(c[0], 0, e);
    TEST_ABS(c[1], 0, e);
    TEST_ABS(c[2], -1.5 * 4 * exp(-2), e);
    TEST_ABS(c[3], 0, e);
    coefficients("linear", c, &square);
    TEST_ABS(c[0], 0, e);
    TEST_ABS(c[1], 1, e);
    TEST_ABS(square, 1, e);
    coefficients("index:hermite:0.5,-1,0.25,0.125", c, &square);
    TEST_ABS(c[0], 0.5, e);
    TEST_ABS(c[1], -1, e);
    TEST_ABS(c[2], 2 * 0.25, e); /* E He_k^2 = k! */
    TEST_ABS(c[3], 6 * 0.125, e);
}

/* A unit vector of its seed, uniform: the mean square of a coordinate is 1/d. */
static void test_direction(void) {
    enum { D = 5, SEEDS = 2000 };
    double first = 0, mean = 0;
    struct teacher teacher, other;
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        TEST(teacher_open(&teacher, "linear", "relu", D, seed) == STATUS_OK);
        double norm = 0;
        for (size_t j = 0; j < D; j++)
            norm += teacher.beta[j] * teacher.beta[j];
        TEST_ABS(norm, 1, 1e-15);
        first += teacher.beta[0] * teacher.beta[0];
        mean += teacher.beta[0];
        teacher_close(&teacher);
    }
    /* Var beta_1^2 = 2 (d-1)/(d^2 (d+2)) */
    TEST_ABS(first / SEEDS, 1.0 / D, 5 * sqrt(2.0 * (D - 1) / (D * D * (D + 2)) / SEEDS));
    TEST_ABS(mean / SEEDS, 0, 5 / sqrt((double)D * SEEDS));
    TEST(teacher_open(&teacher, "linear", "relu", D, 9) == STATUS_OK);
    TEST(teacher_open(&other, "index:ie1", "relu", D, 9) == STATUS_OK);
    TEST(memcmp(teacher.beta, other.beta, D * sizeof(double)) == 0);
    teacher_close(&teacher), teacher_close(&other);
}

static void test_network(void) {
    static const char file[] = "teacher-test.csv";
    FILE *stream = fopen(file, "w");
    fputs("w1,w2,b,a\n1,2,0.5,3\n-1,0.25,0,-2\n", stream);
    fclose(stream);
    struct teacher teacher;
    double X[] = {0.5, -1, 2, 0.25}, y[2];
    TEST(teacher_open(&teacher, "network:teacher-test.csv", "tanh", 2, 1) == STATUS_OK);
    TEST(teacher_label(&teacher, 2, X, y) == STATUS_OK);
    for (size_t i = 0; i < 2; i++) {
        double x = X[2 * i], z = X[2 * i + 1];
        TEST_ABS(y[i], 3 * tanh(x + 2 * z + 0.5) - 2 * tanh(-x + 0.25 * z), 1e-14);
    }
    teacher_close(&teacher);
    TEST(teacher_open(&teacher, "network:teacher-test.csv", "tanh", 3, 1) == STATUS_INPUT);
    TEST_TEXT(error_message(),
              "teacher-test.csv:1:1: found w1..w2, expected w1..w3 as the data has x");
    TEST(teacher_open(&teacher, "network:teacher-test.csv", "than", 2, 1) == STATUS_USAGE);
    unlink(file);
    TEST(teacher_open(&teacher, "network:teacher-test.csv", "tanh", 2, 1) == STATUS_INPUT);
}

static void test_refusals(void) {
    const char *names[] = {"",       "index:",         "index:ie4", "linear2",
                           "Linear", "index:hermite:", "none ",     "index:hermite:1,x"};
    struct teacher teacher;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!TEST(teacher_open(&teacher, names[i], "relu", 2, 1) == STATUS_USAGE))
            printf("    %s\n", names[i]);
    TEST(teacher_open(&teacher, "none", "relu", 2, 1) == STATUS_OK);
    double y = 5;
    TEST(teacher_label(&teacher, 1, &y, &y) == STATUS_OK && y == 5);
    teacher_close(&teacher);
}

int main(void) {
    test_links();
    test_direction();
    test_network();
    test_refusals();
    return test_end();
}
