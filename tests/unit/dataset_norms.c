/* SPDX-License-Identifier: MIT */
/* Sizes of a law of data, against its draws. */
#include "dataset_norms.h"

#include "linalg.h"
#include "statistics.h"
#include "test.h"

#include <unistd.h>

static const char teacher[] = "dataset-norms-teacher.csv";

static void open_law(struct dataset *dataset, const char *law, const char *labels) {
    const struct dataset_law recipe = {.n = 1,
                                       .d = 2,
                                       .seed = test_seed(),
                                       .law = law,
                                       .teacher = "network:dataset-norms-teacher.csv",
                                       .teacher_activation = "relu",
                                       .noise = 0.3,
                                       .mnist = "",
                                       .digits = "all",
                                       .part = "train",
                                       .normalise = "sqrt-d",
                                       .labels = labels};
    *dataset = (struct dataset){0};
    TEST(dataset_from_law(dataset, &recipe) == STATUS_OK);
}

static void test_numbers(enum loss loss) {
    enum { N = 40000 };
    struct dataset dataset;
    struct dataset_norms norms;
    struct statistics_moments label = {0}, rho = {0}, square = {0};
    static double X[2 * N], y[N];
    const double zero = 0;
    open_law(&dataset, "box", "own");
    TEST(dataset_norms(&dataset, "law", loss, N, &norms) == STATUS_OK);
    TEST(dataset_rows(&dataset, 0, N, X, y) == STATUS_OK);
    for (size_t i = 0; i < N; i++) {
        double size = X[2 * i] * X[2 * i] + X[2 * i + 1] * X[2 * i + 1];
        double value = loss_sum(loss, 1, &zero, &y[i], NULL);
        statistics_moments_add(&square, size);
        statistics_moments_add(&label, y[i]);
        statistics_moments_add(&rho, value * value);
        TEST(size <= norms.radius2 && value <= norms.top);
    }
    /* Both are measured, on samples of their own: sqrt 2 of one error. */
    double spread = 5 * sqrt(2) * statistics_moments_error(&rho);
    TEST_ABS(norms.square, square.mean, 5 * statistics_moments_error(&square));
    TEST_ABS(norms.rho * norms.rho, rho.mean, spread);
    TEST_ABS(norms.trace - norms.square, statistics_moments_variance(&label),
             5 * sqrt(2) * statistics_moments_variance(&label) * sqrt(2.0 / N));
    /* Orthogonal neurons 1 and -2: |a| |W| = sqrt 5, path 3. */
    TEST_REL(norms.teacher, sqrt(5), 1e-14);
    TEST_REL(norms.half_width, 0.3 * sqrt(3), 1e-15);
    dataset_close(&dataset);
}

static void refuse(const char *law, const char *labels) {
    struct dataset dataset;
    struct dataset_norms norms;
    open_law(&dataset, law, labels);
    TEST(dataset_norms(&dataset, "law", LOSS_ABS, 9, &norms) == STATUS_INPUT);
    TEST_TEXT(error_message(), "law:0:1: found other data, expected a recipe of --law=box with "
                               "--teacher=network:FILE, of relu without biases");
    dataset_close(&dataset);
}

int main(void) {
    FILE *stream = fopen(teacher, "w");
    fputs("w1,w2,a\n1,0,1\n0,1,-2\n", stream);
    fclose(stream);
    if (linalg_start() != STATUS_OK)
        return 1;
    test_numbers(LOSS_ABS);
    test_numbers(LOSS_HUBER);
    refuse("cube", "own");
    refuse("box", "sign");
    unlink(teacher);
    return test_end();
}
