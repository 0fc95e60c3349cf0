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
     "for "
     "gamma <= 1. Linear neurons. [derived, R5]",
     PARAMETERS(GAMMA, DELTA), COLUMNS("bias", "law"), mean_field_predict_trace_bias},
    {"mean-field-linear", "optimum of linear neurons on the seed-free problem DET",
     "x_ik = k^-3/4 sqrt 2 cos(1.3 i k + 0.7 i), y_i = sin i, mu_k = k^-2. optimum = (lambda/2) "
     "y^T "
     "(K + n lambda)^-1 y; effective_dimension = Tr K (K + n lambda)^-1; free_energy = (lambda/2) "
     "log det(I + K/(n lambda)); particles = lambda effective_dimension/2, M times the excess of M "
     "particles; bound = Tr K/(2n) of the free energy; largest = |K|/(n lambda). [derived, R3, R6, "
     "R7]",
     PARAMETERS(SAMPLES, MODES, POSITIVE_LAMBDA),
     COLUMNS("optimum", "effective_dimension", "free_energy", "particles", "bound", "largest"),
     mean_field_predict_linear},
    {"mean-field-ou", "Karhunen-Loeve spectrum of the Ornstein-Uhlenbeck process on [0,1]",
     "Covariance exp(-theta |s-t|): eigenvalue = 2 theta/(w^2 + theta^2), w = root of w = j pi + "
     "2 atan(theta/w), j = index - 1. [standard: Karhunen Loeve, R12]",
     PARAMETERS(REAL("theta", NULL, 0, INFINITY, "T", "inverse of the correlation length"),
                INTEGER("count", "8", 1, 1e6, "N", "number of eigenvalues")),
     COLUMNS("index", "eigenvalue", "root"), mean_field_predict_ou},
    {"mean-field-stability", "the first mode that the explicit scheme blows up",
     "first_unstable_mode: the first k with h lambda k^gamma > 2 (equality to 1e-12 does not "
     "count); "
     "crossover = (2/(h lambda))^{1/gamma}. inf if there is none. [derived, R4]",
     PARAMETERS(LAMBDA, REAL("h", NULL, 0, INFINITY, "H", "step"), GAMMA),
     COLUMNS("first_unstable_mode", "crossover"), mean_field_predict_stability},
    {"mean-field-variance", "stationary variance of a mode, by scheme",
     "semi_implicit = mu/(1 + delta/mu), explicit = mu/(1 - delta/mu), inf from delta = mu on, "
     "exponential = mu = k^-gamma. Linear neurons, many particles. [derived, R4]",
     PARAMETERS(REAL("mode", NULL, 1, 1e15, "K", "k"), GAMMA, DELTA),
     COLUMNS("semi_implicit", "explicit", "exponential"), mean_field_predict_variance},
    {"mean-field-distance", "how far the semi-implicit stationary law is from the prior",
     "Over the modes k = 1..modes: trace bias, wasserstein2 = squared W2, divergence = KL(law || "
     "prior), which diverges with the modes; law = modes log modes + (modes/2)(log delta - 3), its "
     "limit for gamma = 2. [derived; standard: Feldman Hajek, R5]",
     PARAMETERS(MODES, GAMMA, DELTA), COLUMNS("trace", "wasserstein2", "divergence", "law"),
     mean_field_predict_distance},
    {NULL, NULL, NULL, NULL, NULL, NULL},
};
