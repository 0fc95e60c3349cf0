# SPDX-License-Identifier: MIT
# Processes that end in the middle: the old file or none, never half of one; two at once give the whole
# output of one of them.
. "$SOURCE/tests/script.sh"

# Killed while it writes: the old target is as it was, and a second run is not disturbed by the rest.
mkdir out
echo old >out/target.csv
"$BIN/generate" data --n=100000000 --d=50 -o out/target.csv 2>/dev/null &
writer=$!
tries=0
until [ -n "$(find out -name '*.tmp' -size +100k)" ]; do
    tries=$((tries + 1))
    [ $tries -lt 200 ] || break
    sleep 0.05
done
[ $tries -lt 200 ] || fail "no temporary file beside the target: $(ls out)"
kill -9 $writer
wait $writer 2>/dev/null
[ "$(cat out/target.csv)" = old ] || fail "a killed run changed its target"
"$BIN/generate" data --n=50 --d=3 -o out/target.csv || fail "the run after a killed one"
"$BIN/generate" data --n=50 --d=3 -o again.csv
same out/target.csv again.csv

# Told to stop: the same.
rm -rf out && mkdir out
"$BIN/generate" data --n=100000000 --d=50 -o out/target.csv 2>/dev/null &
writer=$!
sleep 0.2
kill -TERM $writer
wait $writer 2>/dev/null
[ ! -e out/target.csv ] || fail "half a file from a run that was told to stop"

# The reader goes away: the writer ends by the signal, or by status 5 and a line if it is ignored, and
# soon.
start=$(date +%s)
{
    "$BIN/generate" data --n=100000000 --d=50 2>err
    echo $? >code
} | head -2 >/dev/null
[ "$(cat code)" -eq 141 ] || [ "$(cat code)" -eq 5 ] || fail "SIGPIPE: status $(cat code)"
{
    trap '' PIPE
    "$BIN/generate" data --n=20000 --d=50 2>err
    echo $? >code
} | head -2 >/dev/null
[ "$(cat code)" -eq 5 ] || fail "an ignored SIGPIPE: status $(cat code)"
[ "$(wc -l <err)" -eq 1 ] && grep -q 'Broken pipe' err || fail "an ignored SIGPIPE: $(cat err)"
[ $(($(date +%s) - start)) -le 20 ] || fail "a writer without reader goes on writing"

# Two at once: the whole output of one of them.
for seed in 1 2; do
    "$BIN/generate" data --n=20000 --d=10 --seed=$seed | rows /dev/stdin >seed-$seed
done
for round in 1 2 3 4 5; do
    rm -rf out && mkdir out
    "$BIN/generate" data --n=20000 --d=10 --seed=1 -o out/target.csv &
    one=$!
    "$BIN/generate" data --n=20000 --d=10 --seed=2 -o out/target.csv &
    two=$!
    wait $one || fail "two at once: the first, status $?"
    wait $two || fail "two at once: the second, status $?"
    rows out/target.csv >found
    cmp -s found seed-1 || cmp -s found seed-2 || fail "two at once: a file of neither"
    [ "$(ls out)" = target.csv ] || fail "two at once: left $(ls out)"
done
finish
