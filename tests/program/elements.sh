# SPDX-License-Identifier: MIT
# elements: U- and V-statistics of one sample against sums in NumPy; sets and recipes; refusals.
. "$SOURCE/tests/script.sh"

"$BIN/generate" data --law=gaussian --n=36 --d=4 --recipe -o recipe.csv
"$BIN/generate" data --row=recipe.csv -o data.csv
"$BIN/generate" data --law=gaussian --n=1 --d=4 --seed=3 -o v.csv

status 0 '' elements data.csv --kernel=relu --theta=2 --direction=v.csv --size=12
cp out sets.csv
status 0 '' elements recipe.csv --kernel=relu --theta=2 --direction=v.csv --size=12
same out sets.csv
[ "$(column sets.csv set | tr '\n' ' ')" = '1 2 3 ' ] || fail "sets: $(rows sets.csv)"
# A set is as good as a file of its rows.
rows data.csv | sed -n '1p;14,25p' >second.csv
status 0 '' elements second.csv --kernel=relu --theta=2 --direction=v.csv
[ "$(rows out | tail -1 | cut -d, -f2-)" = "$(rows sets.csv | sed -n 3p | cut -d, -f2-)" ] || fail "the second set alone"
# A zero vector has no part in relu: the sums of the rest over n+1 samples.
{ rows second.csv; echo 0,0,0,0; } >zero.csv
cp out twelve.csv
status 0 '' elements zero.csv --kernel=relu --theta=2 --direction=v.csv
column twelve.csv m00 >m00
column out m00 | paste -d' ' - m00 | awk '{ if (($1 * 13 * 12 / ($2 * 12 * 11) - 1) ^ 2 > 1e-24) exit 1 }' ||
    fail "a zero vector"

status 2 'found no --direction' elements data.csv --kernel=relu
status 2 'found the kernel of tanh' elements data.csv --kernel=tanh --direction=v.csv
status 3 'data.csv: found 36 rows, expected a multiple of --size=7' elements data.csv --kernel=relu --direction=v.csv --size=7
status 3 'expected a multiple of --size=1, at least 2' elements data.csv --kernel=relu --direction=v.csv --size=1
status 3 'nowhere.csv' elements nowhere.csv --kernel=relu --direction=v.csv
"$BIN/generate" data --law=gaussian --n=1 --d=2 -o line.csv
"$BIN/generate" data --law=gaussian --n=8 --d=2 -o plane.csv
status 3 'found dimension 2, expected at least 3' elements plane.csv --kernel=relu --direction=line.csv

needs_numpy
for kernel in relu square erf2; do
    "$BIN/elements" data.csv --kernel=$kernel --theta=2 --direction=v.csv -o elements.csv || fail "$kernel"
    "$PYTHON" - $kernel <<'END' || fail "$kernel: differs from NumPy"
import math, sys
import numpy as np

def read(path):
    lines = [l for l in open(path) if not l.startswith("#")]
    return lines[0].strip().split(","), np.array([[float(c) for c in l.split(",")] for l in lines[1:]])

X, v = read("data.csv")[1], read("v.csv")[1][0]
n, d = X.shape
v /= np.linalg.norm(v)
names, table = read("elements.csv")
row = dict(zip(names, table[0]))
theta, name = 2, sys.argv[1]
S = np.eye(d) + theta * np.outer(v, v)
Q = X @ S @ X.T / d
a = np.diag(Q)
root = np.sqrt(np.outer(a, a))
if name == "relu":
    angle = np.arccos(np.clip(Q / root, -1, 1)) * (1 - np.eye(n))
    K = root / (2 * math.pi) * (np.sin(angle) + (math.pi - angle) * np.cos(angle))
elif name == "square":
    K = np.outer(a, a) + 2 * Q ** 2
else:
    K = 2 / math.pi * np.arcsin(Q / np.sqrt(np.outer(1 + a, 1 + a)))
p = {"relu": 1, "square": 2, "erf2": 0}[name]
r = np.linalg.norm(X, axis=1)
radial, t = (r / math.sqrt(d)) ** p, X @ v / r
# Unit variance on the sphere: E t^2 = 1/d, E t^4 = 3/(d (d+2)).
Y0, Y1 = radial, radial * math.sqrt(d) * t
Y2 = radial * (t ** 2 - 1 / d) / math.sqrt(3 / (d * (d + 2)) - 1 / d ** 2)
expected = {}
off = K - np.diag(np.diag(K))
for key, left, right in (("00", Y0, Y0), ("02", Y0, Y2), ("22", Y2, Y2), ("11", Y1, Y1)):
    expected["m" + key] = left @ off @ right / (n * (n - 1))
    expected["v" + key] = left @ K @ right / n ** 2
bad = [k for k, value in expected.items() if abs(row[k] - value) > 1e-12 * (1 + abs(value)) * (1 + theta) ** p]
print(bad, [(row[k], expected[k]) for k in bad])
sys.exit(len(bad) > 0)
END
done
finish
