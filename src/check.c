/* SPDX-License-Identifier: MIT */
/* check: do results agree with theory? Judges claims, writes verdicts. */
#include "claim.h"
#include "options.h"
#include "provenance.h"
#include "shelf.h"
#include "verdict.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char details[] =
    "A claim is a row of a CSV: a theorem as something that can fail, and a mutant, a wrong theory "
    "that the same data must refute by the same rule. A claim is confirmed if the theory passes "
    "and "
    "each mutant is refuted, refuted if the theory fails, inconclusive if the data cannot tell "
    "them "
    "apart, failed if something is missing or not a number. Columns: claim, source, statement, "
    "kind, data, theory, where, by, measured, error, predicted, margin, rate, level, profile, "
    "requires, cost, mutant; those that say nothing are empty.\n"
    "\n"
    "kind: identity (row by row within the margin, nothing being random), exact (the mean over the "
    "rows of each point is predicted, within sampling error and the margin), exact-combined (the "
    "same, all points together), match (the confidence interval lies within the margin), law (the "
    "sample has this distribution function, or the law of a second sample), rate (a fitted "
    "exponent), limit (the value extrapolated in the abscissa), bound (measured <= predicted), "
    "count (an integer is met), order (increasing, decreasing, unimodal, valley, or one below the "
    "other).\n"
    "\n"
    "data and theory: CSV files below --root; theory is joined on the columns that its line `# "
    "parameters:` names. where: COLUMN=VALUE or expressions, with ; between. by: columns whose "
    "equal values make one point. measured, error, predicted, margin and rate: expressions in "
    "columns of data and theory.NAME, with + - * / ^, comparisons, && || ?:, pi, sqrt exp log abs "
    "min max erf floor sin cos atan tan sign, normal_cdf(x) chisq_cdf(x,nu) student_cdf(x,nu) "
    "beta_cdf(x,a,b); of law a distribution function of x, or `sample FILE: EXPRESSION`. error: "
    "the standard error of measured, or binomial. mutant: with | between, each a predicted, or "
    "FIELD=EXPRESSION with ; between.\n"
    "\n"
    "The level is the probability that a table of true theories has any that is refuted; it is "
    "divided evenly over the claims that have anything random in them, and there over their points "
    "(Bonferroni). A single claim (--only) keeps the share that it has in the whole table.\n"
    "\n"
    "Exit status 0 if all claims are confirmed (in the profile smoke, claims of profile `size` may "
    "be inconclusive), 1 if not.";

struct settings {
    const char *root, *profile, *only, *output;
    double level;
};

/* The share of each random claim that has no level of its own. */
static enum status share_find(const struct claims *claims, double level, double *share) {
    double taken = 0;
    size_t random = 0;
    for (size_t i = 0; i < claims->count; i++) {
        const struct claim *claim = &claims->items[i];
        if (!claim->listed || !rule_is_random(&claim->rule))
            continue;
        if (isnan(claim->level))
            random++;
        else
            taken += claim->level;
    }
    if (taken > level || (random && taken == level))
        return error_set(STATUS_INPUT,
                         "found claims whose own levels add up to %g, expected less than %g, the "
                         "level of the table",
                         taken, level);
    *share = random ? (level - taken) / (double)random : level;
    return STATUS_OK;
}

/* The claims of this profile, and of the name asked for. */
/* `only` is a claim, or a paper with the slash behind it, or nothing. */
static bool is_chosen(const char *only, const char *name) {
    size_t length = strlen(only);
    if (length > 0 && only[length - 1] == '/')
        return strncmp(name, only, length) == 0;
    return length == 0 || strcmp(only, name) == 0;
}

static enum status claims_select(const struct claims *claims, const char *only,
                                 const struct claim ***chosen, size_t *count) {
    *count = 0;
    *chosen = memory_new(claims->count, sizeof **chosen);
    if (!*chosen)
        return STATUS_NUMERICAL;
    for (size_t i = 0; i < claims->count; i++)
        if (claims->items[i].listed && is_chosen(only, claims->items[i].name))
            (*chosen)[(*count)++] = &claims->items[i];
    if (*count)
        return STATUS_OK;
    if (*only)
        return error_set(STATUS_USAGE, "found no claim %s in this profile, expected one", only);
    return error_set(STATUS_INPUT, "found no claims in this profile, expected at least one");
}

/* Judges all and writes the table; STATUS_UNCONFIRMED if not all is well. */
static enum status claims_judge(const struct settings *settings, size_t count,
                                const struct claim *const *claims, double share) {
    struct shelf shelf = {settings->root, NULL, 0};
    size_t counts[VERDICT_KINDS] = {0}, tolerated = 0;
    struct verdict *verdicts = memory_new(count, sizeof *verdicts);
    if (!verdicts)
        return STATUS_NUMERICAL;
    for (size_t i = 0; i < count; i++) {
        double level = isnan(claims[i]->level) ? share : claims[i]->level;
        verdict_make(&verdicts[i], claims[i], level, &shelf);
        counts[verdicts[i].kind]++;
        tolerated += verdicts[i].kind == VERDICT_INCONCLUSIVE && claims[i]->size &&
                     strcmp(settings->profile, "smoke") == 0;
        if (verdicts[i].kind == VERDICT_FAILED)
            fprintf(stderr, "check: %s\n", verdicts[i].note);
    }
    enum status status = verdicts_write(settings->output, count, claims, verdicts);
    free(verdicts);
    shelf_free(&shelf);
    if (status == STATUS_OK && counts[VERDICT_CONFIRMED] + tolerated < count)
        status = error_set(STATUS_UNCONFIRMED,
                           "found %zu confirmed of %zu claims (%zu refuted, %zu inconclusive, %zu "
                           "failed, %zu skipped), expected all",
                           counts[VERDICT_CONFIRMED], count, counts[VERDICT_REFUTED],
                           counts[VERDICT_INCONCLUSIVE], counts[VERDICT_FAILED],
                           counts[VERDICT_SKIPPED]);
    return status;
}

static enum status run(const struct settings *settings, const struct operands *files) {
    struct claims claims = {NULL, 0};
    const struct claim **chosen = NULL;
    size_t count = 0;
    double share = 0;
    char level[32];
    enum status status = STATUS_OK;
    for (size_t i = 0; i < files->count && status == STATUS_OK; i++)
        status = claims_read(&claims, files->items[i], settings->profile);
    if (status == STATUS_OK)
        status = share_find(&claims, settings->level, &share);
    if (status == STATUS_OK)
        status = claims_select(&claims, settings->only, &chosen, &count);
    if (status == STATUS_OK) {
        snprintf(level, sizeof level, "%g", settings->level);
        provenance_note("level", level);
        provenance_note("profile", settings->profile);
        status = claims_judge(settings, count, chosen, share);
    }
    free(chosen);
    claims_free(&claims);
    return status;
}

int main(int argc, char **argv) {
    struct settings settings;
    const struct option options[] = {
        OPTION_TEXT("root", settings.root, ".", "DIR", "where the files that claims name are"),
        OPTION_CHOICE("profile", settings.profile, "laptop", "smoke|laptop|paper",
                      "size of the experiments"),
        OPTION_REAL("level", settings.level, "1e-3", 1e-12, 0.5, "P",
                    "probability that a table of true theories has one refuted"),
        OPTION_TEXT("only", settings.only, "", "CLAIM",
                    "judge this claim alone, or those of a paper: PAPER/"),
        OPTION_OUTPUT(settings.output),
        OPTION_END,
    };
    const struct program program = {
        .name = "check",
        .usage = "CLAIMS...",
        .purpose = "judge whether results agree with theory",
        .details = details,
        .options = options,
    };
    struct operands files;
    enum status status = options_parse(&program, argc, argv, &files);
    if (status == STATUS_OK)
        status = run(&settings, &files);
    return error_exit("check", status);
}
