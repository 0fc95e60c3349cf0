/* train: gradient descent and stochastic gradient descent on a two-layer network. */
#include "batch.h"
#include "dataset.h"
#include "gradient.h"
#include "least_squares.h"
#include "moments.h"
#include "network.h"
#include "options.h"
#include "provenance.h"
#include "risk.h"
#include "samples.h"
#include "schedule.h"
#include "shortcut.h"
#include "store.h"
#include "watch.h"

#include <stdlib.h>
#include <string.h>

struct train {
    const char *method, *loss, *activation, *layers, *order, *average, *log, *output;
    const char *steps_text, *log_at_text;
    struct schedule schedule;
    double *log_at; /* the steps to log, or NULL */
    size_t log_at_count;
    uint64_t steps, batch, seed, log_every, replicates, replicate;
    bool stochastic, averaged, fresh_data, dense, shortcuts;
    struct network network;
    struct watch watch;
    struct shortcut shortcut;
    const char *log_names[5 + MOMENTS_COLUMNS + NORMS_COLUMNS];
    size_t log_columns;
    struct samples samples;    /* of gd */
    size_t n, d;               /* the rest is of sgd */
    double *X, *y;             /* all samples */
    double *batch_X, *batch_y; /* those of a step, so many: */
    size_t batch_count;
    struct objective objective;
    struct parameters at, gradient, mean;
    struct batches batches;
    struct table_writer *log_writer;
    double ridge;
    bool wants_risk, wants_norms;
    struct risk risk;
    struct moments moments;
    const char *data; /* the first dataset */
};

/* ---- reading and writing ---- */

static void draw_network(struct train *train) {
    network_rows(&train->network, train->replicate, 0, train->network.width, train->at.W,
                 train->at.a, train->at.b);
}

static enum status read_network(struct train *train, const char *path) {
    struct network *network = &train->network;
    enum status status = network_open(network, path);
    if (status != STATUS_OK)
        return status;
    if (!network->has_output)
        status = error_set(STATUS_INPUT, "%s: found no column a, expected one", path);
    else if (!network->is_recipe && train->replicates > 1 && !train->stochastic)
        status = error_set(STATUS_USAGE, "found --replicates with values in %s, expected a recipe",
                           path);
    if (status == STATUS_OK)
        status = parameters_new(&train->at, network->width, network->d, network->has_bias);
    if (status == STATUS_OK)
        draw_network(train);
    if (status == STATUS_OK)
        status = parameters_new(&train->gradient, network->width, network->d, network->has_bias);
    if (status == STATUS_OK && train->averaged)
        status = parameters_new(&train->mean, network->width, network->d, network->has_bias);
    return status;
}

/* The one dataset of sgd, as a whole. */
static enum status read_data(struct train *train, char *const *paths) {
    struct samples one;
    enum status status = samples_open(&one, 1, paths, train->at.d, 1);
    if (status == STATUS_OK) {
        struct dataset *dataset = &one.dataset[0];
        train->n = dataset->n;
        train->d = dataset->d;
        train->X = memory_new(2 * dataset->n, (dataset->d + 1) * sizeof *train->X);
        status = train->X ? STATUS_OK : STATUS_NUMERICAL;
        if (status == STATUS_OK) {
            train->y = train->X + dataset->n * dataset->d;
            train->batch_X = train->y + dataset->n;
            train->batch_y = train->batch_X + dataset->n * dataset->d;
            status = dataset_rows(dataset, 0, dataset->n, train->X, train->y);
        }
    }
    samples_close(&one);
    return status;
}

/* ---- steps ---- */

/* With a threshold to go by, where one is known. */
static enum status report_divergence(const struct train *train, uint64_t step, double loss) {
    double threshold;
    bool linear = strcmp(train->layers, "second") == 0 && strcmp(train->loss, "square") == 0;
    if (linear && train->stochastic && train->batch == 1 &&
        least_squares_threshold(&train->at, &train->objective.activation, train->data,
                                &threshold) == STATUS_OK)
        return error_set(STATUS_NUMERICAL,
                         "found the loss %s at step %llu, expected a finite one (--step should be "
                         "below about %.3g, 2 over the mean square of the features)",
                         isnan(loss) ? "nan" : "inf", (unsigned long long)step, threshold);
    return error_set(STATUS_NUMERICAL,
                     "found the loss %s at step %llu, expected a finite one (a smaller --step may "
                     "help)",
                     isnan(loss) ? "nan" : "inf", (unsigned long long)step);
}

/* Whether the state after so many steps is logged. */
static bool is_logged(const struct train *train, uint64_t step) {
    if (!train->log_at)
        return step % train->log_every == 0 || step == train->steps || train->watch.stopped;
    for (size_t i = 0; i < train->log_at_count; i++)
        if (train->log_at[i] == (double)step)
            return true;
    return train->watch.stopped;
}

static enum status write_log(struct train *train, uint64_t step, double loss) {
    double risk, norms[NORMS_COLUMNS];
    enum status status = STATUS_OK;
    if (!isfinite(loss))
        return report_divergence(train, step, loss);
    if (train->log_writer && is_logged(train, step)) {
        table_put(train->log_writer, (double)step);
        table_put(train->log_writer, loss);
        if (train->wants_risk) {
            status = risk_evaluate(&train->risk, &train->at, &risk);
            table_put(train->log_writer, risk);
        }
        if (train->wants_norms) {
            double moments[MOMENTS_COLUMNS];
            moments_put(&train->moments, &train->at, moments);
            table_put_all(train->log_writer, MOMENTS_COLUMNS, moments);
        }
        if (train->watch.gradients) {
            norms_row(&train->watch.norms, norms);
            table_put(train->log_writer, train->schedule.sum);
            table_put_all(train->log_writer, NORMS_COLUMNS, norms);
        }
        if (train->replicates > 1)
            table_put(train->log_writer, (double)train->replicate);
        options_put_row(train->log_writer, train->log_columns, train->log_names);
    }
    return status;
}

static enum status watch(struct train *train, uint64_t step, double loss, double rate) {
    if (train->shortcuts && watch_looks(&train->watch, step, is_logged(train, step)))
        shortcut_write(&train->shortcut, &train->at);
    const struct watch_step seen = {.at = &train->at,
                                    .gradient = &train->gradient,
                                    .step = step,
                                    .loss = train->stochastic ? NAN : loss,
                                    .rate = rate,
                                    .logged = is_logged(train, step),
                                    .last = step == train->steps,
                                    .replicate = (double)train->replicate};
    return watch_see(&train->watch, &seen);
}

/* The samples of the next step of sgd, gathered into one place. */
static size_t gather(struct train *train) {
    const size_t *samples;
    size_t count;
    batches_next(&train->batches, &samples, &count);
    for (size_t i = 0; i < count; i++) {
        memcpy(train->batch_X + i * train->d, train->X + samples[i] * train->d,
               train->d * sizeof *train->X);
        train->batch_y[i] = train->y[samples[i]];
    }
    return count;
}

/* Loss and (if wanted) gradient of gd on the dataset of a step. */
static enum status evaluate_all(struct train *train, uint64_t step, double *loss,
                                struct parameters *gradient) {
    struct dataset *dataset = samples_of_step(&train->samples, step);
    enum status status = STATUS_OK;
    /* Of the last loss without a log only finiteness counts: one block of samples will do. */
    size_t n = gradient || *train->log || dataset->n < train->samples.block ? dataset->n
                                                                            : train->samples.block;
    *loss = 0;
    if (gradient)
        memset(gradient->W, 0, gradient->count * sizeof *gradient->W);
    for (size_t first = 0; status == STATUS_OK && first < n; first += train->samples.block) {
        size_t left = n - first;
        size_t rows = left < train->samples.block ? left : train->samples.block;
        const double *X, *y;
        status = samples_rows(&train->samples, dataset, first, rows, &X, &y);
        if (status == STATUS_OK)
            status = objective_add(&train->objective, &train->at, n, rows, X, y, loss, gradient);
    }
    return status;
}

/* At step t = 1, 2, ...; of the last parameters, over all samples, t = steps + 1. */
static enum status evaluate(struct train *train, uint64_t t, double *loss,
                            struct parameters *gradient) {
    if (!train->stochastic)
        return evaluate_all(train, t, loss, gradient);
    if (t > train->steps)
        return objective_evaluate(&train->objective, &train->at, train->n, train->X, train->y, loss,
                                  gradient);
    train->batch_count = gather(train);
    return objective_evaluate(&train->objective, &train->at, train->batch_count, train->batch_X,
                              train->batch_y, loss, gradient);
}

/* theta_{t} = theta_{t-1} - step gradient; the mean is that of theta_0 .. theta_{T-1}, the tail
 * that of the later half of these. */
static enum status descend(struct train *train) {
    uint64_t skipped = strcmp(train->average, "tail") == 0 ? train->steps / 2 : 0;
    double *theta = train->at.W, *mean = train->mean.W, *gradient = train->gradient.W, loss;
    enum status status = STATUS_OK;
    train->schedule.sum = 0;
    train->schedule.width = (double)train->at.width;
    for (uint64_t t = 1; status == STATUS_OK && t <= train->steps; t++) {
        bool shorter = train->shortcuts && shortcut_take(&train->shortcut, &train->at, t, &loss);
        if (!shorter)
            status = evaluate(train, t, &loss, &train->gradient);
        double rate = schedule_step(&train->schedule, t);
        if (status == STATUS_OK)
            status = watch(train, t - 1, loss, rate);
        if (status == STATUS_OK)
            status = write_log(train, t - 1, loss);
        if (train->watch.stopped)
            return status;
        if (train->wants_norms)
            moments_step(&train->moments, &train->at, train->objective.loss, rate,
                         train->batch_count, train->batch_X, train->batch_y);
        for (size_t i = 0; train->averaged && t > skipped && i < train->at.count; i++)
            mean[i] += (theta[i] - mean[i]) / (double)(t - skipped);
        for (size_t i = 0; !shorter && i < train->at.count; i++)
            theta[i] -= rate * gradient[i];
        if (shorter)
            shortcut_step(&train->shortcut, &train->at, rate, t);
        train->schedule.sum += rate;
    }
    if (train->shortcuts)
        shortcut_write(&train->shortcut, &train->at);
    if (status == STATUS_OK)
        status = evaluate(train, train->steps + 1, &loss,
                          train->watch.gradients ? &train->gradient : NULL);
    if (status == STATUS_OK && !isfinite(loss))
        return report_divergence(train, train->steps, loss);
    if (status == STATUS_OK)
        status = watch(train, train->steps, loss, 0);
    return status == STATUS_OK ? write_log(train, train->steps, loss) : status;
}

/* Fresh networks of the recipe, and with fresh_data fresh samples of theirs. */
static enum status descend_all(struct train *train) {
    struct dataset *dataset = train->stochastic ? NULL : &train->samples.dataset[0];
    uint64_t seed = dataset ? dataset->law.seed : 0;
    enum status status = STATUS_OK;
    for (uint64_t r = 0; status == STATUS_OK && r < train->replicates; r++) {
        train->replicate = r;
        if (r > 0)
            draw_network(train);
        if (r > 0 && train->stochastic)
            batches_restart(&train->batches, r);
        shortcut_start(&train->shortcut);
        if (train->fresh_data)
            dataset->law.seed = seed + (r << 40);
        if (train->averaged)
            memset(train->mean.W, 0, train->mean.count * sizeof *train->mean.W);
        if (train->wants_norms)
            moments_start(&train->moments, &train->at);
        status = watch_start(&train->watch, &train->at);
        if (status == STATUS_OK)
            status = descend(train);
    }
    return status;
}

static enum order order_of(const char *name) {
    return strcmp(name, "cyclic") == 0     ? ORDER_CYCLIC
           : strcmp(name, "shuffled") == 0 ? ORDER_SHUFFLED
                                           : ORDER_REPLACEMENT;
}

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

static enum status open_data(struct train *train, size_t count, char *const *paths) {
    if (!train->stochastic)
        return samples_open(&train->samples, count, paths, train->at.d,
                            objective_block(train->at.width));
    if (count > 1)
        return error_set(STATUS_USAGE, "found %zu datasets, expected one with --method=sgd", count);
    enum status status = read_data(train, paths);
    if (status == STATUS_OK && train->batch > train->n)
        status =
            error_set(STATUS_USAGE, "found --batch=%llu, expected at most the %zu samples of %s",
                      (unsigned long long)train->batch, train->n, paths[0]);
    if (status == STATUS_OK)
        status = batches_open(&train->batches, order_of(train->order), train->n, train->batch,
                              train->seed);
    return status;
}

static enum status prepare(struct train *train, const struct operands *operands) {
    struct objective *objective = &train->objective;
    train->stochastic = strcmp(train->method, "sgd") == 0;
    enum status status = read_steps(train);
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
        status = read_network(train, operands->items[0]);
    if (status == STATUS_OK)
        status = open_data(train, operands->count - 1, operands->items + 1);
    return status;
}

/* A copy of all samples of the one dataset: *X, with the labels behind it. */
static enum status copy_samples(struct train *train, size_t *n, double **X) {
    struct dataset *dataset = train->stochastic ? NULL : &train->samples.dataset[0];
    size_t d = train->at.d;
    *n = dataset ? dataset->n : train->n;
    *X = memory_new(*n, (d + 1) * sizeof **X);
    if (!*X)
        return STATUS_NUMERICAL;
    if (dataset)
        return dataset_rows(dataset, 0, *n, *X, *X + *n * d);
    memcpy(*X, train->X, *n * (d + 1) * sizeof **X);
    return STATUS_OK;
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
        status = copy_samples(train, &n, &X);
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
    enum status status = copy_samples(train, &n, &X);
    if (status == STATUS_OK)
        return shortcut_open(&train->shortcut, &train->at, &train->objective, n, X,
                             X + n * train->at.d);
    free(X);
    return status;
}

/* The columns of the log: step, loss, and what is asked for. */
static enum status open_log(struct train *train) {
    const char **names = train->log_names;
    size_t count = 0;
    names[count++] = "step";
    names[count++] = "loss";
    if (train->wants_risk)
        names[count++] = "risk";
    if (train->wants_norms) {
        memcpy(names + count, moments_columns, sizeof *names * MOMENTS_COLUMNS);
        count += MOMENTS_COLUMNS;
    }
    if (train->watch.gradients) {
        names[count++] = "time";
        memcpy(names + count, norms_columns, sizeof norms_columns);
        count += NORMS_COLUMNS;
    }
    if (train->replicates > 1)
        names[count++] = "replicate";
    train->log_columns = count;
    return options_create_table(&train->log_writer, train->log, count, names);
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
        status = read_network(train, operands->items[0]);
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
        status = open_log(train);
    if (status == STATUS_OK)
        status = descend_all(train);
    if (status == STATUS_OK)
        status = store_write(train->averaged ? &train->mean : &train->at, train->output);
    status = watch_close(&train->watch, status);
    if (status == STATUS_OK && train->log_writer)
        return table_close(train->log_writer);
    table_abandon(train->log_writer);
    return status;
}

int main(int argc, char **argv) {
    struct train train = {0};
    const struct option options[] = {
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
        OPTION_CHOICE(
            "order", train.order, "shuffled", "cyclic|shuffled|replacement",
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
        .operands_least = 2,
        .operands_most = SIZE_MAX,
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
