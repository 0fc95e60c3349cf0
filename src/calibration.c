/* SPDX-License-Identifier: MIT */
/* calibration: do verdicts err as often as they say? Many tables of verdicts, each of another seed.
 */
#include "error.h"
#include "options.h"
#include "statistics.h"
#include "table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char details[] =
    "Each table holds the verdicts of one seed. A row a claim of the first: in how many tables it "
    "was judged (seeds), refuted, inconclusive, failed; level_p, the probability of so many "
    "refutations or more if its level is true; uniform_p, that of the Kolmogorov-Smirnov distance "
    "of its p-values from the uniform law (claims that have p-values, of --least tables or more); "
    "power, in how many its mutants were all refuted, with the exact 95 percent interval.\n"
    "\n"
    "A claim is off if one of the two probabilities is below its share of --level, or if it "
    "failed. "
    "Exit status 0 if none is, 1 else.";

struct settings {
    const char *output;
    double level;
    uint64_t least;
};

enum column { CLAIM, KIND, VERDICT, LEVEL, P, MUTANT_VERDICT, COLUMNS };
static const char *const column_names[COLUMNS] = {"claim", "kind", "verdict",
                                                  "level", "p",    "mutant_verdict"};

struct tables {
    struct table *items;
    size_t count, (*columns)[COLUMNS];
};

/* What one claim did over all tables. */
struct record {
    const char *claim, *kind;
    double level, seeds, refuted, inconclusive, failed, powerful;
    double *p; /* p-values, room for a number a table */
    size_t p_count;
};

static enum status tables_read(struct tables *tables, const struct operands *files) {
    tables->items = memory_new(files->count, sizeof *tables->items);
    tables->columns = memory_new(files->count, sizeof *tables->columns);
    enum status status = tables->items && tables->columns ? STATUS_OK : STATUS_NUMERICAL;
    for (size_t i = 0; i < files->count && status == STATUS_OK; i++) {
        struct table *table = &tables->items[i];
        status = table_read(table, files->items[i]);
        tables->count += status == STATUS_OK;
        for (size_t c = 0; c < COLUMNS && status == STATUS_OK; c++)
            status = table_require(table, column_names[c], &tables->columns[i][c]);
    }
    return status;
}

static void tables_free(struct tables *tables) {
    for (size_t i = 0; i < tables->count; i++)
        table_free(&tables->items[i]);
    free(tables->items);
    free(tables->columns);
}

/* The row of a claim, which is mostly where it is in the first table. */
static size_t row_find(const struct table *table, size_t column, const char *claim, size_t guess) {
    for (size_t i = 0; i < table->rows; i++) {
        size_t row = (guess + i) % table->rows;
        const char *name = table_text(table, row, column);
        if (name && strcmp(name, claim) == 0)
            return row;
    }
    return TABLE_NONE;
}

static void record_add(struct record *record, const struct table *table, const size_t *columns,
                       size_t row) {
    char buffer[32];
    const char *verdict = table_cell(table, row, columns[VERDICT], buffer);
    if (strcmp(verdict, "skipped") == 0)
        return;
    record->seeds++;
    record->refuted += strcmp(verdict, "refuted") == 0;
    record->inconclusive += strcmp(verdict, "inconclusive") == 0;
    record->failed += strcmp(verdict, "failed") == 0;
    record->powerful +=
        strcmp(table_cell(table, row, columns[MUTANT_VERDICT], buffer), "refuted") == 0;
    double p = table_number(table, row, columns[P]);
    if (!isnan(p))
        record->p[record->p_count++] = p;
}

static enum status record_make(struct record *record, const struct tables *tables, size_t claim) {
    const struct table *first = &tables->items[0];
    const char *name = table_text(first, claim, tables->columns[0][CLAIM]);
    const char *kind = table_text(first, claim, tables->columns[0][KIND]);
    if (!name || !kind)
        return table_complain(first, claim, tables->columns[0][name ? KIND : CLAIM], "a number",
                              "text");
    record->claim = name;
    record->kind = kind;
    record->level = table_number(first, claim, tables->columns[0][LEVEL]);
    for (size_t i = 0; i < tables->count; i++) {
        size_t row = row_find(&tables->items[i], tables->columns[i][CLAIM], name, claim);
        if (row == TABLE_NONE)
            return error_set(STATUS_INPUT, "%s: found no claim %s, expected it as in %s",
                             tables->items[i].path, name, first->path);
        record_add(record, &tables->items[i], tables->columns[i], row);
    }
    return STATUS_OK;
}

static double uniform_p(const struct record *record, size_t least) {
    if (record->p_count == 0 || record->p_count < least)
        return NAN;
    statistics_sort(record->p_count, record->p);
    return statistics_ks_tail(
        record->p_count, statistics_ks_distance(record->p_count, record->p, record->p).distance);
}

/* Writes the row; whether the claim is off. */
static bool record_put(struct table_writer *writer, const struct record *record,
                       const struct settings *settings, double share) {
    double level_p = record->seeds == 0 ? NAN
                     : record->level > 0
                         ? statistics_binomial_above(record->refuted, record->seeds, record->level)
                     : record->refuted > 0 ? 0
                                           : 1;
    double uniform = uniform_p(record, settings->least), low = NAN, high = NAN;
    if (record->seeds > 0)
        statistics_binomial_interval(record->powerful, record->seeds, 0.05, &low, &high);
    bool off = record->failed > 0 || level_p < share || uniform < share;
    table_put_text(writer, record->claim);
    table_put_text(writer, record->kind);
    table_put_all(writer, 12,
                  (const double[]){
                      record->level, record->seeds, record->refuted, record->inconclusive,
                      record->failed, level_p, (double)record->p_count, uniform,
                      record->seeds > 0 ? record->powerful / record->seeds : NAN, low, high, off});
    return off;
}

static enum status calibrate(const struct settings *settings, const struct tables *tables) {
    static const char *const names[] = {
        "claim",   "kind",     "level",     "seeds", "refuted",   "inconclusive", "failed",
        "level_p", "p_values", "uniform_p", "power", "power_low", "power_high",   "off"};
    struct table_writer *writer = NULL;
    size_t claims = tables->items[0].rows, off = 0;
    double *p = memory_new(tables->count, sizeof *p);
    enum status status = p ? STATUS_OK : STATUS_NUMERICAL;
    if (status == STATUS_OK && claims == 0)
        status = error_set(STATUS_INPUT, "%s: found no verdicts, expected at least one",
                           tables->items[0].path);
    if (status == STATUS_OK)
        status = table_create(&writer, settings->output, sizeof names / sizeof *names, names);
    for (size_t i = 0; i < claims && status == STATUS_OK; i++) {
        struct record record = {.p = p};
        status = record_make(&record, tables, i);
        if (status == STATUS_OK)
            off += record_put(writer, &record, settings, settings->level / (2 * (double)claims));
    }
    free(p);
    status = table_finish(writer, status);
    if (status == STATUS_OK && off > 0)
        return error_set(STATUS_UNCONFIRMED,
                         "found %zu of %zu claims that err more often than they say, expected none",
                         off, claims);
    return status;
}

int main(int argc, char **argv) {
    struct settings settings;
    const struct option options[] = {
        OPTION_REAL("level", settings.level, "1e-3", 1e-12, 0.5, "P",
                    "probability that a table of true levels has a claim that is off"),
        OPTION_INTEGER("least", settings.least, "5", 1, 1e6, "N", "fewer p-values are not tested"),
        OPTION_OUTPUT(settings.output),
        OPTION_END,
    };
    const struct program program = {
        .name = "calibration",
        .usage = "VERDICTS...",
        .purpose = "do verdicts err as often as they say, over seeds",
        .details = details,
        .options = options,
    };
    struct operands files;
    struct tables tables = {NULL, 0, NULL};
    enum status status = options_parse(&program, argc, argv, &files);
    if (status == STATUS_OK)
        status = tables_read(&tables, &files);
    if (status == STATUS_OK)
        status = calibrate(&settings, &tables);
    tables_free(&tables);
    return error_exit("calibration", status);
}
