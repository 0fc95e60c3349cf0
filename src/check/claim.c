/* SPDX-License-Identifier: MIT */
#include "claim.h"

#include "number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const field_names[FIELD_COUNT] = {
    "kind", "data", "theory", "where", "by", "measured", "error", "predicted", "margin", "rate",
};

/* Keeps a copy of length bytes, without the blanks around, for as long as the claim lives. */
static char *text_keep(struct claim *claim, const char *text, size_t length) {
    while (length && *text == ' ') {
        text++;
        length--;
    }
    while (length && text[length - 1] == ' ')
        length--;
    char **grown = memory_grow(claim->texts, claim->texts_count + 1, sizeof *grown);
    if (!grown)
        return NULL;
    claim->texts = grown;
    char *copy = strndup(text, length);
    if (copy)
        claim->texts[claim->texts_count++] = copy;
    else
        error_set(STATUS_NUMERICAL, "found no memory for a claim");
    return copy;
}

static char *cell_keep(struct claim *claim, const struct table *table, size_t row,
                       const char *name) {
    char buffer[32];
    size_t column = table_find(table, name);
    const char *cell = column == TABLE_NONE ? "" : table_cell(table, row, column, buffer);
    return text_keep(claim, cell, strlen(cell));
}

static enum status complain(const struct table *table, size_t row, const char *column,
                            const char *found, const char *expected) {
    size_t index = table_find(table, column);
    return table_complain(table, row, index == TABLE_NONE ? 0 : index, found, expected);
}

static enum status rule_read(struct claim *claim, const struct table *table, size_t row,
                             const char *path) {
    struct rule *rule = &claim->rule;
    rule->path = path;
    for (size_t i = 0; i < FIELD_COUNT; i++) {
        size_t column = table_find(table, field_names[i]);
        rule->text[i] = cell_keep(claim, table, row, field_names[i]);
        if (!rule->text[i])
            return STATUS_NUMERICAL;
        snprintf(rule->where[i], sizeof rule->where[i], "%zu:%zu", table->lines[row],
                 column == TABLE_NONE ? 1 : column + 1);
        if ((i == FIELD_DATA || i == FIELD_MEASURED || i == FIELD_PREDICTED) && !*rule->text[i])
            return complain(table, row, field_names[i], "nothing", "a file or an expression");
    }
    rule->kind = kind_find(rule->text[FIELD_KIND]);
    if (!rule->kind)
        return complain(table, row, "kind", rule->text[FIELD_KIND], KIND_NAMES);
    return STATUS_OK;
}

/* The field that "FIELD=EXPRESSION" starts with, and where the expression starts; else FIELD_COUNT.
 */
static size_t override_find(const char *text, size_t length, size_t *start) {
    for (size_t i = 0; i < FIELD_COUNT; i++) {
        size_t at = strlen(field_names[i]);
        if (length < at || strncmp(text, field_names[i], at) != 0)
            continue;
        while (at < length && text[at] == ' ')
            at++;
        *start = at + 1;
        if (at < length && text[at] == '=' && (at + 1 == length || text[at + 1] != '='))
            return i;
    }
    return FIELD_COUNT;
}

/* "FIELD=EXPRESSION; FIELD=EXPRESSION", or, alone, the expression of predicted. */
static enum status mutant_apply(struct claim *claim, struct mutant *mutant, const char *where) {
    const char *piece = mutant->text;
    bool alone = !strchr(piece, ';');
    for (size_t length;; piece += length + 1) {
        piece += strspn(piece, " ");
        length = strcspn(piece, ";");
        size_t start = 0, field = override_find(piece, length, &start);
        if (field == FIELD_COUNT && !alone)
            return error_set(STATUS_INPUT, "%s:%s: found '%.*s', expected FIELD=EXPRESSION",
                             mutant->rule.path, where, (int)length, piece);
        if (field == FIELD_COUNT) {
            field = FIELD_PREDICTED;
            start = 0;
        }
        mutant->rule.text[field] = text_keep(claim, piece + start, length - start);
        if (!mutant->rule.text[field])
            return STATUS_NUMERICAL;
        snprintf(mutant->rule.where[field], sizeof mutant->rule.where[field], "%s", where);
        if (!piece[length])
            return STATUS_OK;
    }
}

static enum status mutant_add(struct claim *claim, const struct table *table, size_t row,
                              const char *text, size_t length) {
    struct mutant *grown = memory_grow(claim->mutants, claim->mutants_count + 1, sizeof *grown);
    if (!grown)
        return STATUS_NUMERICAL;
    claim->mutants = grown;
    struct mutant *mutant = &grown[claim->mutants_count];
    char where[32];
    snprintf(where, sizeof where, "%zu:%zu", table->lines[row], table_find(table, "mutant") + 1);
    *mutant = (struct mutant){text_keep(claim, text, length), claim->rule};
    if (!mutant->text)
        return STATUS_NUMERICAL;
    if (!*mutant->text)
        return complain(table, row, "mutant", "nothing",
                        "a wrong theory that the data must refute");
    claim->mutants_count++;
    enum status status = mutant_apply(claim, mutant, where);
    if (status != STATUS_OK)
        return status;
    mutant->rule.kind = kind_find(mutant->rule.text[FIELD_KIND]);
    if (!mutant->rule.kind)
        return complain(table, row, "mutant", mutant->rule.text[FIELD_KIND], KIND_NAMES);
    return STATUS_OK;
}

static enum status mutants_read(struct claim *claim, const struct table *table, size_t row) {
    const char *all = cell_keep(claim, table, row, "mutant");
    if (!all)
        return STATUS_NUMERICAL;
    for (const char *end; (end = strstr(all, " | ")); all = end + 3) {
        enum status status = mutant_add(claim, table, row, all, (size_t)(end - all));
        if (status != STATUS_OK)
            return status;
    }
    return mutant_add(claim, table, row, all, strlen(all));
}

/* A number, or NaN if the cell is empty. */
static enum status number_cell(struct claim *claim, const struct table *table, size_t row,
                               const char *name, double *value) {
    const char *text = cell_keep(claim, table, row, name);
    *value = NAN;
    if (!text)
        return STATUS_NUMERICAL;
    if (*text &&
        (number_read(text, text + strlen(text), value) != text + strlen(text) || !(*value >= 0)))
        return complain(table, row, name, text, "a number, at least 0, or nothing");
    return STATUS_OK;
}

static enum status profile_read(struct claim *claim, const struct table *table, size_t row,
                                const char *profile) {
    char *rest = cell_keep(claim, table, row, "profile");
    if (!rest)
        return STATUS_NUMERICAL;
    bool confined = false, named = false;
    for (char *word; (word = strsep(&rest, " ;"));) {
        bool known = !strcmp(word, "smoke") || !strcmp(word, "laptop") || !strcmp(word, "paper");
        confined |= known;
        named |= strcmp(word, profile) == 0;
        claim->size |= strcmp(word, "size") == 0;
        if (*word && !known && strcmp(word, "size") != 0)
            return complain(table, row, "profile", word, "smoke, laptop, paper or size");
    }
    claim->listed = named || !confined;
    return STATUS_OK;
}

/* The part of the name before "/", else the folder of the claims file. */
static char *paper_find(struct claim *claim, const char *path) {
    const char *slash = strchr(claim->name, '/');
    if (slash)
        return text_keep(claim, claim->name, (size_t)(slash - claim->name));
    const char *end = strrchr(path, '/'), *begin = end ? end : path;
    if (!end)
        return text_keep(claim, "", 0);
    while (begin > path && begin[-1] != '/')
        begin--;
    return text_keep(claim, begin, (size_t)(end - begin));
}

static enum status claim_read(struct claim *claim, const struct table *table, size_t row,
                              const char *profile) {
    claim->name = cell_keep(claim, table, row, "claim");
    claim->source = cell_keep(claim, table, row, "source");
    claim->statement = cell_keep(claim, table, row, "statement");
    claim->requires = cell_keep(claim, table, row, "requires");
    if (!claim->name || !claim->source || !claim->statement || !claim->requires)
        return STATUS_NUMERICAL;
    if (!*claim->name)
        return complain(table, row, "claim", "nothing", "the name of a claim");
    char *path = text_keep(claim, table->path, strlen(table->path));
    claim->paper = path ? paper_find(claim, path) : NULL;
    if (!claim->paper)
        return STATUS_NUMERICAL;
    enum status status = rule_read(claim, table, row, path);
    if (status == STATUS_OK)
        status = number_cell(claim, table, row, "level", &claim->level);
    if (status == STATUS_OK)
        status = number_cell(claim, table, row, "cost", &claim->cost);
    if (status == STATUS_OK)
        status = profile_read(claim, table, row, profile);
    if (status == STATUS_OK)
        status = mutants_read(claim, table, row);
    return status;
}

static enum status claims_append(struct claims *claims, const struct table *table,
                                 const char *profile) {
    static const char *const needed[] = {"claim",    "kind",      "data",
                                         "measured", "predicted", "mutant"};
    size_t column;
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        enum status status = table_require(table, needed[i], &column);
        if (status != STATUS_OK)
            return status;
    }
    if (table->rows == 0)
        return error_set(STATUS_INPUT, "%s:%zu:1: found no claims, expected at least one",
                         table->path, table->header_line + 1);
    struct claim *grown = memory_grow(claims->items, claims->count + table->rows, sizeof *grown);
    if (!grown)
        return STATUS_NUMERICAL;
    claims->items = grown;
    for (size_t row = 0; row < table->rows; row++) {
        struct claim *claim = &claims->items[claims->count++];
        *claim = (struct claim){.level = NAN, .cost = NAN};
        enum status status = claim_read(claim, table, row, profile);
        if (status != STATUS_OK)
            return status;
    }
    return STATUS_OK;
}

enum status claims_read(struct claims *claims, const char *path, const char *profile) {
    struct table table;
    enum status status = table_read(&table, path);
    if (status == STATUS_OK) {
        status = claims_append(claims, &table, profile);
        table_free(&table);
    }
    return status;
}

void claims_free(struct claims *claims) {
    for (size_t i = 0; i < claims->count; i++) {
        struct claim *claim = &claims->items[i];
        for (size_t j = 0; j < claim->texts_count; j++)
            free(claim->texts[j]);
        free(claim->texts);
        free(claim->mutants);
    }
    free(claims->items);
    *claims = (struct claims){NULL, 0};
}

bool rule_is_random(const struct rule *rule) {
    bool averaged = *rule->text[FIELD_BY] || *rule->text[FIELD_ERROR];
    return !rule->kind->never_random && (!rule->kind->row_by_row || averaged);
}

void rule_where(const struct rule *rule, enum field field, size_t size, char *out) {
    snprintf(out, size, "%s:%s", rule->path, rule->where[field]);
}
