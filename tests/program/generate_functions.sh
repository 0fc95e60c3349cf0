# SPDX-License-Identifier: MIT
# generate functions: coefficients and values agree, rows have addresses, laws have their covariance, refusals.
. "$SOURCE/tests/script.sh"

functions() {
    "$BIN/generate" functions "$@" || fail "generate functions $*"
}
# Values are the transform of the coefficients; the first rows are those of a longer table.
for law in matern power brownian bridge; do
    case $law in brownian) basis=half-sine ;; bridge) basis=sine ;; *) basis=cosine ;; esac
    functions --law=$law --kappa=2 --exponent=1.5 --n=4 --points=9 --as=coefficients -o coefficients.csv
    functions --law=$law --kappa=2 --exponent=1.5 --n=4 --points=9 -o values.csv
    functions --law=$law --kappa=2 --exponent=1.5 --n=9 --points=9 -o more.csv
    "$BIN/transform" coefficients.csv --basis=$basis --to=values -o transformed.csv
    same values.csv transformed.csv
    rows more.csv | head -5 >first.csv
    same values.csv first.csv
    functions --law=$law --kappa=2 --exponent=1.5 --n=4 --points=9 --seed=2 -o other.csv
    rows other.csv | cmp -s - "values.csv" && fail "$law: another seed, the same rows"
done
# Standard deviations: coefficients of two exponents differ by their ratio.
functions --law=power --exponent=1 --n=1 --points=8 --as=coefficients -o one.csv
functions --law=power --exponent=3 --n=1 --points=8 --as=coefficients -o three.csv
paste -d, one.csv three.csv | grep -v '^[#x]' | awk -F, '{ for (k = 1; k <= 8; k++) { d = $(k + 8) / $k * k - 1
    if (d * d > 1e-28) exit 1 } }' || fail "power: not k^-exponent"
# More modes than points: the finer function at every (odd) so many of its points.
functions --law=matern --n=2 --points=4 --modes=12 -o coarse.csv
functions --law=matern --n=2 --points=12 -o fine.csv
rows fine.csv | awk -F, '{ print (NR == 1 ? "x1,x2,x3,x4" : $2 "," $5 "," $8 "," $11) }' >taken.csv
same coarse.csv taken.csv
# Fewer modes than points: the later coefficients are 0.
functions --law=matern --n=2 --points=6 --modes=2 --as=coefficients -o few.csv
rows few.csv | awk -F, 'NR > 1 && ($3 != 0 || $6 != 0 || $2 == 0) { exit 1 }' || fail "more modes than asked for"
# Labels: of what the columns hold, with noise of its own.
functions --law=power --n=300 --points=4 --as=coefficients --teacher=linear --teacher-seed=3 -o clean.csv
functions --law=power --n=300 --points=4 --as=coefficients --teacher=linear --teacher-seed=3 --noise=0.5 -o noisy.csv
paste -d, clean.csv noisy.csv | grep -v '^[#x]' | awk -F, '{ d = $10 - $5; s += d * d; same += $1 == $6 }
    END { v = s / NR / 0.25 - 1; exit !(NR == same && v < 0.41 && v > -0.41) }' || fail "noise"
# Ornstein-Uhlenbeck, 4000 paths: mean products at distances 0, 1/8, 1/2 within 5 standard errors of exp(-2 r); the
# periodic embedding is seen at the ends.
ou() {
    functions --law=ou --kappa=2 --n=4000 --points=8 "$@" | awk -F, '
        function off(s, expected) { return (s / NR - expected) ^ 2 > 25 * (1 + expected ^ 2) / NR }
        /^[#x]/ { NR--; next }
        { a += $3 * $3; b += $3 * $4; c += $2 * $6; ends += $1 * $8 }
        END { exit off(a, 1) + off(b, exp(-0.25)) + off(c, exp(-1)) + off(ends, exp(-1.75)) > 0 }'
}
ou || fail "covariance of ou"
ou --periodic && fail "the periodic embedding passes"
status 2 'found --as=coefficients --law=ou' generate functions --law=ou --n=1 --points=4 --as=coefficients
status 2 'found --periodic --law=matern' generate functions --n=1 --points=4 --periodic
status 2 'found --noise without labels' generate functions --n=1 --points=4 --noise=1
status 2 'found --points=1, expected' generate functions --n=1 --points=1
status 2 'found planet, expected data, network or functions' generate planet
finish
