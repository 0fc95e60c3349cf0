/* SPDX-License-Identifier: MIT */
#include "html.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static void escape(const char *text) {
    for (; *text; text++)
        switch (*text) {
        case '&':
            printf("&amp;");
            break;
        case '<':
            printf("&lt;");
            break;
        case '>':
            printf("&gt;");
            break;
        case '"':
            printf("&quot;");
            break;
        default:
            putchar(*text);
        }
}

/* The name of a claim without its paper. */
static const char *name_short(const char *name) {
    const char *slash = strchr(name, '/');
    return slash ? slash + 1 : name;
}

static void cell_print(const struct rows *rows, size_t row, enum column column) {
    char buffer[32];
    escape(rows_text(rows, row, column, buffer));
}

static void badge_print(const struct rows *rows, size_t row) {
    const struct mark *mark = &marks[rows_mark(rows, row)];
    printf("<span class=\"badge %s\">%s %s</span>", mark->name, mark->sign, mark->name);
}

void html_counts(const struct tally *tally) {
    printf("<p class=\"counts\"><b>%zu</b> claims:", tally->total);
    for (size_t i = 0; i < MARKS; i++)
        if (tally->counts[i])
            printf(" <span class=\"badge %s\">%s %zu %s</span>", marks[i].name, marks[i].sign,
                   tally->counts[i], marks[i].name);
    if (tally->tolerated)
        printf(" (%zu inconclusive tolerated at this size)", tally->tolerated);
    if (tally->level) {
        printf("; level ");
        escape(tally->level);
        printf(" for the whole table");
    }
    printf("</p>\n");
}

/* ---- the table of the front page ---- */

/* Five digits to look at, all of them in the tip. */
static void number_cell(const struct rows *rows, size_t row, enum column column,
                        const char *label) {
    char buffer[32];
    double value = rows_number(rows, row, column);
    printf("<td class=\"number\" data-label=\"%s\" title=\"%s\">", label,
           rows_text(rows, row, column, buffer));
    if (isnan(value))
        printf("–</td>");
    else
        printf("%.5g</td>", value);
}

void html_rows(const struct rows *rows) {
    char name[32], paper[32], verdict[32];
    for (size_t row = 0; row < rows->table->rows; row++) {
        const char *claim = rows_text(rows, row, CLAIM, name);
        printf("<tr data-paper=\"");
        escape(rows_text(rows, row, PAPER, paper));
        printf("\" data-verdict=\"%s\"><td>", rows_text(rows, row, VERDICT, verdict));
        badge_print(rows, row);
        printf("</td><td><a href=\"");
        escape(rows_text(rows, row, PAPER, paper));
        printf(".html#claim-");
        escape(name_short(claim));
        printf("\">");
        escape(claim);
        printf("</a></td><td class=\"statement\">");
        cell_print(rows, row, STATEMENT);
        printf("</td>");
        number_cell(rows, row, MEASURED, "measured");
        number_cell(rows, row, PREDICTED, "predicted");
        number_cell(rows, row, STATISTIC, "statistic");
        number_cell(rows, row, THRESHOLD, "threshold");
        printf("<td data-label=\"mutant\">");
        cell_print(rows, row, MUTANT_VERDICT);
        printf("</td></tr>\n");
    }
}

/* ---- claims in full ---- */

/* "derived c3 c4b" with links to the sections that it names. */
static void source_print(const char *source) {
    while (*source) {
        size_t word = strcspn(source, " ");
        char text[64];
        snprintf(text, sizeof text, "%.*s", (int)word, source);
        if (source_is_section(source, word))
            printf("<a href=\"#section-%s\">%s</a>", text, text);
        else
            escape(text);
        source += word;
        if (*source)
            putchar(*source++);
    }
}

/* A line of the list of facts, if the cell says something. */
static void fact_print(const struct rows *rows, size_t row, enum column column, const char *label) {
    char buffer[32];
    const char *text = rows_text(rows, row, column, buffer);
    if (!*text || strcmp(text, "nan") == 0)
        return;
    printf("<dt>%s</dt><dd>", label);
    escape(text);
    printf("</dd>\n");
}

static enum status expressions_print(const struct table *claims, const struct rows *rows,
                                     size_t row) {
    char buffer[32];
    size_t found;
    enum status status = rows_claim(rows, row, claims, &found);
    if (status != STATUS_OK)
        return status;
    printf("<table class=\"expressions\">\n");
    for (size_t i = 0; i < EXPRESSIONS; i++) {
        const char *text = expression_text(claims, found, expression_fields[i], buffer);
        if (!*text)
            continue;
        printf("<tr><th>%s</th><td><code>", expression_fields[i]);
        escape(text);
        printf("</code></td></tr>\n");
    }
    printf("</table>\n");
    return STATUS_OK;
}

static void mutant_print(const struct rows *rows, size_t row) {
    char buffer[32];
    if (!*rows_text(rows, row, MUTANT, buffer))
        return;
    printf("<dt>nearest mutant</dt><dd><code>");
    cell_print(rows, row, MUTANT);
    printf("</code>: <b>");
    cell_print(rows, row, MUTANT_VERDICT);
    printf("</b> with statistic ");
    cell_print(rows, row, MUTANT_STATISTIC);
    printf("</dd>\n");
}

static void claim_print(const struct rows *rows, size_t row, const char *profile) {
    char buffer[32];
    const char *name = rows_text(rows, row, CLAIM, buffer);
    printf("<article class=\"claim\" id=\"claim-");
    escape(name_short(name));
    printf("\">\n<h3>");
    badge_print(rows, row);
    printf(" <a href=\"#claim-");
    escape(name_short(name));
    printf("\">");
    escape(name);
    printf("</a></h3>\n<p class=\"statement\">");
    cell_print(rows, row, STATEMENT);
    printf("</p>\n<p class=\"marks\">");
    cell_print(rows, row, KIND);
    printf(" · ");
    source_print(rows_text(rows, row, SOURCE, buffer));
    if (rows_tolerates(rows, row, profile))
        printf(" · needs size: inconclusive is tolerated in the profile smoke");
    printf("</p>\n<dl>\n");
    fact_print(rows, row, MEASURED, "measured");
    fact_print(rows, row, PREDICTED, "predicted");
    fact_print(rows, row, MARGIN, "margin");
    fact_print(rows, row, AT, "at the worst point");
    fact_print(rows, row, STATISTIC, "statistic");
    fact_print(rows, row, THRESHOLD, "threshold");
    fact_print(rows, row, TIGHTNESS, "tightness");
    fact_print(rows, row, LEVEL, "level");
    fact_print(rows, row, P_VALUE, "p-value of the first point");
    fact_print(rows, row, POINTS, "points");
    fact_print(rows, row, ROWS, "rows");
    mutant_print(rows, row);
    fact_print(rows, row, NOTE, "note");
    printf("</dl>\n");
}

enum status html_claims(const struct rows *rows, const struct table *claims, const char *profile) {
    enum status status = STATUS_OK;
    for (size_t row = 0; status == STATUS_OK && row < rows->table->rows; row++) {
        claim_print(rows, row, profile);
        if (claims->columns)
            status = expressions_print(claims, rows, row);
        printf("</article>\n");
    }
    return status;
}

/* ---- what does not hold ---- */

static void open_print(const struct rows *rows, size_t row) {
    char buffer[32];
    const char *name = rows_text(rows, row, CLAIM, buffer);
    printf("<li>");
    badge_print(rows, row);
    printf(" <a href=\"#claim-");
    escape(name_short(name));
    printf("\">");
    escape(name);
    printf("</a>: ");
    cell_print(rows, row, STATEMENT);
    if (*rows_text(rows, row, NOTE, buffer)) {
        printf(". ");
        cell_print(rows, row, NOTE);
    }
    printf("</li>\n");
}

void html_open(const struct rows *rows) {
    static const char *const heads[2] = {"Not confirmed",
                                         "Confirmed or not, with a constant that was seen and not "
                                         "derived"};
    for (int seen = 0; seen < 2; seen++) {
        size_t found = 0;
        printf("<h3>%s</h3>\n", heads[seen]);
        for (size_t row = 0; row < rows->table->rows; row++)
            if (seen ? rows_seen(rows, row) : rows_mark(rows, row) != 0) {
                printf(found++ ? "" : "<ul>\n");
                open_print(rows, row);
            }
        printf(found ? "</ul>\n" : "<p>None.</p>\n");
    }
}
