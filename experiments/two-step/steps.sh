# SPDX-License-Identifier: MIT
# Two giant steps from the command line; sourced by the commands of experiment.mk, where `run PROGRAM` is a
# program. A failure is returned at once: these functions run where `set -e` does not count.
# shellcheck disable=SC2154 # the cells of the row are variables
two_step=$(dirname "${BASH_SOURCE[0]}")
. "$two_step/../replicates.sh"

# each ROW TMP OUT COMMAND: the replicates of a row, by replicates.sh. T-w0.csv and T-x1.csv are the recipes of the
# network and of the batch of step one; batches are those of both steps, the same one if it is reused.
each() {
    replicates "$two_step" "$@"
}

prepare() {
    batches=("$1-x1.csv")
    run generate network --row="$1-row.csv" --scale-over=sqrt-d --output="$layer" --recipe -o "$1-w0.csv" &&
        run generate data --row="$1-row.csv" --recipe -o "$1-x1.csv" || return
    [ "$batch" = fresh ] || return 0
    batches+=("$1-x2.csv")
    run generate data --row="$1-row.csv" --seed=$((seed + (4096 + r) * 1099511627776)) --recipe -o "$1-x2.csv"
}

# train_first T: the network after one step. train_second T: after two. Both to standard output.
train_first() {
    run train "$1-w0.csv" "${batches[0]}" --activation="$activation" --layers=first --steps=1 --step="$scale1" \
        --exponent="$alpha1"
}

train_second() {
    run train "$1-w0.csv" "${batches[@]}" --activation="$activation" --layers=first --steps=2 \
        --step="$scale1,$scale2" --exponent="$alpha1,$alpha2"
}

# ---- what is measured of a replicate: COMMAND T PART ----

first_change() {
    train_first "$1" | run spectrum - --initial="$1-w0.csv" --count=2 --row="$1-row.csv" -o "$2"
}

first_largest() {
    train_first "$1" | run spectrum - --powers=1 --count=1 --tolerance=1e-7 --target="$1-x1.csv" \
        --row="$1-row.csv" -o "$2"
}

# The features of fresh inputs, those of the batch of step two.
first_features() {
    train_first "$1" | run spectrum - --features="${batches[1]}" --method=lanczos --count=4 --tolerance=1e-4 \
        --row="$1-row.csv" -o "$2"
}

# The weights go by a file: one of the programs is in memory at a time.
second_outliers() {
    train_second "$1" >"$1-w2.csv" &&
        run spectrum "$1-w2.csv" --powers=5 --tolerance=1e-5 --target="$1-x1.csv" --row="$1-row.csv" -o "$2"
}

# As many powers as the second layer has: two of signs.
second_signs() {
    train_second "$1" | run spectrum - --powers=2 --count=6 --tolerance=1e-5 --row="$1-row.csv" -o "$2"
}

second_values() {
    train_second "$1" | run spectrum - --row="$1-row.csv" -o "$2"
}

# What both steps changed, by powers of the second layer: not per eps^k.
second_strengths() {
    train_second "$1" | run spectrum - --initial="$1-w0.csv" --terms="$degree" --target="$1-x1.csv" \
        --row="$1-row.csv" --eps=1 -o "$2"
}

# The network after step one, as values; the second step from there, to standard output.
second_alone() {
    train_first "$1" >"$1-w1.csv" &&
        run train "$1-w1.csv" "${batches[-1]}" --activation="$activation" --step="$scale2" --exponent="$alpha2" \
            --layers=first --steps=1
}

# The terms of the second step alone.
second_terms() {
    second_alone "$1" >"$1-w2.csv" &&
        run spectrum "$1-w2.csv" --initial="$1-w1.csv" --terms="$degree" --target="$1-x1.csv" \
            --row="$1-row.csv" -o "$2"
}

# The same against the directions that its samples should give; naive_slope and naive_distance2 are those on the theory that drops
# the remainder of step one.
second_slopes() {
    local kind
    second_alone "$1" >"$1-w2.csv" || return
    for kind in naive "$batch"; do
        run directions "${batches[@]:0:$([ "$batch" = fresh ] && echo 2 || echo 1)}" --link="$link" --noise="$noise" \
            --activation="$activation" --batch="$([ "$batch" = fresh ] && echo fresh || echo $kind)" \
            --network="$1-w1.csv" --vectors -o "$1-b.csv" &&
            run spectrum "$1-w2.csv" --initial="$1-w1.csv" --terms="$degree" --target="$1-x1.csv" \
                --against="$1-b.csv" --row="$1-row.csv" -o "$1-x-$kind.csv" || return
    done
    awk -F, -v OFS=, '
        /^#/ { if (FNR != NR) print; next }
        FNR == NR && !c { while ($(++c) != "slope"); while ($(++e) != "distance2"); next }
        FNR == NR { naive[++n] = $c OFS $e; next }
        { print (m ? naive[m] : "naive_slope" OFS "naive_distance2"), $0; m++ }' "$1-x-naive.csv" "$1-x-$batch.csv" >"$2"
}

# The directions of samples alone.
sampled() {
    run directions "${batches[@]}" --row="$1-row.csv" -o "$2"
}
