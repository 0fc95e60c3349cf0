# SPDX-License-Identifier: MIT
# What every program says of itself: --help, --version, --man; unknown options; --row in results.
. "$SOURCE/tests/script.sh"

# tell NAME COMMAND...: the three texts of a program.
tell() {
    name=$1
    shift
    "$@" --help >help 2>err || fail "$name --help: status $?"
    grep -q "^Usage: $name .*\[OPTION\.\.\.\]$" help || fail "$name --help: $(head -1 help)"
    for option in --row= --help --version --man; do
        grep -q -e "$option" help || fail "$name --help lacks $option"
    done
    grep -q '^Exit status: 0 done' help || fail "$name --help: no exit status"
    awk 'length > 80 { exit 1 }' help || fail "$name --help: a line of over 80 characters"
    [ ! -s err ] || fail "$name --help: $(cat err)"
    "$@" --version >out || fail "$name --version: status $?"
    grep -q "^$name (twolayer) [0-9.]*$" out || fail "$name --version: $(cat out)"
    "$@" --man >man || fail "$name --man: status $?"
    for section in NAME SYNOPSIS OPTIONS 'EXIT STATUS'; do
        grep -q "^\.SH $section$" man || fail "$name --man lacks $section"
    done
    # Each option of the help is in the man page.
    sed -n 's/^  .*--\([a-z-]*\).*/\1/p' help | while read -r option; do
        grep -q -e "^\.B .*\\\\-\\\\-$(echo "$option" | sed 's/-/\\\\-/g')" man ||
            echo "$option" >>lacking
    done
    [ ! -f lacking ] || fail "$name --man lacks $(cat lacking)"
    rm -f lacking
    if command -v groff >/dev/null; then
        groff -man -ww -Tascii man >page 2>warnings || fail "$name --man: groff fails"
        [ ! -s warnings ] || fail "$name --man: $(head -2 warnings)"
        # Nothing of it is taken for a command.
        [ "$(tr -d ' \n' <page | wc -c)" -gt 300 ] || fail "$name --man: a short page"
    fi
    "$@" --no-such-option >out 2>err
    [ $? -eq 2 ] || fail "$name --no-such-option: expected status 2"
    grep -q "^${name%% *}.*: found unknown option --no-such-option, expected one of those that $name --help" \
        err || fail "$name --no-such-option: $(cat err)"
    [ "$(wc -l <err)" -eq 1 ] && [ ! -s out ] || fail "$name --no-such-option: $(cat out err)"
    if [ -c /dev/full ]; then
        "$@" --help >/dev/full 2>err
        [ $? -eq 5 ] || fail "$name --help into a full disk: expected status 5"
    fi
}

for program in "$BIN"/*; do
    name=$(basename "$program")
    case $name in *.*) continue ;; esac
    tell "$name" "$program"
done
tell 'generate data' "$BIN/generate" data
tell 'generate network' "$BIN/generate" network
tell 'predict adversarial-success' "$BIN/predict" adversarial-success

# The header says what was typed, so that it can be typed again.
"$BIN/generate" data --n=2 --d=3 --law=cube -o a.csv
command=$(sed -n 's/^# command: //p' a.csv)
[ "$command" = 'generate data --n=2 --d=3 --law=cube -o a.csv' ] || fail "command: $command"
mv a.csv b.csv
PATH=$BIN:$PATH sh -c "$command"
cmp a.csv b.csv || fail "the command of the header gives another file"

# --row: parameters of the row are columns of the result, behind the program's own.
"$BIN/generate" network --width=4 --d=3 -o net.csv
printf 'norm,tag,after,n\n2,"a,b",7,9\n' >row.csv
status 0 '' attack net.csv b.csv --activation=tanh --row=row.csv
rows out | head -1 | grep -q ',flips,tag,n$' || fail "columns: $(rows out | head -1)"
[ "$(rows out | sed -n 2p | grep -c ',"a,b",9$')" -eq 1 ] || fail "cells: $(rows out)"
[ "$(column out norm | sort -u)" = 2 ] || fail "the row's norm is not used"
grep -q '^# input: row.csv ' out || fail "the row is no input"
status 0 '' attack net.csv b.csv --activation=tanh --row=row.csv --norm=3
[ "$(column out norm | sort -u)" = 3 ] || fail "a later option does not win"
printf 'norm,metric\n2,l3\n' >row.csv
status 3 'row.csv:2:2: found --metric=l3, expected one of l2|linf' attack net.csv b.csv \
    --activation=tanh --row=row.csv
printf 'norm\n' >row.csv
status 3 'row.csv:1:1: found 0 rows, expected one' attack net.csv b.csv --activation=tanh \
    --row=row.csv
status 3 'nowhere.csv' attack net.csv b.csv --activation=tanh --row=nowhere.csv
finish
