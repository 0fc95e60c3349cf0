# SPDX-License-Identifier: MIT
# Trained networks of the experiments; sourced by the commands of experiment.mk, where `run PROGRAM` is a
# program. A failure is returned at once: these functions run where `set -e` does not count.
# shellcheck disable=SC2154 # the cells of the row are variables
early=$(dirname "${BASH_SOURCE[0]}")
. "$early/../replicates.sh"

# each ROW TMP OUT COMMAND: the draws of a row, by replicates.sh. T-w.csv is the recipe of the network, T-x.csv that of
# the data. What is said here holds where the row does not say it.
each() {
    local layers=first weights=sphere signs=signs normalise=unit
    replicates "$early" "$@"
}

prepare() {
    local images=()
    [ "$law" != mnist ] || images=(--mnist=mnist --digits=3,7)
    run generate network --row="$1-row.csv" --weights="$weights" --scale-over=sqrt-d-width --output="$signs" \
        --output-scale-over=sqrt-width --recipe -o "$1-w.csv" &&
        run generate data --row="$1-row.csv" --normalise="$normalise" "${images[@]}" --recipe -o "$1-x.csv"
}

# descend T OPTIONS...: trains the draw's network.
descend() {
    local T=$1
    shift
    run train "$T-w.csv" "$T-x.csv" --row="$T-row.csv" --activation=relu --loss="$objective" --layers="$layers" \
        --step="$eta" --steps="$until" "$@"
}

# quietly COMMAND...: without the warning that there is one class only, which here is meant.
quietly() {
    { "$@" 2>&1 >&3 | sed '/samples of one class only/d' >&2; } 3>&1
}

# table SCRIPT FILE...: awk with columns by name; the script is a file of this folder.
table() {
    local script=$1
    shift
    awk -f "$early/columns.awk" -f "$early/$script" "$@"
}

# ---- what is measured of a draw: COMMAND T PART ----

# The partition at the logged steps, with the certificates from the start or from settling.
from_start() {
    descend "$1" --log-every="$every" --look-every=1 --partition="$2" -o "$1-end.csv"
}

from_settling() {
    descend "$1" --log-every="$every" --look-every=10 --restart-settled --partition="$2" -o "$1-end.csv"
}

# The same in full arithmetic, and from the start: what goes by groups of neurons takes their linearity for granted.
from_settling_dense() {
    descend "$1" --dense --log-every="$every" --look-every=10 --restart-settled --partition="$2" -o "$1-end.csv"
}

from_start_dense() {
    descend "$1" --dense --log-every="$every" --partition="$2" -o "$1-end.csv"
}

# The last row of each class alone.
at_end() {
    descend "$1" --log-every="$until" --look-every=1 --partition="$1-p.csv" -o "$1-end.csv" &&
        table last.awk "$1-p.csv" >"$2"
}

# The same by SGD.
by_sgd() {
    descend "$1" --method=sgd --batch=4 --log-every="$until" --look-every=1 --partition="$1-p.csv" \
        -o "$1-end.csv" && table last.awk "$1-p.csv" >"$2"
}

until_settled() {
    descend "$1" --until-settled --log-every="$until" --partition="$1-p.csv" -o "$1-end.csv" &&
        table last.awk "$1-p.csv" >"$2"
}

# For each replicate of the network: what was counted at the start against what is there at the end.
plateau() {
    descend "$1" --replicates="$networks" --log-at="0,$until" --partition="$1-p.csv" -o "$1-end.csv" &&
        table plateau.awk "$1-p.csv" >"$2"
}

# Margins by gradient descent in full and by clocks, also by clocks of a network without false-living neurons and
# by clocks without the 1/n; a row a sample.
by_clock() {
    descend "$1" --dense -o "$1-end.csv" && run attack "$1-end.csv" "$1-x.csv" --activation=relu --norm=0 -o "$1-f.csv" &&
        run clock "$1-w.csv" --row="$1-row.csv" --loss="$objective" --step="$eta" --steps="$until" --samples \
            -o "$1-clock.csv" &&
        run clock "$1-w.csv" --row="$1-row.csv" --loss="$objective" --step="$(awk "BEGIN { print $eta * $size }")" \
            --steps="$until" --samples -o "$1-fast.csv" &&
        run generate network --row="$1-w.csv" -o "$1-any.csv" && table without.awk "$1-any.csv" >"$1-true.csv" &&
        run clock "$1-true.csv" --row="$1-row.csv" --loss="$objective" --step="$eta" --steps="$until" --samples \
            -o "$1-only.csv" &&
        table clock.awk "$1-clock.csv" "$1-f.csv" "$1-only.csv" "$1-fast.csv" >"$2"
}

# Margins before and after the steps that follow when most false-living neurons are dead; a row a sample without
# such neurons and with a true-living one.
without_false() {
    descend "$1" --dense -o "$1-mid.csv" && run attack "$1-mid.csv" "$1-x.csv" --activation=relu --norm=0 -o "$1-f.csv" &&
        run train "$1-mid.csv" "$1-x.csv" --activation=relu --loss="$objective" --layers=first --dense --step="$eta" \
            --steps="$until" -o "$1-end.csv" &&
        run attack "$1-end.csv" "$1-x.csv" --activation=relu --norm=0 -o "$1-g.csv" &&
        run clock "$1-w.csv" --row="$1-row.csv" --loss="$objective" --step="$eta" --steps="$until" --samples \
            -o "$1-clock.csv" &&
        table without_false.awk "$1-clock.csv" "$1-f.csv" "$1-g.csv" >"$2"
}

# One neuron on one sample, a = 1, w = z0: the scalar recursion of a margin. eta, z0 and time are the row's.
scalar() {
    { echo w1,a && echo "$z0,1"; } >"$1-w.csv"
    until=$(awk "BEGIN { printf \"%.0f\", $time / $eta }")
    descend "$1" -o "$1-end.csv" && table scalar.awk "$1-row.csv" "$1-end.csv" >"$2"
}

# The tail of two support vectors a class under growing steps: slopes of 1/loss.
tail() {
    descend "$1" --growth="$growth" --log-every=100 --partition="$1-p.csv" -o "$1-end.csv" &&
        table tail.awk "$1-p.csv" >"$2"
}

# Norms and drift of the last step, with the loss at the start.
drift() {
    until=$(awk "BEGIN { printf \"%.0f\", $time / $eta }")
    descend "$1" --gradients --log-every="$until" --log="$1-log.csv" -o "$1-end.csv" &&
        table drift.awk "$1-log.csv" >"$2"
}

# Both layers, one direction a class, no false-living neurons: A and B at the start, the output at the end.
aligned() {
    run generate network --row="$1-w.csv" -o "$1-any.csv" && table aligned.awk "$1-any.csv" >"$1-w.csv" &&
        descend "$1" -o "$1-end.csv" &&
        run attack "$1-end.csv" "$1-x.csv" --activation=relu --norm=0 -o "$1-f.csv" &&
        table outputs.awk "$1-row.csv" "$1-w.csv" "$1-end.csv" "$1-f.csv" >"$2"
}

# The time at which the margin reaches f1 from f0, one balanced neuron a class along the mean.
hitting() {
    awk -v f0="$f0" -v angle="$angle" 'BEGIN { c = sqrt(f0 / cos(angle)); print "w1,w2,w3,w4,a"
        printf "%.17g,0,0,0,%.17g\n0,0,%.17g,0,%.17g\n", c, c, c, -c }' >"$1-v.csv"
    [ "$law" = clusters ] && awk -F, -v OFS=, 'NR == 3 { print 0, $3, 0, 0, $5; next } { print }' "$1-v.csv" >"$1-w.csv"
    [ "$law" = clusters ] || cp "$1-v.csv" "$1-w.csv"
    descend "$1" --log="$1-log.csv" -o "$1-end.csv" && table hitting.awk "$1-row.csv" "$1-log.csv" >"$2"
}

# T-x.csv becomes the first class alone, as values.
first_class() {
    run generate data --row="$1-x.csv" -o "$1-all.csv" &&
        awk -F, '/^#/ { print; next } !n++ || $NF > 0' "$1-all.csv" >"$1-x.csv"
}

# balanced T E: T-w.csv becomes the recipe of weights of size E, both layers.
balanced() {
    run generate network --row="$1-row.csv" --weights=sphere --scale="$(awk "BEGIN { print 0.9 * $2 }")" \
        --scale-over=sqrt-d --output=signs --output-scale="$2" --recipe -o "$1-w.csv"
}

# Both layers on one class: the time at which the loss has fallen by `fall`, from weights of size eps and eps/10.
escape() {
    local e
    first_class "$1" && run correlations "$1-x.csv" --loss="$objective" -o "$1-c.csv" || return
    for e in "$eps" "$(awk "BEGIN { print $eps / 10 }")"; do
        balanced "$1" "$e" && descend "$1" --log="$1-log-$e.csv" -o "$1-end.csv" || return
        logs+=("$1-log-$e.csv")
    done
    table escape.awk "$1-row.csv" "$1-c.csv" "${logs[@]}" >"$2"
    local status=$?
    logs=()
    return $status
}

# Both layers: when the partition is settled, from weights of size eps.
settling_both() {
    balanced "$1" "$eps" && until_settled "$1" "$2"
}

# Both layers, two orthonormal samples: what false-living neurons have done by their clocks.
flips() {
    descend "$1" --log-every="$every" --look-every=1 --neurons-every="$every" --neurons="$1-k.csv" \
        --partition="$1-p.csv" -o "$1-end.csv" && table flips.awk "$1-k.csv" >"$2"
}

# Squared gradient norms at the start over fresh networks, against what the data say.
gradients() {
    run correlations "$1-x.csv" --loss="$objective" --kappa="$kappa" --row="$1-row.csv" -o "$1-c.csv" &&
        until=0 descend "$1" --replicates="$networks" --gradients --log="$1-log.csv" -o "$1-end.csv" &&
        table gradients.awk "$1-c.csv" "$1-log.csv" >"$2"
}

# The same over fresh labels (and inputs, unless they are images), too.
gradients_random() {
    until=0 descend "$1" --replicates="$networks" --fresh-data --gradients --log="$1-log.csv" -o "$1-end.csv" &&
        cp "$1-log.csv" "$2"
}

# SGD with batches of one on orthonormal samples without false-living neurons: the loss over all samples after
# some steps, its expectation, and that of full gradient descent at the same time.
by_chance() {
    run generate network --row="$1-w.csv" -o "$1-any.csv" && table without.awk "$1-any.csv" >"$1-w.csv" &&
        descend "$1" --method=sgd --batch=1 --order=replacement --replicates="$networks" \
            --log-at="$times" --partition="$1-p.csv" -o "$1-end.csv" &&
        run clock "$1-w.csv" --row="$1-row.csv" --loss="$objective" --steps=0 --samples -o "$1-clock.csv" &&
        table chance.awk "$1-clock.csv" >"$1-sweep.csv" &&
        run predict early-stage-sgd --sweep="$1-sweep.csv" -o "$1-expected.csv" &&
        table chances.awk "$1-expected.csv" "$1-p.csv" >"$2"
}

# The partition of one neuron on one sample.
from_scalar() {
    { echo w1,a && echo "$z0,1"; } >"$1-w.csv"
    quietly from_start "$1" "$2"
}

# The same as aligned, with B taken for 0: what a balanced start would do.
aligned_balanced() {
    aligned "$1" "$1-out.csv" && awk -F, -v OFS=, 'NR > 1 { $4 = 0 } { print }' "$1-out.csv" >"$2"
}

# width_law ROW TMP OUT: fresh networks on orthonormal samples, without training: how many learn all, and how
# many samples are never learnt. A row of its own, as it has no draws but replicates.
width_law() {
    local count size
    count=$(awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next } { print $(at["n"]) }' "$1")
    size=$(awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
        { print $(at["n_plus"]) + $(at["n_minus"]) }' "$1")
    run generate network --row="$1" --weights=sphere --scale-over=sqrt-d-width --output=signs \
        --output-scale-over=sqrt-width --recipe -o "$2-w.csv" &&
        run clock "$2-w.csv" --row="$1" --replicates="$count" --n="$size" --steps=0 -o "$2-c.csv" &&
        run summarise "$2-c.csv" --by="m;n_plus;n_minus" --columns="learnt;unlearnt" -o "$3" && rm -f "$2"-[cw].csv
}

# Two samples in the plane: what is alive in the end.
planar() {
    descend "$1" --log-every="$until" --partition="$1-p.csv" -o "$1-end.csv" && table planar.awk "$1-p.csv" >"$2"
}

# ---- for figures ----

# 0, 1, 2, ... until, by factors of 1.25.
log_times() {
    awk -v until="$until" 'BEGIN {
        printf "0"
        for (t = 1; t < until; t = t * 1.25 > t + 1 ? t * 1.25 : t + 1)
            printf ",%d", t
        printf ",%d\n", until }'
}

# The partition at such times, from the start; the certificates restarted when settled.
curve_start() {
    descend "$1" --log-at="$(log_times)" --partition="$2" -o "$1-end.csv"
}

curve_settled() {
    descend "$1" --log-at="$(log_times)" --look-every=10 --restart-settled --partition="$2" -o "$1-end.csv"
}

# Losses at such times of fresh networks on orthonormal samples.
plateaus() {
    run clock "$1-w.csv" --row="$1-row.csv" --loss="$objective" --step="$eta" --steps="$until" \
        --log-at="$(log_times)" --replicates="$networks" -o "$2"
}

# Both layers: the clock at which each neuron that is false-living only dies, against artanh.
deaths() {
    descend "$1" --log-every="$until" --look-every=1 --neurons-every=5 --neurons="$1-k.csv" --partition="$1-p.csv" \
        -o "$1-end.csv" && table deaths.awk "$1-k.csv" >"$2"
}

# Both layers on one class from small weights: the neurons from when they are settled, with parameters of
# early-stage-alignment.
alignment() {
    first_class "$1" && balanced "$1" "$eps" && run correlations "$1-x.csv" --loss="$objective" -o "$1-c.csv" &&
        quietly until_settled "$1" "$1-s.csv" && quietly run train "$1-end.csv" "$1-x.csv" --row="$1-row.csv" --activation=relu \
            --loss="$objective" --layers=both --step="$eta" --steps="$until" --neurons-every="$every" \
            --log-every="$every" --partition="$1-p.csv" --neurons="$1-k.csv" -o "$1-z.csv" &&
        table alignment.awk "$1-c.csv" "$1-k.csv" >"$1-a.csv" &&
        run predict early-stage-alignment --sweep="$1-a.csv" -o "$2"
}

# The certificates restarted twice.
curve_restarted() {
    descend "$1" --log-at="$(log_times)" --restart-at=10,100 --partition="$2" -o "$1-end.csv"
}

# Signed correlations of the data, and their densities.
correlated() {
    run correlations "$1-x.csv" --row="$1-row.csv" -o "$2"
}

histogram() {
    run correlations "$1-x.csv" --row="$1-row.csv" --histogram=80 -o "$2"
}
