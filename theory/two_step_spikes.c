/* SPDX-License-Identifier: MIT */
#include "random_matrix.h"
#include "two_step_internal.h"

#include <math.h>
#include <string.h>

enum { K = TWO_STEP_TERMS };

/* LAPACK: singular values by one-sided Jacobi rotations. */
extern void dgesvj_(const char *joba, const char *jobu, const char *jobv, const int *m,
                    const int *n, double *a, const int *lda, double *sva, const int *mv, double *v,
                    const int *ldv, double *work, const int *lwork, int *info);

/* M = B^T B and B^T beta* of the right factor B = [eta1 c1 beta + eta2 b_0, eta2 eps b_1, ...]. */
static void right_factor(const struct two_step *problem, const struct two_step_directions *b,
                         double eta1, double eta2, double eps, double M[K][K], double target[K]) {
    double first = eta1 * problem->c1;
    for (size_t k = 0; k < b->terms; k++) {
        double scale = eta2 * pow(eps, (double)k);
        target[k] = scale * b->overlap[k] + (k == 0 ? first * problem->c1star : 0);
        for (size_t l = 0; l <= k; l++) {
            M[k][l] = scale * eta2 * pow(eps, (double)l) * b->gram[k][l];
            if (l == 0)
                M[k][0] += scale * first * b->with_beta[k];
            if (k == 0)
                M[0][0] += first * first * b->norm2 + first * eta2 * b->with_beta[0];
            M[l][k] = M[k][l];
        }
    }
}

/* Singular values theta (descending) and right singular vectors of R C, vector j in V[j]. */
static enum status decompose(const struct two_step_layer *layer, double C[K][K], double *theta,
                             double V[K][K]) {
    double product[K * K] = {0}, work[6 * K], none = 0;
    int size = K, length = 6 * K, one = 1, info;
    for (size_t i = 0; i < K; i++)
        for (size_t j = 0; j < K; j++)
            for (size_t k = i; k < K; k++)
                product[i * K + j] += layer->factor[i][k] * C[k][j];
    /* Column major this is (R C)^T, whose columns are graded like the spikes: Jacobi rotations keep
     * the relative accuracy of the small ones. Its left singular vectors replace it. */
    dgesvj_("G", "U", "N", &size, &size, product, &size, theta, &size, &none, &one, work, &length,
            &info);
    if (info != 0)
        return error_set(STATUS_NUMERICAL, "found no singular values of the spikes (dgesvj %d)",
                         info);
    for (size_t j = 0; j < K; j++) {
        theta[j] *= work[0];
        memcpy(V[j], product + j * K, sizeof V[j]);
    }
    return STATUS_OK;
}

enum status two_step_spikes(const struct two_step *problem, const struct two_step_layer *layer,
                            double N, double d, double eta1, double eta2, double edge,
                            struct two_step_spikes *spikes) {
    struct two_step_directions b;
    double M[K][K] = {{0}}, C[K][K], V[K][K], target[K] = {0}, along[K] = {0};
    double eps = eta1 / sqrt(N), kappa = N / d, bulk = edge > 0 ? edge / (1 + sqrt(kappa)) : 1;
    *spikes = (struct two_step_spikes){.count = problem->terms};
    enum status status = two_step_directions(problem, layer, eps, &b);
    if (status != STATUS_OK)
        return status;
    right_factor(problem, &b, eta1, eta2, eps, M, target);
    if (!two_step_cholesky(problem->terms, M, C))
        return error_set(STATUS_NUMERICAL, "found directions whose products are no Gram matrix");
    /* B = P C^T with orthonormal columns of P; along = P^T beta* solves C along = B^T beta*. */
    for (size_t k = 0; k < problem->terms; k++) {
        double rest = target[k];
        for (size_t l = 0; l < k; l++)
            rest -= C[k][l] * along[l];
        along[k] = C[k][k] > 0 ? rest / C[k][k] : 0;
    }
    status = decompose(layer, C, spikes->theta, V);
    for (size_t j = 0; status == STATUS_OK && j < problem->terms; j++) {
        double theta = spikes->theta[j], cosine = 0;
        for (size_t i = 0; i < problem->terms; i++)
            cosine += V[j][i] * along[i];
        spikes->target2[j] = theta > 0 ? cosine * cosine : 0;
        spikes->singular[j] =
            bulk * rectangular_spike(theta / bulk, kappa, NULL, &spikes->right2[j], NULL);
    }
    return status;
}
