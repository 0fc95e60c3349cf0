# SPDX-License-Identifier: MIT
# empirical: means that are known otherwise, pairs of runs on the same points, proofs, refusals.
. "$SOURCE/tests/script.sh"

# near NUMBER EXPRESSION ROOM: EXPRESSION of awk.
near() {
    awk "BEGIN { d = ($1) - ($2); exit !(d <= $3 && -d <= $3) }" || fail "found $1, expected $2 to $3"
}

# mean FILE COLUMN EXPECTED: within five standard errors.
mean() {
    "$BIN/summarise" "$1" --columns="m=$2" -o mean.csv || fail "summarise $1"
    near "$(column mean.csv m)" "$3" "5*$(column mean.csv m_se)"
}

# all FILE CONDITION: in every row, with columns by name.
all() {
    rows "$1" | awk -F, '
        function near(a, b, room) { return a - b <= room && b - a <= room }
        NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next }
        !('"$2"') { exit 1 }' || fail "$1: found a row without $2"
}

# One point: E|x - 1/2| to a grid of one cell, E int |x - t| dt to the law, E (x-y)^2 to another point; on
# the circle E|x - y| = 1/4.
status 0 '' empirical --points=1 --target=grid --grid=1 --n=4000 -o grid.csv
mean grid.csv distance 1/4
status 0 '' empirical --points=1 --target=law --n=4000 -o law.csv
mean law.csv distance 1/3
near "$(column law.csv expected | head -1)" 1/3 1e-14
status 0 '' empirical --points=1 --power=2 --n=4000 -o square.csv
mean square.csv distance 1/6
status 0 '' empirical --points=1 --domain=torus --n=4000 -o circle.csv
mean circle.csv distance 1/4
status 0 '' empirical --law=pareto:4 --points=1 --target=law --n=100 -o pareto.csv
all pareto.csv '$c["distance"] > 0 && $c["dual"] <= $c["distance"] && $c["heat"] == "nan"'
# A grid of many cells is the law; the distance is proved.
status 0 '' empirical --points=20 --target=grid --grid=2000 --n=20 -o fine.csv
status 0 '' empirical --points=20 --target=law --n=20 -o law.csv
rows fine.csv | cut -d, -f2 >a
rows law.csv | cut -d, -f2 | paste -d, a - | awk -F, 'NR > 1 && ($1-$2 > 1/4000 || $2-$1 > 1/4000) { exit 1 }' ||
    fail "a fine grid is not the law"
# The difference of cube and torus, on the same points.
for domain in cube torus difference; do
    status 0 '' empirical --d=2 --points=30 --power=2 --domain=$domain --n=4 -o $domain.csv
    column $domain.csv distance >$domain
done
paste -d, cube torus difference | awk -F, '{ d = $1 - $2 - $3; if (d > 1e-15 || d < -1e-15 || $3 <= 0) exit 1 }' ||
    fail "difference is not cube less torus"
# Unequal sizes, sliced.
status 0 '' empirical --d=3 --points=10 --size=25 --n=3 -o unequal.csv
all unequal.csv 'near($c["distance"], $c["dual"], 1e-12) && $c["distance"] < $c["heat"]'
near "$(column unequal.csv heat | head -1)" \
    "2*$("$BIN/predict" wasserstein-heat-bound --d=3 --n=28.571428571428573 | tail -1 | cut -d, -f4)" 1e-9
status 0 '' empirical --law=gaussian --d=9 --points=50 --target=law --n=200 -o sliced.csv
mean sliced.csv distance 0.17896
# Proofs: no violation, slope 1, nothing below the optimum.
status 0 '' empirical --method=proof --points=40 --d=2 --n=5 -o proof.csv
all proof.csv '$c["excess"] < 1e-12 && $c["slope"] < 1 + 1e-12 && near($c["pairing"], $c["distance"], 1e-12)'
all proof.csv '$c["greedy"] >= $c["distance"] && $c["entropic"] >= $c["distance"]'
status 0 '' empirical --method=proof --points=40 --d=1 --n=5 -o line.csv
all line.csv 'near($c["sorted"], $c["distance"], 1e-13)'
# Critics: an odd number of hinges; one point has one.
status 0 '' empirical --method=critic --points=1 --n=20 -o one.csv
all one.csv '$c["changes"] == 1 && near($c["gap"], $c["distance"], 1e-14)'
status 0 '' empirical --method=critic --points=30 --n=50 -o critic.csv
all critic.csv '$c["changes"] % 2 == 1 && $c["path_norm"] == 2*$c["changes"] + 1'
all critic.csv 'near($c["gap"], $c["distance"], 1e-13)'
# The smoothed norm against the prediction, and after long motion the distance of two uniform points.
status 0 '' empirical --method=heat --points=7 --time=0.02 --d=2 --n=2000 -o heat.csv
"$BIN/predict" wasserstein-smoothing --d=2 --n=7 --t=0.02 -o predicted.csv
near "$(column heat.csv expected | head -1)" "$(column predicted.csv square)" 1e-15
mean heat.csv norm2 "$(column predicted.csv square)"
status 0 '' empirical --method=smoothing --points=1000 --time=10 --n=20 -o far.csv
mean far.csv moved 1/3
# Rows do not depend on how many there are, but on the seed.
status 0 '' empirical --d=2 --points=9 --n=5 -o five.csv
status 0 '' empirical --d=2 --points=9 --n=9 -o nine.csv
rows nine.csv | head -6 >some.csv
same five.csv some.csv
status 0 '' empirical --d=2 --points=9 --n=5 --seed=2 -o other.csv
rows other.csv | cmp -s - some.csv && fail "another seed, the same rows"

status 2 'found --points=0, expected an integer' empirical --points=0 --n=1
status 2 'found law cauchy\|found the law cauchy\|cauchy' empirical --law=cauchy --points=3 --n=1
status 2 'expected uniform' empirical --law=gaussian --domain=torus --points=3 --n=1
status 2 'expected distance' empirical --method=critic --target=law --points=3 --n=1
status 2 'expected 1 and cube' empirical --target=law --power=2 --points=3 --n=1
status 2 'found --target=law in 2 dimensions' empirical --target=law --d=2 --points=3 --n=1
status 2 'found --target=grid --grid=0' empirical --target=grid --points=3 --n=1
status 2 'found --target=sample --grid=4' empirical --grid=4 --points=3 --n=1
status 2 'at most 2^24' empirical --target=grid --grid=9 --d=9 --points=3 --n=1
status 2 'found --method=critic --d=2' empirical --method=critic --d=2 --points=3 --n=1
status 2 'found no --time' empirical --method=heat --points=3 --n=1
finish
