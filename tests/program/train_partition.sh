# SPDX-License-Identifier: MIT
# train --partition, --neurons, --gradients, --growth, --replicates: against NumPy on small networks; what is said of
# degenerate runs; what is refused. Skipped without NumPy.
. "$SOURCE/tests/script.sh"
needs_numpy
PATH=$BIN:$PATH

generate network --width=30 --d=8 --weights=sphere --scale=0.5 --scale-over=sqrt-d-width --output=signs \
    --output-scale-over=sqrt-width -o net.csv
generate data --law=clusters --n=9 --d=8 --angle=0.8 --crossing=0.3 -o os.csv
generate data --law=sphere --n=9 --d=8 --labels=coin --normalise=unit -o any.csv

cat >reference.py <<'END'
import sys, numpy as np
def read(path):
    rows = [l.strip().split(',') for l in open(path) if l[0] != '#']
    return rows[0], np.array([[float(v) for v in r] for r in rows[1:]])
def table(path):
    names, rows = read(path); return [dict(zip(names, r)) for r in rows]
loss, layers, eta, growth, steps = sys.argv[2], sys.argv[3], float(sys.argv[4]), float(sys.argv[5]), int(sys.argv[6])
_, N = read('net.csv'); W, a = N[:, :-1].copy(), N[:, -1].copy(); m = len(a)
_, D = read(sys.argv[1]); X, y = D[:, :-1], D[:, -1]; n = len(y)
l = {'logistic': lambda z: np.log1p(np.exp(-z)), 'exp': lambda z: np.exp(-z), 'square': lambda z: (1 - z)**2 / 2}[loss]
g = {'logistic': lambda z: 1 / (1 + np.exp(z)), 'exp': lambda z: np.exp(-z), 'square': lambda z: 1 - z}[loss]
P, K, G = table('p.csv'), table('k.csv'), table('log.csv')
time = path = identity = largest = 0; D0 = a**2 - (W**2).sum(1); start = a.copy(); last = None; bad = []
rise, illegal, rises, clock = np.inf, {1: 0, -1: 0}, 0, {1: 0., -1: 0.}
def check(what, found, expected, room=1e-10):
    if found != expected and not (np.isnan(found) and np.isnan(expected)) and not abs(found - expected) <= room * (1 + abs(expected)):
        bad.append((t, what, found, expected))
for t in range(steps + 1):
    H = W @ X.T; on = H > 0; z = y * (a @ np.maximum(H, 0)); L = l(z).mean()
    slope = -g(z) * y / n; gb = (on * a[:, None] * slope) @ X; ga = np.maximum(H, 0) @ slope if layers == 'both' else 0 * a
    same = np.sign(a)[:, None] == y[None, :]
    if last is not None:
        rise = min(rise, (z - last[0]).min()); rises += L > last[2] * (1 + 1e-14)
        for c in (1, -1):
            rows = np.sign(a) == c
            illegal[c] += ((last[1] & ~on & same) | (~last[1] & on & ~same))[rows].sum()
    p = (a[:, None]**2 * (on & same)).sum(0)
    if t == 0: z0, p0, before = z, p, {}
    rate = eta + growth * time
    first = (gb**2).sum()
    check('gradient_first', G[t]['gradient_first'], first); check('gradient_second', G[t]['gradient_second'], (ga**2).sum())
    D = a**2 - (W**2).sum(1); identity = max(identity, abs(D - D1 - change).max() if t else 0)
    D1, change = D, rate**2 * (ga**2 - (gb**2).sum(1)); path += rate * ((ga**2).sum() + first) if t < steps else 0
    check('identity', G[t]['identity'], identity); check('path', G[t]['path'], path)
    check('drift', G[t]['drift'], abs(a**2 - (W**2).sum(1) - D0).sum()); check('time', G[t]['time'], time)
    for row in P[2 * t:2 * t + 2]:
        c = int(row['class']); own, mine = y == c, np.sign(a) == c; nc = own.sum()
        T, F = (on & own)[mine].sum(1), (on & ~own)[mine].sum(1); mass = a[mine]**2
        Lc = l(z[own]).sum() / n; R = (1 - z[own]).sum() / n; rho = X[own] @ X[own].T
        if t == 0: before[c] = (Lc, l(z[own]).max(), R, mass[T == nc].sum(), F.sum(), mass[T > 0].sum())
        Lb, worst, Rb, pb, Fb, living = before[c]; gamma = row['gamma']
        for name, value in dict(loss=Lc, margin_least=z[own].min(), margin_largest=z[own].max(), neurons=mine.sum(), samples=nc,
                living=(T > 0).sum(), whole=(T == nc).sum(), false_living=(F > 0).sum(), dead=(T + F == 0).sum(), true_pairs=T.sum(),
                false_pairs=F.sum(), mass=mass.sum(), living_mass=mass[T > 0].sum(), whole_mass=mass[T == nc].sum(), total=L, rises=rises,
                unlearnt=(p[own] == 0).sum(), silent=(~on[:, own]).all(0).sum(), flat=(z[own] <= 0).sum(), illegal=illegal[c], rise=rise,
                flat_loss=l(z[own])[z[own] <= 0].sum() / n, residual=R, clock=clock[c], kap_least=rho.mean(0).min(), kap_largest=rho.mean(0).max(),
                turned=((start * c > 0) & (a * c < 0)).sum(), separable=((y[:, None] * y * (X @ X.T)) > -1e-14).all(), since=time).items():
            check(name, row[name], float(value))
        if layers == 'first':
            r = (1 - np.exp(-worst)) / worst if loss == 'logistic' else 1
            check('upper2', row['upper2'], np.nan if loss == 'square' else 1 / (1 / Lb + r * r * (1 - largest * pb * Lb / 2) * pb * gamma**2 * time))
            x = largest * L0 if t else 0
            low = 1 / (1 / L0 + (np.expm1(x) / x if x else 1) * time) if t else L
            check('total_lower', row['total_lower'], np.nan if loss == 'square' or rises else low)
            zeta = {'exp': lambda: np.log(np.exp(z0) + p0 * time / n), 'square': lambda: 1 - (1 - z0) * np.exp(-p0 * time / n)}
            if loss in zeta: check('upper1', row['upper1'], l(zeta[loss]())[own].sum() / n)
            if loss == 'square' and growth == 0: check('residual_upper', row['residual_upper'], Rb * (1 - eta * pb * nc / n * rho.mean(0).min())**t)
        elif not np.isnan(row['upper2']): bad.append((t, 'upper2', row['upper2'], 'nan'))
    if t == 0: L0 = L
    for c in (1, -1): clock[c] += rate * g(z[y == c]).sum() / n
    last = (z, on, L)
    W -= rate * gb; a -= rate * ga; time += rate; largest = max(largest, rate)
means = {c: X[y == c].sum(0) for c in (1, -1)}
for k, row in enumerate(K[:m]):
    c = int(np.sign(start[k])); t = 0; b = N[k, :-1]
    check('along', row['along'], b @ means[c] / np.linalg.norm(means[c])); check('norm', row['norm'], np.linalg.norm(b)); check('a', row['a'], start[k])
    check('true', row['true'], (b @ X[y == c].T > 0).sum()); check('false', row['false'], (b @ X[y != c].T > 0).sum())
if len(P) != 2 * steps + 2 or len(K) != 2 * m or bad: print(len(P), len(K), bad[:5]); sys.exit(1)
END

# compare DATA LOSS LAYERS STEP GROWTH STEPS
compare() {
    train net.csv "$1" --activation=relu --loss="$2" --layers="$3" --step="$4" --growth="$5" --steps="$6" \
        --partition=p.csv --neurons=k.csv --gradients --log=log.csv -o out.csv || fail "train $*"
    "$PYTHON" reference.py "$@" || fail "$*"
}
for loss in logistic exp square; do
    compare os.csv $loss first 0.2 0 25
    compare any.csv $loss both 0.3 0 25
done
compare os.csv exp first 0.2 0.05 25
compare any.csv logistic first 0.5 0 25

# Steps by groups of neurons or by preactivations have the same numbers as in full: rounding of 3000 steps, at
# every logged one. More samples than 8/5 of the inputs go by groups or in full alone.
generate data --law=clusters --n=20 --d=8 --angle=0.8 --crossing=0.3 -o many.csv
generate network --width=12 --d=8 --weights=sphere --scale=0.5 --scale-over=sqrt-d-width --output=signs \
    --output-scale-over=sqrt-width -o few.csv
for data in os.csv any.csv many.csv few; do
    network=net.csv
    [ $data != few ] || network=few.csv data=any.csv
    for loss in logistic exp square; do
        layers=first
        [ $data$loss != any.csvexp ] || layers=both
        for way in "" --dense; do
            # shellcheck disable=SC2086
            train $network $data $way --activation=relu --loss=$loss --layers=$layers --step=0.1 --steps=3000 --log-every=77 \
                --log="log$way.csv" --partition="p$way.csv" -o "out$way.csv" || fail "train $way"
        done
        for file in log p out; do
            paste -d, $file.csv $file--dense.csv | awk -F, '
                /^#/ || !started++ { next }
                { for (i = 1; i <= NF / 2; i++) { e = $i == $(i + NF / 2) ? 0 : $i - $(i + NF / 2); m = $i < 0 ? -$i : $i
                      if (e * e > 1e-22 * (1 + m) ^ 2) bad = 1 } }
                END { exit bad || started < 9 }' || fail "$network $data $loss: $file differs by groups"
        done
    done
done

# Two aligned samples a class: the margin is the cosine of the half-angle. Settled when all living see both.
generate data --law=pairs --n=4 --d=8 --angle=0.5 -o sv.csv
train net.csv sv.csv --activation=relu --loss=exp --layers=first --step=0.1 --steps=400 --restart-settled \
    --until-settled --partition=p.csv -o out.csv || fail "until settled"
column p.csv gamma | awk '{ e = $1 - cos(0.5); if (e * e > 1e-28) bad = 1 } END { exit bad }' || fail "gamma"
[ "$(column p.csv settled | tail -1)" = 1 ] && [ "$(column p.csv settled | head -1)" = 0 ] || fail "settled"

# The restart gives the certificates of a run from there.
train net.csv os.csv --activation=relu --loss=exp --layers=first --step=0.1 --steps=400 --restart-settled \
    --until-settled --partition=p.csv -o mid.csv || fail "to the middle"
train net.csv os.csv --activation=relu --loss=exp --layers=first --step=0.1 --steps=900 --restart-settled \
    --look-every=1 --log-every=900 --partition=p.csv -o out.csv || fail "restart"
from=$(column p.csv restart | tail -1)
train mid.csv os.csv --activation=relu --loss=exp --layers=first --step=0.1 --log-every=900 \
    --steps="$(awk "BEGIN { printf \"%.0f\", 900 - $from / 0.1 }")" --partition=q.csv -o out.csv || fail "from the middle"
for name in upper1 upper2 lower total_lower loss; do
    column p.csv $name | tail -2 >one
    column q.csv $name | tail -2 >two
    paste '-d ' one two |
        awk '{ e = ($1 - $2) / $2; if (!(e * e < 1e-22)) bad = 1 } END { exit bad || NR != 2 }' || fail "restart: $name"
done

# Replicates are the networks of the recipe; fresh labels differ; the same order again for SGD from values.
generate network --width=5 --d=3 --recipe -o recipe.csv
generate data --law=sphere --n=6 --d=3 --labels=coin --recipe -o coin.csv
train recipe.csv coin.csv --activation=relu --step=0.1 --steps=3 --replicates=3 --log=three.csv -o out.csv
train recipe.csv coin.csv --activation=relu --step=0.1 --steps=3 --log=one.csv -o out.csv
rows three.csv | cut -d, -f1,2 | sed -n '1,5p' >first.csv
same one.csv first.csv
[ "$(column three.csv loss | sort -u | wc -l)" -eq 12 ] || fail "replicates that repeat"
train recipe.csv coin.csv --activation=relu --step=0.1 --steps=0 --replicates=50 --fresh-data --log=fresh.csv -o out.csv
[ "$(column fresh.csv loss | sort -u | wc -l)" -eq 50 ] || fail "fresh data that repeat"
train net.csv os.csv --method=sgd --order=replacement --activation=relu --step=0.1 --steps=9 --replicates=2 \
    --log-at=0,9 --log=sgd.csv -o out.csv
[ "$(column sgd.csv loss | wc -l)" -eq 4 ] || fail "log-at"
[ "$(column sgd.csv loss | sed -n 2p)" != "$(column sgd.csv loss | sed -n 4p)" ] || fail "SGD that repeats"

# What is right but empty is said, on standard error and in the header.
# said TEXT ARGUMENTS...
said() {
    text=$1
    shift
    train "$@" -o out.csv 2>err || fail "train $*: $(cat err)"
    grep -q "^train: .*$text" err || fail "train $*: found '$(cat err)', expected $text"
    [ "$(wc -l <err)" -eq 1 ] || fail "train $*: $(wc -l <err) lines"
}
said 'found --step=0, .*nothing moves' net.csv os.csv --activation=relu --step=0 --steps=3
grep -q '^# warning: found --step=0' out.csv || fail "no warning in the header"
{ grep -v '^#' os.csv | head -1 && grep -v '^#' os.csv | awk -F, '$NF == 1'; } >one-class.csv
said 'found samples of one class only' net.csv one-class.csv --activation=relu --layers=first --loss=exp --step=1 --steps=3 \
    --partition=p.csv
printf 'w1,w2,w3,w4,w5,w6,w7,w8,a\n-1,0,0,0,0,0,0,0,1\n' >dead.csv
train dead.csv one-class.csv --activation=relu --layers=first --step=1 --steps=2 --partition=p.csv -o out.csv 2>err
grep -q 'found no neuron that is active on a sample' err || fail "a dead network: $(cat err)"
grep -v '^#' out.csv | cmp -s - dead.csv || fail "a dead network moves"

status 4 'found the loss inf at step 1' train net.csv any.csv --activation=relu --loss=exp --step=1e9 --steps=9 \
    --partition=p.csv
status 2 'expected relu and no bias' train net.csv os.csv --activation=tanh --step=1 --steps=1 --partition=p.csv
status 2 'expected square, logistic or exp' train net.csv os.csv --activation=relu --loss=abs --step=1 --steps=1 --partition=p.csv
generate data --n=9 --d=8 --teacher=linear -o real.csv
status 3 'of sample 1, expected 1 or -1' train net.csv real.csv --activation=relu --step=1 --steps=1 --partition=p.csv
status 2 'without --partition, expected it' train net.csv os.csv --activation=relu --step=1 --steps=1 --neurons=k.csv
status 2 'found --replicates with values' train net.csv os.csv --activation=relu --step=1 --steps=1 --replicates=2
status 2 'found --fresh-data' train net.csv os.csv --activation=relu --step=1 --steps=1 --fresh-data
status 2 'expected one with --partition' train net.csv os.csv any.csv --activation=relu --step=1 --steps=2 --partition=p.csv
finish
