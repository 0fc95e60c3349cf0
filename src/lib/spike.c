/* SPDX-License-Identifier: MIT */
#include "spike.h"

#include "dataset.h"

#include <stdlib.h>

enum status spike_check(const struct spike *spike) {
    if (spike->theta != 0 && !*spike->path)
        return error_set(STATUS_USAGE,
                         "found --theta alone, expected --theta and --direction together");
    return STATUS_OK;
}

enum status spike_open(struct spike *spike, size_t d) {
    if (!*spike->path)
        return STATUS_OK;
    spike->v = memory_new(d, sizeof *spike->v);
    return spike->v ? dataset_direction(spike->path, d, spike->v) : STATUS_NUMERICAL;
}

void spike_close(struct spike *spike) {
    free(spike->v);
    spike->v = NULL;
}
