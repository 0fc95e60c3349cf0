/* SPDX-License-Identifier: MIT */
/* eigenfunctions: the spectrum of a kernel on a sample, which estimates that of its integral
 * operator, and its eigenfunctions. */
#include "dataset.h"
#include "extend.h"
#include "function_space.h"
#include "gram.h"
#include "kernel_matrix.h"
#include "krylov.h"
#include "linalg.h"
#include "options.h"
#include "provenance.h"
#include "results.h"
#include "spike.h"
#include "vector.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char details[] =
    "K_ij = E sigma(w.x_i) sigma(w.x_j), w Gaussian with covariance (I + T v v^T)/d; or, with "
    "--network, the mean over its neurons of sigma(w.x_i + b) sigma(w.x_j + b). Columns: index, "
    "eigenvalue (of K/n, descending), residual (a bound on its error: computed by lanczos, of "
    "dense the rounding n eps times the largest). With --align the squared cosines over the sample "
    "of each eigenvector with harmonics along v: radial |x|, aligned v.x, across e.x, quadratic "
    "(v.x)^2 - |x|^2/d, mixed v.x e.x, traceless e.x f.x, e and f across v, each times a power of "
    "|x| that gives it the degree of homogeneity of the kernel (relu, linear 1, square 2, else 0)."
    "\n\nWith --at the eigenfunctions themselves at other inputs, f_j(x) = sum_i k(x, x_i) "
    "u_ij/(sqrt n eigenvalue_j) (Nystroem), of unit mean square over the sample and of positive "
    "sum; columns: sample, f1, f2, ...; and with --align along = v.x and radius = |x|/sqrt d. An "
    "eigenvalue of rounding size, as of a singular K, is refused there; else duplicate inputs do "
    "no harm, nor do zero vectors (counted in the header), whose k is that of sigma(0).\n\n"
    "The method lanczos takes products of K with blocks of vectors alone, and beyond n = 5000 K "
    "is never in memory: for the leading pairs of large samples. auto is lanczos for up to n/20 "
    "pairs of n > 200, else dense.";

enum { HARMONICS = FUNCTION_SPACE_HARMONICS };

struct eigenfunctions {
    const char *kernel_name, *network_path, *activation, *align, *at, *method, *output;
    struct spike spike;
    double tolerance;
    uint64_t count;
    struct gram gram;
    struct network network;
    double *X, *H; /* n x d, stretched by the spike; harmonics, n x HARMONICS, or NULL */
    double *frame; /* 3 x d, of the harmonics */
    double *value, *residual, *U; /* descending; count x n, or NULL if not wanted */
};

/* ---- reading ---- */

static enum status check_options(const struct eigenfunctions *e) {
    bool network = *e->network_path;
    if (network == (*e->kernel_name != 0))
        return error_set(STATUS_USAGE, "found %s, expected one of --kernel and --network",
                         network ? "both --kernel and --network" : "no --kernel");
    if (network != (*e->activation != 0))
        return error_set(STATUS_USAGE,
                         "found %s alone, expected --network and --activation together",
                         network ? "--network" : "--activation");
    if (network && *e->spike.path)
        return error_set(STATUS_USAGE, "found --theta with --network, expected it with --kernel");
    return spike_check(&e->spike);
}

static enum status open_kernel(struct eigenfunctions *e) {
    struct kernel kernel;
    if (!*e->network_path) {
        e->gram.kernel = e->kernel_name;
        return kernel_find(&kernel, e->kernel_name);
    }
    enum status status = activation_parse(&e->gram.sigma, e->activation);
    if (status == STATUS_OK)
        status = network_open(&e->network, e->network_path);
    e->gram.network = status == STATUS_OK ? &e->network : NULL;
    return status;
}

static enum status load(struct eigenfunctions *e, const char *path) {
    enum status status = dataset_read(path, &e->gram.n, &e->gram.d, &e->X, NULL);
    if (status != STATUS_OK)
        return status;
    size_t n = e->gram.n, d = e->gram.d, zero = 0;
    e->gram.X = e->X;
    if (e->gram.network && e->network.d != d)
        return error_set(STATUS_INPUT, "%s: found x1..x%zu, expected x1..x%zu as %s has w", path, d,
                         e->network.d, e->network_path);
    for (size_t i = 0; i < n; i++)
        zero += vector_dot(d, e->X + i * d, e->X + i * d) == 0;
    if (zero > 0) {
        char text[32];
        snprintf(text, sizeof text, "%zu", zero);
        provenance_note("zero vectors", text);
    }
    return STATUS_OK;
}

/* Harmonics at the inputs, before the spike stretches these. */
static enum status find_harmonics(struct eigenfunctions *e) {
    size_t n = e->gram.n, d = e->gram.d;
    double power = activation_degree(*e->network_path ? e->activation : e->kernel_name);
    e->frame = memory_new(4 * d, sizeof *e->frame);
    e->H = memory_new(n, HARMONICS * sizeof *e->H);
    if (!e->frame || !e->H)
        return STATUS_NUMERICAL;
    double *v = e->frame + 3 * d;
    enum status status = dataset_direction(e->align, d, v);
    if (status == STATUS_OK)
        status = function_space_frame(d, v, e->frame);
    for (size_t i = 0; status == STATUS_OK && i < n; i++)
        function_space_harmonics(d, power, e->frame, e->X + i * d, e->H + i * HARMONICS);
    return status;
}

/* ---- eigenpairs ---- */

static bool wants_lanczos(const struct eigenfunctions *e) {
    if (strcmp(e->method, "auto") != 0)
        return strcmp(e->method, "lanczos") == 0;
    return e->gram.n > 200 && e->count <= e->gram.n / 20;
}

static enum status apply(void *context, size_t count, const double *V, double *out) {
    return gram_apply(context, count, V, out);
}

static enum status find_lanczos(struct eigenfunctions *e) {
    struct krylov k;
    enum status status = gram_keep(&e->gram);
    if (status == STATUS_OK)
        status = krylov_largest(apply, &e->gram, e->gram.n, e->count, e->tolerance, &k);
    if (status != STATUS_OK)
        return status;
    e->value = k.value;
    e->residual = k.residual;
    e->U = k.U;
    return STATUS_OK;
}

static void reverse(size_t count, size_t length, double *rows) {
    for (size_t i = 0; i < count / 2; i++)
        for (size_t j = 0; j < length; j++) {
            double *a = &rows[i * length + j], *b = &rows[(count - 1 - i) * length + j], swap = *a;
            *a = *b;
            *b = swap;
        }
}

static enum status find_dense(struct eigenfunctions *e, bool vectors) {
    size_t n = e->gram.n, count = e->count;
    double *K = memory_new(n, n * sizeof *K);
    e->value = memory_new(2 * n, sizeof *e->value);
    e->U = vectors ? memory_new(count, n * sizeof *e->U) : NULL;
    enum status status =
        K && e->value && (e->U || !vectors) ? gram_form(&e->gram, K) : STATUS_NUMERICAL;
    if (status == STATUS_OK)
        status = vectors ? linalg_eigenvectors(n, K, n - count, n - 1, e->value, e->U)
                         : linalg_eigenvalues(n, K, e->value);
    free(K);
    if (status != STATUS_OK)
        return status;
    reverse(vectors ? count : n, 1, e->value);
    if (vectors)
        reverse(count, n, e->U);
    e->residual = e->value + n;
    for (size_t i = 0; i < count; i++)
        e->residual[i] = (double)n * DBL_EPSILON * e->value[0];
    return STATUS_OK;
}

/* ---- writing ---- */

static enum status write_values(const struct eigenfunctions *e) {
    static const char *const columns[] = {"index",  "eigenvalue", "residual", "radial",   "aligned",
                                          "across", "quadratic",  "mixed",    "traceless"};
    size_t n = e->gram.n, own = e->H ? 3 + HARMONICS : 3;
    struct results results;
    enum status status = results_open(&results, e->output, own, columns);
    double square[HARMONICS] = {0};
    for (size_t i = 0; e->H && i < n * HARMONICS; i++)
        square[i % HARMONICS] += e->H[i] * e->H[i];
    for (size_t i = 0; status == STATUS_OK && i < e->count; i++) {
        double row[3 + HARMONICS] = {(double)(i + 1), e->value[i], e->residual[i]};
        if (e->H)
            linalg_multiply(1, HARMONICS, n, e->U + i * n, e->H, false, row + 3);
        for (size_t h = 0; h + 3 < own; h++)
            row[3 + h] *= row[3 + h] / square[h];
        results_put(&results, row);
    }
    return results_close(&results, status);
}

/* ---- all of it ---- */

/* Entries of K are at most the largest of its diagonal, which overflows first. */
static enum status check_size(const struct eigenfunctions *e, const char *path) {
    size_t n = e->gram.n, i = 0;
    double *diagonal = memory_new(n, sizeof *diagonal);
    enum status status =
        diagonal ? kernel_diagonal(e->kernel_name, e->gram.d, n, e->X, diagonal) : STATUS_NUMERICAL;
    while (status == STATUS_OK && i < n && isfinite(diagonal[i]))
        i++;
    if (status == STATUS_OK && i < n)
        status = error_set(STATUS_NUMERICAL,
                           "%s: found k(x, x) beyond the range of doubles at sample %zu, expected "
                           "shorter inputs",
                           path, i + 1);
    free(diagonal);
    return status;
}

static enum status run(struct eigenfunctions *e, const char *path) {
    enum status status = check_options(e);
    if (status == STATUS_OK)
        status = open_kernel(e);
    if (status == STATUS_OK)
        status = load(e, path);
    if (status == STATUS_OK && *e->align)
        status = find_harmonics(e);
    if (status == STATUS_OK)
        status = spike_open(&e->spike, e->gram.d);
    if (status != STATUS_OK)
        return status;
    if (e->spike.v)
        kernel_stretch(e->gram.d, e->gram.n, e->spike.v, e->spike.theta, e->X);
    if (!e->gram.network)
        status = check_size(e, path);
    if (status != STATUS_OK)
        return status;
    if (e->count == 0 || e->count > e->gram.n)
        e->count = e->gram.n;
    bool lanczos = wants_lanczos(e);
    provenance_note("method", lanczos ? "lanczos" : "dense");
    status = lanczos ? find_lanczos(e) : find_dense(e, e->H || *e->at);
    if (status != STATUS_OK)
        return status;
    if (!*e->at)
        return write_values(e);
    return extend(&(struct extension){&e->gram, e->count, e->value, e->U, e->frame, &e->spike},
                  e->at, e->output);
}

int main(int argc, char **argv) {
    struct eigenfunctions e = {0};
    const struct option options[] = {
        OPTION_KERNEL(e.kernel_name, ""),
        OPTIONS_SPIKE(e.spike, ""),
        OPTION_TEXT("network", e.network_path, "", "NETWORK",
                    "the kernel of these neurons instead"),
        OPTION_TEXT("activation", e.activation, "", "A", "of --network: " ACTIVATION_NAMES),
        OPTION_INTEGER("count", e.count, "0", 0, 0x1p53, "K",
                       "how many, the largest first (0: all)"),
        OPTION_CHOICE("method", e.method, "auto", "auto|dense|lanczos",
                      "all eigenvalues of the matrix in memory, or the leading ones by products"),
        OPTION_REAL("tolerance", e.tolerance, "1e-10", 1e-14, 1, "T",
                    "of lanczos: residuals over the largest eigenvalue"),
        OPTION_TEXT("align", e.align, "", "FILE",
                    "a direction, as --direction: compare with the harmonics along it"),
        OPTION_TEXT("at", e.at, "", "DATA", "write the eigenfunctions at these inputs"),
        OPTION_OUTPUT(e.output),
        OPTION_END,
    };
    const struct program program = {
        .name = "eigenfunctions",
        .usage = "DATA",
        .purpose =
            "eigenvalues of the kernel matrix K/n of a layer, descending, and eigenfunctions",
        .details = details,
        .options = options,
    };
    struct operands operands;
    enum status status = options_parse(&program, argc, argv, &operands);
    if (status == STATUS_OK)
        status = run(&e, operands.items[0]);
    if (e.gram.network)
        network_close(&e.network);
    free(e.X);
    free(e.H);
    free(e.frame);
    spike_close(&e.spike);
    gram_forget(&e.gram);
    free(e.value);
    free(e.U);
    return error_exit("eigenfunctions", status);
}
