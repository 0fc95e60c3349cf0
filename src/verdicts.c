/* verdicts: the table of verdicts for people. */
#include "options.h"
#include "verdicts/html.h"
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
    "derived. --list takes any table with the columns claim and statement, and prints these.\n"
    "\n"
    "Exit status 0 if all claims are confirmed (in the profile smoke, claims of profile `size` may "
    "be inconclusive), 1 if not; with --html or --list 0 in both cases.";

struct settings {
    const char *profile, *html, *claims;
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

static enum status print_claims(const struct files *files, const struct settings *settings) {
    struct table claims = {0};
    enum status status = *settings->claims ? table_read(&claims, settings->claims) : STATUS_OK;
    for (size_t i = 0; i < files->count && status == STATUS_OK; i++)
        status = html_claims(&files->rows[i], &claims, settings->profile);
    table_free(&claims);
    return status;
}

static enum status print_html(const struct files *files, const struct settings *settings,
                              const struct tally *tally) {
    if (strcmp(settings->html, "claims") == 0)
        return print_claims(files, settings);
    if (strcmp(settings->html, "counts") == 0)
        html_counts(tally);
    for (size_t i = 0; i < files->count; i++)
        if (strcmp(settings->html, "rows") == 0)
            html_rows(&files->rows[i]);
        else if (strcmp(settings->html, "open") == 0)
            html_open(&files->rows[i]);
    return STATUS_OK;
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
        OPTION_TEXT("claims", settings.claims, "", "FILE",
                    "the claims whose expressions --html=claims prints"),
        OPTION_FLAG("list", settings.list, "print names and statements only"),
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
    struct operands paths;
    enum status status = options_parse(&program, argc, argv, &paths);
    settings.style.colour = isatty(STDOUT_FILENO) && !getenv("NO_COLOR");
    settings.style.width = terminal_width();
    if (status == STATUS_OK)
        status = verdicts(&paths, &settings);
    return error_exit("verdicts", status);
}
