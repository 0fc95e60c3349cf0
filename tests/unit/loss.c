/* SPDX-License-Identifier: MIT */
/* loss: values by definition, derivatives by central differences, large margins without overflow.
 */
#include "loss.h"
#include "test.h"

static double define(enum loss loss, double f, double y) {
    const double values[] = {(f - y) * (f - y) / 2, log(1 + exp(-y * f)), exp(-y * f), fabs(f - y),
                             sqrt(1 + (f - y) * (f - y)) - 1};
    return values[loss];
}

int main(void) {
    uint64_t state = test_seed();
    const char *const names[] = {"square", "logistic", "exp", "abs", "huber"};
    for (int l = 0; l < 5; l++) {
        enum loss loss;
        TEST(loss_parse(&loss, names[l]) == STATUS_OK);
        for (int trial = 0; trial < 100; trial++) {
            double f = 6 * test_uniform(&state) - 3, y = test_random(&state) % 2 ? 1 : -1;
            double slope, value = loss_sum(loss, 1, &f, &y, &slope);
            TEST_ABS(value, define(loss, f, y), 1e-14 * (1 + value));
            /* h^2/6 of the third derivative (at most e^3 here) and eps/h */
            double h = 1e-5, up = f + h, down = f - h;
            double difference =
                (loss_sum(loss, 1, &up, &y, NULL) - loss_sum(loss, 1, &down, &y, NULL)) / (2 * h);
            if (fabs(f - y) > h)
                TEST_ABS(slope, difference, 20 * h * h / 6 + 1e-16 * 25 / h);
        }
    }
    double f[] = {-800, 800, 1e200}, y[] = {1, 1, 0}, slope[3];
    TEST(loss_sum(LOSS_LOGISTIC, 1, f, y, slope) == 800 && slope[0] == -1);
    TEST(loss_sum(LOSS_LOGISTIC, 1, f + 1, y, slope) == 0 && slope[0] == 0);
    TEST(loss_sum(LOSS_HUBER, 1, f + 2, y + 2, slope + 2) == 1e200 && slope[2] == 1);
    TEST_ABS(loss_sum(LOSS_SQUARE, 2, f, y, slope), (801. * 801 + 799. * 799) / 2, 0);
    enum loss loss;
    TEST(loss_parse(&loss, "hinge") == STATUS_USAGE);
    return test_end();
}
