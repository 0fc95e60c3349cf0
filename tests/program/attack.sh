# SPDX-License-Identifier: MIT
# attack: its columns and meanings against a few independent lines; recipes and values;
# zero gradients; refusals.
. "$SOURCE/tests/script.sh"

# A network with a bias and a column of somebody's own, and inputs without labels.
cat >net.csv <<'END'
# a comment
w1,w2,w3,b,a,name

1,-2,0.5,0.25,0.75,first
-0.5,0.25,1,0,-1.5,second
"0.125",1,-1,-1,2,"third, last"
0.3,-0.7,0.2,0.1,-0.6,fourth
END
printf 'x1,x2,x3\n1,0.5,-0.25\r\n-2,1,0.5\n0.1,0.2,0.3\n' >data.csv

# check FILE ACTIVATION METRIC NORMS: columns of a one-step attack against awk.
check() {
    for sample in 1 2 3; do
        sed 's/\r//' data.csv | sed -n $((sample + 1))p
    done >points
    rows net.csv | sed '1d; /^$/d; s/"//g' | cut -d, -f1-5 >weights
    awk -F, -v activation="$2" -v metric="$3" -v norms="$4" '
        function s(t) { return activation == "relu" ? (t > 0 ? t : 0) : (exp(2 * t) - 1) / (exp(2 * t) + 1) }
        function s1(t) { return activation == "relu" ? (t > 0) : 1 - s(t) ^ 2 }
        function abs(t) { return t < 0 ? -t : t }
        function sign(t) { return (t > 0) - (t < 0) }
        function f(p, q, r,    i, z, sum) {
            for (i = 1; i <= n; i++) {
                z = w[i, 1] * p + w[i, 2] * q + w[i, 3] * r + w[i, 4]
                sum += w[i, 5] * s(z)
            }
            return sum
        }
        FILENAME == "weights" { n = FNR; for (j = 1; j <= 5; j++) w[FNR, j] = $j; next }
        {
            for (j = 1; j <= 3; j++) g[j] = 0
            for (i = 1; i <= n; i++) {
                z = w[i, 4]
                for (j = 1; j <= 3; j++) z += w[i, j] * $j
                for (j = 1; j <= 3; j++) g[j] += w[i, 5] * s1(z) * w[i, j]
            }
            before = f($1, $2, $3)
            G = sqrt(g[1] ^ 2 + g[2] ^ 2 + g[3] ^ 2)
            count = split(norms, norm, " ")
            for (k = 1; k <= count; k++) {
                S = norm[k]
                slope = 0
                for (j = 1; j <= 3; j++) {
                    v[j] = -sign(before) * (metric == "l2" ? g[j] / G : sign(g[j]))
                    slope -= sign(before) * g[j] * v[j]
                }
                after = f($1 + S * v[1], $2 + S * v[2], $3 + S * v[3])
                flips = 0
                for (i = 1; i <= n; i++) {
                    z = w[i, 1] * $1 + w[i, 2] * $2 + w[i, 3] * $3 + w[i, 4]
                    y = z + S * (w[i, 1] * v[1] + w[i, 2] * v[2] + w[i, 3] * v[3])
                    flips += (z > 0) != (y > 0)
                }
                printf "%d %.17g %.17g %.17g %d %g %.17g %d %.17g %.17g %g\n", FNR, before, after, G,
                    sign(before) != sign(after), S, slope, abs(before) <= S * slope,
                    sign(before) * (before - after) / (S * slope),
                    after - before + sign(before) * S * slope, flips / n
            }
        }' weights points >expected
    rows "$1" | sed 1d | tr , ' ' >found
    [ "$(wc -l <found)" -eq "$(wc -l <expected)" ] || fail "$2 $3: $(wc -l <found) rows"
    paste -d' ' found expected | awk '{ for (j = 1; j <= NF / 2; j++) {
        e = $j - $(j + NF / 2); if (!(e ^ 2 < 1e-26)) { print "column " j ": " $0; bad = 1 } } }
        END { exit bad }' || fail "$2 $3: differs from awk"
}

for activation in relu tanh; do
    for metric in l2 linf; do
        status 0 '' attack net.csv data.csv --activation=$activation --metric=$metric --norm=0.5,1,2
        check out $activation $metric '0.5 1 2'
        cp out values-$activation-$metric
        status 0 '' attack net.csv data.csv --activation=$activation --metric=$metric --norm=1:2:3
        check out $activation $metric '1 1.5 2'
    done
done
[ "$(rows values-relu-l2 | head -1)" = \
    sample,before,after,gradient_norm,flipped,norm,slope,linear,gain,residual,flips ] || fail "columns"
grep -q '^# input: net.csv ' values-relu-l2 && grep -q '^# input: data.csv ' values-relu-l2 ||
    fail "the inputs are not in the header"

# Labels, order of columns, pipes: nothing changes below the header.
awk -F, 'NR == 1 { print "y,x3,x1,x2"; next } { sub("\r", "", $3); print "1," $3 "," $1 "," $2 }' \
    data.csv >labelled.csv
for data in labelled.csv -; do
    status 0 '' attack net.csv $data --activation=relu --norm=0.5,1,2 <data.csv
    same out values-relu-l2
done
status 0 '' attack - data.csv --activation=relu --norm=0.5,1,2 <net.csv
same out values-relu-l2
"$BIN/generate" network --width=5 --d=3 | "$BIN/attack" - data.csv --activation=relu -o piped.csv ||
    fail "a pipe"
"$BIN/generate" network --width=5 --d=3 -o five.csv
status 0 '' attack five.csv data.csv --activation=relu
same out piped.csv

# Recipes and values, for each method; the moved inputs give `after` for their f.
"$BIN/generate" network --width=60 --d=6 --output=signs --recipe -o net-recipe.csv
"$BIN/generate" network --row=net-recipe.csv -o net-values.csv
"$BIN/generate" data --n=7 --d=6 --law=sphere --teacher=linear --recipe -o data-recipe.csv
"$BIN/generate" data --row=data-recipe.csv -o data-values.csv
for method in '' --method=random --metric=linf '--method=search --norm=20' \
    '--method=projected --steps=3' '--norm=0.1:3:7'; do
    for network in net-recipe.csv net-values.csv; do
        for data in data-recipe.csv data-values.csv; do
            status 0 '' attack $network $data --activation=tanh $method
            [ $network$data != net-recipe.csvdata-recipe.csv ] || cp out first.csv
            same out first.csv
        done
    done
done
status 0 '' attack net-recipe.csv data-recipe.csv --activation=tanh --norm=0.7 --perturbed=moved.csv
column out after >after
status 0 '' attack net-recipe.csv moved.csv --activation=tanh
column out before | paste -d' ' - after | awk '{ e = $1 - $2; if (e ^ 2 > 1e-24) exit 1 }' ||
    fail "--perturbed"
column moved.csv y >y && column data-values.csv y | cmp -s - y || fail "--perturbed: labels"
awk -F, 'FNR == NR { if ($1 ~ /^[-0-9]/) for (j = 1; j <= 6; j++) x[++n] = $j; next }
    $1 ~ /^[-0-9]/ { r = 0; for (j = 1; j <= 6; j++) r += ($j - x[++m]) ^ 2
        if ((r - 0.49) ^ 2 > 1e-24) bad = 1 } END { exit bad || m != 42 }' data-values.csv moved.csv ||
    fail "--perturbed: lengths"

# A negative norm goes the other way: f grows, and gain is by its own sign.
status 0 '' attack net-recipe.csv data-recipe.csv --activation=tanh --norm=-0.01
column out before >before
column out after | paste -d' ' before - | awk '{ if (($1 > 0 ? $1 : -$1) >= ($2 > 0 ? $2 : -$2)) exit 1 }' ||
    fail "a negative norm"

# The search ends where the sign changes: 1e-9 less does not, and half of it neither.
status 0 '' attack net-values.csv data-values.csv --activation=tanh --method=search --norm=50
column out norm >norms
i=0
while read -r norm; do
    i=$((i + 1))
    [ "$norm" != inf ] || continue
    less=$(awk -v n="$norm" 'BEGIN { printf "%.17g,%.17g,%.17g", n / 2, n * (1 - 1e-9), n }')
    "$BIN/attack" net-values.csv data-values.csv --activation=tanh --norm="$less" | grep "^$i," \
        >three
    [ "$(cut -d, -f5 three | tr '\n' ' ')" = '0 0 1 ' ] ||
        fail "search: sample $i at $norm flips as $(cut -d, -f5 three | tr '\n' ' ')"
done <norms
[ "$i" -eq 7 ] || fail "search: $i rows"

# A zero gradient moves nothing and flips nothing: a dead ReLU network, and one that is constant.
printf 'w1,a\n1,3\n' >dead.csv
printf 'w1,b,a\n0,1,2\n' >constant.csv
printf 'x1\n-1\n' >minus.csv
for network in dead.csv constant.csv; do
    for method in '' --metric=linf '--method=search' '--method=projected'; do
        status 0 '' attack $network minus.csv --activation=relu $method --norm=5
        [ "$(column out flipped)" = 0 ] && [ "$(column out gradient_norm)" = 0 ] || fail "$network"
        [ "$(column out before)" = "$(column out after)" ] || fail "$network $method: moved"
    done
done
# Outputs whose product is no number of its own: 1e-200 to -1e-200 is a change of sign.
printf 'w1,a\n1,1e-200\n' >small.csv
printf 'x1\n1\n' >one.csv
status 0 '' attack small.csv one.csv --activation=linear --norm=2
[ "$(column out flipped)" = 1 ] || fail "a small output that changes sign"
status 0 '' attack small.csv one.csv --activation=linear --norm=1
[ "$(column out after),$(column out flipped)" = 0,1 ] || fail "an output that becomes 0"

# Layers; fresh networks need recipes; the sampler its law.
status 3 'five.csv:[0-9]*:1: found w1..w3, expected w1..w60: one for each neuron of net-values.csv' \
    attack net-values.csv five.csv data-values.csv --activation=relu
status 2 'found --fresh with a network of values' attack net-values.csv data-values.csv --fresh \
    --activation=relu
status 2 'found a network of values' attack net-values.csv data-values.csv --sampler --activation=relu
status 2 'found inputs off the axis' attack net-recipe.csv data-recipe.csv --sampler --metric=linf \
    --activation=relu

# Refusals: one line, with file, line and column.
status 3 'data.csv:1:1: found x1..x3, expected x1..x6' attack net-values.csv data.csv --activation=relu
refuse() {
    printf "$2" >bad.csv
    status 3 "bad.csv:$1" attack net.csv bad.csv --activation=relu
}
refuse '1:1: found no' 'y,z\n1,2\n'
refuse '1:.: .*x2' 'x1,x3\n1,2\n'
refuse '3:2: found nan, expected a finite number' 'x1,x2,x3\n1,2,3\n1,nan,3\n'
refuse '2:1: found -inf, expected a finite number' 'x1,x2,x3\n-inf,2,3\n'
refuse '2:3: found "0x1p3", expected a number' 'x1,x2,x3\n1,2,0x1p3\n'
refuse '2:2: found an empty cell, expected a number' 'x1,x2,x3\n1,,3\n'
refuse '2:' 'x1,x2,x3\n1,2\n'
refuse '2:1: .*1e999' 'x1,x2,x3\n1e999,2,3\n'
refuse '1:1: found no rows' 'x1,x2,x3\n'
refuse '' ''
status 3 'nowhere.csv' attack net.csv nowhere.csv --activation=relu
sed 's/,a,/,c,/' net.csv >bad.csv
status 3 'bad.csv:2:1: found no column a' attack bad.csv data.csv --activation=relu
status 2 'found no --activation' attack net.csv data.csv
status 2 'rilu' attack net.csv data.csv --activation=rilu
status 2 'found --norm=1,, expected numbers' attack net.csv data.csv --activation=relu --norm=1,
status 2 'found --norm=inf, expected finite numbers' attack net.csv data.csv --activation=relu --norm=inf
status 2 'found --norm=-1, --method=search expected one positive number' attack net.csv data.csv \
    --activation=relu --method=search --norm=-1
status 2 'found 1 operands, expected NETWORK... DATA' attack net.csv --activation=relu
status 4 'found f = .* at sample 1 moved by 1e+200' attack net.csv data.csv --activation=square --norm=1e200
finish
