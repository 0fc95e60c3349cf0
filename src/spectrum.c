/* spectrum: singular values of a network's weights or features, and their outliers. */
#include "crossfit.h"
#include "dataset.h"
#include "lanczos.h"
#include "linalg.h"
#include "network.h"
#include "options.h"
#include "outliers.h"
#include "provenance.h"
#include "vector.h"

#include <stdlib.h>
#include <string.h>

static const char details[] =
    "Columns: index, singular_value (descending) and residual (a bound on the error of each); the "
    "header says by which method: gram and decomposition are the two ways of dense: the "
    "eigenvalues of the Gram matrix "
    "where its conditioning allows, else a singular value decomposition; their residual is the "
    "rounding error max(M, d) eps s1 to expect (times s1/(2 s) of gram). That of lanczos is "
    "computed, |A^T u - s v|. Values of dense are good to 1e-11 of the largest.\n\n"
    "With --powers=L the outliers of the weights: out (1 above (1 + delta) edge), edge = the "
    "largest singular value of the weights without the span of a, a^2, .., a^L (which the (L+1)-th "
    "of the weights cannot exceed), outliers (their number), undecided (values within delta/2 of "
    "the threshold), left2 and target2 (squared cosines of the singular vectors with a and with "
    "the target), and g2..g6, means of the powers of g = a/output-scale. By lanczos.\n\n"
    "With --terms=P the change since --initial as M^(-1/2) sum_k eps^k g^(k+1) c_k^T, k < P, by "
    "least squares on the even and on the odd neurons: overlap = <c_k, target>, norm2 = |c_k|^2 "
    "(the product of both fits), strength (of rank index: singular values of the fitted sum), "
    "slope of c_k on the k-th "
    "row of --against, distance2 = |c_k - row|^2/|row|^2, and g2..g6.";

struct spectrum {
    const char *against, *initial, *features, *activation, *method, *target, *output;
    uint64_t count, powers, terms;
    double delta, tolerance, scale, eps;
    size_t rows, columns, rank; /* of the matrix; rank: the smaller */
    double *A, *a, *target_vector;
    double *values, *residual, *before, *change;
    const char *taken; /* the method */
};

/* ---- what the values are of ---- */

/* All weights of a network in memory, width x d, and its output weights; the caller frees both. */
static enum status load(const char *path, size_t *width, size_t *d, double **W, double **a) {
    struct network network;
    enum status status = network_open(&network, path);
    if (status != STATUS_OK)
        return status;
    *width = network.width;
    *d = network.d;
    *W = memory_new(network.width, network.d * sizeof **W);
    *a = memory_new(network.width, sizeof **a);
    status = *W && *a ? STATUS_OK : STATUS_NUMERICAL;
    if (status == STATUS_OK)
        network_rows(&network, 0, 0, network.width, *W, *a, NULL);
    network_close(&network);
    return status;
}

/* The features sigma(X W^T) of a dataset in place of W. */
static enum status take_features(struct spectrum *s) {
    struct dataset dataset;
    struct activation activation;
    double *X = NULL, *F = NULL;
    enum status status = activation_parse(&activation, s->activation);
    if (status != STATUS_OK || (status = dataset_open(&dataset, s->features)) != STATUS_OK)
        return status;
    if (dataset.d != s->columns)
        status =
            error_set(STATUS_INPUT, "%s: found x1..x%zu, expected x1..x%zu as the network has w",
                      s->features, dataset.d, s->columns);
    if (status == STATUS_OK) {
        X = memory_new(dataset.n, dataset.d * sizeof *X);
        F = memory_new(dataset.n, s->rows * sizeof *F);
        status = X && F ? dataset_rows(&dataset, 0, dataset.n, X, NULL) : STATUS_NUMERICAL;
    }
    if (status == STATUS_OK) {
        linalg_multiply_transposed(dataset.n, s->rows, dataset.d, X, s->A, false, F);
        activation_apply(&activation, 0, dataset.n * s->rows, F, F);
        free(s->A);
        s->A = F;
        s->columns = s->rows;
        s->rows = dataset.n;
    } else {
        free(F);
    }
    free(X);
    dataset_close(&dataset);
    return status;
}

/* The target: a table of one row x1..xd, or the direction of the teacher of a recipe. */
static enum status read_target(struct spectrum *s) {
    struct dataset dataset;
    enum status status = dataset_open(&dataset, s->target);
    if (status != STATUS_OK)
        return status;
    const double *direction = dataset.is_recipe ? dataset.teacher.beta : dataset.X;
    if (!direction || (!dataset.is_recipe && dataset.n != 1))
        status = error_set(STATUS_INPUT,
                           "%s: found %s, expected one row x1..xd or the recipe of data with a "
                           "linear or index teacher",
                           s->target, dataset.is_recipe ? "no direction" : "several rows");
    else if (dataset.d != s->columns)
        status =
            error_set(STATUS_INPUT, "%s: found x1..x%zu, expected x1..x%zu as the network has w",
                      s->target, dataset.d, s->columns);
    else if (!(s->target_vector = memory_new(dataset.d, sizeof *s->target_vector)))
        status = STATUS_NUMERICAL;
    else
        memcpy(s->target_vector, direction, dataset.d * sizeof *direction);
    if (status == STATUS_OK && !(linalg_norm(dataset.d, direction) > 0))
        status = error_set(STATUS_INPUT, "%s: found a target of length 0, expected a direction",
                           s->target);
    dataset_close(&dataset);
    return status;
}

/* ---- values ---- */

static enum status by_lanczos(struct spectrum *s) {
    struct triples triples;
    struct operator A = {s->rows, s->columns, 0, s->A, NULL};
    enum status status = lanczos_largest(&A, s->count, s->tolerance, &triples);
    if (status == STATUS_OK) {
        memcpy(s->values, triples.s, triples.count * sizeof *s->values);
        memcpy(s->residual, triples.residual, triples.count * sizeof *s->residual);
    }
    s->taken = "lanczos";
    triples_free(&triples);
    return status;
}

/* The singular values of W0 and of W - W0, and then those of W: each destroys its matrix. */
static enum status find_values(struct spectrum *s, double *W0) {
    enum status status = STATUS_OK;
    if (W0) {
        double *D = memory_new(s->rows * s->columns, sizeof *D);
        if (!D)
            return STATUS_NUMERICAL;
        for (size_t i = 0; i < s->rows * s->columns; i++)
            D[i] = s->A[i] - W0[i];
        status = linalg_singular_values(s->rows, s->columns, D, s->change, NULL, NULL);
        free(D);
        if (status == STATUS_OK)
            status = linalg_singular_values(s->rows, s->columns, W0, s->before, NULL, NULL);
    }
    if (status != STATUS_OK)
        return status;
    if (strcmp(s->method, "lanczos") == 0)
        return by_lanczos(s);
    bool by_gram;
    status = linalg_singular_values(s->rows, s->columns, s->A, s->values, &by_gram, s->residual);
    s->taken = by_gram ? "gram" : "decomposition";
    return status;
}

static enum status write_values(const struct spectrum *s) {
    static const char *const plain[] = {"index", "singular_value", "residual"};
    static const char *const compared[] = {"index", "singular_value", "initial", "change",
                                           "residual"};
    const char *const *columns = *s->initial ? compared : plain;
    size_t own = *s->initial ? 5 : 3;
    struct table_writer *writer;
    provenance_note("method", s->taken);
    enum status status = options_create_table(&writer, s->output, own, columns);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < s->count; i++) {
        table_put(writer, (double)(i + 1));
        table_put(writer, s->values[i]);
        if (*s->initial) {
            table_put(writer, s->before[i]);
            table_put(writer, s->change[i]);
        }
        table_put(writer, s->residual[i]);
        options_put_row(writer, own, columns);
    }
    return table_close(writer);
}

/* The weights of --initial, of the same shape. */
static enum status load_initial(const struct spectrum *s, double **W0) {
    double *a0 = NULL;
    size_t width = 0, d = 0;
    enum status status = load(s->initial, &width, &d, W0, &a0);
    if (status == STATUS_OK && (width != s->rows || d != s->columns))
        status = error_set(STATUS_INPUT,
                           "%s: found %zu neurons with w1..w%zu, expected %zu with w1..w%zu",
                           s->initial, width, d, s->rows, s->columns);
    free(a0);
    return status;
}

static enum status run_values(struct spectrum *s) {
    double *W0 = NULL;
    enum status status = *s->initial ? load_initial(s, &W0) : STATUS_OK;
    s->values = memory_new(4 * s->rank, sizeof *s->values);
    if (status == STATUS_OK && !s->values)
        status = STATUS_NUMERICAL;
    if (status == STATUS_OK) {
        s->residual = s->values + s->rank;
        s->before = s->residual + s->rank;
        s->change = s->before + s->rank;
        status = find_values(s, W0);
    }
    free(W0);
    return status == STATUS_OK ? write_values(s) : status;
}

/* ---- outliers ---- */

/* Means of the powers 2..6 of g = a/scale. */
static void find_moments(const struct spectrum *s, double moment[7]) {
    memset(moment, 0, 7 * sizeof *moment);
    for (size_t i = 0; i < s->rows; i++)
        for (int k = 2; k <= 6; k++)
            moment[k] += pow(s->a[i] / s->scale, k) / (double)s->rows;
}

static enum status write_outliers(const struct spectrum *s, const struct outliers *o) {
    static const char *const columns[] = {
        "index", "singular_value", "residual", "out", "edge", "outliers", "undecided",
        "left2", "target2",        "g2",       "g3",  "g4",   "g5",       "g6"};
    enum { OWN = sizeof columns / sizeof *columns };
    double moment[7];
    struct table_writer *writer;
    provenance_note("method", "lanczos");
    enum status status = options_create_table(&writer, s->output, OWN, columns);
    if (status != STATUS_OK)
        return status;
    find_moments(s, moment);
    for (size_t i = 0; i < o->shown; i++) {
        table_put(writer, (double)(i + 1));
        table_put(writer, o->value[i]);
        table_put(writer, o->residual[i]);
        table_put(writer, o->value[i] > (1 + s->delta) * o->edge);
        table_put(writer, o->edge);
        table_put(writer, (double)o->count);
        table_put(writer, (double)o->undecided);
        table_put(writer, o->left2[i]);
        table_put(writer, o->target2[i]);
        table_put_all(writer, 5, moment + 2);
        options_put_row(writer, OWN, columns);
    }
    return table_close(writer);
}

static enum status run_outliers(struct spectrum *s) {
    struct outliers outliers;
    enum status status = outliers_find(&outliers, s->rows, s->columns, s->A, s->a, s->powers,
                                       s->target_vector, s->count, s->delta, s->tolerance);
    if (status == STATUS_OK)
        status = write_outliers(s, &outliers);
    outliers_free(&outliers);
    return status;
}

/* ---- terms of the change ---- */

/* Row k of the file in p: x1..xd, a row a term. */
static enum status read_against(const struct spectrum *s, double **p) {
    struct dataset dataset;
    enum status status = dataset_open(&dataset, s->against);
    if (status != STATUS_OK)
        return status;
    if (dataset.is_recipe || dataset.n != s->terms || dataset.d != s->columns)
        status = error_set(STATUS_INPUT, "%s: found %zu rows x1..x%zu, expected %zu of x1..x%zu",
                           s->against, dataset.n, dataset.d, (size_t)s->terms, s->columns);
    else if (!(*p = memory_new(dataset.n, dataset.d * sizeof **p)))
        status = STATUS_NUMERICAL;
    else
        memcpy(*p, dataset.X, dataset.n * dataset.d * sizeof **p);
    dataset_close(&dataset);
    return status;
}

static enum status write_terms(const struct spectrum *s, const struct crossfit *fit,
                               const double *p) {
    static const char *const columns[] = {"index",    "k",     "overlap",   "norm2",
                                          "strength", "slope", "distance2", "g2",
                                          "g3",       "g4",    "g5",        "g6"};
    enum { OWN = sizeof columns / sizeof *columns };
    struct table_writer *writer;
    double moment[7];
    find_moments(s, moment);
    enum status status = options_create_table(&writer, s->output, OWN, columns);
    if (status != STATUS_OK)
        return status;
    for (size_t k = 0; k < s->terms; k++) {
        const double *own = p ? p + k * s->columns : NULL;
        double square = own ? vector_dot(s->columns, own, own) : NAN;
        table_put(writer, (double)(k + 1));
        table_put(writer, (double)k);
        table_put(writer, s->target_vector ? crossfit_along(fit, k, s->target_vector) : NAN);
        table_put(writer, crossfit_distance2(fit, k, NULL));
        table_put(writer, fit->theta[k]);
        table_put(writer, own ? crossfit_along(fit, k, own) / square : NAN);
        table_put(writer, own ? crossfit_distance2(fit, k, own) / square : NAN);
        table_put_all(writer, 5, moment + 2);
        options_put_row(writer, OWN, columns);
    }
    return table_close(writer);
}

static enum status run_terms(struct spectrum *s) {
    struct crossfit fit = {0};
    double *W0 = NULL, *p = NULL;
    enum status status = load_initial(s, &W0);
    if (status == STATUS_OK && *s->against)
        status = read_against(s, &p);
    for (size_t i = 0; status == STATUS_OK && i < s->rows * s->columns; i++)
        s->A[i] -= W0[i];
    for (size_t i = 0; status == STATUS_OK && i < s->rows; i++)
        s->a[i] /= s->scale;
    if (status == STATUS_OK)
        status = crossfit_find(&fit, s->rows, s->columns, s->A, s->a, s->terms);
    s->scale = 1;
    for (size_t k = 0; status == STATUS_OK && k < s->terms; k++)
        crossfit_scale(&fit, k, pow(s->eps, -(double)k));
    if (status == STATUS_OK)
        status = write_terms(s, &fit, p);
    crossfit_free(&fit);
    free(W0);
    free(p);
    return status;
}

/* ---- all of it ---- */

static enum status check_options(const struct spectrum *s) {
    bool initial = *s->initial, features = *s->features,
         lanczos = strcmp(s->method, "lanczos") == 0;
    if (initial + features + (s->powers > 0) > 1)
        return error_set(STATUS_USAGE,
                         "found two of --initial, --features and --powers, expected one");
    if (features && !*s->activation)
        return error_set(STATUS_USAGE, "found --features without --activation, expected both");
    if (*s->target && s->powers == 0 && s->terms == 0)
        return error_set(STATUS_USAGE,
                         "found --target without --powers or --terms, expected one of them");
    if (s->terms > 0 && !initial)
        return error_set(STATUS_USAGE, "found --terms without --initial, expected both");
    if (*s->against && s->terms == 0)
        return error_set(STATUS_USAGE, "found --against without --terms, expected both");
    if (lanczos && s->count == 0)
        return error_set(STATUS_USAGE, "found --method=lanczos without --count, expected both");
    return STATUS_OK;
}

static enum status run(struct spectrum *s, const char *path) {
    enum status status = check_options(s);
    if (status == STATUS_OK)
        status = load(path, &s->rows, &s->columns, &s->A, &s->a);
    if (status == STATUS_OK && *s->features)
        status = take_features(s);
    if (status == STATUS_OK && *s->target)
        status = read_target(s);
    if (status != STATUS_OK)
        return status;
    if (s->terms > 0)
        return run_terms(s);
    s->rank = s->rows < s->columns ? s->rows : s->columns;
    if (s->powers > 0 && s->count == 0)
        s->count = s->powers + 1;
    if (s->count == 0 || s->count > s->rank)
        s->count = s->rank;
    return s->powers > 0 ? run_outliers(s) : run_values(s);
}

int main(int argc, char **argv) {
    struct spectrum s = {0};
    const struct option options[] = {
        OPTION_TEXT(
            "initial", s.initial, "", "NETWORK",
            "the network before training: also its singular values, and those of the change"),
        OPTION_TEXT("features", s.features, "", "DATA",
                    "take the features sigma(X W^T) of these inputs in place of the weights W"),
        OPTION_TEXT("activation", s.activation, "", "A", "of --features: " ACTIVATION_NAMES),
        OPTION_INTEGER("count", s.count, "0", 0, 0x1p53, "K",
                       "how many, the largest first (0: all; with --powers L + 1)"),
        OPTION_CHOICE("method", s.method, "dense", "dense|lanczos",
                      "all values, or the largest alone by products with the matrix"),
        OPTION_REAL("tolerance", s.tolerance, "1e-11", 1e-14, 1, "T",
                    "of lanczos: residuals over the largest value"),
        OPTION_INTEGER("powers", s.powers, "0", 0, 100, "L",
                       "find outliers, the edge being without the span of a, .., a^L"),
        OPTION_INTEGER("terms", s.terms, "0", 0, 8, "P",
                       "take the change since --initial apart by powers g, .., g^P"),
        OPTION_TEXT("against", s.against, "", "DATA",
                    "of --terms: a row x1..xd for each term, to compare it with"),
        OPTION_REAL("eps", s.eps, "1", 1e-300, INFINITY, "E", "of --terms: c_k is divided by E^k"),
        OPTION_REAL("delta", s.delta, "0.02", 0, 10, "D", "how far above the edge an outlier is"),
        OPTION_TEXT("target", s.target, "", "DATA",
                    "direction to compare right singular vectors with: one row x1..xd, or a recipe "
                    "of data with a linear or index teacher"),
        OPTION_REAL("output-scale", s.scale, "1", 1e-300, INFINITY, "T", "g = a/T"),
        OPTION_OUTPUT(s.output),
        OPTION_END,
    };
    const struct program program = {
        .name = "spectrum",
        .usage = "NETWORK",
        .purpose = "singular values of the weights w1..wd of a network, descending",
        .details = details,
        .options = options,
        .operands_least = 1,
        .operands_most = 1,
    };
    struct operands operands;
    enum status status = options_parse(&program, argc, argv, &operands);
    if (status == STATUS_OK)
        status = run(&s, operands.items[0]);
    free(s.A);
    free(s.a);
    free(s.target_vector);
    free(s.values);
    return error_exit("spectrum", status);
}
