# SPDX-License-Identifier: MIT
# Each program (a run of each is in tests/fault/commands) when memory ends at any allocation, the disk is full,
# an input is cut off or missing, and the reader goes away.
. "$SOURCE/tests/script.sh"

"$BIN/generate" network --width=6 --d=5 --scale=0.5 -o net.csv
"$BIN/generate" network --width=15 --d=5 --weights=gaussian --recipe -o random.csv
"$BIN/generate" data --law=gaussian --n=30 --d=5 -o data.csv
"$BIN/generate" data --law=gaussian --n=30 --d=5 --teacher=linear -o labels.csv
"$BIN/generate" data --law=gaussian --n=20 --d=5 --teacher=linear --seed=2 -o other.csv
"$BIN/generate" network --width=3 --d=5 -o teacher.csv
"$BIN/generate" data --law=gaussian --n=1 --d=5 -o direction.csv
"$BIN/generate" data --law=clusters --n=8 --d=5 -o separable.csv
"$BIN/generate" data --law=box --n=1 --d=5 --teacher=network:teacher.csv --noise=0.1 --recipe -o law.csv
printf 'x1,y\n1,0.5\n-2,1\n0.5,0.2\n' >line.csv
printf 'claim,source,statement,kind,data,theory,where,by,measured,error,predicted,margin,rate,profile,requires,mutant\n' \
    >claims.csv
printf 'p/A,s,one,identity,r.csv,,,,v,,1,0.5,,,,3\n' >>claims.csv
printf 'v\n1\n' >r.csv
"$BIN/check" claims.csv -o verdicts.csv || fail "check"
grep -v '^#' "$SOURCE/tests/fault/commands" >commands
for program in "$BIN"/*; do
    name=$(basename "$program")
    # verdicts writes no table
    [ "$name" = verdicts ] || grep -q "^$name " commands || fail "found no run of $name in tests/fault/commands"
done

# one LIST WHAT...: exactly one line on standard error (check: one a claim, too), no output, and a status of the
# list, else fail.
one() {
    list=$1
    shift
    case $* in check*) sed -i '/^check: .*no memory/d; $!d' err && [ -s err ] || echo 'check: no memory' >err ;; esac
    case " $list " in *" $found "*) ;; *) fail "$*: status $found, expected one of $list: $(head -c 300 err)" ;; esac
    [ "$(wc -l <err)" -eq 1 ] || fail "$*: found '$(head -c 500 err)' on standard error, expected one line"
    grep -q '^# ' out && fail "$*: output in spite of failure"
}

memory() {
    MALLOC_COUNT=$PWD/count LD_PRELOAD=$BIN/../libmalloc.so "$BIN/$@" >out 2>err
    last=$(cat count)
    for at in $(awk -v last="$last" 'BEGIN { for (i = 1; i <= last; i += i < 40 ? 1 : 1 + int(last / 25)) print i }'); do
        MALLOC_FAILS=$at LD_PRELOAD=$BIN/../libmalloc.so timeout 20 "$BIN/$@" -o kept.csv >out 2>err
        found=$?
        [ $found -eq 0 ] || one '3 4 5' "$*, no memory at allocation $at of $last"
        [ $found -eq 0 ] || [ "$(cat kept.csv)" = old ] || fail "$*: the old file is gone at allocation $at"
        echo old >kept.csv
    done
}

if LD_PRELOAD=$BIN/../libmalloc.so "$BIN/check" --version >/dev/null 2>&1; then
    inject=memory
else
    echo "allocations cannot be replaced here (a sanitizer?): left out"
    inject=true
fi

# OpenBLAS's kernels for small matrices on AVX-512 do not look whether they get the memory they ask for.
if grep -q avx2 /proc/cpuinfo 2>/dev/null; then
    export OPENBLAS_CORETYPE=Haswell
fi

full=
if [ "$(id -u)" -ne 0 ]; then
    full=/dev/full
elif mknod full c 1 7 2>/dev/null && (: >full) 2>/dev/null; then
    full=full
fi

echo old >kept.csv
while read -r command; do
    # shellcheck disable=SC2086 # a list of words
    set -- $command
    "$BIN/$@" -o table.csv >out 2>err </dev/null || fail "$*: status $?: $(cat err)"
    [ ! -s err ] && [ ! -s out ] || fail "$*: $(cat out err)"
    grep -q "^# command: $1 " table.csv || fail "$*: no command in the header"
    [ "$(rows table.csv | wc -l)" -ge 2 ] || fail "$*: no rows"
    $inject "$@" </dev/null

    if [ -n "$full" ]; then
        "$BIN/$@" >"$full" 2>err </dev/null
        found=$?
        : >out
        one 5 "$*, a full disk"
    fi
    "$BIN/$@" -o nowhere/table.csv >out 2>err </dev/null
    found=$?
    one 5 "$*, a folder that is not there"
    (
        trap '' PIPE
        "$BIN/$@" 2>err </dev/null
        echo $? >code
    ) | :
    [ "$(cat code)" -eq 5 ] || [ "$(cat code)" -eq 0 ] || fail "$*, a reader that goes away: status $(cat code)"

    for word; do
        case $word in *.csv) word=${word#*=} ;; *) continue ;; esac
        cp "$word" whole
        head -c $(($(wc -c <"$word") - 2)) whole | sed '$s/,[^,]*$//' >"$word" # the last row lacks a cell
        "$BIN/$@" >out 2>err </dev/null
        found=$?
        one 3 "$*, the end of $word cut off"
        rm "$word"
        "$BIN/$@" >out 2>err </dev/null
        found=$?
        one 3 "$*, without $word"
        grep -q "$word" err || fail "$*, without $word: $(cat err)"
        mv whole "$word"
    done
done <commands
finish
