/* SPDX-License-Identifier: MIT */
/* Predictions of function_space.h: kernels, the step, learning curves. */
#include "function_space_predictions.h"

#define C1STAR REAL("c1star", NULL, -1e100, 1e100, "C", "c1* = E y z, z = beta.x")
#define EY2 REAL("ey2", NULL, 0, 1e100, "E", "E y^2, label noise included")
#define GAMMA REAL("gamma", NULL, -1, 1, "G", "the cosine <v, beta>")
#define SAMPLES REAL("n", NULL, 1, 1e15, "N", "number of samples")
#define RIDGE REAL("ridge", NULL, 0, 1e100, "R", "ridge, added to K (not to K/n)")
#define NOISE REAL("noise", NULL, 0, 1e100, "S", "standard deviation of the label noise")

PREDICTION(kernel, "function-space-kernel",
           "kernel of an infinitely wide layer, E sigma(u) sigma(v)",
           "u, v Gaussian of variances q11, q22 and covariance q12: q11 = |x|^2/d, q12 = x.x'/d "
           "for weights N(0, I/d). Closed form, but quadrature for tanh and softplus. [standard: "
           "Williams 1998, Cho and Saul 2009; c1]",
           PARAMETERS(ACTIVATION, REAL("q11", NULL, 0, 1e100, "Q", "variance of w.x"),
                      REAL("q12", NULL, -1e100, 1e100, "Q", "covariance of w.x and w.x'"),
                      REAL("q22", NULL, 0, 1e100, "Q", "variance of w.x'")),
           COLUMNS("kernel")) {
    double kernel;
    enum status status = function_space_kernel(p[0].text, p[1].real, p[2].real, p[3].real, &kernel);
    return status == STATUS_OK ? ROW(kernel) : status;
}

PREDICTION(spike, "function-space-spike", "the law of the weights after one gradient step",
           "Covariance (bulk I + theta v v^T)/d to leading order: theta = (d/N) eta^2 c1^2 (c1*^2 "
           "+ Ey^2/alpha), gamma2 = <v, beta>^2 = c1*^2/(c1*^2 + Ey^2/alpha), bulk = 1 + q, q = "
           "eta^2 Var sigma'(z) Ey^2/(N alpha); n to infinity at fixed alpha = n/d. theta and bulk "
           "nan for step. [derived, c2]",
           PARAMETERS(ACTIVATION, C1STAR, EY2,
                      REAL("alpha", NULL, 1e-100, INFINITY, "A", "samples per dimension, n/d"),
                      REAL("step", NULL, -1e100, 1e100, "E", "eta: w <- w - eta sqrt N dL/dw"),
                      REAL("width", NULL, 1, 1e100, "N", "number of neurons"), DIMENSION(1)),
           COLUMNS("theta", "gamma2", "bulk")) {
    struct activation activation;
    enum status status = activation_parse(&activation, p[0].text);
    if (status != STATUS_OK)
        return status;
    struct function_space_spike spike = function_space_spike(
        &activation, p[1].real, p[2].real, p[3].real, p[4].real, p[5].real, WHOLE(6));
    return ROW(spike.theta, spike.gamma2, spike.bulk);
}

PREDICTION(gradient, "function-space-gradient",
           "the mean gradient direction g = (1/n) sum y x at finite n",
           "square = E|g|^2 = c1*^2 (1 - 1/n) + ((d-1) Ey^2 + E y^2 z^2)/n, exact for Gaussian "
           "inputs; gamma2 = E<g, beta>^2/E|g|^2. [derived, c2]",
           PARAMETERS(C1STAR, EY2, REAL("ey2z2", NULL, 0, 1e100, "E", "E y^2 z^2, z = beta.x"),
                      SAMPLES, DIMENSION(1)),
           COLUMNS("square", "gamma2")) {
    double gamma2, square = function_space_gradient(p[0].real, p[1].real, p[2].real, p[3].real,
                                                    WHOLE(4), &gamma2);
    return ROW(square, gamma2);
}

PREDICTION(
    outlier, "function-space-outlier", "largest eigenvalue of d W^T W/N above its bulk",
    "W of N rows N(0, (I + theta v v^T)/d), aspect = c = d/N: eigenvalue = (1 + theta)(1 + "
    "c/theta), overlap = (1 - c/theta^2)/(1 + c/theta), the squared cosine with v, if theta > sqrt "
    "c; else (1 + sqrt c)^2 and 0. [standard: Baik Ben Arous Peche 2005, Paul 2007; c2]",
    PARAMETERS(THETA_ANY, REAL("aspect", NULL, 0, 1e100, "C", "d/N")),
    COLUMNS("eigenvalue", "overlap")) {
    double overlap, eigenvalue = function_space_outlier(p[0].real, p[1].real, &overlap);
    return ROW(eigenvalue, overlap);
}

PREDICTION(kurtosis, "function-space-kurtosis",
           "kurtosis of the weights across v after a large step",
           "3 (1 + 2q + 3q^2)/(1+q)^2: the coordinates have variance (1 + q xi^2)/d, xi ~ N(0,1). "
           "[derived, c2]",
           PARAMETERS(REAL("q", NULL, 0, 1e100, "Q", "growth of the bulk variance")),
           COLUMNS("kurtosis")) {
    return ROW(function_space_kurtosis(p[0].real));
}

PREDICTION(learning_curve, "function-space-learning-curve",
           "test error of ridge regression with the spiked relu kernel",
           "Target Y1(beta.x) + Y2(beta.x) + noise, each of unit variance, inputs on the sphere; "
           "error on noisy labels. eigenlearning [standard: Bordelon et al. 2020, Simon et al. "
           "2023; c7]; conditional: features Gaussian-like only given v.x, needed after a large "
           "step, ridge > 0 [derived, not proved; c7b]. eigenlearning is quick at d >= 10, and at "
           "theta = 0. At d < 10 with a spike it takes seconds to minutes where n is beyond some "
           "hundreds or the ridge small, and fails with status 4 where 200 sectors do not do; "
           "conditional takes some 10 s there at large theta and small ridge.",
           PARAMETERS(DIMENSION(3), THETA, GAMMA, SAMPLES, RIDGE, NOISE,
                      CHOICE("method", "conditional", "eigenlearning|conditional",
                             "deterministic equivalent")),
           COLUMNS("mse")) {
    double d = WHOLE(0), theta = p[1].real, gamma = p[2].real, n = p[3].real, ridge = p[4].real,
           noise = p[5].real, mse;
    struct function_space_modes modes;
    enum status status;
    if (strcmp(p[6].text, "conditional") == 0) {
        status = function_space_conditional(d, theta, gamma, n, ridge, noise, &mse);
    } else {
        status = function_space_modes(d, theta, gamma, n, ridge, &modes);
        if (status == STATUS_OK) {
            mse = function_space_eigenlearning(&modes, n, ridge, noise);
            function_space_modes_free(&modes);
        }
    }
    return status == STATUS_OK ? ROW(mse) : status;
}

PREDICTION(random_features, "function-space-random-features",
           "test error with WIDTH random features of the spiked kernel",
           "As function-space-learning-curve by eigenlearning, ridge on F F^T, F = sigma(X "
           "W^T)/sqrt(width). [standard: Defilippis Loureiro Misiakiewicz 2024; c7]",
           PARAMETERS(DIMENSION(3), THETA, GAMMA, SAMPLES,
                      REAL("width", NULL, 1, INFINITY, "N", "number of features; may be inf"),
                      REAL("ridge", NULL, 1e-12, 1e100, "R", "ridge, added to F F^T"), NOISE),
           COLUMNS("mse")) {
    struct function_space_modes modes;
    enum status status =
        function_space_modes(WHOLE(0), p[1].real, p[2].real, p[3].real, p[5].real, &modes);
    if (status != STATUS_OK)
        return status;
    ROW(function_space_random_features(&modes, p[3].real, p[4].real, p[5].real, p[6].real));
    function_space_modes_free(&modes);
    return STATUS_OK;
}

PREDICTIONS(function_space_predictions, &predict_kernel, &predict_spike, &predict_gradient,
            &predict_outlier, &predict_kurtosis, &predict_learning_curve, &predict_random_features);
