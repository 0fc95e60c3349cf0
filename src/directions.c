/* SPDX-License-Identifier: MIT */
/* directions: the directions of the second of two giant steps, from its samples. */
#include "dataset.h"
#include "linalg.h"
#include "options.h"
#include "results.h"
#include "stack.h"
#include "two_step.h"
#include "vector.h"

#include <stdlib.h>
#include <string.h>

struct directions {
    const char *link, *batch, *activation, *network, *output;
    double noise;
    uint64_t terms;
    bool vectors;
    struct two_step problem;
    size_t n, d;
    double *X, *y, *r;    /* of the second step: n x d, n, n */
    double *beta, *b, *x; /* d, terms x d, the target (d) */
};

static enum two_step_batch batch_of(const char *name) {
    return strcmp(name, "fresh") == 0   ? TWO_STEP_FRESH
           : strcmp(name, "reuse") == 0 ? TWO_STEP_REUSE
                                        : TWO_STEP_NAIVE;
}

/* ---- samples ---- */

/* min(n, d) independent samples or inputs: else X^T h/n has fewer dimensions than the theory takes
 * for granted. By the pivots of a Cholesky factorisation of the smaller Gram matrix. */
static enum status check_rank(const struct directions *s, const char *path) {
    size_t rank = s->n < s->d ? s->n : s->d;
    double *gram = memory_zero(rank * rank, sizeof *gram), low = INFINITY, high = 0;
    if (!gram)
        return STATUS_NUMERICAL;
    if (s->d <= s->n)
        linalg_gram_add(s->n, s->d, 1, s->X, gram);
    else
        linalg_multiply_transposed(s->n, s->n, s->d, s->X, s->X, false, gram);
    if (s->d <= s->n)
        linalg_mirror(s->d, gram);
    enum status status = linalg_cholesky(rank, gram);
    for (size_t i = 0; i < rank; i++) {
        low = fmin(low, gram[i * rank + i]);
        high = fmax(high, gram[i * rank + i]);
    }
    free(gram);
    if (status == STATUS_OK && low > 1e-7 * high)
        return STATUS_OK;
    return error_set(STATUS_INPUT,
                     "%s: found a batch of %zu samples of dimension %zu whose rank is below %zu, "
                     "expected independent ones",
                     path, s->n, s->d, rank);
}

/* Reads a batch into X and y; the target from its recipe, if it has one. */
static enum status read_batch(struct directions *s, const char *path) {
    struct dataset dataset;
    enum status status = dataset_open(&dataset, path);
    if (status != STATUS_OK)
        return status;
    status = dataset_require_label(&dataset);
    if (status == STATUS_OK && s->X && (dataset.d != s->d || dataset.n != s->n))
        status = error_set(STATUS_INPUT,
                           "%s: found %zu samples x1..x%zu, expected %zu of x1..x%zu as in step "
                           "one",
                           path, dataset.n, dataset.d, s->n, s->d);
    s->n = dataset.n;
    s->d = dataset.d;
    if (status == STATUS_OK && !s->X) {
        s->X = memory_new(dataset.n, (dataset.d + 2) * sizeof *s->X);
        s->beta = memory_zero(dataset.d, (s->terms + 2) * sizeof *s->beta);
        status = s->X && s->beta ? STATUS_OK : STATUS_NUMERICAL;
    }
    if (status == STATUS_OK) {
        s->y = s->X + s->n * s->d;
        s->r = s->y + s->n;
        s->b = s->beta + s->d;
        if (dataset.teacher.beta) {
            s->x = s->b + s->terms * s->d;
            memcpy(s->x, dataset.teacher.beta, s->d * sizeof *s->x);
        }
        status = dataset_rows(&dataset, 0, s->n, s->X, s->y);
    }
    dataset_close(&dataset);
    return status == STATUS_OK ? check_rank(s, path) : status;
}

static void find_beta(struct directions *s) {
    linalg_multiply(1, s->d, s->n, s->y, s->X, false, s->beta);
    for (size_t j = 0; j < s->d; j++)
        s->beta[j] /= (double)s->n;
}

/* r = y - f(x) of the network after step one, or y without one. */
static enum status find_residual(struct directions *s) {
    memcpy(s->r, s->y, s->n * sizeof *s->r);
    if (!*s->network)
        return STATUS_OK;
    struct stack stack;
    char *path = strdup(s->network);
    enum status status = path ? stack_open(&stack, 1, &path, s->activation) : STATUS_NUMERICAL;
    free(path);
    if (status != STATUS_OK)
        return status;
    double *f = memory_new(s->n, sizeof *f);
    status = f ? STATUS_OK : STATUS_NUMERICAL;
    if (status == STATUS_OK && stack.layer[0].d != s->d)
        status = error_set(STATUS_INPUT, "%s: found w1..w%zu, expected w1..w%zu as the data has x",
                           s->network, stack.layer[0].d, s->d);
    if (status == STATUS_OK)
        status = stack_evaluate(&stack, 0, s->n, s->X, f, NULL);
    for (size_t i = 0; status == STATUS_OK && i < s->n; i++)
        s->r[i] -= f[i];
    free(f);
    stack_close(&stack);
    return status;
}

/* ---- directions ---- */

/* b_k = (1/n) X^T (r q_k(y, xi)), xi = <x, beta> without the own term of a reused sample. */
static enum status find_directions(struct directions *s) {
    double *h = memory_new(s->n, (s->terms + 1) * sizeof *h), *xi = h ? h + s->terms * s->n : NULL;
    if (!h)
        return STATUS_NUMERICAL;
    linalg_multiply_transposed(1, s->n, s->d, s->beta, s->X, false, xi);
    for (size_t i = 0; i < s->n; i++) {
        const double *x = s->X + i * s->d;
        if (s->problem.batch != TWO_STEP_FRESH)
            xi[i] -= vector_dot(s->d, x, x) / (double)s->n * s->y[i];
        for (size_t k = 0; k < s->terms; k++)
            h[k * s->n + i] =
                s->r[i] * two_step_value(&s->problem.q[k], s->y[i], xi[i]) / (double)s->n;
    }
    linalg_multiply(s->terms, s->d, s->n, h, s->X, false, s->b);
    free(h);
    return STATUS_OK;
}

static enum status write_vectors(const struct directions *s) {
    struct table_writer *writer;
    enum status status = table_create_matrix(&writer, s->output, "x", s->d, 0, NULL);
    if (status != STATUS_OK)
        return status;
    table_put_all(writer, s->terms * s->d, s->b);
    return table_close(writer);
}

static enum status write_products(const struct directions *s) {
    static const char *const columns[] = {"k",         "overlap",    "norm2",      "with_beta",
                                          "with_next", "beta_norm2", "beta_cosine"};
    enum { OWN = sizeof columns / sizeof *columns };
    struct results results;
    enum status status = results_open(&results, s->output, OWN, columns);
    double length2 = vector_dot(s->d, s->beta, s->beta);
    for (size_t k = 0; status == STATUS_OK && k < s->terms; k++) {
        const double *b = s->b + k * s->d;
        const double row[] = {(double)k,
                              s->x ? vector_dot(s->d, b, s->x) : NAN,
                              vector_dot(s->d, b, b),
                              vector_dot(s->d, b, s->beta),
                              k + 1 < s->terms ? vector_dot(s->d, b, b + s->d) : NAN,
                              length2,
                              s->x ? vector_dot(s->d, s->beta, s->x) / sqrt(length2) : NAN};
        results_put(&results, row);
    }
    return results_close(&results, status);
}

static enum status run(struct directions *s, const struct operands *operands) {
    bool fresh = strcmp(s->batch, "fresh") == 0;
    if (operands->count != 1 + (size_t)fresh)
        return error_set(STATUS_USAGE, "found %zu datasets, expected %d with --batch=%s",
                         operands->count, 1 + fresh, s->batch);
    enum status status = read_batch(s, operands->items[0]);
    if (status == STATUS_OK)
        status = two_step_open(&s->problem, s->link, s->noise, (double)s->d / (double)s->n,
                               batch_of(s->batch), s->activation);
    if (status == STATUS_OK && s->terms > s->problem.terms)
        status = error_set(STATUS_USAGE,
                           "found --terms=%zu, expected at most %zu with this "
                           "activation",
                           (size_t)s->terms, s->problem.terms);
    if (status == STATUS_OK)
        find_beta(s);
    if (status == STATUS_OK && fresh)
        status = read_batch(s, operands->items[1]);
    if (status == STATUS_OK)
        status = find_residual(s);
    if (status == STATUS_OK)
        status = find_directions(s);
    if (status != STATUS_OK)
        return status;
    return s->vectors ? write_vectors(s) : write_products(s);
}

int main(int argc, char **argv) {
    struct directions s = {0};
    const struct option options[] = {
        OPTION_TEXT("link", s.link, NULL, "LINK",
                    "of the labels: ie1, ie2, ie3, even or "
                    "hermite:c0,c1,..., centred"),
        OPTION_REAL("noise", s.noise, NULL, 0, INFINITY, "S", "standard deviation of their noise"),
        OPTION_CHOICE("batch", s.batch, NULL, "fresh|reuse|naive",
                      "whether the second step has samples of its own; naive is a wrong theory of "
                      "reuse that forgets the remainder of step one"),
        OPTION_TEXT("activation", s.activation, TWO_STEP_ACTIVATION, "A",
                    "activation, smooth (two-step.md)"),
        OPTION_INTEGER("terms", s.terms, "3", 1, TWO_STEP_TERMS, "K", "k = 0 .. K - 1"),
        OPTION_TEXT("network", s.network, "", "NETWORK",
                    "after step one: its residual in place of y"),
        OPTION_FLAG("vectors", s.vectors, "write the vectors x1..xd themselves, a row a term"),
        OPTION_OUTPUT(s.output),
        OPTION_END,
    };
    const struct program program = {
        .name = "directions",
        .usage = "DATA [DATA2]",
        .purpose = "the directions b_k = X^T (r q_k)/n of the second of two giant steps",
        .details =
            "By the theory's polynomials q_k (predict two-step-expansion), from the samples of "
            "step one and, with --batch=fresh, those of step two, without a network. Columns: k, "
            "overlap = <b_k, beta*> (nan unless the data is a recipe with an index teacher), "
            "norm2, with_beta = <b_k, beta>, with_next = <b_k, b_{k+1}>, beta_norm2 and "
            "beta_cosine of beta = X^T y/n of step one.",
        .options = options,
    };
    struct operands operands;
    enum status status = options_parse(&program, argc, argv, &operands);
    if (status == STATUS_OK)
        status = run(&s, &operands);
    free(s.X);
    free(s.beta);
    return error_exit("directions", status);
}
