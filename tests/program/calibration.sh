# SPDX-License-Identifier: MIT
# calibration: false refutations, p-values and power over tables of verdicts; make calibrate; make replay.
. "$SOURCE/tests/script.sh"

status 0 '' calibration --help
# Sixty seeds: `true` has level 0.05 and is refuted 3 times, `wrong` 20 times; p-values of `true` are the
# uniform ones (i-0.5)/60, those of `wrong` their squares; the mutant of `weak` passes in 15 of 60.
awk 'BEGIN { for (i = 1; i <= 60; i++) {
    file = "seed-" i ".csv"
    print "claim,kind,verdict,level,p,mutant_verdict" > file
    u = (i - 0.5) / 60
    printf "a/true,exact,%s,0.05,%.17g,refuted\n", i <= 3 ? "refuted" : "confirmed", u > file
    printf "a/wrong,exact,%s,0.05,%.17g,refuted\n", i <= 20 ? "refuted" : "confirmed", u * u * u > file
    printf "a/weak,match,%s,0.05,nan,%s\n", i <= 15 ? "inconclusive" : "confirmed",
        i <= 15 ? "passed" : "refuted" > file
    printf "a/certain,identity,confirmed,0,nan,refuted\n" > file
    close(file) } }'
"$BIN/calibration" seed-*.csv -o table.csv 2>err
[ $? -eq 1 ] || fail "a claim that errs too often: status $?"
grep -q 'found 1 of 4 claims that err more often than they say' err || fail "$(cat err)"
[ "$(column table.csv off | tr '\n' ' ')" = '0 1 0 0 ' ] || fail "off: $(cat table.csv)"
[ "$(column table.csv refuted | tr '\n' ' ')" = '3 20 0 0 ' ] || fail "refuted: $(cat table.csv)"
[ "$(column table.csv inconclusive | tr '\n' ' ')" = '0 0 15 0 ' ] || fail "inconclusive: $(cat table.csv)"
[ "$(column table.csv power | tr '\n' ' ')" = '1 1 0.75 1 ' ] || fail "power: $(cat table.csv)"
# P(X >= 3), X binomial of 60 and 0.05, by its terms; the interval of 60 of 60 starts at 0.025^(1/60).
awk -v found="$(column table.csv level_p | head -1)" 'BEGIN {
    term = 0.95 ^ 60; below = 0
    for (k = 0; k < 3; k++) { below += term; term *= (60 - k) / (k + 1) * 0.05 / 0.95 }
    exit !((found - (1 - below)) ^ 2 < 1e-24) }' || fail "level_p: $(cat table.csv)"
awk -v found="$(column table.csv power_low | head -1)" 'BEGIN {
    exit !((found - 0.025 ^ (1 / 60)) ^ 2 < 1e-20) }' || fail "power_low: $(cat table.csv)"
# The distance of evenly spaced p-values is the least that there is: 1/120.
awk -v found="$(column table.csv uniform_p | head -1)" 'BEGIN { exit !(found > 0.999999) }' ||
    fail "uniform_p: $(cat table.csv)"
awk -v found="$(column table.csv uniform_p | sed -n 2p)" 'BEGIN { exit !(found < 1e-6) }' ||
    fail "uniform_p of cubes: $(cat table.csv)"

# A claim that failed once is off; one that was skipped is not counted.
sed 's/^a.certain,identity,confirmed/a\/certain,identity,failed/' seed-1.csv >failed.csv
sed 's/^a.true,exact,[a-z]*/a\/true,exact,skipped/' seed-1.csv >skipped.csv
"$BIN/calibration" failed.csv skipped.csv >table.csv 2>err
[ $? -eq 1 ] || fail "a failed claim"
[ "$(column table.csv seeds | head -1)" = 1 ] || fail "skipped claims count: $(cat table.csv)"
[ "$(column table.csv off | tail -1)" = 1 ] || fail "a failed claim is not off: $(cat table.csv)"

# Wrong inputs.
status 3 'found no column verdict, expected it among' calibration table.csv
grep -v weak seed-1.csv >less.csv
status 3 'less.csv: found no claim a/weak, expected it as in seed-2.csv' calibration seed-2.csv less.csv
head -1 seed-1.csv >none.csv
status 3 'none.csv: found no verdicts, expected at least one' calibration none.csv
status 2 'expected' calibration --level=2 seed-1.csv

# make calibrate: a seed a table, those that are there are kept; SEEDS must be a number.
. "$SOURCE/tests/tiny.sh"
build b SEEDS=2 calibrate || fail "calibrate: $(cat log)"
grep -q '^seed 1001: 1 claims: 1 confirmed' log && grep -q '^seed 1002: ' log || fail "calibrate: $(cat log)"
grep -q '^2 verdicts: 0 true theories refuted, 0.002 expected' log || fail "calibrate: $(cat log)"
[ "$(column b/calibration.csv seeds)" = 2 ] || fail "seeds: $(cat b/calibration.csv)"
build b SEEDS=3 calibrate || fail "calibrate: $(cat log)"
grep -q '^seed 1001' log && fail "a seed that is there runs again"
grep -q '^seed 1003' log || fail "a seed more: $(cat log)"
build b SEEDS=many calibrate && fail "SEEDS=many"
grep -q 'found SEEDS=many, expected a positive number' log || fail "SEEDS=many: $(cat log)"

# make replay: tables of any kind; one that was changed differs; one without a header is refused.
build b b/tiny/verdicts.csv || fail "$(cat log)"
for table in b/tiny/parts/T1/*.csv b/tiny/parts/T2/*.csv b/tiny/results/T1.csv b/tiny/theory/*.csv b/tiny/verdicts.csv; do
    build b replay FILE="$table" || fail "replay $table: $(cat log)"
    grep -q '1 files compared, 0 differ' log || fail "replay $table: $(cat log)"
done
b/bin/generate data --n=3 --d=2 >mine.csv
b/bin/summarise mine.csv --columns='x1=x1*x1' >mean.csv
for table in mine.csv mean.csv; do
    build b replay FILE=$table || fail "replay $table: $(cat log)"
done
sed -i 's/^0/1/; s/^-/0/' mine.csv
build b replay FILE=mine.csv && fail "a changed table is the same"
grep -q '1 differ' log || fail "a changed table: $(cat log)"
echo x1 >bare.csv
build b replay FILE=bare.csv && fail "a table without header"
grep -q "bare.csv: found no line '# command: ...' in the header, expected one" log || fail "$(cat log)"
finish
