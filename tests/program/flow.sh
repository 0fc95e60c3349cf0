# SPDX-License-Identifier: MIT
# flow: the scheme against dense matrices in NumPy, the identity of the excess, refusals.
. "$SOURCE/tests/script.sh"

cat >data.csv <<'END'
x1,x2,y
1.2,0,0.7
-0.5,0,-0.4
0.3,0,0.9
END
status 0 '' flow data.csv --lambda=0.2 --bound=1.5 --nodes=61 --step=0.5 --steps=4 -o flow.csv
# The excess by its two parts is the primal value less the optimum.
rows flow.csv | awk -F, 'NR > 1 { e = $2 - $3 - $7; if (e > 1e-14 || -e > 1e-14) exit 1 }' || fail "excess"
rows flow.csv | awk -F, 'NR > 1 && ($4 > $7 + 1e-15 || $7 > $5 + 1e-15) { exit 1 }' || fail "no sandwich"
# Two collinear samples in two modes are on one line, too.
printf 'x1,x2,y\n1,2,0.5\n-2,-4,1\n' >line.csv
status 0 '' flow line.csv --lambda=0.2 --bound=1.5 --nodes=61 --step=0.5 --steps=4
printf 'x1,x2,y\n1,2,0.5\n-2,4,1\n' >plane.csv
status 3 'plane.csv: found samples that are not on one line' flow plane.csv --lambda=0.2 --bound=1.5 --nodes=61 --step=0.5 --steps=4
status 2 'found no --bound' flow data.csv --lambda=0.2 --step=0.5 --steps=4
status 2 'found --step=0, expected' flow data.csv --lambda=0.2 --bound=1 --step=0 --steps=4
status 3 'nowhere.csv' flow nowhere.csv --lambda=0.2 --bound=1 --step=1 --steps=4
status 3 'found no column y' flow - --lambda=0.2 --bound=1 --step=1 --steps=4 <<'END'
x1
1
END

needs_numpy
"$PYTHON" - <<'END' || fail "differs from NumPy"
import sys
import numpy as np

lines = [l for l in open("flow.csv") if not l.startswith("#")]
names = lines[0].strip().split(",")
rows = [dict(zip(names, map(float, l.split(",")))) for l in lines[1:]]
x, y, lam, B, n, N, dt = np.array([1.2, -0.5, 0.3]), np.array([0.7, -0.4, 0.9]), 0.2, 1.5, 3, 61, 0.5
s = np.linspace(-8, 8, N)
w = s[1] - s[0]
prior = np.exp(-s * s / 2)
prior /= prior.sum()
H = B * np.tanh(np.outer(s, x))
law, bad = prior.copy(), 0
for t, row in enumerate(rows):
    f = law @ H
    p = prior * np.exp(-H @ (f - y) / (n * lam))
    p /= p.sum()
    primal = np.sum((f - y) ** 2) / 2 / n + lam * np.sum(law * np.log(law / prior))
    above = lam * np.sum(law * np.log(law / p))
    if abs(row["primal"] - primal) > 1e-12 or abs(row["above"] - above) > 1e-12 or row["time"] != t * dt:
        print(t, row, primal, above); bad = 1
    E = np.zeros((N, N))  # of the ratio law/p: flux through the edges
    for q in range(N - 1):
        k = np.sqrt(p[q] * p[q + 1]) / w ** 2
        E[q, q] -= k; E[q, q + 1] += k; E[q + 1, q] += k; E[q + 1, q + 1] -= k
    law = p * np.linalg.solve(np.diag(p) - dt * lam * E, law)
sys.exit(bad)
END
finish
