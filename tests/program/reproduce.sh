# SPDX-License-Identifier: MIT
# The same bits whatever the order, the number of jobs, and how often a run was killed; recipes and values;
# behind a launcher; two runs in one folder at once.
. "$SOURCE/tests/script.sh"
. "$SOURCE/tests/tiny.sh"

build one -j1 one/tiny/verdicts.csv || fail "-j1: $(cat log)"
tables one >expected

# agrees FOLDER WHAT
agrees() {
    tables "$1" >found
    cmp -s expected found || fail "$2: other bits: $(diff expected found | head -4)"
    [ -z "$(find "$1" -name '*.tmp' -o -name '*.new')" ] || fail "$2: left $(find "$1" -name '*.tmp' -o -name '*.new')"
}

build four -j4 four/tiny/verdicts.csv || fail "-j4: $(cat log)"
agrees four "-j4"

# Goals in any order.
for seed in 1 2 3; do
    (cd one && find tiny -name '*.csv' -path '*parts*' -o -name '*.csv' -path '*theory/*' | sort) |
        awk -v seed=$seed 'BEGIN { srand(seed) } { print rand(), "mixed/" $0 }' | sort -n | cut -d' ' -f2 >goals
    rm -rf mixed
    # shellcheck disable=SC2046 # a list of goals
    build mixed -j2 $(cat goals) mixed/tiny/verdicts.csv || fail "mixed goals: $(cat log)"
    agrees mixed "goals in the order $(tr '\n' ' ' <goals)"
done

# Behind a launcher that starts every stage elsewhere and late.
printf '#!/bin/sh\nsleep 0.0$(($$ %% 9))\nexec env -i PATH="$PATH" TWOLAYER_COMMIT="$TWOLAYER_COMMIT" "$@"\n' >launch
chmod +x launch
build far -j4 LAUNCH="$PWD/launch" far/tiny/verdicts.csv || fail "a launcher: $(cat log)"
agrees far "a launcher"

# Killed with SIGKILL at twenty moments, from the first files to the last, then finished. The launcher makes
# all of it last a second or so.
printf '#!/bin/sh\nsleep 0.05\nexec "$@"\n' >slow
chmod +x slow
kills=0 seed=1
while [ $kills -lt 20 ]; do
    [ -e killed/tiny/verdicts.csv ] && rm -rf killed
    setsid env -u MAKEFLAGS -u MAKELEVEL make -s PAPERS=tiny PROFILE=smoke PROGRAMS=programs BUILD=killed -j2 \
        LAUNCH="$PWD/slow" killed/tiny/verdicts.csv >killed.log 2>&1 &
    make=$!
    sleep "$(awk -v seed=$seed 'BEGIN { srand(seed); printf "%.3f", 0.03 + 0.7 * rand() }')"
    kill -9 -$make 2>/dev/null && kills=$((kills + 1))
    wait $make 2>/dev/null
    seed=$((seed + 1))
    [ $seed -lt 200 ] || break
done
[ $kills -eq 20 ] || fail "only $kills runs of $seed lasted until they were killed"
build killed killed/tiny/verdicts.csv || fail "resumed: $(cat log)"
tables killed >found
cmp -s expected found || fail "killed and resumed: $(diff expected found | head -4)"

# Two makes in one folder: the second waits for the first, and finds all done.
for run in 1 2; do
    env -u MAKEFLAGS -u MAKELEVEL make -s PAPERS=tiny PROFILE=smoke PROGRAMS=programs BUILD=both \
        LAUNCH="$PWD/slow" both/tiny/verdicts.csv >both-$run.log 2>&1 &
    eval "make$run=$!"
done
wait $make1 || fail "two at once, the first: $(cat both-1.log)"
wait $make2 || fail "two at once, the second: $(cat both-2.log)"
agrees both "two at once"
[ "$(cat both-1.log both-2.log | grep -c 'another make works in both')" -ge 1 ] ||
    fail "two at once: $(cat both-1.log both-2.log)"
[ "$(grep -l '\[5/5\] 100%' both-1.log both-2.log | wc -l)" -eq 1 ] || fail "two at once: both ran"

# Recipes or values: the same rows.
sed -e 's/--sampler//' -e 's/--law=axis/--law=sphere/' experiments/tiny/experiment.mk >recipes.mk
sed -e 's/--recipe//g' recipes.mk >values.mk
for kind in values recipes; do
    cp $kind.mk experiments/tiny/experiment.mk
    build $kind $kind/tiny/results/T1.csv || fail "$kind: $(cat log)"
done
same values/tiny/results/T1.csv recipes/tiny/results/T1.csv
grep -q w1 values/tiny/rows/T1/*-network.csv || fail "values that are recipes"

# A large seed keeps all its digits: rows have seeds that differ, from SEED 2^25 on.
build large SEED=200000001 large/tiny/results/T2.csv || fail "a large seed: $(cat log)"
for row in large/tiny/rows/T2/*.csv; do
    column "$row" seed
done | sort -u | awk '/^[0-9]+$/ && $1 >= 200000001 * 33554432 && $1 < 200000002 * 33554432 { found++ }
    END { exit found != 2 }' || fail "a large seed: $(cat large/tiny/rows/T2/*.csv)"

# Another seed: other numbers.
build other SEED=2 other/tiny/results/T1.csv || fail "another seed: $(cat log)"
rows other/tiny/results/T1.csv >found
rows recipes/tiny/results/T1.csv | cmp -s - found && fail "another seed gives the same numbers"
finish
