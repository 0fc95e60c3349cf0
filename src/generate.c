/* SPDX-License-Identifier: MIT */
/* generate: draws data and networks, or writes their recipes. */
#include "dataset.h"
#include "functions.h"
#include "network.h"
#include "options.h"
#include "rows.h"

#include <stdlib.h>
#include <string.h>

static enum status fetch_data(void *source, size_t first, size_t count, double *X, double *y) {
    return dataset_rows(source, first, count, X, y);
}

static enum status fetch_network(void *source, size_t first, size_t count, double *W, double *a) {
    network_rows(source, 0, first, count, W, a, NULL);
    return STATUS_OK;
}

/* ---- the two subcommands ---- */

/* A law's option table, and those of this program behind it. */
static void add_options(struct option *options, size_t law, const char **output, bool *recipe) {
    const struct option own[] = {
        OPTION_FLAG("recipe", *recipe,
                    "write the recipe (one row of parameters) instead of values"),
        OPTION_OUTPUT(*output),
        OPTION_END,
    };
    memcpy(options + law - 1, own, sizeof own);
}

static enum status generate_data(int argc, char **argv) {
    struct dataset_law law;
    const char *output;
    bool recipe;
    struct option options[DATASET_OPTIONS + 2], law_options[DATASET_OPTIONS];
    dataset_options(&law, law_options);
    memcpy(options, law_options, sizeof law_options);
    add_options(options, DATASET_OPTIONS, &output, &recipe);
    const struct program program = {
        .name = "generate data",
        .usage = "",
        .purpose = "draws a dataset: one row a sample, columns x1..xd and, with labels, y",
        .options = options,
    };
    struct operands operands;
    struct dataset dataset = {0};
    enum status status = options_parse(&program, argc, argv, &operands);
    if (status == STATUS_OK)
        status = dataset_from_law(&dataset, &law);
    if (status == STATUS_OK && recipe)
        status = options_write_recipe(law_options, "data", output);
    else if (status == STATUS_OK)
        status = write_rows(&dataset, fetch_data, dataset.n, dataset.d, "x",
                            dataset.has_label ? "y" : NULL, output);
    dataset_close(&dataset);
    return status;
}

static enum status generate_network(int argc, char **argv) {
    struct network_law law;
    const char *output;
    bool recipe;
    struct option options[NETWORK_OPTIONS + 2], law_options[NETWORK_OPTIONS];
    network_options(&law, law_options);
    memcpy(options, law_options, sizeof law_options);
    add_options(options, NETWORK_OPTIONS, &output, &recipe);
    const struct program program = {
        .name = "generate network",
        .usage = "",
        .purpose =
            "draws a network f(x) = sum_i a_i sigma(w_i.x): one row a neuron, columns w1..wd "
            "and a",
        .options = options,
    };
    struct operands operands;
    struct network network;
    enum status status = options_parse(&program, argc, argv, &operands);
    if (status != STATUS_OK)
        return status;
    network_from_law(&network, &law);
    if (recipe)
        return options_write_recipe(law_options, "network", output);
    return write_rows(&network, fetch_network, network.width, network.d, "w", "a", output);
}

int main(int argc, char **argv) {
    const struct option none[] = {OPTION_END};
    const struct program program = {
        .name = "generate",
        .usage = "data|network|functions",
        .purpose = "draws a dataset, a network or random functions (generate data --help, generate "
                   "network --help, generate functions --help)",
        .options = none,
    };
    if (argc > 1 && strcmp(argv[1], "data") == 0)
        return error_exit("generate data", generate_data(argc, argv));
    if (argc > 1 && strcmp(argv[1], "network") == 0)
        return error_exit("generate network", generate_network(argc, argv));
    if (argc > 1 && strcmp(argv[1], "functions") == 0)
        return error_exit("generate functions", generate_functions(argc, argv));
    struct operands operands;
    enum status status = options_parse(&program, argc, argv, &operands);
    if (status == STATUS_OK)
        status = error_set(STATUS_USAGE, "found %s, expected data, network or functions",
                           operands.items[0]);
    return error_exit("generate", status);
}
