/* SPDX-License-Identifier: MIT */
/* train: gradient descent and stochastic gradient descent on a two-layer network. */
#include "train.h"
#include "least_squares.h"
#include "options.h"
#include "provenance.h"
#include "store.h"

#include <stdlib.h>
#include <string.h>

/* What least squares does without, and all other methods need. */
static enum status read_steps(struct train *train) {
    double *steps;
    size_t count;
    if (!*train->schedule.step_text || !*train->steps_text)
        return error_set(STATUS_USAGE, "found no --%s, expected it with --method=%s",
                         *train->schedule.step_text ? "steps" : "step", train->method);
    enum status status = options_list("steps", train->steps_text, 0, 0x1p53, &steps, &count);
    if (status != STATUS_OK)
        return status;
    train->steps = (uint64_t)steps[0];
    bool whole = count == 1 && steps[0] == floor(steps[0]);
    free(steps);
    return whole ? STATUS_OK
                 : error_set(STATUS_USAGE, "found --steps=%s, expected an integer of at least 0",
                             train->steps_text);
}

static enum status read_lists(struct train *train) {
    enum status status = schedule_open(&train->schedule);
    if (status == STATUS_OK && !schedule_moves(&train->schedule) && train->steps > 0)
        provenance_warn("train", "found --step=0, expected another one: nothing moves");
    if (status == STATUS_OK && *train->log_at_text)
        status = options_list("log-at", train->log_at_text, 0, 0x1p53, &train->log_at,
                              &train->log_at_count);
    return status;
}

static enum status prepare(struct train *train, const struct operands *operands) {
    struct objective *objective = &train->objective;
    train->stochastic = strcmp(train->method, "sgd") == 0;
    enum status status = read_steps(train);
    if (!train->stochastic && (train->batch != 1 || strcmp(train->order, "shuffled") != 0))
        provenance_warn("train", "found --batch or --order with --method=gd, expected "
                                 "--method=sgd: gd takes all samples in each step");
    train->averaged = strcmp(train->average, "none") != 0 && train->steps > 0;
    if (status == STATUS_OK)
        status = activation_parse(&objective->activation, train->activation);
    objective->first = strcmp(train->layers, "second") != 0;
    objective->second = strcmp(train->layers, "first") != 0;
    if (status == STATUS_OK)
        status = loss_parse(&objective->loss, train->loss);
    if (status == STATUS_OK)
        status = read_lists(train);
    if (status == STATUS_OK)
        status = train_read_network(train, operands->items[0]);
    if (status == STATUS_OK)
        status = train_open_data(train, operands->count - 1, operands->items + 1);
    return status;
}

static enum status open_watch(struct train *train) {
    bool wants_data = *train->watch.partition_path;
    bool recipe = !train->stochastic && train->samples.dataset[0].is_recipe;
    double *X = NULL;
    size_t n = 0;
    enum status status = watch_check(&train->watch);
    if (status != STATUS_OK)
        return status;
    if (train->fresh_data && (!recipe || wants_data))
        return error_set(STATUS_USAGE, "found --fresh-data with sgd, --partition or values, "
                                       "expected gd on a recipe");
    if (wants_data && !train->stochastic && train->samples.count > 1)
        return error_set(STATUS_USAGE, "found %zu datasets, expected one with --partition",
                         train->samples.count);
    if (wants_data)
        status = train_copy_samples(train, &n, &X);
    if (status == STATUS_OK)
        return watch_open(&train->watch, &train->at, &train->objective, !train->stochastic, n, X,
                          X ? X + n * train->at.d : NULL);
    free(X);
    return status;
}

/* Shorter steps, of one block of samples, where nobody looks at the gradient itself. */
static enum status open_shortcut(struct train *train) {
    size_t n;
    double *X;
    train->shortcuts = !train->dense && !train->stochastic && train->samples.count == 1 &&
                       train->samples.dataset[0].n <= train->samples.block && !train->averaged &&
                       !train->watch.gradients && !train->wants_risk && !train->fresh_data &&
                       train->steps > 1;
    if (!train->shortcuts)
        return STATUS_OK;
    enum status status = train_copy_samples(train, &n, &X);
    if (status == STATUS_OK)
        return shortcut_open(&train->shortcut, &train->at, &train->objective, n, X,
                             X + n * train->at.d);
    free(X);
    return status;
}

/* The second layer by least squares, without steps. */
static enum status run_ridge(struct train *train, const struct operands *operands) {
    enum status status = activation_parse(&train->objective.activation, train->activation);
    if (status == STATUS_OK && operands->count != 2)
        status = error_set(STATUS_USAGE, "found %zu datasets, expected one with --method=ridge",
                           operands->count - 1);
    if (status == STATUS_OK && strcmp(train->layers, "second") != 0)
        status = error_set(STATUS_USAGE, "found --method=ridge --layers=%s, expected second",
                           train->layers);
    if (status == STATUS_OK && (*train->log || strcmp(train->loss, "square") != 0))
        status = error_set(STATUS_USAGE,
                           "found --method=ridge with --log or --loss=%s, expected "
                           "neither steps nor another loss than square",
                           train->loss);
    if (status == STATUS_OK)
        status = train_read_network(train, operands->items[0]);
    if (status == STATUS_OK)
        status = least_squares_fit(&train->at, &train->objective.activation, train->ridge,
                                   operands->items[1]);
    return status == STATUS_OK ? store_write(&train->at, train->output) : status;
}

/* Norms are bounded for relu without biases, both layers, and a loss of f - y that is Lipschitz. */
static enum status check_norms(const struct train *train) {
    const struct objective *objective = &train->objective;
    bool lipschitz = objective->loss == LOSS_ABS || objective->loss == LOSS_HUBER;
    if (train->stochastic && lipschitz && objective->activation.kind == ACTIVATION_RELU &&
        objective->first && objective->second && !train->at.b)
        return STATUS_OK;
    return error_set(STATUS_USAGE,
                     "found --norms with --method=%s --loss=%s --activation=%s --layers=%s%s, "
                     "expected sgd, abs or huber, relu and both, without biases",
                     train->method, train->loss, train->activation, train->layers,
                     train->at.b ? " and biases" : "");
}

static enum status run(struct train *train, const struct operands *operands) {
    train->data = operands->items[1];
    if (strcmp(train->method, "ridge") == 0)
        return run_ridge(train, operands);
    enum status status = prepare(train, operands);
    if (status == STATUS_OK && train->wants_risk)
        status = risk_open(&train->risk, &train->at, train->activation, !train->objective.first,
                           train->data);
    if (status == STATUS_OK && train->wants_norms)
        status = check_norms(train);
    if (status == STATUS_OK)
        status = open_watch(train);
    if (status == STATUS_OK)
        status = open_shortcut(train);
    if (status == STATUS_OK && *train->log)
        status = train_open_log(train);
    if (status == STATUS_OK)
        status = train_descend(train);
    if (status == STATUS_OK)
        status = store_write(train->averaged ? &train->mean : &train->at, train->output);
    status = watch_close(&train->watch, status);
    return results_close(&train->log_results, status);
}

static struct train train;

static const struct option options[] = {
    OPTION_CHOICE("method", train.method, "gd", "gd|sgd|ridge",
                  "gradient descent on all samples, or on a mini-batch a step; or the second "
                  "layer by least squares, without steps"),
    OPTION_CHOICE("loss", train.loss, "square", LOSS_NAMES,
                  "(f-y)^2/2, log(1+exp(-y f)), exp(-y f), |f-y| or sqrt(1+(f-y)^2)-1"),
    OPTION_TEXT("activation", train.activation, NULL, "A", "activation: " ACTIVATION_NAMES),
    OPTION_CHOICE("layers", train.layers, "both", "first|second|both",
                  "what moves: w and b, a, or all at once"),
    OPTION_TEXT("step", train.schedule.step_text, "", "E",
                "step size, or a list: one a step (must be given, but for ridge)"),
    OPTION_TEXT("exponent", train.schedule.exponent_text, "", "A",
                "giant steps: step t is E M^(1/2 + A), M neurons, A from 0 to below 1/2, or a "
                "list"),
    OPTION_REAL("decay", train.schedule.decay, "0", 0, 10, "Z", "step t is divided by t^Z"),
    OPTION_TEXT("steps", train.steps_text, "", "T",
                "number of steps (must be given, but for ridge)"),
    OPTION_INTEGER("batch", train.batch, "1", 1, 0x1p40, "B", "samples of a step of sgd"),
    OPTION_CHOICE("order", train.order, "shuffled", "cyclic|shuffled|replacement",
                  "which samples sgd takes: as they stand, in a fresh order each epoch, or each "
                  "at random"),
    OPTION_CHOICE("average", train.average, "none", "none|full|tail",
                  "write the last parameters, the mean of those before each step, or that of "
                  "the later half of these"),
    OPTION_REAL("ridge", train.ridge, "0", 0, INFINITY, "L",
                "ridge: L in mean (f-y)^2 + L |a|^2; 0 is the minimum norm"),
    OPTION_TEXT("log", train.log, "", "FILE", "also write the loss of the steps"),
    OPTION_FLAG("risk", train.wants_risk,
                "also log the exact risk over the law of the data, E (f(x) - <beta, x>)^2"),
    OPTION_FLAG("norms", train.wants_norms,
                "also log the squared norm of all weights, the balance |a|^2 - |W|^2, and what "
                "bounds them on the path (sgd, relu, abs or huber)"),
    OPTION_INTEGER("log-every", train.log_every, "1", 1, 0x1p53, "K",
                   "log each K-th step (and the last)"),
    OPTION_TEXT("log-at", train.log_at_text, "", "LIST", "log these numbers of steps instead"),
    OPTION_REAL("growth", train.schedule.growth, "0", 0, INFINITY, "G",
                "add G times the sum of all steps so far to each step"),
    OPTION_FLAG("dense", train.dense,
                "the gradient in full in every step (else gd of relu goes by groups of neurons "
                "of equal activity, or by preactivations, where that is less)"),
    OPTION_FLAG("gradients", train.watch.gradients,
                "also log squared gradient norms by layer, the sum of step |gradient|^2, and "
                "how far a_k^2 - |w_k|^2 have drifted"),
    OPTION_TEXT("partition", train.watch.partition_path, "", "FILE",
                "write at the logged steps, for each class, which neurons are active on which "
                "samples, and the certificates of the loss"),
    OPTION_FLAG("restart-settled", train.watch.restart_settled,
                "restart the certificates when the partition is settled"),
    OPTION_TEXT("restart-at", train.watch.restart_at_text, "", "LIST",
                "and at these numbers of steps"),
    OPTION_FLAG("until-settled", train.watch.until_settled, "end the run then"),
    OPTION_INTEGER("look-every", train.watch.look_every, "0", 0, 0x1p53, "K",
                   "look at the partition each K-th step, too, without a row"),
    OPTION_TEXT("neurons", train.watch.neurons_path, "", "FILE",
                "write a row a neuron at the first and the last step"),
    OPTION_INTEGER("neurons-every", train.watch.neurons_every, "0", 0, 0x1p53, "K",
                   "and at each K-th"),
    OPTION_INTEGER("replicates", train.replicates, "1", 1, 0x1p32, "R",
                   "runs from fresh networks of the recipe; the last one is written"),
    OPTION_FLAG("fresh-data", train.fresh_data,
                "each on fresh data of its recipe (random labels on fixed images)"),
    OPTION_SEED(train.seed),
    OPTION_OUTPUT(train.output),
    OPTION_END,
};

int main(int argc, char **argv) {
    const struct program program = {
        .name = "train",
        .usage = "NETWORK DATA...",
        .purpose =
            "trains f(x) = sum_i a_i sigma(w_i.x + b_i) by steps against the gradient of the "
            "mean loss",
        .details =
            "The log has a row for each number of steps taken: step, and loss, the mean over "
            "the samples of the step that follows (all for gd); of the last, over all. A loss "
            "that is not finite ends the run with status 4 and no output. In sgd an epoch is "
            "cut into batches; the last one is what is left. With several datasets step t of gd "
            "is on the t-th (a fresh batch a step), and all later ones on the last. Recipes are "
            "drawn block by block. A list that is shorter than the steps ends in its last "
            "value.\n" PARTITION_DETAILS,
        .options = options,
    };
    struct operands operands;
    enum status status = options_parse(&program, argc, argv, &operands);
    if (status == STATUS_OK)
        status = run(&train, &operands);
    batches_close(&train.batches);
    objective_free(&train.objective);
    parameters_free(&train.at);
    parameters_free(&train.gradient);
    parameters_free(&train.mean);
    samples_close(&train.samples);
    risk_close(&train.risk);
    network_close(&train.network);
    shortcut_close(&train.shortcut);
    free(train.log_at);
    schedule_close(&train.schedule);
    free(train.X);
    return error_exit("train", status);
}
