#include "kernel_matrix.h"

#include "kernel.h"
#include "linalg.h"
#include "vector.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double pi = 3.14159265358979323846;

/* The closed forms that need an arc sine of each entry; rows of them are vectorised. */
enum form { FORM_RELU, FORM_STEP, FORM_ERF, FORM_ERF2, FORM_OTHER };

static enum form form_of(const char *activation) {
    static const char *const names[] = {"relu", "step", "erf", "erf2"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(activation, names[i]) == 0)
            return (enum form)i;
    return FORM_OTHER;
}

/* What a vector x enters the kernel by: its length |x|/sqrt d, or sqrt(1 + b |x|^2/d) of erf, whose
 * product divides the scalar product; of other kernels |x|^2/d. */
static double measure(enum form form, double q) {
    switch (form) {
    case FORM_RELU:
    case FORM_STEP:
        return sqrt(q);
    case FORM_ERF:
        return sqrt((1 + 2 * q) / 2);
    case FORM_ERF2:
        return sqrt(1 + q);
    default:
        return q;
    }
}

static double clip(double rho) {
    return rho > 1 ? 1 : rho < -1 ? -1 : rho;
}

/* A row of scalar products x.y/d becomes a row of factor k; own and other are measures. */
static void arc_row(enum form form, size_t m, double own, const double *other, double factor,
                    double *row, double *angle) {
    for (size_t j = 0; j < m; j++)
        row[j] = clip(row[j] / (own * other[j]));
    vector_asin(m, row, angle);
    if (form == FORM_RELU) {
        double scale = factor * own / (2 * pi);
        for (size_t j = 0; j < m; j++)
            row[j] = scale * other[j] *
                     (sqrt((1 - row[j]) * (1 + row[j])) + row[j] * (pi / 2 + angle[j]));
    } else if (form == FORM_STEP) {
        for (size_t j = 0; j < m; j++)
            row[j] = factor / (2 * pi) * (pi / 2 + angle[j]);
    } else {
        for (size_t j = 0; j < m; j++)
            row[j] = factor * 2 / pi * angle[j];
    }
}

static void row_make(enum form form, const struct kernel *kernel, size_t m, double own,
                     const double *other, double factor, double *row, double *angle) {
    double k11, k12;
    if (form == FORM_OTHER) {
        for (size_t j = 0; j < m; j++) {
            kernel->evaluate(own, row[j], other[j], &row[j], &k11, &k12);
            row[j] *= factor;
        }
        return;
    }
    if (form != FORM_RELU && form != FORM_STEP) {
        arc_row(form, m, own, other, factor, row, angle);
        return;
    }
    if (own == 0) {
        memset(row, 0, m * sizeof *row);
        return;
    }
    arc_row(form, m, own, other, factor, row, angle);
    for (size_t j = 0; j < m; j++)
        row[j] = other[j] == 0 ? 0 : row[j];
}

static void measure_rows(enum form form, size_t d, size_t n, const double *X, double *out) {
    for (size_t i = 0; i < n; i++)
        out[i] = measure(form, vector_dot(d, X + i * d, X + i * d) / (double)d);
}

enum status kernel_matrix(const char *activation, size_t d, size_t n, const double *X, size_t m,
                          const double *Y, double factor, double *K) {
    struct kernel kernel;
    enum form form = form_of(activation);
    enum status status = kernel_find(&kernel, activation);
    if (status != STATUS_OK)
        return status;
    double *own = memory_new(n + 2 * m, sizeof *own);
    if (!own)
        return STATUS_NUMERICAL;
    double *other = own + n, *angle = other + m, scale = 1 / (double)d;
    measure_rows(form, d, n, X, own);
    measure_rows(form, d, m, Y, other);
    linalg_multiply_transposed(n, m, d, X, Y, false, K);
    for (size_t i = 0; i < n; i++) {
        size_t from = X == Y ? i : 0;
        double *row = K + i * m;
        for (size_t j = from; j < m; j++)
            row[j] *= scale;
        if (X == Y && (form == FORM_RELU || form == FORM_STEP))
            row[from] = own[i] * own[i]; /* a cosine of 1: rounding would cost its square root */
        row_make(form, &kernel, m - from, own[i], other + from, factor, row + from, angle);
    }
    if (X == Y)
        linalg_mirror(n, K);
    free(own);
    return STATUS_OK;
}

enum status kernel_diagonal(const char *activation, size_t d, size_t n, const double *X,
                            double *diagonal) {
    struct kernel kernel;
    enum form form = form_of(activation);
    enum status status = kernel_find(&kernel, activation);
    double unused;
    for (size_t i = 0; status == STATUS_OK && i < n; i++) {
        double q = vector_dot(d, X + i * d, X + i * d) / (double)d;
        double own = measure(form, q);
        diagonal[i] = form == FORM_RELU || form == FORM_STEP ? own * own : q;
        row_make(form, &kernel, 1, own, &own, 1, &diagonal[i], &unused);
    }
    return status;
}

void kernel_stretch(size_t d, size_t n, const double *v, double theta, double *X) {
    for (size_t i = 0; i < n; i++) {
        double *x = X + i * d, factor = (sqrt(1 + theta) - 1) * vector_dot(d, v, x);
        for (size_t j = 0; j < d; j++)
            x[j] += factor * v[j];
    }
}
