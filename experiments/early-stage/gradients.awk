# SPDX-License-Identifier: MIT
# Squared norms of replicates beside what the data alone predict.
file == 1 { first = get("first"); second = get("second"); n = get("n"); expected = first OFS second OFS get("lower") OFS get("random"); row = get("labels") OFS get("law") OFS get("size") OFS get("d") OFS get("kappa") OFS get("draw") }
file == 2 {
    if (!started) {
        print "labels", "law", "size", "d", "kappa", "draw", "first", "second", "lower", "random", "gradient_first", "gradient_second"
        started = 1
    }
    print row, expected, get("gradient_first"), get("gradient_second")
}
