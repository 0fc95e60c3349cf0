/* Karhunen-Loeve spectra against Fredholm determinants, traces and covariances. */
#include "mean_field.h"
#include "test.h"

/* det(1 - K/eigenvalue), K = exp(-theta|s-t|), up to a positive factor and with w^2 = 2
 * theta/eigenvalue - theta^2: cos w + (theta^2 - w^2)/(2 theta w) sin w, by Gelfand and Yaglom. */
static double determinant(double theta, double eigenvalue) {
    double w = sqrt(2 * theta / eigenvalue - theta * theta);
    return cos(w) + (theta * theta - w * w) * sin(w) / (2 * theta * w);
}

static void test_ou(void) {
    /* Separate implementation, printed to eight digits. */
    static const double printed[] = {.57465522, .19547062, .07852461, .03977829, .02356334};
    for (size_t j = 0; j < 5; j++)
        TEST_ABS(mean_field_ou_eigenvalue(2, j), printed[j], 6e-9);
    static const double thetas[] = {0.03, 0.7, 2, 9, 60};
    for (int i = 0; i < 5; i++) {
        double theta = thetas[i], trace = 0, squares = 0;
        enum { COUNT = 20000 };
        for (size_t j = 0; j < COUNT; j++) {
            double eigenvalue = mean_field_ou_eigenvalue(theta, j);
            double below = determinant(theta, eigenvalue * (1 - 1e-10));
            double above = determinant(theta, eigenvalue * (1 + 1e-10));
            if (j < 1000)
                TEST(below * above < 0);
            trace += eigenvalue;
            squares += eigenvalue * eigenvalue;
        }
        /* Tail 2 theta sum 1/(w^2 + theta^2), w = j pi + O(1/j); both traces in closed form. */
        trace += 2 * theta / (M_PI * M_PI * (COUNT - 0.5));
        squares += 4 * theta * theta / (3 * pow(M_PI, 4) * pow(COUNT - 0.5, 3));
        TEST_ABS(trace, 1, theta * theta / COUNT / COUNT + 1e-13);
        /* The closed form itself cancels for small theta. */
        TEST_ABS(squares, (2 * theta - 1 + exp(-2 * theta)) / (2 * theta * theta),
                 1e-13 + 2.3e-16 / (theta * theta));
    }
}

static void test_ou_limits(void) {
    /* theta -> 0: 1 - theta/3, the rest 2 theta/(j pi)^2; theta -> infinity: 2/theta. */
    TEST_ABS(mean_field_ou_eigenvalue(1e-6, 0), 1 - 1e-6 / 3, 1e-12);
    TEST_REL(mean_field_ou_eigenvalue(1e-9, 3), 2e-9 / (9 * M_PI * M_PI), 1e-8);
    TEST_REL(mean_field_ou_eigenvalue(1e9, 4), 2e-9, 1e-15);
    TEST(mean_field_ou_eigenvalue(0, 0) == 1 && mean_field_ou_eigenvalue(0, 1) == 0);
    TEST(mean_field_ou_eigenvalue(INFINITY, 0) == 0 && isnan(mean_field_ou_eigenvalue(-1, 0)));
    TEST_REL(mean_field_ou_root(INFINITY, 2), 3 * M_PI, 1e-15);
    for (size_t j = 0; j < 100; j++) { /* by parity */
        double theta = 5, w = mean_field_ou_root(theta, j), c = cos(w / 2), s = sin(w / 2);
        TEST_ABS(j % 2 ? w * c + theta * s : theta * c - w * s, 0, 1e-13 * (1 + w));
        TEST(w > M_PI * (double)j && w < M_PI * (double)(j + 1));
    }
}

int main(void) {
    test_ou();
    test_ou_limits();
    return test_end();
}
