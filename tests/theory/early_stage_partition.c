/* SPDX-License-Identifier: MIT */
/* Closed forms of the partition (c7) against trained neurons and integration. */
#include "early_stage.h"
#include "early_stage_network.h"

/* One neuron of sign + in the plane, first layer, on x_- at angle 0 and x_+ at angle phi; margins
 * stay near 0, so g = g0. Steps small against |b| = kappa; until it is alive and settled or dead.
 */
static bool lives(double angle, double phi, double kappa, double step) {
    double b[] = {kappa * cos(angle), kappa * sin(angle)}, move = step * 0.5 / 2;
    for (;;) {
        bool falsely = b[0] > 0, truly = b[0] * cos(phi) + b[1] * sin(phi) > 0;
        if (!falsely)
            return truly;
        b[0] += move * ((truly ? cos(phi) : 0) - 1);
        b[1] += move * (truly ? sin(phi) : 0);
    }
}

/* How far coarse steps are off, as a part of the bound. */
static double overshoot(double phi, double kappa, double step) {
    enum { ANGLES = 5000 };
    double alive = 0;
    for (size_t k = 0; k < ANGLES; k++)
        alive += lives(2 * M_PI * ((double)k + 0.5) / ANGLES, phi, kappa, step);
    double off = alive / ANGLES - early_stage_partition(phi).living;
    TEST(off >= -2.0 / ANGLES); /* never too few */
    off -= 2.0 / ANGLES;
    return off / early_stage_partition_bias(LOSS_LOGISTIC, phi, kappa, step);
}

static void test_planar(double phi) {
    enum { ANGLES = 20000 };
    double kappa = 0.3, step = 0.004, alive = 0, truly = 0, falsely = 0, dead = 0, reborn = 0;
    for (size_t k = 0; k < ANGLES; k++) {
        double angle = 2 * M_PI * ((double)k + 0.5) / ANGLES;
        bool t = cos(angle - phi) > 0, f = cos(angle) > 0, end = lives(angle, phi, kappa, step);
        truly += t;
        falsely += f && !t;
        dead += !f && !t;
        alive += end;
        reborn += end && !t;
    }
    struct early_stage_fractions law = early_stage_partition(phi);
    double bias = early_stage_partition_bias(LOSS_LOGISTIC, phi, kappa, step);
    TEST_ABS(truly / ANGLES, law.start_true, 2.0 / ANGLES);
    TEST_ABS(falsely / ANGLES, law.start_false, 2.0 / ANGLES);
    TEST_ABS(dead / ANGLES, law.start_dead, 2.0 / ANGLES);
    TEST_ABS(alive / ANGLES, law.living, bias + 2.0 / ANGLES);
    TEST_ABS(reborn / ANGLES, law.reborn, bias + 2.0 / ANGLES);
    TEST_REL(law.living + law.dead, 1.0, 1e-15);
}

/* The clock at which beta (or, if sooner, a) reaches 0: a' = -beta, beta' = -a, by Taylor steps. */
static double clock_of(double a, double beta, double *left) {
    const double h = 1e-3;
    for (double tau = 0;; tau += h) {
        double da = -beta + h * a / 2 - h * h * beta / 6;
        double db = -a + h * beta / 2 - h * h * a / 6;
        if (a + h * da < 0 || beta + h * db < 0) {
            bool dies = beta + h * db < 0;
            *left = dies ? a : beta;
            return tau + (dies ? beta / a : a / beta); /* to third order in h */
        }
        a += h * da;
        beta += h * db;
    }
}

static void test_clocks(void) {
    for (double a = 0.1; a < 1; a += 0.15)
        for (double beta = 0.05; beta < 1; beta += 0.12) {
            double left, found = clock_of(a, beta, &left);
            double law = a > beta ? early_stage_death(a, beta) : early_stage_sign_flip(a, beta);
            TEST_ABS(law, found, 1e-7);
            TEST_ABS(left * left, fabs(a * a - beta * beta), 1e-5);
            TEST(isinf(a > beta ? early_stage_sign_flip(a, beta) : early_stage_death(a, beta)));
            TEST(early_stage_death(-a, beta) == early_stage_death(a, beta));
        }
    TEST(early_stage_death(1, 0) == 0 && isinf(early_stage_death(1, 1)));
    TEST_REL(early_stage_death(1, 1 - 0x1p-40), log(2 - 0x1p-40) / 2 + 20 * M_LN2, 1e-14);
    TEST(isnan(early_stage_death(1, -1)));
}

/* Neurons of a uniform direction in the quadrant that is false-living only: beta = kappa cos psi
 * |a|. Counted on a fine grid. */
static void test_flip(double kappa, double tau) {
    enum { ANGLES = 200000 };
    double count = 0;
    for (size_t k = 0; k < ANGLES; k++) {
        double psi = M_PI / 2 * ((double)k + 0.5) / ANGLES;
        count += early_stage_sign_flip(1, kappa * cos(psi)) <= tau;
    }
    TEST_ABS(early_stage_flip(kappa, tau), count / ANGLES, 1.0 / ANGLES);
}

int main(void) {
    static const double phis[] = {1.58, 2, 2.5, 3};
    for (size_t i = 0; i < 4; i++)
        test_planar(phis[i]);
    double most = 0;
    for (double step = 0.05; step < 1; step *= 1.3)
        for (size_t i = 1; i < 4; i++)
            most = fmax(most, overshoot(phis[i], 0.3, step));
    TEST(most <= 1 && most > 0.5);
    TEST(isnan(early_stage_partition(1.5).living));
    TEST(isnan(early_stage_partition_bias(LOSS_EXP, 4, 1, 1)));
    test_clocks();
    for (double kappa = 0.5; kappa < 5; kappa += 0.7)
        for (double tau = 0.2; tau < 4; tau += 0.37)
            test_flip(kappa, tau);
    /* Separate implementation, printed to four digits; limits. */
    TEST_ABS(early_stage_flip(1.2, 1.379), 0.2096, 5e-4); /* tau to three digits */
    TEST_ABS(early_stage_flip(2, 1.147), 0.5805, 5e-4);
    TEST_ABS(early_stage_flip(4, 0.756), 0.7439, 5e-4);
    /* Just above the threshold: (2/pi) arccos(1 - e) = (2/pi) sqrt(2 e) (1 + e/12 + ..), where
     * e = (kappa - coth tau)/kappa; coth 20 - 1 = 2/(e^40 - 1). */
    double kappa = 1 + 1e-10, e = (kappa - 1 - 2 / expm1(40)) / kappa;
    TEST_REL(early_stage_flip(kappa, 20), M_2_PI * sqrt(2 * e), 1e-11);
    TEST_REL(early_stage_flip(2, INFINITY), 2.0 / 3, 1e-15);
    TEST(early_stage_flip(1, INFINITY) == 0 && early_stage_flip(3, 0) == 0);
    TEST_REL(early_stage_flip(INFINITY, 1), 1.0, 1e-15);
    return test_end();
}
