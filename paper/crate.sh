#!/bin/sh
# SPDX-License-Identifier: MIT
# An RO-Crate of a run (https://w3id.org/ro/crate/1.1): BUILD/crate holds a copy of all claims, verdicts, results,
# predictions and figures, and ro-crate-metadata.json, which says of each file what it is, its size and its
# SHA-256, and of each table the action that made it: program, command, inputs, commit, as its header has them.
#
#   crate.sh BUILD FILES...      FILES: results, predictions, verdicts and figures of BUILD
#
# Nothing in it depends on when it is made: its date is that of the commit.
set -eu
build=$1
shift
export LC_ALL=C
read -r profile seed <"$build/settings"
new=$build/crate.tmp
rm -rf "$new"
mkdir -p "$new"
trap 'rm -rf "$new"' EXIT
date=$(git log -1 --format=%cI 2>/dev/null || echo 1970-01-01T00:00:00Z)
cp LICENSE CITATION.cff "$new"
for file; do
    name=${file#"$build"/}
    mkdir -p "$new/$(dirname "$name")"
    cp "$file" "$new/$name"
done

# caption FILE: what the file is, in a line
caption() {
    case $1 in
    */claims.csv) echo "claims of ${1%%/*}, with their mutants" ;;
    verdicts.csv) echo 'verdicts of all papers' ;;
    */verdicts.csv) echo "verdicts of ${1%%/*}" ;;
    */results/*) echo "measurements of ${1%%/*}: $(basename "$1" .csv)" ;;
    */theory/*) echo "predictions of ${1%%/*}: $(basename "$1" .csv)" ;;
    figures/*) sed -n 's/^# caption: *//p' "figures/$(basename "$1" .svg).gp" | tr '\n' ' ' | sed 's/ *$//' ;;
    LICENSE) echo 'the licence of the programs and of this crate' ;;
    *) echo "$1" ;;
    esac
}

# A line a file: name, size, sum, caption, separated by tabs.
(cd "$new" && find . -type f | sed 's|^\./||' | sort) | while IFS= read -r file; do
    printf '%s\t%s\t%s\t%s\n' "$file" "$(wc -c <"$new/$file")" "$(sha256sum "$new/$file" | cut -d' ' -f1)" \
        "$(caption "$file")"
done >"$build/crate.list"
version=$("$build/bin/check" --version | sed -n '1s/.* //p')
awk -v folder="$new" -v build="$build" -v profile="$profile" -v seed="$seed" -v date="$date" -v version="$version" -f paper/crate.awk \
    "$build/crate.list" >"$new/ro-crate-metadata.json"
rm -f "$build/crate.list"
rm -rf "$build/crate"
mv "$new" "$build/crate"
