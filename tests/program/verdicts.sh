# SPDX-License-Identifier: MIT
# verdicts: the table for people, its counts and its exit status.
. "$SOURCE/tests/script.sh"
verdicts=$BIN/verdicts

# table FILE ROWS...
table() {
    file=$1
    shift
    echo '# level: 0.001' >"$file"
    echo claim,paper,source,statement,kind,measured,predicted,margin,statistic,threshold,verdict,mutant_statistic,mutant_verdict,seconds,profile,note >>"$file"
    printf '%s\n' "$@" >>"$file"
}

# shown STATUS PATTERN ARGUMENTS...
shown() {
    expected=$1 pattern=$2
    shift 2
    "$verdicts" "$@" >out 2>err
    found=$?
    [ $found -eq "$expected" ] || fail "verdicts $*: status $found, expected $expected: $(cat err)"
    cat out err | grep -q -e "$pattern" || fail "verdicts $*: found $(cat out err), expected $pattern"
}

good='p/good,p,T1,"a, b",exact,1.5,1.25,0,2.5,4,confirmed,9,refuted,nan,,'
weak='p/longer-name,p,T1,é statement of no brevity whatever that goes on and on and on and on and on and on and on,exact,1,1,0,1,4,inconclusive,3,passed,nan,size,'
bad='p/bad,p,T1,c,exact,1,2,0,5,4,refuted,9,refuted,nan,,'
gone='p/gone,p,T1,c,exact,nan,nan,nan,nan,nan,failed,nan,none,nan,,no such file'
skip='p/skip,p,T1,c,exact,nan,nan,nan,nan,nan,skipped,nan,none,nan,,no images'

table good.csv "$good"
table weak.csv "$weak"
table all.csv "$good" "$weak" "$bad" "$gone" "$skip"
table bar.csv "$(echo "$good" | sed 's/good/bar/; s/"a, b"/|f|\/G/')"
printf 'claim\nx\n' >bare.csv
table odd.csv "$(echo "$good" | sed 's/confirmed/maybe/')"
table odd-name.csv "$(echo "$good" | sed 's/good/g_{}/')"
table none.csv
sed -i '$d' none.csv

shown 0 '^1 claims: 1 confirmed; level 0.001 for the whole table$' good.csv
shown 0 '^✓ p/good  a, b  *1.5 ~ 1.25  *2.5 / 4  *9 refuted$' good.csv
shown 1 '^1 claims: 1 inconclusive;' weak.csv
shown 0 '1 inconclusive tolerated' --profile=smoke weak.csv
shown 1 '^5 claims: 1 confirmed 1 refuted 1 inconclusive 1 failed 1 skipped (1 inconclusive tolerated' all.csv --profile=smoke
shown 1 '^! p/gone .* failed: no such file$' all.csv
shown 1 '^– p/skip .* skipped: no images$' all.csv
shown 1 'found 1 confirmed of 5 claims, expected all' all.csv
shown 1 '^6 claims: 2 confirmed' good.csv all.csv
shown 1 '^| ✗ refuted | p/bad | c | 1 ~ 2 | 5 / 4 | 9 refuted |$' --markdown all.csv
shown 0 '^|---|---|---|---|---|---|$' --markdown good.csv
shown 0 '^| ✓ confirmed | p/bar | \\|f\\|/G | 1.5' --markdown bar.csv
shown 0 '^p/longer-name  é statement of no brevity' --list all.csv
shown 3 'found no column statement' --list bare.csv
shown 0 '^<tr data-paper="p" data-verdict="refuted">' --html=rows all.csv
shown 3 'bare.csv: found no claim p/good' --html=claims --claims=bare.csv good.csv
shown 0 '^.setfact{p/good}{measured/short}{1.5}$' --latex=numbers good.csv
shown 0 '^.setfact{all}{tolerated}{1}$' --latex=counts --profile=smoke all.csv
shown 0 '^.openclaim{p/bad}$' --latex=open all.csv
shown 3 'odd-name.csv:3:1: found p/g_{}, expected a name' --latex=numbers odd-name.csv
shown 3 'bare.csv: found no claim p/good' --latex=numbers --claims=bare.csv good.csv
shown 3 'odd.csv:3:11: found maybe, expected confirmed' odd.csv
shown 3 'found no verdicts' none.csv
shown 3 'nowhere.csv' nowhere.csv

# Columns stand under each other (in characters), long statements are cut; no colour in a file.
"$verdicts" all.csv >out 2>err
sed -n 's/[0-9.]* ~ .*//p' out | while IFS= read -r line; do
    printf '%s' "$line" | LC_ALL=C.UTF-8 wc -m
done >widths
[ "$(wc -l <widths) $(uniq widths | wc -l)" = "3 1" ] || fail "not aligned: $(cat out)"
if grep -q "$(printf '\033')" out; then
    fail "colour in a file"
fi

finish
