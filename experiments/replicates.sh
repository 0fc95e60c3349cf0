# SPDX-License-Identifier: MIT
# For the script of a paper, which a stage's commands source and where `run PROGRAM` is a program. A failure is
# returned at once: these functions run where `set -e` does not count.

# replicates FOLDER ROW TMP OUT COMMAND: for each replicate of a row, by FOLDER/row.awk, calls prepare T, which the
# paper's script defines, then COMMAND T PART, and stacks the parts in OUT. T-row.csv has the replicate's options,
# r = 0, 1, ... is its number; the cells of the row are variables.
replicates() {
    local folder=$1 row=$2 tmp=$3 out=$4 command=$5 parts=() number r T
    { read -r number && eval "$(cat)"; } < <(awk -v tmp="$tmp" -f "$folder/../replicates.awk" -f "$folder/row.awk" "$row") ||
        return
    for ((r = 0; r < number; r++)); do
        T=$tmp-$r
        prepare "$T" && "$command" "$T" "$T-part.csv" || return
        parts+=("$T-part.csv")
        rm -f "$T"-[a-oq-z]*.csv
    done
    run collect "${parts[@]}" -o "$out" && rm -f "$tmp"-*.csv
}
