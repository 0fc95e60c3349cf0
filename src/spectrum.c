/* spectrum: singular values of a network's weights. */
#include "linalg.h"
#include "network.h"
#include "options.h"

#include <stdlib.h>
#include <string.h>

struct spectrum {
    const char *initial, *output;
    uint64_t count;
    size_t width, d, rank; /* rank: min(width, d) */
    double *values, *before, *change;
};

static const char *const columns[] = {"index", "singular_value", "initial", "change"};

/* All weights of a network in memory, width x d; the caller frees *W. */
static enum status load(const char *path, size_t *width, size_t *d, double **W) {
    struct network network;
    enum status status = network_open(&network, path);
    if (status != STATUS_OK)
        return status;
    *width = network.width;
    *d = network.d;
    *W = memory_new(network.width, network.d * sizeof **W);
    if (*W)
        network_rows(&network, 0, 0, network.width, *W, NULL, NULL);
    network_close(&network);
    return *W ? STATUS_OK : STATUS_NUMERICAL;
}

static enum status run(struct spectrum *s, const char *path) {
    double *W = NULL, *W0 = NULL;
    size_t width = 0, d = 0;
    enum status status = load(path, &s->width, &s->d, &W);
    if (status == STATUS_OK && *s->initial)
        status = load(s->initial, &width, &d, &W0);
    if (status == STATUS_OK && W0 && (width != s->width || d != s->d))
        status = error_set(STATUS_INPUT,
                           "%s: found %zu neurons with w1..w%zu, expected %zu with "
                           "w1..w%zu as in %s",
                           s->initial, width, d, s->width, s->d, path);
    s->rank = s->width < s->d ? s->width : s->d;
    s->values = memory_new(3 * s->rank, sizeof *s->values);
    if (status == STATUS_OK && !s->values)
        status = STATUS_NUMERICAL;
    if (status == STATUS_OK) {
        s->before = s->values + s->rank;
        s->change = s->before + s->rank;
        /* The change first: the singular values destroy what they are taken of. */
        double *D = W0 ? memory_new(s->width * s->d, sizeof *D) : NULL;
        if (W0 && !D)
            status = STATUS_NUMERICAL;
        for (size_t i = 0; D && i < s->width * s->d; i++)
            D[i] = W[i] - W0[i];
        if (D)
            status = linalg_singular_values(s->width, s->d, D, s->change);
        free(D);
    }
    if (status == STATUS_OK && W0)
        status = linalg_singular_values(s->width, s->d, W0, s->before);
    if (status == STATUS_OK)
        status = linalg_singular_values(s->width, s->d, W, s->values);
    free(W);
    free(W0);
    return status;
}

static enum status write_values(const struct spectrum *s) {
    size_t own = *s->initial ? 4 : 2;
    size_t count = s->count && s->count < s->rank ? s->count : s->rank;
    struct table_writer *writer;
    enum status status = options_create_table(&writer, s->output, own, columns);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < count; i++) {
        const double row[] = {(double)(i + 1), s->values[i], s->before[i], s->change[i]};
        table_put_all(writer, own, row);
        options_put_row(writer, own, columns);
    }
    return table_close(writer);
}

int main(int argc, char **argv) {
    struct spectrum s = {0};
    const struct option options[] = {
        OPTION_TEXT(
            "initial", s.initial, "", "NETWORK",
            "the network before training: also its singular values, and those of the change"),
        OPTION_INTEGER("count", s.count, "0", 0, 0x1p53, "K",
                       "how many, the largest first (0: all)"),
        OPTION_OUTPUT(s.output),
        OPTION_END,
    };
    const struct program program = {
        .name = "spectrum",
        .usage = "NETWORK",
        .purpose = "singular values of the weights w1..wd of a network, descending",
        .details = "Each value to 1e-11 of the largest: by the Gram matrix where its conditioning "
                   "allows, else by a singular value decomposition.",
        .options = options,
        .operands_least = 1,
        .operands_most = 1,
    };
    struct operands operands;
    enum status status = options_parse(&program, argc, argv, &operands);
    if (status == STATUS_OK)
        status = run(&s, operands.items[0]);
    if (status == STATUS_OK)
        status = write_values(&s);
    free(s.values);
    return error_exit("spectrum", status);
}
