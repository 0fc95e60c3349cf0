/* SPDX-License-Identifier: MIT */
/* verdicts: the table of verdicts for people. */
#include "options.h"
#include "verdicts/html.h"
#include "verdicts/latex.h"
#include "verdicts/text.h"

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
    "--html prints a fragment for the report: counts; rows of a table; claims, each in full, with "
    "the expressions that stand in the file of --claims; open, what does not hold or was not "
    "derived. --latex prints for LaTeX: numbers, a \\setfact{CLAIM}{FIELD}{TEXT} for all that is "
    "known of each claim, the expressions of --claims with it; counts, the same of each paper and "
    "of all; rows, claims, open, seen, a macro with the name of each claim, or each that is not "
    "confirmed, or each of which something was not derived. --list takes any table with the "
    "columns claim and statement, and prints these.\n"
    "\n"
    "Exit status 0 if all claims are confirmed (in the profile smoke, claims of profile `size` may "
    "be inconclusive), 1 if not; with --html, --latex or --list 0 in both cases.";

struct settings {
    const char *profile, *html, *latex, *claims;
    bool list;
    struct style style;
};

/* ---- files ---- */

struct files {
    struct table *tables;
    struct rows *rows;
    size_t count; /* read */
};

static void files_close(struct files *files) {
    for (size_t i = 0; i < files->count; i++)
        table_free(&files->tables[i]);
    free(files->tables);
    free(files->rows);
}

static enum status files_read(struct files *files, const struct operands *paths) {
    files->tables = memory_new(paths->count, sizeof *files->tables);
    files->rows = memory_new(paths->count, sizeof *files->rows);
    enum status status = files->tables && files->rows ? STATUS_OK : STATUS_NUMERICAL;
    for (size_t i = 0; i < paths->count && status == STATUS_OK; i++) {
        status = table_read(&files->tables[i], paths->items[i]);
        files->count += status == STATUS_OK;
    }
    return status;
}

/* ---- what is printed ---- */

static enum status print_list(const struct files *files) {
    enum status status = STATUS_OK;
    for (size_t i = 0; i < files->count && status == STATUS_OK; i++)
        status = text_list(&files->tables[i]);
    return status;
}

/* One of html_claims and latex_numbers. */
typedef enum status claims_printer(const struct rows *rows, const struct table *claims,
                                   const char *profile);

static enum status print_claims(const struct files *files, const struct settings *settings,
                                claims_printer *print) {
    struct table claims = {0};
    enum status status = *settings->claims ? table_read(&claims, settings->claims) : STATUS_OK;
    for (size_t i = 0; i < files->count && status == STATUS_OK; i++)
        status = print(&files->rows[i], &claims, settings->profile);
    table_free(&claims);
    return status;
}

static enum status print_html(const struct files *files, const struct settings *settings,
                              const struct tally *tally) {
    if (strcmp(settings->html, "claims") == 0)
        return print_claims(files, settings, html_claims);
    if (strcmp(settings->html, "counts") == 0)
        html_counts(tally);
    for (size_t i = 0; i < files->count; i++)
        if (strcmp(settings->html, "rows") == 0)
            html_rows(&files->rows[i]);
        else if (strcmp(settings->html, "open") == 0)
            html_open(&files->rows[i]);
    return STATUS_OK;
}

static enum status print_latex(const struct files *files, const struct settings *settings,
                               const struct tally *tally) {
    static const struct {
        const char *name, *macro;
        enum latex_choice choice;
    } lists[] = {{"rows", "verdictrow", LATEX_ALL},
                 {"claims", "claim", LATEX_ALL},
                 {"open", "openclaim", LATEX_NOT_CONFIRMED},
                 {"seen", "openclaim", LATEX_SEEN}};
    enum status status = STATUS_OK;
    if (strcmp(settings->latex, "numbers") == 0)
        return print_claims(files, settings, latex_numbers);
    if (strcmp(settings->latex, "counts") == 0) {
        for (size_t i = 0; i < files->count && status == STATUS_OK; i++)
            status = latex_paper(&files->rows[i], settings->profile);
        latex_counts("all", tally);
    }
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        for (size_t j = 0; j < files->count && strcmp(settings->latex, lists[i].name) == 0; j++)
            latex_list(&files->rows[j], lists[i].macro, lists[i].choice);
    return status;
}

static enum status print_verdicts(const struct files *files, const struct settings *settings) {
    struct tally tally = {0};
    enum status status = STATUS_OK;
    for (size_t i = 0; i < files->count && status == STATUS_OK; i++)
        status = rows_open(&files->rows[i], &files->tables[i]);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < files->count; i++)
        tally_add(&tally, &files->rows[i], settings->profile);
    if (strcmp(settings->html, "no") != 0)
        return print_html(files, settings, &tally);
    if (strcmp(settings->latex, "no") != 0)
        return print_latex(files, settings, &tally);
    text_verdicts(files->count, files->rows, &tally, &settings->style);
    return tally_judge(&tally);
}

static enum status verdicts(const struct operands *paths, const struct settings *settings) {
    struct files files = {0};
    enum status status = files_read(&files, paths);
    if (status == STATUS_OK)
        status = settings->list ? print_list(&files) : print_verdicts(&files, settings);
    if (fflush(stdout) != 0 || ferror(stdout))
        status = error_set(STATUS_OUTPUT, "-: found that standard output cannot be written");
    files_close(&files);
    return status;
}

static size_t terminal_width(void) {
    struct winsize size;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    return 160;
}

int main(int argc, char **argv) {
    struct settings settings = {0};
    const struct option options[] = {
        OPTION_CHOICE("profile", settings.profile, "laptop", "smoke|laptop|paper",
                      "size of the experiments"),
        OPTION_FLAG("markdown", settings.style.markdown, "print a Markdown table"),
        OPTION_CHOICE("html", settings.html, "no", "no|counts|rows|claims|open",
                      "print a fragment of HTML"),
        OPTION_CHOICE("latex", settings.latex, "no", "no|numbers|counts|rows|claims|open|seen",
                      "print a part of a LaTeX document"),
        OPTION_TEXT("claims", settings.claims, "", "FILE",
                    "the claims whose expressions --html=claims and --latex=numbers print"),
        OPTION_FLAG("list", settings.list, "print names and statements only"),
        OPTION_END,
    };
    const struct program program = {
        .name = "verdicts",
        .usage = "VERDICTS...",
        .purpose = "print the table of verdicts for people",
        .details = details,
        .options = options,
    };
    struct operands paths;
    enum status status = options_parse(&program, argc, argv, &paths);
    settings.style.colour = isatty(STDOUT_FILENO) && !getenv("NO_COLOR");
    settings.style.width = terminal_width();
    if (status == STATUS_OK)
        status = verdicts(&paths, &settings);
    return error_exit("verdicts", status);
}
