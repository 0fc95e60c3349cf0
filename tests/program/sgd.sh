# SPDX-License-Identifier: MIT
# sgd: exact cases, the same sample for all processes, divergence, refusals.
. "$SOURCE/tests/script.sh"

# holds FILE CONDITION: in every row, with columns by name.
holds() {
    rows "$1" | awk -F, -v OFS=, '
        function near(a, b, room) { return a - b <= room && b - a <= room }
        NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next }
        !('"$2"') { exit 1 }' || fail "$1: found a row without $2"
}

# One feature, one sample: theta_bar = theta_0, and theta_1 - theta* = (1 - gamma z^2)(-theta*) + ...
status 0 '' sgd --m=1 --steps=1 --gamma=0.5 --signal=4 --noise=0 --n=5 -o one.csv
holds one.csv 'near($c["bias"], 4, 1e-14) && $c["variance"] == 0 && near($c["exact_bias"], 4, 1e-14)'
holds one.csv 'near($c["exact_last"], 4*(1 - 2*.5 + 3*.25), 1e-13)'
# Two samples: c = 4, then (1 - 2 gamma + 3 gamma^2) 4 = 3, and 1 without the kurtosis; correlation (1 - gamma) 4 = 2.
status 0 '' sgd --m=1 --steps=2 --gamma=0.5 --signal=4 --noise=0 --n=1 -o two.csv
holds two.csv 'near($c["exact_bias"], (4 + 3 + 2*2)/4, 1e-14) && near($c["flat_bias"], (4 + 1 + 2*2)/4, 1e-14)'
holds two.csv 'near($c["apart_bias"], (4 + 3)/4, 1e-14) && near($c["flat_last"], 0.25, 1e-14)'
# Sigma~ = Sigma for equal eigenvalues: the same crosses.
status 0 '' sgd --m=5 --steps=20 --gamma=0.7 --noise=0.3 --n=4 -o equal.csv
holds equal.csv 'near($c["mixed_bias_cross"], $c["bias_cross"], 1e-13)'
holds equal.csv 'near($c["mixed_cross"], $c["variance_cross"], 1e-13)'
# Parts are what they are parts of.
status 0 '' sgd --m=7 --exponent=1 --steps=20 --gamma=0.7 --noise=0.3 --n=20 -o parts.csv
holds parts.csv 'near($c["total"], $c["bias"] + $c["variance"] + 2*$c["crossed"], 1e-14)'
holds parts.csv 'near($c["variance"], $c["V1"] + $c["variance_x"] + 2*$c["variance_cross"], 1e-14)'
holds parts.csv 'near($c["exact_bias"], $c["exact_B1"] + $c["exact_bias_x"], 1e-13)'
# Rows do not depend on how many there are, but on the seed.
status 0 '' sgd --m=7 --exponent=1 --steps=20 --gamma=0.7 --noise=0.3 --n=5 -o few.csv
rows parts.csv | head -6 >some.csv
same few.csv some.csv
status 0 '' sgd --m=7 --exponent=1 --steps=20 --gamma=0.7 --noise=0.3 --n=5 --seed=2 -o other.csv
rows other.csv | cmp -s - some.csv && fail "another seed, the same rows"
# Constant norm 1, step 2: each step is a reflection.
status 0 '' sgd --method=growth --features=constant-norm --m=4 --steps=500 --gamma=2 --n=5 -o turn.csv
holds turn.csv 'near($c["length"], 1, 1e-12) && near($c["constant_norm"], 1, 1e-12)'
holds turn.csv 'near($c["threshold"], 8/6, 1e-12)'
# Far beyond the threshold: reported, with the step at which it happened.
status 4 'found divergence at step [0-9]* of replicate 1 with --gamma=40, expected a step below the mean-square threshold 1.429' \
    sgd --m=5 --steps=4000 --gamma=40 --noise=1 --n=3
status 0 '' sgd --m=5 --steps=40 --gamma=40 --noise=1 --n=3 -o far.csv
holds far.csv '$c["exact_total"] > 1e30'
status 0 '' sgd --method=growth --m=5 --steps=4000 --gamma=40 --n=3 -o far.csv
holds far.csv '$c["diverged"] > 10 && $c["threshold"] < 40'
# The covariance of relu features.
status 0 '' sgd --covariance=relu --d=6 --m=9 --steps=30 --gamma=1 --noise=1 --n=2 -o relu.csv
holds relu.csv '$c["exact_V3"] != $c["level_V3"] && $c["exact_bias"] > 0'

status 2 'found --m=0, expected an integer' sgd --m=0 --steps=10 --gamma=1 --n=1
status 2 'expected one of them' sgd --m=3 --steps=10 --n=1
status 2 'expected one of them' sgd --m=3 --steps=10 --gamma=1 --relative=1 --n=1
status 2 'found --noise=-1' sgd --m=3 --steps=10 --gamma=1 --noise=-1 --n=1
status 2 'found no --d, expected the dimension' sgd --covariance=relu --m=3 --steps=10 --gamma=1 --n=1
status 2 'found --features=constant-norm with another covariance' sgd --features=constant-norm \
    --exponent=1 --m=3 --steps=10 --gamma=1 --n=1
exit $failures
