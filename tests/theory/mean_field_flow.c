/* SPDX-License-Identifier: MIT */
/* The rate of the mean-field Langevin flow against a Fokker-Planck run, and linear neurons. */
#include "mean_field.h"
#include "test.h"

enum { CELLS = 101 };
static const double width = 16. / (CELLS - 1);

/* The proximal Gibbs measure of the means f of h under p. */
static void proximal(const struct mean_field_problem *problem, const double *p,
                     struct mean_field_state *state, double *density) {
    size_t n = problem->n;
    for (size_t i = 0; i < n; i++) {
        state->g[i] = -problem->y[i];
        for (size_t q = 0; q < CELLS; q++)
            state->g[i] += p[q] * problem->h[q * n + i];
    }
    mean_field_gibbs(problem, state);
    for (size_t q = 0; q < CELLS; q++) {
        density[q] = problem->weight[q] * exp(-state->log_partition);
        for (size_t i = 0; i < n; i++)
            density[q] *= exp(-state->g[i] * problem->h[q * n + i] / ((double)n * problem->lambda));
    }
}

/* r of r_q - (b/p_q) [k_{q+1/2} (r_{q+1} - r_q) - k_{q-1/2} (r_q - r_{q-1})] = r_q given, k the
 * edge weights: elimination. */
static void solve_implicit(const double *density, const double *edge, double b, double *r) {
    double ratio[CELLS];
    for (size_t q = 0; q < CELLS; q++) {
        double left = b * edge[q] / density[q], right = b * edge[q + 1] / density[q];
        double pivot = 1 + left + right - (q ? left * ratio[q - 1] : 0);
        ratio[q] = right / pivot;
        r[q] = (r[q] + (q ? left * r[q - 1] : 0)) / pivot;
    }
    for (size_t q = CELLS - 1; q-- > 0;)
        r[q] += ratio[q] * r[q + 1];
}

/* Explicit Euler steps of p' = lambda div(p_mu grad(p/p_mu)): in the end they shrink by 1 - dt
 * Lambda a step (implicit: p/p_mu at the end of the step), seen from step FIRST (the next mode
 * gone) to LAST (before rounding is seen). */
enum { FIRST = 1200, LAST = 2000 };
static double shrinking(const struct mean_field_problem *problem, double dt, bool implicit) {
    double p[CELLS], density[CELLS], r[CELLS], edge[CELLS + 1] = {0}, first = 0, last = 0;
    struct mean_field_state state;
    TEST(mean_field_state_new(problem->n, &state) == STATUS_OK);
    memcpy(p, problem->weight, sizeof p);
    for (int t = 0; t <= LAST; t++) {
        last = 0;
        proximal(problem, p, &state, density);
        for (size_t q = 0; q + 1 < CELLS; q++)
            edge[q + 1] = sqrt(density[q] * density[q + 1]) / (width * width);
        for (size_t q = 0; q < CELLS; q++)
            r[q] = p[q] / density[q];
        if (implicit)
            solve_implicit(density, edge, dt * problem->lambda, r);
        for (size_t q = 0; q < CELLS; q++) {
            double flux = (q + 1 < CELLS ? edge[q + 1] * (r[q + 1] - r[q]) : 0) -
                          (q ? edge[q] * (r[q] - r[q - 1]) : 0);
            p[q] += dt * problem->lambda * flux;
            last += fabs(dt * problem->lambda * flux);
        }
        first = t == FIRST ? last : first;
    }
    mean_field_state_free(&state);
    return pow(last / first, 1. / (LAST - FIRST));
}

static void test_run(void) {
    const double R[] = {1.2, -0.7, 0.4}, y[] = {0.8, 0.3, -0.5}, lambda = 0.1;
    struct mean_field_problem problem;
    struct mean_field_state best;
    double rate, poincare, fine[2], dt = 0.05;
    TEST(mean_field_problem(3, 1, R, y, lambda, 1.5, CELLS, &problem) == STATUS_OK);
    TEST(mean_field_state_new(3, &best) == STATUS_OK);
    TEST(mean_field_solve(&problem, &best) == STATUS_OK);
    TEST(mean_field_flow_rate(&problem, &best, width, 0, &rate, &poincare) == STATUS_OK);
    TEST_REL((1 - shrinking(&problem, dt, false)) / dt, rate, 1e-4);
    double stepped;
    TEST(mean_field_flow_rate(&problem, &best, width, dt, &stepped, &poincare) == STATUS_OK);
    TEST_REL(-log(shrinking(&problem, dt, true)) / dt, stepped, 1e-4);
    TEST(fabs(stepped - rate) > 1e-3 * rate); /* the step is seen */
    TEST(rate > 1.2 * lambda * poincare);     /* the interaction speeds it up */
    mean_field_problem_free(&problem);
    /* Half the width changes it by three quarters of an error of order width^2. */
    TEST(mean_field_problem(3, 1, R, y, lambda, 1.5, 2 * CELLS - 1, &problem) == STATUS_OK);
    TEST(mean_field_solve(&problem, &best) == STATUS_OK);
    TEST(mean_field_flow_rate(&problem, &best, width / 2, 0, fine, fine + 1) == STATUS_OK);
    TEST_REL(fine[0], rate, 5e-3);
    mean_field_state_free(&best);
    mean_field_problem_free(&problem);
}

/* Nearly linear neurons, one sample x: Hermite polynomials of degree 1 and 2, Lambda = min(lambda +
 * x^2, 2 lambda), spectral gap 1. */
static void test_linear(double x, double lambda) {
    const double B = 300, R[] = {x / B}, y[] = {0.5};
    struct mean_field_problem problem;
    struct mean_field_state best;
    double rate, poincare;
    TEST(mean_field_problem(1, 1, R, y, lambda, B, 201, &problem) == STATUS_OK);
    TEST(mean_field_state_new(1, &best) == STATUS_OK);
    TEST(mean_field_solve(&problem, &best) == STATUS_OK);
    TEST(mean_field_flow_rate(&problem, &best, 16. / 200, 0, &rate, &poincare) == STATUS_OK);
    TEST_REL(poincare, 1.0, 2e-3);
    TEST_REL(rate, fmin(lambda + x * x, 2 * lambda), 2e-3);
    /* A step: (1 - dt x^2)/(1 + dt lambda) for degree 1, 1/(1 + 2 dt lambda) for degree 2. */
    for (double dt = 0.1; dt < 200; dt *= 5) {
        double first = fabs(1 - dt * x * x) / (1 + dt * lambda), second = 1 / (1 + 2 * dt * lambda);
        TEST(mean_field_flow_rate(&problem, &best, 16. / 200, dt, &rate, &poincare) == STATUS_OK);
        TEST_ABS(rate, -log(fmax(first, second)) / dt, 2e-3 * fabs(rate) + 1e-3 / dt);
    }
    mean_field_state_free(&best);
    mean_field_problem_free(&problem);
}

int main(void) {
    test_run();
    test_linear(0.2, 0.3);
    test_linear(0.9, 0.3);
    test_linear(1.5, 0.3); /* unstable for the large steps */
    return test_end();
}
