# SPDX-License-Identifier: MIT
# Inputs that cannot be read: not there, a folder, not permitted, broken. Status 3, one line that names
# the file; no output.
. "$SOURCE/tests/script.sh"

"$BIN/generate" network --width=40 --d=2 -o net.csv
"$BIN/generate" data --n=4 --d=2 -o data.csv

# each FILE: as every input that there is.
each() {
    status 3 "$1" attack "$1" data.csv --activation=relu
    status 3 "$1" attack net.csv "$1" --activation=relu
    status 3 "$1" attack net.csv data.csv --activation=relu --row="$1"
    status 3 "$1" curvature "$1" data.csv --activation=tanh
    status 3 "$1" curvature net.csv "$1" --activation=tanh
    status 3 "$1" lazy "$1" --activation=erf
    status 3 "$1" generate data --n=2 --d=2 --teacher=network:"$1"
    status 3 "$1" generate data --n=2 --d=2 --row="$1"
    status 3 "$1" collect data.csv "$1"
    status 3 "$1" summarise "$1" --columns=x1
    status 3 "$1" predict adversarial-beta-law --sweep="$1"
    status 3 "$1" check "$1"
}

mkdir folder
each nowhere.csv
each folder
each net.csv/x.csv
: >empty.csv
each empty.csv
printf '# only: comments\n\n' >comments.csv
each comments.csv
printf 'w1,w2,a,x1,x2\n1,2,3,4,"5\n' >open.csv
status 3 "open.csv:2:5" attack open.csv data.csv --activation=relu
printf 'w1,w2,a\n1,2\n' >ragged.csv
status 3 'ragged.csv:2:' attack ragged.csv data.csv --activation=relu
printf 'w1,w2,a\n1,2\0,3\n' >nul.csv
status 3 'nul.csv:2:' attack nul.csv data.csv --activation=relu
head -c 3000 /dev/urandom >noise.csv
status 3 'noise.csv' attack noise.csv data.csv --activation=relu
ln -s loop.csv loop.csv
status 3 'loop.csv' attack loop.csv data.csv --activation=relu

# A name with a line break is still one line.
status 3 'a b.csv' attack "a
b.csv" data.csv --activation=relu

chmod 755 .
cp data.csv secret.csv
chmod 000 secret.csv
if unprivileged "$BIN/generate" --version >/dev/null 2>&1; then
    unprivileged "$BIN/attack" "$PWD/net.csv" "$PWD/secret.csv" --activation=relu >out 2>err
    [ $? -eq 3 ] || fail "a file that may not be read: expected status 3"
    grep -q 'secret.csv: .*Permission denied' err && [ "$(wc -l <err)" -eq 1 ] || fail "$(cat err)"
    [ ! -s out ] || fail "output in spite of failure"
    mkdir images
    : >images/train-images-idx3-ubyte
    chmod 000 images/train-images-idx3-ubyte
    unprivileged "$BIN/generate" data --law=mnist --mnist="$PWD/images" --n=1 2>err
    [ $? -eq 3 ] || fail "images that may not be read: expected status 3, found $(cat err)"
else
    echo "an unprivileged user cannot run the programs here: left out"
fi
finish
