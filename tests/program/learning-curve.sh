# SPDX-License-Identifier: MIT
# learning-curve: replicates do not depend on their number; the columns of theory are those of predict; the mean error
# is that of a regression written in NumPy, and of theory; refusals.
. "$SOURCE/tests/script.sh"

settings='--d=6 --theta=4 --gamma=0.8 --samples=30 --ridge=0.1 --noise=0.3 --test=500'
# shellcheck disable=SC2086 # lists of options
{
    status 0 '' learning-curve $settings --n=5 --seed=3
    cp out five.csv
    status 0 '' learning-curve $settings --n=2 --seed=3
    rows five.csv | head -3 >head.csv
    same out head.csv
    status 0 '' learning-curve $settings --n=2 --seed=4
    [ "$(column out mse | head -1)" != "$(column five.csv mse | head -1)" ] || fail "the seed does nothing"
    theory() {
        "$BIN/predict" "$@" --d=6 --n=30 --ridge=0.1 --noise=0.3 --gamma=0.8 >theory.csv || fail "predict $*"
        column theory.csv mse
    }
    same_cell() {
        [ "$(column "$1" "$2" | head -1)" = "$3" ] || fail "$2: found $(column "$1" "$2" | head -1), expected $3"
    }
    same_cell five.csv expected_conditional "$(theory function-space-learning-curve --theta=4)"
    same_cell five.csv expected_eigenlearning "$(theory function-space-learning-curve --theta=4 --method=eigenlearning)"
    same_cell five.csv expected_isotropic "$(theory function-space-learning-curve --theta=0 --method=eigenlearning)"
    same_cell five.csv expected_features nan
    status 0 '' learning-curve $settings --n=5 --seed=3 --plain
    column five.csv mse >mse
    column out mse | cmp -s - mse || fail "--plain changes the errors"
    [ "$(column out expected_conditional | sort -u),$(column out inflation | sort -u)" = nan,nan ] || fail "--plain: $(rows out)"
    status 0 '' learning-curve $settings --width=50 --n=2
    same_cell out expected_features "$(theory function-space-random-features --theta=4 --width=50)"
    # Many features are the kernel, on the same samples: 1/sqrt(N) of its error.
    status 0 '' learning-curve $settings --n=1 --seed=3 --width=200000
    awk -v a="$(column out mse)" -v b="$(column five.csv mse | head -1)" 'BEGIN { exit (a - b) ^ 2 > (0.03 * b) ^ 2 }' ||
        fail "features: $(column out mse), the kernel $(column five.csv mse | head -1)"
}

status 2 'found no --d' learning-curve --samples=3 --n=1
status 2 'found --gamma=2, expected' learning-curve --d=4 --samples=3 --n=1 --gamma=2
status 2 'found --d=2, expected' learning-curve --d=2 --samples=3 --n=1
status 4 'found a singular kernel matrix (n=9, ridge=0)' learning-curve --d=4 --samples=9 --width=3 --n=1

needs_numpy
"$BIN/learning-curve" --d=6 --theta=4 --gamma=0.8 --samples=30 --ridge=0.1 --noise=0.3 --test=400 --n=600 -o many.csv
"$PYTHON" - <<'END' || fail "differs from NumPy"
import math, sys
import numpy as np

lines = [l for l in open("many.csv") if not l.startswith("#")]
names = lines[0].strip().split(",")
ours = np.array([[float(c) for c in l.split(",")] for l in lines[1:]])[:, names.index("mse")]
rng = np.random.default_rng(5)
d, theta, gamma, n, ridge, noise = 6, 4, 0.8, 30, 0.1, 0.3
v = np.eye(d)[2]
beta = gamma * v + math.sqrt(1 - gamma ** 2) * np.eye(d)[5]
A = np.eye(d) + (math.sqrt(1 + theta) - 1) * np.outer(v, v)

def inputs(rows):
    X = rng.standard_normal((rows, d))
    return math.sqrt(d) * X / np.linalg.norm(X, axis=1)[:, None]

def target(X):
    b = X @ beta / math.sqrt(d)
    return math.sqrt(d) * b + (b ** 2 - 1 / d) / math.sqrt(2 * (d - 1) / (d * d * (d + 2)))

def kernel(X, Z):
    P, R = X @ A, Z @ A
    root = np.linalg.norm(P, axis=1)[:, None] * np.linalg.norm(R, axis=1)[None, :]
    angle = np.arccos(np.clip(P @ R.T / root, -1, 1))
    return root / d / (2 * math.pi) * (np.sin(angle) + (math.pi - angle) * np.cos(angle))

theirs = []
for _ in range(600):
    X, Z = inputs(n), inputs(400)
    y = target(X) + noise * rng.standard_normal(n)
    f = kernel(Z, X) @ np.linalg.solve(kernel(X, X) + ridge * np.eye(n), y)
    theirs.append(np.mean((f - target(Z)) ** 2) + noise ** 2)
z = (ours.mean() - np.mean(theirs)) / math.hypot(ours.std(), np.std(theirs)) * math.sqrt(600)
print(ours.mean(), np.mean(theirs), z)
sys.exit(int(abs(z) > 5))
END
finish
