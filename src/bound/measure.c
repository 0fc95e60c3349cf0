/* SPDX-License-Identifier: MIT */
#include "measure.h"

#include "dataset.h"
#include "network_norms.h"
#include "stack.h"
#include "statistics.h"
#include "transport.h"
#include "vector.h"
#include "wasserstein.h"

#include <math.h>
#include <stdlib.h>

/* A sample with the losses of the network on it. z: rows of (x, y). */
struct cloud {
    struct dataset dataset;
    size_t n, d;
    double *z, *X, *y, *losses, *slopes;
    struct statistics_moments loss;
};

static enum status cloud_open(struct cloud *cloud, const char *path, size_t d) {
    enum status status = dataset_open(&cloud->dataset, path);
    if (status == STATUS_OK)
        status = dataset_require_samples(&cloud->dataset, d, "the network has w");
    if (status != STATUS_OK)
        return status;
    cloud->n = cloud->dataset.n;
    cloud->d = d;
    cloud->z = memory_new(cloud->n, (3 * d + 3) * sizeof *cloud->z);
    if (!cloud->z)
        return STATUS_NUMERICAL;
    cloud->X = cloud->z + cloud->n * (d + 1);
    cloud->slopes = cloud->X + cloud->n * d;
    cloud->y = cloud->slopes + cloud->n * d;
    cloud->losses = cloud->y + cloud->n;
    status = dataset_rows(&cloud->dataset, 0, cloud->n, cloud->X, cloud->y);
    for (size_t i = 0; i < cloud->n; i++) {
        for (size_t j = 0; j < d; j++)
            cloud->z[i * (d + 1) + j] = cloud->X[i * d + j];
        cloud->z[i * (d + 1) + d] = cloud->y[i];
    }
    return status;
}

static enum status cloud_evaluate(struct cloud *cloud, struct stack *stack, enum loss loss) {
    enum status status = stack_evaluate(stack, 0, cloud->n, cloud->X, cloud->losses, cloud->slopes);
    for (size_t i = 0; status == STATUS_OK && i < cloud->n; i++) {
        cloud->losses[i] = loss_sum(loss, 1, &cloud->losses[i], &cloud->y[i], NULL);
        statistics_moments_add(&cloud->loss, cloud->losses[i]);
    }
    return status;
}

static void cloud_close(struct cloud *cloud) {
    dataset_close(&cloud->dataset);
    free(cloud->z);
}

/* tr Cov of z, and E|x|^2. */
static void measure_law(const struct cloud *test, struct wasserstein_known *known) {
    size_t all = test->d + 1;
    known->trace = known->square = 0;
    for (size_t j = 0; j < all; j++) {
        struct statistics_moments moments = {0};
        for (size_t i = 0; i < test->n; i++)
            statistics_moments_add(&moments, test->z[i * all + j]);
        known->trace += statistics_moments_variance(&moments);
    }
    for (size_t i = 0; i < test->n; i++)
        known->square +=
            vector_dot(test->d, test->X + i * test->d, test->X + i * test->d) / (double)test->n;
}

/* The largest |x|^2, and side of the smallest cube around both samples. */
static void measure_extent(const struct cloud clouds[2], enum loss loss,
                           struct wasserstein_known *known, struct measured *measured) {
    size_t all = clouds[0].d + 1;
    const double zero = 0;
    *measured = (struct measured){0, 0, 0};
    known->side = 0;
    for (size_t j = 0; j < all; j++) {
        double low = INFINITY, high = -INFINITY;
        for (int c = 0; c < 2; c++)
            for (size_t i = 0; i < clouds[c].n; i++) {
                low = fmin(low, clouds[c].z[i * all + j]);
                high = fmax(high, clouds[c].z[i * all + j]);
            }
        known->side = fmax(known->side, high - low);
    }
    for (int c = 0; c < 2; c++)
        for (size_t i = 0; i < clouds[c].n; i++) {
            const double *x = clouds[c].X + i * clouds[c].d;
            double rho = loss_sum(loss, 1, &zero, &clouds[c].y[i], NULL);
            measured->radius2 = fmax(measured->radius2, vector_dot(clouds[c].d, x, x));
            measured->top = fmax(measured->top, rho);
            measured->rho += c == 1 ? rho * rho / (double)clouds[c].n : 0;
        }
    measured->rho = sqrt(measured->rho);
}

static double steepest_slope(const struct cloud clouds[2]) {
    double steepest = 0;
    for (int c = 0; c < 2; c++)
        for (size_t i = 0; i < clouds[c].n; i++) {
            const double *slope = clouds[c].slopes + i * clouds[c].d;
            steepest = fmax(steepest, vector_dot(clouds[c].d, slope, slope));
        }
    return sqrt(1 + steepest);
}

static enum status measure_distance(const struct cloud clouds[2], double *distance) {
    size_t all = clouds[0].d + 1;
    const struct transport_problem problem = {{clouds[0].n, all, clouds[0].z, NULL},
                                              {clouds[1].n, all, clouds[1].z, NULL},
                                              TRANSPORT_EUCLIDEAN,
                                              1};
    struct transport transport = {0};
    enum status status = transport_exact(&problem, &transport);
    *distance = transport.primal;
    transport_free(&transport);
    return status;
}

static enum status measure_all(const struct network_norms *norms, struct cloud clouds[2],
                               enum loss loss, struct wasserstein_known *known,
                               struct measured *measured) {
    double lip = wasserstein_lipschitz(fmin(norms->lambda, norms->path));
    enum status status = measure_distance(clouds, &known->distance);
    known->n = (double)clouds[0].n;
    known->d = (double)clouds[0].d + 1;
    known->gap = fabs(clouds[1].loss.mean - clouds[0].loss.mean);
    known->variance = statistics_moments_variance(&clouds[1].loss);
    known->seen = steepest_slope(clouds) * known->distance;
    known->product = lip * known->distance;
    known->lip2 = lip * lip;
    known->path = norms->path;
    measure_law(&clouds[1], known);
    measure_extent(clouds, loss, known, measured);
    return status;
}

/* Weights of replicate 0, and their norms. */
static enum status look_at(struct network *network, struct network_norms *norms) {
    struct network_block block = {0};
    enum status status = network_block(network, 0, 0, network->width, &block);
    if (status == STATUS_OK)
        status = network_norms(network->width, network->d, block.W, block.a, norms);
    free(block.memory);
    return status;
}

static enum status network_plain(struct network *network, const char *path) {
    enum status status = network_open(network, path);
    if (status == STATUS_OK && (!network->has_output || network->has_bias))
        return error_set(STATUS_INPUT, "%s:%zu:1: found %s, expected columns w1..wd and a alone",
                         path, network->table.header_line,
                         network->has_bias ? "a column b" : "no column a");
    return status;
}

enum status measure(const char *network, const char *sample, const char *test, enum loss loss,
                    struct wasserstein_known *known, struct measured *measured) {
    struct network trained = {0};
    struct network_norms norms;
    struct cloud clouds[2] = {{.n = 0}, {.n = 0}};
    struct stack stack = {.layers = 1, .layer = &trained};
    enum status status = network_plain(&trained, network);
    if (status == STATUS_OK)
        status = activation_parse(&stack.activation, "relu");
    if (status == STATUS_OK)
        status = look_at(&trained, &norms);
    for (int c = 0; status == STATUS_OK && c < 2; c++) {
        status = cloud_open(&clouds[c], c == 0 ? sample : test, trained.d);
        if (status == STATUS_OK)
            status = cloud_evaluate(&clouds[c], &stack, loss);
    }
    if (status == STATUS_OK)
        status = measure_all(&norms, clouds, loss, known, measured);
    cloud_close(&clouds[0]);
    cloud_close(&clouds[1]);
    network_close(&trained);
    return status;
}

enum status measure_start(const char *network, double *mean, double *root) {
    struct network start = {0};
    struct network_norms norms;
    double variance = 0;
    enum status status = network_plain(&start, network);
    if (status == STATUS_OK && start.is_recipe) {
        network_law_norms(&start.law, mean, &variance);
    } else if (status == STATUS_OK) {
        status = look_at(&start, &norms);
        *mean = norms.first + norms.second;
    }
    if (status == STATUS_OK)
        *root = sqrt(*mean * *mean + variance);
    network_close(&start);
    return status;
}
