# SPDX-License-Identifier: MIT
# train, spectrum, eigenfunctions: against NumPy on small inputs, and what they refuse. Skipped without
# NumPy.
. "$SOURCE/tests/script.sh"
needs_numpy
PATH=$BIN:$PATH

generate network --width=7 --d=5 --scale-over=sqrt-d -o net.csv
awk 'BEGIN { FS = OFS = "," } /^#/ { next } !n++ { print $0, "b"; next } { print $0, n / 10 }' net.csv >bias.csv
generate data --n=12 --d=5 --teacher=linear --noise=0.1 -o data.csv
awk 'BEGIN { FS = OFS = "," } /^#/ { next } !n++ { print; next } { $NF = $NF > 0 ? 1 : -1; print }' data.csv >signs.csv

cat >reference.py <<'END'
import sys, numpy as np
from scipy.special import erf
def read(path):
    rows = [l.strip().split(',') for l in open(path) if l[0] != '#']
    return rows[0], np.array([[float(v) for v in r] for r in rows[1:]])
network, data, out, log, loss, activation, layers = sys.argv[1:8]
step, decay, steps, batch, average = float(sys.argv[8]), float(sys.argv[9]), int(sys.argv[10]), int(sys.argv[11]), sys.argv[12]
names, N = read(network); d = sum(c[0] == 'w' for c in names)
W, a = N[:, :d].copy(), N[:, d].copy(); b = N[:, d + 1].copy() if 'b' in names else np.zeros(len(N))
_, D = read(data); X, y = D[:, :d], D[:, d]; n = len(y)
sig = {'tanh': np.tanh, 'relu': lambda z: np.maximum(z, 0), 'erf': erf, 'softplus': lambda z: np.log1p(np.exp(z))}[activation]
dsig = {'tanh': lambda z: 1 - np.tanh(z)**2, 'relu': lambda z: (z > 0) * 1., 'erf': lambda z: 2 / np.sqrt(np.pi) * np.exp(-z * z), 'softplus': lambda z: 1 / (1 + np.exp(-z))}[activation]
L = {'square': lambda f, y: (f - y)**2 / 2, 'logistic': lambda f, y: np.log1p(np.exp(-y * f)), 'exp': lambda f, y: np.exp(-y * f), 'abs': lambda f, y: abs(f - y), 'huber': lambda f, y: np.sqrt(1 + (f - y)**2) - 1}[loss]
dL = {'square': lambda f, y: f - y, 'logistic': lambda f, y: -y / (1 + np.exp(y * f)), 'exp': lambda f, y: -y * np.exp(-y * f), 'abs': lambda f, y: np.sign(f - y), 'huber': lambda f, y: (f - y) / np.sqrt(1 + (f - y)**2)}[loss]
theta0, losses = [], []
for t in range(1, steps + 1):
    i = np.arange(n) if batch == n else np.arange((t - 1) * batch, t * batch) % n
    theta0.append(np.column_stack([W, a, b]))
    Z = X[i] @ W.T + b; f = sig(Z) @ a; losses.append(L(f, y[i]).mean())
    s = dL(f, y[i]) / len(i); G = dsig(Z) * a * s[:, None]; ga = sig(Z).T @ s
    rate = step * t**-decay
    if layers != 'second': W -= rate * G.T @ X[i]; b -= rate * G.sum(0) * ('b' in names)
    if layers != 'first': a -= rate * ga
losses.append(L(sig(X @ W.T + b) @ a, y).mean())
T = np.mean(theta0, 0) if average == 'full' else np.column_stack([W, a, b])
_, found = read(out); T = T[:, :found.shape[1]]
_, logged = read(log)
error = abs(found - T).max() / abs(T).max(), abs(logged[:, 1] - losses).max() / max(losses)
if not (max(error) < 1e-12 and len(logged) == steps + 1): print('off by', error); sys.exit(1)
END

# compare NETWORK DATA LOSS ACTIVATION LAYERS STEP DECAY STEPS BATCH AVERAGE: 12 samples, 20 steps of rounding
# each 1e-15 or so, hence 1e-12
compare() {
    method=--method=gd
    [ "$9" = 12 ] || method="--method=sgd --order=cyclic --batch=$9"
    # shellcheck disable=SC2086
    train "$1" "$2" $method --loss="$3" --activation="$4" --layers="$5" --step="$6" --decay="$7" \
        --steps="$8" --average="${10}" --log=log.csv -o out.csv || fail "train $*"
    "$PYTHON" reference.py "$1" "$2" out.csv log.csv "$3" "$4" "$5" "$6" "$7" "$8" "$9" "${10}" || fail "$*"
}
for loss in square abs huber; do
    compare net.csv data.csv $loss tanh both 0.1 0 20 12 none
done
for loss in logistic exp; do
    compare bias.csv signs.csv $loss erf both 0.1 0 20 12 none
done
compare bias.csv data.csv square relu first 0.2 0 20 12 full
compare bias.csv data.csv square softplus second 0.2 0.5 20 12 none
compare net.csv data.csv square tanh both 0.1 0.3 20 3 full
compare net.csv data.csv square tanh both 0.1 0 20 1 none

# no steps: a copy, bit for bit; the same seed the same bytes, another seed others
train bias.csv data.csv --activation=relu --step=1 --steps=0 -o copy.csv
grep -v '^#' copy.csv | cmp -s - bias.csv || fail "no steps"
for order in shuffled replacement; do
    for seed in 1 1 2; do
        train net.csv data.csv --method=sgd --order=$order --batch=5 --seed=$seed --activation=relu --step=0.1 \
            --steps=7 | grep -v '^#' >>$order.out
    done
    split -n l/3 $order.out $order.
    cmp -s $order.aa $order.ab || fail "$order: one seed, two results"
    ! cmp -s $order.aa $order.ac || fail "$order: two seeds, one result"
done

# refused STATUS PATTERN COMMAND...
refused() {
    expected=$1 pattern=$2
    shift 2
    "$@" >out 2>err
    found=$?
    [ $found -eq "$expected" ] || fail "$*: status $found, expected $expected"
    grep -q -e "$pattern" err || fail "$*: found '$(cat err)', expected $pattern"
    [ "$(wc -l <err)" -eq 1 ] || fail "$*: found $(wc -l <err) lines, expected one"
    [ ! -s out ] || fail "$*: output in spite of failure"
}
refused 4 'found the loss nan at step 1' train net.csv data.csv --activation=square --step=1e160 --steps=9
cut -d, -f1-5 data.csv | grep -v '^#' >plain.csv
refused 3 'found no column y' train net.csv plain.csv --activation=relu --step=1 --steps=1
refused 2 'found --batch=13' train net.csv data.csv --method=sgd --batch=13 --activation=relu --step=1 --steps=1
refused 2 'found no --steps, expected it with --method=sgd' train net.csv data.csv --method=sgd --activation=relu --step=1
refused 2 'found --steps=1.5' train net.csv data.csv --activation=relu --step=1 --steps=1.5
refused 2 'found no --step' train net.csv data.csv --activation=relu --steps=1
refused 2 'hinge' train net.csv data.csv --loss=hinge --activation=relu --step=1 --steps=1
sed '4s/^[^,]*/nan/' bias.csv >nan.csv
refused 3 'nan.csv:4:1' train nan.csv data.csv --activation=relu --step=1 --steps=1

# singular values: well and badly conditioned, wide and tall, against NumPy to 1e-11 of the largest
cat >singular.py <<'END'
import sys, numpy as np, subprocess
rng = np.random.default_rng(1)
for m, n, low in [(9, 4, 1), (4, 9, 1), (30, 30, 1e-9), (40, 20, 1e-13), (6, 3, 0), (1, 5, 1)]:
    r = min(m, n)
    U, V = np.linalg.qr(rng.normal(size=(m, r)))[0], np.linalg.qr(rng.normal(size=(n, r)))[0]
    s = np.geomspace(1, low or 1, r) if low else np.r_[np.ones(r - 1), 0.]
    A = (U * s) @ V.T
    np.savetxt('s.csv', A, delimiter=',', fmt='%.17g', comments='', header=','.join('w%d' % (j + 1) for j in range(n)))
    out = subprocess.run(['spectrum', 's.csv', '--count=1000'], capture_output=True, text=True, check=True).stdout
    found = np.array([[float(v) for v in l.split(',')] for l in out.splitlines() if l[0] not in '#i'])
    exact = np.linalg.svd(A, compute_uv=False)
    if len(found) != r or abs(found[:, 1] - exact).max() > 1e-11: print('spectrum', m, n, low, abs(found[:, 1] - exact).max()); sys.exit(1)
END
"$PYTHON" singular.py || fail singular values
spectrum net.csv --initial=net.csv | grep -v '^#' | awk -F, 'NR > 1 && ($2 != $3 || $4 != 0)' | grep -q . && fail "spectrum: no change"

# kernel eigenvalues: the definition by NumPy
cat >kernel.py <<'END'
import sys, numpy as np, subprocess
rng = np.random.default_rng(2)
n, d, theta = 20, 6, 3.
X, v = rng.normal(size=(n, d)), rng.normal(size=d)
head = ','.join('x%d' % (j + 1) for j in range(d))
np.savetxt('x.csv', X, delimiter=',', fmt='%.17g', comments='', header=head)
np.savetxt('v.csv', v[None], delimiter=',', fmt='%.17g', comments='', header=head)
C = np.eye(d) + theta * np.outer(v, v) / (v @ v)
for spiked in (False, True):
    Q = X @ (C if spiked else np.eye(d)) @ X.T / d; q = np.diag(Q); rho = np.clip(Q / np.sqrt(np.outer(q, q)), -1, 1)
    kernels = {'relu': np.sqrt(np.outer(q, q)) / (2 * np.pi) * (np.sqrt(1 - rho**2) + rho * (np.pi - np.arccos(rho))),
               'step': (np.pi - np.arccos(rho)) / (2 * np.pi),
               'erf': 2 / np.pi * np.arcsin(2 * Q / np.sqrt(np.outer(1 + 2 * q, 1 + 2 * q))),
               'erf2': 2 / np.pi * np.arcsin(Q / np.sqrt(np.outer(1 + q, 1 + q))),
               'square': np.outer(q, q) + 2 * Q**2, 'he2': (np.outer(q - 1, q - 1) + 2 * Q**2) / 2,
               'he3': (6 * Q**3 + 9 * Q * np.outer(q - 1, q - 1)) / 6, 'linear': Q}
    for name, K in kernels.items():
        command = ['eigenfunctions', 'x.csv', '--kernel=' + name] + (['--theta=3', '--direction=v.csv'] if spiked else [])
        out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        found = np.array([float(l.split(',')[1]) for l in out.splitlines() if l[0] not in '#i'])
        exact = np.linalg.eigvalsh(K / n)[::-1]
        if len(found) != n or abs(found - exact).max() > 1e-13 * n * exact[0]: print(name, spiked, abs(found - exact).max()); sys.exit(1)
END
"$PYTHON" kernel.py || fail kernel eigenvalues
# On one line the kernel of step is 1/2 between inputs of one sign, else 0: two values,
# n_+/2n and n_-/2n, and nothing else.
printf 'x1\n.3\n-.7\n1.1\n.1\n2.3\n-1.9\n.77\n' >line.csv
eigenfunctions line.csv --kernel=step | awk -F, '
    /^[1-9]/ { e = $2 - ($1 == 1 ? 5 / 14 : $1 == 2 ? 1 / 7 : 0); if (e < 0) e = -e; if (e > 1e-15) bad = 1 }
    END { exit bad }' || fail "step on a line"
# No steps copy what is there, be its loss beyond the range of doubles or not.
printf 'w1,a\n-0,5e-324\n1e300,-1e300\n' >extreme.csv
printf 'x1,y\n3,1\n' >single.csv
for method in gd sgd; do
    train extreme.csv single.csv --activation=linear --step=.1 --steps=0 --method=$method -o copy.csv
    same extreme.csv copy.csv
    refused 4 'the loss inf at step 0, expected a finite one (weights, data and labels are too large' \
        train extreme.csv single.csv --activation=linear --step=.1 --steps=2 --method=$method
done
# gd takes no batches: said, and done all the same.
train net.csv data.csv --activation=tanh --step=.1 --steps=2 --batch=3 -o batch.csv 2>err || fail "gd --batch"
grep -q 'found --batch or --order with --method=gd, expected --method=sgd' err || fail "gd --batch: $(cat err)"
train net.csv data.csv --activation=tanh --step=.1 --steps=2 -o plain.csv
same batch.csv plain.csv
printf 'x1\n3\n1e200\n' >far.csv
refused 4 'far.csv: found k(x, x) beyond the range of doubles at sample 2' eigenfunctions far.csv --kernel=relu
refused 2 'expected --theta and --direction together' eigenfunctions x.csv --kernel=relu --theta=1
refused 2 'the kernel of tanh' eigenfunctions x.csv --kernel=tanh
refused 3 'expected one of x1..x6' eigenfunctions x.csv --kernel=relu --theta=1 --direction=x.csv

finish
