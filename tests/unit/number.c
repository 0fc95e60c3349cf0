/* SPDX-License-Identifier: MIT */
/* number_print and number_read against the C library's printf and strtod, which are exact in glibc
 * and share no code with ours. */
#include "number.h"

#include "number_internal.h"
#include "test.h"

#include <float.h>
#include <locale.h>

static double from_bits(uint64_t bits) {
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static uint64_t to_bits(double value) {
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

static bool is_same(double a, double b) {
    return to_bits(a) == to_bits(b) || (isnan(a) && isnan(b));
}

static const char *printed(double value) {
    static char text[32];
    *number_print(text, value) = '\0';
    return text;
}

/* The value of all of the text, or false. */
static bool read_all(const char *text, double *value) {
    const char *end = text + strlen(text);
    return number_read(text, end, value) == end;
}

/* ---- printing ---- */

static void test_layout(void) {
    static const struct {
        double value;
        const char *text;
    } cases[] = {{0, "0"},
                 {-0.0, "-0"},
                 {1, "1"},
                 {1024, "1024"},
                 {-1.5, "-1.5"},
                 {0.1, "0.1"},
                 {100, "100"},
                 {12.25, "12.25"},
                 {0.00001, "0.00001"},
                 {0.000001, "1e-6"},
                 {1e-7, "1e-7"},
                 {1.25e-300, "1.25e-300"},
                 {9007199254740991.0, "9007199254740991"},
                 {1e20, "100000000000000000000"},
                 {1e21, "1e21"},
                 {1e22, "1e22"},
                 {1.5e22, "1.5e22"},
                 {1e23, "1e23"}, /* lies half way between two doubles, and reads as the even */
                 {5e-324, "5e-324"},
                 {1e-323, "1e-323"},
                 {DBL_MIN, "2.2250738585072014e-308"},
                 {DBL_MAX, "1.7976931348623157e308"},
                 {-DBL_MAX, "-1.7976931348623157e308"},
                 {INFINITY, "inf"},
                 {-INFINITY, "-inf"},
                 {NAN, "nan"},
                 {-NAN, "nan"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        TEST_TEXT(printed(cases[i].value), cases[i].text);
}

static void test_integers(void) {
    uint64_t state = test_seed();
    unsigned long wrong = 0;
    for (int i = 0; i < 200000; i++) {
        uint64_t whole = test_random(&state) >> (11 + test_random(&state) % 53);
        char expected[32];
        snprintf(expected, sizeof expected, "%" PRIu64, whole);
        wrong += strcmp(printed((double)whole), expected) != 0;
    }
    TEST(wrong == 0);
}

/* The count of digits of a printed number, without the zeros around. */
static int digits_count(const char *text) {
    int count = 0, zeros = 0;
    for (const char *c = text; *c && *c != 'e'; c++) {
        if (*c == '0')
            zeros += count > 0;
        else if (*c >= '1' && *c <= '9') {
            count += zeros + 1;
            zeros = 0;
        }
    }
    return count;
}

/* The decimals of `count` digits on both sides of value > 0, and value rounded to them; three
 * doubles to try (the middle one the closest). */
static void neighbours(double value, int count, double decimals[3]) {
    char text[64];
    snprintf(text, sizeof text, "%.*e", count - 1, value);
    int exponent = atoi(strchr(text, 'e') + 1);
    int64_t digits = 0;
    for (const char *c = text; *c != 'e'; c++)
        if (*c != '.')
            digits = digits * 10 + (*c - '0');
    for (int i = 0; i < 3; i++) {
        snprintf(text, sizeof text, "%" PRId64 "e%d", digits + i - 1, exponent - (count - 1));
        decimals[i] = strtod(text, NULL);
    }
}

/* No shorter decimal reads back, and of the shortest the closest has been taken. */
static bool is_shortest(double value) {
    char text[32];
    *number_print(text, value) = '\0';
    int count = digits_count(text);
    double size = fabs(value), decimals[3];
    if (strtod(text, NULL) != value)
        return false;
    if (count > 1) {
        neighbours(size, count - 1, decimals);
        for (int i = 0; i < 3; i++)
            if (decimals[i] == size)
                return false;
    }
    neighbours(size, count, decimals);
    if (decimals[1] != size) /* the closest is out of the lopsided interval of a power of two */
        return true;
    char closest[64], ours[64];
    snprintf(closest, sizeof closest, "%.*e", count - 1, value);
    /* Ours as printed, in the same notation: long double has the digits to tell them apart. */
    snprintf(ours, sizeof ours, "%.*Le", count - 1, strtold(text, NULL));
    return strcmp(closest, ours) == 0;
}

static void test_shortest(void) {
    uint64_t state = test_seed() + 1;
    unsigned long wrong = 0;
    for (int i = 0; i < 60000; i++) {
        double value = from_bits(test_random(&state));
        if (isfinite(value) && value != 0)
            wrong += !is_shortest(value);
    }
    TEST(wrong == 0);
    wrong = 0;
    for (int exponent = -1074; exponent <= 1023; exponent++) {
        double power = ldexp(1, exponent);
        wrong += !is_shortest(power);
        wrong += !is_shortest(nextafter(power, INFINITY));
        if (power > 5e-324)
            wrong += !is_shortest(nextafter(power, 0));
    }
    for (int exponent = -323; exponent <= 308; exponent++) {
        char text[32];
        snprintf(text, sizeof text, "1e%d", exponent);
        double power = strtod(text, NULL);
        wrong += !is_shortest(power);
        wrong += !is_shortest(nextafter(power, INFINITY));
        wrong += !is_shortest(nextafter(power, 0));
    }
    /* Many of these are ends of rounding intervals. */
    for (int exponent = 15; exponent < 45; exponent++)
        for (int digits = 1; digits < 300; digits++) {
            char text[32];
            snprintf(text, sizeof text, "%de%d", digits, exponent);
            wrong += !is_shortest(strtod(text, NULL));
        }
    for (uint64_t bits = 1; bits < 3000; bits++)
        wrong += !is_shortest(from_bits(bits));
    TEST(wrong == 0);
}

static void test_round_trip(void) {
    uint64_t state = test_seed() + 2;
    unsigned long wrong = 0;
    for (int i = 0; i < 3000000; i++) {
        double value = from_bits(test_random(&state)), back = 0;
        if (i % 3 == 1)
            value = 2 * test_uniform(&state) - 1;
        else if (i % 3 == 2)
            value = (double)(int64_t)(test_random(&state) % 2000001 - 1000000) / 1000;
        char text[32];
        char *end = number_print(text, value);
        wrong += end - text > 24 || number_read(text, end, &back) != end || !is_same(value, back);
    }
    TEST(wrong == 0);
}

/* ---- reading ---- */

static void test_syntax(void) {
    static const struct {
        const char *text;
        int length; /* of what is read; -1: not a number */
        double value;
    } cases[] = {{"1", 1, 1},
                 {"+1", 2, 1},
                 {"-1.50", 5, -1.5},
                 {"5.", 2, 5},
                 {".5", 2, 0.5},
                 {"1e3", 3, 1000},
                 {"1E+3", 4, 1000},
                 {"1e-3x", 4, 0.001},
                 {"1e", 1, 1},
                 {"1e+", 1, 1},
                 {"1,2", 1, 1},
                 {"0x10", 1, 0},
                 {"1p3", 1, 1},
                 {"-0", 2, -0.0},
                 {"0e999999999999999999999999", 26, 0},
                 {"1e-999999999999999999999999", 27, 0},
                 {"-1e-400", 7, -0.0},
                 {"nan", 3, NAN},
                 {"inf", 3, INFINITY},
                 {"-inf", 4, -INFINITY},
                 {"", -1, 0},
                 {"-", -1, 0},
                 {".", -1, 0},
                 {"+.e5", -1, 0},
                 {"e5", -1, 0},
                 {" 1", -1, 0},
                 {"+inf", -1, 0},
                 {"-nan", -1, 0},
                 {"NaN", -1, 0},
                 {"na", -1, 0},
                 {"--1", -1, 0},
                 {"1e999", -1, 0},
                 {"-1e309", -1, 0},
                 {"1e99999999999999999999", -1, 0},
                 {"1.7976931348623159e308", -1, 0},
                 {"1.7976931348623158e308", 22, DBL_MAX}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *text = cases[i].text;
        double value = 0;
        const char *end = number_read(text, text + strlen(text), &value);
        bool right = cases[i].length < 0
                         ? end == NULL
                         : end == text + cases[i].length && is_same(value, cases[i].value);
        if (!TEST(right))
            printf("    \"%s\"\n", text);
    }
}

/* The range given ends the number, whatever stands behind it. */
static void test_bounds(void) {
    const char *text = "123456789012345678901234567890.5e10";
    for (size_t length = 1; length <= strlen(text); length++) {
        char copy[64] = "";
        memcpy(copy, text, length);
        double value = 0;
        const char *end = number_read(text, text + length, &value);
        char *expected_end;
        double expected = strtod(copy, &expected_end);
        TEST(end == text + (expected_end - copy) && value == expected);
    }
}

static void test_random_decimals(void) {
    uint64_t state = test_seed() + 3;
    unsigned long wrong = 0;
    for (int i = 0; i < 400000; i++) {
        char text[64];
        int length = 1 + (int)(test_random(&state) % 40);
        int point = (int)(test_random(&state) % 60), used = 0;
        for (int j = 0; j < length; j++) {
            if (j == point)
                text[used++] = '.';
            text[used++] = (char)('0' + (i % 4 || j > 20 ? test_random(&state) % 10 : 0));
        }
        int exponent = (int)(test_random(&state) % 720) - 380;
        if (i % 5)
            snprintf(text + used, sizeof text - (size_t)used, "e%d",
                     i % 3 ? exponent % 25 : exponent);
        else
            text[used] = '\0';
        double expected = strtod(text, NULL), value = 0;
        bool is_read = read_all(text, &value);
        bool right = isinf(expected) ? !is_read : is_read && is_same(value, expected);
        if (!right)
            printf("    \"%s\"\n", text);
        wrong += !right;
    }
    TEST(wrong == 0);
}

/* Half way between two neighbours the even one; a hair more or less decides. The halves are exact
 * in a long double of 64 bits, and printf gives all their digits. */
static void test_halves(void) {
    uint64_t state = test_seed() + 4;
    unsigned long wrong = 0;
    for (int i = 0; i < 20000; i++) {
        uint64_t bits = test_random(&state) >> 1;
        if (i % 4 == 0)
            bits = (uint64_t)(1023 + test_random(&state) % 64) << 52 | bits >> 12;
        else if (i % 4 == 1)
            bits >>= 11 + test_random(&state) % 50; /* subnormals */
        double low = from_bits(bits), high = from_bits(bits + 1);
        if (!isfinite(high))
            continue;
        char text[2048];
        long double half = ((long double)low + (long double)high) / 2;
        int length = snprintf(text, sizeof text - 2, "%.1100Lf", half);
        double even = bits & 1 ? high : low, value = -1;
        wrong += !read_all(text, &value) || value != even;
        text[length] = '1';
        text[length + 1] = '\0';
        wrong += !read_all(text, &value) || value != high;
        /* Just below: the last digit that is not 0 lowered by one, then nines. */
        int last = length - 1;
        while (text[last] == '0' || text[last] == '.')
            last--;
        text[last]--;
        for (int j = last + 1; j < length; j++)
            if (text[j] != '.')
                text[j] = '9';
        wrong += !read_all(text, &value) || value != low;
    }
    TEST(wrong == 0);
}

/* More digits than any buffer: half way between 1 and its successor, with a 1 very far behind. */
static void test_long(void) {
    enum { ZEROS = 100000 };
    const char *half = "1.00000000000000011102230246251565404236316680908203125";
    size_t start = strlen(half);
    char *text = malloc(start + ZEROS + 16);
    memcpy(text, half, start);
    memset(text + start, '0', ZEROS);
    strcpy(text + start + ZEROS, "");
    double value = 0;
    TEST(read_all(text, &value) && value == 1);
    strcpy(text + start + ZEROS, "1");
    TEST(read_all(text, &value) && value == 1 + DBL_EPSILON);
    /* 0.000...01e100001 = 1 and 1000...0e-100000 = 1 */
    memset(text, '0', ZEROS + 2);
    text[1] = '.';
    strcpy(text + ZEROS + 2, "1e100001");
    TEST(read_all(text, &value) && value == 1);
    memset(text, '0', ZEROS + 1);
    text[0] = '1';
    strcpy(text + ZEROS + 1, "e-100000");
    TEST(read_all(text, &value) && value == 1);
    free(text);
}

static void test_locale(void) {
    static const char *const commas[] = {"de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8", "de_DE"};
    bool found = false;
    for (size_t i = 0; i < sizeof commas / sizeof *commas && !found; i++)
        found = setlocale(LC_ALL, commas[i]) != NULL;
    if (!found)
        printf("no locale with a decimal comma here: the C locale only\n");
    double value = 0;
    TEST_TEXT(printed(2.5), "2.5");
    TEST(read_all("2.5", &value) && value == 2.5);
    TEST(read_all("2.5e-310", &value) && value == 2.5e-310); /* by the C library */
    setlocale(LC_ALL, "C");
}

/* sum_k T_k 31^(324-k) modulo 2^64 of the high and low words of all powers, computed by python3
 * with whole numbers of any size: T = (n << s) // d for 10^k = n/d. */
static void test_powers(void) {
    uint64_t high = 0, low = 0;
    for (int k = NUMBER_POWER_LEAST; k <= NUMBER_POWER_MOST; k++) {
        high = high * 31 + number_power(k)->high;
        low = low * 31 + number_power(k)->low;
    }
    TEST(high == 0xe3f20edc4594cdf9);
    TEST(low == 0xc4fc085822fc1899);
}

int main(void) {
    test_powers();
    test_layout();
    test_integers();
    test_shortest();
    test_round_trip();
    test_syntax();
    test_bounds();
    test_random_decimals();
    test_halves();
    test_long();
    test_locale();
    return test_end();
}
