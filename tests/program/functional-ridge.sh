# SPDX-License-Identifier: MIT
# functional-ridge: both kernels against NumPy, and the limit in which they agree; refusals.
. "$SOURCE/tests/script.sh"

"$BIN/generate" data --law=gaussian --n=12 --d=4 --teacher=linear --noise=0.3 --seed=3 -o train.csv
"$BIN/generate" data --law=gaussian --n=9 --d=4 --teacher=linear --seed=4 -o test.csv
status 0 '' functional-ridge train.csv --lambda=0.01,1 --gamma=1.5 --test=test.csv --validation=train.csv -o linear.csv
# Small inputs: tanh is linear, and 200000 neurons have nearly the prior's covariance (1/sqrt(P) each).
for part in train test; do
    rows $part.csv | awk -F, -v OFS=, 'NR > 1 { for (i = 1; i < NF; i++) $i *= 0.001 } { print }' >small-$part.csv
done
status 0 '' functional-ridge small-train.csv --kernel=lazy --bound=1000 --neurons=200000 --lambda=0.01,1 --gamma=1.5 \
    --test=small-test.csv -o lazy.csv
paste -d, linear.csv lazy.csv | grep -v '^[#l]' | awk -F, '{ for (i = 2; i <= 4; i++) { d = $(i + 5) / $i - 1
    if (d > 0.03 || -d > 0.03) exit 1 } }' || fail "lazy is not linear for small inputs: $(rows lazy.csv)"
# A replicate of the neurons is that of the seed.
status 0 '' functional-ridge small-train.csv --kernel=lazy --neurons=20 --lambda=0.01 --seed=2 -o two.csv
status 0 '' functional-ridge small-train.csv --kernel=lazy --neurons=20 --lambda=0.01 -o one.csv
rows two.csv | cmp -s - one.csv && fail "another seed, the same fit"
[ "$(column one.csv test)" = nan ] || fail "an error without data: $(column one.csv test)"
status 2 'found no --lambda' functional-ridge train.csv
status 2 'found --lambda=0, expected' functional-ridge train.csv --lambda=0
printf 'x1,y\n1,1\n' >other.csv
status 3 'other.csv: found 1 columns x, expected 4' functional-ridge train.csv --lambda=1 --test=other.csv
status 3 'found no column y' functional-ridge - --lambda=1 <<'END'
x1
1
END

needs_numpy
"$PYTHON" - <<'END' || fail "differs from NumPy"
import sys
import numpy as np

def table(name):
    return np.array([[float(c) for c in l.split(",")] for l in open(name) if l[0] not in "#xl"])
D, T, found = table("train.csv"), table("test.csv"), table("linear.csv")
mu = np.arange(1, 5) ** -1.5
n = len(D)
K = D[:, :4] * mu @ D[:, :4].T
y = D[:, 4]
for row in found:
    lam = row[0]
    alpha = np.linalg.solve(K + n * lam * np.eye(n), y)
    train = np.mean((K @ alpha - y) ** 2)
    test = np.mean((T[:, :4] * mu @ D[:, :4].T @ alpha - T[:, 4]) ** 2)
    expected = [lam, lam / 2 * y @ alpha, train, test, train]
    if not np.allclose(row, expected, rtol=1e-11):
        print(row, expected); sys.exit(1)
END
finish
