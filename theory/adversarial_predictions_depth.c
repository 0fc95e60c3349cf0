/* SPDX-License-Identifier: MIT */
/* Predictions of adversarial.h: depth and training. */
#include "adversarial_predictions.h"
#include "number.h"

#include <string.h>

#define DEPTH INTEGER("depth", NULL, 1, 100000, "L", "number of hidden layers")

PREDICTION(depth, "adversarial-depth",
           "success probability and gain of one step for deep relu networks of infinite width",
           "DEPTH counts hidden layers; 1 is adversarial-infinite-width for relu. gain = E[sgn(f) "
           "(f(x) - f(x'))]/(s E G) by the same law. [derived, c9]",
           PARAMETERS(DIMENSION, DEPTH, NORM), COLUMNS("success", "gain")) {
    double success, leading, law;
    enum status status = adversarial_depth(p[0].real, p[1].integer, p[2].real, &success);
    if (status == STATUS_OK)
        status = adversarial_depth_gain(p[0].real, p[1].integer, p[2].real, &leading, &law);
    return status == STATUS_OK ? ROW(success, law) : status;
}

PREDICTION(depth_gain, "adversarial-depth-gain",
           "mean gain of one step for deep relu networks, two ways",
           "leading = prod_{l<depth} (1 - theta_l/pi), theta_0 = atan(s/sqrt d); law averages the "
           "infinite-width law over (f, G). [derived, c9]",
           PARAMETERS(DIMENSION, DEPTH, NORM), COLUMNS("leading", "law")) {
    double leading, law;
    enum status status = adversarial_depth_gain(p[0].real, p[1].integer, p[2].real, &leading, &law);
    return status == STATUS_OK ? ROW(leading, law) : status;
}

PREDICTION(alive, "adversarial-alive", "probability that a relu network is alive at x",
           "prod_l (1 - 2^{-n_l}), exact: every layer has an active neuron. [derived, c9]",
           PARAMETERS(TEXT("widths", NULL, "N1xN2x...",
                           "widths of the hidden layers, as in 10x3x10")),
           COLUMNS("probability")) {
    double widths[256];
    const char *at = p[0].text, *end = at + strlen(at);
    for (size_t layers = 0; layers < 256; at++) {
        at = number_read(at, end, &widths[layers]);
        if (!at || (*at && *at != 'x') || !(widths[layers] >= 1))
            break;
        layers++;
        if (at == end)
            return ROW(adversarial_alive(layers, widths));
    }
    return error_set(STATUS_USAGE,
                     "found widths %s, expected at most 256 numbers of at least 1 "
                     "with x between",
                     p[0].text);
}

OF_ACTIVATION(
    deep_success, "adversarial-deep-success",
    "success probability of wide deep networks, leading order",
    "erf(s sqrt(kappa_L'(1)/(2 kappa_L(1)))), kappa_L the composed dual kernel. [derived, c9]",
    PARAMETERS(ACTIVATION, DEPTH, NORM), COLUMNS("success")) {
    return ROW(adversarial_deep_success(&of->moments, p[1].integer, p[2].real));
}

OF_ACTIVATION(
    lazy_gradient, "adversarial-lazy-gradient",
    "squared gradient norm at a training point after interpolation",
    "square = E G^2 for odd psi, random labels, k to infinity; step = 1/G, the norm at which the "
    "success jumps from 0 to 1. [derived, c10]",
    PARAMETERS(ACTIVATION, REAL("alpha", NULL, 0, INFINITY, "A", "samples per dimension, n/d"),
               CHOICE("prior", "no", "no|yes", "does the output layer start at random signs?")),
    COLUMNS("square", "step")) {
    double square =
        adversarial_lazy_gradient(&of->activation, p[1].real, strcmp(p[2].text, "yes") == 0);
    return ROW(square, 1 / sqrt(square));
}

PREDICTIONS(adversarial_depth_predictions, &predict_depth, &predict_depth_gain, &predict_alive,
            &predict_deep_success, &predict_lazy_gradient);
