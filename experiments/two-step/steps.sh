# Two giant steps from the command line; sourced by the commands of experiment.mk, where `run PROGRAM` is a
# program. A failure is returned at once: these functions run where `set -e` does not count.
two_step=$(dirname "${BASH_SOURCE[0]}")

# each ROW TMP OUT COMMAND: for each replicate of a row calls COMMAND TMP PART; stacks the parts. TMP-row.csv
# has the replicate's options, TMP-w0.csv, TMP-x1.csv and TMP-x2.csv the recipes of the network and of the
# batches of both steps: the same batch twice if it is reused.
each() {
    local row=$1 tmp=$2 out=$3 command=$4 parts=() replicates replicate
    replicates=$(awk -F, 'NR == 1 { while ($(++c) != "n"); next } { print $c }' "$row") || return
    for ((replicate = 0; replicate < replicates; replicate++)); do
        awk -v replicate=$replicate -f "$two_step/row.awk" "$row" >"$tmp-row.csv" &&
            run generate network --row="$tmp-row.csv" --scale-over=sqrt-d --recipe -o "$tmp-w0.csv" &&
            run generate data --row="$tmp-row.csv" --recipe -o "$tmp-x1.csv" &&
            awk -F, -v OFS=, '/^#/ { next }
                !n++ { for (i = 1; i <= NF; i++) if ($i == "seed") seed = i; print; next }
                { $seed = sprintf("%.0f", $seed + 4398046511104 * 1024); print }' "$tmp-x1.csv" >"$tmp-x2.csv" &&
            awk -F, '
                NR == 1 { for (i = 1; i <= NF; i++) if ($i ~ /^(step|exponent)$/) c[$i] = i; next }
                { print "step,exponent"; print $c["step"] "," $c["exponent"] }' "$tmp-row.csv" >"$tmp-steps.csv" &&
            { ! grep -q '[,;]reuse[,;]' "$tmp-row.csv" || cp "$tmp-x1.csv" "$tmp-x2.csv"; } &&
            "$command" "$tmp" "$tmp-part$replicate.csv" || return
        parts+=("$tmp-part$replicate.csv")
    done
    run collect "${parts[@]}" -o "$out" && rm -f "$tmp"-*.csv
}

# activation TMP: the only quoted cell of the row.
activation() {
    sed -n '2s/.*"\(.*\)".*/\1/p' "$1-row.csv"
}

# train_first TMP, train_second TMP: the network after one step; after two, to standard output.
train_first() {
    run train "$1-w0.csv" "$1-x1.csv" --row="$1-steps.csv" --activation="$(activation "$1")" --layers=first --steps=1
}

train_second() {
    run train "$1-w0.csv" "$1-x1.csv" "$1-x2.csv" --row="$1-steps.csv" --activation="$(activation "$1")" \
        --layers=first --steps=2
}

# What is measured of a replicate: COMMAND TMP PART.
first_change() {
    train_first "$1" | run spectrum - --initial="$1-w0.csv" --count=2 --row="$1-row.csv" -o "$2"
}

first_largest() {
    train_first "$1" | run spectrum - --powers=1 --count=1 --tolerance=1e-7 --target="$1-x1.csv" \
        --row="$1-row.csv" -o "$2"
}

second_outliers() {
    train_second "$1" | run spectrum - --powers=5 --tolerance=1e-5 --target="$1-x1.csv" \
        --row="$1-row.csv" -o "$2"
}
