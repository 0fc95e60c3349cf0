# SPDX-License-Identifier: MIT
# ridge: errors of kernel ridge regression against NumPy; recipes and values; singular matrices; refusals.
. "$SOURCE/tests/script.sh"

"$BIN/generate" data --law=gaussian --n=40 --d=4 --teacher=index:ie1 --noise=0.2 --recipe -o recipe.csv
"$BIN/generate" data --row=recipe.csv -o train.csv
"$BIN/generate" data --law=gaussian --n=300 --d=4 --teacher=index:ie1 --seed=9 --recipe -o test-recipe.csv
"$BIN/generate" data --row=test-recipe.csv -o test.csv
"$BIN/generate" data --law=gaussian --n=1 --d=4 --seed=3 -o v.csv

status 0 '' ridge train.csv test.csv --kernel=erf --ridge=0.01,1 --theta=2 --direction=v.csv
cp out values.csv
status 0 '' ridge recipe.csv test-recipe.csv --kernel=erf --ridge=0.01,1 --theta=2 --direction=v.csv
same out values.csv
# Tested on what it was trained on; without ridge it interpolates; one ridge is a row of a list.
status 0 '' ridge train.csv train.csv --kernel=relu --ridge=0,0.3
rows out | awk -F, 'NR > 1 && ($2 - $3) ^ 2 > 1e-24 || NR == 2 && $2 > 1e-20 { exit 1 }' || fail "itself: $(rows out)"
rows out | sed -n 3p >row
status 0 '' ridge train.csv train.csv --kernel=relu --ridge=0.3
rows out | tail -1 | cmp -s - row || fail "a list"

# Duplicates and a zero vector: no inverse without ridge, and none is missing with it.
{ rows train.csv; rows train.csv | sed -n 2p; echo 0,0,0,0,1; } >odd.csv
status 4 'found a singular kernel matrix at --ridge=0 (n=42)' ridge odd.csv test.csv --kernel=relu --ridge=0
status 0 '' ridge odd.csv test.csv --kernel=relu --ridge=0.1
column out test | grep -q '^[0-9.e-]*$' || fail "duplicates: $(rows out)"
status 4 'found a singular kernel matrix' ridge train.csv test.csv --kernel=linear --ridge=0

status 2 'found no --ridge' ridge train.csv test.csv --kernel=relu
status 2 'found --ridge=-1' ridge train.csv test.csv --kernel=relu --ridge=-1
status 2 'found the kernel of tanh' ridge train.csv test.csv --kernel=tanh --ridge=1
status 2 'found --theta alone' ridge train.csv test.csv --kernel=relu --ridge=1 --theta=1
status 3 'nowhere.csv' ridge nowhere.csv test.csv --kernel=relu --ridge=1
"$BIN/generate" data --law=gaussian --n=5 --d=4 -o bare.csv
status 3 'bare.csv:[0-9]*:1: found no column y' ridge bare.csv test.csv --kernel=relu --ridge=1
status 3 'bare.csv:[0-9]*:1: found no column y' ridge train.csv bare.csv --kernel=relu --ridge=1
"$BIN/generate" data --law=gaussian --n=5 --d=3 --teacher=linear -o small.csv
status 3 'small.csv:[0-9]*:1: found x1..x3, expected x1..x4 as TRAIN has' ridge train.csv small.csv --kernel=relu --ridge=1

needs_numpy
"$PYTHON" - <<'END' || fail "differs from NumPy"
import math, sys
import numpy as np

def read(path):
    lines = [l for l in open(path) if not l.startswith("#")]
    return lines[0].strip().split(","), np.array([[float(c) for c in l.split(",")] for l in lines[1:]])

D, T, v = read("train.csv")[1], read("test.csv")[1], read("v.csv")[1][0]
X, y, Z, u = D[:, :4], D[:, 4], T[:, :4], T[:, 4]
v /= np.linalg.norm(v)
S = np.eye(4) + 2 * np.outer(v, v)

def kernel(P, Q):
    a, c = (1 + 2 * np.einsum("ij,jk,ik->i", M, S, M) / 4 for M in (P, Q))
    return 2 / math.pi * np.arcsin(2 * P @ S @ Q.T / 4 / np.sqrt(np.outer(a, c)))

names, table = read("values.csv")
bad = len(table) != 2
for row in table:
    alpha = np.linalg.solve(kernel(X, X) + row[0] * np.eye(40), y)
    expected = [np.mean((kernel(X, X) @ alpha - y) ** 2), np.mean((kernel(Z, X) @ alpha - u) ** 2),
                alpha @ kernel(X, X) @ alpha]
    if np.max(np.abs(row[1:] / expected - 1)) > 1e-10:
        print(row, expected)
        bad = True
sys.exit(int(bad))
END
finish
