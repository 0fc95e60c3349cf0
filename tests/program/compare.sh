# SPDX-License-Identifier: MIT
# compare: two builds are the same but for the commit, or the first difference is named.
. "$SOURCE/tests/script.sh"

# compared STATUS PATTERN
compared() {
    "$SOURCE/experiments/compare.sh" first second >out 2>&1
    found=$?
    if [ $found -ne "$1" ] || ! grep -q -e "$2" out; then
        echo "FAILED found status $found and $(cat out), expected $1 and $2"
        failures=$((failures + 1))
    fi
}

mkdir -p first/p/results second/p/results
compared 1 'found no tables in second'
printf '# commit: a\nx,y\n1,2\n3,4\n' >first/p/results/A.csv
printf '# commit: b\nx,y\n1,2\n3,4\n' >second/p/results/A.csv
printf '<metadata>\ncommit: a\ncommand: f\n</metadata>\n' >first/p/f.svg
printf '<metadata>\ncommit: b\ncommand: f\n</metadata>\n' >second/p/f.svg
echo 'old' >first/p/old.csv
compared 0 '^2 files compared, 0 differ$'
printf '# commit: b\nx,y\n1,2\n3,4.000000001\n' >second/p/results/A.csv
printf '<metadata>\ncommit: b\ncommand: g\n</metadata>\n' >second/p/f.svg
compared 1 '^first difference: p/f.svg$'
compared 1 '^> command: g$'
compared 1 '^2 files compared, 2 differ$'
cp first/p/f.svg second/p/f.svg
compared 1 '^> 3,4.000000001$'
rm first/p/results/A.csv
compared 1 'found no first/p/results/A.csv'

finish
