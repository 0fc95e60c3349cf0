# SPDX-License-Identifier: MIT
# The pipeline on a small paper of its own: what runs again after which change, and failures.
. "$SOURCE/tests/script.sh"
. "$SOURCE/tests/tiny.sh"

# changed: how many tables are newer than the file `mark`, by kind; then the mark moves.
mark() {
    sleep 0.02
    : >mark
    sleep 0.02
}

changed() {
    find b/tiny "$@" -name '*.csv' -newer mark | wc -l
}

# expect PARTS RESULTS WHAT: so many parts and results have been made since the mark.
expect() {
    parts=$(changed -path '*parts*')
    results=$(changed -path '*results*')
    [ "$parts,$results" = "$1,$2" ] ||
        fail "$3: $parts parts and $results results were made again, expected $1 and $2: $(cat log)"
    mark
}

build b b/tiny/verdicts.csv || fail "make: $(cat log)"
[ "$(column b/tiny/verdicts.csv verdict)" = confirmed ] || fail "$(cat b/tiny/verdicts.csv)"
[ "$(find b/tiny/parts -name '*.csv' | wc -l)" -eq 5 ] || fail "expected five rows in smoke"
[ "$(column b/tiny/results/T1.csv activation | tr '\n' ' ')" = 'relu tanh erf ' ] || fail "the results are not the rows in their order"
grep -q '\[5/5\] 100%' log || fail "progress: $(cat log)"
[ -z "$(find b -name '*.tmp')" ] || fail "left $(find b -name '*.tmp')"
mark

build b b/tiny/verdicts.csv || fail "the second make: $(cat log)"
expect 0 0 "a second make"
[ "$(find b -newer mark -name verdicts.csv | wc -l)" -eq 0 ] || fail "a second make judges again"

# Comments, blank lines and spaces change nothing; nor do programs that are touched, or equal.
sed -e 's/A comment/Another comment/' -e 's/,/ , /g' experiments/tiny/T1.csv >table
{ echo '# more' && echo && cat table; } >experiments/tiny/T1.csv
build b b/tiny/verdicts.csv || fail "$(cat log)"
expect 0 0 "a comment and spaces"
touch programs/* && cp programs/attack attack && mv attack programs/attack
build b b/tiny/verdicts.csv || fail "$(cat log)"
expect 0 0 "programs that are touched"

# A number in one row: that row alone, and what depends on it. Back again: nothing runs.
cp experiments/tiny/T1.csv table
sed 's/^tanh , 64 , 32 , 1 /tanh , 64 , 32 , 1.25 /' table >experiments/tiny/T1.csv
build b b/tiny/verdicts.csv || fail "$(cat log)"
[ "$(column b/tiny/results/T1.csv norm | sort -u | tr '\n' ' ')" = '0.5 1 1.25 ' ] || fail "norms"
expect 1 1 "a number in one row"
cp table experiments/tiny/T1.csv
build b b/tiny/verdicts.csv || fail "$(cat log)"
expect 0 1 "the old number"
# A row less: only the result.
grep -v '^erf' table >experiments/tiny/T1.csv
build b b/tiny/verdicts.csv || fail "$(cat log)"
expect 0 1 "a row less"
cp table experiments/tiny/T1.csv
build b b/tiny/verdicts.csv || fail "$(cat log)"
mark

# Another program: only what it made. Other commands: only their rows.
printf 'x' >>programs/attack
build b b/tiny/verdicts.csv || fail "$(cat log)"
expect 3 1 "another attack"
sed -i 's/--law=cube/--law=gaussian/' experiments/tiny/experiment.mk
build b b/tiny/verdicts.csv || fail "$(cat log)"
expect 2 1 "another command"

# A script that commands name, or that one of them reads: what it made, and what is made of that.
cat >>experiments/tiny/experiment.mk <<'END'
$(eval $(call experiment,tiny,T3,generate,run generate data --law=cube --row=@ROW | \
  sh @ROOT/experiments/tiny/keep.sh > @OUT,T2))
$(eval $(call experiment,tiny,T4,generate,$(call scripts,tiny/names.sed); run generate data --law=cube --row=@ROW | \
  sh @ROOT/experiments/tiny/rename.sh > @OUT,T2))
$(eval $(call table,tiny,results/T5,collect,run collect tiny/results/T3.csv | sh @ROOT/experiments/tiny/keep.sh > @OUT,results/T3))
END
echo 'sed "s/no-such-name/other/"' >experiments/tiny/keep.sh
echo 'sed -f "$(dirname "$0")/names.sed"' >experiments/tiny/rename.sh
echo 's/y1/z1/' >experiments/tiny/names.sed
build b b/tiny/verdicts.csv || fail "scripts: $(cat log)"
expect 4 3 "three tables by scripts"
echo 'cat' >experiments/tiny/keep.sh
build b b/tiny/verdicts.csv || fail "$(cat log)"
expect 2 2 "another script"
echo 's/y1/z2/' >experiments/tiny/names.sed
build b b/tiny/verdicts.csv || fail "$(cat log)"
expect 2 1 "a script behind a script"
build b b/tiny/verdicts.csv || fail "$(cat log)"
expect 0 0 "the same scripts"
for table in theory/T1 results/T5; do
    experiments/replay.sh b b/tiny/$table.csv >log 2>&1 || fail "replay of $table: $(cat log)"
done

build k k/tiny/verdicts.csv || fail "$(cat log)"
tables k >tables-1

# Half a row's file, as of a machine that went down, is written again.
for row in k/tiny/rows/T1/*.csv; do
    case $row in *-*) continue ;; esac
    : >"$row"
done
echo '# once more' >>experiments/tiny/T1.csv
build k k/tiny/verdicts.csv || fail "a broken row: $(cat log)"
tables k >tables-k
cmp -s tables-1 tables-k || fail "a broken row: $(diff tables-1 tables-k | head -4)"

# A failure: make fails, keeps what is done, and names the command that runs the stage again.
printf '#!/bin/sh\necho "attack: found no luck, expected some" >&2\nexit 4\n' >programs/attack
build f f/tiny/verdicts.csv && fail "make succeeds in spite of a failing stage"
grep -q 'attack: found no luck, expected some' log || fail "the message is lost: $(cat log)"
again=$(sed -n 's/.*to run it again alone: //p' log | head -1)
[ -n "$again" ] || fail "no command to run it again: $(cat log)"
[ ! -e f/tiny/results/T1.csv ] || fail "a result in spite of failure"
cp "$BIN/attack" programs/attack
target=$(echo "$again" | tr ' ' '\n' | grep 'parts/')
[ -n "$target" ] && [ ! -e "$target" ] || fail "the failed target: $again"
env -u MAKEFLAGS -u MAKELEVEL sh -c "$again PAPERS=tiny PROGRAMS=programs" >log 2>&1 ||
    fail "$again: $(cat log)"
[ -s "$target" ] || fail "$again made no $target"
build f f/tiny/verdicts.csv || fail "$(cat log)"
tables f >tables-f
cmp -s tables-1 tables-f || fail "after a failure: $(diff tables-1 tables-f | head -4)"

# What is wrong is said.
build b b/tiny/no-such-file && fail "a target that there is not"
grep -q 'no-such-file' log || fail "a target that there is not: $(cat log)"
env -u MAKEFLAGS -u MAKELEVEL make PROFILE=fast help >log 2>&1 && fail "PROFILE=fast"
grep -q 'found PROFILE=fast, expected smoke, laptop or paper' log || fail "$(cat log)"
printf 'd,smoke,laptop,paper\n3,50,50,50\n4,50,50\n' >experiments/tiny/T2.csv
build b b/tiny/verdicts.csv && fail "a ragged sweep table"
grep -q 'T2.csv:3: found 3 cells, expected 4' log || fail "a ragged sweep table: $(cat log)"
finish
