#include "adaptive.h"
#include "mean_field.h"

#include <math.h>

/* ---- Ornstein-Uhlenbeck ---- */

struct root {
    double theta, base;
};

static double root_excess(double w, void *context) {
    const struct root *root = context;
    return w - root->base - 2 * atan(root->theta / w);
}

double mean_field_ou_root(double theta, size_t j) {
    struct root root = {theta, M_PI * (double)j};
    double high = root.base + 2 * atan(theta / root.base); /* atan(inf) for j = 0 */
    double low = root.base + 2 * atan(theta / high);
    if (!(theta > 0))
        return theta == 0 ? root.base : NAN;
    if (isinf(theta))
        return high;
    return adaptive_root(root_excess, &root, low, nextafter(high, INFINITY));
}

double mean_field_ou_eigenvalue(double theta, size_t j) {
    if (theta == 0)
        return j == 0;
    if (isinf(theta))
        return 0;
    double w = mean_field_ou_root(theta, j);
    return 2 / (w * (w / theta) + theta);
}
