/* SPDX-License-Identifier: MIT */
#include "link.h"

#include <math.h>
#include <string.h>

static double link_ie1(double z) {
    return M_SQRT2 * (sin(z) + cos(z) - exp(-0.5));
}

static double link_ie2(double z) {
    return 1.2 * (cos(2 * z) - exp(-2) + sin(3 * z) - 3 * exp(-4.5) * z);
}

static double link_ie3(double z) {
    return 0.7 * (sin(z) - 0.5 * exp(1.5) * sin(2 * z));
}

static double link_even(double z) {
    return 1.5 * (cos(2 * z) - exp(-2));
}

static const struct {
    const char *name;
    double (*value)(double);
} links[] = {{"ie1", link_ie1}, {"ie2", link_ie2}, {"ie3", link_ie3}, {"even", link_even}};

enum status link_parse(struct link *link, const char *name) {
    *link = (struct link){0};
    for (size_t i = 0; i < sizeof links / sizeof *links; i++)
        if (strcmp(name, links[i].name) == 0) {
            link->function = links[i].value;
            return STATUS_OK;
        }
    if (strncmp(name, "hermite:", 8) == 0)
        return activation_parse(&link->polynomial, name);
    return error_set(STATUS_USAGE,
                     "found the link %s, expected ie1, ie2, ie3, even or hermite:c0,c1,...", name);
}

double link_value(const struct link *link, double z) {
    return link->function ? link->function(z) : activation_value(&link->polynomial, 0, z);
}
