# SPDX-License-Identifier: MIT
# generalise: SGD by hand and against train, identities and bounds in every row, refusals.
. "$SOURCE/tests/script.sh"

near() {
    awk "BEGIN { d = ($1) - ($2); exit !(d <= $3 && -d <= $3) }" || fail "found $1, expected $2 to $3"
}

# all FILE CONDITION: in every row, with columns by name.
all() {
    rows "$1" | awk -F, '
        function near(a, b, room) { return a - b <= room && b - a <= room }
        function abs(x) { return x < 0 ? -x : x }
        NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next }
        !('"$2"') { exit 1 }' || fail "$1: found a row without $2"
}

generate() {
    "$BIN/generate" "$@" || fail "generate $*"
}

printf 'w1,w2,a\n1,0,1\n0,-1,-0.5\n' >teacher.csv
printf 'w1,w2,a\n3,0,1\n0,4,-2\n' >start.csv
generate network --width=8 --d=2 --scale-over=sqrt-d --output-scale-over=sqrt-width --recipe -o net.csv
generate data --law=box --d=2 --n=9 --teacher=network:teacher.csv --noise=0.1 --recipe -o law.csv

# Before any step the norms are those of the weights: |W|^2 = 25, |a|^2 = 5, 4 sqrt 5, 3 + 8.
status 0 '' generalise start.csv law.csv --method=moments --step=0.01 --times=0 --n=1 -o zero.csv
near "$(column zero.csv norm2)" 30 1e-13
near "$(column zero.csv balance_of)" -20 1e-13
near "$(column zero.csv lambda)" '4*sqrt(5)' 1e-13
near "$(column zero.csv path)" 11 1e-13
near "$(column zero.csv moment)" 30 1e-13
near "$(column zero.csv naive)" 60 1e-12
# One pass is what train does on the same rows (those of replicate 1 are the first).
generate data --row=law.csv --n=50 -o rows.csv
for loss in abs huber; do
    "$BIN/train" start.csv rows.csv --method=sgd --order=cyclic --loss=$loss --activation=relu --step=0.05 \
        --steps=50 -o trained.csv || fail train
    status 0 '' generalise start.csv law.csv --method=moments --loss=$loss --step=0.05 --times=50 --n=1 -o one.csv
    near "$(column one.csv norm2)" \
        "$(rows trained.csv | awk -F, 'NR > 1 { s += $1*$1 + $2*$2 + $3*$3 } END { printf "%.17g", s }')" 1e-11
done
# What holds on every path, and the rivals that do not.
status 0 '' generalise net.csv law.csv --method=moments --step=0.1 --times='5;40;200' --n=20 -o paths.csv
all paths.csv '$c["euler"] < 1e-14 && $c["excess"] < 1e-14 && $c["balance"] < 1e-13'
all paths.csv '$c["losses"] <= $c["fuel"] && abs($c["drift"]) <= $c["drift_bound"]'
all paths.csv '$c["lambda"] <= $c["norm2"]/2 && $c["path"] <= $c["norm2"]/2 && $c["sum2"] <= 2*$c["norm2"]'
all paths.csv '$c["moment"] > $c["moment_without"] && $c["naive"] > $c["sum2"]'
all paths.csv '$c["unmasked"] > 1e-3 && $c["sequential"] > 1e-4'

# Without training: the losses of the weights; f = 0 has the loss |y|.
status 0 '' generalise net.csv law.csv --samples=20 --transport=40 --population=5000 --n=6 -o gap.csv
all gap.csv '$c["lip_seen"] <= $c["lip"] + 1e-12 && abs($c["second_gap"]) <= $c["lip"]*$c["distance"]'
all gap.csv '$c["marginal"] <= $c["distance"] && near($c["gap"], $c["population_loss"] - $c["train"], 1e-14)'
all gap.csv 'near($c["square"], 2/3, 1e-14) && near($c["half_width"], 0.1*sqrt(3), 1e-14)'
# G = min(sqrt(5/4), 3/2): the norm of a times 1.
"$BIN/predict" wasserstein-data --d=2 --teacher=1.118033988749895 --noise=0.17320508075688773 -o data.csv
near "$(column gap.csv map | head -1)" "$(column data.csv map)" 1e-14
printf 'w1,w2,a\n1,1,0\n' >nothing.csv
status 0 '' generalise nothing.csv law.csv --samples=20 --transport=40 --shift=9 --n=2 -o shift.csv
all shift.csv '$c["lip"] == 1 && near($c["second_gap"], $c["distance"], 0.5) && $c["lip_seen"] == 1'
# Fixed weights: the mean gap of fresh samples is 0, its size that of the central limit theorem.
status 0 '' generalise net.csv law.csv --method=test --samples=50 --population=400000 --n=2000 -o test.csv
"$BIN/summarise" test.csv --columns='signed;size=gap*sqrt(50)/deviation' -o mean.csv
near "$(column mean.csv signed)" 0 "5*$(column mean.csv signed_se)"
near "$(column mean.csv size)" 0.7978846 "5*$(column mean.csv size_se)"
# Slopes: never above, attained by one neuron.
generate network --width=1 --d=3 --recipe -o one-neuron.csv
generate data --law=box --d=3 --n=9 --teacher=network:one-neuron.csv --recipe -o law3.csv
status 0 '' generalise one-neuron.csv law3.csv --method=slopes --n=20 -o equal.csv
all equal.csv 'near($c["steepest"], $c["lip"], 1e-9*$c["lip"])'
status 0 '' generalise net.csv law.csv --method=slopes --outputs=2 --n=20 -o below.csv
all below.csv '$c["steepest"] <= $c["lip"]*(1 + 1e-9) && $c["lip"] > $c["lambda"]'
# Rows do not depend on how many there are.
status 0 '' generalise net.csv law.csv --samples=20 --transport=40 --population=5000 --n=3 -o few.csv
rows gap.csv | head -4 >some.csv
same few.csv some.csv

status 2 'found --times=3,2, expected ascending integers' generalise net.csv law.csv --times=3,2 --n=1
status 3 'expected a recipe of --law=box' generalise net.csv rows.csv --n=1
generate data --law=cube --d=2 --n=9 --teacher=network:teacher.csv --recipe -o cube.csv
status 3 'expected a recipe of --law=box' generalise net.csv cube.csv --n=1
status 3 'found x1..x3, expected x1..x2' generalise net.csv law3.csv --n=1
printf 'w1,w2,a,b\n1,1,1,1\n' >bias.csv
status 3 'found a column b, expected columns w1..wd and a alone' generalise bias.csv law.csv --n=1
printf 'w1,w2\n1,1\n' >layer.csv
status 3 'found no column a' generalise layer.csv law.csv --n=1
status 4 'found weights that are not finite' generalise net.csv law.csv --step=50 --epochs=100 --samples=20 --n=1
finish
