#!/bin/sh
# SPDX-License-Identifier: MIT
# Compares the tables and figures of two builds bit by bit.
#
#   compare.sh FIRST SECOND
#
# Each CSV and SVG of SECOND must be in FIRST, the same but for the commit that its header or metadata name (a commit
# alone makes nothing again, so FIRST may hold files of an older one). The first difference is named. What
# only FIRST has is left over from other settings. Exit status 0 if all are the same, 1 if not.
set -eu
first=$1 second=$2
export LC_ALL=C
differing=0 count=0
list=$(mktemp)
trap 'rm -f "$list"' EXIT
(cd "$second" && find . -name cmake -prune -o \( -name '*.csv' -o -name '*.svg' \) -type f -print | sort) >"$list"

without_commit() {
    sed -e '/^# commit: /d' -e '/<metadata>/,/<\/metadata>/ { /^commit: /d }' "$1"
}

# differs FILE: says how, if it is so
differs() {
    if [ ! -f "$first/$1" ]; then
        echo "found no $first/$1, expected it as in $second"
    elif ! cmp -s "$first/$1" "$second/$1"; then
        without_commit "$first/$1" >"$list.first"
        without_commit "$second/$1" >"$list.second"
        diff "$list.first" "$list.second" | sed -n -e 's/^[<>] /&/p' | head -n 2 | cut -c 1-200
        rm -f "$list.first" "$list.second"
    fi
}

while IFS= read -r file; do
    count=$((count + 1))
    how=$(differs "${file#./}")
    [ -n "$how" ] || continue
    [ $differing -gt 0 ] || printf 'first difference: %s\n%s\n' "${file#./}" "$how"
    differing=$((differing + 1))
done <"$list"
if [ $count = 0 ]; then
    echo "found no tables in $second, expected some"
    exit 1
fi
echo "$count files compared, $differing differ"
[ $differing = 0 ]
