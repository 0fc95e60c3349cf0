#!/bin/sh
# SPDX-License-Identifier: MIT
# Speed against NumPy and SciPy with the same BLAS, one thread each. Builds the C side of the benches with the
# libraries of BUILD, and runs bench.py. Exit status 77 without NumPy or SciPy.
#
#   run.sh BUILD
set -eu
build=$(cd "$1" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
export OPENBLAS_NUM_THREADS=1 LC_ALL=C
python=${PYTHON:-/usr/bin/python3}
if ! "$python" -c 'import numpy, scipy.special' 2>/dev/null; then
    echo "bench: $python has no numpy and scipy, which it compares with; skipped"
    exit 77
fi
mkdir -p "$build/bench"
for name in elementary kernel langevin table transport; do
    # shellcheck disable=SC2046 # a list of options
    ${CC:-cc} -std=c11 -O3 -D_GNU_SOURCE -I "$here/.." -I "$here/../../src/lib" -I "$here/../../theory" -o "$build/bench/$name" \
        "$here/$name.c" "$build/cmake/libtheory.a" "$build/cmake/libcore.a" \
        $(pkg-config --libs sleef fftw3 muparser libxxhash) -lcsv -lgsl $(pkg-config --libs openblas) -lm
done
"$python" "$here/bench.py" "$build"
# Optimal transport between two clouds, with its proof: processor seconds of ours, SciPy's (and POT's).
for dimension in 2 20; do
    echo "transport, n = 2000, d = $dimension:"
    "$build/bench/transport" 2000 $dimension 3 "$build/bench/clouds" >"$build/bench/seconds"
    "$python" "$here/transport.py" "$build/bench/clouds" 2000 $dimension 3 <"$build/bench/seconds"
done
"$python" "$here/function_space.py" "$build"
"$python" "$here/early_stage.py" "$build"
