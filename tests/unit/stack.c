/* SPDX-License-Identifier: MIT */
/* Stacks against a naive sum with a running error bound, gradients against central differences of
 * that sum, the Hessian's action against differences of gradients. */
#include "stack.h"

#include "linalg.h"
#include "stack_action.h"
#include "test.h"

#include <float.h>
#include <unistd.h>

static const double eps = DBL_EPSILON / 2;

/* A layer as the test knows it. */
struct layer {
    size_t width, d;
    double *W, *b, *a;
};

static void layer_free(struct layer *layer) {
    free(layer->W), free(layer->b), free(layer->a);
}

/* Draws a layer of values and writes its file; `last` has output weights, `bias` biases. */
static struct layer write_layer(const char *path, size_t width, size_t d, bool last, bool bias,
                                uint64_t *state) {
    struct layer layer = {width, d, malloc(width * d * sizeof(double)),
                          calloc(width, sizeof(double)), calloc(width, sizeof(double))};
    FILE *file = fopen(path, "w");
    for (size_t j = 0; j < d; j++)
        fprintf(file, "w%zu,", j + 1);
    fprintf(file, "note%s%s\n", bias ? ",b" : "", last ? ",a" : "");
    for (size_t i = 0; i < width; i++) {
        for (size_t j = 0; j < d; j++) {
            layer.W[i * d + j] = (4 * test_uniform(state) - 2) / sqrt((double)d);
            fprintf(file, "%.17g,", layer.W[i * d + j]);
        }
        layer.b[i] = bias ? test_uniform(state) - 0.5 : 0;
        layer.a[i] = (2 * test_uniform(state) - 1) / sqrt((double)width);
        fprintf(file, "neuron");
        if (bias)
            fprintf(file, ",%.17g", layer.b[i]);
        if (last)
            fprintf(file, ",%.17g", layer.a[i]);
        fprintf(file, "\n");
    }
    fclose(file);
    return layer;
}

/* f(x), and in *error a bound on what rounding may do to it in double precision: carried forward
 * from layer to layer, (n+2) eps sum |terms| for each sum, 8 eps for each activation. */
static double naive(size_t layers, const struct layer *layer, const struct activation *activation,
                    const double *x, double *error) {
    size_t widest = layer[0].d;
    for (size_t l = 0; l < layers; l++)
        widest = layer[l].width > widest ? layer[l].width : widest;
    double *h = malloc(4 * widest * sizeof *h), *e = h + widest, *z = e + widest, *ez = z + widest;
    memcpy(h, x, layer[0].d * sizeof *h);
    memset(e, 0, layer[0].d * sizeof *e);
    for (size_t l = 0; l < layers; l++) {
        size_t d = layer[l].d;
        for (size_t i = 0; i < layer[l].width; i++) {
            long double sum = layer[l].b[i];
            double size = fabs(layer[l].b[i]), carried = 0;
            for (size_t j = 0; j < d; j++) {
                sum += (long double)layer[l].W[i * d + j] * h[j];
                size += fabs(layer[l].W[i * d + j] * h[j]);
                carried += fabs(layer[l].W[i * d + j]) * e[j];
            }
            z[i] = (double)sum;
            ez[i] = (double)(d + 2) * eps * size + carried;
        }
        for (size_t i = 0; i < layer[l].width; i++) {
            h[i] = activation_value(activation, 0, z[i]);
            e[i] = 2 * fabs(activation_value(activation, 1, z[i])) * ez[i] + ez[i] * ez[i] +
                   8 * eps * (1 + fabs(h[i]));
        }
    }
    long double f = 0;
    const struct layer *last = &layer[layers - 1];
    *error = 0;
    for (size_t i = 0; i < last->width; i++) {
        f += (long double)last->a[i] * h[i];
        *error += fabs(last->a[i]) * (e[i] + (double)(last->width + 2) * eps * fabs(h[i]));
    }
    free(h);
    return (double)f;
}

/* df/dx_j by central differences with steps h and 2h: their difference is three times the leading
 * error of the first, to which comes rounding over h. */
static double difference(size_t layers, const struct layer *layer,
                         const struct activation *activation, double *x, size_t j, double *error) {
    const double step = 0x1p-13;
    double old = x[j], value[4], rounding, worst = 0;
    for (int i = 0; i < 4; i++) {
        static const double at[] = {-2, -1, 1, 2};
        x[j] = old + at[i] * step;
        value[i] = naive(layers, layer, activation, x, &rounding);
        worst = fmax(worst, rounding);
    }
    x[j] = old;
    double fine = (value[2] - value[1]) / (2 * step), coarse = (value[3] - value[0]) / (4 * step);
    *error = fabs(fine - coarse) + worst / step;
    return fine;
}

static void check_evaluation(struct stack *stack, const struct layer *layer, size_t count,
                             uint64_t *state, size_t components) {
    size_t d = stack->layer[0].d;
    double *X = malloc(count * d * sizeof *X), *gradient = malloc(count * d * sizeof *gradient);
    double *f = malloc(2 * count * sizeof *f), error;
    for (size_t i = 0; i < count * d; i++) {
        X[i] = 2 * test_uniform(state) - 1;
        gradient[i] = NAN;
    }
    TEST(stack_evaluate(stack, 0, count, X, f, gradient) == STATUS_OK);
    TEST(stack_evaluate(stack, 0, count, X, f + count, NULL) == STATUS_OK);
    TEST(memcmp(f, f + count, count * sizeof *f) == 0);
    for (size_t i = 0; i < count; i++) {
        double value = naive(stack->layers, layer, &stack->activation, X + i * d, &error);
        TEST_ABS(f[i], value, error);
        for (size_t j = 0; j < d && j < components; j++) {
            value = difference(stack->layers, layer, &stack->activation, X + i * d, j, &error);
            TEST(error < 1e-3 || activation_smoothness(&stack->activation) < 3); /* kinks */
            TEST_ABS(gradient[i * d + j], value, error);
        }
    }
    free(X), free(gradient), free(f);
}

static char *const paths[] = {"stack-1.csv", "stack-2.csv", "stack-3.csv", "stack-4.csv"};

static void test_values(uint64_t *state) {
    static const char *const activations[] = {"tanh", "relu", "softplus", "he3", "erf2", "sin2"};
    const size_t widths[] = {7, 5, 6, 3};
    for (size_t layers = 1; layers <= 4; layers++)
        for (size_t a = 0; a < 6; a++) {
            struct layer layer[4];
            for (size_t l = 0; l < layers; l++)
                layer[l] = write_layer(paths[l], widths[l], l ? widths[l - 1] : 4, l + 1 == layers,
                                       (a + l) % 2, state);
            struct stack stack;
            TEST(stack_open(&stack, layers, paths, activations[a]) == STATUS_OK);
            check_evaluation(&stack, layer, 1, state, 4);
            check_evaluation(&stack, layer, 5, state, 4);
            stack_close(&stack);
            for (size_t l = 0; l < layers; l++)
                layer_free(&layer[l]);
        }
}

/* Over 4096 neurons, which are several blocks, in a hidden layer and in the last. */
static void test_blocks(uint64_t *state) {
    struct layer layer[3] = {write_layer(paths[0], 5000, 3, false, true, state),
                             write_layer(paths[1], 2, 5000, false, false, state),
                             write_layer(paths[2], 9000, 2, true, true, state)};
    struct stack stack;
    TEST(stack_open(&stack, 3, paths, "tanh") == STATUS_OK);
    TEST(network_block_rows(&stack.layer[0], 1) < 5000);
    check_evaluation(&stack, layer, 3, state, 2);
    stack_close(&stack);
    for (size_t l = 0; l < 3; l++)
        layer_free(&layer[l]);
}

static void write_recipe(const char *path, size_t width, size_t d, unsigned seed) {
    FILE *file = fopen(path, "w");
    fprintf(file,
            "recipe,width,d,weights,scale,scale_over,output,output_scale,output_scale_over,seed\n"
            "network,%zu,%zu,gaussian,1,sqrt-d,signs,1,sqrt-width,%u\n",
            width, d, seed);
    fclose(file);
}

/* The values of a replicate of a recipe, written out. */
static struct layer write_rows(const char *path, const struct network *network,
                               uint64_t replicate) {
    size_t width = network->width, d = network->d;
    struct layer layer = {width, d, malloc(width * d * sizeof(double)),
                          calloc(width, sizeof(double)), malloc(width * sizeof(double))};
    network_rows(network, replicate, 0, width, layer.W, layer.a, NULL);
    FILE *file = fopen(path, "w");
    for (size_t j = 0; j < d; j++)
        fprintf(file, "w%zu,", j + 1);
    fprintf(file, "a\n");
    for (size_t i = 0; i < width; i++) {
        for (size_t j = 0; j < d; j++)
            fprintf(file, "%.17g,", layer.W[i * d + j]);
        fprintf(file, "%.17g\n", layer.a[i]);
    }
    fclose(file);
    return layer;
}

/* A recipe and its values: the same bits, kept in memory (small) or drawn block by block. */
static void test_recipes(uint64_t *state) {
    const size_t sizes[][2] = {{300, 7}, {20000, 3}, {2200, 2000}};
    for (size_t s = 0; s < 3; s++) {
        size_t width = sizes[s][0], d = sizes[s][1], count = 2;
        struct stack recipe, values;
        write_recipe(paths[0], width, d, 5);
        TEST(stack_open(&recipe, 1, paths, "tanh") == STATUS_OK);
        double *X = malloc(3 * count * d * sizeof *X), *f = malloc(2 * count * sizeof *f);
        for (size_t i = 0; i < count * d; i++)
            X[i] = 2 * test_uniform(state) - 1;
        double *g = X + count * d, *h = g + count * d;
        struct layer layer = write_rows(paths[1], &recipe.layer[0], 0);
        TEST(stack_open(&values, 1, paths + 1, "tanh") == STATUS_OK);
        TEST(stack_evaluate(&recipe, 0, count, X, f, g) == STATUS_OK);
        TEST(stack_evaluate(&values, 0, count, X, f + count, h) == STATUS_OK);
        TEST(memcmp(f, f + count, count * sizeof *f) == 0);
        TEST(memcmp(g, h, count * d * sizeof *g) == 0);
        double error, value = naive(1, &layer, &recipe.activation, X, &error);
        TEST_ABS(f[0], value, error);
        layer_free(&layer);
        /* Another replicate is another network; back again it is the same one. */
        TEST(stack_evaluate(&recipe, 3, count, X, f + count, h) == STATUS_OK);
        TEST(f[0] != f[count] && f[1] != f[count + 1]);
        layer = write_rows(paths[1], &recipe.layer[0], 3);
        value = naive(1, &layer, &recipe.activation, X + d, &error);
        TEST_ABS(f[count + 1], value, error);
        TEST(stack_evaluate(&recipe, 0, count, X, f + count, h) == STATUS_OK);
        TEST(memcmp(f, f + count, count * sizeof *f) == 0);
        layer_free(&layer);
        stack_close(&recipe), stack_close(&values);
        free(X), free(f);
    }
}

/* Flips: the fraction of the last layer's neurons that are active on one side only. */
static void test_flips(uint64_t *state) {
    enum { GROUP = 3, COUNT = 6, ORIGINS = COUNT / GROUP, D = 2, WIDTH = 6000 };
    static unsigned char active[ORIGINS * WIDTH];
    struct layer layer = write_layer(paths[0], WIDTH, D, true, true, state);
    struct stack stack;
    TEST(stack_open(&stack, 1, paths, "relu") == STATUS_OK);
    double X[COUNT * D], origin[ORIGINS * D], f[COUNT], flips[COUNT];
    for (size_t i = 0; i < COUNT * D; i++)
        X[i] = 2 * test_uniform(state) - 1;
    for (size_t i = 0; i < ORIGINS * D; i++) /* the first of each group stays where it was */
        origin[i] = X[i / D * GROUP * D + i % D];
    TEST(stack_evaluate_active(&stack, 0, ORIGINS, origin, f, NULL, active) == STATUS_OK);
    TEST(stack_evaluate_moved(&stack, 0, COUNT, GROUP, X, active, f, flips) == STATUS_OK);
    for (size_t i = 0; i < COUNT; i++) {
        const double *x = X + i * D, *base = origin + i / GROUP * D;
        size_t differ = 0;
        for (size_t l = 0; l < WIDTH; l++) {
            const double *w = layer.W + l * D;
            differ += (w[0] * x[0] + w[1] * x[1] + layer.b[l] > 0) !=
                      (w[0] * base[0] + w[1] * base[1] + layer.b[l] > 0);
        }
        TEST_ABS(flips[i], (double)differ / WIDTH, 1e-12);
        TEST(i % GROUP == 0 ? flips[i] == 0 : flips[i] > 0);
    }
    stack_close(&stack);
    layer_free(&layer);
}

/* H v against (grad f(x + h v) - grad f(x - h v))/2h, with steps h and 2h. */
static void test_action(uint64_t *state) {
    enum { D = 5, WIDTH = 5000, POINTS = 4 };
    const double step = 0x1p-13;
    struct layer layer = write_layer(paths[0], WIDTH, D, true, true, state);
    static const char *const activations[] = {"tanh", "erf", "softplus", "he2", "sin2"};
    for (size_t a = 0; a < 5; a++) {
        struct stack stack;
        TEST(stack_open(&stack, 1, paths, activations[a]) == STATUS_OK);
        double x[D], v[D], X[POINTS * D], f[POINTS], g[POINTS * D], Hv[D];
        for (size_t j = 0; j < D; j++) {
            x[j] = 2 * test_uniform(state) - 1;
            v[j] = 2 * test_uniform(state) - 1;
            for (size_t p = 0; p < POINTS; p++)
                X[p * D + j] = x[j] + ((double[]){-2, -1, 1, 2})[p] * step * v[j];
            Hv[j] = NAN;
        }
        TEST(stack_evaluate(&stack, 0, POINTS, X, f, g) == STATUS_OK);
        TEST(stack_action(&stack, 0, x, v, Hv) == STATUS_OK);
        for (size_t j = 0; j < D; j++) {
            double fine = (g[2 * D + j] - g[D + j]) / (2 * step);
            double coarse = (g[3 * D + j] - g[j]) / (4 * step);
            /* Rounding of a gradient: WIDTH eps times a sum of WIDTH terms below 4/sqrt WIDTH. */
            double rounding = WIDTH * eps * 4 * sqrt(WIDTH) / step;
            TEST_ABS(Hv[j], fine, fabs(fine - coarse) + rounding);
            TEST(fabs(Hv[j]) > 100 * rounding);
        }
        stack_close(&stack);
    }
    struct stack stack;
    double x[D] = {0};
    TEST(stack_open(&stack, 1, paths, "relu") == STATUS_OK);
    TEST(stack_action(&stack, 0, x, x, x) == STATUS_USAGE);
    stack_close(&stack);
    layer_free(&layer);
}

static void refused(size_t layers, const char *const *content, const char *message) {
    for (size_t l = 0; l < layers; l++) {
        FILE *file = fopen(paths[l], "w");
        fputs(content[l], file);
        fclose(file);
    }
    struct stack stack;
    TEST(stack_open(&stack, layers, paths, "relu") == STATUS_INPUT);
    TEST_TEXT(error_message(), message);
    TEST(stack.layers == 0 && stack.layer == NULL);
}

static void test_refusals(void) {
    refused(1, (const char *[]){"w1,w2\n1,2\n"},
            "stack-1.csv:1:1: found no column a, expected it in the last layer");
    refused(1, (const char *[]){"w1,w2,a\n"},
            "stack-1.csv:1:1: found no rows, expected one a neuron");
    refused(1, (const char *[]){"w1,a\n1,2\n1,nan\n"},
            "stack-1.csv:3:2: found nan, expected a finite number");
    refused(1, (const char *[]){"w1,a,b\n1,2,3\n1,2,x\n"},
            "stack-1.csv:3:3: found \"x\", expected a number");
    refused(2, (const char *[]){"w1,w2\n1,2\n", "# layer\nw1,w2,a\n1,2,1\n"},
            "stack-2.csv:2:1: found w1..w2, expected w1..w1: one for each neuron of stack-1.csv");
    refused(1, (const char *[]){"recipe,width\ndata,3\n"},
            "stack-1.csv:2:1: found data, expected the recipe of a network");
    refused(1, (const char *[]){"recipe,width\n1,3\n"},
            "stack-1.csv:2:1: found a number, expected the recipe of a network");
    refused(1, (const char *[]){"recipe,width\nnetwork,3\n"},
            "stack-1.csv:1:1: found no column d, expected it in a recipe");
    struct stack stack;
    TEST(stack_open(&stack, 1, paths, "rilu") == STATUS_USAGE);
}

int main(void) {
    uint64_t state = test_seed();
    test_values(&state);
    test_blocks(&state);
    test_recipes(&state);
    test_flips(&state);
    test_action(&state);
    test_refusals();
    for (size_t l = 0; l < 4; l++)
        unlink(paths[l]);
    return test_end();
}
