/* SPDX-License-Identifier: MIT */
/* The neuron partition of a network (c1), and what holds once it is settled (c5b). */
#include "early_stage.h"

#include "linalg.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void early_stage_count(size_t m, size_t n, const double *H, const double *a, const double *y,
                       double *p, struct early_stage_census *census) {
    size_t samples[2] = {0, 0};
    *census = (struct early_stage_census){.settled = true};
    for (size_t i = 0; i < n; i++)
        samples[y[i] < 0]++;
    if (p)
        memset(p, 0, n * sizeof *p);
    for (size_t k = 0; k < m; k++) {
        if (a[k] == 0)
            continue;
        int sign = a[k] < 0;
        struct early_stage_kind *kind = &census->kind[sign];
        size_t own = 0, other = 0;
        for (size_t i = 0; i < n; i++) {
            if (!(H[k * n + i] > 0))
                continue;
            bool same = (y[i] < 0) == sign;
            own += same;
            other += !same;
            if (p && same)
                p[i] += a[k] * a[k];
        }
        bool living = own > 0, whole = living && own == samples[sign];
        kind->neurons++;
        kind->living += living;
        kind->whole += whole;
        kind->false_living += other > 0;
        kind->dead += own + other == 0;
        kind->true_pairs += own;
        kind->false_pairs += other;
        kind->mass += a[k] * a[k];
        kind->living_mass += living ? a[k] * a[k] : 0;
        kind->whole_mass += whole ? a[k] * a[k] : 0;
        census->settled = census->settled && other == 0 && living == whole;
    }
}

enum status early_stage_settled_run(enum loss loss, size_t count, const double *inner, double rate,
                                    size_t steps, double *z) {
    double *g = memory_new(2 * count, sizeof *g);
    if (!g)
        return STATUS_NUMERICAL;
    double *change = g + count;
    for (size_t t = 0; t < steps; t++) {
        for (size_t i = 0; i < count; i++)
            g[i] = early_stage_slope(loss, z[i]);
        linalg_multiply(count, 1, count, inner, g, false, change);
        for (size_t i = 0; i < count; i++)
            z[i] += rate * change[i];
    }
    free(g);
    return STATUS_OK;
}

enum status early_stage_settled_square(size_t count, const double *inner, double rate, double steps,
                                       const double *z0, double *z) {
    double *A = memory_new(2 * count + 2, count * sizeof *A);
    if (!A)
        return STATUS_NUMERICAL;
    double *V = A + count * count, *w = V + count * count, *residual = w + count;
    memcpy(A, inner, count * count * sizeof *A);
    enum status status = linalg_eigenvectors(count, A, 0, count - 1, w, V);
    for (size_t i = 0; i < count; i++) {
        residual[i] = 1 - z0[i];
        z[i] = 1;
    }
    for (size_t j = 0; status == STATUS_OK && j < count; j++) {
        const double *v = V + j * count;
        double part = 0;
        for (size_t i = 0; i < count; i++)
            part += v[i] * residual[i];
        part *= pow(1 - rate * w[j], steps);
        for (size_t i = 0; i < count; i++)
            z[i] -= part * v[i];
    }
    free(A);
    return status;
}

/* Adds to the velocities what sample j, being active, contributes (side 1), or takes it away (-1).
 */
static void push(size_t n, size_t j, double side, const double *inner, const double *y,
                 double *velocity) {
    for (size_t i = 0; i < n; i++)
        velocity[i] += side * (y[j] < 0 ? -1 : 1) * inner[j * n + i];
}

/* One neuron from event to event: h (n, changed) in the direction of its sign, active its flags.
 * Velocities are constant between events, and by c1 each sample changes side once at most. */
static double settle(size_t n, double *h, bool *active, double sign, double speed,
                     const double *inner, const double *y, double *velocity) {
    double time = 0, still = 1e-15 * (double)n * speed; /* what rounding leaves of 0 */
    memset(velocity, 0, n * sizeof *velocity);
    for (size_t j = 0; j < n; j++)
        if (active[j])
            push(n, j, sign * speed, inner, y, velocity);
    for (;;) {
        size_t next = n;
        double wait = INFINITY;
        bool living = false, false_living = false, whole = true;
        for (size_t i = 0; i < n; i++) {
            bool own = (y[i] < 0) == (sign < 0);
            living = living || (own && active[i]);
            false_living = false_living || (!own && active[i]);
            whole = whole && (!own || active[i]);
            bool moves =
                own ? !active[i] && velocity[i] > still : active[i] && velocity[i] < -still;
            if (moves && -h[i] / velocity[i] < wait) {
                wait = -h[i] / velocity[i];
                next = i;
            }
        }
        if (!false_living && (!living || whole))
            return time;
        if (next == n)
            return INFINITY;
        for (size_t i = 0; i < n; i++)
            h[i] += velocity[i] * wait;
        time += wait;
        active[next] = !active[next];
        push(n, next, active[next] ? sign * speed : -sign * speed, inner, y, velocity);
        h[next] = 0;
    }
}

enum status early_stage_settling_time(enum loss loss, size_t m, size_t n, const double *H,
                                      const double *s, const double *inner, const double *y,
                                      double *tau) {
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i; j++)
            if (y[i] * y[j] * inner[i * n + j] < -1e-12)
                return error_set(STATUS_INPUT,
                                 "found samples %zu and %zu with the signed inner product %g, "
                                 "expected at least 0 (orthogonally separable data)",
                                 j + 1, i + 1, y[i] * y[j] * inner[i * n + j]);
    double *h = memory_new(2 * n, sizeof *h);
    bool *active = memory_new(n, sizeof *active);
    *tau = 0;
    for (size_t k = 0; h && active && k < m; k++) {
        for (size_t i = 0; i < n; i++) {
            h[i] = H[k * n + i];
            active[i] = h[i] > 0;
        }
        double speed = early_stage_slope(loss, 0) / (double)n;
        *tau = fmax(*tau, settle(n, h, active, s[k] < 0 ? -1 : 1, speed, inner, y, h + n));
    }
    bool done = h && active;
    free(h);
    free(active);
    return done ? STATUS_OK : STATUS_NUMERICAL;
}
