/* SPDX-License-Identifier: MIT */
#include "field.h"

#include <fftw3.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- transforms ---- */

struct field_transform {
    enum field_basis basis;
    size_t points;
    double *x; /* what the plans work on */
    fftw_plan to_values, to_coefficients;
};

enum field_basis field_basis_parse(const char *name) {
    return strcmp(name, "cosine") == 0 ? FIELD_COSINE
           : strcmp(name, "sine") == 0 ? FIELD_SINE
                                       : FIELD_HALF_SINE;
}

/* The plan that FFTW chooses without measuring, which it does only if it remembers no measurement.
 */
static fftw_plan plan(size_t points, double *x, fftw_r2r_kind kind) {
    fftw_forget_wisdom();
    return fftw_plan_r2r_1d((int)points, x, x, kind, FFTW_ESTIMATE);
}

/* FFTW ends the process where it finds no memory: what its plans need at most is tried before. */
static bool is_room(size_t points) {
    void *probe = memory_new(8 * points + 4096, sizeof(double));
    free(probe);
    return probe != NULL;
}

struct field_transform *field_transform_new(enum field_basis basis, size_t points) {
    static const fftw_r2r_kind kinds[][2] = {
        {FFTW_REDFT01, FFTW_REDFT10}, {FFTW_RODFT01, FFTW_RODFT10}, {FFTW_RODFT11, FFTW_RODFT11}};
    struct field_transform *transform = memory_zero(1, sizeof *transform);
    if (!transform)
        return NULL;
    transform->basis = basis;
    transform->points = points;
    if (is_room(points))
        transform->x = fftw_alloc_real(points);
    if (transform->x) {
        transform->to_values = plan(points, transform->x, kinds[basis][0]);
        transform->to_coefficients = plan(points, transform->x, kinds[basis][1]);
    }
    if (transform->to_values && transform->to_coefficients)
        return transform;
    field_transform_free(transform);
    error_set(STATUS_NUMERICAL, "found no memory for functions of %zu points", points);
    return NULL;
}

void field_transform_free(struct field_transform *transform) {
    if (!transform)
        return;
    fftw_destroy_plan(transform->to_values);
    fftw_destroy_plan(transform->to_coefficients);
    fftw_free(transform->x);
    free(transform);
}

/* FFTW counts each mode twice, but for the constant of the cosines and, of the sines, the last,
 * (-1)^i at the midpoints. */
static double weight(const struct field_transform *transform, size_t k) {
    bool once = (transform->basis == FIELD_COSINE && k == 0) ||
                (transform->basis == FIELD_SINE && k + 1 == transform->points);
    return once ? 1 : 0.5;
}

static double amplitude(const struct field_transform *transform, size_t k) {
    return transform->basis == FIELD_COSINE && k == 0 ? 1 : M_SQRT2;
}

/* The coefficients in x become values. Of all modes but the first and last the factor is the same.
 */
static void synthesise(struct field_transform *transform) {
    size_t last = transform->points - 1;
    double *x = transform->x,
           ends[] = {amplitude(transform, 0) * weight(transform, 0) * x[0],
                     amplitude(transform, last) * weight(transform, last) * x[last]};
    for (size_t k = 0; k <= last; k++)
        x[k] *= M_SQRT2 / 2;
    x[0] = ends[0];
    x[last] = ends[1];
    fftw_execute(transform->to_values);
}

void field_values(struct field_transform *transform, double *x) {
    memcpy(transform->x, x, transform->points * sizeof *x);
    synthesise(transform);
    memcpy(x, transform->x, transform->points * sizeof *x);
}

/* The norm of mode k over the points is N/2, or N where FFTW counts once: its sum is twice that. */
void field_coefficients(struct field_transform *transform, double *x) {
    double scale = 1 / (double)transform->points;
    memcpy(transform->x, x, transform->points * sizeof *x);
    fftw_execute(transform->to_coefficients);
    for (size_t k = 0; k < transform->points; k++)
        x[k] = transform->x[k] * scale / (2 * weight(transform, k) * amplitude(transform, k));
}

/* ---- random functions ---- */

struct field {
    struct field_law law;
    size_t fine; /* points at which the function is made: an odd multiple */
    double *scale, *x;
    struct field_transform *transform; /* of all but ou */
    fftw_plan synthesis;               /* of ou */
};

double field_variance(const struct field_law *law, size_t k) {
    double order = (double)k;
    if (strcmp(law->name, "matern") == 0)
        return pow(law->kappa * law->kappa + M_PI * order * M_PI * order, -law->exponent);
    if (strcmp(law->name, "power") == 0)
        return pow(order + 1, -law->exponent);
    if (strcmp(law->name, "brownian") == 0)
        return pow(M_PI * (order + 0.5), -2);
    return strcmp(law->name, "bridge") == 0 ? pow(M_PI * (order + 1), -2) : NAN;
}

enum field_basis field_basis_of(const struct field_law *law) {
    return strcmp(law->name, "brownian") == 0 ? FIELD_HALF_SINE
           : strcmp(law->name, "bridge") == 0 ? FIELD_SINE
                                              : FIELD_COSINE;
}

/* Standard deviations of FFTW's half-complex coefficients: the eigenvalues of the circulant matrix
 * whose first row is the covariance at distance min(j, period - j). */
static enum status embed(struct field *field) {
    const struct field_law *law = &field->law;
    size_t period = field->fine;
    fftw_plan analysis = plan(period, field->x, FFTW_R2HC);
    field->synthesis = plan(period, field->x, FFTW_HC2R);
    if (!analysis || !field->synthesis) {
        fftw_destroy_plan(analysis);
        return STATUS_NUMERICAL;
    }
    for (size_t j = 0; j < period; j++) {
        double distance = (double)(j < period - j ? j : period - j) / (double)law->points;
        field->x[j] = exp(-law->kappa * distance);
    }
    fftw_execute(analysis);
    fftw_destroy_plan(analysis);
    for (size_t k = 0; k < period; k++) {
        size_t real = 2 * k <= period ? k : period - k; /* where the real part of the mode is */
        double eigenvalue = field->x[real], twice = real == 0 || 2 * real == period ? 1 : 2;
        if (!(eigenvalue > -1e-12 * (double)period))
            return error_set(STATUS_NUMERICAL,
                             "found the eigenvalue %g of the circulant embedding, expected none "
                             "below 0",
                             eigenvalue);
        field->scale[k] = sqrt(fmax(eigenvalue, 0) / (twice * (double)period));
    }
    return STATUS_OK;
}

enum status field_new(struct field **out, const struct field_law *law) {
    struct field *field = memory_zero(1, sizeof *field);
    bool ou = strcmp(law->name, "ou") == 0;
    enum status status = STATUS_OK;
    *out = field;
    if (!field)
        return STATUS_NUMERICAL;
    field->law = *law;
    field->fine = ou ? (law->periodic ? 1 : 2) * law->points : law->points;
    while (!ou && field->fine < law->modes)
        field->fine += 2 * law->points;
    field->scale = memory_zero(field->fine, sizeof *field->scale);
    field->x = is_room(field->fine) ? fftw_alloc_real(field->fine) : NULL;
    if (!field->scale || !field->x)
        status = STATUS_NUMERICAL;
    else if (ou)
        status = embed(field);
    else if (!(field->transform = field_transform_new(field_basis_of(law), field->fine)))
        status = STATUS_NUMERICAL;
    for (size_t k = 0; status == STATUS_OK && !ou && k < law->modes; k++)
        field->scale[k] = sqrt(field_variance(law, k));
    if (status != STATUS_OK) {
        field_free(field);
        *out = NULL;
    }
    return status;
}

void field_free(struct field *field) {
    if (!field)
        return;
    field_transform_free(field->transform);
    fftw_destroy_plan(field->synthesis);
    fftw_free(field->x);
    free(field->scale);
    free(field);
}

static void draw(const struct field *field, struct random_stream stream, uint64_t row, size_t count,
                 double *x) {
    random_gaussians(stream, 0, row, 0, count, x);
    for (size_t k = 0; k < count; k++)
        x[k] *= field->scale[k];
}

void field_draw_values(struct field *field, struct random_stream stream, uint64_t row, double *x) {
    size_t points = field->law.points, stride = field->transform ? field->fine / points : 1;
    double *work = field->transform ? field->transform->x : field->x;
    draw(field, stream, row, field->fine, work);
    if (field->transform)
        synthesise(field->transform);
    else
        fftw_execute(field->synthesis);
    for (size_t i = 0; i < points; i++)
        x[i] = work[stride * i + stride / 2];
}

void field_draw_coefficients(const struct field *field, struct random_stream stream, uint64_t row,
                             double *x) {
    draw(field, stream, row, field->law.points, x);
}
