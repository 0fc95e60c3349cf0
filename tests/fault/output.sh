# SPDX-License-Identifier: MIT
# Outputs that cannot be written: a full disk, folders that are not there or not writable. Status 5 and
# one line; the old file stays as it was, and nothing else is left behind.
. "$SOURCE/tests/script.sh"

"$BIN/generate" network --width=40 --d=5 -o net.csv
"$BIN/generate" data --n=40 --d=5 -o data.csv
printf 'claim,source,statement,kind,data,theory,where,by,measured,error,predicted,margin,rate,profile,requires,mutant\n' \
    >claims.csv
printf 'p/A,s,one,identity,r.csv,,,,v,,1,0.5,,,,3\n' >>claims.csv
printf 'v\n1\n' >r.csv

# each ARGUMENTS...: status 5 for every program, with these arguments.
each() {
    status 5 "$where" generate data --n=4000 --d=20 "$@"
    status 5 "$where" generate data --n=4 --d=2 --recipe "$@"
    status 5 "$where" generate network --width=4 --d=2 "$@"
    status 5 "$where" attack net.csv data.csv --activation=relu "$@"
    status 5 "$where" attack net.csv data.csv --activation=tanh --method=search --norm=9 "$@"
    status 5 "$where" curvature net.csv data.csv --activation=tanh "$@"
    status 5 "$where" lazy data.csv --activation=erf "$@"
    status 5 "$where" predict adversarial-beta-law --d=3 --norm=0:1:20 "$@"
    status 5 "$where" collect data.csv data.csv "$@"
    status 5 "$where" summarise data.csv --columns=x1 "$@"
    status 5 "$where" check claims.csv "$@"
}

# A device of one's own, so that nobody can hurt the real one; an unprivileged user cannot anyway.
full=
if [ "$(id -u)" -ne 0 ]; then
    full=/dev/full
elif mknod full c 1 7 2>/dev/null && (: >full) 2>/dev/null; then
    full=full
fi
if [ -n "$full" ] && [ -c "$full" ]; then
    where="$full: .*No space left on device"
    each -o "$full"
    [ -c "$full" ] || fail "the device was replaced by a file"
    where='No space left on device'
    "$BIN/generate" data --n=4000 --d=20 >"$full" 2>err
    [ $? -eq 5 ] || fail "standard output on a full disk: expected status 5"
    status 5 "$full" attack net.csv data.csv --activation=relu --perturbed="$full" -o kept.csv
    [ ! -e kept.csv ] || fail "half of the outputs was written"
else
    echo "no full device here: left out"
fi

where='nowhere/x.csv: '
each -o nowhere/x.csv
where='net.csv/x.csv: '
each -o net.csv/x.csv
mkdir folder
where='folder: '
each -o folder

if unprivileged "$BIN/generate" --version >/dev/null 2>&1; then
    mkdir locked
    echo old >locked/target.csv
    chmod 644 locked/target.csv
    chmod 555 locked
    chmod 755 .
    for name in target.csv new.csv; do
        unprivileged "$BIN/generate" data --n=3 --d=2 -o "$PWD/locked/$name" 2>err
        [ $? -eq 5 ] || fail "a locked folder: expected status 5 for $name"
        [ "$(wc -l <err)" -eq 1 ] || fail "a locked folder: $(cat err)"
    done
    [ "$(cat locked/target.csv)" = old ] && [ "$(ls locked)" = target.csv ] || fail "locked: $(ls locked)"
    chmod 777 locked
    chmod 444 locked/target.csv
    unprivileged "$BIN/generate" data --n=3 --d=2 -o "$PWD/locked/target.csv" 2>err
    [ $? -eq 5 ] || fail "a file that may not be written: expected status 5"
    [ "$(cat locked/target.csv)" = old ] && [ "$(ls locked)" = target.csv ] || fail "locked: $(ls locked)"
else
    echo "an unprivileged user cannot run the programs here: left out"
fi

# A run that fails for another reason leaves the old file, and no other.
mkdir kept
echo old >kept/target.csv
printf 'x1,x2,x3,x4,x5\n1,2,3,4,5\n1,2,3,4,1e300\n' >huge.csv
status 4 'found' attack net.csv huge.csv --activation=square -o kept/target.csv
status 3 'net.csv' lazy net.csv --activation=erf -o kept/target.csv
status 4 'found' curvature net.csv huge.csv --activation=hermite:0,0,0,0,0,1 -o kept/target.csv
[ "$(cat kept/target.csv)" = old ] && [ "$(ls kept)" = target.csv ] || fail "kept: $(ls kept)"
finish
