# SPDX-License-Identifier: MIT
# Three ways to learn from the same functional data, each with the lambda of least error on validation data;
# sourced by the commands of experiment.mk, where `run PROGRAM` is a program. A failure is returned at once:
# these functions run where `set -e` does not count.
#
#   linear     functional kernel ridge regression (R3): the optimum of linear neurons
#   lazy       ridge regression with the kernel of the prior's tanh neurons, which do not move
#   mean-field tanh neurons under mean-field Langevin
learning=$(dirname "${BASH_SOURCE[0]}")

# learn ROW TMP OUT DATA: for each replicate of a row calls DATA, which writes TMP-train.csv, TMP-test.csv and
# TMP-validation.csv; OUT has a row a replicate, with the test errors. The cells of the row are variables.
learn() {
    local row=$1 tmp=$2 out=$3 data=$4 r lambda kernel samples modes law exponent noise gamma bound lambdas \
        particles steps burn log_every h step n seed replicate errors
    eval "$(awk -F, 'NR == 1 { split($0, name) } NR == 2 { for (i = 1; i <= NF; i++) print name[i] "=\"" $i "\"" }' \
        "$row")"
    echo 'replicate,samples,linear,lazy,mean_field' >"$tmp-out.csv"
    for ((r = 1; r <= n; r++)); do
        replicate=$((seed + r * 1099511627776))
        errors=
        "$data" || return
        local others=(--test="$tmp-test.csv" --validation="$tmp-validation.csv")
        for kernel in linear lazy; do
            run functional-ridge "$tmp-train.csv" --row="$row" --kernel=$kernel --lambda=1e-8:1:17:log --neurons=1000 \
                "${others[@]}" -o "$tmp-fit.csv" || return
            errors+=",$(best "$tmp-fit.csv")"
        done
        for lambda in ${lambdas//;/ }; do
            run langevin "$tmp-train.csv" --row="$row" --n=1 --scheme=semi --lambda=$lambda --seed=$replicate \
                "${others[@]}" | run summarise - --columns='test;validation' -o "$tmp-fit-$lambda.csv" || return
        done
        echo "$r,$samples$errors,$(best "$tmp"-fit-*.csv)" >>"$tmp-out.csv"
    done
    mv "$tmp-out.csv" "$out" && rm -f "$tmp"-{train,test,validation,fit}*.csv
}

# best TABLE...: the test error of the row of least validation error.
best() {
    awk -F, '
        FNR == 1 { header = 0 }
        /^#/ { next }
        !header { header = 1; for (i = 1; i <= NF; i++) place[$i] = i; next }
        least == "" || $place["validation"] + 0 < least + 0 { least = $place["validation"]; test = $place["test"] }
        END { print test }' "$@"
}

# Labels of two tanh neurons in the directions of four low modes, on Gaussian fields.
taught() {
    awk -v modes="$modes" 'BEGIN {
        for (k = 1; k <= modes; k++) printf "w%d,", k
        print "a"
        for (j = 0; j < 2; j++) {
            for (k = 1; k <= modes; k++) printf "%g,", k == 2 + j ? 2 : k == 4 + j ? 1.5 - 3 * (j == 0) : 0
            print 1 - 2 * j
        }
    }' >"$tmp-teacher.csv"
    local draw=(run generate functions --law="$law" --exponent="$exponent" --points="$modes" --as=coefficients
        --teacher=network:"$tmp-teacher.csv" --teacher-activation=tanh)
    "${draw[@]}" --noise="$noise" --n="$samples" --seed=$replicate -o "$tmp-train.csv" &&
        "${draw[@]}" --noise="$noise" --n=$((samples / 2)) --seed=$((replicate + 1)) -o "$tmp-validation.csv" &&
        "${draw[@]}" --n=1000 --seed=$((replicate + 2)) -o "$tmp-test.csv" && rm "$tmp-teacher.csv"
}

# The Tecator spectra, in random order: second derivatives as cosine coefficients.
spectra() {
    run generate data --law=cube --d=1 --n=215 --seed=$replicate -o "$tmp-fit-order.csv" &&
        "$learning/tecator.sh" tecator/tecator.RData | run transform - --to=coefficients -o "$tmp-fit-curves.csv" &&
        awk -F, -v modes="$modes" -v train="$samples" -v tmp="$tmp" -f "$learning/spectra.awk" \
            "$tmp-fit-order.csv" "$tmp-fit-curves.csv" && rm "$tmp"-fit-{order,curves}.csv
}
