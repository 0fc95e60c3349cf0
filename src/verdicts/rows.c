#include "rows.h"

#include <math.h>
#include <string.h>

const struct mark marks[MARKS] = {{"confirmed", "✓", "32"},
                                  {"refuted", "✗", "31"},
                                  {"inconclusive", "?", "33"},
                                  {"failed", "!", "31"},
                                  {"skipped", "–", "36"}};

static const char *const names[COLUMNS] = {
    "claim",          "statement", "measured",  "predicted",
    "statistic",      "threshold", "verdict",   "mutant_statistic",
    "mutant_verdict", "profile",   "note",      "paper",
    "source",         "kind",      "margin",    "points",
    "rows",           "at",        "tightness", "mutant"};

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
        rows->columns[i] = table_find(table, names[i]);
        if (i < COLUMNS_NEEDED && rows->columns[i] == TABLE_NONE)
            return table_require(table, names[i], &rows->columns[i]);
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
