# SPDX-License-Identifier: MIT
# transform: both directions against sums over the basis in NumPy; labels stay; refusals.
. "$SOURCE/tests/script.sh"

"$BIN/generate" data --law=gaussian --n=3 --d=7 --teacher=linear --seed=3 -o values.csv
for basis in cosine sine half-sine; do
    status 0 '' transform values.csv --basis=$basis --to=coefficients -o $basis.csv
    status 0 '' transform $basis.csv --basis=$basis --to=values -o back-$basis.csv
    paste -d, values.csv back-$basis.csv | grep -v '^[#x]' | awk -F, '
        { for (i = 1; i <= 8; i++) { d = $i - $(i + 8); if (d * d > 1e-28) exit 1 } }' || fail "$basis is not inverted"
done
status 2 'found no --to' transform values.csv
status 2 'found --basis=hat' transform values.csv --basis=hat --to=values
status 3 'found no' transform - --to=values <<'END'
y
1
END

needs_numpy
"$PYTHON" - <<'END' || fail "differs from NumPy"
import sys
import numpy as np

def table(name):
    return np.array([[float(c) for c in l.split(",")] for l in open(name) if l[0] not in "#x"])
N = 7
t, k = (np.arange(N) + 0.5) / N, np.arange(N)
bases = {"cosine": np.where(k == 0, 1, np.sqrt(2)) * np.cos(np.pi * np.outer(t, k)),
         "sine": np.sqrt(2) * np.sin(np.pi * np.outer(t, k + 1)),
         "half-sine": np.sqrt(2) * np.sin(np.pi * np.outer(t, k + 0.5))}
values = table("values.csv")
bad = 0
for name, basis in bases.items():
    coefficients = table(name + ".csv")
    bad |= not np.allclose(coefficients[:, :N] @ basis.T, values[:, :N], rtol=1e-12, atol=1e-13)
    bad |= not np.array_equal(coefficients[:, N], values[:, N])
sys.exit(bad)
END
finish
