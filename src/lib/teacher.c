/* SPDX-License-Identifier: MIT */
#include "teacher.h"

#include "random.h"
#include "vector.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static enum status draw_direction(struct teacher *teacher, uint64_t seed) {
    teacher->beta = memory_new(teacher->d, sizeof *teacher->beta);
    if (!teacher->beta)
        return STATUS_NUMERICAL;
    random_gaussians(random_stream(seed, "teacher"), 0, 0, 0, teacher->d, teacher->beta);
    double norm = sqrt(vector_dot(teacher->d, teacher->beta, teacher->beta));
    for (size_t j = 0; j < teacher->d; j++)
        teacher->beta[j] /= norm;
    return STATUS_OK;
}

static enum status open_network(struct teacher *teacher, const char *path, const char *activation) {
    char *copy = strdup(path);
    if (!copy)
        return error_set(STATUS_NUMERICAL, "found no memory for a file name");
    enum status status = stack_open(&teacher->network, 1, &copy, activation);
    if (status == STATUS_OK && teacher->network.layer[0].d != teacher->d)
        status = error_set(
            STATUS_INPUT, "%s:%zu:1: found w1..w%zu, expected w1..w%zu as the data has x", path,
            teacher->network.layer[0].table.header_line, teacher->network.layer[0].d, teacher->d);
    free(copy);
    return status;
}

enum status teacher_open(struct teacher *teacher, const char *name, const char *activation,
                         size_t d, uint64_t seed) {
    *teacher = (struct teacher){.d = d};
    enum status status = STATUS_OK;
    if (strcmp(name, "none") == 0)
        return STATUS_OK;
    if (strncmp(name, "network:", 8) == 0) {
        teacher->kind = TEACHER_NETWORK;
        status = open_network(teacher, name + 8, activation);
    } else {
        teacher->kind = TEACHER_INDEX;
        if (strcmp(name, "linear") == 0)
            status = activation_parse(&teacher->link.polynomial, name);
        else if (strncmp(name, "index:", 6) == 0)
            status = link_parse(&teacher->link, name + 6);
        else
            status = error_set(STATUS_USAGE,
                               "found the teacher %s, expected none, linear, "
                               "index:LINK or network:FILE",
                               name);
        if (status == STATUS_OK)
            status = draw_direction(teacher, seed);
    }
    if (status != STATUS_OK)
        teacher_close(teacher);
    return status;
}

void teacher_close(struct teacher *teacher) {
    free(teacher->beta);
    stack_close(&teacher->network);
    *teacher = (struct teacher){0};
}

enum status teacher_label(struct teacher *teacher, size_t count, const double *X, double *y) {
    enum status status = STATUS_OK;
    /* One by one: the bits of a label must not depend on how many are asked for. */
    for (size_t i = 0; status == STATUS_OK && teacher->kind == TEACHER_NETWORK && i < count; i++)
        status = stack_evaluate(&teacher->network, 0, 1, X + i * teacher->d, y + i, NULL);
    for (size_t i = 0; teacher->kind == TEACHER_INDEX && i < count; i++)
        y[i] =
            link_value(&teacher->link, vector_dot(teacher->d, X + i * teacher->d, teacher->beta));
    return status;
}
