# SPDX-License-Identifier: MIT
# For scripts on the predictions of a paper: run them, compare columns. Set PAPER before.
. "$SOURCE/tests/script.sh"

# run NAME ARGUMENTS...: the table of predict PAPER-NAME without comments, texts with commas made
# plain, is in out.
run() {
    command=$*
    "$BIN/predict" "$PAPER-$@" >full 2>err || fail "$command: $(cat err)"
    grep -v '^#' full | sed 's/"[^"]*"/text/g' >out
}

# columns NAMES: the header ends with them.
columns() {
    head -n 1 out | grep -q -e "$1\$" || fail "$command: columns $(head -n 1 out), expected ...$1"
}

# near COLUMN ERROR VALUE...: the values of a column, one a row; a VALUE may be an expression, inf
# or nan.
near() {
    column=$1 error=$2
    shift 2
    row=1
    for value; do
        awk -F, -v name="$column" -v row=$row -v error="$error" -v text="$value" '
            NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) c = i }
            NR == row + 1 {
                if (text == "inf" || text == "nan") { found = $c == text }
                else { d = $c - ('"$(case $value in inf | nan) echo 0 ;; *) echo "$value" ;; esac)"')
                    found = c && $c ~ /^[-0-9.e]+$/ && d <= error && -d <= error }
            }
            END { exit !found }' out || fail "$command: row $row of $column is not $value: $(cat out)"
        row=$((row + 1))
    done
    [ "$(wc -l <out)" -eq $row ] || fail "$command: $(wc -l <out) lines, expected $row"
}
