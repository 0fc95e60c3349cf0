/* SPDX-License-Identifier: MIT */
/* Step sizes on a finite population (R5, R9). */
#include "double_descent_operator.h"
#include "double_descent_recursion.h"

#include "linalg.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct population {
    size_t atoms, m;
    const double *Z;
    double *work; /* atoms x m */
};

/* out = (1/atoms) sum_k z_k (z_k^T C z_k) z_k^T, C positive */
static void fourth_moment(const void *context, const double *C, double *out) {
    const struct population *of = context;
    size_t atoms = of->atoms, m = of->m;
    linalg_multiply(atoms, m, m, of->Z, C, false, of->work);
    for (size_t k = 0; k < atoms; k++) {
        double form = 0;
        for (size_t i = 0; i < m; i++)
            form += of->work[k * m + i] * of->Z[k * m + i];
        double scale = sqrt(fmax(0, form));
        for (size_t i = 0; i < m; i++)
            of->work[k * m + i] = scale * of->Z[k * m + i];
    }
    for (size_t i = 0; i < m * m; i++)
        out[i] = 0;
    linalg_gram_add(atoms, m, 1 / (double)atoms, of->work, out);
    linalg_mirror(m, out);
}

/* The samples in the eigenbasis of Sigma, without the directions that they do not reach. */
struct rotated {
    size_t rank;
    double *Z, *V, *lambda; /* atoms x rank, rank x m, rank */
    double *work;           /* atoms x rank */
};

static void rotated_free(struct rotated *of) {
    free(of->Z);
    free(of->V);
    free(of->lambda);
    free(of->work);
}

static enum status rotate(size_t atoms, size_t m, const double *Z, struct rotated *of) {
    double *Sigma = memory_zero(m * m, sizeof *Sigma), *V = memory_new(m * m, sizeof *V);
    double *lambda = memory_new(m, sizeof *lambda);
    enum status status = STATUS_NUMERICAL;
    *of = (struct rotated){.V = V, .lambda = lambda};
    if (Sigma && V && lambda) {
        linalg_gram_add(atoms, m, 1 / (double)atoms, Z, Sigma);
        linalg_mirror(m, Sigma);
        status = linalg_eigenvectors(m, Sigma, 0, m - 1, lambda, V);
    }
    free(Sigma);
    if (status != STATUS_OK)
        return status;
    size_t lost = 0;
    while (lost < m && !(lambda[lost] > 1e-13 * lambda[m - 1]))
        lost++;
    of->rank = m - lost;
    memmove(lambda, lambda + lost, of->rank * sizeof *lambda);
    memmove(V, V + lost * m, of->rank * m * sizeof *V);
    of->Z = memory_new(atoms * m, sizeof *of->Z);
    of->work = memory_new(atoms * m, sizeof *of->work);
    if (!of->Z || !of->work)
        return STATUS_NUMERICAL;
    linalg_multiply_transposed(atoms, of->rank, m, Z, V, false, of->Z);
    return STATUS_OK;
}

/* P = V^T C V, C r x r, V r x m; room for r x m. */
static void rotate_back(size_t r, size_t m, const double *V, const double *C, double *room,
                        double *P) {
    linalg_multiply(r, m, r, C, V, false, room);
    for (size_t i = 0; i < m * m; i++)
        P[i] = 0;
    for (size_t k = 0; k < r; k++)
        for (size_t i = 0; i < m; i++)
            for (size_t j = 0; j < m; j++)
                P[i * m + j] += V[k * m + i] * room[k * m + j];
}

enum status double_descent_population_threshold(size_t atoms, size_t m, const double *Z,
                                                double *gamma, double *P) {
    struct rotated of;
    double *C = memory_new(2 * m * m, sizeof *C);
    enum status status = rotate(atoms, m, Z, &of);
    if (!C)
        status = STATUS_NUMERICAL;
    if (status == STATUS_OK && of.rank < m)
        status =
            error_set(STATUS_NUMERICAL, "found features of rank %zu, expected %zu", of.rank, m);
    if (status == STATUS_OK) {
        struct population population = {atoms, m, of.Z, of.work};
        status =
            double_descent_operator_threshold(m, of.lambda, fourth_moment, &population, gamma, C);
    }
    if (status == STATUS_OK && P)
        rotate_back(m, m, of.V, C, C + m * m, P);
    rotated_free(&of);
    free(C);
    return status;
}

enum status double_descent_population_growth(size_t atoms, size_t m, const double *Z, double gamma,
                                             size_t steps, double *growth, double *P) {
    struct rotated of;
    double *C = memory_zero(2 * m * m, sizeof *C);
    enum status status = rotate(atoms, m, Z, &of);
    if (!C)
        status = STATUS_NUMERICAL;
    size_t r = of.rank;
    struct population population = {atoms, r, of.Z, of.work};
    if (status == STATUS_OK)
        status = double_descent_operator_growth(r, of.lambda, fourth_moment, &population, gamma,
                                                steps, growth, C);
    if (status == STATUS_OK && P)
        rotate_back(r, m, of.V, C, C + r * m, P);
    rotated_free(&of);
    free(C);
    return status;
}
