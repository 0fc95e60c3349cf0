/* SPDX-License-Identifier: MIT */
/* Expressions: arithmetic on the columns of tables, parsed once (by muparser), evaluated row by
 * row: "abs(success - theory.success)", "theory.m * (d-1)/d", "3/min(d,k)^2".
 *
 * Names are columns, after the prefix of their table; pi; numbers are decimal. Operators: + - * / ^
 * and comparisons (1 or 0), && ||, a ? b : c. Functions: sqrt exp log (natural) abs min max
 * (any number of arguments) erf floor sin cos atan tan sign, and the distribution functions
 * normal_cdf(x), chisq_cdf(x,nu), student_cdf(x,nu), beta_cdf(x,a,b).
 */
#ifndef TWOLAYER_EXPRESSION_H
#define TWOLAYER_EXPRESSION_H

#include "error.h"
#include "table.h"

#include <stddef.h>

struct expression;

/* The numeric columns of a table are names, spelled prefix + column. */
struct expression_scope {
    const char *prefix; /* "" or "theory." */
    const struct table *table;
};

/* Parses text. The scopes (at most 4; a name is taken from the first that has it) must live as long
 * as the expression. `variable` is one more name, whose value is given at each evaluation, or NULL.
 * `where` (FILE:LINE:COLUMN of the expression) starts the message. STATUS_INPUT:
 *     "claims.csv:7:6: found 'foo' at character 6 of 'sqrt(foo)', expected a column of A.csv"
 * STATUS_NUMERICAL without memory. Free by expression_free. */
enum status expression_new(struct expression **expression, const char *text, const char *where,
                           size_t scopes, const struct expression_scope *scope,
                           const char *variable);

/* Its value with the columns of scope i taken at row rows[i], and the variable at x. Undefined
 * numbers are NaN or infinite, as in C; a column at a row that its table does not have is NaN. */
double expression_value(struct expression *expression, const size_t *rows, double x);

/* Accepts NULL. */
void expression_free(struct expression *expression);

#endif
