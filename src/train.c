/* train: gradient descent and stochastic gradient descent on a two-layer network. */
#include "batch.h"
#include "dataset.h"
#include "gradient.h"
#include "least_squares.h"
#include "moments.h"
#include "network.h"
#include "options.h"
#include "risk.h"
#include "samples.h"

#include <float.h>
#include <stdlib.h>
#include <string.h>

struct train {
    const char *method, *loss, *activation, *layers, *order, *average, *log, *output;
    const char *step_text, *steps_text, *exponent_text;
    double *step, *exponent, decay; /* lists: of each step, the last of all later ones */
    size_t step_count, exponent_count;
    uint64_t steps, batch, seed, log_every;
    bool stochastic, averaged;
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

static enum status read_network(struct train *train, const char *path) {
    struct network network;
    enum status status = network_open(&network, path);
    if (status != STATUS_OK)
        return status;
    if (!network.has_output)
        status = error_set(STATUS_INPUT, "%s: found no column a, expected one", path);
    if (status == STATUS_OK)
        status = parameters_new(&train->at, network.width, network.d, network.has_bias);
    if (status == STATUS_OK)
        network_rows(&network, 0, 0, network.width, train->at.W, train->at.a, train->at.b);
    if (status == STATUS_OK)
        status = parameters_new(&train->gradient, network.width, network.d, network.has_bias);
    if (status == STATUS_OK && train->averaged)
        status = parameters_new(&train->mean, network.width, network.d, network.has_bias);
    network_close(&network);
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

static enum status write_network(const struct train *train, const struct parameters *p) {
    const char *const extra[] = {"a", "b"};
    size_t more = p->b ? 2 : 1;
    struct table_writer *writer;
    enum status status = table_create_matrix(&writer, train->output, "w", p->d, more, extra);
    if (status != STATUS_OK)
        return status;
    for (size_t l = 0; l < p->width; l++) {
        table_put_all(writer, p->d, p->W + l * p->d);
        table_put(writer, p->a[l]);
        if (p->b)
            table_put(writer, p->b[l]);
    }
    return table_close(writer);
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

static enum status write_log(struct train *train, uint64_t step, double loss) {
    double risk;
    enum status status = STATUS_OK;
    if (!isfinite(loss))
        return report_divergence(train, step, loss);
    if (train->log_writer && (step % train->log_every == 0 || step == train->steps)) {
        table_put(train->log_writer, (double)step);
        table_put(train->log_writer, loss);
        if (train->wants_risk) {
            status = risk_evaluate(&train->risk, &train->at, &risk);
            table_put(train->log_writer, risk);
        }
        if (train->wants_norms) {
            double norms[MOMENTS_COLUMNS];
            moments_put(&train->moments, &train->at, norms);
            table_put_all(train->log_writer, MOMENTS_COLUMNS, norms);
        }
    }
    return status;
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

/* At step t = 1, 2, ...; of the last parameters, without a gradient, t = steps + 1. */
static enum status evaluate(struct train *train, uint64_t t, double *loss,
                            struct parameters *gradient) {
    if (!train->stochastic)
        return evaluate_all(train, t, loss, gradient);
    if (!gradient)
        return objective_evaluate(&train->objective, &train->at, train->n, train->X, train->y, loss,
                                  NULL);
    train->batch_count = gather(train);
    return objective_evaluate(&train->objective, &train->at, train->batch_count, train->batch_X,
                              train->batch_y, loss, gradient);
}

static double in_list(const double *list, size_t count, uint64_t t) {
    return list[t < count ? t - 1 : count - 1];
}

/* E_t t^-decay, times M^(1/2 + A_t) with exponents. */
static double step_size(const struct train *train, uint64_t t) {
    double rate = in_list(train->step, train->step_count, t);
    if (train->exponent_count > 0)
        rate *=
            pow((double)train->at.width, 0.5 + in_list(train->exponent, train->exponent_count, t));
    return train->decay != 0 ? rate * pow((double)t, -train->decay) : rate;
}

/* theta_{t} = theta_{t-1} - step gradient; the mean is that of theta_0 .. theta_{T-1}, the tail
 * that of the later half of these. */
static enum status descend(struct train *train) {
    uint64_t skipped = strcmp(train->average, "tail") == 0 ? train->steps / 2 : 0;
    double *theta = train->at.W, *mean = train->mean.W, *gradient = train->gradient.W, loss;
    enum status status = STATUS_OK;
    for (uint64_t t = 1; status == STATUS_OK && t <= train->steps; t++) {
        status = evaluate(train, t, &loss, &train->gradient);
        if (status == STATUS_OK)
            status = write_log(train, t - 1, loss);
        double rate = step_size(train, t);
        if (train->wants_norms)
            moments_step(&train->moments, &train->at, train->objective.loss, rate,
                         train->batch_count, train->batch_X, train->batch_y);
        for (size_t i = 0; train->averaged && t > skipped && i < train->at.count; i++)
            mean[i] += (theta[i] - mean[i]) / (double)(t - skipped);
        for (size_t i = 0; i < train->at.count; i++)
            theta[i] -= rate * gradient[i];
    }
    if (status == STATUS_OK)
        status = evaluate(train, train->steps + 1, &loss, NULL);
    return status == STATUS_OK ? write_log(train, train->steps, loss) : status;
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
    if (!*train->step_text || !*train->steps_text)
        return error_set(STATUS_USAGE, "found no --%s, expected it with --method=%s",
                         *train->step_text ? "steps" : "step", train->method);
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
    enum status status =
        options_list("step", train->step_text, -DBL_MAX, DBL_MAX, &train->step, &train->step_count);
    if (status == STATUS_OK && *train->exponent_text)
        status = options_list("exponent", train->exponent_text, 0, nextafter(0.5, 0),
                              &train->exponent, &train->exponent_count);
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
    return status == STATUS_OK ? write_network(train, &train->at) : status;
}

static enum status open_log(struct train *train) {
    const char *names[3 + MOMENTS_COLUMNS] = {"step", "loss", "risk"};
    size_t count = train->wants_risk ? 3 : 2;
    for (size_t i = 0; train->wants_norms && i < MOMENTS_COLUMNS; i++)
        names[count++] = moments_columns[i];
    return table_create(&train->log_writer, train->log, count, names);
}

/* Norms are bounded for relu without biases, both layers, and a loss of f - y that is Lipschitz. */
static enum status start_norms(struct train *train) {
    const struct objective *objective = &train->objective;
    bool lipschitz = objective->loss == LOSS_ABS || objective->loss == LOSS_HUBER;
    if (!train->stochastic || !lipschitz || objective->activation.kind != ACTIVATION_RELU ||
        !objective->first || !objective->second || train->at.b)
        return error_set(STATUS_USAGE,
                         "found --norms with --method=%s --loss=%s --activation=%s --layers=%s%s, "
                         "expected sgd, abs or huber, relu and both, without biases",
                         train->method, train->loss, train->activation, train->layers,
                         train->at.b ? " and biases" : "");
    moments_start(&train->moments, &train->at);
    return STATUS_OK;
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
        status = start_norms(train);
    if (status == STATUS_OK && *train->log)
        status = open_log(train);
    if (status == STATUS_OK)
        status = descend(train);
    if (status == STATUS_OK)
        status = write_network(train, train->averaged ? &train->mean : &train->at);
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
        OPTION_TEXT("step", train.step_text, "", "E",
                    "step size, or a list: one a step (must be given, but for ridge)"),
        OPTION_TEXT("exponent", train.exponent_text, "", "A",
                    "giant steps: step t is E M^(1/2 + A), M neurons, A from 0 to below 1/2, or a "
                    "list"),
        OPTION_REAL("decay", train.decay, "0", 0, 10, "Z", "step t is divided by t^Z"),
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
            "drawn block by block. A list that is shorter than the steps ends in its last value.",
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
    free(train.step);
    free(train.exponent);
    free(train.X);
    return error_exit("train", status);
}
