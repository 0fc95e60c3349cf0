/* SPDX-License-Identifier: MIT */
/* Expressions on a table made by hand: values against C, messages against their text. */
#include "expression.h"
#include "test.h"

static char *data_names[] = {"d", "k", "success", "activation", "x"};
static double data_values[] = {64, 32, 0.25, NAN, 7, 128, 16, 0.5, NAN, 8};
static char *activation[] = {"relu", "erf"};
static char **data_text[] = {NULL, NULL, NULL, activation, NULL};
static size_t lines[] = {2, 4};
static struct table data = {.path = "results/A.csv",
                            .rows = 2,
                            .columns = 5,
                            .names = data_names,
                            .values = data_values,
                            .text = data_text,
                            .lines = lines};

static char *theory_names[] = {"success", "pi"};
static double theory_values[] = {0.2, 3, 0.4, 4, 0.6, 5};
static char **theory_text[] = {NULL, NULL};
static struct table theory = {.path = "theory/A.csv",
                              .rows = 3,
                              .columns = 2,
                              .names = theory_names,
                              .values = theory_values,
                              .text = theory_text};

static struct expression_scope scope[2];

static double value(const char *text, size_t data_row, size_t theory_row) {
    struct expression *expression;
    if (!TEST(expression_new(&expression, text, "here", 2, scope, NULL) == STATUS_OK)) {
        printf("    %s\n", error_message());
        return NAN;
    }
    double result = expression_value(expression, (size_t[]){data_row, theory_row}, 0);
    expression_free(expression);
    return result;
}

static void test_values(void) {
    TEST(value("d", 0, 0) == 64 && value("d", 1, 0) == 128);
    TEST(value("success - theory.success", 1, 2) == 0.5 - 0.6);
    TEST(value("0.1", 0, 0) == 0.1 && value("1e-3", 0, 0) == 1e-3);
    TEST(value("2^3^2", 0, 0) == 512);
    TEST(value("-2^2", 0, 0) == -4);
    TEST(value("d*(k-1)/3", 0, 0) == 64 * 31 / 3.0);
    TEST(value("min(300,k,d) + max(1,2)", 1, 0) == 18);
    TEST(value("abs(-k) + floor(-1.5) + sign(-3) + sign(0) + sign(2)", 0, 0) == 30);
    TEST(value("d >= 64 && k < 20 ? 1 : 2", 0, 0) == 2);
    TEST(value("d >= 64 && k < 20 ? 1 : 2", 1, 0) == 1);
    TEST(value("theory.pi", 0, 1) == 4);
    TEST(isnan(value("sqrt(-d)", 0, 0)) && isinf(value("1/(d-64)", 0, 0)));
    TEST(isnan(value("max(1, sqrt(-1), 2)", 0, 0)) && isnan(value("min(sqrt(-1), 2)", 0, 0)));
    /* a few eps: one rounding an operation */
    TEST_REL(value("pi", 0, 0), 3.14159265358979323846, 3e-16);
    TEST_REL(value("log(d) + exp(1) + sqrt(2)", 0, 0), log(64) + exp(1) + sqrt(2), 1e-15);
    TEST_REL(value("sin(1)*cos(2)/tan(3)+atan(4)+erf(.5)", 0, 0),
             sin(1) * cos(2) / tan(3) + atan(4) + erf(.5), 1e-15);
    TEST_REL(value("d^-0.5", 0, 0), 0.125, 3e-16);
}

/* Closed forms: chi-square of 2 is exponential, Student of 1 is Cauchy, beta(2,1) is x^2. */
static void test_distributions(void) {
    TEST_REL(value("normal_cdf(1.25)", 0, 0), 0.5 * erfc(-1.25 / sqrt(2)), 1e-14);
    TEST_REL(value("chisq_cdf(3,2)", 0, 0), 1 - exp(-1.5), 1e-14);
    TEST_REL(value("student_cdf(2,1)", 0, 0), 0.5 + atan(2) / acos(-1), 1e-14);
    TEST_REL(value("beta_cdf(.3,2,1)", 0, 0), 0.09, 1e-14);
    TEST(isnan(value("chisq_cdf(3,0)", 0, 0)) && isnan(value("beta_cdf(.3,-1,1)", 0, 0)) &&
         isnan(value("student_cdf(1,0)", 0, 0)));
}

/* The variable hides the column of its name. */
static void test_variable(void) {
    struct expression *expression;
    TEST(expression_new(&expression, "x*k", "here", 1, scope, "x") == STATUS_OK);
    TEST(expression_value(expression, (size_t[]){1}, 3) == 48);
    TEST(expression_value(expression, (size_t[]){0}, 2) == 64);
    expression_free(expression);
    TEST(value("x", 1, 0) == 8);
}

static void refused(const char *text, const char *message) {
    struct expression *expression;
    TEST(expression_new(&expression, text, "claims.csv:7:6", 2, scope, NULL) == STATUS_INPUT);
    TEST(expression == NULL);
    if (strncmp(error_message(), message, strlen(message)) != 0)
        TEST_TEXT(error_message(), message);
}

static void test_messages(void) {
    refused("sqrt(foo)", "claims.csv:7:6: found 'foo' at character 6 of 'sqrt(foo)', expected a "
                         "column of results/A.csv or theory/A.csv");
    refused("d+theory.d", "claims.csv:7:6: found 'theory.d' at character 3 of 'd+theory.d', "
                          "expected a column of results/A.csv or theory/A.csv");
    refused("dk+k+foo", "claims.csv:7:6: found 'dk' at character 1 of 'dk+k+foo'");
    refused("k*activation",
            "claims.csv:7:6: found 'activation' at character 3 of 'k*activation', "
            "expected a column of numbers (results/A.csv:2:4: found \"relu\", expected a number)");
    refused("d=k", "claims.csv:7:6: found '=' at character 2 of 'd=k', expected == or another");
    refused("d,k", "claims.csv:7:6: found 2 values in 'd,k', expected one");
    refused("", "claims.csv:7:6: found the end of ''");
    refused("d+", "claims.csv:7:6: found the end of 'd+'");
    refused("d+*k", "claims.csv:7:6: found '*' at character 3 of 'd+*k'");
    refused("sqrt(d,k)", "claims.csv:7:6: found ");
    refused("foo(d)", "claims.csv:7:6: found 'foo' at character 1 of 'foo(d)'");
    TEST(value("d==64", 0, 0) == 1 && value("d!=64", 0, 0) == 0 && value("d<=64", 0, 0) == 1);
}

int main(void) {
    scope[0] = (struct expression_scope){"", &data};
    scope[1] = (struct expression_scope){"theory.", &theory};
    test_values();
    test_distributions();
    test_variable();
    test_messages();
    return test_end();
}
