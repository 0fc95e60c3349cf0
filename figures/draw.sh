#!/bin/bash
# SPDX-License-Identifier: MIT
# Draws one figure. Called by Makefile.pipeline.
#
#   draw.sh BUILD NAME    figures/NAME.gp, run in BUILD, draws BUILD/figures/NAME.svg
#
# A script names the tables it draws from as PAPER/results/TABLE.csv and PAPER/theory/TABLE.csv; nothing
# else says what they are. A table that is missing, a word from gnuplot on standard error, and a series
# of which no point can be seen each fail with one line, and leave no figure. The SVG says in its
# <title> and <desc> what it is, and in its <metadata> what the header of a table says: program, commit, command
# (with profile and seed), the tables with the SHA-256 of their lines without comments, and their BLAS.
set -euo pipefail
export LC_ALL=C.UTF-8
build=$1 name=$2
here=$(cd "$(dirname "$0")" && pwd)
script=$here/$name.gp
figure=$build/figures/$name.svg
drawn=$figure.tmp said=$figure.err.tmp
trap 'rm -f "$drawn" "$said"' EXIT

fail() {
    echo "draw.sh: figures/$name.gp: found $1" >&2
    exit 1
}

read -r profile seed <"$build/settings" || fail "no $build/settings, expected profile and seed in it"
[ -f "$script" ] || fail "no such script, expected one for each figure"
mkdir -p "$build/figures"
tables=$(grep -oE '[a-z-]+/(results|theory)/[A-Za-z0-9_-]+\.csv' "$script" | sort -u) ||
    fail "no table in it, expected PAPER/results/TABLE.csv or PAPER/theory/TABLE.csv"
for table in $tables; do
    [ -f "$build/$table" ] || fail "no table $table, expected it in $build"
done

# -d: nothing of ~/.gnuplot
if ! (cd "$build" && gnuplot -d -e "folder='$here'; figure='figures/$name.svg.tmp'" "$script") \
    </dev/null >"$said" 2>&1 || [ -s "$said" ]; then
    why=$(grep -m1 -E 'line [0-9]+:|[Ww]arning|[Ee]rror' "$said" || grep -m1 . "$said" || echo 'it failed')
    fail "gnuplot saying '${why//"$here"/figures}', expected no word"
fi
series=$(awk -f "$here/series.awk" "$drawn")
[ -z "$series" ] || fail "$series, expected points in every series"

# The lines of its provenance, as in the header of a table.
provenance() {
    printf 'program: %s\n' "$(gnuplot --version)"
    printf 'commit: %s\n' "${TWOLAYER_COMMIT:-unknown}"
    printf 'command: make PROFILE=%s SEED=%s build/figures/%s.svg\n' "$profile" "$seed" "$name"
    for table in $tables; do
        printf 'input: %s sha256:%s\n' "$table" "$(sed '/^#/d' "$build/$table" | sha256sum | cut -d' ' -f1)"
    done
    for table in $tables; do
        sed -n -e 's/^# blas: /blas: /p' -e '/^#/!q' "$build/$table"
    done | sort -u
}

escape() { sed -e 's/&/\&amp;/g' -e 's/</\&lt;/g' -e 's/>/\&gt;/g' -e 's/[\\&|]/\\&/g'; }
# gnuplot blanks the ground under a mark that has error bars, and so what lies there.
caption=$(sed -n 's/^# caption: *//p' "$script" | tr '\n' ' ' | sed 's/ *$//' | escape)
lines=$(provenance | escape | sed 's/$/\\n/' | tr -d '\n')
sed -e "/<use .*color='#FFFFFF'/d" -e "s|<title>Gnuplot</title>|<title>$name</title>|" \
    -e "s|<desc>Produced by GNUPLOT.*</desc>|<desc>$caption</desc>\n<metadata>\n$lines</metadata>|" \
    -e 's|font-family="DejaVu Sans"|font-family="DejaVu Sans, Verdana, sans-serif"|g' \
    -e 's|<text>|<text xml:space="preserve">|' \
    -e 's|<image |<image style="image-rendering:pixelated" |' "$drawn" >"$said"
mv -f "$said" "$figure"
