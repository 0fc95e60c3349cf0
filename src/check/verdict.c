/* SPDX-License-Identifier: MIT */
#include "verdict.h"

#include "frame.h"
#include "table.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

const char *const verdict_names[VERDICT_KINDS] = {"confirmed", "refuted", "inconclusive", "failed",
                                                  "skipped"};

static enum status rule_judge(const struct rule *rule, double level, struct shelf *shelf,
                              struct judgement *judgement, struct verdict *about) {
    struct frame frame;
    enum status status = frame_make(&frame, rule, shelf);
    if (status == STATUS_OK)
        status = rule->kind->judge(&frame.sample, level, judgement);
    if (status == STATUS_OK && about) {
        about->points = frame.points;
        about->rows = frame.rows;
        frame_at(&frame, judgement->row, sizeof about->at, about->at);
    }
    frame_free(&frame);
    return status;
}

/* Less refuted: passed before undecided before refuted, then by excess. */
static bool less_refuted(const struct judgement *a, const struct judgement *b) {
    static const int order[] = {
        [OUTCOME_PASSED] = 0, [OUTCOME_UNDECIDED] = 1, [OUTCOME_REFUTED] = 2};
    if (a->outcome != b->outcome)
        return order[a->outcome] < order[b->outcome];
    return a->excess < b->excess;
}

static enum status mutants_judge(struct verdict *verdict, const struct claim *claim, double level,
                                 struct shelf *shelf) {
    for (size_t i = 0; i < claim->mutants_count; i++) {
        struct judgement judgement;
        enum status status = rule_judge(&claim->mutants[i].rule, level, shelf, &judgement, NULL);
        if (status != STATUS_OK)
            return status;
        if (i == 0 || less_refuted(&judgement, &verdict->mutant)) {
            verdict->mutant = judgement;
            verdict->mutant_text = claim->mutants[i].text;
        }
    }
    return STATUS_OK;
}

/* Why the claim is to be skipped, written into note; else false. */
static bool is_skipped(struct verdict *verdict, const struct claim *claim, struct shelf *shelf) {
    const struct table *data;
    if (*claim->requires && !shelf_has(shelf, claim->requires)) {
        snprintf(verdict->note, sizeof verdict->note, "found no %s, which is optional",
                 claim->requires);
        return true;
    }
    if (shelf_table(shelf, claim->rule.text[FIELD_DATA], &data) != STATUS_OK ||
        !table_note(data, "skipped"))
        return false;
    snprintf(verdict->note, sizeof verdict->note, "%s", table_note(data, "skipped"));
    return true;
}

void verdict_make(struct verdict *verdict, const struct claim *claim, double level,
                  struct shelf *shelf) {
    static const struct judgement unknown = {.measured = NAN,
                                             .predicted = NAN,
                                             .margin = NAN,
                                             .statistic = NAN,
                                             .threshold = NAN,
                                             .tightness = NAN,
                                             .p = NAN,
                                             .note = ""};
    *verdict =
        (struct verdict){.theory = unknown, .mutant = unknown, .mutant_text = "", .level = level};
    if (is_skipped(verdict, claim, shelf)) {
        verdict->kind = VERDICT_SKIPPED;
        return;
    }
    enum status status = rule_judge(&claim->rule, level, shelf, &verdict->theory, verdict);
    if (status == STATUS_OK)
        status = mutants_judge(verdict, claim, level, shelf);
    if (status != STATUS_OK) {
        verdict->kind = VERDICT_FAILED;
        verdict->theory = verdict->mutant = unknown;
        verdict->mutant_text = "";
        snprintf(verdict->note, sizeof verdict->note, "%s", error_message());
        return;
    }
    snprintf(verdict->note, sizeof verdict->note, "%s", verdict->theory.note);
    if (verdict->theory.outcome == OUTCOME_REFUTED)
        verdict->kind = VERDICT_REFUTED;
    else if (verdict->theory.outcome == OUTCOME_PASSED &&
             verdict->mutant.outcome == OUTCOME_REFUTED)
        verdict->kind = VERDICT_CONFIRMED;
    else
        verdict->kind = VERDICT_INCONCLUSIVE;
}

static const char *mutant_verdict(const struct verdict *verdict) {
    static const char *const names[] = {[OUTCOME_PASSED] = "passed",
                                        [OUTCOME_UNDECIDED] = "undecided",
                                        [OUTCOME_REFUTED] = "refuted"};
    return *verdict->mutant_text ? names[verdict->mutant.outcome] : "none";
}

static void verdict_put(struct table_writer *writer, const struct claim *claim,
                        const struct verdict *verdict) {
    table_put_text(writer, claim->name);
    table_put_text(writer, claim->paper);
    table_put_text(writer, claim->source);
    table_put_text(writer, claim->statement);
    table_put_text(writer, claim->rule.kind->name);
    table_put(writer, verdict->theory.measured);
    table_put(writer, verdict->theory.predicted);
    table_put(writer, verdict->theory.margin);
    table_put(writer, verdict->theory.statistic);
    table_put(writer, verdict->theory.threshold);
    table_put_text(writer, verdict_names[verdict->kind]);
    table_put(writer, verdict->mutant.statistic);
    table_put_text(writer, mutant_verdict(verdict));
    table_put(writer, claim->cost);
    table_put(writer, (double)verdict->points);
    table_put(writer, (double)verdict->rows);
    table_put_text(writer, verdict->at);
    table_put(writer, verdict->theory.tightness);
    table_put(writer, rule_is_random(&claim->rule) ? verdict->level : 0);
    table_put(writer, verdict->theory.p);
    table_put_text(writer, verdict->mutant_text);
    table_put_text(writer, claim->size ? "size" : "");
    table_put_text(writer, verdict->note);
}

enum status verdicts_write(const char *path, size_t count, const struct claim *const *claims,
                           const struct verdict *verdicts) {
    static const char *const names[] = {
        "claim",          "paper",   "source",    "statement", "kind",    "measured",
        "predicted",      "margin",  "statistic", "threshold", "verdict", "mutant_statistic",
        "mutant_verdict", "seconds", "points",    "rows",      "at",      "tightness",
        "level",          "p",       "mutant",    "profile",   "note"};
    struct table_writer *writer;
    enum status status = table_create(&writer, path, sizeof names / sizeof *names, names);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < count; i++)
        verdict_put(writer, claims[i], &verdicts[i]);
    return table_close(writer);
}
