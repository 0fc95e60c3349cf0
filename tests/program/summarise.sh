# SPDX-License-Identifier: MIT
# summarise: means and errors by hand, groups, quantiles, nan, refusals.
. "$SOURCE/tests/script.sh"
summarise=$BIN/summarise

# gives EXPECTED ARGUMENTS...: the lines below the comments, joined by blanks.
gives() {
    expected=$1
    shift
    found=$("$summarise" "$@" | grep -v '^#' | tr '\n' ' ')
    [ "$found" = "$expected " ] || fail "summarise $*: found $found, expected $expected"
}

# The error of the median of 0 0 0 4 5: a quarter of what lies between the quantiles .5 -+ 2
# sqrt(.25/5), (4 + 4 (.5 + sqrt .2) - 3)/4.
# Of squares: 51/7, and the sample deviation over sqrt 7 (NumPy).
# Groups 2/b: 1 3 (mean 2, error 1); 1/a: 5; 2/a: 0 0 0 4 (mean 1, variance 4, error 1).
printf '%s\n' d,name,z,w 2,b,1,1 1,a,5,0 2,a,0,0 2,b,3,0 2,a,0,1 2,a,0,0 2,a,4,1 >a.csv
gives 'd,name,n,z,z_se 2,b,2,2,1 1,a,1,5,nan 2,a,4,1,1' a.csv --by='d;name' --columns=z
gives 'name,n,z,z_se,z_q0,z_q0_se,z_q50,z_q50_se b,2,2,1,1,0,2,0.5 a,5,1.8,1.1135528725660044,0,0,0,1.1972135954999579' \
    a.csv --by=name --columns=z --quantile=0,0.5
gives 'n,w,w_se,z,z_se 7,0.42857142857142855,0.20203050891044214,1.8571428571428572,0.7996597916069841' \
    a.csv --columns=w,z
printf '%s\n' d,z 1,nan 1,2 1,4 2,nan >nan.csv
gives 'd,n,z,z_se,z_n 1,3,3,1,2 2,1,nan,nan,0' nan.csv --by=d --columns=z --skip-nan
"$summarise" a.csv --columns=z --by=name | "$summarise" - --columns=n >out || fail "a pipe"
grep -q '^2,3.5,1.5$' out || fail "a pipe: found $(cat out)"

status 3 'nan.csv:2:2: found ' summarise nan.csv --by=d --columns=z
status 3 'found no column y' summarise a.csv --columns=y
status 3 'found no column e' summarise a.csv --by=e --columns=z
status 3 'a.csv:2:2: found ' summarise a.csv --columns=name
printf 'd,z\n1,inf\n' >inf.csv
status 3 'inf.csv:2:2: found an infinite value' summarise inf.csv --columns=z --skip-nan
printf 'd,z\n' >empty.csv
status 3 'empty.csv:1:1: found no rows' summarise empty.csv --columns=z
status 2 'quantile' summarise a.csv --columns=z --quantile=2
gives 'name,n b,2 a,5' a.csv --by=name
gives 'n,square,square_se,z,z_se 7,7.285714285714286,3.752550153303913,1.8571428571428572,0.7996597916069841' \
    a.csv --columns='square=z^2;z'
status 3 "found 'y' at character 1" summarise a.csv --columns='square=y^2'
status 3 'a.csv:3:1: found an infinite value as ratio' summarise a.csv --columns='ratio=z/w'

finish
