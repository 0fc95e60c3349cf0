/* SPDX-License-Identifier: MIT */
#include "sample.h"

#include <math.h>
#include <stdbool.h>

/* Heap order by time of death, the latest first. */
static void sift(struct clock_sample *s, size_t root, size_t count) {
    for (size_t child; (child = 2 * root + 1) < count; root = child) {
        if (child + 1 < count && s->death[child + 1] > s->death[child])
            child++;
        if (s->death[root] >= s->death[child])
            return;
        double death = s->death[root], h = s->h[root], a = s->a[root];
        s->death[root] = s->death[child], s->h[root] = s->h[child], s->a[root] = s->a[child];
        s->death[child] = death, s->h[child] = h, s->a[child] = a;
    }
}

/* Heap sort of three arrays at once. */
static void sort(struct clock_sample *s) {
    size_t count = s->false_living;
    for (size_t root = count / 2; root-- > 0;)
        sift(s, root, count);
    for (size_t last = count; last-- > 1;) {
        double death = s->death[0], h = s->h[0], a = s->a[0];
        s->death[0] = s->death[last], s->h[0] = s->h[last], s->a[0] = s->a[last];
        s->death[last] = death, s->h[last] = h, s->a[last] = a;
        sift(s, 0, last);
    }
}

void clock_sample_start(struct clock_sample *s, size_t m, const double *a, const double *h,
                        double y) {
    s->true_living = s->false_living = s->dead = 0;
    s->mass = s->S = s->height = s->slope = s->true_height = 0;
    for (size_t k = 0; k < m; k++) {
        double size = fabs(a[k]);
        if (!(h[k] > 0) || size == 0)
            continue;
        if (y * a[k] > 0) {
            s->true_living++;
            s->mass += size * size;
            s->true_height += size * h[k];
            continue;
        }
        size_t at = s->false_living++;
        s->death[at] = h[k] / size;
        s->h[at] = h[k];
        s->a[at] = size;
        s->height -= size * h[k];
        s->slope += size * size;
    }
    s->height += s->true_height;
    s->slope += s->mass;
    sort(s);
}

double clock_sample_margin(const struct clock_sample *s) {
    return s->height + s->slope * s->S;
}

void clock_sample_step(struct clock_sample *s, enum loss loss, double rate) {
    s->S += rate * early_stage_slope(loss, clock_sample_margin(s));
    while (s->dead < s->false_living && s->S >= s->death[s->dead]) {
        double h = s->h[s->dead], a = s->a[s->dead++];
        s->height += a * h;
        s->slope -= a * a;
        /* Without false-living neurons left, free of what was rounded on the way. */
        if (s->dead == s->false_living) {
            s->height = s->true_height;
            s->slope = s->mass;
        }
    }
}
