/* SPDX-License-Identifier: MIT */
/* modes: the spectrum of a sample of functions, mode by mode and by its covariance. */
#include "linalg.h"
#include "options.h"
#include "results.h"

#include <stdlib.h>

static const char *const columns[] = {"mode", "mean", "variance", "square", "eigenvalue"};
enum { COLUMNS = sizeof columns / sizeof *columns };

struct modes {
    const char *columns_prefix, *output;
    uint64_t count, first;
    bool eigenvalues;
    size_t n, d;
    double *X, *moments, *covariance, *spectrum; /* n x d; 2 d: mean, mean square; d x d; d */
};

/* Eigenvalues, descending, of X^T X/(n d): those of the covariance operator, by the midpoint rule.
 */
static enum status find_eigenvalues(struct modes *m) {
    size_t d = m->d;
    m->covariance = memory_zero(d, d * sizeof *m->covariance);
    m->spectrum = memory_new(d, sizeof *m->spectrum);
    if (!m->covariance || !m->spectrum)
        return STATUS_NUMERICAL;
    linalg_gram_add(m->n, d, 1 / ((double)m->n * (double)d), m->X, m->covariance);
    linalg_mirror(d, m->covariance);
    return linalg_eigenvalues(d, m->covariance, m->spectrum);
}

static enum status write_rows(const struct modes *m) {
    struct results results;
    size_t own = m->eigenvalues ? COLUMNS : COLUMNS - 1;
    size_t count = m->count && m->count < m->d ? m->count : m->d;
    enum status status = results_open(&results, m->output, own, columns);
    for (size_t k = 0; status == STATUS_OK && k < count; k++) {
        double mean = m->moments[k], square = m->moments[m->d + k], n = (double)m->n;
        const double row[COLUMNS] = {(double)(m->first + k), mean,
                                     (square - mean * mean) * n / (n - 1), square,
                                     m->eigenvalues ? m->spectrum[m->d - 1 - k] : 0};
        results_put(&results, row);
    }
    return results_close(&results, status);
}

static enum status run(struct modes *m, const char *path) {
    struct table table;
    enum status status = table_read(&table, path);
    if (status != STATUS_OK)
        return status;
    status = table_matrix(&table, m->columns_prefix, &m->d, &m->X);
    m->n = table.rows;
    if (status == STATUS_OK && m->n < 2)
        status = error_set(STATUS_INPUT, "%s:%zu:1: found %zu rows, expected at least 2", path,
                           table.header_line, m->n);
    table_free(&table);
    if (status == STATUS_OK && !(m->moments = memory_zero(m->d, 2 * sizeof *m->moments)))
        status = STATUS_NUMERICAL;
    for (size_t i = 0; status == STATUS_OK && i < m->n; i++)
        for (size_t k = 0; k < m->d; k++) {
            double x = m->X[i * m->d + k];
            m->moments[k] += x / (double)m->n;
            m->moments[m->d + k] += x * x / (double)m->n;
        }
    if (status == STATUS_OK && m->eigenvalues)
        status = find_eigenvalues(m);
    return status == STATUS_OK ? write_rows(m) : status;
}

int main(int argc, char **argv) {
    struct modes m = {0};
    const struct option options[] = {
        OPTION_CHOICE("prefix", m.columns_prefix, "x", "x|w",
                      "columns to look at: x1, x2, ... of data, w1, w2, ... of a network"),
        OPTION_INTEGER("count", m.count, "0", 0, 1e9, "K", "rows to write (0: all)"),
        OPTION_INTEGER("first", m.first, "1", 0, 1, "K", "number of the first mode: 0 for cosines"),
        OPTION_FLAG("eigenvalues", m.eigenvalues, "those of the covariance, too"),
        OPTION_OUTPUT(m.output),
        OPTION_END,
    };
    const struct program program = {
        .name = "modes",
        .usage = "DATA",
        .purpose = "means, variances and covariance spectrum of functions, or of neurons",
        .details = "Rows: mode (the column), its mean, variance, and mean square; "
                   "eigenvalue: the mode-th of X^T X/(n d), descending, not of this column.",
        .options = options,
    };
    struct operands operands;
    enum status status = options_parse(&program, argc, argv, &operands);
    if (status == STATUS_OK)
        status = run(&m, operands.items[0]);
    free(m.X);
    free(m.moments);
    free(m.covariance);
    free(m.spectrum);
    return error_exit("modes", status);
}
