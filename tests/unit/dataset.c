/* SPDX-License-Identifier: MIT */
/* Datasets: their laws, that a row depends on its address alone, recipes and values in files. */
#include "dataset.h"

#include "test.h"
#include "vector.h"

#include <unistd.h>

static const char file[] = "dataset-test.csv", teacher_file[] = "dataset-teacher.csv";

static struct dataset_law law_of(const char *law, size_t n, size_t d) {
    return (struct dataset_law){.n = n,
                                .d = d,
                                .seed = test_seed() + 20,
                                .teacher_seed = 4,
                                .law = law,
                                .teacher = "none",
                                .teacher_activation = "tanh",
                                .mnist = "nowhere",
                                .digits = "all",
                                .part = "train",
                                .normalise = "sqrt-d",
                                .labels = "own",
                                .angle = 0.3};
}

static double *draw(const struct dataset_law *law, double *y) {
    struct dataset dataset = {0};
    double *X = malloc(law->n * law->d * sizeof *X);
    TEST(dataset_from_law(&dataset, law) == STATUS_OK);
    TEST(dataset_rows(&dataset, 0, law->n, X, y) == STATUS_OK);
    dataset_close(&dataset);
    return X;
}

/* The means of x_j, x_j^2 and x_0 x_1 over all entries, within 5 standard errors. */
static void check_moments(const char *name, double mean, double square, double square_variance) {
    enum { N = 4000, D = 9 };
    struct dataset_law law = law_of(name, N, D);
    double *X = draw(&law, NULL), m1 = 0, m2 = 0, cross = 0;
    for (size_t i = 0; i < N; i++) {
        const double *x = X + i * D;
        m1 += x[3];
        m2 += x[5] * x[5];
        cross += (x[0] - mean) * (x[1] - mean);
    }
    double variance = square - mean * mean;
    TEST_ABS(m1 / N, mean, 5 * sqrt(variance / N));
    TEST_ABS(m2 / N, square, 5 * sqrt(square_variance / N));
    TEST_ABS(cross / N, 0, 5 * variance / sqrt(N));
    free(X);
}

static void test_laws(void) {
    enum { N = 50, D = 9 };
    check_moments("gaussian", 0, 1, 2);
    check_moments("sphere", 0, 1, 2.0 * (D - 1) / (D + 2));
    check_moments("cube", 0.5, 1.0 / 3, 1.0 / 5 - 1.0 / 9);
    check_moments("box", 0, 1.0 / 3, 1.0 / 5 - 1.0 / 9);
    const size_t dimensions[] = {1, 2, 9, 1000};
    for (size_t s = 0; s < 4; s++) {
        struct dataset_law law = law_of("sphere", N, dimensions[s]);
        double *X = draw(&law, NULL), d = (double)law.d;
        for (size_t i = 0; i < N; i++)
            TEST_REL(sqrt(vector_dot(law.d, X + i * law.d, X + i * law.d)), sqrt(d),
                     (4 + d / 4) * 0x1p-53);
        free(X);
        law.law = "cube";
        X = draw(&law, NULL);
        for (size_t i = 0; i < N * law.d; i++)
            TEST(X[i] > 0 && X[i] < 1);
        free(X);
        law.law = "axis";
        X = draw(&law, NULL);
        for (size_t i = 0; i < N * law.d; i++)
            TEST(X[i] == (i % law.d ? 0 : sqrt(d)));
        free(X);
    }
}

static void test_radius(void) {
    static const char *const names[] = {"gaussian", "cube", "sphere", "axis"};
    for (size_t l = 0; l < 4; l++) {
        struct dataset_law law = law_of(names[l], 2, 16);
        struct dataset dataset = {0};
        TEST(dataset_from_law(&dataset, &law) == STATUS_OK);
        TEST_ABS(dataset_radius(&dataset), l < 2 ? (double)NAN : 4, 0);
        dataset_close(&dataset);
    }
}

static void write_teacher(void) {
    FILE *stream = fopen(teacher_file, "w");
    fputs("w1,w2,w3,w4,w5,a\n", stream);
    for (size_t i = 0; i < 30; i++)
        fprintf(stream, "%zu,0.25,-%zu,0.3,%zu,0.7\n", i % 3, i % 5, i % 7);
    fclose(stream);
}

/* A row has an address: any block, any n, labels and their noise included. */
static void test_addresses(void) {
    enum { N = 40, D = 5 };
    static const char *const names[] = {"gaussian", "sphere", "cube", "axis", "box"};
    static const char *const teachers[] = {"linear", "index:ie2", "index:hermite:0,1,0.5",
                                           "network:dataset-teacher.csv", "linear"};
    uint64_t state = test_seed();
    double y[N], part[N * D], labels[N];
    for (size_t l = 0; l < 5; l++) {
        struct dataset_law law = law_of(names[l], N, D);
        law.teacher = teachers[l];
        law.noise = 0.25;
        double *X = draw(&law, y);
        struct dataset longer = {0};
        law.n = 10 * N;
        TEST(dataset_from_law(&longer, &law) == STATUS_OK);
        TEST(longer.has_label);
        for (size_t trial = 0; trial < 20; trial++) {
            size_t first = test_random(&state) % N, count = 1 + test_random(&state) % (N - first);
            TEST(dataset_rows(&longer, first, count, part, labels) == STATUS_OK);
            TEST(memcmp(part, X + first * D, count * D * sizeof *part) == 0);
            TEST(memcmp(labels, y + first, count * sizeof *labels) == 0);
        }
        dataset_close(&longer);
        /* Without noise y is the teacher's; the noise has the given deviation. */
        double clean[N], square = 0;
        law.n = N;
        law.noise = 0;
        free(draw(&law, clean));
        for (size_t i = 0; i < N; i++) {
            square += (y[i] - clean[i]) * (y[i] - clean[i]) / (0.25 * 0.25);
            TEST(l < 4 || (fabs(y[i] - clean[i]) < 0.25 * sqrt(3) && fabs(X[i]) < 1));
        }
        TEST_ABS(square / N, 1, 5 * sqrt(2.0 / N));
        free(X);
    }
}

/* Unit vectors in two classes: separable, of the angles that the law says, each row by itself. */
static void test_separable(void) {
    enum { N = 20, D = 24 };
    static const char *const names[] = {"orthonormal", "clusters", "planar", "pairs"};
    for (size_t l = 0; l < 4; l++) {
        struct dataset_law law = law_of(names[l], N, D);
        law.angle = l == 2 ? 2 : 0.7;
        law.crossing = 0.4;
        double y[N], labels[N], part[N * D], *X = draw(&law, y), least = INFINITY;
        for (size_t i = 0; i < N; i++) {
            TEST(y[i] == (i % 2 ? -1 : 1));
            TEST_ABS(vector_dot(D, X + i * D, X + i * D), 1, 1e-14);
            for (size_t j = 0; j < i; j++)
                least = fmin(least, y[i] * y[j] * vector_dot(D, X + i * D, X + j * D));
        }
        TEST(least > -1e-15);
        struct dataset longer = {0};
        law.n = l == 0 ? D : 5 * N;
        TEST(dataset_from_law(&longer, &law) == STATUS_OK && longer.has_label);
        TEST(dataset_radius(&longer) == 1);
        TEST(dataset_rows(&longer, 3, 7, part, labels) == STATUS_OK);
        TEST(memcmp(part, X + 3 * D, 7 * D * sizeof *part) == 0 && labels[1] == 1);
        dataset_close(&longer);
        /* cos 0.7 along mu_+, 0.4 cos^2 across; the angle 2; half of an angle 0.7 */
        static const double own[] = {0, NAN, 1, 0.16996714290024104};
        static const double other[] = {0, 0.4 * 0.58498357145012052, 0.41614683654714241, 0};
        if (l != 1)
            TEST_ABS(vector_dot(D, X, X + 2 * D), own[l], 1e-15);
        else
            TEST_ABS(X[0], cos(0.7), 1e-15);
        TEST_ABS(-vector_dot(D, X, X + D), other[l], 1e-15);
        law.d = l == 2 ? 1 : 3;
        TEST(dataset_from_law(&longer, &law) == STATUS_USAGE);
        free(X);
    }
}

/* Labels by sign and by coin, of unit inputs. */
static void test_labels(void) {
    enum { N = 400, D = 5 };
    double own[N], sign[N], coin[N], sum = 0, with = 0;
    struct dataset_law law = law_of("sphere", N, D);
    law.teacher = "linear";
    law.normalise = "unit";
    free(draw(&law, own));
    law.labels = "sign";
    double *X = draw(&law, sign);
    law.teacher = "none";
    law.labels = "coin";
    free(draw(&law, coin));
    for (size_t i = 0; i < N; i++) {
        TEST(sign[i] == (own[i] < 0 ? -1 : 1) && fabs(coin[i]) == 1);
        TEST_ABS(vector_dot(D, X + i * D, X + i * D), 1, 1e-14);
        sum += coin[i];
        with += coin[i] * sign[i];
    }
    TEST_ABS(sum, 0, 5 * sqrt(N));
    TEST_ABS(with, 0, 5 * sqrt(N));
    law.labels = "sign";
    struct dataset dataset = {0};
    TEST(dataset_from_law(&dataset, &law) == STATUS_USAGE);
    TEST_TEXT(error_message(), "found --labels=sign without labels, expected a --teacher");
    free(X);
}

/* A recipe in a file, and its values in a file, are the dataset in memory, bit for bit. */
static void test_files(void) {
    enum { N = 23, D = 5 };
    static const char *const names[] = {"gaussian", "sphere", "cube", "axis"};
    for (size_t l = 0; l < 4; l++) {
        struct dataset_law law = law_of(names[l], N, D), read;
        law.teacher = l == 3 ? "none" : "network:dataset-teacher.csv";
        law.digits = "3"; /* a text that reads as a number */
        struct option options[DATASET_OPTIONS];
        dataset_options(&read, options);
        read = law;
        TEST(options_write_recipe(options, "data", file) == STATUS_OK);
        double y[N], labels[N], part[N * D], *X = draw(&law, y);
        struct dataset dataset;
        if (!TEST(dataset_open(&dataset, file) == STATUS_OK))
            continue;
        TEST(dataset.is_recipe && dataset.n == N && dataset.d == D);
        TEST_TEXT(dataset.law.digits, "3");
        TEST(dataset_rows(&dataset, 0, N, part, labels) == STATUS_OK);
        TEST(memcmp(part, X, sizeof part) == 0 && memcmp(labels, y, sizeof y) == 0);
        dataset_close(&dataset);
        FILE *stream = fopen(file, "w");
        fputs("x1,x2,y,x3,x4,x5,who\n", stream);
        for (size_t i = 0; i < N; i++) {
            const double *x = X + i * D;
            fprintf(stream, "%.17g,%.17g,%.17g,%.17g,%.17g,%.17g,me\n", x[0], x[1], y[i], x[2],
                    x[3], x[4]);
        }
        fclose(stream);
        TEST(dataset_open(&dataset, file) == STATUS_OK);
        TEST(!dataset.is_recipe && dataset.n == N && dataset.d == D && dataset.has_label);
        TEST(dataset_rows(&dataset, 3, N - 3, part, labels) == STATUS_OK);
        TEST(memcmp(part, X + 3 * D, (N - 3) * D * sizeof *part) == 0);
        TEST(memcmp(labels, y + 3, (N - 3) * sizeof *labels) == 0);
        TEST(isnan(dataset_radius(&dataset)));
        dataset_close(&dataset);
        free(X);
    }
}

static void refused(const char *content, enum status expected, const char *message) {
    FILE *stream = fopen(file, "w");
    fputs(content, stream);
    fclose(stream);
    struct dataset dataset;
    TEST(dataset_open(&dataset, file) == expected);
    TEST_TEXT(error_message(), message);
}

#define RECIPE                                                                                     \
    "recipe,law,n,d,teacher,teacher_activation,teacher_seed,noise,mnist,digits,part,normalise,"    \
    "seed\n"

static void test_refusals(void) {
    refused("x1\n", STATUS_INPUT, "dataset-test.csv:1:1: found no rows, expected one a sample");
    refused("x1,y\n1,2\n3,inf\n", STATUS_INPUT,
            "dataset-test.csv:3:2: found inf, expected a finite number");
    refused("recipe,law\nnetwork,cube\n", STATUS_INPUT,
            "dataset-test.csv:2:1: found network, expected the recipe of a dataset (data)");
    refused(RECIPE "data,cube,3,0,none,relu,1,0,.,all,train,unit,1\n", STATUS_INPUT,
            "dataset-test.csv:2:1: found no --d, expected the dimension of the inputs");
    refused("# one\n" RECIPE "data,cube,3,2,none,relu,1,1,.,all,train,unit,1\n", STATUS_INPUT,
            "dataset-test.csv:3:1: found --noise without labels, expected a --teacher");
    refused(RECIPE "data,cube,3,2,nobody,relu,1,0,.,all,train,unit,1\n", STATUS_INPUT,
            "dataset-test.csv:2:1: found the teacher nobody, expected none, linear, index:LINK or "
            "network:FILE");
    refused(RECIPE "data,cube,3,2,network:dataset-teacher.csv,relu,1,0,.,all,train,unit,1\n",
            STATUS_INPUT,
            "dataset-teacher.csv:1:1: found w1..w5, expected w1..w2 as the data has x");
    refused(RECIPE "data,round,3,2,none,relu,1,0,.,all,train,unit,1\n", STATUS_INPUT,
            "dataset-test.csv:2:2: found --law=round, expected one of "
            "gaussian|sphere|cube|box|axis|mnist|power|mnist-gaussian|orthonormal|clusters|planar|"
            "pairs");
    refused(RECIPE "data,mnist,3,2,none,relu,1,0,.,all,train,unit,1\n", STATUS_INPUT,
            "dataset-test.csv:2:1: found --d=2, expected 784 for mnist");
    refused(RECIPE "data,mnist,3,0,none,relu,1,0,.,\"3,3\",train,unit,1\n", STATUS_INPUT,
            "dataset-test.csv:2:1: found --digits=3,3, expected all or digits as in 3,7");
    refused(RECIPE "data,mnist,3,0,none,relu,1,0,nowhere,all,train,unit,1\n", STATUS_SKIPPED,
            "nowhere/train-images-idx3-ubyte: cannot be read (No such file or directory), expected "
            "MNIST's (make data brings it)");
}

int main(void) {
    write_teacher();
    test_laws();
    test_radius();
    test_addresses();
    test_separable();
    test_labels();
    test_files();
    test_refusals();
    unlink(file);
    unlink(teacher_file);
    return test_end();
}
