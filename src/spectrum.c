/* SPDX-License-Identifier: MIT */
/* spectrum: singular values of a network's weights or features, and their outliers. */
#include "spectrum.h"
#include "activation.h"
#include "options.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char details[] =
    "Columns: index, singular_value (descending) and residual (a bound on the error of each); the "
    "header says where independent entries of the same variance (without outliers) would end, by "
    "Marchenko and Pastur and by Tracy and Widom, and by which method: gram and decomposition are "
    "the two ways of dense: the "
    "eigenvalues of the Gram matrix "
    "where its conditioning allows, else a singular value decomposition; their residual is the "
    "rounding error max(M, d) eps s1 to expect (times s1/(2 s) of gram). That of lanczos is "
    "computed, |A^T u - s v|, up to that rounding; it may miss copies of a value that is exactly "
    "repeated. Values of dense are good to 1e-11 of the largest.\n\n"
    "With --powers=L the outliers of the weights: out (1 above (1 + delta) edge), edge = the "
    "largest singular value of the weights without the span of a, a^2, .., a^L (which the (L+1)-th "
    "of the weights cannot exceed), outliers (their number), undecided (values within delta/2 of "
    "the threshold), bulk_edge, edge_mean and edge_deviation (the two edges of the header), left2 "
    "and target2 (squared cosines of the singular vectors with a and with "
    "the target), and g2..g6, means of the powers of g = a/output-scale. By lanczos.\n\n"
    "With --terms=P the change since --initial as M^(-1/2) sum_k eps^k g^(k+1) c_k^T, k < P, by "
    "least squares on the even and on the odd neurons: overlap = <c_k, target>, norm2 = |c_k|^2 "
    "(the product of both fits), strength (of rank index: singular values of the fitted sum), "
    "slope of c_k on the k-th "
    "row of --against, distance2 = |c_k - row|^2/|row|^2, and g2..g6.";

static enum status check_options(const struct spectrum *s) {
    bool initial = *s->initial, features = *s->features,
         lanczos = strcmp(s->method, "lanczos") == 0;
    if (initial + features + (s->powers > 0) > 1)
        return error_set(STATUS_USAGE,
                         "found two of --initial, --features and --powers, expected one");
    if (features && !*s->activation)
        return error_set(STATUS_USAGE, "found --features without --activation, expected both");
    if (*s->target && s->powers == 0 && s->terms == 0)
        return error_set(STATUS_USAGE,
                         "found --target without --powers or --terms, expected one of them");
    if (s->terms > 0 && !initial)
        return error_set(STATUS_USAGE, "found --terms without --initial, expected both");
    if (*s->against && s->terms == 0)
        return error_set(STATUS_USAGE, "found --against without --terms, expected both");
    if (lanczos && s->count == 0)
        return error_set(STATUS_USAGE, "found --method=lanczos without --count, expected both");
    return STATUS_OK;
}

static enum status run(struct spectrum *s, const char *path) {
    enum status status = check_options(s);
    if (status == STATUS_OK)
        status = spectrum_load(s, path);
    if (status == STATUS_OK && *s->features)
        status = spectrum_take_features(s);
    if (status == STATUS_OK && *s->target)
        status = spectrum_read_target(s);
    if (status != STATUS_OK)
        return status;
    if (s->terms > 0)
        return spectrum_terms(s);
    s->rank = s->rows < s->columns ? s->rows : s->columns;
    if (s->powers > 0 && s->count == 0)
        s->count = s->powers + 1;
    if (s->count == 0 || s->count > s->rank)
        s->count = s->rank;
    return s->powers > 0 ? spectrum_outliers(s) : spectrum_values(s);
}

int main(int argc, char **argv) {
    struct spectrum s = {0};
    const struct option options[] = {
        OPTION_TEXT(
            "initial", s.initial, "", "NETWORK",
            "the network before training: also its singular values, and those of the change"),
        OPTION_TEXT("features", s.features, "", "DATA",
                    "take the features sigma(X W^T) of these inputs in place of the weights W"),
        OPTION_TEXT("activation", s.activation, "", "A", "of --features: " ACTIVATION_NAMES),
        OPTION_INTEGER("count", s.count, "0", 0, 0x1p53, "K",
                       "how many, the largest first (0: all; with --powers L + 1)"),
        OPTION_CHOICE("method", s.method, "dense", "dense|lanczos",
                      "all values, or the largest alone by products with the matrix"),
        OPTION_REAL("tolerance", s.tolerance, "1e-11", 1e-14, 1, "T",
                    "of lanczos: residuals over the largest value"),
        OPTION_INTEGER("powers", s.powers, "0", 0, 100, "L",
                       "find outliers, the edge being without the span of a, .., a^L"),
        OPTION_INTEGER("terms", s.terms, "0", 0, 8, "P",
                       "take the change since --initial apart by powers g, .., g^P"),
        OPTION_TEXT("against", s.against, "", "DATA",
                    "of --terms: a row x1..xd for each term, to compare it with"),
        OPTION_REAL("eps", s.eps, "1", 1e-300, INFINITY, "E", "of --terms: c_k is divided by E^k"),
        OPTION_REAL("delta", s.delta, "0.02", 0, 10, "D", "how far above the edge an outlier is"),
        OPTION_TEXT("target", s.target, "", "DATA",
                    "direction to compare right singular vectors with: one row x1..xd, or a recipe "
                    "of data with a linear or index teacher"),
        OPTION_REAL("output-scale", s.scale, "1", 1e-300, INFINITY, "T", "g = a/T"),
        OPTION_OUTPUT(s.output),
        OPTION_END,
    };
    const struct program program = {
        .name = "spectrum",
        .usage = "NETWORK",
        .purpose = "singular values of the weights w1..wd of a network, descending",
        .details = details,
        .options = options,
    };
    struct operands operands;
    enum status status = options_parse(&program, argc, argv, &operands);
    if (status == STATUS_OK)
        status = run(&s, operands.items[0]);
    free(s.A);
    free(s.a);
    free(s.target_vector);
    free(s.values);
    return error_exit("spectrum", status);
}
