# SPDX-License-Identifier: MIT
# project: rotations keep lengths, projections shorten, labels stay; one seed is one projection.
. "$SOURCE/tests/script.sh"

# norms FILE: |x|^2 of each row, of columns x1..xd.
norms() {
    rows "$1" | awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) if ($i ~ /^x/) d++; next }
        { s = 0; for (i = 1; i <= d; i++) s += $i*$i; printf "%.15g\n", s }'
}

"$BIN/generate" data --law=gaussian --d=6 --n=40 --teacher=linear -o data.csv || fail generate
status 0 '' project data.csv --d=6 -o turned.csv
norms data.csv >a
norms turned.csv | paste -d, a - | awk -F, '{ d = $1 - $2; if (d > 1e-12 || d < -1e-12) exit 1 }' ||
    fail "a rotation changes lengths"
column data.csv y >y
column turned.csv y | cmp -s - y || fail "labels change"
status 0 '' project data.csv --d=2 --orthonormal -o short.csv
norms short.csv | paste -d, a - | awk -F, '$2 > $1 { exit 1 }' || fail "a projection lengthens"
rows short.csv | head -1 | grep -qx 'x1,x2,y' || fail "columns of short.csv"
# Without --orthonormal three times the square, sqrt(6/2)^2; the first coordinates are those of more.
status 0 '' project data.csv --d=2 -o long.csv
norms short.csv >b
norms long.csv | paste -d, b - | awk -F, '{ d = 3*$1 - $2; if (d > 1e-12 || d < -1e-12) exit 1 }' ||
    fail "the factor is not sqrt(6/2)"
# Linear, and the same for all datasets of a seed; a recipe is its values.
printf 'x1,x2,x3,x4,x5,x6\n0,0,0,0,0,0\n' >zero.csv
status 0 '' project zero.csv --d=3 -o zero-out.csv
rows zero-out.csv | tail -1 | grep -qx -e '-*0,-*0,-*0' || fail "0 moves"
"$BIN/generate" data --law=gaussian --d=6 --n=40 --teacher=linear --recipe -o recipe.csv || fail generate
status 0 '' project recipe.csv --d=2 -o again.csv
same long.csv again.csv
status 0 '' project data.csv --d=2 --seed=2 -o other.csv
rows other.csv | cmp -s - same-a && fail "another seed, the same projection"

status 2 'found --d=7, expected at most the 6 of data.csv' project data.csv --d=7
status 2 'found --d=0' project data.csv --d=0
finish
