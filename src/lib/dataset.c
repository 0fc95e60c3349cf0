/* SPDX-License-Identifier: MIT */
#include "dataset.h"

#include "dataset_gaussian.h"
#include "dataset_separable.h"
#include "linalg.h"
#include "random.h"
#include "vector.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void dataset_options(struct dataset_law *law, struct option options[DATASET_OPTIONS]) {
    const struct option table[DATASET_OPTIONS] = {
        OPTION_CHOICE(
            "law", law->law, "gaussian",
            "gaussian|sphere|cube|box|axis|mnist|power|mnist-gaussian|orthonormal|clusters|planar|"
            "pairs",
            "law of the inputs: N(0, I); uniform on the sphere of radius sqrt(d); uniform "
            "on [0,1]^d; uniform on [-1,1]^d, the noise on labels uniform, too; always sqrt(d) "
            "e_1; images of MNIST; Gaussian, independent, with variances like i^-A that sum to d; "
            "Gaussian with the mean and covariance of all these images; or unit vectors in two "
            "classes: e_i; clusters with directions of their own; two vectors at an angle; two a "
            "class"),
        OPTION_INTEGER("n", law->n, NULL, 1, 0x1p40, "N", "number of samples"),
        OPTION_INTEGER("d", law->d, "0", 0, 0x1p40, "D",
                       "dimension of the inputs (not needed for mnist: 784)"),
        OPTION_TEXT("teacher", law->teacher, "none", "TEACHER",
                    "where labels come from: none, linear, index:LINK (ie1, ie2, ie3, even, "
                    "hermite:c0,c1,...) or network:FILE"),
        OPTION_TEXT("teacher-activation", law->teacher_activation, "relu", "ACTIVATION",
                    "activation of a network that is the teacher"),
        OPTION_INTEGER("teacher-seed", law->teacher_seed, "1", 0, 0x1p53, "K",
                       "seed of the teacher's direction"),
        OPTION_REAL("noise", law->noise, "0", 0, INFINITY, "S",
                    "standard deviation of the noise on labels"),
        OPTION_TEXT("mnist", law->mnist, "data/mnist", "DIR", "folder of MNIST's IDX files"),
        OPTION_TEXT("digits", law->digits, "all", "LIST",
                    "digits to take, as in 3,7; of two, the first is labelled 1 and the second -1"),
        OPTION_CHOICE("part", law->part, "train", "train|test", "which of MNIST's files"),
        OPTION_CHOICE("normalise", law->normalise, "sqrt-d", "sqrt-d|csqrt-d|unit|cunit|none",
                      "length of an image: sqrt(784), or 1 (with c: without the mean of all images "
                      "of these digits); or as it is (pixel/255). unit: of any law"),
        OPTION_SEED(law->seed),
        OPTION_REAL("exponent", law->exponent, "1", 0, 100, "A", "of power"),
        OPTION_CHOICE("labels", law->labels, "own", "own|sign|coin",
                      "labels as they are; their signs; or +-1 with equal probability"),
        OPTION_REAL("angle", law->angle, "0.3", 0, M_PI, "A",
                    "of clusters, planar and pairs (half of it between the two of a "
                    "class)"),
        OPTION_REAL("crossing", law->crossing, "0", 0, 1, "C",
                    "of clusters: minus the inner product of their directions"),
        OPTION_END,
    };
    memcpy(options, table, sizeof table);
}

enum { YOUNG_OPTIONS = 4 };

static bool law_is(const struct dataset_law *law, const char *name) {
    return strcmp(law->law, name) == 0;
}

/* ---- images ---- */

/* The set of digits as bits: bit j for digit j; *first is the first named. 0 if it is not a list.
 */
static unsigned parse_digits(const char *text, int *first, int *count) {
    unsigned set = 0;
    *count = 0;
    if (strcmp(text, "all") == 0)
        text = "0,1,2,3,4,5,6,7,8,9";
    for (const char *c = text; *c; c += 2) {
        if (*c < '0' || *c > '9' || (c[1] != ',' && c[1] != 0) || set >> (*c - '0') & 1)
            return 0;
        if (set == 0)
            *first = *c - '0';
        set |= 1u << (*c - '0');
        ++*count;
        if (c[1] == 0)
            break;
    }
    return set;
}

/* The mean of these images, all that there are, whatever the seed and the number of rows. */
static enum status find_centre(struct dataset *dataset, size_t found) {
    dataset->centre = memory_zero(MNIST_PIXELS, sizeof *dataset->centre);
    if (!dataset->centre)
        return STATUS_NUMERICAL;
    uint64_t sum[MNIST_PIXELS] = {0};
    for (size_t i = 0; i < found; i++)
        for (size_t j = 0; j < MNIST_PIXELS; j++)
            sum[j] += dataset->mnist.pixels[dataset->order[i] * MNIST_PIXELS + j];
    for (size_t j = 0; j < MNIST_PIXELS; j++)
        dataset->centre[j] = (double)sum[j] / (255.0 * (double)found);
    return STATUS_OK;
}

static void draw_image(const void *source, size_t row, double *x) {
    const struct dataset *dataset = source;
    const unsigned char *pixels = dataset->mnist.pixels + dataset->order[row] * MNIST_PIXELS;
    for (size_t j = 0; j < MNIST_PIXELS; j++)
        x[j] = pixels[j] / 255.0 - (dataset->centre ? dataset->centre[j] : 0);
    const char *normalise = dataset->law.normalise;
    double norm = sqrt(vector_dot(MNIST_PIXELS, x, x));
    if (strcmp(normalise, "none") == 0 || norm == 0)
        return;
    double factor = (strstr(normalise, "unit") ? 1 : sqrt(MNIST_PIXELS)) / norm;
    for (size_t j = 0; j < MNIST_PIXELS; j++)
        x[j] *= factor;
}

static enum status open_mnist(struct dataset *dataset) {
    int first = 0, digits = 0;
    unsigned set = parse_digits(dataset->law.digits, &first, &digits);
    if (set == 0)
        return error_set(STATUS_USAGE, "found --digits=%s, expected all or digits as in 3,7",
                         dataset->law.digits);
    if (dataset->d != 0 && dataset->d != MNIST_PIXELS)
        return error_set(STATUS_USAGE, "found --d=%zu, expected 784 for mnist", dataset->d);
    dataset->d = MNIST_PIXELS;
    enum status status =
        mnist_read(&dataset->mnist, dataset->law.mnist, strcmp(dataset->law.part, "test") == 0);
    if (status != STATUS_OK)
        return status;
    dataset->order = memory_new(dataset->mnist.count, sizeof *dataset->order);
    if (!dataset->order)
        return STATUS_NUMERICAL;
    size_t found;
    status = mnist_order(&dataset->mnist, set, dataset->law.seed, dataset->order, &found);
    bool drawn = law_is(&dataset->law, "mnist-gaussian");
    size_t least = drawn ? 1 : dataset->n;
    if (status == STATUS_OK && found < least)
        status =
            error_set(STATUS_USAGE, "found %zu images of these digits, expected at least --n=%zu",
                      found, least);
    if (status == STATUS_OK && *dataset->law.normalise == 'c')
        status = find_centre(dataset, found);
    if (status == STATUS_OK && drawn)
        status =
            dataset_gaussian_moments(dataset, draw_image, found, MNIST_PIXELS, &dataset->moments);
    return status;
}

static double label_image(const struct dataset *dataset, size_t row) {
    int first = 0, digits = 0, digit = dataset->mnist.digits[dataset->order[row]];
    parse_digits(dataset->law.digits, &first, &digits);
    return digits == 2 ? (digit == first ? 1 : -1) : digit;
}

/* ---- opening ---- */

enum status dataset_from_law(struct dataset *dataset, const struct dataset_law *law) {
    struct table table = dataset->table;
    *dataset =
        (struct dataset){.n = law->n, .d = law->d, .is_recipe = true, .law = *law, .table = table};
    if (!law->labels)
        dataset->law.labels = "own";
    if (!law->normalise)
        dataset->law.normalise = "sqrt-d";
    law = &dataset->law;
    bool images = law_is(law, "mnist"), taught = strcmp(law->teacher, "none") != 0;
    bool separable = dataset_is_separable(law), coin = strcmp(law->labels, "coin") == 0;
    enum status status = images || law_is(law, "mnist-gaussian") ? open_mnist(dataset) : STATUS_OK;
    if (status == STATUS_OK && dataset->d == 0)
        status = error_set(STATUS_USAGE, "found no --d, expected the dimension of the inputs");
    if (status == STATUS_OK && separable)
        status = dataset_separable_check(law, dataset->n, dataset->d);
    if (status == STATUS_OK && law_is(law, "power") &&
        !(dataset->moments = dataset_gaussian_power(dataset->d, law->exponent)))
        status = STATUS_NUMERICAL;
    if (status == STATUS_OK && law->noise > 0 && !taught && !images)
        status = error_set(STATUS_USAGE, "found --noise without labels, expected a --teacher");
    if (status == STATUS_OK)
        status = teacher_open(&dataset->teacher, law->teacher, law->teacher_activation, dataset->d,
                              law->teacher_seed);
    dataset->has_label = taught || images || separable || coin;
    if (status == STATUS_OK && strcmp(law->labels, "sign") == 0 && !dataset->has_label)
        status =
            error_set(STATUS_USAGE, "found --labels=sign without labels, expected a --teacher");
    return status;
}

/* The last options are younger than some recipes: those that have no column keep their defaults,
 * and are taken off the table. */
static void use_defaults(struct dataset_law *law, struct option *options,
                         const struct table *table) {
    size_t count = DATASET_OPTIONS - 1 - YOUNG_OPTIONS, kept = count;
    law->exponent = 1;
    law->labels = "own";
    law->angle = 0.3;
    law->crossing = 0;
    for (; count < DATASET_OPTIONS; count++)
        if (!options[count].name || table_find(table, options[count].name) != TABLE_NONE)
            options[kept++] = options[count];
}

static enum status open_recipe(struct dataset *dataset, size_t column) {
    const char *kind = table_text(&dataset->table, 0, column);
    if (!kind || strcmp(kind, "data") != 0)
        return table_complain(&dataset->table, 0, column, kind ? kind : "a number",
                              "the recipe of a dataset (data)");
    struct dataset_law law;
    struct option options[DATASET_OPTIONS];
    dataset_options(&law, options);
    use_defaults(&law, options, &dataset->table);
    enum status status = options_read_table(options, &dataset->table);
    if (status == STATUS_OK)
        status = dataset_from_law(dataset, &law);
    if (status != STATUS_USAGE)
        return status;
    /* In a file, what makes no sense together is bad input. */
    char message[512];
    snprintf(message, sizeof message, "%s", error_message());
    return error_set(STATUS_INPUT, "%s:%zu:1: %s", dataset->table.path, dataset->table.lines[0],
                     message);
}

static enum status open_values(struct dataset *dataset) {
    struct table *table = &dataset->table;
    if (table->rows == 0)
        return error_set(STATUS_INPUT, "%s:%zu:1: found no rows, expected one a sample",
                         table->path, table->header_line);
    dataset->n = table->rows;
    enum status status = table_matrix(table, "x", &dataset->d, &dataset->X);
    size_t label = table_find(table, "y");
    if (status != STATUS_OK || label == TABLE_NONE)
        return status;
    status = table_require_numbers(table, label, true);
    if (status == STATUS_OK && !(dataset->y = memory_new(dataset->n, sizeof *dataset->y)))
        status = STATUS_NUMERICAL;
    for (size_t i = 0; status == STATUS_OK && i < dataset->n; i++)
        dataset->y[i] = table_number(table, i, label);
    dataset->has_label = true;
    return status;
}

enum status dataset_open(struct dataset *dataset, const char *path) {
    *dataset = (struct dataset){0};
    enum status status = table_read(&dataset->table, path);
    if (status != STATUS_OK)
        return status;
    size_t column = table_find(&dataset->table, "recipe");
    status = column == TABLE_NONE || dataset->table.rows == 0 ? open_values(dataset)
                                                              : open_recipe(dataset, column);
    if (status != STATUS_OK)
        dataset_close(dataset);
    return status;
}

void dataset_close(struct dataset *dataset) {
    free(dataset->X);
    free(dataset->y);
    free(dataset->order);
    free(dataset->centre);
    free(dataset->moments);
    mnist_free(&dataset->mnist);
    teacher_close(&dataset->teacher);
    table_free(&dataset->table);
    *dataset = (struct dataset){0};
}

/* ---- rows ---- */

static void draw_input(const struct dataset *dataset, size_t row, double *x) {
    const struct dataset_law *law = &dataset->law;
    struct random_stream stream = random_stream(law->seed, "data");
    size_t d = dataset->d;
    if (law_is(law, "mnist")) {
        draw_image(dataset, row, x);
    } else if (dataset_is_separable(law)) {
        dataset_separable_input(law, d, row, x);
    } else if (law_is(law, "axis")) {
        memset(x, 0, d * sizeof *x);
        x[0] = sqrt((double)d);
    } else if (law_is(law, "cube") || law_is(law, "box")) {
        random_uniforms(stream, 0, row, 0, d, x);
        for (size_t j = 0; law_is(law, "box") && j < d; j++)
            x[j] = 2 * x[j] - 1;
    } else if (law_is(law, "mnist-gaussian")) {
        double g[MNIST_PIXELS];
        random_gaussians(stream, 0, row, 0, d, g);
        memcpy(x, dataset->moments, d * sizeof *x);
        linalg_multiply(1, d, d, g, dataset->moments + d, true, x);
    } else {
        random_gaussians(stream, 0, row, 0, d, x);
        for (size_t j = 0; law_is(law, "power") && j < d; j++)
            x[j] *= dataset->moments[j];
        double factor = law_is(law, "sphere") ? sqrt((double)d / vector_dot(d, x, x)) : 1;
        for (size_t j = 0; factor != 1 && j < d; j++)
            x[j] *= factor;
    }
    bool unit = strcmp(law->normalise, "unit") == 0 && !dataset->mnist.pixels;
    double norm = unit ? sqrt(vector_dot(d, x, x)) : 1;
    for (size_t j = 0; norm != 1 && norm > 0 && j < d; j++)
        x[j] /= norm;
}

static enum status draw_labels(struct dataset *dataset, size_t first, size_t count, const double *X,
                               double *y) {
    memset(y, 0, count * sizeof *y);
    if (dataset->teacher.kind == TEACHER_NONE && dataset->has_label)
        for (size_t i = 0; i < count; i++)
            y[i] = dataset_is_separable(&dataset->law) ? dataset_separable_label(first + i)
                   : law_is(&dataset->law, "mnist")    ? label_image(dataset, first + i)
                                                       : 0;
    enum status status = teacher_label(&dataset->teacher, count, X, y);
    struct random_stream stream = random_stream(dataset->law.seed, "noise");
    for (size_t i = 0; status == STATUS_OK && dataset->law.noise > 0 && i < count; i++) {
        double noise;
        if (law_is(&dataset->law, "box")) {
            random_uniforms(stream, 0, 0, first + i, 1, &noise);
            noise = sqrt(3) * (2 * noise - 1);
        } else {
            random_gaussians(stream, 0, 0, first + i, 1, &noise);
        }
        y[i] += dataset->law.noise * noise;
    }
    for (size_t i = 0; status == STATUS_OK && *dataset->law.labels == 's' && i < count; i++)
        y[i] = y[i] < 0 ? -1 : 1;
    if (status == STATUS_OK && *dataset->law.labels == 'c')
        random_signs(random_stream(dataset->law.seed, "labels"), 0, 0, first, count, y);
    return status;
}

enum status dataset_rows(struct dataset *dataset, size_t first, size_t count, double *X,
                         double *y) {
    if (!dataset->is_recipe) {
        memcpy(X, dataset->X + first * dataset->d, count * dataset->d * sizeof *X);
        if (y && dataset->y)
            memcpy(y, dataset->y + first, count * sizeof *y);
        else if (y)
            memset(y, 0, count * sizeof *y);
        return STATUS_OK;
    }
    for (size_t i = 0; i < count; i++)
        draw_input(dataset, first + i, X + i * dataset->d);
    return y ? draw_labels(dataset, first, count, X, y) : STATUS_OK;
}

double dataset_radius(const struct dataset *dataset) {
    const struct dataset_law *law = &dataset->law;
    if (!dataset->is_recipe)
        return NAN;
    if (law_is(law, "mnist"))
        return strcmp(law->normalise, "none") == 0 ? NAN
               : strstr(law->normalise, "unit")    ? 1
                                                   : sqrt(MNIST_PIXELS);
    if (strcmp(law->normalise, "unit") == 0 || dataset_is_separable(law))
        return 1;
    return law_is(law, "sphere") || law_is(law, "axis") ? sqrt((double)dataset->d) : NAN;
}
