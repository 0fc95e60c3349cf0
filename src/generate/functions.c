/* SPDX-License-Identifier: MIT */
#include "functions.h"

#include "field.h"
#include "options.h"
#include "rows.h"
#include "teacher.h"

#include <math.h>
#include <string.h>

struct functions {
    struct field_law law;
    const char *as, *teacher_name, *teacher_activation, *output;
    uint64_t n, points, modes, seed, teacher_seed;
    double noise;
    bool coefficients, labelled;
    struct field *field;
    struct teacher teacher;
};

static enum status fetch(void *source, size_t first, size_t count, double *X, double *y) {
    struct functions *f = source;
    size_t d = f->law.points;
    struct random_stream stream = random_stream(f->seed, "functions");
    for (size_t i = 0; i < count; i++)
        if (f->coefficients)
            field_draw_coefficients(f->field, stream, first + i, X + i * d);
        else
            field_draw_values(f->field, stream, first + i, X + i * d);
    if (!f->labelled)
        return STATUS_OK;
    enum status status = teacher_label(&f->teacher, count, X, y);
    stream = random_stream(f->seed, "noise");
    for (size_t i = 0; status == STATUS_OK && f->noise > 0 && i < count; i++) {
        double noise;
        random_gaussians(stream, 0, 0, first + i, 1, &noise);
        y[i] += f->noise * noise;
    }
    return status;
}

static enum status run(struct functions *f) {
    f->law.points = f->points;
    f->law.modes = f->modes ? f->modes : f->points;
    f->coefficients = strcmp(f->as, "coefficients") == 0;
    f->labelled = strcmp(f->teacher_name, "none") != 0;
    if (f->coefficients && strcmp(f->law.name, "ou") == 0)
        return error_set(STATUS_USAGE, "found --as=coefficients --law=ou, whose coefficients are "
                                       "dependent, expected --as=values (transform gives them)");
    if (f->law.periodic && strcmp(f->law.name, "ou") != 0)
        return error_set(STATUS_USAGE, "found --periodic --law=%s, expected it with --law=ou",
                         f->law.name);
    if (f->noise > 0 && !f->labelled)
        return error_set(STATUS_USAGE, "found --noise without labels, expected a --teacher");
    enum status status = teacher_open(&f->teacher, f->teacher_name, f->teacher_activation,
                                      f->points, f->teacher_seed);
    if (status == STATUS_OK)
        status = field_new(&f->field, &f->law);
    if (status == STATUS_OK)
        status = write_rows(f, fetch, f->n, f->points, "x", f->labelled ? "y" : NULL, f->output);
    field_free(f->field);
    teacher_close(&f->teacher);
    return status;
}

enum status generate_functions(int argc, char **argv) {
    struct functions f = {0};
    const struct option options[] = {
        OPTION_CHOICE("law", f.law.name, "matern", FIELD_LAWS,
                      "Matern field or power law with Neumann ends; Brownian motion or bridge; "
                      "Ornstein-Uhlenbeck"),
        OPTION_INTEGER("n", f.n, NULL, 1, 0x1p40, "N", "number of functions"),
        OPTION_INTEGER("points", f.points, NULL, 2, 1e8, "P",
                       "columns: midpoints of [0,1], or coefficients"),
        OPTION_INTEGER("modes", f.modes, "0", 0, 1e8, "K",
                       "modes that are drawn (0: as many as points)"),
        OPTION_CHOICE("as", f.as, "values", "values|coefficients", "what a row holds"),
        OPTION_REAL("kappa", f.law.kappa, "1", 1e-100, 1e100, "K",
                    "inverse length of matern and ou"),
        OPTION_REAL("exponent", f.law.exponent, "1", 0, 100, "S",
                    "matern: (kappa^2 + (pi k)^2)^-S; power: (1 + k)^-S"),
        OPTION_FLAG("periodic", f.law.periodic,
                    "embed ou in P points instead of 2 P: wrong, a mutant"),
        OPTION_TEXT("teacher", f.teacher_name, "none", "TEACHER",
                    "where labels come from, as in generate data"),
        OPTION_TEXT("teacher-activation", f.teacher_activation, "relu", "ACTIVATION",
                    "activation of a network that is the teacher"),
        OPTION_INTEGER("teacher-seed", f.teacher_seed, "1", 0, 0x1p53, "K",
                       "seed of the teacher's direction"),
        OPTION_REAL("noise", f.noise, "0", 0, INFINITY, "S",
                    "standard deviation of the noise on labels"),
        OPTION_SEED(f.seed),
        OPTION_OUTPUT(f.output),
        OPTION_END,
    };
    const struct program program = {
        .name = "generate functions",
        .usage = "",
        .purpose = "draws Gaussian random functions on [0,1]: one row a function",
        .details =
            "Columns x1..xP: values at the midpoints (i - 1/2)/P, or coefficients on the law's own "
            "basis: 1, sqrt 2 cos(pi k t) (matern, power); sqrt 2 sin(pi k t) (bridge); sqrt 2 "
            "sin(pi (k - 1/2) t) (brownian). A teacher labels what the columns hold. More modes "
            "than points: values of the finer function.",
        .options = options,
    };
    struct operands operands;
    enum status status = options_parse(&program, argc, argv, &operands);
    return status == STATUS_OK ? run(&f) : status;
}
