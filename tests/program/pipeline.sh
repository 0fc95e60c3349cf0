# The pipeline on a small paper of its own: what runs again after which change, killed and resumed runs,
# -j, and failures. Names of files are relative to the copy of the repository's pipeline.
. "$SOURCE/tests/script.sh"

cp "$SOURCE/Makefile" "$SOURCE/Makefile.pipeline" .
mkdir -p experiments/tiny figures programs
cp "$SOURCE"/experiments/*.sh "$SOURCE"/experiments/*.awk experiments/
cp "$SOURCE"/figures/*.sh "$SOURCE"/figures/style* figures/ 2>/dev/null
cp "$BIN"/* programs/
cat >experiments/tiny/experiment.mk <<'END'
tiny_ALIASES := k=width
$(eval $(call experiment,tiny,T1,generate attack summarise,run generate network --row=@ROW --scale-over=sqrt-d \
  --output=signs --output-scale-over=sqrt-width --recipe -o @TMP-network.csv && run generate data \
  --law=axis --row=@ROW --recipe -o @TMP-data.csv && run attack @TMP-network.csv @TMP-data.csv \
  --row=@ROW --sampler | run summarise - --by="activation;d;k;norm" --columns="flipped=flipped" -o @OUT))
$(eval $(call experiment,tiny,T2,generate,run generate data --law=cube --row=@ROW -o @OUT))
$(eval $(call prediction,tiny,T2,adversarial-moments --activation=relu))
$(eval $(call prediction_at,tiny,T1,adversarial-success,T1,activation;d;k;norm))
END
cat >experiments/tiny/T1.csv <<'END'
# A comment.
activation,d,k,norm,smoke,laptop,paper,cost
relu,64,64,1,400,400,4000,10
tanh,64,32,1,400,400,4000,10
relu,64,64,2,,400,4000,10
erf,128,32,0.5,400,400,4000,10
END
printf 'd,smoke,laptop,paper\n3,50,50,50\n3,60,50,50\n' >experiments/tiny/T2.csv
printf 'claim,source,statement,kind,data,theory,where,by,measured,error,predicted,margin,rate,profile,requires,mutant\n' \
    >experiments/tiny/claims.csv
printf 'tiny/T1,derived,success,exact,results/T1.csv,theory/T1.csv,,,flipped,binomial,theory.success,0.05,,,,theory.success/4\n' \
    >>experiments/tiny/claims.csv

# build FOLDER ARGUMENTS...: makes the verdicts there; what make says goes to the file log.
build() {
    where=$1
    shift
    env -u MAKEFLAGS -u MAKELEVEL make -s PAPERS=tiny PROFILE=smoke PROGRAMS=programs BUILD="$where" \
        "$@" >log 2>&1
}

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

# -j gives the same bytes, wherever it is built; so does a run that is killed and resumed.
tables() {
    (cd "$1" && find tiny -name '*.csv' | sort | xargs cksum)
}
for j in 1 4; do
    build j$j -j$j j$j/tiny/verdicts.csv || fail "-j$j: $(cat log)"
    tables j$j >tables-$j
done
cmp -s tables-1 tables-4 || fail "-j1 and -j4 differ: $(diff tables-1 tables-4 | head -4)"
printf '#!/bin/sh\nsleep 0.2\nexec "$@"\n' >slow
chmod +x slow
setsid env -u MAKEFLAGS -u MAKELEVEL make -s PAPERS=tiny PROFILE=smoke PROGRAMS=programs BUILD=k -j2 \
    LAUNCH="$PWD/slow" k/tiny/verdicts.csv >killed.log 2>&1 &
make=$!
tries=0
until [ -n "$(find k/tiny/parts -name '*.csv' 2>/dev/null)" ] || [ $tries -gt 100 ]; do
    tries=$((tries + 1))
    sleep 0.05
done
kill -9 -$make
wait $make 2>/dev/null
[ ! -e k/tiny/verdicts.csv ] || fail "the run was over before it was killed"
build k k/tiny/verdicts.csv || fail "resumed: $(cat log)"
tables k >tables-k
cmp -s tables-1 tables-k || fail "killed and resumed: $(diff tables-1 tables-k | head -4)"

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
