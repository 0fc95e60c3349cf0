/* SPDX-License-Identifier: MIT */
/* Predictions of wasserstein.h. */
#include "prediction.h"
#include "wasserstein.h"

#include <math.h>
#include <string.h>

#define DIMENSION INTEGER("d", NULL, 1, 1000, "D", "dimension of the points")
#define SIZE REAL("n", NULL, 1, 1e15, "N", "sample size")
#define COUNT INTEGER("n", NULL, 1, 1e7, "N", "sample size")
#define DOMAIN CHOICE("domain", "cube", "cube|torus", "[0,1]^d, or with opposite faces glued")
#define NORM2                                                                                      \
    REAL("lip2", NULL, 0, INFINITY, "E", "E Lip^2, Lip the Lipschitz constant of the loss")
#define TRACE REAL("trace", NULL, 0, INFINITY, "T", "tr Cov of a data point z = (x,y)")
#define STEP REAL("step", NULL, 0, 100, "E", "step size eta")
#define STEPS REAL("steps", NULL, 0, 1e12, "K", "number of steps k")
#define START REAL("start", NULL, 0, INFINITY, "B", "(E s_0^2)^{1/2}, s = ||theta||_F^2")

static bool is_torus(const char *domain) {
    return strcmp(domain, "torus") == 0;
}

PREDICTION(expected, "wasserstein-expected",
           "E W1 of a sample to its law in one dimension, exact and bounds",
           "exact = (1/n) int E|Bin(n,F) - nF| dx for every n; bobkov_ledoux = J1/sqrt n >= exact, "
           "J1 = int sqrt(F(1-F)) dx; asymptotic = sqrt(2/(pi n)) J1. pareto:A lives on [1, inf): "
           "exact is inf for A <= 1, the others for A <= 2. The sliced distance of N(0, I_d) has "
           "the values of gaussian in every d. [standard: Bobkov & Ledoux 2019; W1, W9]",
           PARAMETERS(TEXT("law", NULL, "LAW",
                           "uniform (on [0,1]), gaussian (standard) or pareto:A"),
                      COUNT),
           COLUMNS("exact", "bobkov_ledoux", "asymptotic")) {
    struct wasserstein_law law;
    enum status status = wasserstein_law_parse(&law, p[0].text);
    if (status != STATUS_OK)
        return status;
    double n = WHOLE(1), J1 = wasserstein_root_integral(&law);
    return ROW(wasserstein_expected(&law, n), J1 / sqrt(n), sqrt(2 / (M_PI * n)) * J1);
}

PREDICTION(critic, "wasserstein-critic",
           "the network that realises W1 of a uniform sample: mean number of hinges",
           "E N = 1 + 2 sum_{i=1}^{n-1} C(n,i) (i/n)^i (1-i/n)^{n-i}, N the sign changes of t - "
           "F_n(t); path_norm = 2 E N + 1; asymptotic = sqrt(2 pi n). [derived, W10]",
           PARAMETERS(COUNT), COLUMNS("expected_sign_changes", "path_norm", "asymptotic")) {
    double n = WHOLE(0), changes = wasserstein_critic_changes(n);
    return ROW(changes, 2 * changes + 1, sqrt(2 * M_PI * n));
}

PREDICTION(heat_bound, "wasserstein-heat-bound",
           "bound of E W1 of a sample to the uniform law, by heat smoothing",
           "bound = min_t sqrt(2t) E|N_d| + sqrt((2/n) int_t^inf (theta(s)^d - 1) ds), theta = "
           "sum_{j>=0} exp(-2 pi^2 j^2 s) (torus: sum over all integers of exp(-8 pi^2 j^2 s)); "
           "time = the minimiser, 0 for d = 1 (bound 1/sqrt(6n)). [derived, W6]",
           PARAMETERS(DIMENSION, SIZE, DOMAIN), COLUMNS("bound", "time")) {
    double time, bound = wasserstein_heat_bound(WHOLE(0), p[1].real, is_torus(p[2].text), &time);
    return ROW(bound, time);
}

PREDICTION(smoothing, "wasserstein-smoothing", "the two terms of the heat bound at a given time",
           "cost = sqrt(2t) E|N_d| >= E|fold(x + sqrt(2t) N) - x|; square = (2/n) int_t^inf "
           "(theta^d - 1) = E||P_t mu_n - 1||^2 in H^-1, exact. [derived, W6]",
           PARAMETERS(DIMENSION, SIZE, REAL("t", NULL, 1e-12, 10, "T", "time of smoothing"),
                      DOMAIN),
           COLUMNS("cost", "square")) {
    double d = WHOLE(0), t = p[2].real;
    return ROW(sqrt(2 * t) * wasserstein_gaussian_norm(d),
               2 / p[1].real * wasserstein_heat_integral(d, t, is_torus(p[3].text)));
}

PREDICTION(dyadic_bound, "wasserstein-dyadic-bound",
           "bound of E W1 of a sample to any law on [0,1]^d, by dyadic cells",
           "bound = sqrt(d) min_{K>=0} [2^-K + (1/2) sum_{k<=K} 2^-k min(2, sqrt((2^{dk}-1)/n))]; "
           "levels = K; closed = the sum without cap in closed form, for d >= 3 sqrt(d) S_d "
           "(4n)^{-1/d}, S_d = 2 + 1/(2^{d/2-1}-1). [derived, W2, W3]",
           PARAMETERS(DIMENSION, SIZE), COLUMNS("bound", "levels", "closed")) {
    double d = WHOLE(0), levels, bound = wasserstein_dyadic_bound(d, p[1].real, &levels);
    return ROW(bound, levels, wasserstein_dyadic_closed(d, p[1].real));
}

PREDICTION(gaussian_bound, "wasserstein-gaussian-bound",
           "bound of E W1 of a sample to N(0, I_d), by dyadic shells",
           "sum over shells of dyadic bounds, minimised over the half side `size` of the inner "
           "cube. [derived, W4]",
           PARAMETERS(DIMENSION, SIZE), COLUMNS("bound", "size")) {
    double size, bound = wasserstein_gaussian_bound(WHOLE(0), p[1].real, &size);
    return ROW(bound, size);
}

PREDICTION(moment_constant, "wasserstein-moment-constant",
           "constant of the bound of E W1 by one moment",
           "E W1 <= kappa (E|X|^q)^{1/q} n^{-1/d}, d >= 3 and q > d/(d-1), else nan. [derived, W5]",
           PARAMETERS(DIMENSION, REAL("q", NULL, 1, 1e6, "Q", "order of the moment")),
           COLUMNS("kappa")) {
    return ROW(wasserstein_moment_constant(WHOLE(0), p[1].real));
}

PREDICTION(
    matching, "wasserstein-matching",
    "E W2^2 of matchings in the plane: slope in ln(n) and boundary constant",
    "n E W2^2 = slope ln n + constant: slope 1/(4 pi) of one sample to its law, 1/(2 pi) of two, "
    "on any surface of unit area; torus and square: R = lim sum exp(-t lambda)/lambda + ln(t)/(4 "
    "pi) over their spectra; difference = 2 (R_square - R_torus) for two samples, half of it for "
    "one. [standard: Ambrosio, Stra & Trevisan 2019, W7; heuristic, W8]",
    PARAMETERS(CHOICE("samples", NULL, "one|two", "matched: to the law, or two samples")),
    COLUMNS("slope", "torus", "square", "difference")) {
    bool two = strcmp(p[0].text, "two") == 0;
    double torus = wasserstein_laplacian(true), square = wasserstein_laplacian(false);
    return ROW(wasserstein_matching_slope(two), torus, square, (two ? 2 : 1) * (square - torus));
}

PREDICTION(
    variance, "wasserstein-variance",
    "variance of W1 of a uniform sample on [0,1]^d to its law, times n",
    "bound = tr Cov = d/12 (Efron and Stein); limit = 7/60 - pi/32 for d = 1, else nan. [derived]",
    PARAMETERS(DIMENSION), COLUMNS("bound", "limit")) {
    double d = WHOLE(0);
    return ROW(d / 12, d == 1 ? wasserstein_variance_limit() : NAN);
}

PREDICTION(rate, "wasserstein-rate", "exponents of E W1 in n",
           "dimension = -1/d for d >= 3, -1/2 below (with a logarithm at d = 2); moment = -(1-1/q) "
           "where only q moments are finite; correction = -(d-2)/d, relative, on the torus (nan "
           "for d < 3). [standard: Fournier & Guillin 2015]",
           PARAMETERS(DIMENSION, REAL("q", "inf", 1, INFINITY, "Q", "tail exponent")),
           COLUMNS("dimension", "moment", "correction")) {
    double d = WHOLE(0);
    return ROW(d < 3 ? -0.5 : -1 / d, 1 / p[1].real - 1, d < 3 ? NAN : 2 / d - 1);
}

PREDICTION(test_gap, "wasserstein-test-gap", "mean gap on an independent test sample of size n",
           "clt = sqrt(2 V/(pi n)) as n grows; root = sqrt(V/n) >= E|L_n - L| for every n; "
           "lipschitz = sqrt(lip2 trace/n) >= root. [derived, A0, A1, A3]",
           PARAMETERS(REAL("variance", NULL, 0, INFINITY, "V", "E Var of the loss of a data point"),
                      NORM2, TRACE, SIZE),
           COLUMNS("clt", "root", "lipschitz")) {
    double variance = p[0].real, n = p[3].real;
    return ROW(sqrt(2 * variance / (M_PI * n)), sqrt(variance / n),
               sqrt(p[1].real * p[2].real / n));
}

PREDICTION(poincare, "wasserstein-poincare", "bound of the variance of the loss by gradients",
           "(4/pi^2) (E|grad f - grad g|^2 + S^2), x uniform on [-1,1]^{d_in}, y = g(x) + S "
           "(2u-1). [derived, A2]",
           PARAMETERS(REAL("gradient2", NULL, 0, INFINITY, "E", "E|grad f - grad g|^2"),
                      REAL("noise", "0.25", 0, INFINITY, "S", "half width of the label noise")),
           COLUMNS("variance")) {
    return ROW(4 / (M_PI * M_PI) * (p[0].real + p[1].real * p[1].real));
}

PREDICTION(lipschitz, "wasserstein-lipschitz",
           "Lipschitz constant of the loss from norms of the weights",
           "lip = sqrt(1 + min(lambda, path)^2), lambda = ||W2|| ||W1||, path = sum_j |w2_j| "
           "|w1_j|. [derived, L1]",
           PARAMETERS(REAL("lambda", NULL, 0, INFINITY, "L", "product of the spectral norms"),
                      REAL("path", "inf", 0, INFINITY, "P", "path norm")),
           COLUMNS("lip")) {
    return ROW(wasserstein_lipschitz(fmin(p[0].real, p[1].real)));
}

PREDICTION(data, "wasserstein-data",
           "the data law x = 2u-1 uniform on [-1,1]^d, y = g(x) + S (2v-1)",
           "map = 2 sigma_max [[1,0],[G,S]] >= Lip of (u,v) -> (x,y); mean_norm, square, fourth: "
           "E|x|^p, p = 1, 2, 4. [derived]",
           PARAMETERS(DIMENSION, REAL("teacher", NULL, 0, INFINITY, "G", "Lipschitz constant of g"),
                      REAL("noise", "0.25", 0, INFINITY, "S", "half width of the label noise")),
           COLUMNS("map", "mean_norm", "square", "fourth")) {
    double d = WHOLE(0);
    return ROW(wasserstein_map_lipschitz(p[1].real, p[2].real), wasserstein_cube_moment(d, 1),
               wasserstein_cube_moment(d, 2), wasserstein_cube_moment(d, 4));
}

PREDICTION(weights, "wasserstein-weights", "bound of the squared norm of the weights along SGD",
           "moment = A^k b_0 + 4 eta R (A^k-1)/(A-1) >= (E s_k^2)^{1/2}, A = ||1 + eta^2 "
           "|x|^2||_2, x uniform on [-1,1]^d and fresh each step; lip2 = 1 + moment^2/4 >= E "
           "Lip^2; naive = start (E(1 + eta|x|)^2)^k, without homogeneity. [derived, M0, M2, A4]",
           PARAMETERS(DIMENSION, STEP, STEPS, START,
                      REAL("loss", NULL, 0, INFINITY, "R", "(E rho(|y|)^2)^{1/2}")),
           COLUMNS("moment", "lip2", "naive")) {
    double d = WHOLE(0), eta = p[1].real, steps = p[2].real, start = p[3].real;
    double moment = wasserstein_moment_bound(d, eta, steps, start, p[4].real);
    return ROW(moment, 1 + moment * moment / 4, wasserstein_naive_bound(d, eta, steps, start));
}

PREDICTION(
    weights_epochs, "wasserstein-weights-epochs",
    "bound of the squared norm of the weights along SGD that uses samples again",
    "moment = A^k b_0 + 4 eta R (A^k-1)/(A-1) >= (E s_k^2)^{1/2}, A = 1 + eta^2 radius2, |x|^2 <= "
    "radius2 surely and each y with the law of the data; with R the largest rho(|y|) a bound of "
    "s_k on every path from s_0 = start; lip2 = 1 + moment^2/4. [derived, M2, A4]",
    PARAMETERS(REAL("radius2", NULL, 0, INFINITY, "R2", "largest |x|^2"), STEP, STEPS, START,
               REAL("loss", NULL, 0, INFINITY, "R",
                    "(E rho(|y|)^2)^{1/2}, or the largest rho(|y|)")),
    COLUMNS("moment", "lip2")) {
    double moment =
        wasserstein_moment_bound_epochs(p[0].real, p[1].real, p[2].real, p[3].real, p[4].real);
    return ROW(moment, 1 + moment * moment / 4);
}

PREDICTION(chain, "wasserstein-chain",
           "bounds of the gap without independence, for z the image of the cube",
           "transport_* bounds E W1(mu_n, mu), the Lipschitz constant `map` of the image times the "
           "bound of the cube; gap_* = sqrt(lip2) sqrt(transport^2 + trace/n). heat is W6, dyadic "
           "W3; test = sqrt(lip2 trace/n), with independence. [derived, A3, B]",
           PARAMETERS(DIMENSION, SIZE, NORM2, TRACE,
                      REAL("map", "1", 0, INFINITY, "T",
                           "Lipschitz constant of the map from the cube")),
           COLUMNS("transport_heat", "transport_dyadic", "gap_heat", "gap_dyadic", "test")) {
    double d = WHOLE(0), n = p[1].real, lip2 = p[2].real, trace = p[3].real, time;
    double heat = p[4].real * wasserstein_heat_bound(d, n, false, &time);
    double dyadic = p[4].real * wasserstein_dyadic_bound(d, n, NULL);
    return ROW(heat, dyadic, wasserstein_gap_bound(lip2, heat, trace, n),
               wasserstein_gap_bound(lip2, dyadic, trace, n), sqrt(lip2 * trace / n));
}

PREDICTION(path_norm, "wasserstein-path-norm",
           "bound of the largest gap over networks of bounded path norm",
           "4 B sqrt(E|x|^2/n) >= E sup (L - L_n), relu, scalar output, no biases (with them x is "
           "(x,1)). [derived, R]",
           PARAMETERS(REAL("path", NULL, 0, INFINITY, "B", "largest path norm"),
                      REAL("square", NULL, 0, INFINITY, "E", "E|x|^2"), SIZE),
           COLUMNS("bound")) {
    return ROW(wasserstein_path_bound(p[0].real, p[1].real, p[2].real));
}

PREDICTIONS(wasserstein_predictions, &predict_expected, &predict_critic, &predict_heat_bound,
            &predict_smoothing, &predict_dyadic_bound, &predict_gaussian_bound,
            &predict_moment_constant, &predict_matching, &predict_variance, &predict_rate,
            &predict_test_gap, &predict_poincare, &predict_lipschitz, &predict_data,
            &predict_weights, &predict_weights_epochs, &predict_chain, &predict_path_norm);
