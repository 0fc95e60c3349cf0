# SPDX-License-Identifier: MIT
# The dual potential phi(x) = min_j |x - y_j| - v_j on a grid over the square, from the potentials of
# `wasserstein`.
BEGIN { FS = OFS = "," }
/^#/ || /^[a-z]/ { next }
$1 == 2 { v[++m] = $3; y1[m] = $4; y2[m] = $5 }
END {
    print "x1,x2,potential"
    for (i = 0; i <= 60; i++)
        for (j = 0; j <= 60; j++) {
            least = 1e300
            for (k = 1; k <= m; k++) {
                value = sqrt((i/60 - y1[k])^2 + (j/60 - y2[k])^2) - v[k]
                if (value < least)
                    least = value
            }
            print i/60, j/60, least
        }
}
