/* SPDX-License-Identifier: MIT */
#include "expression.h"

#include <dlfcn.h>
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <muParserDLL.h>
#include <setjmp.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SCOPES = 4, NAMES = 64 };

/* A name of the text: where its value comes from, and the cell that muparser reads. */
struct binding {
    char *name;
    size_t scope, column; /* scope == SCOPES: a constant or the variable */
    double value;
};

struct expression {
    muParserHandle_t parser;
    size_t scopes;
    struct expression_scope scope[SCOPES];
    const char *variable;
    struct binding bindings[NAMES];
    size_t names;
    double *variable_cell;         /* NULL: the text does not use it */
    const char *fault;             /* why a name was refused, or NULL */
    const struct binding *textual; /* the column of text that was refused, or NULL */
    char refused[128];
};

/* muparser is C++, which ends the process when there is no memory. A new-handler that jumps out is
 * the only way to a message; what muparser held by then is lost, which matters no more. */
static jmp_buf no_memory;

static void memory_lost(void) {
    longjmp(no_memory, 1);
}

/* std::set_new_handler, of the library that muparser brings. */
static void new_handler_set(void (*handler)(void)) {
    void (*(*set)(void (*)(void)))(void) = NULL;
    *(void **)&set = dlsym(RTLD_DEFAULT, "_ZSt15set_new_handlerPFvvE");
    if (set)
        set(handler);
}

static double sign(double x) {
    return (x > 0) - (x < 0);
}

static double smallest(const double *values, int count) {
    double least = values[0];
    for (int i = 1; i < count; i++)
        least = isnan(values[i]) || values[i] < least ? values[i] : least;
    return least;
}

static double largest(const double *values, int count) {
    double most = values[0];
    for (int i = 1; i < count; i++)
        most = isnan(values[i]) || values[i] > most ? values[i] : most;
    return most;
}

static double chisq_cdf(double x, double nu) {
    return nu > 0 ? gsl_cdf_chisq_P(x, nu) : NAN;
}

static double student_cdf(double x, double nu) {
    return nu > 0 ? gsl_cdf_tdist_P(x, nu) : NAN;
}

static double beta_cdf(double x, double a, double b) {
    return a > 0 && b > 0 ? gsl_cdf_beta_P(x, a, b) : NAN;
}

static void functions_define(muParserHandle_t parser) {
    static const struct {
        const char *name;
        muFun1_t function;
    } of_one[] = {
        {"sqrt", sqrt}, {"exp", exp},     {"log", log},   {"abs", fabs},
        {"erf", erf},   {"floor", floor}, {"sin", sin},   {"cos", cos},
        {"tan", tan},   {"atan", atan},   {"sign", sign}, {"normal_cdf", gsl_cdf_ugaussian_P},
    };
    mupClearFun(parser);
    mupClearConst(parser);
    for (size_t i = 0; i < sizeof of_one / sizeof *of_one; i++)
        mupDefineFun1(parser, of_one[i].name, of_one[i].function, 1);
    mupDefineFun2(parser, "chisq_cdf", chisq_cdf, 1);
    mupDefineFun2(parser, "student_cdf", student_cdf, 1);
    mupDefineFun3(parser, "beta_cdf", beta_cdf, 1);
    mupDefineMultFun(parser, "min", smallest, 1);
    mupDefineMultFun(parser, "max", largest, 1);
}

static double *refuse(struct expression *expression, const char *name, const char *fault) {
    static double nowhere;
    if (!expression->fault) {
        expression->fault = fault;
        snprintf(expression->refused, sizeof expression->refused, "%s", name);
    }
    return &nowhere;
}

static bool binding_find(struct expression *expression, struct binding *binding) {
    for (size_t i = 0; i < expression->scopes; i++) {
        const struct expression_scope *scope = &expression->scope[i];
        size_t length = strlen(scope->prefix);
        if (strncmp(binding->name, scope->prefix, length) != 0)
            continue;
        binding->scope = i;
        binding->column = table_find(scope->table, binding->name + length);
        if (binding->column != TABLE_NONE)
            return true;
    }
    binding->scope = SCOPES;
    return false;
}

/* muparser calls this at each new name; it cannot fail, so that faults are left for later. */
static double *name_bind(const char *name, void *context) {
    struct expression *expression = context;
    if (expression->names == NAMES)
        return refuse(expression, name, "fewer names");
    struct binding *binding = &expression->bindings[expression->names];
    binding->name = strdup(name);
    if (!binding->name)
        return refuse(expression, name, "memory for it");
    expression->names++;
    if (expression->variable && strcmp(name, expression->variable) == 0) {
        binding->scope = SCOPES;
        expression->variable_cell = &binding->value;
    } else if (binding_find(expression, binding)) {
        if (expression->scope[binding->scope].table->text[binding->column]) {
            expression->textual = expression->fault ? expression->textual : binding;
            return refuse(expression, name, "a column of numbers");
        }
    } else if (strcmp(name, "pi") == 0) {
        binding->value = acos(-1);
    } else {
        return refuse(expression, name, "");
    }
    return &binding->value;
}

/* The position from 1 of a whole name in a text. */
static size_t name_position(const char *text, const char *name) {
    static const char letters[] =
        "0123456789_.abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    for (const char *at = text; (at = strstr(at, name)); at++)
        if ((at == text || !strchr(letters, at[-1])) &&
            (!at[strlen(name)] || !strchr(letters, at[strlen(name)])))
            return (size_t)(at - text) + 1;
    return 1;
}

static enum status complain_name(const struct expression *expression, const char *text,
                                 const char *where) {
    char expected[512] = "";
    size_t used = 0;
    for (size_t i = 0; i < expression->scopes && used < sizeof expected && !*expression->fault; i++)
        used += (size_t)snprintf(expected + used, sizeof expected - used, "%s%s",
                                 i ? " or " : "a column of ", expression->scope[i].table->path);
    if (!expression->scopes && !*expression->fault)
        snprintf(expected, sizeof expected, "a number or a function");
    const struct binding *textual = expression->textual; /* its first cell that is no number */
    if (textual && table_require_numbers(expression->scope[textual->scope].table, textual->column,
                                         false) != STATUS_OK)
        snprintf(expected, sizeof expected, "%s (%s)", expression->fault, error_message());
    return error_set(STATUS_INPUT, "%s: found '%s' at character %zu of '%s', expected %s", where,
                     expression->refused, name_position(text, expression->refused), text,
                     *expected ? expected : expression->fault);
}

static enum status complain_syntax(const struct expression *expression, const char *text,
                                   const char *where) {
    char token[64];
    snprintf(token, sizeof token, "%s", mupGetErrorToken(expression->parser));
    int position = mupGetErrorPos(expression->parser);
    size_t length = strlen(text);
    if (position < 0 || (size_t)position >= length)
        return error_set(STATUS_INPUT, "%s: found the end of '%s', expected an expression (%s)",
                         where, text, mupGetErrorMsg(expression->parser));
    return error_set(
        STATUS_INPUT, "%s: found '%s' at character %d of '%s', expected an expression (%s)", where,
        token[0] ? token : text + position, position + 1, text, mupGetErrorMsg(expression->parser));
}

/* muparser takes "a = b" as an assignment to a column; nobody means that here. */
static const char *assignment_find(const char *text) {
    for (const char *at = text; (at = strchr(at, '=')); at++) {
        if (at[1] == '=') {
            at++;
            continue;
        }
        if (at == text || !strchr("<>!", at[-1]))
            return at;
    }
    return NULL;
}

static enum status expression_parse(struct expression *expression, const char *text,
                                    const char *where) {
    const char *assignment = assignment_find(text);
    if (assignment)
        return error_set(STATUS_INPUT,
                         "%s: found '=' at character %zu of '%s', expected == or another operator",
                         where, (size_t)(assignment - text) + 1, text);
    int values = 0;
    mupSetExpr(expression->parser, text);
    if (!mupError(expression->parser))
        mupEvalMulti(expression->parser, &values);
    if (expression->fault)
        return complain_name(expression, text, where);
    if (mupError(expression->parser))
        return complain_syntax(expression, text, where);
    if (values != 1)
        return error_set(STATUS_INPUT, "%s: found %d values in '%s', expected one", where, values,
                         text);
    return STATUS_OK;
}

/* Creates the parser and parses. STATUS_NUMERICAL: there was no memory, and it must not be used. */
static enum status parser_make(struct expression *made, const char *text, const char *where) {
    if (setjmp(no_memory)) {
        new_handler_set(NULL);
        return error_set(STATUS_NUMERICAL, "%s: found no memory for the expression '%s'", where,
                         text);
    }
    new_handler_set(memory_lost);
    made->parser = mupCreate(muBASETYPE_FLOAT);
    mupDefineNameChars(made->parser,
                       "0123456789_.abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
    functions_define(made->parser);
    mupSetVarFactory(made->parser, name_bind, made);
    enum status status = expression_parse(made, text, where);
    new_handler_set(NULL);
    return status;
}

enum status expression_new(struct expression **expression, const char *text, const char *where,
                           size_t scopes, const struct expression_scope *scope,
                           const char *variable) {
    struct expression *made = memory_zero(1, sizeof *made);
    *expression = NULL;
    if (!made)
        return STATUS_NUMERICAL;
    made->scopes = scopes < SCOPES ? scopes : SCOPES;
    memcpy(made->scope, scope, made->scopes * sizeof *scope);
    made->variable = variable;
    enum status status = parser_make(made, text, where);
    if (status == STATUS_OK) {
        *expression = made;
        return STATUS_OK;
    }
    if (status == STATUS_NUMERICAL)
        made->parser = NULL;
    expression_free(made);
    return status;
}

double expression_value(struct expression *expression, const size_t *rows, double x) {
    for (size_t i = 0; i < expression->names; i++) {
        struct binding *binding = &expression->bindings[i];
        if (binding->scope == SCOPES)
            continue;
        const struct table *table = expression->scope[binding->scope].table;
        size_t row = rows[binding->scope];
        binding->value = row < table->rows ? table_number(table, row, binding->column) : NAN;
    }
    if (expression->variable_cell)
        *expression->variable_cell = x;
    return mupEval(expression->parser);
}

void expression_free(struct expression *expression) {
    if (!expression)
        return;
    if (expression->parser)
        mupRelease(expression->parser);
    for (size_t i = 0; i < expression->names; i++)
        free(expression->bindings[i].name);
    free(expression);
}
