#!/bin/bash
# SPDX-License-Identifier: MIT
# Makes a table again by what its own header says, in a folder of its own, and compares the bits (but for
# the commit that the header names).
#
#   replay.sh BUILD FILE
#
# A table of the pipeline is made in a copy of what it needs of BUILD; any other by its program, in a copy
# of what it needs of the folder where replay.sh runs: that should be where the table was made. Exit status
# 0 if the bits are the same, 1 if they differ, 3 if the header does not say how the table was made.
set -euo pipefail
export LC_ALL=C OPENBLAS_NUM_THREADS=1
root=$(cd "$(dirname "$0")/.." && pwd)
build=$(cd "$1" && pwd) file=$2
[ -f "$file" ] || {
    echo "replay.sh: found no $file, expected a table" >&2
    exit 3
}

# said KEY: what the header says of it
said() {
    sed -n -e '/^[^#]/q' -e "s/^# $1: //p" "$file"
}

stage=$(said stage) command=$(said command)
[ -n "$stage$command" ] || {
    echo "replay.sh: $file: found no line '# command: ...' in the header, expected one" >&2
    exit 3
}

path=$(cd "$(dirname "$file")" && pwd)/$(basename "$file")
from=$PWD name=$(basename "$file")
case $path in "$build"/*) from=$build name=${path#"$build"/} ;; esac
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
work=$scratch/work
mkdir -p "$work" "$scratch/old" "$scratch/new"
mkdir -p "$work/$(dirname "$name")"
ln -s "$build/bin" "$work/bin"

# Of what the commands and the header's inputs name, files are copied, so that nothing old is written to, and folders are linked.
tr -s ' =|;&<>()`,"'\' '\n' <<<"${stage:-$command} $(said input) $name" | while IFS= read -r word; do
    case $word in
    /* | *@ROOT*) continue ;;
    */*) mkdir -p "$work/$(dirname "$word")" ;;
    esac
    if [ "$word" = "$name" ] || [ -e "$work/$word" ]; then
        continue
    elif [ -f "$from/$word" ]; then
        cp "$from/$word" "$work/$word"
    elif [ -d "$from/$word" ] && [ -n "$word" ]; then
        ln -s "$from/$word" "$work/$word"
    fi
done

if [ -n "$stage" ]; then
    (cd "$root" && experiments/stage.sh quiet "$work" "$name" "$stage")
else
    # 1: check, of claims that are not confirmed
    (cd "$work" && eval "bin/$command" >"$scratch/new/table.csv") || [ $? = 1 ]
fi
[ ! -f "$work/$name" ] || mv "$work/$name" "$scratch/new/table.csv"
cp "$file" "$scratch/old/table.csv"
echo "$file, made by the commit $(said commit)"
"$root/experiments/compare.sh" "$scratch/old" "$scratch/new"
