/* SPDX-License-Identifier: MIT */
/* The names, texts and parameters of the predictions of adversarial.h. */
#include "adversarial_predictions.h"

#include <math.h>

#define REAL PREDICTION_REAL
#define INTEGER PREDICTION_INTEGER
#define CHOICE PREDICTION_CHOICE
#define TEXT PREDICTION_TEXT
#define ACTIVATION PREDICTION_ACTIVATION
#define DIMENSION REAL("d", NULL, 1, INFINITY, "D", "dimension of the input")
#define WIDTH REAL("k", NULL, 1, INFINITY, "K", "width; may be inf")
#define NORM REAL("norm", NULL, 0, INFINITY, "S", "l2 norm of the step")
#define EPS REAL("eps", NULL, 0, INFINITY, "E", "l-infinity norm of the step")
#define RATIO REAL("ratio", NULL, 1e-6, 1e12, "C", "k/d")
#define DEPTH INTEGER("depth", NULL, 1, 100000, "L", "number of hidden layers")
#define PARAMETERS(...)                                                                            \
    (const struct option[]) {                                                                      \
        __VA_ARGS__, OPTION_END                                                                    \
    }
#define COLUMNS(...)                                                                               \
    (const char *const[]) {                                                                        \
        __VA_ARGS__, NULL                                                                          \
    }

const struct prediction adversarial_predictions[] = {
    {"adversarial-moments", "Gaussian moments of an activation",
     "V = E psi^2, m = E psi'^2, nbar = m/V (the mean Hermite degree), q = E Z^2 "
     "psi'^2, h2 = E psi''^2, p = E Z psi psi', psi4 = E psi^4, r = E Z^2 "
     "psi''^2/h2, Z ~ N(0,1). nan where psi is not smooth enough. Closed form for "
     "relu, step, polynomials, sin2, erf, erf2 (but psi4); else quadrature.",
     PARAMETERS(ACTIVATION), COLUMNS("V", "m", "nbar", "q", "h2", "p", "psi4", "r"),
     adversarial_predict_moments},
    {"adversarial-hermite", "normalised Hermite coefficient of an activation",
     "c_n = E psi(Z) He_n(Z)/sqrt(n!); nbar = sum n c_n^2/sum c_n^2.",
     PARAMETERS(ACTIVATION,
                INTEGER("degree", NULL, 0, 40, "N", "degree of the Hermite polynomial")),
     COLUMNS("coefficient"), adversarial_predict_hermite},
    {"adversarial-gradient", "exact moments of the squared gradient norm and of the output",
     "mean and variance of G^2 = |grad f(x)|^2, Var f(x) = V, and the excess "
     "kurtosis (E psi^4/V^2 - 3)/k of f(x); exact for every d and k. [derived, c1]",
     PARAMETERS(ACTIVATION, DIMENSION, WIDTH),
     COLUMNS("mean", "variance", "output_variance", "kurtosis"), adversarial_predict_gradient},
    {"adversarial-output-law", "density and distribution function of the output f(x)",
     "Transform of (E cos(theta psi(Z)/sqrt k))^k, exact up to P(|f| > half). The "
     "atom 2^-k of relu at 0 is in the distribution function only. [derived, c1]",
     PARAMETERS(ACTIVATION, WIDTH,
                REAL("half", "8", 1e-3, 1e6, "X", "the points lie in [-half, half)"),
                INTEGER("count", "256", 8, 1048576, "N", "number of points, a power of two")),
     COLUMNS("x", "density", "cumulative"), adversarial_predict_output_law},
    {"adversarial-success", "probability that one gradient step of length NORM flips the sign",
     "limit = erf(norm sqrt(nbar/2)), d and k to infinity in any relation. "
     "success: relu I_{y^2/d}(1/2, (d-1)/2), y = s (1 - (s/sqrt d) K(sqrt(2d/k))), "
     "for s^2 << min(d, k); smooth activations erf(y/sqrt 2) + A_d/d + A_k/k, y = "
     "s sqrt nbar, clamped to [0, 1]; step nan. [derived, c3-c5]",
     PARAMETERS(ACTIVATION, DIMENSION, WIDTH, NORM), COLUMNS("success", "limit"),
     adversarial_predict_success},
    {"adversarial-coefficients", "coefficients of the success probability in 1/d and 1/k",
     "P(s) = erf(s sqrt(nbar/2)) + A_d/d + A_k/k + O(d^-2, k^-2), smooth "
     "activations. [derived, c5]",
     PARAMETERS(ACTIVATION, NORM), COLUMNS("A_d", "A_k"), adversarial_predict_coefficients},
    {"adversarial-minimal-norm", "norm of the step that succeeds with probability 1 - GAMMA",
     "Phi^{-1}(1 - gamma/2)/sqrt(nbar), d and k to infinity; gamma = 1/2 is the "
     "median of |f|/G. [derived, c3]",
     PARAMETERS(ACTIVATION, REAL("gamma", "0.5", 0, 1, "P", "probability of failure")),
     COLUMNS("norm"), adversarial_predict_minimal_norm},
    {"adversarial-fixed-step", "success probability at a fixed step size",
     "erf(eta m/sqrt(2V)), d and k to infinity. [derived, c3]",
     PARAMETERS(ACTIVATION,
                REAL("eta", NULL, 0, INFINITY, "E", "step size: x' = x - eta sgn(f) grad f")),
     COLUMNS("success"), adversarial_predict_fixed_step},
    {"adversarial-beta-law", "law of |f|/G for relu (any depth) and for linear networks",
     "P(|f|/G <= s) = I_{s^2/d}(1/2, (d-1)/2), exact for every width given f(x) != "
     "0; limit = erf(s/sqrt 2). [derived, c4, c9]",
     PARAMETERS(DIMENSION, NORM), COLUMNS("probability", "limit"), adversarial_predict_beta_law},
    {"adversarial-relu-curvature", "coefficient K(rho) of the relu gain",
     "K = phi(0)/(2 rho) [(1 + rho^2) erf(rho/sqrt 2) + 2 rho phi(rho)], K(0) = "
     "1/pi. [derived, c4]",
     PARAMETERS(REAL("rho", NULL, 0, INFINITY, "RHO", "sqrt(2d/k)")), COLUMNS("curvature"),
     adversarial_predict_relu_curvature},
    {"adversarial-relu-gain", "relative gain of one step for relu",
     "E[sgn(f) (f(x) - f(x'))]/(s G) = 1 - (s/sqrt d) K(sqrt(2d/k)) + O(1/d), for "
     "s^2 << min(d, k). [derived, c4]",
     PARAMETERS(DIMENSION, WIDTH, NORM), COLUMNS("gain"), adversarial_predict_relu_gain},
    {"adversarial-relu-flips",
     "fraction of neurons whose pattern flips, and change of the gradient",
     "flips = (phi(0)/2) tau [2 phi(0) (1 + e^{-rho^2/2}) + rho erf(rho/sqrt 2)], "
     "tau = s/sqrt d, rho = sqrt(2d/k); gradient_change = |grad f(x + s u) - grad "
     "f(x)|^2 = atan(tau)/pi for k >> d. [derived, c4]",
     PARAMETERS(DIMENSION, WIDTH, NORM), COLUMNS("flips", "gradient_change"),
     adversarial_predict_relu_flips},
    {"adversarial-residual", "how far f is from linear along the step",
     "r = f(x - s sgn(f) u) - f(x) + sgn(f) s G: mean and variance of sgn(f) r, "
     "and E r^2. Leading order in 1/d, 1/k, for s^2 << min(d, k). [derived, c4b]",
     PARAMETERS(ACTIVATION, DIMENSION, WIDTH, NORM), COLUMNS("mean", "variance", "mean_square"),
     adversarial_predict_residual},
    {"adversarial-linf", "success probability of the l-infinity step, leading order",
     "erf(eps sqrt(d nbar/pi)). [derived, c7]", PARAMETERS(ACTIVATION, DIMENSION, EPS),
     COLUMNS("success"), adversarial_predict_linf},
    {"adversarial-linf-width",
     "success probability of the l-infinity step, with the curvature of relu",
     "relu: erf(y/sqrt 2), y = sqrt(2/pi) t (1 - (t/sqrt d) K(sqrt(2/pi) rho)), t "
     "= eps sqrt d, rho = sqrt(2d/k); others as adversarial-linf. [derived, c7]",
     PARAMETERS(ACTIVATION, DIMENSION, WIDTH, EPS), COLUMNS("success"),
     adversarial_predict_linf_width},
    {"adversarial-random-direction", "sign change along a random direction, infinite width",
     "arccos(corr)/pi, corr the correlation of f(x) and f(x + delta), delta "
     "orthogonal to x. Norms up to 100 sqrt d. [derived, c7]",
     PARAMETERS(ACTIVATION, DIMENSION, NORM), COLUMNS("success"),
     adversarial_predict_random_direction},
    {"adversarial-hessian-edge", "largest eigenvalue of sqrt(d) H, d to infinity",
     "Edge of the generalised Marchenko-Pastur law at k/d = ratio: min over z of "
     "x(z)/sqrt c, x(z) = 1/z + c E[psi''^2 z/(1 - z^2 psi''^2)]. inf for "
     "unbounded psi'', nan for relu and step. [derived, c6]",
     PARAMETERS(ACTIVATION, RATIO), COLUMNS("edge"), adversarial_predict_hessian_edge},
    {"adversarial-hessian-largest", "mean largest eigenvalue of sqrt(d) H at finite size",
     "The edge with its Tracy-Widom shift, [x* - 1.2065 (x''/2)^{1/3} "
     "d^{-2/3}]/sqrt c. [derived, c6]",
     PARAMETERS(ACTIVATION, DIMENSION, WIDTH), COLUMNS("largest"),
     adversarial_predict_hessian_largest},
    {"adversarial-hessian-density", "density of the eigenvalues of sqrt(d) H, d to infinity",
     "The generalised Marchenko-Pastur law at k/d = ratio. [derived, c6]",
     PARAMETERS(ACTIVATION, RATIO,
                REAL("lambda", NULL, -INFINITY, INFINITY, "X", "eigenvalue of sqrt(d) H")),
     COLUMNS("density"), adversarial_predict_hessian_density},
    {"adversarial-hessian-outlier", "eigenvalue of sqrt(d) H that leaves the bulk along x, k >> d",
     "edge = sqrt(h2) r/sqrt(r-1) if r > 2, else the bulk edge 2 sqrt(h2); overlap "
     "= (r-2)/(2(r-1)), the squared cosine with x, else 0. [derived, c6]",
     PARAMETERS(ACTIVATION), COLUMNS("edge", "overlap"), adversarial_predict_hessian_outlier},
    {"adversarial-hessian-action", "mean of d |H u|^2",
     "action = h2 + width + radial, width = (d/k) E[psi''^2 psi'^2]/m, radial = "
     "(E Z psi' psi'')^2/m. [derived, c6]",
     PARAMETERS(ACTIVATION, DIMENSION, WIDTH), COLUMNS("action", "width", "radial"),
     adversarial_predict_hessian_action},
    {"adversarial-single-step-gap", "best gain on the ball minus the gain of one step",
     "s^3 |H u|^2/(2 sqrt m), smooth activations. [derived, c6]",
     PARAMETERS(ACTIVATION, DIMENSION, WIDTH, NORM), COLUMNS("gap"),
     adversarial_predict_single_step_gap},
    {"adversarial-proof-bound", "lower bound on the success by the proof's inequality",
     "erf(sqrt(nbar/2) s (1 - s L/sqrt(m d))), L the edge of sqrt(d) H; not "
     "Theorem 1's bound, whose constants are not known. [derived, c6]",
     PARAMETERS(ACTIVATION, DIMENSION, WIDTH, NORM), COLUMNS("bound"),
     adversarial_predict_proof_bound},
    {"adversarial-infinite-width", "success probability at infinite width and finite dimension",
     "The law of (f(x), grad f(x), f(x')) as a Gaussian process, integrated to some 1e-15. nan for "
     "step and constants, which have no direction to step in. [derived, c8]",
     PARAMETERS(ACTIVATION, DIMENSION, NORM), COLUMNS("success"),
     adversarial_predict_infinite_width},
    {"adversarial-depth",
     "success probability and gain of one step for deep relu networks of infinite width",
     "DEPTH counts hidden layers; 1 is adversarial-infinite-width for relu. gain = "
     "E[sgn(f) (f(x) - f(x'))]/(s E G) by the same law. [derived, c9]",
     PARAMETERS(DIMENSION, DEPTH, NORM), COLUMNS("success", "gain"), adversarial_predict_depth},
    {"adversarial-depth-gain", "mean gain of one step for deep relu networks, two ways",
     "leading = prod_{l<depth} (1 - theta_l/pi), theta_0 = atan(s/sqrt d); law "
     "averages the infinite-width law over (f, G). [derived, c9]",
     PARAMETERS(DIMENSION, DEPTH, NORM), COLUMNS("leading", "law"), adversarial_predict_depth_gain},
    {"adversarial-alive", "probability that a relu network is alive at x",
     "prod_l (1 - 2^{-n_l}), exact: every layer has an active neuron. [derived, "
     "c9]",
     PARAMETERS(TEXT("widths", NULL, "N1xN2x...", "widths of the hidden layers, as in 10x3x10")),
     COLUMNS("probability"), adversarial_predict_alive},
    {"adversarial-deep-success", "success probability of wide deep networks, leading order",
     "erf(s sqrt(kappa_L'(1)/(2 kappa_L(1)))), kappa_L the composed dual kernel. "
     "[derived, c9]",
     PARAMETERS(ACTIVATION, DEPTH, NORM), COLUMNS("success"), adversarial_predict_deep_success},
    {"adversarial-lazy-gradient", "squared gradient norm at a training point after interpolation",
     "square = E G^2 for odd psi, random labels, k to infinity; step = 1/G, the "
     "norm at which the success jumps from 0 to 1. [derived, c10]",
     PARAMETERS(ACTIVATION, REAL("alpha", NULL, 0, INFINITY, "A", "samples per dimension, n/d"),
                CHOICE("prior", "no", "no|yes", "does the output layer start at random signs?")),
     COLUMNS("square", "step"), adversarial_predict_lazy_gradient},
    {NULL, NULL, NULL, NULL, NULL, NULL},
};
