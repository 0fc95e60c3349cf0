# SPDX-License-Identifier: MIT
# README.md: its scripts run, its example of a new claim is confirmed in a copy of the pipeline, and what it
# names is there. Blocks are marked in it by comments: file: NAME, append: NAME, claim: NAME, run, make.
. "$SOURCE/tests/script.sh"
PATH=$BIN:/usr/bin:$PATH
python3 -c 'import numpy' 2>/dev/null || { echo "found no numpy"; exit 77; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# block MARK: the fenced block below <!-- MARK -->, without the indentation of a list.
block() {
    sed 's/^   //' "$SOURCE/README.md" | awk -v mark="<!-- $1 -->" '
        index($0, mark) == 1 || index($0, "   " mark) == 1 { wanted = 1; next }
        wanted && /^```/ { if (inside) exit; inside = 1; next }
        inside { print; lines++ }
        END { exit !lines }' || fail "found no block $1"
}

# ---- a stage in Python gives what attack gives ----
mkdir "$folder/stage"
cd "$folder/stage" || exit 1
block 'file: attack.py' >attack.py
block 'file: read.py' >read.py
block run >run.sh
sh -eu run.sh || fail "the commands of a changed stage: status $?"
awk -F, '
    /^#/ { next }
    FNR == NR && !seen { seen = 1; for (i = 1; i <= NF; i++) column[$i] = i; next }
    FNR == NR { rows++; before[rows] = $column["before"]; after[rows] = $column["after"]; G[rows] = $column["gradient_norm"]; next }
    FNR == 1 { next }
    # a sum of 64 products of 16 terms each: at most 1000 roundings of numbers below 10
    { found++; far += (before[found] - $2)^2 > 1e-24 || (after[found] - $3)^2 > 1e-24 || (G[found] - $4)^2 > 1e-24 }
    END { exit !(rows == 200 && found == 200 && far == 0) }' attack.csv mine.csv ||
    fail "attack.py differs from attack"
if python3 -c 'import pandas' 2>/dev/null; then
    python3 read.py mine.csv | grep -q '^count *200' || fail "read.py does not read mine.csv"
fi

# ---- a new claim in a copy of the pipeline ----
mkdir "$folder/copy"
cd "$folder/copy" || exit 1
for part in Makefile Makefile.pipeline experiments figures theory paper; do
    cp -r "$SOURCE/$part" .
done
block 'file: attack.py' >experiments/adversarial/attack.py
block 'file: experiments/adversarial/mine.csv' >experiments/adversarial/mine.csv
block 'append: experiments/adversarial/experiment.mk' >>experiments/adversarial/experiment.mk
block 'claim: experiments/adversarial/claims.csv' >claim.csv
[ "$(grep -v '^#' experiments/adversarial/claims.csv | head -n 1)" = "$(head -n 1 claim.csv)" ] ||
    fail "claims.csv has other columns than README.md says"
tail -n 1 claim.csv >>experiments/adversarial/claims.csv
block make >make.sh
export PROFILE=smoke PROGRAMS=$BIN
unset MAKEFLAGS MFLAGS MAKELEVEL BUILD SEED LAUNCH
(sh -eu make.sh) >out 2>&1 || fail "the commands of a new claim: $(tail -n 3 out)"
grep -q '^adversarial/mine,.*,confirmed,.*,refuted,' out || fail "mine is not confirmed: $(tail -n 3 out)"
make list >out 2>&1 || fail "make list: $(tail -n 3 out)"
grep -q '^  adversarial/mine  *|f| <= sqrt(d)' out || fail "make list does not name mine"
grep -q '^  mine  *2 rows' out || fail "make list has no cost of mine"
make why TARGET=build/adversarial/results/mine.csv >out 2>&1
grep -q 'mine.csv is up to date' out || fail "found $(cat out), expected that mine.csv is up to date"
sed -i 's/^relu,64/relu,65/' experiments/adversarial/mine.csv
make why TARGET=build/adversarial/results/mine.csv >out 2>&1
[ "$(grep -c 'does not exist' out)" = 1 ] || fail "found $(cat out), expected one row to be made"
make why >out 2>&1 && fail "make why without TARGET: status 0"

# ---- a new paper in that copy: only its own sources are compiled, the rest is in the libraries ----
cp -r "$SOURCE/src" "$SOURCE/tests" .
mkdir experiments/flat
for file in theory/flat.md theory/flat.h theory/flat.c theory/flat_predictions.c tests/theory/flat.c \
    experiments/flat/C1.csv experiments/flat/experiment.mk experiments/flat/claims.csv figures/flat-probability.gp; do
    block "file: $file" >$file
done
block lists >lists.sh
sh -eu lists.sh || fail "the lists of papers"
for list in theory/prediction.c Makefile.pipeline tests/CMakeLists.txt; do
    grep -q flat $list || fail "$list does not name the paper"
done
libraries="$BIN/../libtheory.a $BIN/../libcore.a $(pkg-config --libs fftw3 sleef muparser libxxhash) -lcsv -lgsl
    $(pkg-config --libs openblas) -lm"
# shellcheck disable=SC2086 # lists of options
build() {
    output=$1
    shift
    cc -std=c11 -O1 -Wall -Wextra -Werror -D_GNU_SOURCE -Itests -Itheory -Isrc/lib "$@" theory/flat.c $libraries -o "$output" >out 2>&1
}
if grep -q __asan_init "$BIN/../libcore.a"; then
    echo "the libraries are built with sanitizers: a new paper left out"
else
    build flat-test tests/theory/flat.c || fail "the test of a new paper: $(tail -n 3 out)"
    ./flat-test >out 2>&1 || fail "the test of a new paper: $(tail -n 3 out)"
    cp -r "$BIN" programs
    build programs/predict theory/predict*.c theory/*_predict*.c || fail "predict: $(tail -n 3 out)"
    block 'make: a paper' >make.sh
    (PROGRAMS=programs sh -eu make.sh) >out 2>&1 || fail "the commands of a new paper: $(tail -n 3 out)"
    grep -q '1 claims: 1 confirmed' out || fail "flat is not confirmed: $(cat out)"
    grep -q '1 files compared, 0 differ' out || fail "flat cannot be replayed: $(cat out)"
    [ -s build/figures/flat-probability.svg ] || fail "no figure of a new paper"
fi

# ---- what is named is there ----
cd "$SOURCE" || exit 1
for name in $(grep -o '`\(src\|theory\|tests\|experiments\|paper\)/[a-z/_.-]*[a-z]`' README.md | tr -d '`' | sort -u); do
    [ -e "$name" ] || case $name in */mine.csv) ;; *) fail "README.md names $name, which is not there" ;; esac
done
for target in $(grep -o '`make [a-z][a-z-]*`\|^    make [a-z][a-z-]*' README.md | tr -d '`' | awk '{ print $2 }' | sort -u); do
    grep -q "^\(.PHONY: \|  \)\{0,1\}.*\b$target\b" Makefile.pipeline || [ "$target" = figures-adversarial ] ||
        fail "README.md names make $target, which is not there"
done

finish
