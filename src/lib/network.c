/* SPDX-License-Identifier: MIT */
#include "network.h"

#include "random.h"
#include "vector.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A recipe of at most this many weights is drawn once a replicate and kept. */
enum { CACHE_WEIGHTS = 1 << 22 };

void network_options(struct network_law *law, struct option options[NETWORK_OPTIONS]) {
    const struct option table[NETWORK_OPTIONS] = {
        OPTION_INTEGER("width", law->width, NULL, 1, 0x1p40, "M", "number of neurons"),
        OPTION_INTEGER("d", law->d, NULL, 1, 0x1p40, "D", "dimension of the inputs"),
        OPTION_CHOICE(
            "weights", law->weights, "gaussian", "gaussian|sphere|circle",
            "law of the rows w: independent Gaussian entries; uniform on the sphere of radius s "
            "sqrt(d); or that length at M/2 even angles in w1 and w2, two rows each"),
        OPTION_REAL("scale", law->scale, "1", 0, INFINITY, "S",
                    "standard deviation of a weight: s = S / scale-over"),
        OPTION_CHOICE("scale-over", law->scale_over, "1", "1|sqrt-d|sqrt-width|sqrt-d-width",
                      "what the scale is divided by"),
        OPTION_CHOICE("output", law->output, "gaussian", "gaussian|signs|alternating",
                      "law of the output weights a: Gaussian; +-t with equal probability; or t and "
                      "-t in turn"),
        OPTION_REAL("output-scale", law->output_scale, "1", 0, INFINITY, "T",
                    "standard deviation (or magnitude) of an output weight: t = T / "
                    "output-scale-over"),
        OPTION_CHOICE("output-scale-over", law->output_scale_over, "1", "1|sqrt-d|sqrt-width",
                      "what the output scale is divided by"),
        OPTION_SEED(law->seed),
        OPTION_END,
    };
    memcpy(options, table, sizeof table);
}

static double scaled(const struct network_law *law, double scale, const char *over) {
    if (strcmp(over, "sqrt-d") == 0)
        return scale / sqrt((double)law->d);
    if (strcmp(over, "sqrt-d-width") == 0)
        return scale / sqrt((double)law->d * (double)law->width);
    return strcmp(over, "sqrt-width") == 0 ? scale / sqrt((double)law->width) : scale;
}

double network_scale(const struct network_law *law) {
    return scaled(law, law->scale, law->scale_over);
}

double network_output_scale(const struct network_law *law) {
    return scaled(law, law->output_scale, law->output_scale_over);
}

void network_from_law(struct network *network, const struct network_law *law) {
    *network = (struct network){
        .width = law->width, .d = law->d, .is_recipe = true, .has_output = true, .law = *law};
}

/* ---- reading ---- */

static enum status open_recipe(struct network *network, size_t column) {
    struct network_law law;
    struct option options[NETWORK_OPTIONS];
    network_options(&law, options);
    const char *kind = table_text(&network->table, 0, column);
    if (!kind || strcmp(kind, "network") != 0)
        return table_complain(&network->table, 0, column, kind ? kind : "a number",
                              "the recipe of a network");
    enum status status = options_read_table(options, &network->table);
    struct table table = network->table;
    if (status == STATUS_OK)
        network_from_law(network, &law);
    network->table = table;
    return status;
}

/* Copies one column of numbers into out[0], out[stride], ... */
static enum status copy_column(const struct table *table, size_t column, size_t stride,
                               double *out) {
    enum status status = table_require_numbers(table, column, true);
    for (size_t i = 0; status == STATUS_OK && i < table->rows; i++)
        out[i * stride] = table_number(table, i, column);
    return status;
}

static enum status copy_optional(const struct table *table, const char *name, bool *has,
                                 double **out) {
    size_t column = table_find(table, name);
    *has = column != TABLE_NONE;
    if (!*has)
        return STATUS_OK;
    *out = memory_new(table->rows, sizeof **out);
    return *out ? copy_column(table, column, 1, *out) : STATUS_NUMERICAL;
}

static enum status open_values(struct network *network) {
    struct table *table = &network->table;
    if (table->rows == 0)
        return error_set(STATUS_INPUT, "%s:%zu:1: found no rows, expected one a neuron",
                         table->path, table->header_line);
    enum status status = table_matrix(table, "w", &network->d, &network->W);
    network->width = table->rows;
    if (status == STATUS_OK)
        status = copy_optional(table, "a", &network->has_output, &network->a);
    if (status == STATUS_OK)
        status = copy_optional(table, "b", &network->has_bias, &network->b);
    return status;
}

enum status network_open(struct network *network, const char *path) {
    *network = (struct network){0};
    enum status status = table_read(&network->table, path);
    if (status != STATUS_OK)
        return status;
    size_t column = table_find(&network->table, "recipe");
    status = column == TABLE_NONE || network->table.rows == 0 ? open_values(network)
                                                              : open_recipe(network, column);
    if (status != STATUS_OK)
        network_close(network);
    return status;
}

void network_close(struct network *network) {
    free(network->W);
    free(network->a);
    free(network->b);
    table_free(&network->table);
    *network = (struct network){0};
}

/* ---- rows ---- */

static void draw_outputs(const struct network_law *law, uint64_t replicate, size_t first,
                         size_t count, double *a) {
    struct random_stream stream = random_stream(law->seed, "output");
    double scale = network_output_scale(law);
    if (strcmp(law->output, "signs") == 0)
        random_signs(stream, replicate, 0, first, count, a);
    else if (strcmp(law->output, "alternating") == 0)
        for (size_t i = 0; i < count; i++)
            a[i] = (first + i) % 2 ? -1 : 1;
    else
        random_gaussians(stream, replicate, 0, first, count, a);
    for (size_t i = 0; i < count; i++)
        a[i] *= scale;
}

/* The two coordinates of a row on the circle. */
static void circle_point(const struct network_law *law, size_t row, double pair[2]) {
    double radius = network_scale(law) * sqrt((double)law->d);
    double angle = 2 * M_PI * ((double)(row / 2) + 0.5) / ((double)law->width / 2);
    pair[0] = radius * cos(angle);
    pair[1] = radius * sin(angle);
}

static void draw_circle(const struct network_law *law, size_t row, double *w) {
    double pair[2];
    circle_point(law, row, pair);
    for (size_t j = 0; j < law->d; j++)
        w[j] = j < 2 ? pair[j] : 0;
}

/* What the Gaussian numbers of a row are multiplied by. */
static double weight_factor(const struct network_law *law, const double *gaussians) {
    double scale = network_scale(law), d = (double)law->d;
    if (strcmp(law->weights, "sphere") != 0)
        return scale;
    return scale * sqrt(d / vector_dot(law->d, gaussians, gaussians));
}

static void draw_weights(const struct network_law *law, uint64_t replicate, size_t first,
                         size_t count, double *W) {
    struct random_stream stream = random_stream(law->seed, "weights");
    for (size_t i = 0; i < count; i++) {
        double *w = W + i * law->d;
        if (strcmp(law->weights, "circle") == 0) {
            draw_circle(law, first + i, w);
            continue;
        }
        random_gaussians(stream, replicate, first + i, 0, law->d, w);
        double factor = weight_factor(law, w);
        for (size_t j = 0; j < law->d; j++)
            w[j] *= factor;
    }
}

double network_row_factor(const struct network *network, uint64_t replicate, size_t row,
                          double *room) {
    const struct network_law *law = &network->law;
    if (!network->is_recipe)
        return 1;
    if (strcmp(law->weights, "sphere") == 0)
        random_gaussians(random_stream(law->seed, "weights"), replicate, row, 0, law->d, room);
    return weight_factor(law, room);
}

void network_entries(const struct network *network, uint64_t replicate, size_t row, double factor,
                     size_t first, size_t count, double *w) {
    const struct network_law *law = &network->law;
    if (!network->is_recipe) {
        memcpy(w, network->W + row * network->d + first, count * sizeof *w);
        return;
    }
    if (strcmp(law->weights, "circle") == 0) {
        double pair[2];
        circle_point(law, row, pair);
        for (size_t j = 0; j < count; j++)
            w[j] = first + j < 2 ? pair[first + j] : 0;
        return;
    }
    random_gaussians(random_stream(law->seed, "weights"), replicate, row, first, count, w);
    for (size_t j = 0; j < count; j++)
        w[j] *= factor;
}

void network_rows(const struct network *network, uint64_t replicate, size_t first, size_t count,
                  double *W, double *a, double *b) {
    size_t d = network->d;
    if (network->is_recipe) {
        if (W)
            draw_weights(&network->law, replicate, first, count, W);
        if (a)
            draw_outputs(&network->law, replicate, first, count, a);
    } else {
        if (W)
            memcpy(W, network->W + first * d, count * d * sizeof *W);
        if (a && network->a)
            memcpy(a, network->a + first, count * sizeof *a);
        else if (a)
            memset(a, 0, count * sizeof *a);
    }
    if (b && network->b)
        memcpy(b, network->b + first, count * sizeof *b);
    else if (b)
        memset(b, 0, count * sizeof *b);
}

/* Draws a small recipe into memory, once a replicate; the rows are then those of values. */
static enum status cache(struct network *network, uint64_t replicate) {
    if (!network->is_recipe || network->width > CACHE_WEIGHTS / network->d ||
        network->cached == replicate + 1)
        return STATUS_OK;
    if (!network->W) {
        network->W = memory_new(network->width * network->d, sizeof *network->W);
        network->a = memory_new(network->width, sizeof *network->a);
    }
    if (!network->W || !network->a)
        return STATUS_NUMERICAL;
    network_rows(network, replicate, 0, network->width, network->W, network->a, NULL);
    network->cached = replicate + 1;
    return STATUS_OK;
}

enum status network_block(struct network *network, uint64_t replicate, size_t first, size_t count,
                          struct network_block *block) {
    if (network->d > INT_MAX)
        return error_set(STATUS_NUMERICAL, "found %zu inputs of a neuron, expected at most %d",
                         network->d, INT_MAX);
    enum status status = cache(network, replicate);
    if (status != STATUS_OK)
        return status;
    if (network->W) {
        block->W = network->W + first * network->d;
        block->a = network->a ? network->a + first : NULL;
        block->b = network->b ? network->b + first : NULL;
        return STATUS_OK;
    }
    if (block->room < count) {
        free(block->memory);
        block->memory = memory_new(count, (network->d + 1) * sizeof *block->memory);
        block->room = block->memory ? count : 0;
        if (!block->memory)
            return STATUS_NUMERICAL;
    }
    double *W = block->memory, *a = block->memory + block->room * network->d;
    network_rows(network, replicate, first, count, W, a, NULL);
    block->W = W;
    block->a = a;
    block->b = NULL;
    return STATUS_OK;
}

size_t network_block_rows(const struct network *network, size_t points) {
    enum { MOST_WEIGHTS = 1 << 21, MOST_VALUES = 1 << 20 };
    size_t rows = MOST_WEIGHTS / network->d;
    if (rows > MOST_VALUES / (points + 1))
        rows = MOST_VALUES / (points + 1);
    rows = rows < 16 ? 16 : rows > 4096 ? 4096 : rows;
    return rows < network->width ? rows : network->width;
}
