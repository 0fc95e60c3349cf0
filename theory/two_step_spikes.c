#include "linalg.h"
#include "random_matrix.h"
#include "two_step.h"

#include <math.h>

enum { K = TWO_STEP_TERMS };

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

/* R M R^T, K x K without gaps, and R target. */
static void combine(const struct two_step_layer *layer, size_t terms, double M[K][K],
                    const double *target, double *product, double *image) {
    for (size_t i = 0; i < terms; i++) {
        image[i] = 0;
        for (size_t k = 0; k < terms; k++)
            image[i] += layer->factor[i][k] * target[k];
        for (size_t j = 0; j < terms; j++) {
            double sum = 0;
            for (size_t k = 0; k < terms; k++)
                for (size_t l = 0; l < terms; l++)
                    sum += layer->factor[i][k] * M[k][l] * layer->factor[j][l];
            product[i * terms + j] = sum;
        }
    }
}

enum status two_step_spikes(const struct two_step *problem, const struct two_step_layer *layer,
                            double N, double d, double eta1, double eta2, double edge,
                            struct two_step_spikes *spikes) {
    struct two_step_directions b;
    double M[K][K] = {{0}}, target[K] = {0}, product[K * K], image[K], square[K], vectors[K * K];
    double eps = eta1 / sqrt(N), kappa = N / d, bulk = edge > 0 ? edge / (1 + sqrt(kappa)) : 1;
    size_t terms = problem->terms;
    *spikes = (struct two_step_spikes){.count = terms};
    enum status status = two_step_directions(problem, layer, eps, &b);
    if (status != STATUS_OK)
        return status;
    right_factor(problem, &b, eta1, eta2, eps, M, target);
    combine(layer, terms, M, target, product, image);
    status = linalg_eigenvectors(terms, product, 0, terms - 1, square, vectors);
    for (size_t j = 0; status == STATUS_OK && j < terms; j++) {
        size_t from = terms - 1 - j; /* ascending */
        double theta = sqrt(fmax(0, square[from])), along = 0;
        for (size_t i = 0; i < terms; i++)
            along += vectors[from * terms + i] * image[i];
        spikes->theta[j] = theta;
        spikes->target2[j] = theta > 0 ? along * along / (theta * theta) : 0;
        spikes->singular[j] =
            bulk * rectangular_spike(theta / bulk, kappa, NULL, &spikes->right2[j], NULL);
    }
    return status;
}
