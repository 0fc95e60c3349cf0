# SPDX-License-Identifier: MIT
# What the scripts of tests/program and tests/fault share. Sourced first: moves to a folder of its own,
# which goes with the script; BIN is the folder of the programs, SOURCE that of the repository.
set -u
folder=$(mktemp -d)
trap 'cd / && rm -rf "$folder"' EXIT
cd "$folder" || exit 1
export LC_ALL=C OPENBLAS_NUM_THREADS=1
failures=0

fail() {
    echo "FAILED $*"
    failures=$((failures + 1))
}

# status EXPECTED PATTERN PROGRAM ARGUMENTS...: its exit status; if that is not 0, exactly one line on
# standard error, which starts with the program's name and matches, and nothing on standard output.
status() {
    expected=$1 pattern=$2 program=$3
    shift 3
    "$BIN/$program" "$@" >out 2>err
    found=$?
    [ $found -eq "$expected" ] ||
        fail "$program $*: found status $found, expected $expected: $(head -c 500 err)"
    if [ "$expected" -eq 0 ]; then
        [ ! -s err ] || fail "$program $*: found '$(cat err)' on standard error"
        return
    fi
    grep -q -e "^$program.*: .*$pattern" err ||
        fail "$program $*: found '$(cat err)', expected '$program: ...$pattern'"
    [ "$(wc -l <err)" -eq 1 ] || fail "$program $*: found $(wc -l <err) lines, expected one"
    [ ! -s out ] || fail "$program $*: output in spite of failure"
}

# rows FILE: what is below the header. column FILE NAME: the cells of a column.
rows() {
    grep -v '^#' "$1"
}

column() {
    rows "$1" | awk -F, -v name="$2" '
        NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) c = i; if (!c) exit 1; next }
        { print $c }' || fail "$1 has no column $2"
}

# same A B: the same bytes below the header.
same() {
    rows "$1" >same-a
    rows "$2" >same-b
    cmp -s same-a same-b || fail "$1 and $2 differ below the header"
    [ -s same-a ] || fail "$1 is empty"
}

# needs_numpy: ends the script as skipped unless $PYTHON has NumPy.
needs_numpy() {
    for PYTHON in ${PYTHON:-} /usr/bin/python3 python3; do
        "$PYTHON" -c 'import numpy' 2>/dev/null && return
    done
    echo "skipped: found no python3 with NumPy"
    exit 77
}

# Runs a command as one who may not do everything: the superuser becomes nobody.
if [ "$(id -u)" -eq 0 ]; then
    unprivileged() {
        setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
    }
else
    unprivileged() {
        "$@"
    }
fi

finish() {
    [ $failures -eq 0 ] && echo "all passed"
    exit $((failures > 0))
}
