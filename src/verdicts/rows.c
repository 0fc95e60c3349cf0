/* SPDX-License-Identifier: MIT */
#include "rows.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

const struct mark marks[MARKS] = {{"confirmed", "✓", "32"},
                                  {"refuted", "✗", "31"},
                                  {"inconclusive", "?", "33"},
                                  {"failed", "!", "31"},
                                  {"skipped", "–", "36"}};

const char *const column_names[COLUMNS] = {"claim",
                                           "statement",
                                           "measured",
                                           "predicted",
                                           "statistic",
                                           "threshold",
                                           "verdict",
                                           "mutant_statistic",
                                           "mutant_verdict",
                                           "profile",
                                           "note",
                                           "paper",
                                           "source",
                                           "kind",
                                           "margin",
                                           "points",
                                           "rows",
                                           "at",
                                           "tightness",
                                           "level",
                                           "p",
                                           "mutant"};

const char *const expression_fields[EXPRESSIONS] = {
    "measured", "error", "predicted", "margin", "rate", "where", "by", "data", "theory", "mutant"};

static size_t mark_find(const char *verdict) {
    size_t mark = 0;
    while (mark < MARKS && strcmp(marks[mark].name, verdict) != 0)
        mark++;
    return mark;
}

enum status rows_open(struct rows *rows, const struct table *table) {
    char buffer[32];
    rows->table = table;
    for (size_t i = 0; i < COLUMNS; i++) {
        rows->columns[i] = table_find(table, column_names[i]);
        if (i < COLUMNS_NEEDED && rows->columns[i] == TABLE_NONE)
            return table_require(table, column_names[i], &rows->columns[i]);
    }
    for (size_t row = 0; row < table->rows; row++) {
        const char *verdict = rows_text(rows, row, VERDICT, buffer);
        if (mark_find(verdict) == MARKS)
            return table_complain(table, row, rows->columns[VERDICT], verdict,
                                  "confirmed, refuted, inconclusive, failed or skipped");
    }
    return STATUS_OK;
}

const char *rows_text(const struct rows *rows, size_t row, enum column column, char buffer[32]) {
    size_t at = rows->columns[column];
    return at == TABLE_NONE ? "" : table_cell(rows->table, row, at, buffer);
}

double rows_number(const struct rows *rows, size_t row, enum column column) {
    size_t at = rows->columns[column];
    return at == TABLE_NONE ? NAN : table_number(rows->table, row, at);
}

size_t rows_mark(const struct rows *rows, size_t row) {
    char buffer[32];
    return mark_find(rows_text(rows, row, VERDICT, buffer));
}

bool rows_tolerates(const struct rows *rows, size_t row, const char *profile) {
    char buffer[32];
    return strcmp(marks[rows_mark(rows, row)].name, "inconclusive") == 0 &&
           strcmp(rows_text(rows, row, PROFILE, buffer), "size") == 0 &&
           strcmp(profile, "smoke") == 0;
}

bool rows_seen(const struct rows *rows, size_t row) {
    char buffer[32];
    return strstr(rows_text(rows, row, STATEMENT, buffer), " seen") != NULL;
}

bool source_is_section(const char *source, size_t length) {
    size_t digits = 1;
    while (digits < length && isdigit((unsigned char)source[digits]))
        digits++;
    return length > 1 && islower((unsigned char)*source) && digits > 1 &&
           (digits == length || (digits + 1 == length && islower((unsigned char)source[digits])));
}

enum status rows_claim(const struct rows *rows, size_t row, const struct table *claims,
                       size_t *found) {
    char name_buffer[32], buffer[32];
    const char *name = rows_text(rows, row, CLAIM, name_buffer), *slash = strchr(name, '/');
    size_t column = table_find(claims, "claim");
    for (size_t i = 0; column != TABLE_NONE && i < claims->rows; i++) {
        const char *text = table_cell(claims, i, column, buffer);
        if (strcmp(text, name) == 0 || (slash && strcmp(text, slash + 1) == 0)) {
            *found = i;
            return STATUS_OK;
        }
    }
    return error_set(STATUS_INPUT, "%s: found no claim %s, expected it there", claims->path, name);
}

const char *expression_text(const struct table *claims, size_t row, const char *field,
                            char buffer[32]) {
    size_t column = table_find(claims, field);
    return column == TABLE_NONE ? "" : table_cell(claims, row, column, buffer);
}

void tally_add(struct tally *tally, const struct rows *rows, const char *profile) {
    for (size_t row = 0; row < rows->table->rows; row++) {
        tally->counts[rows_mark(rows, row)]++;
        tally->total++;
        tally->tolerated += rows_tolerates(rows, row, profile);
    }
    if (table_note(rows->table, "level"))
        tally->level = table_note(rows->table, "level");
}

enum status tally_judge(const struct tally *tally) {
    if (tally->total == 0)
        return error_set(STATUS_INPUT, "found no verdicts, expected at least one");
    if (tally->counts[0] + tally->tolerated == tally->total)
        return STATUS_OK;
    return error_set(STATUS_UNCONFIRMED, "found %zu confirmed of %zu claims, expected all",
                     tally->counts[0], tally->total);
}
