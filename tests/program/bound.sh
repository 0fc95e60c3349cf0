# SPDX-License-Identifier: MIT
# bound: links by hand, before training and after, from files; refusals.
. "$SOURCE/tests/script.sh"

near() {
    awk "BEGIN { d = ($1) - ($2); exit !(d <= $3 && -d <= $3) }" || fail "found $1, expected $2 to $3"
}

# link CHAIN INDEX [COLUMN]: the value in out.csv.
link() {
    rows out.csv | sed 's/"[^"]*"/text/g' | awk -F, -v chain="$1" -v at="$2" -v name="${3:-value}" '
        NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next }
        $1 == chain && $2 == at { print $c[name]; found = 1 }
        END { exit !found }' || fail "no link $1 $2"
}

# Before training: no steps, so that the moments are those of the start.
status 0 '' bound --samples=100 --d=3 --trace=4 --map=2 --start=6 --square=0.25 --radius2=1 --rho=1 --top=1 -o out.csv
near "$(link independent 0)" 'sqrt(10*4/100)' 1e-15
heat=$("$BIN/predict" wasserstein-heat-bound --d=3 --n=100 | tail -1 | cut -d, -f4)
near "$(link dependent 0)" "sqrt(10)*sqrt(4*$heat^2 + 4/100)" 1e-13
near "$(link path 0)" '4*3*0.5/10' 1e-15
[ "$(link path 0 before)" = 1 ] || fail "prior R is known before"
# With steps: the recursion of the moments.
status 0 '' bound --samples=100 --d=3 --trace=4 --start=6 --radius2=2 --rho=0.5 --step=1 --over=sqrt-steps \
    --steps=100 -o out.csv
moment=$("$BIN/predict" wasserstein-weights-epochs --radius2=2 --step=0.1 --steps=100 --start=6 --loss=0.5 |
    tail -1 | cut -d, -f6)
near "$(link independent 0)" "sqrt((1 + $moment^2/4)*4/100)" 1e-12
# Given numbers: factors, chains.
status 0 '' bound --samples=25 --d=3 --variance=4 --gradient2=2 --half-width=0.5 --lip2=9 --trace=1 --gap=0.1 \
    --distance=0.4 --seen=0.8 --product=1.2 --test-gap=0.3 -o out.csv
near "$(link independent 0)" 0.3 0
near "$(link independent 1)" '2/5*sqrt(2/3.141592653589793)' 1e-15
near "$(link independent 2)" 0.4 1e-15
near "$(link independent 2 factor)" 'sqrt(3.141592653589793/2)' 1e-14
near "$(link independent 3)" 0.6 1e-15
near "$(link gradients 1)" '2/3.141592653589793*sqrt(2.25)/5' 1e-15
near "$(link dependent 3)" '3*sqrt(0.16 + 1/25)' 1e-14
# W5 by its constant.
status 0 '' bound --samples=64 --d=3 --lip2=9 --trace=0 --order=4 --norm=2 -o out.csv
kappa=$("$BIN/predict" wasserstein-moment-constant --d=3 --q=4 | tail -1 | cut -d, -f3)
near "$(link moments 0)" "3*$kappa*2/4" 1e-12
# A law and initial weights by their recipes are the numbers that generalise finds.
printf 'w1,w2,a\n1,0,1\n0,-1,-0.5\n' >teacher.csv
"$BIN/generate" network --width=8 --d=2 --recipe -o start.csv
"$BIN/generate" data --law=box --d=2 --n=9 --teacher=network:teacher.csv --noise=0.1 --recipe -o law.csv
"$BIN/generalise" start.csv law.csv --samples=20 --epochs=2 --step=0.1 --n=1 -o gap.csv || fail generalise
status 0 '' bound --law=law.csv --initial=start.csv --samples=20 --steps=40 --step=0.1 -o out.csv
trace=$(column gap.csv trace) moment=$(column gap.csv moment)
near "$(link independent 0)" "sqrt((1 + $moment^2/4)*$trace/20)" 1e-12
near "$(link path 0)" "4*$(column gap.csv largest)*sqrt(2/3/20)" 1e-11
heat=$("$BIN/predict" wasserstein-heat-bound --d=3 --n=20 | tail -1 | cut -d, -f4)
near "$(link dependent 0)" "sqrt(1 + $moment^2/4)*sqrt(($(column gap.csv map)*$heat)^2 + $trace/20)" 1e-11
# From files: one neuron f = relu(x), two points against one.
printf 'w1,a\n1,1\n' >net.csv
printf 'x1,y\n1,1\n3,1\n' >sample.csv
printf 'x1,y\n1,3\n1,5\n' >test.csv
status 0 '' bound net.csv sample.csv test.csv --loss=abs --initial=net.csv -o out.csv
near "$(link dependent 0)" 2 1e-15
# W1: (1,1) to (1,3) and (3,1) to (1,5), or crosswise (4 and sqrt 8): Lip = sqrt 2 both ways.
near "$(link dependent 1)" 'sqrt(2)*(2 + sqrt(20))/2' 1e-14
near "$(link dependent 2)" 'sqrt(2)*(2 + sqrt(20))/2' 1e-14
near "$(link dependent 3)" 'sqrt(2)*sqrt(((2 + sqrt(20))/2)^2 + 2/2)' 1e-14
near "$(link path 0)" '4*1*sqrt(1/2)' 1e-14
near "$(link path 1)" '4*1*sqrt(1/2)' 1e-14
# W3 on a square of side 4 = 5 - 1.
dyadic=$("$BIN/predict" wasserstein-dyadic-bound --d=2 --n=2 | tail -1 | cut -d, -f3)
near "$(link dyadic 0)" "sqrt(2)*sqrt((4*$dyadic)^2 + 1)" 1e-13

status 3 'expected a recipe of --law=box' bound --law=sample.csv --samples=3
status 2 'found no --samples' bound --d=3 --trace=1
status 2 'found no --d' bound --samples=3 --trace=1
status 2 'found numbers of no link' bound --samples=3 --d=3 --trace=1
status 2 'found 2 files, expected none, or NETWORK SAMPLE TEST' bound net.csv sample.csv
printf 'x1,x2,y\n1,1,3\n' >bad.csv
status 3 'found x1..x2, expected x1..x1 as the network has w' bound net.csv bad.csv test.csv
printf 'x1\n1\n' >bad.csv
status 3 'bad.csv:1:1: found no column y, expected labels' bound net.csv sample.csv bad.csv
printf 'w1,a,b\n1,1,1\n' >bias.csv
status 3 'found a column b' bound bias.csv sample.csv test.csv
finish
