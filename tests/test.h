/* SPDX-License-Identifier: MIT */
/* A test program: checks count failures and print what was found and expected; main ends with
 * `return test_end();`. Random tests take their seed from TEST_SEED (default 1) and print it with
 * each failure. */
#ifndef TWOLAYER_TEST_H
#define TWOLAYER_TEST_H

#include <inttypes.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned long test_checks, test_failures;

static inline uint64_t test_seed(void) {
    const char *text = getenv("TEST_SEED");
    return text ? strtoull(text, NULL, 10) : 1;
}

/* Splitmix64: random inputs for property tests, apart from the library's own generator. */
static inline uint64_t test_random(uint64_t *state) {
    uint64_t z = (*state += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static inline double test_uniform(uint64_t *state) {
    return ((double)(test_random(state) >> 11) + 0.5) / 9007199254740992.0;
}

static inline bool test_report(bool passed, const char *file, int line, const char *what) {
    test_checks++;
    if (!passed) {
        test_failures++;
        printf("%s:%d: FAILED %s (TEST_SEED=%" PRIu64 ")\n", file, line, what, test_seed());
    }
    return passed;
}

static inline bool test_near(double found, double expected, double error, const char *file,
                             int line, const char *what) {
    bool passed =
        fabs(found - expected) <= error || found == expected || (isnan(found) && isnan(expected));
    if (!test_report(passed, file, line, what))
        printf("    found %.17g, expected %.17g within %.3g (off by %.3g)\n", found, expected,
               error, found - expected);
    return passed;
}

static inline bool test_same_text(const char *found, const char *expected, const char *file,
                                  int line, const char *what) {
    bool passed = found && expected && strcmp(found, expected) == 0;
    if (!test_report(passed, file, line, what))
        printf("    found    \"%s\"\n    expected \"%s\"\n", found ? found : "(null)",
               expected ? expected : "(null)");
    return passed;
}

#define TEST(condition) test_report((condition), __FILE__, __LINE__, #condition)
/* |found - expected| <= error */
#define TEST_ABS(found, expected, error)                                                           \
    test_near((found), (expected), (error), __FILE__, __LINE__, #found " ~ " #expected)
/* |found - expected| <= error |expected| */
#define TEST_REL(found, expected, error)                                                           \
    test_near((found), (expected), (error)*fabs(expected), __FILE__, __LINE__,                     \
              #found " ~ " #expected)
#define TEST_TEXT(found, expected) test_same_text((found), (expected), __FILE__, __LINE__, #found)

static inline int test_end(void) {
    printf("%lu checks, %lu failed\n", test_checks, test_failures);
    return test_failures || !test_checks;
}

#endif
