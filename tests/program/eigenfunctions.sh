# SPDX-License-Identifier: MIT
# eigenfunctions: kernels, networks, eigenpairs, alignments and extension against NumPy; both methods; refusals.
. "$SOURCE/tests/script.sh"

"$BIN/generate" data --law=gaussian --n=60 --d=5 --recipe -o recipe.csv
"$BIN/generate" data --row=recipe.csv -o data.csv
"$BIN/generate" data --law=gaussian --n=9 --d=5 --seed=4 -o at.csv
"$BIN/generate" data --law=gaussian --n=1 --d=5 --seed=3 -o v.csv
"$BIN/generate" network --width=40 --d=5 --recipe -o network-recipe.csv
"$BIN/generate" network --row=network-recipe.csv -o network.csv
spike='--theta=3 --direction=v.csv --align=v.csv'

# Recipes and values; all values or the first ones; either method.
for what in '--kernel=relu' '--network=network.csv --activation=erf'; do
    # shellcheck disable=SC2086 # lists of options
    {
        status 0 '' eigenfunctions data.csv $what
        cp out all.csv
        status 0 '' eigenfunctions recipe.csv $(echo "$what" | sed s/network.csv/network-recipe.csv/)
        same out all.csv
        status 0 '' eigenfunctions - $what <data.csv
        same out all.csv
        [ "$(rows all.csv | wc -l)" -eq 61 ] || fail "$what: not 60 eigenvalues"
        status 0 '' eigenfunctions data.csv $what --count=4 --align=v.csv --method=dense
        rows out >dense
        status 0 '' eigenfunctions data.csv $what --count=4 --align=v.csv --method=lanczos
        rows out | paste -d, dense - | awk -F, -v what="$what" '
            NR > 1 { for (i = 2; i <= 9; i++) if (i != 3 && ($i - $(i + 9)) ^ 2 > 1e-16) { print what, $0; bad = 1 } }
            END { exit bad }' || fail "$what: the methods differ"
        column all.csv eigenvalue | head -4 >first
        column out eigenvalue | paste -d' ' first - | awk '($1 - $2) ^ 2 > 1e-24 { exit 1 }' || fail "$what: values"
    }
done
status 0 '' eigenfunctions data.csv --kernel=relu --count=1000
[ "$(rows out | wc -l)" -eq 61 ] || fail "--count beyond n"
# A matrix of small rank: what is beyond it is 0.
"$BIN/generate" network --width=3 --d=5 -o small.csv
status 0 '' eigenfunctions data.csv --network=small.csv --activation=relu --method=lanczos --count=5
column out eigenvalue | awk 'NR <= 3 && $1 < 1e-6 || NR > 3 && $1 ^ 2 > 1e-30 { exit 1 }' || fail "rank: $(rows out)"

# Duplicates and zero vectors: eigenvalues are there, and the header counts zeros; a singular matrix has no
# eigenfunctions beyond its rank.
{ rows data.csv; rows data.csv | sed -n 2,4p; echo 0,0,0,0,0; } >odd.csv
for kernel in relu step erf square; do
    status 0 '' eigenfunctions odd.csv --kernel=$kernel
    [ "$(rows out | wc -l)" -eq 65 ] || fail "$kernel: duplicates"
    rows out | grep -q nan && fail "$kernel: nan"
    grep -q '^# zero vectors: 1$' out || fail "$kernel: zero vectors are not counted"
done
status 4 'found eigenvalue .* of a singular kernel matrix' eigenfunctions odd.csv --kernel=relu --at=at.csv
status 0 '' eigenfunctions odd.csv --kernel=relu --at=at.csv --count=2

status 2 'found no --kernel, expected one of --kernel and --network' eigenfunctions data.csv
status 2 'found both --kernel and --network' eigenfunctions data.csv --kernel=relu --network=network.csv --activation=erf
status 2 'found --network alone, expected --network and --activation' eigenfunctions data.csv --network=network.csv
status 2 'found --theta alone' eigenfunctions data.csv --kernel=relu --theta=2
status 2 'found --theta with --network' eigenfunctions data.csv --network=network.csv --activation=erf --theta=1 --direction=v.csv
status 2 'found the kernel of tanh' eigenfunctions data.csv --kernel=tanh
status 2 'found --theta=-1' eigenfunctions data.csv --kernel=relu --theta=-1 --direction=v.csv
status 3 'nowhere.csv' eigenfunctions nowhere.csv --kernel=relu
status 3 'found 60 rows of x1..x5, expected one of x1..x5' eigenfunctions data.csv --kernel=relu --align=data.csv
echo 'x1,x2,x3,x4,x5
0,0,0,0,0' >zero.csv
status 3 'found the zero vector, expected a direction' eigenfunctions data.csv --kernel=relu --theta=1 --direction=zero.csv
"$BIN/generate" data --law=gaussian --n=3 --d=2 -o plane.csv
status 3 'found x1..x2, expected x1..x5' eigenfunctions data.csv --kernel=relu --at=plane.csv
status 3 'found x1..x2, expected x1..x5 as network.csv has w' eigenfunctions plane.csv --network=network.csv --activation=relu
"$BIN/generate" data --law=gaussian --n=1 --d=2 -o line.csv
status 3 'found dimension 2, expected at least 3' eigenfunctions plane.csv --kernel=relu --align=line.csv

needs_numpy
for kernel in relu step erf erf2 linear square he2 he3; do
    # shellcheck disable=SC2086 # a list of options
    "$BIN/eigenfunctions" data.csv --kernel=$kernel $spike -o values.csv &&
        "$BIN/eigenfunctions" data.csv --kernel=$kernel $spike --at=at.csv --count=3 -o functions.csv || fail "$kernel"
    "$PYTHON" - $kernel <<'END' || fail "$kernel: differs from NumPy"
import math, sys
import numpy as np

def read(path):
    lines = [l for l in open(path) if not l.startswith("#")]
    return lines[0].strip().split(","), np.array([[float(c) for c in l.split(",")] for l in lines[1:]])

X, Z, v = read("data.csv")[1], read("at.csv")[1], read("v.csv")[1][0]
n, d = X.shape
v /= np.linalg.norm(v)
theta, name = 3, sys.argv[1]

# The kernel by its expectation over two Gaussians: polar, in which relu and step are exact, else Hermite.
def kernel(p, q):
    a, b, c = ((p @ q + theta * (p @ v) * (q @ v)) / d for p, q in ((p, p), (p, q), (q, q)))
    angle = 0 if p is q else math.acos(max(-1, min(1, b / math.sqrt(a * c))))
    if name == "relu":
        return math.sqrt(a * c) / (2 * math.pi) * (math.sin(angle) + (math.pi - angle) * math.cos(angle))
    if name == "step":
        return (math.pi - angle) / (2 * math.pi)
    f = {"erf": np.vectorize(math.erf), "erf2": lambda t: np.vectorize(math.erf)(t / math.sqrt(2)), "linear": lambda t: t,
         "square": lambda t: t * t, "he2": lambda t: (t * t - 1) / math.sqrt(2),
         "he3": lambda t: (t ** 3 - 3 * t) / math.sqrt(6)}[name]
    u = math.sqrt(a) * nodes
    w = b / math.sqrt(a) * nodes[:, None] + math.sqrt(max(0, c - b * b / a)) * nodes[None, :]
    return (weights * f(u)) @ (f(w) @ weights)

nodes, weights = np.polynomial.hermite_e.hermegauss(60)
weights = weights / weights.sum()
rows = list(X)
K = np.array([[kernel(p, q) for q in rows] for p in rows]) / n
values, vectors = np.linalg.eigh(K)
values, vectors = values[::-1], vectors[:, ::-1]
names, table = read("values.csv")
# Hermite rules of erf: 1e-6 at these arguments.
error = 2e-5 * values[0] if name.startswith("erf") else 1e-13 * values[0]
bad = np.max(np.abs(table[:, 1] - values)) > error
p = {"relu": 1, "linear": 1, "square": 2}.get(name, 0)
r = np.linalg.norm(X, axis=1)
t = X @ v / r
harmonics = {"radial": r ** p, "aligned": r ** p * t, "quadratic": r ** p * (t ** 2 - 1 / d)}
for h, Y in harmonics.items():
    for k in range(2):
        cosine = (Y @ vectors[:, k]) ** 2 / (Y @ Y)
        if values[k] - values[k + 1] > 0.05 * values[0] and abs(table[k, names.index(h)] - cosine) > 1e-3 * (error > 1e-8) + 1e-10:
            print(name, h, k, table[k, names.index(h)], cosine)
            bad = True
names, table = read("functions.csv")
C = np.array([[kernel(z, q) for q in X] for z in Z])
for k in range(3):
    u = vectors[:, k] * np.sign(vectors[:, k].sum())
    if values[k] > 1e-3 * values[0] and (k == 0 or values[k - 1] - values[k] > 0.02 * values[0]) \
            and values[k] - values[k + 1] > 0.02 * values[0]:
        expected = C @ u / (math.sqrt(n) * values[k])
        if np.max(np.abs(table[:, 1 + k] - expected)) > (1e-2 if error > 1e-8 else 1e-8):
            print(name, k, table[:, 1 + k], expected)
            bad = True
if np.max(np.abs(table[:, names.index("along")] - Z @ v)) > 1e-14:
    bad = True
sys.exit(int(bad))
END
done
finish
