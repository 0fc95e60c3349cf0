# SPDX-License-Identifier: MIT
# Sets of weights and images; sourced by the commands of experiment.mk, where `run PROGRAM` is a program. A failure
# is returned at once: this function runs where `set -e` does not count.

# sets ROW TMP OUT IMAGES OPTIONS...: for each of the row's n sets draws weights and an order of IMAGES images of 3
# and 7, runs population with the OPTIONS, and stacks what it gives in OUT.
sets() {
    local row=$1 tmp=$2 out=$3 images=$4 count seed set parts=()
    shift 4
    { read -r count && read -r seed; } < <(awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) name[$i] = i; next }
        { print $name["n"]; print $name["seed"] }' "$row") || return
    for ((set = 0; set < count; set++)); do
        local T=$tmp-$set each=$((seed + set * 1099511627776))
        run generate network --row="$row" --d=784 --weights=gaussian --seed=$each --recipe -o "$T-network.csv" &&
            run generate data --law=mnist --mnist=mnist --digits=3,7 --normalise=csqrt-d --n="$images" --seed=$each \
                --recipe -o "$T-data.csv" &&
            run population "$T-network.csv" "$T-data.csv" --row="$row" --n=1 --seed=$each "$@" -o "$T-part.csv" || return
        parts+=("$T-part.csv")
    done
    run collect "${parts[@]}" -o "$out" && rm -f "$tmp"-*.csv
}
