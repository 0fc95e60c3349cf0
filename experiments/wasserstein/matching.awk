# SPDX-License-Identifier: MIT
# The segments of an optimal plan: reads the potentials of `wasserstein` (side, index, potential, x1, x2),
# then its plan (from, to, mass, cost).
BEGIN { FS = OFS = ","; print "x1,x2,to1,to2,cost" }
/^#/ || /^[a-z]/ { next }
FILENAME == ARGV[1] { x[$1, $2] = $4; y[$1, $2] = $5; next }
{ print x[1, $1], y[1, $1], x[2, $2], y[2, $2], $4 }
