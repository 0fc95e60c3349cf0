/* SPDX-License-Identifier: MIT */
#include "latex.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- text ---- */

static const struct {
    char character;
    const char *written;
} specials[] = {
    {'\\', "\\textbackslash{}"},
    {'~', "\\textasciitilde{}"},
    {'^', "\\textasciicircum{}"},
    {'"', "\\textquotedbl{}"},
    {'`', "\\textasciigrave{}"},
    {'\'', "\\textquotesingle{}"},
    {'&', "\\&"},
    {'%', "\\%"},
    {'$', "\\$"},
    {'#', "\\#"},
    {'_', "\\_"},
    {'{', "\\{"},
    {'}', "\\}"},
};

/* Two of the same would be set as one sign (a dash, a guillemet), so they are kept apart. A line
 * may break after an operator of an expression. */
static void escape(const char *text, bool expression) {
    for (; *text; text++) {
        size_t i = 0, count = sizeof specials / sizeof *specials;
        while (i < count && specials[i].character != *text)
            i++;
        if (i < count)
            printf("%s", specials[i].written);
        else
            putchar(*text == '\n' ? ' ' : *text);
        if (text[0] == text[1] && strchr("-<>,", *text))
            printf("{}");
        if (expression && text[1] && strchr("*+/,;=(", *text))
            printf("\\allowbreak{}");
    }
}

static void fact_print(const char *key, const char *field, const char *text, bool expression) {
    printf("\\setfact{%s}{%s}{", key, field);
    escape(text, expression);
    printf("}\n");
}

/* ---- facts of claims ---- */

/* "derived c3 c4b" with links to the sections of the paper that it names. */
static void source_print(const struct rows *rows, size_t row, const char *key) {
    char buffer[32], paper[32], word[64];
    const char *source = rows_text(rows, row, SOURCE, buffer);
    printf("\\setfact{%s}{%s}{", key, column_names[SOURCE]);
    while (*source) {
        size_t length = strcspn(source, " ");
        snprintf(word, sizeof word, "%.*s", (int)length, source);
        if (source_is_section(source, length))
            printf("\\sectionlink{%s-%s}{%s}", rows_text(rows, row, PAPER, paper), word, word);
        else
            escape(word, false);
        source += length;
        if (*source)
            putchar(*source++);
    }
    printf("}\n");
}

static enum status key_check(const struct rows *rows, size_t row, enum column column) {
    char buffer[32];
    const char *key = rows_text(rows, row, column, buffer);
    bool good = *key != '\0';
    for (const char *c = key; *c; c++)
        good = good && (isalnum((unsigned char)*c) || strchr("./_-", *c));
    if (good)
        return STATUS_OK;
    return table_complain(rows->table, row, rows->columns[column], key,
                          "a name of letters, digits and ./_-");
}

static void numbers_print(const struct rows *rows, size_t row, const char *key) {
    static const enum column numbers[] = {MEASURED, PREDICTED, STATISTIC, THRESHOLD,
                                          MUTANT_STATISTIC};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        char field[64], text[32];
        snprintf(field, sizeof field, "%s/short", column_names[numbers[i]]);
        double value = rows_number(rows, row, numbers[i]);
        snprintf(text, sizeof text, "%.5g", isnan(value) ? NAN : value); /* never -nan */
        fact_print(key, field, text, false);
    }
}

static void claim_print(const struct rows *rows, size_t row, const char *key, const char *profile) {
    char buffer[32];
    for (size_t i = 0; i < COLUMNS; i++) {
        enum column column = (enum column)i;
        if (column == SOURCE)
            continue;
        fact_print(key, column_names[i], rows_text(rows, row, column, buffer),
                   column == MUTANT || column == AT || column == NOTE);
    }
    source_print(rows, row, key);
    numbers_print(rows, row, key);
    fact_print(key, "tolerated", rows_tolerates(rows, row, profile) ? "yes" : "", false);
    fact_print(key, "seen", rows_seen(rows, row) ? "yes" : "", false);
}

static enum status expressions_print(const struct rows *rows, size_t row, const char *key,
                                     const struct table *claims) {
    char field[64], buffer[32];
    size_t found;
    enum status status = rows_claim(rows, row, claims, &found);
    for (size_t i = 0; i < EXPRESSIONS && status == STATUS_OK; i++) {
        snprintf(field, sizeof field, "expression/%s", expression_fields[i]);
        fact_print(key, field, expression_text(claims, found, expression_fields[i], buffer), true);
    }
    return status;
}

enum status latex_numbers(const struct rows *rows, const struct table *claims,
                          const char *profile) {
    char buffer[32];
    enum status status = STATUS_OK;
    for (size_t row = 0; row < rows->table->rows && status == STATUS_OK; row++) {
        status = key_check(rows, row, CLAIM);
        if (status != STATUS_OK)
            break;
        const char *key = rows_text(rows, row, CLAIM, buffer);
        claim_print(rows, row, key, profile);
        if (claims->columns)
            status = expressions_print(rows, row, key, claims);
    }
    return status;
}

/* ---- counts ---- */

static void count_print(const char *key, const char *field, size_t count) {
    printf("\\setfact{%s}{%s}{%zu}\n", key, field, count);
}

void latex_counts(const char *key, const struct tally *tally) {
    count_print(key, "claims", tally->total);
    for (size_t i = 0; i < MARKS; i++)
        count_print(key, marks[i].name, tally->counts[i]);
    count_print(key, "tolerated", tally->tolerated);
    fact_print(key, "level", tally->level ? tally->level : "", false);
}

enum status latex_paper(const struct rows *rows, const char *profile) {
    static const char *const notes[] = {"commit", "blas"};
    char buffer[32];
    if (rows->table->rows == 0)
        return STATUS_OK;
    enum status status = key_check(rows, 0, PAPER);
    if (status != STATUS_OK)
        return status;
    const char *key = rows_text(rows, 0, PAPER, buffer);
    struct tally tally = {0};
    tally_add(&tally, rows, profile);
    latex_counts(key, &tally);
    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++) {
        const char *note = table_note(rows->table, notes[i]);
        fact_print(key, notes[i], note ? note : "unknown", false);
    }
    return STATUS_OK;
}

/* ---- lists ---- */

void latex_list(const struct rows *rows, const char *macro, enum latex_choice choice) {
    char buffer[32];
    for (size_t row = 0; row < rows->table->rows; row++)
        if (choice == LATEX_ALL || (choice == LATEX_SEEN && rows_seen(rows, row)) ||
            (choice == LATEX_NOT_CONFIRMED && rows_mark(rows, row) != 0))
            printf("\\%s{%s}\n", macro, rows_text(rows, row, CLAIM, buffer));
}
