/* SPDX-License-Identifier: MIT */
#include "schedule.h"

#include "options.h"

#include <float.h>
#include <stdlib.h>

enum status schedule_open(struct schedule *s) {
    enum status status =
        options_list("step", s->step_text, -DBL_MAX, DBL_MAX, &s->step, &s->step_count);
    if (status == STATUS_OK && *s->exponent_text)
        status = options_list("exponent", s->exponent_text, 0, nextafter(0.5, 0), &s->exponent,
                              &s->exponent_count);
    return status;
}

void schedule_close(struct schedule *s) {
    free(s->step);
    free(s->exponent);
    s->step = s->exponent = NULL;
}

bool schedule_moves(const struct schedule *s) {
    for (size_t i = 0; i < s->step_count; i++)
        if (s->step[i] != 0)
            return true;
    return false;
}

static double in_list(const double *list, size_t count, uint64_t t) {
    return list[t < count ? t - 1 : count - 1];
}

double schedule_step(const struct schedule *s, uint64_t t) {
    double rate = in_list(s->step, s->step_count, t);
    if (s->exponent_count > 0)
        rate *= pow(s->width, 0.5 + in_list(s->exponent, s->exponent_count, t));
    return (s->decay != 0 ? rate * pow((double)t, -s->decay) : rate) + s->growth * s->sum;
}
