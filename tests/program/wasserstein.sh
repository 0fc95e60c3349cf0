# SPDX-License-Identifier: MIT
# wasserstein: distances by hand and by an independent linear program, methods against each other,
# plan and potentials, refusals.
. "$SOURCE/tests/script.sh"
wasserstein=$BIN/wasserstein generate=$BIN/generate

# near COLUMN EXPECTED ERROR: in out.
near() {
    grep -v '^#' out | awk -F, -v name="$1" -v value="$2" -v error="$3" '
        NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) c = i; next }
        { e = $c - value; if (e < 0) e = -e; if (!c || !(e <= error)) bad = 1 }
        END { exit bad || NR != 2 }' || fail "column $1 is not $2 in $(grep -v '^#' out)"
}

# gives EXPECTED ERROR ARGUMENTS...: the distance, with its certificate.
gives() {
    expected=$1 error=$2
    shift 2
    "$wasserstein" "$@" >out 2>err || fail "wasserstein $*: $(cat err)"
    near distance "$expected" "$error"
    # Roundings are taken off.
    near dual "$expected" 1e-14
    near gap 0 1e-14
}

# value COLUMN ARGUMENTS...
value() {
    column=$1
    shift
    "$wasserstein" "$@" | grep -v '^#' | awk -F, -v name="$column" '
        NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) c = i; next } { print $c }'
}

# By hand. a to b: (0,0)->(1,1) and (1,0)->(3,4), (sqrt 2 + sqrt 20)/2 and (2 + 20)/2, or crossed 6/2
# and (25 + 1)/2; labels count only if asked for; weights; names and order of columns.
printf 'x1,x2,y\n0,0,1\n1,0,2\n' >a.csv
printf '# comment\ny,x2,x1\n1,4,3\n9,1,1\n' >b.csv
gives 2.9431747586863373 1e-15 a.csv b.csv
gives 11 1e-14 a.csv b.csv --cost=squared
gives 0 0 a.csv a.csv
gives 0 0 a.csv a.csv --cost=squared --with-labels
printf 'x1,x2,y\n0,0,1\n1,0,5\n' >c.csv
gives 0 0 a.csv c.csv
gives 1.5 1e-15 a.csv c.csv --with-labels
printf 'weight,x1\n1,0\n3,1\n' >w.csv
printf 'x1,weight\n0,2\n2,2\n' >v.csv
gives 0.75 1e-15 w.csv v.csv
gives 0.75 1e-15 w.csv v.csv --method=sorted
gives 0.75 1e-15 w.csv v.csv --cost=squared
printf 'x1,x2\n0.05,0.9\n' >p.csv
printf 'x1,x2\n0.95,0.1\n' >q.csv
gives 0.22360679774997896 1e-15 p.csv q.csv --cost=torus
gives 0.05 1e-15 p.csv q.csv --cost=torus-squared
gives 1.2041594578792296 1e-15 p.csv q.csv --cost=torus --period=10
printf 'x1\n0.3\n' >one.csv
gives 0.29 1e-15 one.csv --law=uniform
printf 'x1\n1\n' >one.csv
gives 0.5 1e-15 one.csv --law=pareto:3

# Methods agree; recipes are their values; the seed draws the directions.
"$generate" data --law=cube --n=120 --d=3 --seed=1 -o a.csv
"$generate" data --law=cube --n=80 --d=3 --seed=2 -o b.csv
"$generate" data --law=cube --n=80 --d=3 --seed=2 --recipe -o recipe.csv
exact=$(value distance a.csv b.csv)
[ "$exact" = "$(value distance a.csv recipe.csv)" ] || fail "a recipe is not its values"
"$wasserstein" a.csv b.csv --method=sinkhorn --epsilon=0.02 >out
grep -v '^#' out | awk -F, -v x="$exact" 'NR == 2 && !($2 <= x && x <= $1 && $3 < 0.1) { exit 1 }' ||
    fail "sinkhorn does not enclose $exact: $(cat out)"
[ "$(value distance a.csv b.csv --method=sliced --seed=1)" = \
    "$(value distance a.csv b.csv --method=sliced --seed=1)" ] || fail "sliced is not repeatable"
[ "$(value distance a.csv b.csv --method=sliced --seed=1)" != \
    "$(value distance a.csv b.csv --method=sliced --seed=2)" ] || fail "sliced ignores its seed"
# Of a translation by t: the mean of |<t, direction>|, |t|/2 in three dimensions.
awk -F, '/^#/ { next } /^x/ { print; next } { print $1 + 2 "," $2 "," $3 }' OFMT=%.17g CONVFMT=%.17g \
    a.csv >moved.csv
"$wasserstein" a.csv moved.csv --method=sliced --directions=4000 >out
near distance 1 0.04
gives 2 1e-14 a.csv moved.csv

# The plan's marginals and cost, and the potentials, add up to what is printed.
"$wasserstein" a.csv b.csv --plan=plan.csv --potentials=potentials.csv -o result.csv
grep -v '^#' plan.csv | awk -F, -v x="$exact" '
    NR == 1 { next } { a[$1] += $3; b[$2] += $3; cost += $3 * $4 }
    END { for (i in a) if (a[i] > 1/120 + 1e-15 || a[i] < 1/120 - 1e-15) bad = 1
          for (j in b) if (b[j] > 1/80 + 1e-15 || b[j] < 1/80 - 1e-15) bad = 1
          if (length(a) != 120 || length(b) != 80 || cost > x + 1e-14 || cost < x - 1e-14) bad = 1
          exit bad }' || fail "the plan"
grep -v '^#' potentials.csv | awk -F, -v x="$exact" '
    NR == 1 { next } { sum[$1] += $3; count[$1]++ }
    END { dual = sum[1] / count[1] + sum[2] / count[2]
          exit !(dual < x + 1e-14 && dual > x - 1e-14) }' || fail "the potentials"
[ "$(grep -v '^#' potentials.csv | head -1)" = side,index,potential,x1,x2,x3 ] || fail "names"

# An independent linear program, where there is one: random weights, ties, all costs.
cat >lp.py <<'END2'
import subprocess, sys
import numpy
from scipy.optimize import linprog

random = numpy.random.default_rng(7)
for trial in range(12):
    n, m = random.integers(1, 14, 2)
    grid = 4 if trial % 3 == 0 else 1e6
    points = [numpy.floor(random.uniform(0, grid, (k, 2))) / grid for k in (n, m)]
    weights = [random.integers(0, 5, k) + (numpy.arange(k) == 0) for k in (n, m)]
    weights = [weights[0] * weights[1].sum(), weights[1] * weights[0].sum()]
    cost = ("euclidean", "squared", "torus", "torus-squared")[trial % 4]
    for name, x, w in zip(("x.csv", "y.csv"), points, weights):
        with open(name, "w") as file:
            file.write("x1,x2,weight\n")
            file.writelines(f"{float(p[0])!r},{float(p[1])!r},{v}\n" for p, v in zip(x, w))
    difference = numpy.abs(points[0][:, None, :] - points[1][None, :, :])
    if cost.startswith("torus"):
        difference = numpy.minimum(difference % 1, 1 - difference % 1)
    c = (difference**2).sum(2)
    if not cost.endswith("squared"):
        c = numpy.sqrt(c)
    rows = numpy.kron(numpy.eye(n), numpy.ones(m))
    columns = numpy.kron(numpy.ones(n), numpy.eye(m))
    right = numpy.concatenate([w / w.sum() for w in weights])
    value = linprog(c.ravel(), A_eq=numpy.vstack([rows, columns]), b_eq=right, method="highs").fun
    out = subprocess.run([sys.argv[1], "x.csv", "y.csv", f"--cost={cost}"], check=True,
                         capture_output=True, text=True).stdout.splitlines()
    found = float([line for line in out if not line.startswith("#")][1].split(",")[0])
    if abs(found - value) > 1e-9:
        sys.exit(f"{cost} {n} x {m}: found {found}, linprog {value}")
END2
if python=$(command -v /usr/bin/python3) && "$python" -c 'import scipy.optimize' 2>err; then
    "$python" lp.py "$wasserstein" >out 2>&1 || fail "linear program: $(cat out)"
else
    echo "no SciPy: the linear program is left out"
fi

# Refusals, by position.
printf 'x1,x2\n0,0\n' >plane.csv
printf 'x1\n' >empty.csv
printf 'x1\n1\nnan\n' >nan.csv
printf 'x1\ninf\n' >inf.csv
printf 'x1\n1\n0x2\n' >hex.csv
printf 'x1,weight\n1,1\n\n2,-0.5\n' >negative.csv
printf 'x1,weight\n1,0.5\n2,0.6\n' >heavy.csv
printf 'x1,weight\n1,0.5\n2,0.5\n' >half.csv
printf 'x1,weight\n1,0\n2,0\n' >zero.csv
printf 'x1,weight\n1,one\n' >text.csv
printf 'x1,weight\n1,nan\n' >lost.csv
printf 'z\n1\n' >other.csv
status 2 'found x.csv for two tables' wasserstein half.csv half.csv -o x.csv --plan=x.csv
status 2 'found x.csv for two tables' wasserstein half.csv half.csv --potentials=x.csv --plan=x.csv
status 3 'plane.csv:1:1: found x1..x2, expected x1..x1' wasserstein half.csv plane.csv
status 3 'empty.csv:1:1: found no rows' wasserstein half.csv empty.csv
status 3 'nan.csv:3:1: found nan' wasserstein nan.csv half.csv
status 3 'inf.csv:2:1: found ' wasserstein half.csv inf.csv
status 3 'hex.csv:3:1: found ' wasserstein half.csv hex.csv
status 3 'negative.csv:4:2: found -0.5, expected a weight' wasserstein half.csv negative.csv
status 3 'heavy.csv:1:2: found weights that sum to 1.1' wasserstein half.csv heavy.csv
status 3 'heavy.csv:1:2: found weights that sum to 1.1' wasserstein heavy.csv one.csv
status 3 'zero.csv:1:2: found weights that sum to 0' wasserstein zero.csv half.csv
status 3 'text.csv:2:2: found ' wasserstein text.csv half.csv
status 3 'lost.csv:2:2: found nan' wasserstein lost.csv half.csv
status 3 'other.csv:1:1: found no column x1' wasserstein other.csv half.csv
status 3 'half.csv:1:1: found no label' wasserstein half.csv half.csv --with-labels
status 3 'plane.csv:1:1: found 2 dimensions' wasserstein plane.csv plane.csv --method=sorted
status 3 'plane.csv:1:1: found 2 dimensions' wasserstein plane.csv --law=uniform
status 3 'none.csv' wasserstein none.csv half.csv
status 2 'found 1 samples' wasserstein half.csv
status 2 'found 2 samples' wasserstein half.csv half.csv --law=uniform
status 2 'found law normal' wasserstein half.csv --law=normal
status 2 'pareto:A with A > 1' wasserstein half.csv --law=pareto:1
status 2 'cost=squared' wasserstein half.csv --law=uniform --cost=squared
status 2 'cost=torus' wasserstein half.csv half.csv --cost=torus --method=sorted
status 2 'found --cost=manhattan' wasserstein half.csv half.csv --cost=manhattan
status 2 'found --plan' wasserstein half.csv half.csv --method=sliced --plan=p.csv
status 5 'nowhere' wasserstein half.csv half.csv -o nowhere/file.csv
printf 'x1,x2\n1e200,0\n' >far.csv
printf 'x1,x2\n-1e200,0\n' >away.csv
[ "$(value distance far.csv away.csv)" = 2e200 ] || fail "far points"
status 4 'found a transport cost of inf' wasserstein far.csv away.csv --cost=squared

finish
