/* SPDX-License-Identifier: MIT */
/* Optimal transport between two weighted clouds of points, with proof.
 *
 *   primal  min sum_ij c_ij p_ij     p >= 0, row sums a_i, column sums b_j   (the plan)
 *   dual    max sum_i a_i u_i + sum_j b_j v_j     u_i + v_j <= c_ij          (the potentials)
 *
 * Every dual value is a lower bound of every primal one, so a plan and potentials whose values
 * agree prove each other optimal, whoever found them. All solvers end in transport_certify (in one
 * dimension transport_sorted), which trusts none of what they say: it adds up the plan's marginals
 * and its cost, replaces u by the largest feasible one, u_i = min_j (c_ij - v_j), over all pairs,
 * and takes off what rounding could have added. In one dimension sorting solves it, whatever the
 * weights; else transport_exact does.
 */
#ifndef TWOLAYER_TRANSPORT_H
#define TWOLAYER_TRANSPORT_H

#include "error.h"

#include <stddef.h>
#include <stdint.h>

enum transport_cost {
    TRANSPORT_EUCLIDEAN,
    TRANSPORT_SQUARED, /* |x - y|^2, no root of its mean */
    TRANSPORT_TORUS,   /* Euclidean on the torus of that period in every coordinate */
    TRANSPORT_TORUS_SQUARED,
};

/* n points of dimension d, row major; weights >= 0 whose sum is positive (they are divided by it),
 * or NULL for uniform ones. All numbers finite. */
struct transport_cloud {
    size_t n, d;
    const double *X, *weights;
};

/* What is asked: two clouds of the same d >= 1, a cost, the period (of torus costs, > 0). */
struct transport_problem {
    struct transport_cloud from, to;
    enum transport_cost cost;
    double period;
};

/* A mass that goes from point `from` of the first cloud to point `to` of the second, and its cost
 * per mass. */
struct transport_move {
    size_t from, to;
    long double mass, cost;
};

struct transport {
    double primal, dual, gap; /* gap = primal - dual >= 0 */
    double marginal;          /* sum of |row sum - a_i| and |column sum - b_j| */
    double rounding;          /* 2 eps (sum a_i |u_i| + sum b_j |v_j|) and what was taken off */
    size_t moves;
    struct transport_move *move;
    double *u, *v; /* potentials: from.n, to.n */
};

void transport_free(struct transport *transport);

/* The exact optimum, certified: of as many points of equal weight on both sides by shortest
 * augmenting paths on lists of candidates that grow where the path needs it (transport_paths.c),
 * else by the network simplex method on lists of arcs that grow until no other improves the plan
 * (transport_simplex.c). Memory O((n + m) d) and the lists; the costs too if they are few.
 * STATUS_NUMERICAL if the certificate fails (see transport_check) or without memory. */
enum status transport_exact(const struct transport_problem *problem, struct transport *transport);

/* The same for d = 1 and a cost that is not of the torus, by sorting: O((n + m) log(n + m)), duals
 * included. STATUS_USAGE otherwise. */
enum status transport_sorted(const struct transport_problem *problem, struct transport *transport);

/* Entropic transport in the log domain [standard: Cuturi 2013, Schmitzer 2019]: at most `sweeps`
 * sweeps at the regularisation epsilon (in units of the cost; approached by halving), then the plan
 * rounded to exact marginals [standard: Altschuler, Weed & Rigollet 2017]. [dual, primal] encloses
 * the optimum at any epsilon; the gap is what is not known. *done: sweeps taken. O(n m) memory.
 * STATUS_NUMERICAL without memory. */
enum status transport_sinkhorn(const struct transport_problem *problem, double epsilon,
                               size_t sweeps, struct transport *transport, size_t *done);

/* Is this a proof that primal is the optimum? gap <= 1e-9 primal, or both are equal up to the
 * rounding of the potentials (2 rounding: clouds that nearly agree); marginals right to 1e-12.
 * STATUS_NUMERICAL says by how much not. */
enum status transport_check(const struct transport *transport);

/* W1 between a cloud (d = 1) and a law, exactly: the primal by quantiles, sum_i int |x_i - Q(u)| du
 * over the part of (0,1) that x_i is sent to, and the dual by distribution functions, int |F_n -
 * F|, which is int phi d(mu - mu_n) of the critic phi with slope sgn(F_n - F). The law is "uniform"
 * (on [0,1]), "gaussian" (standard) or "pareto:A" (P(X > x) = x^-A on [1, inf), A > 1, else the
 * distance is infinite); STATUS_USAGE for another. No plan and potentials. */
enum status transport_law(const struct transport_cloud *cloud, const char *law,
                          struct transport *transport);

/* Means over `directions` uniform unit vectors (those of a replicate of the seed) of what
 * transport_sorted gives for the projections, or transport_law if there is a law: it must be
 * gaussian, which is its own projection, and problem->to is not used. primal, dual, gap and
 * rounding are means, *error the standard error of the primal over directions. */
enum status transport_sliced(const struct transport_problem *problem, const char *law,
                             uint64_t directions, uint64_t seed, uint64_t replicate,
                             struct transport *transport, double *error);

#endif
