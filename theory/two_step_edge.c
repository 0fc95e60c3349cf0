/* SPDX-License-Identifier: MIT */
#include "random_matrix.h"
#include "two_step_internal.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>

double two_step_edge(double kappa, double N, double eta2, double rho) {
    return hypot(1 + sqrt(kappa), rho * eta2 / sqrt(N));
}

/* Running averages over (y, xi): of the squared residual's coefficients rho_k and the covariances
 * of sigma^(k+1) D^k/k! given (y, xi). */
struct variances {
    const struct two_step *problem;
    struct two_step_polynomial residual;
    struct two_step_polynomial product[TWO_STEP_TERMS][TWO_STEP_TERMS]; /* E[.. ..| y, xi] */
    double eta1, eta2;
    double *power;
};

static void add_node(const struct two_step_node *node, void *context) {
    struct variances *v = context;
    double r = two_step_value(&v->residual, node->y, node->xi), q[TWO_STEP_TERMS];
    for (size_t k = 0; k < v->problem->terms; k++) {
        q[k] = two_step_value(&v->problem->q[k], node->y, node->xi);
        for (size_t l = 0; l <= k; l++) {
            double covariance = two_step_value(&v->product[k][l], node->y, node->xi) - q[k] * q[l];
            double first = v->eta2 * r + (k == 0 ? v->eta1 * node->y : 0);
            double second = v->eta2 * r + (l == 0 ? v->eta1 * node->y : 0);
            v->power[k + l] += node->weight * (k == l ? 1 : 2) * first * second * covariance;
        }
    }
}

/* product[k][l] = E[sigma^(k+1) sigma^(l+1) D^{k+l}]/(k! l!). */
static void expand_products(struct variances *v) {
    double factorial[TWO_STEP_TERMS] = {1};
    for (size_t k = 0; k < v->problem->terms; k++) {
        if (k > 0)
            factorial[k] = factorial[k - 1] * (double)k;
        for (size_t l = 0; l <= k; l++) {
            struct two_step_polynomial *product = &v->product[k][l];
            two_step_expand(v->problem, k + 1, l + 1, k + l, product);
            for (size_t i = 0; i <= k + l; i++)
                for (size_t j = 0; j <= k + l; j++)
                    product->c[i][j] /= factorial[k] * factorial[l];
        }
    }
}

enum status two_step_rows(const struct two_step *problem, const struct two_step_layer *layer,
                          double N, double eta1, double eta2, struct two_step_rows *rows) {
    bool fresh = problem->batch == TWO_STEP_FRESH;
    *rows = (struct two_step_rows){
        .phi = problem->phi, .N = N, .eps = eta1 / sqrt(N), .count = 2 * problem->terms - 1};
    struct variances v = {
        .problem = problem, .eta1 = fresh ? 0 : eta1, .eta2 = eta2, .power = rows->power};
    two_step_residual(problem, layer, rows->eps, &v.residual);
    expand_products(&v);
    size_t degree = 2 * v.residual.degree + 2 * (problem->terms - 1);
    enum status status = two_step_average(problem, degree, add_node, &v);
    if (fresh)
        rows->power[0] += eta1 * eta1 * problem->ey2 * problem->v1;
    return status;
}

double two_step_row_variance(const struct two_step_rows *rows, double g) {
    double sum = 0;
    for (size_t m = rows->count; m-- > 0;)
        sum = sum * rows->eps * g + rows->power[m];
    /* A polynomial fit to a variance: rounding may leave it below 0. */
    return 1 + rows->phi * g * g / rows->N * fmax(0, sum);
}

/* Quantiles of N Gaussians: the 64 largest of either sign one by one, then groups that grow by a
 * sixteenth. Returns the number of kinds of rows. */
static size_t gaussian_rows(const struct two_step_rows *rows, double *variance, double *weight) {
    size_t count = 0;
    double half = rows->N / 2;
    for (double start = 0, size = 1; start < half; start += size) {
        size = fmin(start < 64 ? 1 : ceil(start / 16), half - start);
        double g = gsl_cdf_ugaussian_Qinv((start + size / 2) / rows->N);
        for (int sign = -1; sign <= 1; sign += 2, count++) {
            variance[count] = two_step_row_variance(rows, sign * g);
            weight[count] = size;
        }
    }
    return count;
}

enum { KINDS = 2048 }; /* 64 + 16 ln(N/128) groups of either sign */

enum status two_step_rows_edge(const struct two_step_rows *rows, double d, const double *g,
                               double *edge) {
    size_t count = g ? (size_t)rows->N : KINDS;
    double *variance = memory_new(2 * count, sizeof *variance), *weight = NULL;
    if (!variance)
        return STATUS_NUMERICAL;
    if (g)
        for (size_t i = 0; i < count; i++)
            variance[i] = two_step_row_variance(rows, g[i]);
    else
        count = gaussian_rows(rows, variance, weight = variance + KINDS);
    *edge = rectangular_row_edge(count, variance, weight, d);
    free(variance);
    return STATUS_OK;
}
