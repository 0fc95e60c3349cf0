# SPDX-License-Identifier: MIT
# dual: both methods step by step against NumPy, certificates, particles in the inner loop, refusals.
. "$SOURCE/tests/script.sh"

cat >data.csv <<'END'
x1,x2,y
1.2,0.5,0.7
-0.5,1.5,-0.4
0.3,-0.8,0.9
END
options='data.csv --lambda=0.2 --bound=1.5 --gamma=1 --nodes=81'
# shellcheck disable=SC2086 # a list of options
{
    status 0 '' dual $options --order=cyclic --steps=7 -o cyclic.csv
    status 0 '' dual $options --method=pda --steps=40 --log-every=0 --seed=4 -o pda.csv
    [ "$(column pda.csv step | tr '\n' ' ')" = '0 1 2 4 8 16 32 40 ' ] || fail "found steps $(column pda.csv step)"
    # Coordinate ascent never loses, however the samples come, and ends at the optimum.
    for order in cyclic random; do
        status 0 '' dual $options --order=$order --steps=400 --n=2 -o out.csv
        rows out.csv | awk -F, -v c="$(rows out.csv | head -1 | tr ',' '\n' | grep -n '^dual$' | cut -d: -f1)" '
            NR > 1 && $1 == run && $c < last - 1e-15 { exit 1 } { run = $1; last = $c }' || fail "$order: the dual falls"
        rows out.csv | tail -1 | awk -F, '{ exit !($4 - $5 < 1e-13 && ($7 - $5) ^ 2 < 1e-26) }' || fail "$order: no optimum"
    done
    # Particles come near to the exact loop: 4000 of them, floor about 1/4000.
    for method in sdca pda; do
        status 0 '' dual $options --method=$method --steps=300 --log-every=300 --seed=4 -o exact.csv
        status 0 '' dual $options --method=$method --steps=300 --log-every=300 --seed=4 --particles=4000 --inner=3 \
            -o particles.csv
        paste -d, exact.csv particles.csv | grep -v '^[#r]' | tail -1 | awk -F, '{ d = $4 - $(NF / 2 + 4); exit !(d < 3e-3 && -d < 3e-3) }' ||
            fail "$method: particles are far from the exact inner loop"
    done
    for scheme in exponential semi; do
        status 0 '' dual $options --steps=300 --log-every=300 --particles=2000 --scheme=$scheme --step=0.1 --inner=10 -o out.csv
        column out.csv gap | tail -1 | awk '{ exit !($1 < 2e-2) }' || fail "$scheme: gap $(column out.csv gap | tail -1)"
    done
    status 4 'found a number beyond 1e100 in mode 2 at step' dual $options --steps=3000 --particles=20 \
        --scheme=explicit --step=8 --inner=100
    status 2 'found --method=pda --order=cyclic' dual $options --method=pda --order=cyclic --steps=3
}
# Near the optimum of linear neurons the first order is all: one step, over all samples that it may take.
status 0 '' dual data.csv --lambda=0.2 --near=0.5 --steps=1 --n=600 -o near.csv
rows near.csv | awk -F, '
    NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
    $2 == 1 { g = $at["optimum"] - $at["dual"]; s += g; q += g * g; e = $at["expected_gap"]; n++ }
    $2 == 0 { d = $at["optimum"] - $at["dual"] - $at["expected_gap"]; if (d > 1e-14 || -d > 1e-14) exit 1 }
    END { m = s / n; exit !((m - e) ^ 2 < 25 * (q / n - m * m) / n) }' || fail "expected_gap"
status 2 'found --near with --method=sdca --order=cyclic' dual data.csv --lambda=1 --near=1 --order=cyclic --steps=1
# Linear neurons, exactly: the optimum of one sample, (lambda/2) y^2/(K + lambda).
printf 'x1,y\n2,3\n' >one.csv
status 0 '' dual one.csv --lambda=0.5 --steps=100 --log-every=100 -o one-log.csv
column one-log.csv dual | tail -1 | awk '{ e = $1 - 0.25 * 9 / 4.5; exit !(e < 1e-12 && -e < 1e-12) }' || fail "linear: $(column one-log.csv dual)"
status 2 'found no --lambda' dual data.csv --steps=3
status 3 'nowhere.csv' dual nowhere.csv --lambda=1 --steps=3
status 2 'found samples of rank above 4' dual - --lambda=1 --bound=1 --steps=3 <<'END'
x1,x2,x3,x4,x5,y
1,0,0,0,0,1
0,1,0,0,0,1
0,0,1,0,0,1
0,0,0,1,0,1
0,0,0,0,1,1
END

needs_numpy
"$PYTHON" - <<'END' || fail "differs from NumPy"
import sys
import numpy as np

def table(name):
    lines = [l for l in open(name) if not l.startswith("#")]
    names = lines[0].strip().split(",")
    return [dict(zip(names, map(float, l.split(",")))) for l in lines[1:]]
X = np.array([[1.2, 0.5], [-0.5, 1.5], [0.3, -0.8]])
y = np.array([0.7, -0.4, 0.9])
lam, B, n = 0.2, 1.5, 3
s, w = np.polynomial.hermite_e.hermegauss(160)
w = w / w.sum()
U = np.stack(np.meshgrid(s, s, indexing="ij"), -1).reshape(-1, 2) * np.sqrt([1, 0.5])
W, H = np.outer(w, w).ravel(), B * np.tanh(U @ X.T)
def gibbs(g):
    p = W * np.exp(-H @ g / (n * lam)); Z = p.sum()
    return p / Z, p @ H / Z, np.log(Z)
def primal_dual(g):
    p, f, Z = gibbs(g)
    return (np.sum((f - y) ** 2) / 2 / n + lam * (-Z - g @ f / (n * lam)),
            -np.sum(g * g / 2 + g * y) / n - lam * Z)
bad = 0
g = np.zeros(n)
c = 1 + B * B / (n * lam)
for t, row in enumerate(table("cyclic.csv")):
    if t:
        i = (t - 1) % n
        g[i] += (gibbs(g)[1][i] - y[i] - g[i]) / c
    primal, dual = primal_dual(g)
    if max(abs(row["primal"] - primal), abs(row["dual"] - dual)) > 1e-5:
        print("cyclic", t, row["primal"], primal, row["dual"], dual); bad = 1
# Dual averaging: the samples are not known here, but each step changes one entry of the sum; find it by the primal.
rows = table("pda.csv")
def averaged(total, t):
    return n * 2 * total / ((t + 1) * (t + 2))
total, mixture, t, found = np.zeros(n), np.zeros(len(W)), 0, [0.0]
for row in rows[1:3]:  # after steps 1 and 2
    p, f, Z = gibbs(averaged(total, t)) if t else gibbs(np.zeros(n))
    t += 1
    mixture += t * p
    options = []
    for i in range(n):
        new = total.copy()
        new[i] += t * (f[i] - y[i])
        options.append((abs(primal_dual(averaged(new, t))[0] - row["primal"]), new))
    error, total = min(options, key=lambda o: o[0])
    q = 2 * mixture / (t * (t + 1))
    value = np.sum((q @ H - y) ** 2) / 2 / n + lam * np.sum(q * np.log(q / W))
    if error > 1e-5 or abs(value - row["mixture"]) > 1e-5:
        print("pda", t, error, value, row["mixture"]); bad = 1
sys.exit(bad)
END
finish
