/* SPDX-License-Identifier: MIT */
#include "walk.h"

#include "vector.h"

#include <math.h>

/* Squared norms of the layers. */
struct squares {
    double first, second;
};

static struct squares squares_of(const struct net *net) {
    return (struct squares){vector_dot(net->width * net->d, net->W, net->W),
                            vector_dot(net->width, net->a, net->a)};
}

static double raise(double worst, double value) {
    return value > worst ? value : worst;
}

/* What a step starts from. */
struct point {
    const double *x;
    double y, eta, square, f, loss, slope, rho; /* square: |x|^2 */
};

/* <theta, gradient> by its sum over all weights; masked: as it is. */
static double inner_product(const struct net *net, const struct point *p, bool masked) {
    double sum = 0;
    for (size_t i = 0; i < net->width; i++) {
        const double *w = net->W + i * net->d;
        sum += net->a[i] * p->slope * fmax(0, net->z[i]);
        for (size_t j = 0; j < net->d && (!masked || net->z[i] > 0); j++)
            sum += w[j] * p->slope * net->a[i] * p->x[j];
    }
    return sum;
}

/* Squared norms of the gradient. */
static struct squares gradient_of(const struct net *net, const struct point *p) {
    struct squares g = {0, 0};
    for (size_t i = 0; i < net->width; i++) {
        if (net->z[i] <= 0)
            continue;
        g.first += p->slope * p->slope * net->a[i] * net->a[i] * p->square;
        g.second += p->slope * p->slope * net->z[i] * net->z[i];
    }
    return g;
}

/* |D' - D - eta^2 (|g_a|^2 - |g_W|^2)| where W moves by the gradient at the new a. */
static double sequential_error(const struct net *net, enum loss loss, const struct point *p) {
    double f = 0, slope, change = 0, expected = 0;
    for (size_t i = 0; i < net->width; i++)
        f += (net->a[i] - p->eta * p->slope * fmax(0, net->z[i])) * fmax(0, net->z[i]);
    loss_sum(loss, 1, &f, &p->y, &slope);
    for (size_t i = 0; i < net->width; i++) {
        if (net->z[i] <= 0)
            continue;
        double z = net->z[i], ga = p->slope * z, a = net->a[i] - p->eta * ga, gw = slope * a;
        double move2 = p->eta * p->eta;
        change += a * a - net->a[i] * net->a[i] + 2 * p->eta * gw * z - move2 * gw * gw * p->square;
        expected += move2 * (ga * ga - gw * gw * p->square);
    }
    return fabs(change - expected);
}

static void watch_step(struct watch *w, const struct net *net, const struct point *p,
                       struct squares before, struct squares gradient) {
    struct squares after = squares_of(net);
    double s = before.first + before.second, next = after.first + after.second;
    double growth = p->eta * p->eta * p->square * s, gain = 4 * p->eta * p->rho;
    double spent = 4 * p->eta * p->loss, excess = next - s - growth + spent;
    double change = after.second - after.first - before.second + before.first;
    double expected = p->eta * p->eta * (gradient.second - gradient.first);
    w->excess = raise(w->excess, (excess - gain) / s);
    w->excess_without = raise(w->excess_without, excess / s);
    w->balance = raise(w->balance, fabs(change - expected) / s);
    w->losses += spent;
    w->fuel += growth + gain;
    w->fuel_without += growth;
    w->drift_bound += growth;
}

struct watch watch_start(const struct net *net) {
    struct squares start = squares_of(net);
    double s = start.first + start.second;
    return (struct watch){
        .excess = -INFINITY, .excess_without = -INFINITY, .fuel = s, .fuel_without = s};
}

void walk_step(struct net *net, enum loss loss, const double *x, double y, double eta,
               struct watch *watch) {
    const double zero = 0;
    size_t d = net->d;
    struct point p = {.x = x, .y = y, .eta = eta};
    for (size_t i = 0; i < net->width; i++) {
        net->z[i] = vector_dot(d, net->W + i * d, x);
        p.f += net->a[i] * fmax(0, net->z[i]);
    }
    p.loss = loss_sum(loss, 1, &p.f, &y, &p.slope);
    struct squares before = {0, 0}, gradient = {0, 0};
    if (watch) {
        p.square = vector_dot(d, x, x);
        p.rho = loss_sum(loss, 1, &zero, &y, NULL);
        before = squares_of(net);
        gradient = gradient_of(net, &p);
        double s = before.first + before.second, unit = sqrt(p.square) * s;
        double twice = 2 * p.f * p.slope;
        watch->euler = raise(watch->euler, fabs(inner_product(net, &p, true) - twice) / unit);
        watch->unmasked =
            raise(watch->unmasked, fabs(inner_product(net, &p, false) - twice) / unit);
        watch->sequential = raise(watch->sequential, sequential_error(net, loss, &p) / s);
    }
    for (size_t i = 0; i < net->width; i++) {
        if (net->z[i] <= 0)
            continue;
        double move = eta * p.slope * net->a[i];
        for (size_t j = 0; j < d; j++)
            net->W[i * d + j] -= move * x[j];
        net->a[i] -= eta * p.slope * net->z[i];
    }
    if (watch)
        watch_step(watch, net, &p, before, gradient);
}
