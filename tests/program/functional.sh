# SPDX-License-Identifier: MIT
# functional: cases that are known otherwise, refusals.
. "$SOURCE/tests/script.sh"

# near NUMBER EXPRESSION ROOM: EXPRESSION of awk.
near() {
    awk "BEGIN { d = ($1) - ($2); exit !(d <= $3 && -d <= $3) }" || fail "found $1, expected $2 to $3"
}
# More samples than modes, no noise, hardly a ridge: all is learnt. A vast ridge: nothing is, and what there was to
# learn is sum k^-(gamma+decay) k^-2/sum k^-2.
status 0 '' functional --samples=20 --modes=3 --lambda=1e-11 --n=2 -o out.csv
near "$(column out.csv excess | head -1)" 0 1e-12
status 0 '' functional --samples=20 --modes=3 --gamma=2 --decay=0.5 --lambda=1e12 --n=2 -o out.csv
near "$(column out.csv excess | head -1)" '(1 + 2^-4.5 + 3^-4.5)/(1 + 1/4 + 1/9)' 1e-9
# Noise of the labels adds to the risk: for a small ridge its variance times modes/(n - modes - 1) of unit features.
status 0 '' functional --samples=200 --modes=4 --lambda=1e-11 --noise=2 --n=400 -o out.csv
near "$("$BIN/summarise" out.csv --columns=excess | tail -1 | cut -d, -f2)" '2 * 4/195' '5 * 2 * 4/195 * sqrt(2/4/400) * 1.1'
# One sample: the supremum is sqrt(2 M) |C^(1/2) x|, and its square has the mean 2 M E<x, C x>.
status 0 '' functional --method=complexity --samples=1 --modes=2 --gamma=1 --decay=0 --divergence=3 --n=4000 -o out.csv
near "$(column out.csv trace | head -1)" 1.5 1e-15
near "$("$BIN/summarise" out.csv --columns='s=linear^2' | tail -1 | cut -d, -f2)" 9 '5 * 6 * sqrt(2 * 1.25/4000)'
status 0 '' functional --method=complexity --samples=5 --divergence=4 --n=1 -o four.csv
status 0 '' functional --method=complexity --samples=5 --divergence=1 --n=1 -o one.csv
near "$(column four.csv linear)" "2 * $(column one.csv linear)" 1e-14
# Bounded neurons: scale with the bound, and stay below it.
status 0 '' functional --method=complexity --samples=5 --bound=2 --n=3 -o two.csv
status 0 '' functional --method=complexity --samples=5 --bound=1 --n=3 -o one.csv
near "$(column two.csv bounded | tail -1)" "2 * $(column one.csv bounded | tail -1)" 1e-9
column two.csv bounded | awk '$1 <= 0 || $1 > 2 { exit 1 }' || fail "beyond the bound"
# A large divergence comes to the largest of the neurons, at most the bound.
status 0 '' functional --method=complexity --samples=1 --bound=2 --divergence=50 --n=1 -o out.csv
awk "BEGIN { s = $(column out.csv bounded); exit !(s > 1.5) }" || fail "found $(column out.csv bounded), expected near 2"
status 2 'found no --samples' functional --n=1
status 2 'found --lambda=0, expected' functional --samples=3 --lambda=0 --n=1
finish
