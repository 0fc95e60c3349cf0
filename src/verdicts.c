/* verdicts: the table of verdicts for people. */
#include "group.h"
#include "options.h"
#include "table.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static const char details[] =
    "A line a claim: its verdict, the name, the statement, measured and predicted at the worst "
    "point, its statistic against the threshold, and the same of the mutant that came nearest to "
    "pass. Colour on a terminal only, and not if NO_COLOR is set.\n"
    "\n"
    "Exit status 0 if all claims are confirmed (in the profile smoke, claims of profile `size` may "
    "be inconclusive), 1 if not.";

enum column {
    CLAIM,
    STATEMENT,
    MEASURED,
    PREDICTED,
    STATISTIC,
    THRESHOLD,
    VERDICT,
    MUTANT,
    MUTANT_VERDICT,
    PROFILE,
    NOTE,
    COLUMNS
};

static const char *const column_names[COLUMNS] = {
    "claim",   "statement",        "measured",       "predicted", "statistic", "threshold",
    "verdict", "mutant_statistic", "mutant_verdict", "profile",   "note"};

static const struct {
    const char *name, *mark, *colour;
} marks[] = {{"confirmed", "✓", "32"},
             {"refuted", "✗", "31"},
             {"inconclusive", "?", "33"},
             {"failed", "!", "31"},
             {"skipped", "–", "36"}};
enum { MARKS = sizeof marks / sizeof *marks };

struct tally {
    size_t counts[MARKS], total, tolerated;
    const char *level; /* of the last file, or NULL */
};

struct style {
    bool markdown, colour;
    size_t width;      /* of a line */
    size_t name_width; /* of the longest name */
    const char *profile;
};

/* ---- text of a given width: a character is what does not continue one in UTF-8 ----------------
 */

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

/* ---- rows --------------------------------------------------------------------------------------
 */

static size_t mark_find(const char *verdict) {
    for (size_t i = 0; i < MARKS; i++)
        if (strcmp(marks[i].name, verdict) == 0)
            return i;
    return MARKS;
}

static const char *text_at(const struct table *table, size_t row, size_t column, char buffer[32]) {
    return column == TABLE_NONE ? "" : table_cell(table, row, column, buffer);
}

static void numbers_print(const struct table *table, size_t row, const size_t *columns,
                          const struct style *style) {
    char buffer[96], cell[32];
    const char *mutant = text_at(table, row, columns[MUTANT_VERDICT], cell);
    snprintf(buffer, sizeof buffer, "%.5g ~ %.5g", table_number(table, row, columns[MEASURED]),
             table_number(table, row, columns[PREDICTED]));
    const char *between = style->markdown ? " | " : "  ";
    printf("%s", between);
    text_print(buffer, style->markdown ? text_width(buffer) : 24);
    snprintf(buffer, sizeof buffer, "%.3g / %.3g", table_number(table, row, columns[STATISTIC]),
             table_number(table, row, columns[THRESHOLD]));
    printf("%s", between);
    text_print(buffer, style->markdown ? text_width(buffer) : 16);
    snprintf(buffer, sizeof buffer, "%.3g %s", table_number(table, row, columns[MUTANT]), mutant);
    printf("%s%s", between, buffer);
}

static void row_print(const struct table *table, size_t row, const size_t *columns, size_t mark,
                      const struct style *style) {
    char buffer[32];
    const char *name = text_at(table, row, columns[CLAIM], buffer);
    const char *statement = table_text(table, row, columns[STATEMENT]);
    const char *note = columns[NOTE] == TABLE_NONE ? NULL : table_text(table, row, columns[NOTE]);
    bool bare = isnan(table_number(table, row, columns[STATISTIC])); /* failed or skipped */
    statement = statement ? statement : "";
    if (style->markdown) {
        printf("| %s %s | %s | %s", marks[mark].mark, marks[mark].name, name, statement);
        numbers_print(table, row, columns, style);
        printf(" |\n");
        return;
    }
    size_t taken = 2 + style->name_width + 2 + 2 + 24 + 2 + 16 + 2 + 20;
    if (style->colour)
        printf("\033[%sm%s\033[0m ", marks[mark].colour, marks[mark].mark);
    else
        printf("%s ", marks[mark].mark);
    text_print(name, style->name_width);
    printf("  ");
    text_print(statement, style->width > taken + 12 ? style->width - taken : 12);
    if (bare)
        printf("  %s: %s", marks[mark].name, note ? note : "");
    else
        numbers_print(table, row, columns, style);
    putchar('\n');
}

static enum status row_count(const struct table *table, size_t row, const size_t *columns,
                             const struct style *style, struct tally *tally, size_t *mark) {
    char buffer[32];
    const char *verdict = text_at(table, row, columns[VERDICT], buffer);
    *mark = mark_find(verdict);
    if (*mark == MARKS)
        return table_complain(table, row, columns[VERDICT], verdict,
                              "confirmed, refuted, inconclusive, failed or skipped");
    bool size = strcmp(text_at(table, row, columns[PROFILE], buffer), "size") == 0;
    tally->counts[*mark]++;
    tally->total++;
    tally->tolerated += size && strcmp(marks[*mark].name, "inconclusive") == 0 &&
                        strcmp(style->profile, "smoke") == 0;
    return STATUS_OK;
}

static enum status table_print(const struct table *table, struct style *style,
                               struct tally *tally) {
    size_t columns[COLUMNS], mark;
    enum status status = STATUS_OK;
    for (size_t i = 0; i < COLUMNS && status == STATUS_OK; i++)
        if (i == PROFILE || i == NOTE)
            columns[i] = table_find(table, column_names[i]);
        else
            status = table_require(table, column_names[i], &columns[i]);
    for (size_t row = 0; row < table->rows && status == STATUS_OK; row++) {
        status = row_count(table, row, columns, style, tally, &mark);
        if (status == STATUS_OK)
            row_print(table, row, columns, mark, style);
    }
    if (table_note(table, "level"))
        tally->level = table_note(table, "level");
    return status;
}

static void names_measure(const struct table *tables, size_t count, struct style *style) {
    char buffer[32];
    for (size_t i = 0; i < count; i++)
        for (size_t row = 0; row < tables[i].rows; row++) {
            const char *name = text_at(&tables[i], row, table_find(&tables[i], "claim"), buffer);
            size_t width = text_width(name);
            style->name_width = width > style->name_width ? width : style->name_width;
        }
}

static enum status summary_print(const struct tally *tally, const struct style *style) {
    printf("%s%zu claims:", style->markdown ? "\n" : "", tally->total);
    for (size_t i = 0; i < MARKS; i++)
        if (tally->counts[i])
            printf(" %zu %s", tally->counts[i], marks[i].name);
    if (tally->tolerated)
        printf(" (%zu inconclusive tolerated at this size)", tally->tolerated);
    if (tally->level)
        printf("; level %s for the whole table", tally->level);
    putchar('\n');
    if (tally->total == 0)
        return error_set(STATUS_INPUT, "found no verdicts, expected at least one");
    if (tally->counts[0] + tally->tolerated == tally->total)
        return STATUS_OK;
    return error_set(STATUS_UNCONFIRMED, "found %zu confirmed of %zu claims, expected all",
                     tally->counts[0], tally->total);
}

static enum status verdicts(const struct operands *files, struct style *style) {
    struct tally tally = {0};
    struct table *tables = memory_new(files->count, sizeof *tables);
    enum status status = tables ? STATUS_OK : STATUS_NUMERICAL;
    size_t read = 0;
    for (; read < files->count && status == STATUS_OK; read += status == STATUS_OK)
        status = table_read(&tables[read], files->items[read]);
    names_measure(tables, read, style);
    if (status == STATUS_OK && style->markdown)
        printf("| verdict | claim | statement | measured ~ predicted | statistic / threshold | "
               "mutant |\n|---|---|---|---|---|---|\n");
    for (size_t i = 0; i < read && status == STATUS_OK; i++)
        status = table_print(&tables[i], style, &tally);
    if (status == STATUS_OK)
        status = summary_print(&tally, style);
    if (fflush(stdout) != 0 || ferror(stdout))
        status = error_set(STATUS_OUTPUT, "-: found that standard output cannot be written");
    for (size_t i = 0; i < read; i++)
        table_free(&tables[i]);
    free(tables);
    return status;
}

static size_t terminal_width(void) {
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    return 160;
}

int main(int argc, char **argv) {
    struct style style = {0};
    const struct option options[] = {
        OPTION_CHOICE("profile", style.profile, "laptop", "smoke|laptop|paper",
                      "size of the experiments"),
        OPTION_FLAG("markdown", style.markdown, "print a Markdown table"),
        OPTION_END,
    };
    const struct program program = {
        .name = "verdicts",
        .usage = "VERDICTS...",
        .purpose = "print the table of verdicts for people",
        .details = details,
        .options = options,
        .operands_least = 1,
        .operands_most = SIZE_MAX,
    };
    struct operands files;
    enum status status = options_parse(&program, argc, argv, &files);
    style.colour = isatty(STDOUT_FILENO) && !getenv("NO_COLOR");
    style.width = terminal_width();
    if (status == STATUS_OK)
        status = verdicts(&files, &style);
    return error_exit("verdicts", status);
}
