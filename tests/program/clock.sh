# SPDX-License-Identifier: MIT
# clock: against train on the same network, blocks and recipes, the census of a network by hand; refusals.
. "$SOURCE/tests/script.sh"
PATH=$BIN:$PATH

generate network --width=50 --d=12 --weights=sphere --scale=0.5 --scale-over=sqrt-d-width --output=signs \
    --output-scale-over=sqrt-width --recipe -o recipe.csv
generate network --row=recipe.csv -o net.csv
generate data --law=orthonormal --n=9 --d=12 -o data.csv

# beside FILE NAME FILE NAME...: columns side by side.
beside() {
    count=0 parts=
    while [ $# -gt 0 ]; do
        count=$((count + 1))
        column "$1" "$2" >beside-$count
        parts="$parts beside-$count"
        shift 2
    done
    # shellcheck disable=SC2086
    paste '-d ' $parts
}

# Margins after 200 steps, by attack of what train makes: rounding of 200 steps.
for loss in square logistic exp; do
    train net.csv data.csv --activation=relu --layers=first --loss=$loss --step=1 --steps=200 -o end.csv || fail train
    attack end.csv data.csv --activation=relu --norm=0 -o f.csv
    clock net.csv --n=9 --loss=$loss --step=1 --steps=200 --samples -o samples.csv || fail clock
    beside f.csv before samples.csv y samples.csv margin | awk '
        { e = $1 * $2 - $3; if (!(e * e < 1e-24)) bad = 1 } END { exit bad || NR != 9 }' || fail "$loss: margins"
    clock recipe.csv --n=9 --loss=$loss --step=1 --steps=200 --log-at=0,1,200 -o steps.csv
    train net.csv data.csv --activation=relu --layers=first --loss=$loss --step=1 --steps=200 --log-at=0,1,200 \
        --log=log.csv --partition=p.csv -o end.csv
    beside steps.csv loss log.csv loss | awk '
        { e = $1 - $2; if (!(e * e < 1e-24)) bad = 1 } END { exit bad || NR != 3 }' || fail "$loss: losses"
    [ "$(column steps.csv unlearnt | head -1)" = "$(column p.csv unlearnt | head -2 | awk '{ s += $1 } END { print s }')" ] ||
        fail "unlearnt"
    [ "$(column steps.csv false_pairs | tail -1)" = "$(column p.csv false_pairs | tail -2 | awk '{ s += $1 } END { print s }')" ] ||
        fail "false pairs"
done

# By hand: one neuron, alive on the first and the third of four samples, of the sign of the first.
printf 'w1,w2,w3,w4,a\n2,1,-1,-1,1\n' >hand.csv
clock hand.csv --n=4 --loss=square --step=4 --steps=1 --samples -o hand.out
# z: 2, -1 (false-living), 0, 0; steps 4/4 of 1 - z: -1, 2, 1, 1; the second dies at S = 1.
[ "$(column hand.out start | tr '\n' ' ')" = '2 -1 0 0 ' ] || fail "start: $(column hand.out start)"
[ "$(column hand.out margin | tr '\n' ' ')" = '1 0 0 0 ' ] || fail "margin: $(column hand.out margin)"
[ "$(column hand.out false_living | tr '\n' ' ')" = '0 0 0 0 ' ] || fail "false-living"
[ "$(column hand.out true_living | tr '\n' ' ')" = '1 0 0 0 ' ] || fail "true-living"
[ "$(column hand.out mass | tr '\n' ' ')" = '1 0 0 0 ' ] || fail "mass"
clock hand.csv --n=4 --steps=0 -o hand.out
[ "$(column hand.out unlearnt)" = 3 ] && [ "$(column hand.out learnt)" = 0 ] || fail "unlearnt by hand"
[ "$(column hand.out limit)" = inf ] || fail "limit"

# Many samples go by blocks: rows of the first are those of fewer samples in a network of the same inputs.
generate network --width=300 --d=5000 --weights=gaussian --recipe -o wide.csv
clock wide.csv --n=5000 --steps=3 --step=5000 --samples -o all.csv
clock wide.csv --n=1200 --steps=3 --step=1200 --samples -o some.csv
rows all.csv | head -1201 >head.csv
same some.csv head.csv
# Replicates are fresh networks; the first is that of generate.
clock recipe.csv --n=9 --steps=2 --replicates=3 -o three.csv
clock net.csv --n=9 --steps=2 -o one.csv
rows three.csv | head -2 >head.csv
same one.csv head.csv
[ "$(column three.csv loss | sort -u | wc -l)" -eq 3 ] || fail "replicates that repeat"

clock net.csv --n=3 --step=0 --steps=2 -o out.csv 2>err
grep -q '^clock: found --step=0' err && grep -q '^# warning: found --step=0' out.csv || fail "no warning of a step of 0"
status 2 'expected at most one sample an input' clock net.csv --n=13 --steps=1
status 2 'found --replicates with values' clock net.csv --n=3 --steps=1 --replicates=2
status 2 'expected ascending integers' clock net.csv --n=3 --steps=9 --log-at=5,2
status 2 'found no --steps' clock net.csv --n=3
cut -d, -f1-12 net.csv | grep -v '^#' >plain.csv
status 3 'no column a' clock plain.csv --n=3 --steps=1
finish
