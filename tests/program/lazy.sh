# SPDX-License-Identifier: MIT
# lazy: the interpolator, its gradient and the two traces against NumPy; recipes and values; refusals.
. "$SOURCE/tests/script.sh"

"$BIN/generate" data --law=sphere --n=8 --d=6 --recipe -o data-recipe.csv
"$BIN/generate" data --row=data-recipe.csv -o data.csv
"$BIN/generate" data --law=gaussian --n=8 --d=6 --teacher=index:ie1 --recipe -o taught-recipe.csv
"$BIN/generate" data --row=taught-recipe.csv -o taught.csv
for activation in relu erf he3; do
    for data in data taught; do
        status 0 '' lazy $data-recipe.csv --activation=$activation --fraction=0.5,1.5 --seed=3
        cp out first.csv
        status 0 '' lazy $data.csv --activation=$activation --fraction=0.5,1.5 --seed=3
        same out first.csv
        status 0 '' lazy - --activation=$activation --fraction=0.5,1.5 --seed=3 <$data.csv
        same out first.csv
        status 0 '' lazy $data.csv --activation=$activation --fraction=0.5,1.5 --seed=3 --points=2
        rows first.csv | head -5 >head.csv
        same out head.csv
    done
done
# It interpolates: f(x_i) = y_i, to the condition of the kernel matrix.
status 0 '' lazy taught.csv --activation=erf
column out before >before
column taught.csv y | paste -d' ' before - | awk '{ if (($1 - $2) ^ 2 > 1e-20) exit 1 }' ||
    fail "no interpolation"
# Random signs without labels; they are those of the seed.
status 0 '' lazy data.csv --activation=erf --seed=3
[ "$(column out before | awk '{ print ($1 > 0 ? 1 : -1) * ($1 ^ 2 - 1 < 1e-9 && $1 ^ 2 - 1 > -1e-9) }' |
    sort -u | tr '\n' ' ')" = '-1 1 ' ] || fail "labels that are no signs: $(column out before)"

# A zero gradient moves nothing: labels that are all 0.
sed '/^#/d' data.csv | awk '{ print $0 (NR == 1 ? ",y" : ",0") }' >zero.csv
status 0 '' lazy zero.csv --activation=erf --fraction=2
[ "$(column out flipped | sort -u),$(column out norm | sort -u),$(column out after | sort -u)" = 0,0,0 ] ||
    fail "a zero gradient: $(rows out)"

status 2 'found the kernel of tanh, expected relu' lazy data.csv --activation=tanh
status 2 'found --fraction=-1, expected' lazy data.csv --activation=erf --fraction=-1
status 2 'found no --activation' lazy data.csv
status 3 'nowhere.csv' lazy nowhere.csv --activation=erf
sed '/^#/d' data.csv | sed '$s/^[^,]*/nan/' >bad.csv
status 3 'bad.csv:9:1: found nan, expected a finite number' lazy bad.csv --activation=erf
sed '/^#/d' data.csv | sed '1s/x1/u1/' >bad.csv
status 3 'bad.csv:1:1: found no' lazy bad.csv --activation=erf
{ rows data.csv; rows data.csv | sed -n 2p; } >bad.csv
status 4 'found a kernel matrix that is not positive definite, expected distinct inputs' lazy bad.csv \
    --activation=linear

needs_numpy
for activation in relu erf erf2 square he2 he3; do
    "$BIN/lazy" taught.csv --activation=$activation --fraction=0.5,1.5 -o lazy.csv || fail "$activation"
    "$PYTHON" - $activation <<'END' || fail "$activation: differs from NumPy"
import math, sys
import numpy as np

lines = [l for l in open("taught.csv") if not l.startswith("#")]
D = np.array([[float(c) for c in l.split(",")] for l in lines[1:]])
X, y = D[:, :-1], D[:, -1]
n, d = X.shape
# The kernels by their expectation over two Gaussians, by Gauss-Hermite and (relu) in closed form.
nodes, weights = np.polynomial.hermite_e.hermegauss(80)
weights = weights / weights.sum()
erf = np.vectorize(math.erf)
sigma = {"erf": erf, "erf2": lambda t: erf(t / math.sqrt(2)), "square": lambda t: t * t,
         "he2": lambda t: (t * t - 1) / math.sqrt(2), "he3": lambda t: (t ** 3 - 3 * t) / math.sqrt(6)}
def kernel(p, q):
    a, b, c = p @ p / d, p @ q / d, q @ q / d
    if sys.argv[1] == "relu":
        rho = min(1, max(-1, b / math.sqrt(a * c)))
        return math.sqrt(a * c) * (math.sqrt(1 - rho * rho) + rho * (math.pi - math.acos(rho))) / 2 / math.pi
    s = sigma[sys.argv[1]]
    u = math.sqrt(a) * nodes
    v = b / math.sqrt(a) * nodes[:, None] + math.sqrt(max(0, c - b * b / a)) * nodes[None, :]
    return (weights * s(u)) @ (s(v) @ weights)
K = np.array([[kernel(p, q) for q in X] for p in X])
inverse = np.linalg.inv(K)
alpha = inverse @ y
f = lambda x: alpha @ [kernel(p, x) for p in X]
h = 1e-4
def jacobian(x):
    """Of k(X, x) by central differences of fourth order, once a coordinate."""
    J = np.empty((n, d))
    for j in range(d):
        e = np.zeros(d); e[j] = h
        at = lambda s: np.array([kernel(p, x + s * e) for p in X])
        J[:, j] = (8 * (at(1) - at(-1)) - (at(2) - at(-2))) / (12 * h)
    return J
lines = [l for l in open("lazy.csv") if not l.startswith("#")]
names = lines[0].strip().split(",")
rows = [dict(zip(names, map(float, l.split(",")))) for l in lines[1:]]
condition = np.linalg.cond(K)
bad = len(rows) != 2 * n
for i in range(n):
    J = jacobian(X[i])
    g = alpha @ J
    G = np.linalg.norm(g)
    expected = dict(sample=i + 1, before=y[i], gradient_norm=G, trained2=np.sum((inverse @ J) ** 2),
                    lost2=np.trace(J.T @ inverse @ J))
    for k, fraction in enumerate((0.5, 1.5)):
        row = rows[2 * i + k]
        after = f(X[i] - fraction / G * np.sign(y[i]) * g / G)
        for name, value in dict(expected, fraction=fraction, norm=fraction / G, after=after,
                                flipped=np.sign(after) != np.sign(y[i])).items():
            # Differences of step h: 1e-12/h of rounding; relu: h at its kink.
            if abs(row[name] - value) > 1e-7 * condition ** 0.5 * (1 + abs(value)):
                print(sys.argv[1], name, row[name], value)
                bad = True
sys.exit(bad)
END
done
finish
