# SPDX-License-Identifier: MIT
# Little memory: whatever the limit, a program does its work or ends with status 4 and a line. Limits go
# up from where the program can just be loaded.
. "$SOURCE/tests/script.sh"

(ulimit -v 4000000) 2>/dev/null || {
    echo "skipped: memory cannot be limited here"
    exit 77
}
"$BIN/generate" network --width=300 --d=200 -o net.csv
"$BIN/generate" data --law=sphere --n=200 --d=200 -o data.csv
(ulimit -v 1000000 && "$BIN/attack" --version >/dev/null 2>&1) || {
    echo "skipped: the programs need over a gigabyte to be loaded (a sanitizer?)"
    exit 77
}

# The least limit (KiB, to 64) at which a program says its version.
least() {
    low=0 high=1000000
    while [ $((high - low)) -gt 64 ]; do
        middle=$(((low + high) / 2))
        if (ulimit -v $middle && "$BIN/$1" --version) >/dev/null 2>&1; then
            high=$middle
        else
            low=$middle
        fi
    done
    echo $high
}

# within PROGRAM ARGUMENTS...: ends well at every limit; at some it fails, at the last it works.
within() {
    base=$(least "$1" 2>/dev/null)
    program=$1
    shift
    failed=0 code=0
    # BLAS takes 128 MiB, or 131072 KiB, at the start.
    for more in 0 64 1024 65536 131072 131200 131400 131700 132000 132500 133000 134000 136000 140000 \
        145000 150000 160000 200000 400000; do
        (ulimit -v $((base + more)) && exec timeout 20 "$BIN/$program" "$@" >out 2>err)
        code=$?
        case $code in
        0) ;;
        4)
            failed=1
            grep -q "^$program.*: .*no memory" err && [ "$(wc -l <err)" -eq 1 ] ||
                fail "$program $*, $more KiB more: $(head -3 err)"
            ;;
        *) fail "$program $*, $more KiB more: status $code, $(head -3 err)" ;;
        esac
    done
    [ $code -eq 0 ] || fail "$program $*: fails with 400 MB"
    [ $failed -eq 1 ] || fail "$program $*: no limit made it fail"
}

within generate data --n=2000 --d=2000
within generate network --width=1000 --d=3000
within attack net.csv data.csv --activation=tanh
within attack net.csv data.csv --activation=relu --norm=0:3:100
within attack net.csv data.csv --activation=relu --method=search --norm=30
within curvature net.csv data.csv --activation=tanh --method=spectrum
within lazy data.csv --activation=erf

# Sizes that no machine has, and products of sizes that wrap around, are no memory, too.
"$BIN/generate" data --law=axis --n=1 --d=4294967296 --recipe -o wide.csv
"$BIN/generate" network --width=1 --d=4294967296 --recipe -o wide-net.csv
"$BIN/generate" data --law=axis --n=4294967296 --d=1 --recipe -o long.csv
(
    ulimit -v 4000000
    status 4 'no memory' curvature wide-net.csv wide.csv --activation=tanh
    status 4 'no memory' curvature wide-net.csv wide.csv --activation=tanh --method=action
    status 4 'no memory' attack wide-net.csv wide.csv --activation=tanh
    status 4 'no memory' lazy long.csv --activation=erf
    exit $failures
) || fail "sizes beyond memory"
finish
