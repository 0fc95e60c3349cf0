/* SPDX-License-Identifier: MIT */
#include "text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- text of a given width: a character is what does not continue one in UTF-8 ---- */

static size_t text_width(const char *text) {
    size_t width = 0;
    for (; *text; text++)
        width += ((unsigned char)*text & 0xc0) != 0x80;
    return width;
}

/* What follows the first characters, so many. */
static const char *text_after(const char *text, size_t characters) {
    while (*text && characters) {
        do
            text++;
        while (((unsigned char)*text & 0xc0) == 0x80);
        characters--;
    }
    return text;
}

/* Prints text cut or padded to the width, at least 1. */
static void text_print(const char *text, size_t width) {
    size_t whole = text_width(text);
    if (whole > width)
        printf("%.*s…", (int)(text_after(text, width - 1) - text), text);
    else
        printf("%s%*s", text, (int)(width - whole), "");
}

static size_t column_width(const struct table *table, size_t column) {
    char buffer[32];
    size_t widest = 0;
    for (size_t row = 0; row < table->rows; row++) {
        size_t width = text_width(table_cell(table, row, column, buffer));
        widest = width > widest ? width : widest;
    }
    return widest;
}

/* ---- rows ---- */

static void numbers_print(const struct rows *rows, size_t row, const struct style *style) {
    char buffer[96], cell[32];
    const char *between = style->markdown ? " | " : "  ";
    snprintf(buffer, sizeof buffer, "%.5g ~ %.5g", rows_number(rows, row, MEASURED),
             rows_number(rows, row, PREDICTED));
    printf("%s", between);
    text_print(buffer, style->markdown ? text_width(buffer) : 24);
    snprintf(buffer, sizeof buffer, "%.3g / %.3g", rows_number(rows, row, STATISTIC),
             rows_number(rows, row, THRESHOLD));
    printf("%s", between);
    text_print(buffer, style->markdown ? text_width(buffer) : 16);
    printf("%s%.3g %s", between, rows_number(rows, row, MUTANT_STATISTIC),
           rows_text(rows, row, MUTANT_VERDICT, cell));
}

/* A bar inside a cell would end it. */
static void cell_print(const char *text) {
    for (; *text; text++)
        printf(*text == '|' ? "\\%c" : "%c", *text);
}

static void row_print_markdown(const struct rows *rows, size_t row, const struct style *style) {
    char buffer[32];
    const struct mark *mark = &marks[rows_mark(rows, row)];
    printf("| %s %s | ", mark->sign, mark->name);
    cell_print(rows_text(rows, row, CLAIM, buffer));
    printf(" | ");
    cell_print(rows_text(rows, row, STATEMENT, buffer));
    numbers_print(rows, row, style);
    printf(" |\n");
}

static void row_print(const struct rows *rows, size_t row, size_t name_width,
                      const struct style *style) {
    char buffer[32];
    const struct mark *mark = &marks[rows_mark(rows, row)];
    size_t taken = 2 + name_width + 2 + 2 + 24 + 2 + 16 + 2 + 20;
    if (style->colour)
        printf("\033[%sm%s\033[0m ", mark->colour, mark->sign);
    else
        printf("%s ", mark->sign);
    text_print(rows_text(rows, row, CLAIM, buffer), name_width);
    printf("  ");
    text_print(rows_text(rows, row, STATEMENT, buffer),
               style->width > taken + 12 ? style->width - taken : 12);
    if (isnan(rows_number(rows, row, STATISTIC))) /* failed or skipped */
        printf("  %s: %s", mark->name, rows_text(rows, row, NOTE, buffer));
    else
        numbers_print(rows, row, style);
    putchar('\n');
}

static void tally_print(const struct tally *tally, const struct style *style) {
    printf("%s%zu claims:", style->markdown ? "\n" : "", tally->total);
    for (size_t i = 0; i < MARKS; i++)
        if (tally->counts[i])
            printf(" %zu %s", tally->counts[i], marks[i].name);
    if (tally->tolerated)
        printf(" (%zu inconclusive tolerated at this size)", tally->tolerated);
    if (tally->level)
        printf("; level %s for the whole table", tally->level);
    putchar('\n');
}

void text_verdicts(size_t count, const struct rows *rows, const struct tally *tally,
                   const struct style *style) {
    size_t name_width = 1;
    for (size_t i = 0; i < count; i++) {
        size_t width = column_width(rows[i].table, rows[i].columns[CLAIM]);
        name_width = width > name_width ? width : name_width;
    }
    if (style->markdown)
        printf("| verdict | claim | statement | measured ~ predicted | statistic / threshold | "
               "mutant |\n|---|---|---|---|---|---|\n");
    for (size_t i = 0; i < count; i++)
        for (size_t row = 0; row < rows[i].table->rows; row++)
            if (style->markdown)
                row_print_markdown(&rows[i], row, style);
            else
                row_print(&rows[i], row, name_width, style);
    tally_print(tally, style);
}

enum status text_list(const struct table *table) {
    char buffer[32];
    size_t claim, statement;
    enum status status = table_require(table, "claim", &claim);
    if (status == STATUS_OK)
        status = table_require(table, "statement", &statement);
    if (status != STATUS_OK)
        return status;
    size_t width = column_width(table, claim);
    for (size_t row = 0; row < table->rows; row++) {
        text_print(table_cell(table, row, claim, buffer), width + 2);
        printf("%s\n", table_cell(table, row, statement, buffer));
    }
    return STATUS_OK;
}
