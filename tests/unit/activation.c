/* SPDX-License-Identifier: MIT */
#include "activation.h"

#include "test.h"

static const char *const names[] = {"relu",     "erf",  "erf2",   "tanh",
                                    "softplus", "step", "linear", "square",
                                    "he2",      "he3",  "sin2",   "hermite:0.5,-1,0.25,0.125,2"};
enum { NAMES = sizeof names / sizeof names[0] };

static struct activation parse(const char *name) {
    struct activation activation;
    TEST(activation_parse(&activation, name) == STATUS_OK);
    return activation;
}

static void test_parse(void) {
    struct activation activation;
    static const char *const wrong[] = {"",
                                        "Relu",
                                        "relu ",
                                        "erf3",
                                        "hermite",
                                        "hermite:",
                                        "hermite:1,",
                                        "hermite:1,,2",
                                        "hermite:nan",
                                        "hermite:inf",
                                        "hermite:x",
                                        "hermite:1 2",
                                        "hermite:1e999",
                                        "hermite:0x1",
                                        "hermite:1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        TEST(activation_parse(&activation, wrong[i]) == STATUS_USAGE);
        TEST(strstr(error_message(), wrong[i]) != NULL);
    }
    TEST(activation_parse(&activation, "hermite:1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1") == STATUS_OK);
    for (size_t i = 0; i < NAMES; i++) {
        activation = parse(names[i]);
        int expected = i == 0 ? 1 : i == 5 ? 0 : 3;
        TEST(activation_smoothness(&activation) == expected);
    }
}

/* Each value within a few units of rounding of the C library's. */
static void test_values(void) {
    static const double c[] = {0.5, -1, 0.25, 0.125, 2};
    uint64_t state = test_seed();
    for (int i = 0; i < 2000; i++) {
        double t = 12 * test_uniform(&state) - 6, t2 = t * t;
        double he[] = {1, t, t2 - 1, t * (t2 - 3), t2 * t2 - 6 * t2 + 3}, sum = 0, size = 0;
        for (int k = 0; k < 5; k++) {
            sum += c[k] * he[k];
            size += fabs(c[k]) * (1 + pow(fabs(t), k)) * 6;
        }
        double expected[NAMES] = {fmax(t, 0),
                                  erf(t),
                                  erf(t / sqrt(2)),
                                  tanh(t),
                                  log1p(exp(-fabs(t))) + fmax(t, 0),
                                  t > 0,
                                  t,
                                  t2,
                                  (t2 - 1) / sqrt(2),
                                  (t2 - 3) * t / sqrt(6),
                                  sin(2 * t),
                                  sum};
        for (size_t a = 0; a < NAMES; a++) {
            struct activation activation = parse(names[a]);
            double scale = a == 11 ? size : a == 9 ? 1 + 6 * fabs(t) + t2 * fabs(t) : 1 + t2;
            TEST_ABS(activation_value(&activation, 0, t), expected[a], 8 * 0x1p-53 * scale);
        }
    }
}

/* (8 (f(t+h) - f(t-h)) - f(t+2h) + f(t-2h))/(12 h) is f' up to h^4 f^(5)/30 and rounding. */
static void test_derivatives(void) {
    uint64_t state = test_seed() + 1;
    const double h = 0x1p-9;
    for (int i = 0; i < 300; i++)
        for (size_t a = 0; a < NAMES; a++) {
            struct activation activation = parse(names[a]);
            double t = 8 * test_uniform(&state) - 4;
            t += copysign(0.01, t); /* away from kinks */
            for (int order = 0; order < 3; order++) {
                double f[4], shift[] = {-2, -1, 1, 2};
                for (int j = 0; j < 4; j++)
                    f[j] = activation_value(&activation, order, t + shift[j] * h);
                double slope = (8 * (f[2] - f[1]) - f[3] + f[0]) / (12 * h);
                double fifth = 300; /* above every seventh derivative: that of tanh is -272 at 0 */
                double size = a > 5 && a != 10 ? 2000 : 8;
                TEST_ABS(activation_value(&activation, order + 1, t), slope,
                         h * h * h * h / 30 * fifth + size * 0x1p-52 / h);
            }
        }
}

/* He_k' = k He_{k-1} and He_k(0) = (-1)^{k/2} (k-1)!!. */
static void test_hermite(void) {
    char before[64] = "hermite:1";
    double at_zero[2] = {1, 0};
    uint64_t state = test_seed() + 2;
    for (int k = 1; k < 16; k++) {
        char name[64] = "hermite:";
        for (int j = 0; j < k; j++)
            strcat(name, "0,");
        strcat(name, "1");
        struct activation now = parse(name), last = parse(before);
        if (k >= 2)
            at_zero[k % 2] *= -(k - 1);
        TEST_ABS(activation_value(&now, 0, 0), at_zero[k % 2], 0);
        for (int i = 0; i < 20; i++) {
            double t = 2 * test_uniform(&state) - 1;
            double expected = k * activation_value(&last, 0, t);
            TEST_ABS(activation_value(&now, 1, t), expected, 1e-15 * tgamma(k + 1) * 30);
        }
        strcpy(before, name);
    }
}

/* In place, of any length, the bits are those of one value at a time. */
static void test_alias(void) {
    static const size_t lengths[] = {0, 1, 7, 8, 255, 256, 257, 600};
    double z[600], apart[600], place[600];
    uint64_t state = test_seed() + 3;
    for (size_t a = 0; a < NAMES; a++)
        for (int order = 0; order < 4; order++)
            for (size_t l = 0; l < sizeof lengths / sizeof lengths[0]; l++) {
                struct activation activation = parse(names[a]);
                size_t n = lengths[l], same = 0;
                for (size_t i = 0; i < n; i++)
                    place[i] = z[i] = 10 * test_uniform(&state) - 5;
                activation_apply(&activation, order, n, z, apart);
                activation_apply(&activation, order, n, place, place);
                for (size_t i = 0; i < n; i++) {
                    double one = activation_value(&activation, order, z[i]);
                    same += memcmp(&apart[i], &place[i], sizeof one) == 0 &&
                            memcmp(&apart[i], &one, sizeof one) == 0;
                }
                TEST(same == n);
            }
}

static void test_ends(void) {
    for (size_t a = 0; a < NAMES; a++) {
        struct activation activation = parse(names[a]);
        if (a != 5)
            TEST(isnan(activation_value(&activation, 0, NAN)));
    }
    struct activation relu = parse("relu"), step = parse("step"), softplus = parse("softplus");
    TEST_ABS(activation_value(&relu, 1, 0), 0, 0);
    TEST_ABS(activation_value(&step, 0, 0), 0, 0);
    TEST_ABS(activation_value(&relu, 0, INFINITY), INFINITY, 0);
    TEST_ABS(activation_value(&softplus, 0, 1000), 1000, 0);
    TEST_ABS(activation_value(&softplus, 0, -1000), 0, 0);
    TEST_REL(activation_value(&softplus, 0, -40), exp(-40), 1e-15);
    TEST_ABS(activation_value(&softplus, 1, -1000), 0, 0);
    TEST_ABS(activation_value(&softplus, 1, 1000), 1, 0);
}

int main(void) {
    test_parse();
    test_values();
    test_derivatives();
    test_hermite();
    test_alias();
    test_ends();
    return test_end();
}
