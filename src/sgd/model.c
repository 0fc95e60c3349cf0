/* SPDX-License-Identifier: MIT */
#include "model.h"

#include "double_descent_moments.h"
#include "linalg.h"
#include "random.h"
#include "vector.h"
#include "vectorised.h"

#include <math.h>
#include <stdlib.h>

static enum status model_new(struct model *model, size_t m) {
    double *memory = memory_zero(m, 4 * sizeof *memory);
    if (!memory)
        return STATUS_NUMERICAL;
    model->m = m;
    model->lambda = memory;
    model->scale = memory + m;
    model->start = memory + 2 * m;
    model->u = memory + 3 * m;
    return STATUS_OK;
}

void model_free(struct model *model) {
    free(model->lambda);
    model->lambda = NULL;
}

enum status model_power(struct model *model, size_t m, double exponent, double decay,
                        double signal) {
    enum status status = model_new(model, m);
    if (status != STATUS_OK)
        return status;
    double trace = 0, errors = 0;
    for (size_t i = 0; i < m; i++) {
        model->lambda[i] = pow((double)(i + 1), -exponent);
        model->start[i] = pow((double)(i + 1), -decay);
        trace += model->lambda[i];
        errors += model->start[i];
    }
    for (size_t i = 0; i < m; i++) {
        model->lambda[i] /= trace;
        model->scale[i] = sqrt(model->lambda[i]);
        model->start[i] = -sqrt(signal * model->start[i] / errors);
        model->u[i] = 1 / sqrt((double)m);
    }
    model->lambda1 = model->lambda2 = 1 / (double)m;
    return STATUS_OK;
}

/* S (m x m) = Sigma and theta (m) = Sigma^-1 b of drawn weights; *unexplained = 1 - b^T theta. */
static enum status draw_relu(size_t d, size_t m, uint64_t seed, double *S, double *theta,
                             double *unexplained) {
    double *W = memory_new(m, (d + 1) * sizeof *W), *slope = W ? W + m * d : NULL, *beta = NULL;
    double *factor = memory_new(m, m * sizeof *factor);
    enum status status =
        W && factor && (beta = memory_new(d, sizeof *beta)) ? STATUS_OK : STATUS_NUMERICAL;
    if (status == STATUS_OK) {
        for (size_t i = 0; i < m; i++)
            random_gaussians(random_stream(seed, "weights"), 0, i, 0, d, W + i * d);
        random_gaussians(random_stream(seed, "teacher"), 0, 0, 0, d, beta);
        status = double_descent_moments_cross("relu", d, m, W, m, W, S);
    }
    if (status == STATUS_OK)
        status = double_descent_moments_slope("relu", d, m, W, slope);
    if (status == STATUS_OK) {
        double norm = linalg_norm(d, beta);
        for (size_t i = 0; i < m; i++)
            theta[i] = slope[i] * vector_dot(d, W + i * d, beta) / norm;
        for (size_t i = 0; i < m * m; i++)
            factor[i] = S[i];
        status = linalg_cholesky(m, factor);
    }
    if (status == STATUS_OK) {
        for (size_t i = 0; i < m; i++)
            slope[i] = theta[i];
        linalg_cholesky_solve(m, factor, 1, theta);
        *unexplained = fmax(0, 1 - vector_dot(m, slope, theta));
    }
    free(W);
    free(factor);
    free(beta);
    return status;
}

enum status model_relu(struct model *model, size_t d, size_t m, double signal, uint64_t seed) {
    double *S = memory_new(m, (2 * m + 1) * sizeof *S), *V = S ? S + m * m : NULL;
    double *theta = S ? V + m * m : NULL;
    enum status status = S ? model_new(model, m) : STATUS_NUMERICAL;
    if (status == STATUS_OK)
        status = draw_relu(d, m, seed, S, theta, &model->unexplained);
    model->unexplained *= signal;
    if (status == STATUS_OK)
        status = linalg_eigenvectors(m, S, 0, m - 1, model->lambda, V);
    for (size_t i = 0; status == STATUS_OK && i < m; i++) {
        model->scale[i] = sqrt(fmax(0, model->lambda[i]));
        model->start[i] = -sqrt(signal) * vector_dot(m, V + i * m, theta);
        model->u[i] = vector_sum(m, V + i * m) / sqrt((double)m);
    }
    struct activation activation;
    struct double_descent_constants constants;
    if (status == STATUS_OK)
        status = activation_parse(&activation, "relu");
    if (status == STATUS_OK)
        status = double_descent_constants(&activation, &constants);
    if (status == STATUS_OK)
        double_descent_covariance(&constants, (double)m, &model->lambda1, &model->lambda2);
    free(S);
    return status;
}

struct double_descent_level *model_levels(const struct model *model) {
    struct double_descent_level *levels = memory_new(model->m, sizeof *levels);
    for (size_t i = 0; levels && i < model->m; i++)
        levels[i] = (struct double_descent_level){
            .lambda = model->lambda[i],
            .count = 1,
            .error = model->start[i] * model->start[i],
            .overlap = model->u[i] * model->u[i],
            .cross = model->u[i] * model->start[i],
        };
    return levels;
}

VECTORISED
static void stretch(size_t m, double norm, const double *restrict scale, double *restrict z) {
    for (size_t i = 0; i < m; i++)
        z[i] *= norm * scale[i];
}

void model_features(const struct model *model, uint64_t seed, uint64_t replicate, size_t t,
                    double *z) {
    size_t m = model->m;
    random_gaussians(random_stream(seed, "data"), replicate, t, 0, m, z);
    double norm = model->constant_norm ? sqrt((double)m) / linalg_norm(m, z) : 1;
    stretch(m, norm, model->scale, z);
}

void model_noise(const struct model *model, uint64_t seed, uint64_t replicate, size_t first,
                 size_t count, double *noise) {
    random_gaussians(random_stream(seed, "noise"), replicate, 0, first, count, noise);
    for (size_t i = 0; i < count; i++)
        noise[i] *= model->noise;
}
