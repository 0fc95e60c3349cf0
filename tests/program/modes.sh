# SPDX-License-Identifier: MIT
# modes: moments and eigenvalues against NumPy, refusals.
. "$SOURCE/tests/script.sh"

"$BIN/generate" data --law=gaussian --n=40 --d=6 --seed=3 -o data.csv
status 0 '' modes data.csv --eigenvalues -o modes.csv
rows data.csv | sed '1s/x/w/g' >network.csv
status 0 '' modes network.csv --prefix=w --eigenvalues -o network-modes.csv
same modes.csv network-modes.csv
status 0 '' modes data.csv --first=0 --count=2
[ "$(column out mode | tr '\n' ' ')" = '0 1 ' ] || fail "found modes $(column out mode)"
status 3 'found no' modes network.csv
printf 'x1\n1\n' >one.csv
status 3 'found 1 rows, expected at least 2' modes one.csv
status 2 'found --first=2' modes data.csv --first=2

needs_numpy
"$PYTHON" - <<'END' || fail "differs from NumPy"
import sys
import numpy as np

def table(name):
    return np.array([[float(c) for c in l.split(",")] for l in open(name) if l[0] not in "#xm"])
X, M = table("data.csv"), table("modes.csv")
n, d = X.shape
expected = np.stack([np.arange(1, d + 1), X.mean(0), X.var(0, ddof=1), (X ** 2).mean(0),
                     np.sort(np.linalg.eigvalsh(X.T @ X / (n * d)))[::-1]], 1)
sys.exit(not np.allclose(M, expected, rtol=1e-12, atol=1e-14))
END
finish
