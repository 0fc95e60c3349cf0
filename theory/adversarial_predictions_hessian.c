/* SPDX-License-Identifier: MIT */
/* Predictions of adversarial.h: the Hessian. */
#include "adversarial_predictions.h"

#define RATIO REAL("ratio", NULL, 1e-6, 1e12, "C", "k/d")

OF_ACTIVATION(hessian_edge, "adversarial-hessian-edge",
              "largest eigenvalue of sqrt(d) H, d to infinity",
              "Edge of the generalised Marchenko-Pastur law at k/d = ratio: min over z of "
              "x(z)/sqrt c, x(z) = 1/z + c E[psi''^2 z/(1 - z^2 psi''^2)]. inf for unbounded "
              "psi'', nan for relu and step. [derived, c6]",
              PARAMETERS(ACTIVATION, RATIO), COLUMNS("edge")) {
    return ROW(adversarial_hessian_edge(&of->activation, p[1].real, NULL));
}

OF_ACTIVATION(hessian_largest, "adversarial-hessian-largest",
              "mean largest eigenvalue of sqrt(d) H at finite size",
              "The edge with its Tracy-Widom shift, [x* - 1.2065 (x''/2)^{1/3} d^{-2/3}]/sqrt c. "
              "[derived, c6]",
              PARAMETERS(ACTIVATION, DIMENSION, WIDTH), COLUMNS("largest")) {
    return ROW(adversarial_hessian_largest(&of->activation, p[1].real, p[2].real));
}

OF_ACTIVATION(hessian_density, "adversarial-hessian-density",
              "density of the eigenvalues of sqrt(d) H, d to infinity",
              "The generalised Marchenko-Pastur law at k/d = ratio. [derived, c6]",
              PARAMETERS(ACTIVATION, RATIO,
                         REAL("lambda", NULL, -INFINITY, INFINITY, "X", "eigenvalue of sqrt(d) H")),
              COLUMNS("density")) {
    return ROW(adversarial_hessian_density(&of->activation, p[1].real, p[2].real));
}

OF_ACTIVATION(hessian_outlier, "adversarial-hessian-outlier",
              "eigenvalue of sqrt(d) H that leaves the bulk along x, k >> d",
              "edge = sqrt(h2) r/sqrt(r-1) if r > 2, else the bulk edge 2 sqrt(h2); overlap = "
              "(r-2)/(2(r-1)), the squared cosine with x, else 0. [derived, c6]",
              PARAMETERS(ACTIVATION), COLUMNS("edge", "overlap")) {
    return ROW(adversarial_hessian_outlier(&of->moments),
               adversarial_hessian_overlap(&of->moments));
}

OF_ACTIVATION(hessian_action, "adversarial-hessian-action", "mean of d |H u|^2",
              "action = h2 + width + radial, width = (d/k) E[psi''^2 psi'^2]/m, radial = (E Z psi' "
              "psi'')^2/m. [derived, c6]",
              PARAMETERS(ACTIVATION, DIMENSION, WIDTH), COLUMNS("action", "width", "radial")) {
    double width = p[1].real / p[2].real * of->moments.d2_2d1_2 / of->moments.m;
    double radial = of->moments.e1 * of->moments.e1 / of->moments.m;
    return ROW(adversarial_hessian_action(&of->moments, p[1].real, p[2].real), width, radial);
}

OF_ACTIVATION(single_step_gap, "adversarial-single-step-gap",
              "best gain on the ball minus the gain of one step",
              "s^3 |H u|^2/(2 sqrt m), smooth activations. [derived, c6]",
              PARAMETERS(ACTIVATION, DIMENSION, WIDTH, NORM), COLUMNS("gap")) {
    return ROW(adversarial_single_step_gap(&of->moments, p[1].real, p[2].real, p[3].real));
}

OF_ACTIVATION(proof_bound, "adversarial-proof-bound",
              "lower bound on the success by the proof's inequality",
              "erf(sqrt(nbar/2) s (1 - s L/sqrt(m d))), L the edge of sqrt(d) H; not Theorem 1's "
              "bound, whose constants are not known. [derived, c6]",
              PARAMETERS(ACTIVATION, DIMENSION, WIDTH, NORM), COLUMNS("bound")) {
    return ROW(
        adversarial_proof_bound(&of->activation, &of->moments, p[1].real, p[2].real, p[3].real));
}

PREDICTIONS(adversarial_hessian_predictions, &predict_hessian_edge, &predict_hessian_largest,
            &predict_hessian_density, &predict_hessian_outlier, &predict_hessian_action,
            &predict_single_step_gap, &predict_proof_bound);
