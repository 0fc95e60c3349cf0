/* SPDX-License-Identifier: MIT */
/* early-stage: early-stage convergence and global convergence of mildly parameterised networks, by
 * counting which neurons are active on which samples (Wang, Ma, NeurIPS 2022, arXiv 2206.02139).
 * Statements, derivations and what is and isn't proved: early-stage.md, by the same section
 * numbers.
 *
 *   f(x) = sum_{k<m} a_k relu(b_k.x),   a_k = s_k/sqrt m,  b_k = kappa u_k/sqrt m,  s_k = +-1 fair,
 *   u_k uniform on S^{d-1};  samples |x_i| = 1, y_i = +-1, i < n;  L = (1/n) sum_i l(z_i)
 *
 *   symbol        here         meaning
 *   z_i           z            margin y_i f(x_i)
 *   l, g          loss         square (1-z)^2/2, logistic log(1 + e^-z) or exp e^-z; g = -l'
 *   g0                         g(0): 1, 1/2, 1
 *   eta, t        step, time   step of gradient descent; eta times the number of steps
 *   kappa         kappa        |b_k|/|a_k| at the start
 *   Mode I, B                  the first layer alone is trained; both layers are
 *   rho_ij        inner        x_i.x_j
 *   c, n_c, q_c   q            a class, its samples, n_c/n
 *   L_c           before...    (1/n) sum over class c of l(z_i)
 *   TL, FL                     true-living (s_k = y_i), false-living (s_k = -y_i) on i: b_k.x_i > 0
 *   p_i           mass         sum of a_k^2 over the neurons that are TL on i
 *   p_c           mass         sum of a_k^2 over s_k = c that are active on all of class c
 *   gamma_c       gamma        max margin of class c through 0, 1/min{|w| : y_i w.x_i >= 1}
 *   OS                         orthogonally separable: y_i y_j rho_ij >= 0
 *
 * "Flow" is the limit eta -> 0. A function that returns a double returns NaN where the quantity is
 * not defined (another loss, arguments out of range), and infinity where it is unbounded.
 */
#ifndef TWOLAYER_EARLY_STAGE_H
#define TWOLAYER_EARLY_STAGE_H

#include "error.h"
#include "loss.h"

#include <stdbool.h>
#include <stddef.h>

/* l(z) and g(z) = -l'(z) of a margin. */
double early_stage_loss(enum loss loss, double z);
double early_stage_slope(enum loss loss, double z);

/* ---- partition (c1) ---- */

/* What the neurons of one sign s = +1 or -1 do; "its" samples are those with y = s. */
struct early_stage_kind {
    size_t neurons, living, whole;  /* all; active on one of its samples; on all of them */
    size_t false_living, dead;      /* active on a sample of the other class; on no sample */
    double mass, living_mass;       /* sum of a^2 over all, over the living */
    double whole_mass;              /* over the whole: p_c */
    size_t true_pairs, false_pairs; /* TL and FL pairs of neuron and sample */
};

struct early_stage_census {
    struct early_stage_kind kind[2]; /* of the neurons with a > 0, with a < 0 */
    bool settled; /* no FL pair, and every living neuron is active on its whole class (c5b) */
};

/* Counts from the preactivations H (m x n, row k: b_k.x_i), a (m) and labels y (n, by their sign).
 * Active is > 0; a neuron with a = 0 counts nowhere. p (n, may be NULL) gets the p_i. */
void early_stage_count(size_t m, size_t n, const double *H, const double *a, const double *y,
                       double *p, struct early_stage_census *census);

/* Time by which a neuron that is TL on one sample is TL on its whole class, at the latest:
 * n kappa/(c_in g), c_in the least inner product in the class, g the least slope until then. OS
 * data, Mode I; loose. [derived] */
double early_stage_activation_bound(double n, double kappa, double inner, double g);

/* ---- the width law, orthonormal data (c2) ---- */

/* P(every sample has a TL neuron) = sum_j C(m,j) 2^-m (1-2^-j)^{n_+} (1-2^-(m-j))^{n_-}: for
 * orthonormal samples this is global convergence (exp, logistic and square; Mode B if kappa <= 1).
 * Exact for every law of b_k that is invariant under sign flips of the b.x_i. O(m). [derived] */
double early_stage_width_law(size_t m, double n_plus, double n_minus);

/* Mean n (3/4)^m and variance of the number of samples never learnt. [derived] */
void early_stage_unlearnt(double m, double n_plus, double n_minus, double *mean, double *variance);

/* log(n/delta)/log(4/3): this width learns every sample with probability 1 - delta at least (union
 * bound). [derived] */
double early_stage_width_bound(double n, double delta);

/* The smallest m whose early_stage_width_law is 1 - delta at least; 0 if 0 < delta < 1 is not so or
 * n_plus + n_minus is not positive. [derived] */
size_t early_stage_width(double n_plus, double n_minus, double delta);

/* ---- one sample by itself (c3) ---- */

/* The w with w + log w = C, W_0(e^C): Lambert's W without overflow (log C for large C). [standard:
 * Corless et al. 1996] */
double early_stage_omega(double C);

/* z(t) of z' = rate g(z), z(0) = z0, rate = p_i/n: a sample of orthonormal data without FL neurons.
 *   logistic  C - W_0(e^C), C = z0 + e^{z0} + rate t
 *   exp       log(e^{z0} + rate t)
 *   square    1 - (1 - z0) e^{-rate t}
 * Relative error of z(t) - z0 a few eps. [derived] */
double early_stage_margin(enum loss loss, double z0, double rate, double time);

/* Gradient descent minus flow at the same time t = step * steps, (c/2) g(z) ln(g(z0)/g(z)) +
 * O(c^2), c = rate * step, z the flow's: at least 0. [derived] */
double early_stage_margin_defect(enum loss loss, double z0, double rate, double step, double time);

/* The margin after so many steps z <- z + c g(z): square 1 - (1-z0)(1-c)^steps, exact; others the
 * flow with its defect. [derived] */
double early_stage_margin_gd(enum loss loss, double z0, double rate, double step, double steps);

/* The margin as a function of the sample's clock S = sum over steps of (step/n) g(z_i), FL neurons
 * included: sum over h_k > 0 of y a_k relu(h_k + y a_k S), h_k = b_k(0).x_i. Exact for orthonormal
 * data in Mode I, any steps, while g >= 0. An FL neuron dies at S = h_k/|a_k|. [derived] */
double early_stage_clock_margin(size_t m, const double *a, const double *h, double y, double S);

/* lim t L(t) = sum_i 1/p_i for exp and logistic, orthonormal data, Mode I, all n samples learnt: n
 * times the mean of 1/p_i over learnt samples, E[m/B | B > 0], B ~ Bin(m, 1/4). [derived] */
double early_stage_tail_orthonormal(size_t m, double n);

/* ---- conservation (c4) ---- */

/* Upper bound 2 step (L(0) - L(T)) of sum_k |D_k(T) - D_k(0)|, D_k = a_k^2 - |b_k|^2, for any data
 * and loss, if every step lowers L by (step/2)|grad L|^2 at least. [derived] */
double early_stage_drift_bound(double step, double before, double after);

/* ---- certificates (c5), OS data, Mode I ---- */

/* U1, any step: L(t) <= (1/n) sum_i l(zeta_i), zeta_i = early_stage_margin from z_i with rate
 * p_i/n, both taken at the time from which t counts. exp and logistic; square until some z_i
 * reaches 1. Equality in the flow of orthonormal data without FL. [derived] */
double early_stage_upper_samples(enum loss loss, size_t n, const double *z, const double *p,
                                 double time);

/* U2, dimension-free: L_c <= 1/(1/before + r^2 (1 - step mass before/2) mass gamma^2 t), before =
 * L_c and mass = p_c at the time from which t counts, r = 1 for exp and (1 - e^-worst)/worst for
 * logistic, worst the largest l(z_i) of the class then. NaN for other losses; infinity (no
 * statement) if step mass before >= 2. [derived] */
double early_stage_upper(enum loss loss, double before, double worst, double mass, double gamma,
                         double step, double time);

/* Lo: L >= 1/(1/before + mass t (e^x - 1)/x), x = step mass before; exp and logistic. With mass =
 * sum a_k^2 and before = L: any data with |x_i| <= 1 on which no step raises L. With the living
 * mass of class c and before = L_c: OS data once no FL neuron is left. step = 0: flow. [derived] */
double early_stage_lower(double before, double mass, double step, double time);

/* lim d(1/L_c)/dt = gamma^2 mass, exp and logistic, mass the living mass of the settled class; with
 * growing steps eta_t = growth * t it is growth/log(1 + growth) times that. [derived, from
 * standard: Soudry et al. 2018] */
double early_stage_tail(double gamma, double mass, double growth);

/* gamma and w (d, may be NULL: the w of least norm with x_i.w >= 1; 1/gamma is its norm) of the n
 * rows x_i of X (already multiplied by their label), and the multipliers (n, may be NULL; w =
 * sum_i multiplier_i x_i). The nearest point to 0 of the convex hull, by an active set. gamma is 0
 * if the rows are not separable (w and multipliers NaN); STATUS_NUMERICAL if rounding stops the
 * search. [standard: Wolfe 1976] */
enum status early_stage_max_margin(size_t n, size_t d, const double *X, double *gamma, double *w,
                                   double *multipliers);

/* ---- settled networks (c5b) ---- */

/* A settled class is one linear model: z <- z + rate inner g(z), steps times, in place; rate =
 * step p_c/n, inner (n_c x n_c) the inner products of the class. Exact while settled. [derived] */
enum status early_stage_settled_run(enum loss loss, size_t count, const double *inner, double rate,
                                    size_t steps, double *z);

/* The same for the square loss by eigenvectors: 1 - z(T) = (I - rate inner)^T (1 - z(0)); real
 * steps of any size. [derived] */
enum status early_stage_settled_square(size_t count, const double *inner, double rate, double steps,
                                       const double *z0, double *z);

/* The least and the largest over j of (1/n_c) sum_i rho_ij: kap of the two bounds below. */
void early_stage_kap(size_t count, const double *inner, double *least, double *largest);

/* R_c(0) (1 - step mass q kap)^steps, R_c = (1/n) sum over class c of (1 - z_i), square loss until
 * some z_i of the class reaches 1: an upper bound with the least kap and mass = p_c, whether
 * settled or not; a lower bound with the largest kap once settled. [derived] */
double early_stage_residual(double before, double mass, double q, double kap, double step,
                            double steps);

/* lim t0/kappa as kappa -> 0, t0 the time when the network is settled in the flow of Mode I: exact
 * by events. H (m x n): u_k.x_i; s (m): of the signs s_k; inner (n x n). Infinity if some neuron
 * never settles (orthonormal data); STATUS_INPUT if the data is not OS. [derived] */
enum status early_stage_settling_time(enum loss loss, size_t m, size_t n, const double *H,
                                      const double *s, const double *inner, const double *y,
                                      double *tau);

/* ---- both layers, one direction (c6) ----
 * All living neurons of a class see one direction mu, q = n_c/n: f = sum_k a_k b_k.mu = A - B with
 * A = (1/4) sum (a_k + b_k.mu)^2, B = (1/4) sum (a_k - b_k.mu)^2; balanced: B = 0. Two symmetric
 * support vectors at angles +-beta from mu, aligned and balanced: the same with q cos(beta) for q
 * and f = z. */

/* Gradient descent, exact: A <- A (1 + G)^2, B <- B (1 - G)^2, G = step q g(A - B). *f is A - B;
 * *drift is prod (1 - G^2), the factor of every a_k^2 - (b_k.mu)^2. Either may be NULL. [derived]
 */
void early_stage_aligned(enum loss loss, double q, double A, double B, double step, size_t steps,
                         double *f, double *drift);

/* Time of the balanced flow f' = 2 q g(f) f from f0 to f1 (0 < f0 <= f1):
 *   exp       (Ei(f1) - Ei(f0))/(2q)
 *   logistic  (Ei(f1) - Ei(f0) + ln(f1/f0))/(2q)
 *   square    ln(f1 (1-f0)/(f0 (1-f1)))/(2q), infinity for f1 >= 1
 * infinity from f0 = 0. Relative error a few eps. [derived] */
double early_stage_hitting_time(enum loss loss, double f0, double f1, double q);

/* Gradient descent minus flow of the hitting time, log f linear inside the last step:
 * step ((1/4) ln(f1/f0) + (1/2) ln(g(f1)/g(f0))) + O(step^2). [derived] */
double early_stage_hitting_defect(enum loss loss, double f0, double f1, double step);

/* The hitting time from f0 = A - B with B > 0: int df/(2 q g(f) sqrt(f^2 + 4AB)). [derived] */
enum status early_stage_hitting_time_unbalanced(enum loss loss, double A, double B, double f1,
                                                double q, double *time);

/* The balanced flow's f at a time: the inverse of early_stage_hitting_time, to a few eps. [derived]
 */
double early_stage_output(enum loss loss, double f0, double q, double time);

/* Time of escape from f0 to f while both are small: ln(f/f0)/(2 rate), rate = |g0 (1/n) sum y_i
 * x_i| over the class; with steps: step ln(f/f0)/(2 ln(1 + step rate)). [derived] */
double early_stage_escape_time(double rate, double f0, double f, double step);

/* A living neuron of Mode B while f is small: a and the part of b along the mean input move as a =
 * a0 ch + b0 sh, b = b0 ch + a0 sh of rate t, the part across stays. Mode I: b = b0 + a0 rate t.
 * [derived] */
struct early_stage_neuron {
    double a, along, across;
};
struct early_stage_neuron early_stage_align(struct early_stage_neuron start, double rate,
                                            double time, bool both);

/* lim d(1/L_c)/dt = 2 |w| gamma^2, |w| of w_c = sum a_k b_k, which grows: L_c ~ 1/(2 gamma t log
 * t). The first is the tail with |w| given, the second the loss itself, log-slow. [derived,
 * heuristic] */
double early_stage_tail_both(double norm, double gamma);
double early_stage_tail_both_loss(double gamma, double time);

/* ---- closed forms for the partition (c7) ---- */

/* One sample of each class at the angle phi in [pi/2, pi]: fractions of the neurons of one sign.
 * At the start TL (on their sample), FL only, dead; reborn: FL neurons that become TL; in the
 * end living 1/4 + phi/(2 pi) and dead 3/4 - phi/(2 pi), as step -> 0. Mode I. [derived] */
struct early_stage_fractions {
    double start_true, start_false, start_dead, reborn, living, dead;
};
struct early_stage_fractions early_stage_partition(double phi);

/* By how much the final fraction of the living may be too large with steps: (step g0/(n kappa))
 * |cot phi|/(2 pi), n = 2. [derived] */
double early_stage_partition_bias(enum loss loss, double phi, double kappa, double step);

/* An FL neuron on one direction in Mode B, as a function of tau = int G dt: with beta < |a| it dies
 * at artanh(beta/|a|), |a| being sqrt(a^2 - beta^2) then; with beta > |a| its a changes sign at
 * artanh(|a|/beta). The other time is infinite. [derived] */
double early_stage_death(double a, double beta);
double early_stage_sign_flip(double a, double beta);

/* P(a_k has changed sign by tau | FL only) = (2/pi) arccos(coth(tau)/kappa), 0 if coth tau > kappa;
 * d = 2 and samples e1, e2. [derived] */
double early_stage_flip(double kappa, double tau);

/* ---- gradient at the start (c8) ---- */

/* E|grad_b L|^2 and E|grad_a L|^2 over the initialisation, kappa -> 0, every m: (g0/n)^2 y'H y and
 * (kappa^2/d)(g0/n)^2 y'K y, H_ij = rho (pi - theta)/(2 pi), K_ij = (sin theta + (pi - theta) cos
 * theta)/(2 pi), cos theta = rho_ij; inner: n x n. [derived; standard: Cho and Saul 2009] */
struct early_stage_gradient {
    double first, second;
    double lower; /* (g0^2/4) |(1/n) sum y_i x_i|^2, at most `first` */
};
struct early_stage_gradient early_stage_gradient(enum loss loss, size_t n, const double *inner,
                                                 const double *y, double kappa, double d);

/* The same for n_plus and n_minus samples with inner products `inner` in the classes and `cross`
 * between them; no matrix. [derived] */
struct early_stage_gradient early_stage_gradient_classes(enum loss loss, double n_plus,
                                                         double n_minus, double inner, double cross,
                                                         double kappa, double d);

/* The same averaged over fair random labels, any data: g0^2/(2n), kappa^2/d times that, and the
 * lower bound g0^2/(4n). [derived] */
struct early_stage_gradient early_stage_gradient_random(enum loss loss, double n, double kappa,
                                                        double d);

/* ---- early decrease (c8) ---- */

/* No z_i reaches 1 before (1 - z)/residual, z the largest z_i(0): square loss, Mode I, any steps;
 * residual = (1/n) sum (1 - z_i(0)) for OS data, its larger class R_c(0) if the classes are
 * orthogonal, sqrt(2 L(0)) for any data while no step raises L. [derived] */
double early_stage_guaranteed_time(double z, double residual);

/* Decrease of L by time t that freezing the activation pattern guarantees in the mean over wide
 * networks, without assumption on the data: int_0^t (v - l2 g s - g sqrt(dens g s/kappa))_+^2 ds, v
 * = |grad_b L(0)|, l2 = sup l'', g = sup g, dens = 2 Gamma(d/2)/(sqrt pi Gamma((d-1)/2)). Nearly
 * vacuous. [derived] */
double early_stage_frozen_decrease(double v, double l2, double g, double kappa, double d,
                                   double time);

/* ---- SGD (c9) ---- */

/* Mean loss of a sample after `steps` mini-batches of `batch` of n samples, drawn afresh each step
 * without repetition inside: sum_k Bin(steps, batch/n)(k) l(zeta(k)), zeta(k+1) = zeta(k) + (step
 * mass/batch) g(zeta(k)), zeta(0) = z. Exact for orthonormal data without FL; for OS data an upper
 * bound if step mass/batch <= 4 (logistic), 1/g(z) (exp), 1 (square). NaN unless 1 <= batch <= n.
 * [derived] */
double early_stage_sgd(enum loss loss, double z, double mass, double n, double batch, double step,
                       size_t steps);

#endif
