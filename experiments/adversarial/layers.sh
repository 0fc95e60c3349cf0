#!/bin/sh
# SPDX-License-Identifier: MIT
# layers.sh ROW PREFIX: generates the recipes of a deep ReLU network's layers (widths AxBxC of the row) as
# PREFIX-1.csv, PREFIX-2.csv, ... and prints their names. The first layer has weights N(0, 1/d), the others
# N(0, 2/fan-in); the output weights are +-1/sqrt(width). Runs in the build folder.
set -eu
cell() {
    awk -F, -v name="$2" '/^#/ { next } !n { n = NF; for (i = 1; i <= NF; i++) c[$i] = i; next }
                          { print $c[name] }' "$1"
}
d=$(cell "$1" d)
seed=$(cell "$1" seed)
layer=0
scale=1
for width in $(cell "$1" widths | tr x ' '); do
    layer=$((layer + 1))
    ${LAUNCH:-} bin/generate network --width="$width" --d="$d" --scale="$scale" --scale-over=sqrt-d \
        --output=signs --output-scale-over=sqrt-width --seed=$((seed * 64 + layer)) --recipe \
        -o "$2-$layer.csv"
    echo "$2-$layer.csv"
    d=$width
    scale=1.4142135623730951
done
