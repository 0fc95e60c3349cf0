# SPDX-License-Identifier: MIT
# generate: laws, seeds, recipes and their values, MNIST, refusals.
. "$SOURCE/tests/script.sh"

make_data() {
    "$BIN/generate" data "$@" || fail "generate data $*"
}

make_network() {
    "$BIN/generate" network "$@" || fail "generate network $*"
}

# Shapes and columns.
make_data --n=3 --d=2 -o a.csv
[ "$(rows a.csv | head -1)" = x1,x2 ] && [ "$(rows a.csv | wc -l)" -eq 4 ] || fail "$(cat a.csv)"
make_data --n=3 --d=2 --teacher=linear -o b.csv
[ "$(rows b.csv | head -1)" = x1,x2,y ] || fail "$(cat b.csv)"
rows b.csv | cut -d, -f1,2 >b-inputs
rows a.csv | cmp -s - b-inputs || fail "a teacher changes the inputs"
make_network --width=3 --d=2 -o net.csv
[ "$(rows net.csv | head -1)" = w1,w2,a ] && [ "$(rows net.csv | wc -l)" -eq 4 ] || fail "network"
grep -q '^# seed: 1$' net.csv || fail "no seed in the header"

# The same seed gives the same bytes, another seed others; rows do not depend on n.
for law in gaussian power sphere cube axis; do
    make_data --law=$law --n=300 --d=5 --seed=7 -o long.csv
    make_data --law=$law --n=300 --d=5 --seed=7 -o again.csv
    same long.csv again.csv
    make_data --law=$law --n=20 --d=5 --seed=7 -o short.csv
    rows long.csv | head -21 >head.csv
    same short.csv head.csv
    make_data --law=$law --n=20 --d=5 --seed=8 -o other.csv
    [ $law = axis ] || ! cmp -s short.csv other.csv || fail "$law: seeds 7 and 8 agree"
done
make_network --width=300 --d=5 --seed=7 -o long.csv
make_network --width=20 --d=5 --seed=7 -o short.csv
rows long.csv | head -21 >head.csv
same short.csv head.csv

# Over a million numbers are written in several blocks.
make_data --n=600 --d=2000 -o long.csv
[ "$(rows long.csv | cut -c1-60 | sort -u | wc -l)" -eq 601 ] || fail "blocks that repeat"

# Laws that every row obeys: radius, cube, magnitudes of signs; y of the linear teacher.
make_data --law=sphere --n=50 --d=7 -o s.csv
rows s.csv | awk -F, 'NR > 1 { r = 0; for (i = 1; i <= NF; i++) r += $i ^ 2
    if ((r - 7) ^ 2 > 1e-24) bad = 1 } END { exit bad }' || fail "sphere: radius"
make_data --law=cube --n=50 --d=7 -o s.csv
rows s.csv | awk -F, 'NR > 1 { for (i = 1; i <= NF; i++) if ($i <= 0 || $i >= 1) bad = 1 }
    END { exit bad }' || fail "cube"
make_network --width=50 --d=3 --output=signs --output-scale=3 --output-scale-over=sqrt-d \
    --weights=sphere --scale=2 -o s.csv
rows s.csv | awk -F, 'NR > 1 { a = $4 ^ 2 - 3; r = $1 ^ 2 + $2 ^ 2 + $3 ^ 2 - 12
    if (a ^ 2 > 1e-24 || r ^ 2 > 1e-24) bad = 1; if ($4 > 0) plus++; else minus++ }
    END { exit bad || !plus || !minus }' || fail "signs and sphere"
# Variances of power: those of gaussian times d i^-A/sum; here 3/(1 + 1/4 + 1/9) times 1, 1/4, 1/9.
make_data --law=gaussian --n=20 --d=3 --seed=3 -o plain.csv
make_data --law=power --exponent=2 --n=20 --d=3 --seed=3 -o power.csv
rows plain.csv >plain-rows && rows power.csv | paste -d, plain-rows - | awk -F, 'NR > 1 { for (i = 1; i <= 3; i++) {
    e = $(i + 3) - $i / i * sqrt(3 / (1 + 1 / 4 + 1 / 9)); if (e ^ 2 > 1e-24) bad = 1 } } END { exit bad }' ||
    fail "power: variances"
printf 'w1,w2,a\n1,0,2\n0,3,-1\n' >teacher.csv
make_data --n=20 --d=2 --teacher=network:teacher.csv --teacher-activation=relu -o t.csv
rows t.csv | awk -F, 'function relu(t) { return t > 0 ? t : 0 }
    NR > 1 { e = $3 - 2 * relu($1) + relu(3 * $2); if (e ^ 2 > 1e-24) bad = 1 } END { exit bad }' ||
    fail "a network as teacher"

# A recipe is one row; generate --row writes out its values; recipes of recipes are the same.
for options in "--law=sphere --teacher=index:ie2 --noise=0.5" "--law=cube --teacher-seed=5" \
    "--teacher=index:hermite:0,1,2 --seed=12" "--teacher=network:teacher.csv"; do
    make_data --n=9 --d=2 $options -o values.csv
    make_data --n=9 --d=2 $options --recipe -o recipe.csv
    [ "$(rows recipe.csv | wc -l)" -eq 2 ] || fail "a recipe of $(rows recipe.csv | wc -l) lines"
    make_data --row=recipe.csv -o back.csv
    same values.csv back.csv
    make_data --row=recipe.csv --recipe -o again.csv
    same recipe.csv again.csv
done
make_network --width=9 --d=4 --scale=2 --scale-over=sqrt-width --recipe -o recipe.csv
make_network --width=9 --d=4 --scale=2 --scale-over=sqrt-width -o values.csv
make_network --row=recipe.csv -o back.csv
same values.csv back.csv

# Large, in a blink: only a recipe is written, or only few rows are wide.
make_network --width=1048576 --d=1048576 --recipe -o large.csv
make_data --law=axis --n=2 --d=1048576 --recipe -o large-data.csv
start=$(date +%s)
for metric in l2 linf; do
    status 0 '' attack large.csv large-data.csv --activation=relu --sampler --metric=$metric
    [ "$(rows out | wc -l)" -eq 3 ] || fail "the sampler at d = k = 2^20"
done
[ $(($(date +%s) - start)) -le 30 ] || fail "four samples at d = k = 2^20 take over half a minute"

# MNIST from files of one's own: 3 images, digits 3, 7, 3.
mkdir images
{
    printf '\0\0\010\003\0\0\0\003\0\0\0\034\0\0\0\034'
    for image in '\001' '\002' '\003'; do
        head -c 783 /dev/zero | tr '\0' '\200'
        printf "$image"
    done
} >images/train-images-idx3-ubyte
printf '\0\0\010\001\0\0\0\003\003\007\003' >images/train-labels-idx1-ubyte
make_data --law=mnist --mnist=images --n=3 --digits=3,7 --normalise=none -o digits.csv
[ "$(column digits.csv y | sort | tr '\n' ' ')" = '-1 1 1 ' ] || fail "labels: $(column digits.csv y)"
[ "$(rows digits.csv | head -1 | tr ',' '\n' | wc -l)" -eq 785 ] || fail "785 columns"
column digits.csv x784 | sort -g | awk '{ e = $1 - NR / 255; if (e ^ 2 > 1e-30) bad = 1 }
    END { exit bad }' || fail "pixels"
make_data --law=mnist --mnist=images --n=1 --digits=7 -o seven.csv
[ "$(column seven.csv y)" = 7 ] || fail "one digit: its label is itself"
make_data --law=mnist --mnist=images --n=1 --digits=7 --recipe -o recipe.csv
make_data --row=recipe.csv -o back.csv
same seven.csv back.csv
grep -q '^# input: images/train-images-idx3-ubyte ' back.csv || fail "images are no input"
# Gaussian images: the mean and variance of 1, 2, 3 in the last pixel, no variance in the others, no labels.
make_data --law=mnist-gaussian --mnist=images --n=2000 --digits=3,7 --normalise=none -o drawn.csv
[ "$(rows drawn.csv | head -1 | tr ',' '\n' | wc -l)" -eq 784 ] || fail "gaussian images: not 784 columns"
column drawn.csv x1 | awk '{ e = $1 - 128 / 255; if (e ^ 2 > 1e-20) bad = 1 } END { exit bad }' || fail "gaussian images: x1"
column drawn.csv x784 | awk '{ t = $1 * 255; sum += t; squares += (t - 2) ^ 2 } END { m = sum / NR - 2; v = squares / NR - 2 / 3
    exit !(m ^ 2 < 25 * (2 / 3) / NR && v ^ 2 < 25 * 2 * (4 / 9) / NR) }' || fail "gaussian images: moments of x784"
make_data --law=mnist-gaussian --mnist=images --n=5 --digits=3,7 --normalise=none --recipe -o recipe.csv
make_data --row=recipe.csv -o back.csv
rows drawn.csv | head -6 >head.csv
same head.csv back.csv
status 2 'found 0 images of these digits, expected at least --n=1' generate data --law=mnist-gaussian --mnist=images \
    --digits=5 --n=1
status 77 'none/train-images-idx3-ubyte: ' generate data --law=mnist --mnist=none --n=1
head -c 100 images/train-images-idx3-ubyte >cut && mv cut images/train-images-idx3-ubyte
status 3 'images/train-images-idx3-ubyte: found 100 bytes, expected 2368' \
    generate data --law=mnist --mnist=images --n=1

# Files of MNIST's size that are not MNIST's.
{
    printf '\0\0\010\003\0\0\047\020\0\0\0\034\0\0\0\034'
    head -c 7840000 /dev/zero
} >images/t10k-images-idx3-ubyte
{
    printf '\0\0\010\001\0\0\047\020'
    head -c 10000 /dev/zero
} >images/t10k-labels-idx1-ubyte
status 3 'images/t10k-images-idx3-ubyte: found the XXH3 checksum [0-9a-f]*, expected that of MNIST' generate data \
    --law=mnist --mnist=images --part=test --n=1

# Refusals.
status 2 'found 0 operands, expected data|network' generate
status 2 'found both, expected data, network or functions' generate both
status 2 'found no --n, expected --n=N' generate data --d=2
status 2 'found no --d, expected the dimension' generate data --n=2
status 2 'found --noise without labels, expected a --teacher' generate data --n=1 --d=1 --noise=1
status 2 'found the link ie4, expected ie1, ie2' generate data --n=1 --d=1 --teacher=index:ie4
status 2 'found the teacher me, expected none' generate data --n=1 --d=1 --teacher=me
status 2 'found --noise=-1, expected a finite number of at least 0' generate data --n=1 --d=1 --noise=-1
status 2 'found --scale=inf, expected a finite number' generate network --width=1 --d=1 --scale=inf
status 2 'found --n=1.5, expected an integer' generate data --n=1.5 --d=1
status 2 'found --d=0x10, expected an integer' generate network --width=1 --d=0x10
status 2 'found --width=0, expected an integer from 1' generate network --width=0 --d=1
status 2 'found --law=round, expected one of gaussian|sphere' generate data --n=1 --d=1 --law=round
status 2 'found operand extra, expected options only' generate data --n=1 --d=1 extra
status 3 'teacher.csv:1:1: found w1..w2, expected w1..w3' generate data --n=1 --d=3 \
    --teacher=network:teacher.csv
status 5 'nowhere/x.csv' generate data --n=1 --d=1 -o nowhere/x.csv
finish
