/* SPDX-License-Identifier: MIT */
/* transform: functions from values at midpoints to coefficients, and back. */
#include "field.h"
#include "options.h"

#include <stdlib.h>
#include <string.h>

struct transform {
    const char *basis, *to, *output;
};

static enum status run(const struct transform *of, const char *path) {
    struct table table;
    struct table_writer *writer = NULL;
    const char *const label[] = {"y"};
    double *X = NULL;
    size_t d;
    enum status status = table_read(&table, path);
    if (status != STATUS_OK)
        return status;
    size_t y = table_find(&table, "y");
    struct field_transform *transform = NULL;
    status = table_matrix(&table, "x", &d, &X);
    if (status == STATUS_OK && y != TABLE_NONE)
        status = table_require_numbers(&table, y, true);
    if (status == STATUS_OK && !(transform = field_transform_new(field_basis_parse(of->basis), d)))
        status = STATUS_NUMERICAL;
    if (status == STATUS_OK)
        status = table_create_matrix(&writer, of->output, "x", d, y == TABLE_NONE ? 0 : 1, label);
    for (size_t i = 0; status == STATUS_OK && i < table.rows; i++) {
        double *x = X + i * d;
        if (strcmp(of->to, "values") == 0)
            field_values(transform, x);
        else
            field_coefficients(transform, x);
        table_put_all(writer, d, x);
        if (y != TABLE_NONE)
            table_put(writer, table_number(&table, i, y));
    }
    status = table_finish(writer, status);
    field_transform_free(transform);
    free(X);
    table_free(&table);
    return status;
}

int main(int argc, char **argv) {
    struct transform of = {0};
    const struct option options[] = {
        OPTION_CHOICE("basis", of.basis, "cosine", FIELD_BASES,
                      "1, sqrt 2 cos(pi k t); sqrt 2 sin(pi k t); sqrt 2 sin(pi (k - 1/2) t)"),
        OPTION_CHOICE("to", of.to, NULL, "coefficients|values", "what the rows become"),
        OPTION_OUTPUT(of.output),
        OPTION_END,
    };
    const struct program program = {
        .name = "transform",
        .usage = "DATA",
        .purpose =
            "takes functions from values at the midpoints of [0,1] to coefficients, and back",
        .details = "Rows x1..xN, and labels y if there are, which stay. The two directions are "
                   "inverse to each other.",
        .options = options,
    };
    struct operands operands;
    enum status status = options_parse(&program, argc, argv, &operands);
    if (status == STATUS_OK)
        status = run(&of, operands.items[0]);
    return error_exit("transform", status);
}
