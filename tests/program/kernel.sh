# SPDX-License-Identifier: MIT
# kernel: covariances and both forms of the kernel against NumPy, drawn weights against them; refusals.
. "$SOURCE/tests/script.sh"

"$BIN/generate" data --law=gaussian --n=6 --d=4 --recipe -o recipe.csv
"$BIN/generate" data --row=recipe.csv -o data.csv
"$BIN/generate" data --law=gaussian --n=1 --d=4 --seed=3 -o v.csv

status 0 '' kernel data.csv --kernel=erf --theta=2 --direction=v.csv --draws=1000 --seed=5
cp out values.csv
status 0 '' kernel recipe.csv --kernel=erf --theta=2 --direction=v.csv --draws=1000 --seed=5
same out values.csv
status 0 '' kernel data.csv --kernel=erf --theta=2 --direction=v.csv
[ "$(column out mean | sort -u),$(column out n | sort -u)" = nan,0 ] || fail "a mean without draws: $(rows out)"
# Drawn weights: within 5 standard errors.
for activation in relu step erf erf2 linear square he2 he3; do
    status 0 '' kernel data.csv --kernel=$activation --theta=2 --direction=v.csv --draws=100000 --seed=5
    rows out | awk -F, 'NR > 1 && ($8 - $5) ^ 2 > (5 * $9) ^ 2 { print; bad = 1 } END { exit bad }' || fail "$activation: drawn"
done

status 2 'found no --kernel' kernel data.csv
status 2 'found the kernel of tanh' kernel data.csv --kernel=tanh
status 2 'found --theta alone' kernel data.csv --kernel=relu --theta=1
rows data.csv | head -4 >odd.csv
status 3 'odd.csv: found 3 rows, expected an even number' kernel odd.csv --kernel=relu
status 3 'nowhere.csv' kernel nowhere.csv --kernel=relu

needs_numpy
"$BIN/kernel" data.csv --kernel=erf2 --theta=2 --direction=v.csv -o kernel.csv
"$PYTHON" - <<'END' || fail "differs from NumPy"
import math, sys
import numpy as np

def read(path):
    lines = [l for l in open(path) if not l.startswith("#")]
    return lines[0].strip().split(","), np.array([[float(c) for c in l.split(",")] for l in lines[1:]])

X, v = read("data.csv")[1], read("v.csv")[1][0]
v /= np.linalg.norm(v)
names, table = read("kernel.csv")
d, bad = 4, False
for i, cells in enumerate(table):
    row = dict(zip(names, cells))
    for name, theta in (("stretched", 2), ("twice", 8)):
        S = np.eye(d) + theta * np.outer(v, v)
        a, b, c = (p @ S @ q / d for p, q in ((X[2 * i], X[2 * i]), (X[2 * i], X[2 * i + 1]), (X[2 * i + 1], X[2 * i + 1])))
        k = 2 / math.pi * math.asin(b / math.sqrt((1 + a) * (1 + c)))
        if abs(row[name] - k) > 1e-14 or name == "stretched" and np.max(np.abs(np.array([a, b, c]) - cells[1:4])) > 1e-13:
            print(name, row[name], k)
            bad = True
sys.exit(int(bad))
END
finish
