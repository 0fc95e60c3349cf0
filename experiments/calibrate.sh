#!/bin/bash
# SPDX-License-Identifier: MIT
# The verdicts of many fresh seeds in the profile smoke, and how often they err.
#
#   calibrate.sh BUILD SEEDS
#
# The seeds are 1001, 1002, ...; BUILD/calibration/KEY/SEED.csv keeps the verdicts of each, KEY being made of
# the programs and the experiments, so that a run that was stopped goes on, and other programs start anew.
# The result is BUILD/calibration.csv; kept as experiments/calibration.csv, it is in the report. Exit status 1 if a claim errs more often than it says.
set -euo pipefail
export LC_ALL=C
build=$1 seeds=$2
[[ $seeds =~ ^[1-9][0-9]*$ ]] || {
    echo "calibrate.sh: found SEEDS=$seeds, expected a positive number" >&2
    exit 2
}
key=$(cat "$build"/bin/* Makefile.pipeline experiments/*.awk experiments/replicates.sh experiments/*/* | cksum | tr ' ' '-')
folder=$build/calibration/$key
mkdir -p "$folder"
tables=()
for ((seed = 1001; seed <= 1000 + seeds; seed++)); do
    table=$folder/$seed.csv
    tables+=("$table")
    [ ! -f "$table" ] || continue
    make -s -f Makefile.pipeline PROFILE=smoke SEED=$seed BUILD="$folder/run" PROGRAMS="$build/bin" \
        "$folder/run/verdicts.csv" 2>"$folder/log" || {
        cat "$folder/log" >&2
        exit 1
    }
    mv "$folder/run/verdicts.csv" "$table"
    # What was drawn goes; theory that depends on no seed is kept for the next.
    rm -rf "$folder"/run/*/{parts,results,rows/*/}
    echo "seed $seed: $("$build/bin/verdicts" --profile=smoke "$table" 2>/dev/null | tail -n 1)"
done
rm -rf "$folder/run"
status=0
"$build/bin/calibration" "${tables[@]}" -o "$build/calibration.csv" || status=$?
awk -v FS=, '/^#/ { next }
    !names { for (i = 1; i <= NF; i++) at[$i] = i; names = 1; next }
    { refuted += $at["refuted"]; expected += $at["seeds"] * $at["level"]; judged += $at["seeds"]
      if ($at["power"] < 1) weak = weak "\n  " $at["claim"] ": mutants refuted in " 100 * $at["power"] " percent"
      if ($at["off"] == 1) off = off "\n  " $at["claim"] " is off" }
    END { printf "%d verdicts: %d true theories refuted, %.2g expected%s%s\n", judged, refuted, expected, off, weak }' \
    "$build/calibration.csv"
exit $status
