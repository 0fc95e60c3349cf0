/* SPDX-License-Identifier: MIT */
#include "kernel_matrix.h"

#include "kernel.h"
#include "linalg.h"
#include "vector.h"
#include "vectorised.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static const double pi = 3.14159265358979323846;

/* The closed forms that need an arc sine of each entry; rows of these are vectorised:
 * k = size(x) size(y) g(rho), rho the scalar product over length(x) length(y). */
enum form { FORM_RELU, FORM_STEP, FORM_ERF, FORM_ERF2, FORM_OTHER };

static enum form form_of(const char *activation) {
    static const char *const names[] = {"relu", "step", "erf", "erf2"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(activation, names[i]) == 0)
            return (enum form)i;
    return FORM_OTHER;
}

/* What the rows of a table enter the kernel by. Of other forms inverse is |x|^2/d. */
struct side {
    size_t n;
    const double *X;
    double *inverse, *size; /* 1/length; size */
};

static void side_fill(enum form form, size_t d, size_t n, const double *X, struct side *side) {
    side->n = n;
    side->X = X;
    for (size_t i = 0; i < n; i++) {
        double q = vector_dot(d, X + i * d, X + i * d) / (double)d, root = sqrt(q);
        side->size[i] = form == FORM_RELU ? root : form == FORM_STEP ? q > 0 : 1;
        side->inverse[i] = form == FORM_ERF     ? 1 / sqrt(0.5 + q)
                           : form == FORM_ERF2  ? 1 / sqrt(1 + q)
                           : form == FORM_OTHER ? q
                           : q > 0              ? 1 / root
                                                : 0;
    }
}

/* Scalar products become cosines. */
VECTORISED
static void cosines(size_t m, double inverse, const double *restrict inverses,
                    double *restrict row) {
    for (size_t j = 0; j < m; j++) {
        double rho = row[j] * inverse * inverses[j];
        rho = rho > 1 ? 1 : rho;
        row[j] = rho < -1 ? -1 : rho;
    }
}

VECTORISED
static void scaled(size_t m, double scale, double shift, const double *restrict sizes,
                   double *restrict row) {
    for (size_t j = 0; j < m; j++)
        row[j] = scale * sizes[j] * (row[j] + shift);
}

/* A row of scalar products x.y becomes one of factor k; inverse and size have 1/d and factor in
 * them. */
static void arc_row(enum form form, size_t m, double inverse, double size, const double *inverses,
                    const double *sizes, double *row) {
    cosines(m, inverse, inverses, row);
    if (form == FORM_RELU)
        vector_arccosine(m, row, row);
    else
        vector_asin(m, row, row);
    scaled(m, size / (form == FORM_RELU || form == FORM_STEP ? 2 * pi : pi / 2),
           form == FORM_STEP ? pi / 2 : 0, sizes, row);
}

/* Rows of step where x and +-y are so nearly parallel that their angle, of which k is 1/2 -
 * angle/(2 pi), would lose half of its digits with the cosine: by |x/|x| -+ y/|y||, twice the sine
 * of half the angle. */
static void step_mend(size_t d, const double *x, double inverse, const double *Y,
                      const double *inverses, double factor, size_t m, double *row) {
    for (size_t j = 0; j < m; j++) {
        double k = row[j] / factor, sign = k > 0.25 ? -1 : 1, squares = 0;
        if (fabs(k - 0.25) < 0.25 - 1e-5 || inverse == 0 || inverses[j] == 0)
            continue;
        for (size_t l = 0; l < d; l++) {
            double difference = x[l] * inverse + sign * Y[j * d + l] * inverses[j];
            squares += difference * difference;
        }
        double angle = 2 * asin(fmin(1, sqrt(squares / (double)d) / 2));
        row[j] = factor * (k > 0.25 ? pi - angle : angle) / (2 * pi);
    }
}

static void other_row(const struct kernel *kernel, size_t m, double scale, double q,
                      const double *others, double factor, double *row) {
    double k11, k12;
    for (size_t j = 0; j < m; j++) {
        kernel->evaluate(q, scale * row[j], others[j], &row[j], &k11, &k12);
        row[j] *= factor;
    }
}

/* k(x, x): its cosine is 1 exactly, where rounding would cost the square root of its size. */
static double own_value(enum form form, const struct kernel *kernel, double q) {
    double k, k11, k12;
    if (form == FORM_RELU || form == FORM_STEP)
        return form == FORM_RELU ? q / 2 : q > 0 ? 0.5 : 0;
    kernel->evaluate(q, q, q, &k, &k11, &k12);
    return k;
}

/* Room for the measures of both sides. */
static double *sides_new(size_t n, size_t m, struct side *x, struct side *y) {
    double *memory = memory_new(2 * (n + m), sizeof *memory);
    if (memory) {
        x->inverse = memory;
        x->size = x->inverse + n;
        y->inverse = x->size + n;
        y->size = y->inverse + m;
    }
    return memory;
}

/* Tiles that stay in the cache; a power of two as the length of a row would put the entries of a
 * column in the same place of it. */
enum { TILE_ROWS = 64, TILE_COLUMNS = 200 };

struct matrix {
    enum form form;
    struct kernel kernel;
    size_t d;
    double factor, *K;
    struct side x, y;
    bool symmetric;
};

/* Asks for the lines of K that a row of a tile goes to, while its entries are made. */
static void row_expect(const struct matrix *a, size_t row, size_t left, size_t columns) {
    for (size_t j = 0; j < columns; j += 8)
        __builtin_prefetch(a->K + row * a->y.n + left + j, 1);
}

/* The tile at (top, left), into T (rows x columns). */
static void tile_make(const struct matrix *a, size_t top, size_t rows, size_t left, size_t columns,
                      double *T) {
    const struct side *x = &a->x, *y = &a->y;
    double scale = 1 / (double)a->d;
    linalg_multiply_transposed(rows, columns, a->d, x->X + top * a->d, y->X + left * a->d, false,
                               T);
    for (size_t i = 0; i < rows; i++) {
        double *row = T + i * columns, own = x->inverse[top + i];
        row_expect(a, top + i, left, columns);
        for (size_t j = i * columns / rows; a->symmetric && j < (i + 1) * columns / rows; j++)
            row_expect(a, left + j, top, rows);
        if (a->form == FORM_OTHER)
            other_row(&a->kernel, columns, scale, own, y->inverse + left, a->factor, row);
        else
            arc_row(a->form, columns, scale * own, a->factor * x->size[top + i], y->inverse + left,
                    y->size + left, row);
        if (a->form == FORM_STEP)
            step_mend(a->d, x->X + (top + i) * a->d, own, y->X + left * a->d, y->inverse + left,
                      a->factor, columns, row);
    }
}

/* Into K, and mirrored if K is symmetric: of a tile across the diagonal what is above it. */
static void tile_store(const struct matrix *a, size_t top, size_t rows, size_t left, size_t columns,
                       const double *T) {
    size_t m = a->y.n;
    for (size_t i = 0; i < rows; i++) {
        size_t from = a->symmetric && left < top + i ? top + i - left : 0;
        if (from < columns)
            memcpy(a->K + (top + i) * m + left + from, T + i * columns + from,
                   (columns - from) * sizeof *T);
    }
    for (size_t j = 0; a->symmetric && j < columns; j++)
        for (size_t i = 0; i < rows && top + i < left + j; i++)
            a->K[(left + j) * m + top + i] = T[i * columns + j];
}

enum status kernel_matrix(const char *activation, size_t d, size_t n, const double *X, size_t m,
                          const double *Y, double factor, double *K) {
    struct matrix a = {
        .form = form_of(activation), .d = d, .factor = factor, .K = K, .symmetric = X == Y};
    enum status status = kernel_find(&a.kernel, activation);
    if (status != STATUS_OK)
        return status;
    double *memory = sides_new(n, m, &a.x, &a.y);
    double *T = memory_new(TILE_ROWS * TILE_COLUMNS, sizeof *T);
    if (!memory || !T)
        status = STATUS_NUMERICAL;
    if (status == STATUS_OK) {
        side_fill(a.form, d, n, X, &a.x);
        side_fill(a.form, d, m, Y, &a.y);
    }
    for (size_t top = 0; status == STATUS_OK && top < n; top += TILE_ROWS)
        for (size_t left = a.symmetric ? top : 0; left < m; left += TILE_COLUMNS) {
            size_t rows = n - top < TILE_ROWS ? n - top : TILE_ROWS;
            size_t columns = m - left < TILE_COLUMNS ? m - left : TILE_COLUMNS;
            tile_make(&a, top, rows, left, columns, T);
            tile_store(&a, top, rows, left, columns, T);
        }
    for (size_t i = 0; status == STATUS_OK && a.symmetric && i < n; i++)
        K[i * n + i] =
            factor * own_value(a.form, &a.kernel, vector_dot(d, X + i * d, X + i * d) / (double)d);
    free(memory);
    free(T);
    return status;
}

enum status kernel_diagonal(const char *activation, size_t d, size_t n, const double *X,
                            double *diagonal) {
    struct kernel kernel;
    enum form form = form_of(activation);
    enum status status = kernel_find(&kernel, activation);
    for (size_t i = 0; status == STATUS_OK && i < n; i++)
        diagonal[i] = own_value(form, &kernel, vector_dot(d, X + i * d, X + i * d) / (double)d);
    return status;
}

void kernel_stretch(size_t d, size_t n, const double *v, double theta, double *X) {
    for (size_t i = 0; i < n; i++) {
        double *x = X + i * d, factor = (sqrt(1 + theta) - 1) * vector_dot(d, v, x);
        for (size_t j = 0; j < d; j++)
            x[j] += factor * v[j];
    }
}
