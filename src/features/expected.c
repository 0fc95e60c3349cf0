/* SPDX-License-Identifier: MIT */
#include "expected.h"

enum status expect_sources(const struct setting *s, struct double_descent_sources *sources,
                           double *off) {
    struct double_descent_equivalent equivalent;
    double n = (double)s->samples, m = (double)s->m;
    enum status status = double_descent_sphere_sources(&s->activation, (double)s->d, n, m, s->ridge,
                                                       s->noise, &equivalent, sources);
    if (status != STATUS_OK)
        return status;
    *off = equivalent.amplify_samp;
    if (s->ridge == 0) {
        double noise = s->noise * (double_descent_noise(&equivalent, n, m) - *off);
        sources->total += noise - sources->noise_init;
        sources->noise_init = noise;
    }
    return STATUS_OK;
}

enum status expect_sgd(const struct setting *s, double gamma, double zeta, double *average,
                       double *last, double *zero_mean) {
    struct double_descent_constants constants;
    struct double_descent_sgd sgd;
    double unexplained;
    enum status status = double_descent_constants(&s->activation, &constants);
    if (status == STATUS_OK)
        status = double_descent_closure_sgd(&constants, s->d, s->samples, s->m, gamma, zeta,
                                            s->noise, true, &sgd, &unexplained);
    if (status != STATUS_OK)
        return status;
    *zero_mean = sgd.bias + sgd.variance + unexplained;
    status = double_descent_closure_sgd(&constants, s->d, s->samples, s->m, gamma, zeta, s->noise,
                                        false, &sgd, &unexplained);
    *average = sgd.bias + sgd.variance + unexplained;
    *last = sgd.last_bias + sgd.last_variance + unexplained;
    return status;
}

enum status expect_covariance(const struct setting *s, double *along, double *across) {
    struct double_descent_constants constants;
    enum status status = double_descent_constants(&s->activation, &constants);
    if (status == STATUS_OK)
        double_descent_covariance(&constants, (double)s->m, along, across);
    return status;
}
