/* SPDX-License-Identifier: MIT */
/* SGD with replacement on a finite population (R9): second moments of u = (theta, -1). */
#include "double_descent_recursion.h"

#include "linalg.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void double_descent_population_free(struct double_descent_population *population) {
    free(population->samples);
    free(population->second);
    free(population->U);
    free(population->cross);
    free(population->sum);
    free(population->losses);
    free(population->work);
    *population = (struct double_descent_population){0};
}

static enum status allocate(struct double_descent_population *of, bool average) {
    size_t width = of->m + 1, tall = of->atoms > width ? of->atoms : width;
    of->samples = memory_new(of->atoms * width, sizeof(double));
    of->second = memory_zero(of->m * width, sizeof(double));
    of->U = memory_new(width * width, sizeof(double));
    of->cross = average ? memory_zero(width * width, sizeof(double)) : NULL;
    of->sum = average ? memory_zero(width * width, sizeof(double)) : NULL;
    of->losses = memory_new(of->atoms, sizeof(double));
    of->work = memory_new(tall * width, sizeof(double));
    return of->samples && of->second && of->U && of->losses && of->work &&
                   (!average || (of->cross && of->sum))
               ? STATUS_OK
               : STATUS_NUMERICAL;
}

enum status double_descent_population_start(struct double_descent_population *population,
                                            size_t atoms, size_t m, const double *Z,
                                            const double *y, const double *theta0, bool average) {
    size_t width = m + 1;
    *population = (struct double_descent_population){.atoms = atoms, .m = m};
    if (atoms == 0 || m == 0)
        return error_set(STATUS_INPUT, "found %zu samples of %zu features, expected some", atoms,
                         m);
    if (allocate(population, average) != STATUS_OK) {
        double_descent_population_free(population);
        return STATUS_NUMERICAL;
    }
    for (size_t k = 0; k < atoms; k++) {
        memcpy(population->samples + k * width, Z + k * m, m * sizeof *Z);
        population->samples[k * width + m] = y[k];
        for (size_t i = 0; i < m; i++)
            for (size_t j = 0; j < width; j++)
                population->second[i * width + j] +=
                    Z[k * m + i] * population->samples[k * width + j] / (double)atoms;
    }
    for (size_t i = 0; i < width; i++)
        for (size_t j = 0; j < width; j++) {
            double left = i == m ? -1 : theta0 ? theta0[i] : 0;
            double right = j == m ? -1 : theta0 ? theta0[j] : 0;
            population->U[i * width + j] = left * right;
        }
    return STATUS_OK;
}

double double_descent_population_loss(struct double_descent_population *population) {
    size_t width = population->m + 1;
    double *B = population->work, sum = 0;
    linalg_multiply(population->atoms, width, width, population->samples, population->U, false, B);
    for (size_t k = 0; k < population->atoms; k++) {
        double loss = 0;
        for (size_t j = 0; j < width; j++)
            loss += B[k * width + j] * population->samples[k * width + j];
        population->losses[k] = fmax(0, loss); /* below 0 by rounding at an exact fit */
        sum += population->losses[k];
    }
    return sum / (double)population->atoms;
}

/* sum and cross: A <- A + u, u' = (I - gamma H) u in the mean, H = (second; 0). */
static void average_step(struct double_descent_population *of, double gamma) {
    size_t m = of->m, width = m + 1;
    for (size_t i = 0; i < width; i++)
        for (size_t j = 0; j < width; j++) {
            of->sum[i * width + j] +=
                of->cross[i * width + j] + of->cross[j * width + i] + of->U[i * width + j];
            of->work[i * width + j] = of->cross[i * width + j] + of->U[i * width + j];
        }
    memcpy(of->cross, of->work, width * width * sizeof *of->cross);
    for (size_t i = 0; i < width * width; i++)
        of->work[i] *= -gamma;
    linalg_multiply(m, width, width, of->second, of->work, true, of->cross);
}

void double_descent_population_step(struct double_descent_population *population, double gamma) {
    size_t atoms = population->atoms, m = population->m, width = m + 1;
    double *U = population->U, *work = population->work;
    double_descent_population_loss(population);
    if (population->sum)
        average_step(population, gamma);
    /* H U in the first m rows, then U - gamma (H U + (H U)^T) */
    linalg_multiply(m, width, width, population->second, U, false, work);
    memset(work + m * width, 0, width * sizeof *work);
    for (size_t i = 0; i < width; i++)
        for (size_t j = 0; j < width; j++)
            U[i * width + j] -= gamma * (work[i * width + j] + work[j * width + i]);
    /* + gamma^2 Z0^T diag(losses/atoms) Z0 */
    for (size_t k = 0; k < atoms; k++) {
        double scale = sqrt(population->losses[k] / (double)atoms);
        for (size_t j = 0; j < m; j++)
            work[k * width + j] = scale * population->samples[k * width + j];
        work[k * width + m] = 0;
    }
    linalg_gram_add(atoms, width, gamma * gamma, work, U);
    linalg_mirror(width, U);
    population->steps++;
}

double double_descent_population_error(const struct double_descent_population *population,
                                       const double *S, const double *target, bool average) {
    size_t m = population->m, width = m + 1;
    const double *U = average ? population->sum : population->U;
    double steps = (double)population->steps, scale = average ? 1 / (steps * steps) : 1, sum = 0;
    for (size_t i = 0; i < m; i++)
        for (size_t j = 0; j < m; j++)
            sum += S[i * m + j] * (scale * (U[i * width + j] + U[i * width + m] * target[j] +
                                            U[m * width + j] * target[i] +
                                            U[m * width + m] * target[i] * target[j]));
    return sum;
}
