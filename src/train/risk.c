/* SPDX-License-Identifier: MIT */
#include "risk.h"

#include "dataset.h"
#include "double_descent_moments.h"
#include "linalg.h"
#include "vector.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool is_known(const struct dataset *dataset, const char *activation) {
    if (!dataset->is_recipe || strcmp(dataset->law.teacher, "linear") != 0)
        return false;
    bool homogeneous = strcmp(activation, "relu") == 0 || strcmp(activation, "linear") == 0;
    bool other = strcmp(activation, "erf") == 0 || strcmp(activation, "erf2") == 0;
    return strcmp(dataset->law.law, "gaussian") == 0 ? homogeneous || other
           : strcmp(dataset->law.law, "sphere") == 0 ? homogeneous
                                                     : false;
}

enum status risk_open(struct risk *risk, const struct parameters *p, const char *activation,
                      bool fixed, const char *path) {
    struct dataset dataset;
    size_t width = p->width, d = p->d;
    *risk = (struct risk){.activation = activation, .fixed = fixed};
    enum status status = dataset_open(&dataset, path);
    if (status != STATUS_OK)
        return status;
    if (!is_known(&dataset, activation) || p->b || dataset.d != d)
        status = error_set(STATUS_USAGE,
                           "found --risk where it is not known, expected a recipe of gaussian "
                           "inputs (or on the sphere, for relu and linear) with a linear teacher, "
                           "relu, erf, erf2 or linear, and no bias");
    if (status == STATUS_OK) {
        risk->beta = memory_new(d + width * d + width * (width + 1), sizeof *risk->beta);
        status = risk->beta ? STATUS_OK : STATUS_NUMERICAL;
    }
    if (status == STATUS_OK) {
        memcpy(risk->beta, dataset.teacher.beta, d * sizeof *risk->beta);
        risk->W = risk->beta + d;
        risk->K = risk->W + width * d;
        risk->c = risk->K + width * width;
    }
    dataset_close(&dataset);
    return status;
}

void risk_close(struct risk *risk) {
    free(risk->beta);
    risk->beta = NULL;
}

/* The features of double_descent_moments.h carry width^{-1/2} and take W/sqrt d. */
static enum status find_moments(struct risk *risk, const struct parameters *p) {
    size_t width = p->width, d = p->d;
    for (size_t i = 0; i < width * d; i++)
        risk->W[i] = sqrt((double)d) * p->W[i];
    enum status status =
        double_descent_moments_cross(risk->activation, d, width, risk->W, width, risk->W, risk->K);
    if (status == STATUS_OK)
        status = double_descent_moments_slope(risk->activation, d, width, risk->W, risk->c);
    for (size_t l = 0; status == STATUS_OK && l < width; l++)
        risk->c[l] *= sqrt((double)width) * vector_dot(d, risk->W + l * d, risk->beta);
    risk->known = status == STATUS_OK && risk->fixed;
    return status;
}

enum status risk_evaluate(struct risk *risk, const struct parameters *p, double *value) {
    enum status status = risk->known ? STATUS_OK : find_moments(risk, p);
    double square = 0;
    for (size_t l = 0; status == STATUS_OK && l < p->width; l++)
        square += p->a[l] * vector_dot(p->width, risk->K + l * p->width, p->a);
    *value = 1 + (double)p->width * square - 2 * vector_dot(p->width, risk->c, p->a);
    return status;
}
