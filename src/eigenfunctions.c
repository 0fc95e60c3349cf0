/* eigenfunctions: the spectrum of a kernel on a sample, which estimates that of its integral
 * operator. */
#include "dataset.h"
#include "kernel.h"
#include "linalg.h"
#include "options.h"
#include "vector.h"

#include <stdlib.h>

struct eigenfunctions {
    const char *kernel_name, *direction, *output;
    double theta;
    uint64_t count;
    size_t n, d;
    struct kernel kernel;
    double *X, *K, *values; /* n x d, n x n, n */
};

static const char *const columns[] = {"index", "eigenvalue"};

/* ---- the kernel matrix ---- */

/* x <- x + (sqrt(1 + theta) - 1) <v, x> v: the kernel of weights of covariance I + theta v v^T is
 * the isotropic one at these. */
static enum status stretch(struct eigenfunctions *e) {
    struct dataset direction;
    enum status status = dataset_open(&direction, e->direction);
    if (status != STATUS_OK)
        return status;
    double *v = NULL, norm = 0;
    if (direction.n != 1 || direction.d != e->d)
        status = error_set(STATUS_INPUT, "%s: found %zu rows of x1..x%zu, expected one of x1..x%zu",
                           e->direction, direction.n, direction.d, e->d);
    else if (!(v = memory_new(e->d, sizeof *v)))
        status = STATUS_NUMERICAL;
    else
        status = dataset_rows(&direction, 0, 1, v, NULL);
    if (status == STATUS_OK && (norm = linalg_norm(e->d, v)) == 0)
        status = error_set(STATUS_INPUT, "%s: found the zero vector, expected a direction",
                           e->direction);
    for (size_t i = 0; status == STATUS_OK && i < e->n; i++) {
        double *x = e->X + i * e->d;
        double factor = (sqrt(1 + e->theta) - 1) * vector_dot(e->d, v, x) / (norm * norm);
        for (size_t j = 0; j < e->d; j++)
            x[j] += factor * v[j];
    }
    free(v);
    dataset_close(&direction);
    return status;
}

/* K/n in place of the inner products, row by row; the diagonal is kept until the end. */
static enum status form_kernel(struct eigenfunctions *e) {
    double *diagonal = e->values, unused;
    linalg_multiply_transposed(e->n, e->n, e->d, e->X, e->X, false, e->K);
    for (size_t i = 0; i < e->n; i++) {
        diagonal[i] = e->K[i * e->n + i] / (double)e->d;
        if (diagonal[i] == 0)
            return error_set(STATUS_INPUT, "found the zero vector as sample %zu, expected |x| > 0",
                             i + 1);
    }
    for (size_t i = 0; i < e->n; i++)
        for (size_t j = 0; j < e->n; j++) {
            double *k = &e->K[i * e->n + j];
            e->kernel.evaluate(diagonal[i], *k / (double)e->d, diagonal[j], k, &unused, &unused);
            *k /= (double)e->n;
        }
    return STATUS_OK;
}

/* ---- all of it ---- */

static enum status load(struct eigenfunctions *e, const char *path) {
    struct dataset data;
    enum status status = dataset_open(&data, path);
    if (status != STATUS_OK)
        return status;
    e->n = data.n;
    e->d = data.d;
    e->X = memory_new(e->n * e->d, sizeof *e->X);
    e->K = memory_new(e->n, e->n * sizeof *e->K);
    e->values = memory_new(e->n, sizeof *e->values);
    status =
        e->X && e->K && e->values ? dataset_rows(&data, 0, e->n, e->X, NULL) : STATUS_NUMERICAL;
    dataset_close(&data);
    return status;
}

static enum status write_values(const struct eigenfunctions *e) {
    size_t count = e->count && e->count < e->n ? e->count : e->n;
    struct table_writer *writer;
    enum status status = options_create_table(&writer, e->output, 2, columns);
    if (status != STATUS_OK)
        return status;
    for (size_t i = 0; i < count; i++) {
        table_put(writer, (double)(i + 1));
        table_put(writer, e->values[e->n - 1 - i]);
        options_put_row(writer, 2, columns);
    }
    return table_close(writer);
}

static enum status run(struct eigenfunctions *e, const char *path) {
    enum status status = kernel_find(&e->kernel, e->kernel_name);
    if (status == STATUS_OK && (e->theta != 0) != (*e->direction != 0))
        status =
            error_set(STATUS_USAGE, "found %s alone, expected --theta and --direction together",
                      *e->direction ? "--direction" : "--theta");
    if (status == STATUS_OK)
        status = load(e, path);
    if (status == STATUS_OK && *e->direction)
        status = stretch(e);
    if (status == STATUS_OK)
        status = form_kernel(e);
    if (status == STATUS_OK)
        status = linalg_eigenvalues(e->n, e->K, e->values);
    return status == STATUS_OK ? write_values(e) : status;
}

int main(int argc, char **argv) {
    struct eigenfunctions e = {0};
    const struct option options[] = {
        OPTION_TEXT("kernel", e.kernel_name, NULL, "A",
                    "kernel of the activation: relu, step, erf, erf2, linear, square, he2 or he3"),
        OPTION_REAL("theta", e.theta, "0", 0, INFINITY, "T",
                    "spike: the weights have covariance (I + T v v^T)/d"),
        OPTION_TEXT(
            "direction", e.direction, "", "FILE",
            "the direction v of the spike: a table of one row x1..xd, normalised on reading"),
        OPTION_INTEGER("count", e.count, "0", 0, 0x1p53, "K",
                       "how many, the largest first (0: all)"),
        OPTION_OUTPUT(e.output),
        OPTION_END,
    };
    const struct program program = {
        .name = "eigenfunctions",
        .usage = "DATA",
        .purpose = "eigenvalues of the kernel matrix K/n of an infinitely wide layer, descending",
        .details =
            "K_ij = E sigma(w.x_i) sigma(w.x_j), w Gaussian with covariance (I + T v v^T)/d.",
        .options = options,
        .operands_least = 1,
        .operands_most = 1,
    };
    struct operands operands;
    enum status status = options_parse(&program, argc, argv, &operands);
    if (status == STATUS_OK)
        status = run(&e, operands.items[0]);
    free(e.X);
    free(e.K);
    free(e.values);
    return error_exit("eigenfunctions", status);
}
