/* SPDX-License-Identifier: MIT */
/* The names, texts and parameters of the predictions of mean_field.h. */
#include "mean_field_predictions.h"

#include <math.h>

#define REAL PREDICTION_REAL
#define INTEGER PREDICTION_INTEGER
#define CHOICE PREDICTION_CHOICE
#define GAMMA REAL("gamma", NULL, 0, 1e6, "G", "decay of the prior: mu_k = k^-gamma")
#define DELTA REAL("delta", NULL, 0, INFINITY, "D", "h lambda/2")
#define LAMBDA REAL("lambda", NULL, 0, INFINITY, "L", "strength of the entropy")
#define POSITIVE_LAMBDA REAL("lambda", NULL, 1e-300, 1e300, "L", "strength of the entropy")
#define SAMPLES INTEGER("n", NULL, 1, 4000, "N", "samples")
#define MODES INTEGER("modes", NULL, 1, 1e7, "K", "modes kept, k = 1..modes")
#define BOUND REAL("bound", NULL, 0, 1e300, "B", "B of h = B tanh <theta, x>")
#define AMPLITUDE REAL("amplitude", "1", 0, 1e6, "A", "length of the two coordinates of a sample")
#define SMALL_SAMPLES INTEGER("n", NULL, 1, 200, "N", "samples")
#define STRENGTH REAL("lambda", NULL, 1e-6, 1e6, "L", "strength of the entropy")
#define NODES(initial, high)                                                                       \
    INTEGER("nodes", initial, 3, high, "N", "nodes of the quadrature on an axis")
#define KAPPA                                                                                      \
    REAL("kappa", NULL, 1e-100, 1e100, "K", "inverse length: rho_k = (kappa^2+(pi k)^2)^-s")
#define EXPONENT REAL("exponent", "1", 0.5, 100, "S", "s")
#define CERTIFICATE                                                                                \
    COLUMNS("optimum", "dual", "trace", "particles", "independent", "free_energy", "bound_energy")
#define CERTIFICATE_TEXT                                                                           \
    "optimum = L*, dual = D*: their difference certifies both, on these nodes (raise them until "  \
    "the values settle); trace = Tr V; M particles: M E|f_M - f*|^2/n -> particles = Tr[V (I + "   \
    "V/(n lambda))^-1]/n, independent = Tr V/n; M (A_M - L*) -> free_energy, at most "             \
    "bound_energy = Tr V/(2n). [derived; limits heuristic, R1, R7]"
#define FIELD_MODES INTEGER("modes", NULL, 1, 1e7, "K", "modes kept, k = 0..modes-1")
#define PARAMETERS(...)                                                                            \
    (const struct option[]) {                                                                      \
        __VA_ARGS__, OPTION_END                                                                    \
    }
#define COLUMNS(...)                                                                               \
    (const char *const[]) {                                                                        \
        __VA_ARGS__, NULL                                                                          \
    }

const struct prediction mean_field_predictions[] = {
    {"mean-field-trace-bias", "trace of the covariance that the semi-implicit step loses",
     "bias = sum_{k>=1} mu_k delta/(mu_k + delta), mu_k = k^-gamma, all modes; law = "
     "delta^{1-1/gamma} (pi/gamma)/sin(pi/gamma) - delta/2, its limit for small delta. Infinite "
     "for gamma <= 1. Linear neurons. [derived, R5]",
     PARAMETERS(GAMMA, DELTA), COLUMNS("bias", "law"), mean_field_predict_trace_bias},
    {"mean-field-linear", "optimum of linear neurons on the seed-free problem DET",
     "x_ik = k^-3/4 sqrt 2 cos(1.3 i k + 0.7 i), y_i = sin i, mu_k = k^-2. optimum = (lambda/2) "
     "y^T (K + n lambda)^-1 y; effective_dimension = Tr K (K + n lambda)^-1; free_energy = "
     "(lambda/2) log det(I + K/(n lambda)); particles = lambda effective_dimension/2, M times "
     "the excess of M particles; bound = Tr K/(2n) of the free energy; largest = |K|/(n lambda). "
     "[derived, R3, R6, R7]",
     PARAMETERS(SAMPLES, MODES, POSITIVE_LAMBDA),
     COLUMNS("optimum", "effective_dimension", "free_energy", "particles", "bound", "largest"),
     mean_field_predict_linear},
    {"mean-field-ou", "Karhunen-Loeve spectrum of the Ornstein-Uhlenbeck process on [0,1]",
     "Covariance exp(-theta |s-t|): eigenvalue = 2 theta/(w^2 + theta^2), w = root of w = j pi + "
     "2 atan(theta/w), j = index - 1. [standard: Karhunen Loeve, R12]",
     PARAMETERS(REAL("theta", NULL, 0, INFINITY, "T", "inverse of the correlation length"),
                INTEGER("count", "8", 1, 1e6, "N", "number of eigenvalues")),
     COLUMNS("index", "eigenvalue", "root"), mean_field_predict_ou},
    {"mean-field-ou-mode", "one eigenvalue of the Ornstein-Uhlenbeck process on [0,1]",
     "Row `mode` of mean-field-ou. [standard: Karhunen Loeve, R12]",
     PARAMETERS(REAL("theta", NULL, 0, INFINITY, "T", "inverse of the correlation length"),
                INTEGER("mode", NULL, 1, 1e9, "J", "number of the eigenvalue, descending")),
     COLUMNS("eigenvalue", "root"), mean_field_predict_ou_mode},
    {"mean-field-stability", "the first mode that the explicit scheme blows up",
     "first_unstable_mode: the first k with h lambda k^gamma > 2 (equality to 1e-12 does not "
     "count); crossover = (2/(h lambda))^{1/gamma}. inf if there is none. [derived, R4]",
     PARAMETERS(LAMBDA, REAL("h", NULL, 0, INFINITY, "H", "step"), GAMMA),
     COLUMNS("first_unstable_mode", "crossover"), mean_field_predict_stability},
    {"mean-field-variance", "stationary variance of a mode, by scheme",
     "semi_implicit = mu/(1 + delta/mu), explicit = mu/(1 - delta/mu), inf from delta = mu on, "
     "exponential = mu = k^-gamma. Linear neurons, many particles. [derived, R4]",
     PARAMETERS(REAL("mode", NULL, 1, 1e15, "K", "k"), GAMMA, DELTA),
     COLUMNS("semi_implicit", "explicit", "exponential"), mean_field_predict_variance},
    {"mean-field-distance", "how far the semi-implicit stationary law is from the prior",
     "Over the modes k = 1..modes: trace bias, wasserstein2 = squared W2, divergence = KL(law || "
     "prior), which diverges with the modes; law = modes log modes + (modes/2)(log delta - 3), "
     "its limit for gamma = 2. [derived; standard: Feldman Hajek, R5]",
     PARAMETERS(MODES, GAMMA, DELTA), COLUMNS("trace", "wasserstein2", "divergence", "law"),
     mean_field_predict_distance},
    {"mean-field-exponential", "error of M linear particles on DET, exponential scheme",
     "M E|X(mbar - m*)|^2/(2n): excess at step tau = lambda h, inf if it is not stable; limit = "
     "lambda effective_dimension/2 for tau -> 0; independent = Tr K/(2n), of independent "
     "particles; largest_tau: stable below. [derived, R6]",
     PARAMETERS(SAMPLES, MODES, POSITIVE_LAMBDA,
                REAL("tau", NULL, 0, INFINITY, "T", "step, lambda h")),
     COLUMNS("excess", "limit", "independent", "largest_tau"), mean_field_predict_exponential},
    {"mean-field-semi-implicit", "error of M linear particles on DET, semi-implicit scheme",
     "M E|X(mbar - m*)|^2/(2n) by Lyapunov's equation, inf if it is not stable. [derived, R6]",
     PARAMETERS(SAMPLES, INTEGER("modes", NULL, 1, 2000, "K", "modes kept"), POSITIVE_LAMBDA,
                REAL("h", NULL, 1e-300, 1e300, "H", "step")),
     COLUMNS("excess"), mean_field_predict_semi_implicit},
    {"mean-field-modes", "what more modes change in the optimum of DET, linear neurons",
     "change = L* of `modes` minus L* of `more` modes, between 0 and bound = (lambda/2) al^T (K' "
     "- K) al, al = (K + n lambda)^-1 y. [derived, R3]",
     PARAMETERS(SAMPLES, MODES, INTEGER("more", NULL, 1, 1e7, "K", "more modes"), POSITIVE_LAMBDA),
     COLUMNS("change", "bound"), mean_field_predict_modes},
    {"mean-field-spectrum",
     "Karhunen-Loeve spectrum of Brownian motion, its bridge, a Matern field",
     "((j - 1/2) pi)^-2, (j pi)^-2, (kappa^2 + (pi (j - 1))^2)^-s for index j; the Matern field "
     "has Neumann ends, its first mode is constant. [standard, R12]",
     PARAMETERS(CHOICE("law", NULL, "brownian|bridge|matern", "the process"),
                REAL("kappa", "1", 1e-100, 1e100, "K", "inverse length (matern)"), EXPONENT,
                INTEGER("count", "8", 1, 1e6, "N", "number of eigenvalues")),
     COLUMNS("index", "eigenvalue"), mean_field_predict_spectrum},
    {"mean-field-covariance", "covariance of the Matern field with Neumann ends, s = 1",
     "cosh(kappa min) cosh(kappa (1 - max))/(kappa sinh kappa); tail: what the modes k < MODES "
     "leave out at most, 2/(pi^2 (MODES - 1/2)). [standard; tail: derived, R12]",
     PARAMETERS(KAPPA, REAL("s", NULL, 0, 1, "S", "place"), REAL("t", NULL, 0, 1, "T", "place"),
                FIELD_MODES),
     COLUMNS("covariance", "tail"), mean_field_predict_covariance},
    {"mean-field-aliasing", "variance of a DCT-II coefficient of a sampled Matern field",
     "variance = sum of rho over the modes 2 m POINTS -+ mode below MODES; own = rho of the mode "
     "itself. Modes from 0, midpoints. [derived, R12]",
     PARAMETERS(KAPPA, EXPONENT, FIELD_MODES, INTEGER("points", NULL, 1, 1e7, "N", "points"),
                INTEGER("mode", NULL, 0, 1e7, "K", "mode, less than the points")),
     COLUMNS("variance", "own"), mean_field_predict_aliasing},
    {"mean-field-half-circle", "bounded neurons, the problem of rank 2: optimum and particle laws",
     "<theta, x_i> = A (cos phi_i s + sin phi_i t), s, t ~ N(0,1), phi_i = (i + 1/2) pi/n, y_i = "
     "sin phi_i + cos(3 phi_i)/2. " CERTIFICATE_TEXT,
     PARAMETERS(SMALL_SAMPLES, AMPLITUDE, STRENGTH, BOUND, NODES("81", 1000)), CERTIFICATE,
     mean_field_predict_half_circle},
    {"mean-field-det-bounded", "bounded neurons on DET (at most 4 samples): optimum, particle laws",
     "mu_k = k^-2, `nodes`^n nodes. " CERTIFICATE_TEXT,
     PARAMETERS(INTEGER("n", NULL, 1, 4, "N", "samples"), MODES, STRENGTH, BOUND,
                NODES("41", 1000)),
     CERTIFICATE, mean_field_predict_det_bounded},
    {"mean-field-single", "free energy of M bounded neurons on one sample, exactly",
     "exact = M (A_M - L*), -> law = (lambda/2) log(1 + V/lambda), between 0 and bound_energy = "
     "V/2; variance = Var <theta, x> under the prior. [derived, R7]",
     PARAMETERS(REAL("variance", NULL, 0, 1e6, "K", "prior variance of <theta, x>"),
                REAL("y", NULL, -1e6, 1e6, "Y", "label"), STRENGTH, BOUND,
                REAL("particles", NULL, 1, 1e9, "M", "particles"), NODES("161", 100000)),
     COLUMNS("exact", "law", "bound_energy", "optimum"), mean_field_predict_single},
    {"mean-field-sdca", "dual coordinate ascent on the problem of rank 2, exact inner loop",
     "scale = c = 1 + B^2/(n lambda) of the step; bound_gap = (1 - lambda/(B^2 + n lambda))^(n "
     "epochs) on E gap/gap at the start (random order); radius = exact local factor of the error "
     "per cyclic epoch. [derived, R8]",
     PARAMETERS(SMALL_SAMPLES, AMPLITUDE, STRENGTH, BOUND,
                REAL("epochs", "1", 0, 1e9, "E", "n coordinate steps each"), NODES("81", 1000)),
     COLUMNS("scale", "bound_gap", "radius"), mean_field_predict_sdca},
    {"mean-field-pda", "dual averaging on the problem of rank 2, exact inner loop",
     "t E[L - L*] -> last (last iterate), mixture (weights t); bound_gap = 2 G^2/(lambda (T+1)), "
     "G = B (B + max|y|), of the gap averaged with weights t. [derived, R9]",
     PARAMETERS(SMALL_SAMPLES, AMPLITUDE, STRENGTH, BOUND,
                REAL("steps", "1", 0, 1e15, "T", "samples seen"), NODES("81", 1000)),
     COLUMNS("last", "mixture", "bound_gap"), mean_field_predict_pda},
    {"mean-field-flow", "sharp rate of mean-field Langevin in one dimension",
     "<theta, x_i> = A cos phi_i s, s ~ N(0,1), y_i and phi_i as in mean-field-half-circle. L - "
     "L* falls like exp(-rate t), rate = 2 Lambda; poincare = spectral gap of mu*, "
     "without_interaction = 2 lambda poincare. Finite volumes, error O(nodes^-2); with a step, "
     "of the scheme with implicit diffusion and lagged drift. [derived, R10]",
     PARAMETERS(SMALL_SAMPLES, AMPLITUDE, STRENGTH, BOUND, NODES("401", 1001),
                REAL("step", "0", 0, 1e6, "T", "time step, 0: continuous")),
     COLUMNS("rate", "poincare", "without_interaction"), mean_field_predict_flow},
    {"mean-field-complexity",
     "Rademacher complexity of the networks with KL(mu || prior) at most M0",
     "bound_bounded = B sqrt(2 M0/n); linear = exact root mean square for linear neurons, sqrt(2 "
     "M0 trace/n), trace = E<x, C x>. [derived; standard: Donsker Varadhan, R11]",
     PARAMETERS(BOUND, REAL("divergence", NULL, 0, INFINITY, "M", "M0"),
                REAL("n", NULL, 1, INFINITY, "N", "samples"),
                REAL("trace", "1", 0, INFINITY, "T", "E<x, C x>")),
     COLUMNS("bound_bounded", "linear"), mean_field_predict_complexity},
    {"mean-field-risk", "excess risk of linear neurons on Gaussian fields",
     "mu_k = k^-gamma, E x_k^2 = k^-decay, teacher beta_k = sqrt(mu_k)/(k |1/k|): deterministic "
     "equivalent, error O(1/n). kappa: effective ridge; exponent = -p/(p+1), p = gamma + decay, "
     "of n for lambda ~ n^exponent. undivided: without the factor 1/(1-g); naive: with kappa = "
     "lambda: both wrong, for comparing. [standard: Hastie Montanari Rosset Tibshirani 2022; "
     "exponent: Caponnetto De Vito 2007, R11]",
     PARAMETERS(REAL("n", NULL, 1, 1e15, "N", "samples"), POSITIVE_LAMBDA, GAMMA,
                REAL("decay", NULL, 0, 1e6, "A", "decay of the inputs"),
                REAL("noise", NULL, 0, INFINITY, "S", "variance of the label noise"),
                INTEGER("modes", "256", 1, 1e6, "K", "modes kept")),
     COLUMNS("excess", "kappa", "exponent", "undivided", "naive"), mean_field_predict_risk},
    {NULL, NULL, NULL, NULL, NULL, NULL},
};
