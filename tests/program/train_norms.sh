# SPDX-License-Identifier: MIT
# train --norms: by hand, what holds on every path, the network that is written, refusals.
. "$SOURCE/tests/script.sh"

near() {
    awk "BEGIN { d = ($1) - ($2); exit !(d <= $3 && -d <= $3) }" || fail "found $1, expected $2 to $3"
}

# f = a relu(w x) at w = 2, a = 1, (x, y) = (1, 5), |f - y|: w and a move by step a x and step w x.
printf 'w1,a\n2,1\n' >net.csv
printf 'x1,y\n1,5\n' >one.csv
norms="--method=sgd --activation=relu --norms"
status 0 '' train net.csv one.csv $norms --loss=abs --step=0.1 --steps=1 --log=log.csv -o out.csv
near "$(column out.csv w1)" 2.1 1e-15
near "$(column log.csv norm2 | tail -1)" '2.1^2+1.2^2' 1e-14
near "$(column log.csv balance | tail -1)" '1.2^2-2.1^2' 1e-14
near "$(column log.csv norm2_bound | head -1)" 5 1e-15
near "$(column log.csv norm2_bound | tail -1)" '1.01*5 + 4*0.1*5' 1e-14
near "$(column log.csv drift_bound | tail -1)" '0.01*5' 1e-15
# On drawn data, in batches: below the bounds, which grow; the last row is the network that is written.
"$BIN/generate" data --law=box --d=3 --teacher=linear --noise=0.3 --n=90 -o data.csv || fail generate
"$BIN/generate" network --width=7 --d=3 -o start.csv || fail generate
for loss in abs huber; do
    for batch in 1 8; do
        status 0 '' train start.csv data.csv $norms --loss=$loss --batch=$batch --step=0.1 --steps=400 \
            --log=log.csv -o out.csv
        rows log.csv | awk -F, '
            NR == 1 { for (i = 1; i <= NF; i++) c[$i] = i; next }
            NR == 2 { start = $c["balance"] }
            { drift = $c["balance"] - start
              if ($c["norm2"] > $c["norm2_bound"] || $c["norm2_bound"] < last) exit 1
              if (drift > $c["drift_bound"] + 1e-12 || -drift > $c["drift_bound"] + 1e-12) exit 1
              last = $c["norm2_bound"] }' || fail "$loss, batch $batch: beyond a bound"
        near "$(column log.csv norm2 | tail -1)" \
            "$(rows out.csv | awk -F, 'NR > 1 { for (i = 1; i <= NF; i++) s += $i*$i } END { printf "%.17g", s }')" 1e-10
    done
done
# Steps are what they are without --norms.
status 0 '' train start.csv data.csv --method=sgd --activation=relu --loss=huber --batch=8 --step=0.1 --steps=400 -o plain.csv
same plain.csv out.csv

status 2 'found --norms with --method=gd' train net.csv one.csv --norms --activation=relu --loss=abs --step=1 --steps=1
status 2 'expected sgd, abs or huber, relu and both' train net.csv one.csv $norms --loss=square --step=1 --steps=1
status 2 'activation=tanh' train net.csv one.csv --method=sgd --norms --loss=abs --activation=tanh --step=1 --steps=1
status 2 'layers=first' train net.csv one.csv $norms --loss=abs --layers=first --step=1 --steps=1
printf 'w1,a,b\n2,1,0\n' >bias.csv
status 2 'and biases' train bias.csv one.csv $norms --loss=abs --step=1 --steps=1
finish
