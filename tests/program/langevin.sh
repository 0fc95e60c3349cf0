# SPDX-License-Identifier: MIT
# langevin: each scheme's step, loss and certificate against NumPy; runs that are stopped and resumed; what blows
# up; refusals.
. "$SOURCE/tests/script.sh"

cat >data.csv <<'END'
x1,x2,x3,y
1,0.5,-0.25,0.7
-0.5,1.5,0.125,-1
END
sed 's/^[-0-9.].*/0,0,0,0/' data.csv >zero.csv
sizes='--lambda=0.1 --gamma=1.5 --particles=5 --seed=3'
options='--scheme=semi --step=0.2 --bound=2 --lambda=0.1 --particles=7 --seed=5'

# A run of ten steps is one of four, resumed; also if it wrote its particles in between.
# shellcheck disable=SC2086 # lists of options
{
    status 0 '' langevin data.csv $options --steps=10 --network=whole.csv -o whole-log.csv
    status 0 '' langevin data.csv $options --steps=4 --network=part.csv -o part-log.csv
    status 0 '' langevin data.csv $options --steps=10 --resume=part.csv --network=resumed.csv -o resumed-log.csv
    same whole.csv resumed.csv
    { rows part-log.csv; rows resumed-log.csv | sed 1d; } >both.csv
    same whole-log.csv both.csv
    status 0 '' langevin data.csv $options --steps=10 --checkpoint=3 --network=checked.csv -o checked-log.csv
    same whole.csv checked.csv
    same whole-log.csv checked-log.csv
    # Killed on the way: the last checkpoint is a whole table, to go on from.
    "$BIN/langevin" data.csv $options --steps=100000000 --checkpoint=1000 --network=killed.csv -o killed-log.csv &
    while [ ! -f killed.csv ]; do sleep 0.01; done
    kill -9 $!
    wait $! 2>wait-said
    done=$(column killed.csv step | head -1)
    status 0 '' langevin data.csv $options --steps=$((done + 5)) --resume=killed.csv --network=on.csv -o on-log.csv
    status 0 '' langevin data.csv $options --steps=$((done + 5)) --burn=$((done + 1)) --network=straight.csv -o straight-log.csv
    same on.csv straight.csv
    # Replicates are independent of how many there are, and the first is that of one run.
    status 0 '' langevin data.csv $options --steps=10 --n=3 -o three.csv
    rows three.csv | awk -F, 'NR == 1 || $1 == 1' >first.csv
    same whole-log.csv first.csv
    rows three.csv | awk -F, 'NR > 1 { print $3 }' | sort -u | awk 'END { exit NR != 33 }' || fail "replicates alike"
    # Rows after the burning in, every so many steps, and the last one.
    status 0 '' langevin data.csv $options --steps=10 --burn=5 --log-every=3 -o few.csv
    [ "$(column few.csv step | tr '\n' ' ')" = '5 8 10 ' ] || fail "found steps $(column few.csv step)"
    # Other data: of the same data the loss itself.
    status 0 '' langevin data.csv $options --steps=2 --test=data.csv --validation=zero.csv -o test.csv
    rows test.csv | awk -F, 'NR > 1 && ($6 - 2 * $3) ^ 2 > 1e-28 { exit 1 }' || fail "test is not twice the loss"
    rows test.csv | awk -F, 'NR > 1 && $7 != 0 { exit 1 }' || fail "an error where all is 0"
}

# An explicit step with h lambda k^gamma > 2 is named, by its mode; 0.1 * 1.0 * 4.5^2 > 2.
printf 'x1,x2,x3,x4,x5,y\n1,0,0,0,0,1\n' >five.csv
status 4 'found a number beyond 1e100 in mode 5 at step' langevin five.csv --scheme=explicit --step=0.1 --lambda=1 \
    --particles=3 --steps=1000
status 0 '' langevin five.csv --scheme=explicit --step=0.1 --lambda=1 --particles=3 --steps=1000 --unstable=report \
    --burn=1000 -o blown.csv
[ "$(column blown.csv blown_mode)" = 5 ] || fail "found mode $(column blown.csv blown_mode), expected 5"
# Each step multiplies mode 5 by 1 - 2.5: 1e100 comes after 100/log10(1.5) steps, but for what it starts from.
awk "BEGIN { s = $(column blown.csv step); exit !(s > 540 && s < 590) }" || fail "step $(column blown.csv step)"
printf 'x1,x2,x3,x4,y\n1,0,0,0,1\n' >four.csv
status 0 '' langevin four.csv --scheme=explicit --step=0.1 --lambda=1 --particles=3 --steps=1000 -o stable.csv

status 2 'found no --step' langevin data.csv --lambda=1 --particles=2 --steps=1
status 2 'found --step=1.5, expected at most 1' langevin data.csv --scheme=pcn --step=1.5 --lambda=1 --particles=2 --steps=1
status 2 'found --n=2 with --network' langevin data.csv --step=1 --lambda=1 --particles=2 --steps=1 --n=2 --network=n.csv
status 2 'found --checkpoint without --network' langevin data.csv --step=1 --lambda=1 --particles=2 --steps=1 --checkpoint=1
status 3 'found 7 particles, expected 2' langevin data.csv --step=1 --lambda=1 --particles=2 --steps=1 --resume=whole.csv
status 3 'found no column step' langevin data.csv --step=1 --lambda=1 --particles=2 --steps=1 --resume=data.csv
status 3 'five.csv: found 5 modes, expected 3' langevin data.csv --step=1 --lambda=1 --particles=2 --steps=1 --test=five.csv
rows data.csv | cut -d, -f1-3 >bare.csv
status 3 'found no column y' langevin bare.csv --step=1 --lambda=1 --particles=2 --steps=1
awk 'BEGIN { print "x1,x2,x3,x4,x5,x6,y"; for (i = 1; i <= 6; i++) { for (k = 1; k <= 6; k++) printf "%d,", k == i
    print 1 } }' >six.csv
status 2 'found samples of rank above 4' langevin six.csv --bound=1 --step=1 --lambda=1 --particles=2 --steps=1 \
    --reference=optimum
status 0 '' langevin six.csv --step=1 --lambda=1 --particles=2 --steps=1 --reference=certificate

needs_numpy
# The noise is what moves particles where all inputs are 0.
for scheme in semi exponential explicit pcn walk; do
    for bound in 0 2; do
        for data in zero data; do
            for steps in 0 1; do
                # shellcheck disable=SC2086
                "$BIN/langevin" $data.csv $sizes --scheme=$scheme --step=0.3 --bound=$bound --steps=$steps \
                    --reference=certificate --nodes=61 --network=$data-$steps.csv -o $data-$steps-log.csv || fail "$scheme"
            done
        done
        "$PYTHON" - $scheme $bound <<'END' || fail "$scheme, bound $bound: differs from NumPy"
import sys
import numpy as np

def table(name):
    lines = [l for l in open(name) if not l.startswith("#")]
    return lines[0].strip().split(","), np.array([[float(c) for c in l.split(",")] for l in lines[1:]])
scheme, B = sys.argv[1], float(sys.argv[2])
h, lam, n, M = 0.3, 0.1, 2, 5
D = table("data.csv")[1]
X, y = D[:, :3], D[:, 3]
mu = np.arange(1, 4) ** -1.5
neuron = (lambda t: B * np.tanh(t @ X.T)) if B else (lambda t: t @ X.T)
slope = (lambda t: B / np.cosh(t @ X.T) ** 2) if B else (lambda t: np.ones((M, n)))
start, free, end = (table(name)[1][:, :3] for name in ("data-0.csv", "zero-1.csv", "data-1.csv"))
a = table("data-0.csv")[1][:, 3]
bad = not np.allclose(a, (B or 1) / M)
S, r = 1 / (1 + h * lam / mu), np.exp(-h)
keep = {"semi": S, "exponential": r, "explicit": 1 - h * lam / mu, "pcn": np.sqrt(1 - h * h), "walk": 1}[scheme]
pull = {"semi": h * S, "exponential": (1 - r) / lam * mu, "explicit": h, "pcn": 0, "walk": 0}[scheme]
f = neuron(start).mean(0)
gradient = (slope(start) * (f - y)) @ X / n
proposal = free if scheme not in ("pcn", "walk") else end
expected = keep * start - pull * gradient + (free - keep * start)
if scheme in ("semi", "exponential", "explicit"):
    bad |= not np.allclose(end, expected, rtol=1e-12, atol=1e-13)
else:  # each particle stays or takes the proposal; where all is 0, pcn takes all
    moved = np.any(end != start, 1)
    bad |= scheme == "pcn" and (not np.allclose(end[moved], free[moved], rtol=1e-12) or not np.all(free != start))
    names, log = table("data-1-log.csv")
    bad |= abs(log[-1, names.index("accepted")] - moved.mean()) > 1e-15
names, log = table("data-1-log.csv")
get = lambda c: log[-1, names.index(c)]
f = neuron(end).mean(0)
bad |= abs(get("loss") - np.sum((f - y) ** 2) / 2 / n) > 1e-13
# The certificate of g = f - y by a rule of its own: Gauss-Hermite in the plane of the samples.
if B:
    s, w = np.polynomial.hermite_e.hermegauss(200)
    w = w / w.sum()
    K = X * mu @ X.T
    R = np.linalg.cholesky(K)
    U = np.stack(np.meshgrid(s, s, indexing="ij"), -1).reshape(-1, 2)
    W, H = np.outer(w, w).ravel(), B * np.tanh(U @ R.T)
    def gibbs(g):
        p = W * np.exp(-H @ g / (n * lam)); Z = p.sum(); return p @ H / Z, np.log(Z)
else:
    K = X * mu @ X.T
    gibbs = lambda g: (-K @ g / (n * lam), g @ K @ g / 2 / (n * lam) ** 2)
def values(g):
    m, Z = gibbs(g)
    kl = -Z - g @ m / (n * lam)
    return np.sum((m - y) ** 2) / 2 / n + lam * kl, -np.sum(g * g / 2 + g * y) / n - lam * Z, m, Z
g = f - y
primal, dual, m, Z = values(g)
for name, value in (("primal", primal), ("dual", dual), ("gap", np.sum((m - y - g) ** 2) / 2 / n),
                    ("above", lam * (values(m - y)[3] - Z - (g - (m - y)) @ m / (n * lam)))):
    if abs(get(name) - value) > 3e-5 * (1 + abs(value)):
        print(name, get(name), value); bad = True
bad |= not (get("dual") <= get("optimum") <= get("primal") and get("below") <= get("primal") - get("optimum") + 1e-12 <= get("above") + 2e-12)
sys.exit(bool(bad))
END
    done
done
finish
