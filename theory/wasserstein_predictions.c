/* SPDX-License-Identifier: MIT */
/* The names, texts and parameters of the predictions of wasserstein.h. */
#include "wasserstein_predictions.h"

#include <math.h>

#define REAL PREDICTION_REAL
#define INTEGER PREDICTION_INTEGER
#define CHOICE PREDICTION_CHOICE
#define TEXT PREDICTION_TEXT
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
#define PARAMETERS(...)                                                                            \
    (const struct option[]) {                                                                      \
        __VA_ARGS__, OPTION_END                                                                    \
    }
#define COLUMNS(...)                                                                               \
    (const char *const[]) {                                                                        \
        __VA_ARGS__, NULL                                                                          \
    }

const struct prediction wasserstein_predictions[] = {
    {"wasserstein-expected", "E W1 of a sample to its law in one dimension, exact and bounds",
     "exact = (1/n) int E|Bin(n,F) - nF| dx for every n; bobkov_ledoux = J1/sqrt n >= exact, J1 = "
     "int sqrt(F(1-F)) dx; asymptotic = sqrt(2/(pi n)) J1. pareto:A lives on [1, inf): exact is "
     "inf "
     "for A <= 1, the others for A <= 2. The sliced distance of N(0, I_d) has the values of "
     "gaussian in every d. [standard: Bobkov & Ledoux 2019; W1, W9]",
     PARAMETERS(TEXT("law", NULL, "LAW", "uniform (on [0,1]), gaussian (standard) or pareto:A"),
                COUNT),
     COLUMNS("exact", "bobkov_ledoux", "asymptotic"), wasserstein_predict_expected},
    {"wasserstein-critic",
     "the network that realises W1 of a uniform sample: mean number of hinges",
     "E N = 1 + 2 sum_{i=1}^{n-1} C(n,i) (i/n)^i (1-i/n)^{n-i}, N the sign changes of t - F_n(t); "
     "path_norm = 2 E N + 1; asymptotic = sqrt(2 pi n). [derived, W10]",
     PARAMETERS(COUNT), COLUMNS("expected_sign_changes", "path_norm", "asymptotic"),
     wasserstein_predict_critic},
    {"wasserstein-heat-bound", "bound of E W1 of a sample to the uniform law, by heat smoothing",
     "bound = min_t sqrt(2t) E|N_d| + sqrt((2/n) int_t^inf (theta(s)^d - 1) ds), theta = "
     "sum_{j>=0} exp(-2 pi^2 j^2 s) (torus: sum over all integers of exp(-8 pi^2 j^2 s)); time = "
     "the minimiser, 0 for d = 1 (bound 1/sqrt(6n)). [derived, W6]",
     PARAMETERS(DIMENSION, SIZE, DOMAIN), COLUMNS("bound", "time"), wasserstein_predict_heat_bound},
    {"wasserstein-smoothing", "the two terms of the heat bound at a given time",
     "cost = sqrt(2t) E|N_d| >= E|fold(x + sqrt(2t) N) - x|; square = (2/n) int_t^inf (theta^d - "
     "1) "
     "= E||P_t mu_n - 1||^2 in H^-1, exact. [derived, W6]",
     PARAMETERS(DIMENSION, SIZE, REAL("t", NULL, 1e-12, 10, "T", "time of smoothing"), DOMAIN),
     COLUMNS("cost", "square"), wasserstein_predict_smoothing},
    {"wasserstein-dyadic-bound", "bound of E W1 of a sample to any law on [0,1]^d, by dyadic cells",
     "bound = sqrt(d) min_{K>=0} [2^-K + (1/2) sum_{k<=K} 2^-k min(2, sqrt((2^{dk}-1)/n))]; levels "
     "= K; closed = the sum without cap in closed form, for d >= 3 sqrt(d) S_d (4n)^{-1/d}, S_d = "
     "2 "
     "+ 1/(2^{d/2-1}-1). [derived, W2, W3]",
     PARAMETERS(DIMENSION, SIZE), COLUMNS("bound", "levels", "closed"),
     wasserstein_predict_dyadic_bound},
    {"wasserstein-gaussian-bound", "bound of E W1 of a sample to N(0, I_d), by dyadic shells",
     "sum over shells of dyadic bounds, minimised over the half side `size` of the inner cube. "
     "[derived, W4]",
     PARAMETERS(DIMENSION, SIZE), COLUMNS("bound", "size"), wasserstein_predict_gaussian_bound},
    {"wasserstein-moment-constant", "constant of the bound of E W1 by one moment",
     "E W1 <= kappa (E|X|^q)^{1/q} n^{-1/d}, d >= 3 and q > d/(d-1), else nan. [derived, W5]",
     PARAMETERS(DIMENSION, REAL("q", NULL, 1, 1e6, "Q", "order of the moment")), COLUMNS("kappa"),
     wasserstein_predict_moment_constant},
    {"wasserstein-matching",
     "E W2^2 of matchings in the plane: slope in ln(n) and boundary constant",
     "n E W2^2 = slope ln n + constant: slope 1/(4 pi) of one sample to its law, 1/(2 pi) of two, "
     "on "
     "any surface of unit area; torus and square: R = lim sum exp(-t lambda)/lambda + ln(t)/(4 pi) "
     "over their spectra; difference = 2 (R_square - R_torus) for two samples, half of it for one. "
     "[standard: Ambrosio, Stra & Trevisan 2019, W7; heuristic, W8]",
     PARAMETERS(CHOICE("samples", NULL, "one|two", "matched: to the law, or two samples")),
     COLUMNS("slope", "torus", "square", "difference"), wasserstein_predict_matching},
    {"wasserstein-variance", "variance of W1 of a uniform sample on [0,1]^d to its law, times n",
     "bound = tr Cov = d/12 (Efron and Stein); limit = 7/60 - pi/32 for d = 1, else nan. [derived]",
     PARAMETERS(DIMENSION), COLUMNS("bound", "limit"), wasserstein_predict_variance},
    {"wasserstein-rate", "exponents of E W1 in n",
     "dimension = -1/d for d >= 3, -1/2 below (with a logarithm at d = 2); moment = -(1-1/q) where "
     "only q moments are finite; correction = -(d-2)/d, relative, on the torus (nan for d < 3). "
     "[standard: Fournier & Guillin 2015]",
     PARAMETERS(DIMENSION, REAL("q", "inf", 1, INFINITY, "Q", "tail exponent")),
     COLUMNS("dimension", "moment", "correction"), wasserstein_predict_rate},
    {"wasserstein-test-gap", "mean gap on an independent test sample of size n",
     "clt = sqrt(2 V/(pi n)) as n grows; root = sqrt(V/n) >= E|L_n - L| for every n; lipschitz = "
     "sqrt(lip2 trace/n) >= root. [derived, A0, A1, A3]",
     PARAMETERS(REAL("variance", NULL, 0, INFINITY, "V", "E Var of the loss of a data point"),
                NORM2, TRACE, SIZE),
     COLUMNS("clt", "root", "lipschitz"), wasserstein_predict_test_gap},
    {"wasserstein-poincare", "bound of the variance of the loss by gradients",
     "(4/pi^2) (E|grad f - grad g|^2 + S^2), x uniform on [-1,1]^{d_in}, y = g(x) + S (2u-1). "
     "[derived, A2]",
     PARAMETERS(REAL("gradient2", NULL, 0, INFINITY, "E", "E|grad f - grad g|^2"),
                REAL("noise", "0.25", 0, INFINITY, "S", "half width of the label noise")),
     COLUMNS("variance"), wasserstein_predict_poincare},
    {"wasserstein-lipschitz", "Lipschitz constant of the loss from norms of the weights",
     "lip = sqrt(1 + min(lambda, path)^2), lambda = ||W2|| ||W1||, path = sum_j |w2_j| |w1_j|. "
     "[derived, L1]",
     PARAMETERS(REAL("lambda", NULL, 0, INFINITY, "L", "product of the spectral norms"),
                REAL("path", "inf", 0, INFINITY, "P", "path norm")),
     COLUMNS("lip"), wasserstein_predict_lipschitz},
    {"wasserstein-data", "the data law x = 2u-1 uniform on [-1,1]^d, y = g(x) + S (2v-1)",
     "map = 2 sigma_max [[1,0],[G,S]] >= Lip of (u,v) -> (x,y); mean_norm, square, fourth: E|x|^p, "
     "p "
     "= 1, 2, 4. [derived]",
     PARAMETERS(DIMENSION, REAL("teacher", NULL, 0, INFINITY, "G", "Lipschitz constant of g"),
                REAL("noise", "0.25", 0, INFINITY, "S", "half width of the label noise")),
     COLUMNS("map", "mean_norm", "square", "fourth"), wasserstein_predict_data},
    {"wasserstein-weights", "bound of the squared norm of the weights along SGD",
     "moment = A^k b_0 + 4 eta R (A^k-1)/(A-1) >= (E s_k^2)^{1/2}, A = ||1 + eta^2 |x|^2||_2, x "
     "uniform on [-1,1]^d and fresh each step; lip2 = 1 + moment^2/4 >= E Lip^2; naive = start "
     "(E(1 + eta|x|)^2)^k, without homogeneity. [derived, M0, M2, A4]",
     PARAMETERS(DIMENSION, STEP, STEPS, START,
                REAL("loss", NULL, 0, INFINITY, "R", "(E rho(|y|)^2)^{1/2}")),
     COLUMNS("moment", "lip2", "naive"), wasserstein_predict_weights},
    {"wasserstein-weights-epochs",
     "bound of the squared norm of the weights along SGD that uses samples again",
     "moment = A^k b_0 + 4 eta R (A^k-1)/(A-1) >= (E s_k^2)^{1/2}, A = 1 + eta^2 radius2, |x|^2 <= "
     "radius2 surely and each y with the law of the data; with R the largest rho(|y|) a bound of "
     "s_k on every path from s_0 = start; lip2 = 1 + moment^2/4. [derived, M2, A4]",
     PARAMETERS(
         REAL("radius2", NULL, 0, INFINITY, "R2", "largest |x|^2"), STEP, STEPS, START,
         REAL("loss", NULL, 0, INFINITY, "R", "(E rho(|y|)^2)^{1/2}, or the largest rho(|y|)")),
     COLUMNS("moment", "lip2"), wasserstein_predict_weights_epochs},
    {"wasserstein-chain", "bounds of the gap without independence, for z the image of the cube",
     "transport_* bounds E W1(mu_n, mu), the Lipschitz constant `map` of the image times the bound "
     "of the cube; gap_* = sqrt(lip2) sqrt(transport^2 + trace/n). heat is W6, dyadic W3; test = "
     "sqrt(lip2 trace/n), with independence. [derived, A3, B]",
     PARAMETERS(DIMENSION, SIZE, NORM2, TRACE,
                REAL("map", "1", 0, INFINITY, "T", "Lipschitz constant of the map from the cube")),
     COLUMNS("transport_heat", "transport_dyadic", "gap_heat", "gap_dyadic", "test"),
     wasserstein_predict_chain},
    {"wasserstein-path-norm", "bound of the largest gap over networks of bounded path norm",
     "4 B sqrt(E|x|^2/n) >= E sup (L - L_n), relu, scalar output, no biases (with them x is "
     "(x,1)). "
     "[derived, R]",
     PARAMETERS(REAL("path", NULL, 0, INFINITY, "B", "largest path norm"),
                REAL("square", NULL, 0, INFINITY, "E", "E|x|^2"), SIZE),
     COLUMNS("bound"), wasserstein_predict_path_norm},
    {NULL, NULL, NULL, NULL, NULL, NULL},
};
