#!/bin/sh
# Two giant steps at N, d, n, then all singular values, then the outliers alone: seconds of the programs in BIN and
# of NumPy with one thread of the same BLAS. Usage: BIN=build/cmake/programs tests/bench/two_step.sh [N d n]
set -eu
N=${1:-4000} d=${2:-2000} n=${3:-8000}
here=$(cd "$(dirname "$0")" && pwd)
BIN=$(cd "$BIN" && pwd)
folder=$(mktemp -d)
trap 'cd / && rm -rf "$folder"' EXIT
cd "$folder"
export OPENBLAS_NUM_THREADS=1 LC_ALL=C

clock() {
    name=$1
    shift
    start=$(date +%s.%N)
    "$@"
    echo "twolayer_$name,$(echo "$(date +%s.%N) - $start" | bc)"
}

"$BIN/generate" network --width="$N" --d="$d" --scale-over=sqrt-d --output-scale="$(echo "scale=17; 1 / $N" | bc)" \
    --recipe -o w0.csv
"$BIN/generate" data --law=gaussian --n="$n" --d="$d" --teacher=index:ie1 --noise=0.3 --recipe -o x.csv
clock steps "$BIN/train" w0.csv x.csv --activation=hermite:0,1,0.5,0.16666666666666666 --layers=first --steps=2 \
    --step=1,1 --exponent=0.3,0.36 -o w2.csv
clock spectrum "$BIN/spectrum" w2.csv -o values.csv
clock outliers "$BIN/spectrum" w2.csv --powers=5 --target=x.csv --tolerance=1e-5 -o outliers.csv
"${PYTHON:-/usr/bin/python3}" "$here/two_step.py" "$N" "$d" "$n"
