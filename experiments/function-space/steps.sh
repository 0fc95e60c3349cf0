# SPDX-License-Identifier: MIT
# One gradient step and what follows it; sourced by the commands of experiment.mk, where `run PROGRAM` is a program.
# A failure is returned at once: these functions run where `set -e` does not count.
# shellcheck disable=SC2154 # the cells of the row are variables
function_space=$(dirname "${BASH_SOURCE[0]}")
. "$function_space/../replicates.sh"

# each ROW TMP OUT COMMAND: the replicates of a row, by replicates.sh. T-w0.csv and T-x.csv are the recipes of the
# network and of the samples of the step.
each() {
    replicates "$function_space" "$@"
}

prepare() {
    run generate network --row="$1-row.csv" --scale-over=sqrt-d --recipe -o "$1-w0.csv" &&
        run generate data --row="$1-row.csv" --recipe -o "$1-x.csv"
}

# The network after the step, to standard output.
one_step() {
    run train "$1-w0.csv" "$1-x.csv" --activation="$activation" --layers=first --steps=1 --step="$step"
}

# ---- what is measured of a replicate: COMMAND T PART ----

# The samples alone.
gradient() {
    run directions "$1-x.csv" --link="$link" --noise="$noise" --batch=reuse --terms=1 --row="$1-row.csv" -o "$2"
}

moments() {
    one_step "$1" | run weights - "$1-x.csv" --row="$1-row.csv" -o "$2"
}

elements() {
    one_step "$1" | run weights - "$1-x.csv" --degrees=7 --row="$1-row.csv" -o "$2"
}

neurons() {
    one_step "$1" | run weights - "$1-x.csv" --values --row="$1-row.csv" -o "$2"
}

# The leading eigenvectors of the kernel matrix of the samples.
aligned() {
    run generate data --row="$1-row.csv" --teacher=none --noise=0 --n=1 --seed=7 -o "$1-w-v.csv" &&
        run eigenfunctions "$1-x.csv" --kernel=relu --row="$1-row.csv" --direction="$1-w-v.csv" \
            --align="$1-w-v.csv" --count=2 -o "$2"
}

# last FILE NAME: the last cell of a column.
last() {
    awk -F, -v name="$2" '/^#/ { next } !c { while ($(++c) != name); next } { cell = $c } END { print cell }' "$1"
}

# The second layer by ridge regression on `fitted` fresh samples, ridge on F F^T, F = sigma(X W^T)/sqrt N; mse on
# noisy labels. f = sum a sigma, so train's ridge on |a|^2 is ridge N/fitted.
readout() {
    one_step "$1" >"$1-w1.csv" &&
        run weights "$1-w1.csv" "$1-x.csv" --row="$1-row.csv" -o "$1-w-moments.csv" &&
        run generate data --row="$1-row.csv" --n="$fitted" --seed=$((seed + (2048 + r) * 1099511627776)) \
            --recipe -o "$1-x-fitted.csv" &&
        run generate data --row="$1-row.csv" --n=4000 --noise=0 \
            --seed=$((seed + (4096 + r) * 1099511627776)) --recipe -o "$1-x-test.csv" &&
        run train "$1-w1.csv" "$1-x-fitted.csv" --method=ridge --layers=second --activation="$activation" \
            --ridge="$(awk -v r="$ridge" -v N="$width" -v n="$fitted" 'BEGIN { printf "%.17g", r * N / n }')" \
            -o "$1-w2.csv" &&
        run train "$1-w2.csv" "$1-x-test.csv" --steps=0 --step=0 --activation="$activation" --log="$1-x-log.csv" \
            -o "$1-w3.csv" &&
        append "$1-w-moments.csv" mse "$(awk -v loss="$(last "$1-x-log.csv" loss)" -v noise="$noise" \
            'BEGIN { printf "%.17g", 2 * loss + noise^2 }')" >"$2"
}

# append FILE NAME VALUE...: a table of one row with further columns, to standard output.
append() {
    local file=$1
    shift
    awk -v more="$*" 'BEGIN { count = split(more, word, " ") }
        /^#/ { print; next }
        { for (i = 1; i <= count; i += 2) $0 = $0 "," (rows ? word[i + 1] : word[i]); rows++; print }' "$file"
}

# The same beside what theory says of the kernel b k_{theta/b}, b = 1 + q: the conditional equivalent and what a
# finite width adds to the equivalent; and the isotropic one.
compared() {
    readout "$1" "$1-x-part.csv" || return
    local curve=(--d="$d" --n="$fitted" --noise="$noise") spiked
    read -r spiked < <(awk -v theta="$(last "$1-x-part.csv" theta)" -v q="$(last "$1-x-part.csv" q)" \
        -v gamma2="$(last "$1-x-part.csv" gamma2)" -v ridge="$ridge" 'BEGIN {
            printf "--theta=%.17g --gamma=%.17g --ridge=%.17g\n", theta / (1 + q), sqrt(gamma2), ridge / (1 + q) }')
    # shellcheck disable=SC2086 # a list of options
    run predict function-space-learning-curve "${curve[@]}" $spiked -o "$1-x-1.csv" &&
        run predict function-space-learning-curve "${curve[@]}" $spiked --method=eigenlearning -o "$1-x-2.csv" &&
        run predict function-space-random-features "${curve[@]}" $spiked --width="$width" -o "$1-x-3.csv" &&
        run predict function-space-random-features "${curve[@]}" --theta=0 --gamma=1 --ridge="$ridge" \
            --width="$width" -o "$1-x-4.csv" &&
        append "$1-x-part.csv" conditional "$(last "$1-x-1.csv" mse)" eigenlearning "$(last "$1-x-2.csv" mse)" \
            features "$(last "$1-x-3.csv" mse)" isotropic "$(last "$1-x-4.csv" mse)" >"$2"
}

# The matrix of the network's kernel beside that of the kernel of its spike.
expected_elements() {
    elements "$1" "$1-x-part.csv" &&
        run predict function-space-matrix --d="$d" --theta="$(last "$1-x-part.csv" theta)" --degrees=7 \
            -o "$1-x-matrix.csv" &&
        awk -F, '/^#/ { if (FNR != NR) print; next }
            FNR == NR { expected[++n] = $NF; next }
            { print (m++ ? expected[m] : "expected") "," $0 }' "$1-x-matrix.csv" "$1-x-part.csv" >"$2"
}
