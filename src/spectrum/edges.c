/* SPDX-License-Identifier: MIT */
#include "edges.h"

#include "provenance.h"
#include "random_matrix.h"

#include <math.h>
#include <stdio.h>

struct edges edges_find(size_t rows, size_t columns, double squares, size_t count,
                        const double *values) {
    double N = (double)rows, d = (double)columns, mean, deviation;
    struct edges edges;
    rectangular_edge_law(N, d, &mean, &deviation); /* of entries of variance 1/d */
    for (size_t out = 0;; out++) {
        edges.variance = fmax(0, squares) / (N * d);
        double unit = sqrt(d * edges.variance);
        edges.bulk = unit * (1 + sqrt(N / d));
        edges.mean = unit * mean;
        edges.deviation = unit * deviation;
        if (out == count || !(values[out] > edges.mean + 4 * edges.deviation))
            return edges;
        squares -= values[out] * values[out];
    }
}

void edges_note(const struct edges *edges) {
    char text[128];
    snprintf(text, sizeof text, "%.12g (entries of variance %.6g)", edges->bulk, edges->variance);
    provenance_note("Marchenko-Pastur edge", text);
    snprintf(text, sizeof text, "%.12g, deviation %.6g", edges->mean, edges->deviation);
    provenance_note("Tracy-Widom edge", text);
}
