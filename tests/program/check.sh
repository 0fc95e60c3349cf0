# SPDX-License-Identifier: MIT
# check: verdicts on tables made by hand, what is missing, what is malformed, how the level is shared.
. "$SOURCE/tests/script.sh"
check=$BIN/check

header=claim,source,statement,kind,data,theory,where,by,measured,error,predicted,margin,rate,level,profile,requires,cost,mutant,remark
mkdir -p results theory paper

# Five replicates a point, mean 1/d, variance 1e-4 * 5/2.
{
    echo d,activation,k,z,hit
    for d in 2 4 8; do
        for step in -2 -1 0 1 2; do
            for activation in relu erf; do
                awk -v d=$d -v s=$step -v a=$activation \
                    'BEGIN { printf "%d,%s,%d,%.17g,%d\n", d, a, 3 * d, 1 / d + s / 100, (s > -2) }'
            done
        done
    done
} >results/a.csv
printf '# parameters: d, width\nwidth,d,mean\n9,2,0.5\n9,4,0.25\n9,8,0.125\n' >theory/a.csv
printf '# parameters: d\nd,mean\n2,0.5\n4,0.25\n' >theory/short.csv
printf '# parameters: d\nd,mean\n2,0.5\n4,0.25\n8,.1\n8,.2\n' >theory/twice.csv
printf 'd,mean\n2,0.5\n' >theory/mute.csv
printf 'x,y\n1,nan\n' >results/nan.csv
printf 'x,y\n' >results/empty.csv
printf '# skipped: no images here\nx,y\n' >results/skipped.csv
printf 'size,v,e,n\n10,1.2,1e-3,50\n20,1.1,1e-3,50\n40,1.05,1e-3,50\n' >results/limit.csv

# verdict EXPECTED PATTERN CLAIM: the verdict of one claim, and what its row or standard error says.
verdict() {
    printf '%s\n%s\n' "$header" "$3" >paper/claims.csv
    "$check" paper/claims.csv -o out.csv 2>err
    found=$?
    [ "$1" = confirmed ] && expected=0 || expected=1
    [ $found -eq "$expected" ] || fail "$3: status $found, expected $expected: $(cat err)"
    grep -v '^#' out.csv | tail -n +2 | grep -q ",$1," || fail "$3: found $(tail -n 1 out.csv), expected $1"
    cat out.csv err | grep -q -e "$2" || fail "$3: found $(tail -n 1 out.csv) $(cat err), expected $2"
}

# number COLUMN EXPECTED: a cell of the one row of out.csv, to 1e-9.
number() {
    grep -v '^#' out.csv | sed 's/"[^"]*"/text/g' | awk -F, -v name="$1" -v value="$2" '
        NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) c = i; next }
        { e = $c - value; if (e < 0) e = -e; exit !(c && e <= 1e-9 * (1 + value * value)) }' ||
        fail "$1: found $(tail -n 1 out.csv), expected $2"
}

# malformed PATTERN CLAIM
malformed() {
    printf '%s\n%s\n' "$header" "$2" >paper/claims.csv
    status 3 "$1" check paper/claims.csv
}

# ---- each kind, confirmed --------------------------------------------------------------------------
verdict confirmed ',paper,T1,' 'mean,T1,the mean,exact,results/a.csv,theory/a.csv,,d,z,,theory.mean,,,,,,2.5,theory.mean/2,x'
number points 3
number rows 30
number seconds 2.5
number statistic 0
# t of 9 degrees of freedom, tail 1e-3/6 (scipy 1.10: scipy.stats.t.isf(1e-3/6, 9) = 5.6022)
number threshold 5.602198596722872
# the worst point of the mutant is d = 2: (1/4)/sqrt(2e-3/9/10)
number mutant_statistic 53.033008589
verdict confirmed 'd=' 'named/two,T1,,exact,results/a.csv,theory/a.csv,activation=relu;d>2,d k,z,,theory.mean,,,,,,,theory.mean/2 | theory.mean*2,'
number points 2
number rows 10
# of several mutants the one that came nearest to pass is shown: .025/.004714
verdict confirmed ',theory.mean\*1.1,' 'near,T,,exact,results/a.csv,theory/a.csv,d=4,d,z,,theory.mean,,,,,,,theory.mean*2 | theory.mean*1.1 | theory.mean*3,'
number mutant_statistic 5.3033008589
verdict confirmed ',law,' 'ks,T,,law,results/a.csv,theory/a.csv,,d,z,,normal_cdf((x-theory.mean)/.015),,,,,,,normal_cdf((x-theory.mean-.05)/.015),'
verdict confirmed ',law,' 'ks2,T,,law,results/a.csv,,,d,z,,sample results/a.csv: z,,,,,,,sample results/a.csv: z+1,'
verdict confirmed ',match,' 'eq,T,,match,results/a.csv,,,d,z,,1/d,.05,,,,,,1/d+.2,'
verdict confirmed ',limit,' 'lim,T,,limit,results/limit.csv,,,size,v,e,1,,,,,,,predicted=1.1 | rate=.5,'
verdict confirmed ',rate,' 'rate,T,,rate,results/a.csv,,,d,z,,-1,,,,,,,-2,'
verdict confirmed ',bound,' 'bnd,T,,bound,results/a.csv,,,,z,,1/d,.02000001,,,,,,predicted=1/d; margin=.01,'
number tightness 0.96153846153846 # 25/26
verdict confirmed ',identity,' 'id,T,,identity,results/a.csv,,,,3*d,,k,0,,,,,,k+1,'
verdict confirmed ',count,' 'cnt,T,,count,results/a.csv,,,d,hit,,1,,,,,,,0,'
verdict confirmed ',order,' 'ord,T,,order,results/a.csv,,,d,z,,decreasing,,,,,,,increasing,'
verdict confirmed ',exact-combined,' 'comb,T,,exact-combined,results/a.csv,,,d,z,,1/d,,,,,,,1/d+.1,'
verdict confirmed 'data=results/limit.csv' 'data,T,,exact,results/a.csv,,,,z-1/d,,0,,,,,,,data=results/limit.csv; measured=v; predicted=99,'

# ---- the other verdicts ----------------------------------------------------------------------------
verdict refuted ',refuted,' 'wrong,T,,exact,results/a.csv,,,d,z,,2/d,,,,,,,3/d,'
verdict inconclusive ',passed,' 'weak,T,,exact,results/a.csv,,,d,z,,1/d,,,,,,,1/d+1e-4 | 5,'
verdict inconclusive ',inconclusive,' 'power,T,,match,results/a.csv,,,d,z,,1/d,.001,,,,,,5,'
verdict skipped 'no images here' 'skip,T,,exact,results/skipped.csv,,,,x,,1,,,,,,,2,'
verdict skipped 'found no data/images' 'skip,T,,exact,results/a.csv,,,,z,,1,,,,,data/images,,2,'
verdict failed '^check: results/none.csv' 'gone,T,,exact,results/none.csv,,,,z,,1,,,,,,,2,'
verdict failed "paper/claims.csv:2:9: found 'foo' at character 6 of 'sqrt(foo)', expected a column of results/a.csv or theory/a.csv" \
    'col,T,,exact,results/a.csv,theory/a.csv,,d,sqrt(foo),,1,,,,,,,2,'
verdict failed "paper/claims.csv:2:18: found 'bar'" 'col,T,,exact,results/a.csv,,,d,z,,1/d,,,,,,,bar,'
verdict failed 'found no column nowhere, expected it among' 'col,T,,exact,results/a.csv,,nowhere=1,d,z,,1,,,,,,,2,'
verdict failed 'expected a column of numbers (results/a.csv:2:2: found "relu", expected a number)' \
    'col,T,,exact,results/a.csv,,,d,activation,,1,,,,,,,2,'
verdict failed 'found no column nowhere' 'col,T,,exact,results/a.csv,,,nowhere,z,,1,,,,,,,2,'
verdict failed 'results/nan.csv:2:1: found' 'nan,T,,identity,results/nan.csv,,,,y,,1,,,,,,,2,'
verdict failed 'results/empty.csv:1:1: found no rows' 'none,T,,identity,results/empty.csv,,,,x,,1,,,,,,,2,'
verdict failed 'found no rows where d>99' 'none,T,,identity,results/a.csv,,d>99,,z,,1,,,,,,,2,'
verdict failed 'results/a.csv:22:1: found no row with its parameters in theory/short.csv' \
    'join,T,,exact,results/a.csv,theory/short.csv,,d,z,,theory.mean,,,,,,,2,'
verdict failed 'found several rows with its parameters in theory/twice.csv' \
    'join,T,,exact,results/a.csv,theory/twice.csv,,d,z,,theory.mean,,,,,,,2,'
verdict confirmed ',exact,' 'join,T,,exact,results/a.csv,theory/short.csv,d<8,d,z,,theory.mean,,,,,,,2,'
verdict failed 'theory/mute.csv:1:1: found no line' 'join,T,,exact,results/a.csv,theory/mute.csv,,d,z,,theory.mean,,,,,,,2,'
verdict failed 'found a point of one replicate' 'one,T,,exact,results/limit.csv,,,size,v,,1,,,,,,,2,'
verdict failed 'found the error -' 'neg,T,,exact,results/limit.csv,,,size,v,-e,1,,,,,,,2,'
verdict failed 'found nan' 'nanp,T,,exact,results/a.csv,,,d,z,,sqrt(-1),,,,,,,2,'

# ---- profiles and the level ------------------------------------------------------------------------
printf '%s\n%s\n' "$header" 'weak,T,,exact,results/a.csv,,,d,z,,1/d,,,,size,,,1/d+1e-4,' >paper/claims.csv
"$check" paper/claims.csv --profile=smoke -o out.csv || fail "smoke: inconclusive not tolerated"
"$check" paper/claims.csv --profile=laptop -o out.csv 2>err && fail "laptop: inconclusive tolerated"
printf '%s\n%s\n%s\n' "$header" \
    'a,T,,exact,results/a.csv,,,,z-1/d,,0,,,,,,,1,' \
    'b,T,,exact,results/a.csv,,,,z-1/d,,0,,,.004,,,,1,' >paper/claims.csv
"$check" paper/claims.csv --level=0.01 -o out.csv || fail "own level"
grep '^a,' out.csv | cut -d, -f10 | awk '{ exit !($1 > 2.9649 && $1 < 2.9650) }' ||
    fail "a claim's own level is not taken from the table's" # t of 29 dof: isf(.003) = 2.96499
printf '%s\n%s\n%s\n%s\n' "$header" \
    'a,T,,exact,results/a.csv,,,,z-1/d,,0,,,,,,,1,' \
    'b,T,,exact,results/a.csv,,,,z-1/d,,0,,,,paper,,,1,' \
    'c,T,,identity,results/a.csv,,,,3*d,,k,,,,,,,1,' >paper/claims.csv
"$check" paper/claims.csv --level=0.01 -o out.csv || fail "profiles"
[ "$(grep -c '^[ab],' out.csv)" -eq 1 ] || fail "the claim of profile paper is not left out"
grep '^a,' out.csv | cut -d, -f10 | awk '{ exit !($1 > 2.7563 && $1 < 2.7564) }' ||
    fail "one random claim has the whole level" # t of 29 dof: isf(.005) = 2.75639
"$check" paper/claims.csv --level=0.01 --profile=paper --only=a -o out.csv || fail "only"
[ "$(grep -vc '^#' out.csv)" -eq 2 ] || fail "--only gives one row"
grep '^a,' out.csv | cut -d, -f10 | awk '{ exit !($1 > 3.0380 && $1 < 3.0381) }' ||
    fail "the share is that of the whole table" # t of 29 dof: isf(.0025) = 3.03805
status 2 'found no claim z' check --only=z paper/claims.csv

# ---- the root, and several files -------------------------------------------------------------------
mkdir elsewhere
(cd elsewhere && "$check" --root=.. ../paper/claims.csv ../paper/claims.csv -o out.csv) ||
    fail "--root"
[ "$(grep -vc '^#' elsewhere/out.csv)" -eq 5 ] || fail "two files give two rows each"
"$check" paper/claims.csv -o one.csv && "$check" paper/claims.csv -o two.csv
sed -i '/^# command/d' one.csv two.csv
cmp -s one.csv two.csv || fail "two runs differ"

# ---- malformed claims ------------------------------------------------------------------------------
malformed 'claims.csv:2:18: found nothing, expected a wrong theory' 'a,T,,exact,results/a.csv,,,d,z,,1,,,,,,,,'
malformed 'claims.csv:2:4: found exactly, expected identity' 'a,T,,exactly,results/a.csv,,,d,z,,1,,,,,,,2,'
malformed 'claims.csv:2:15: found big, expected smoke' 'a,T,,exact,results/a.csv,,,d,z,,1,,,,big,,,2,'
malformed 'claims.csv:2:14: found high, expected a number' 'a,T,,exact,results/a.csv,,,d,z,,1,,,high,,,,2,'
malformed 'own levels add up to 0.5' 'a,T,,exact,results/a.csv,,,d,z,,1,,,.5,,,,2,'
malformed 'claims.csv:2:9: found nothing' 'a,T,,exact,results/a.csv,,,d,,,1,,,,,,,2,'
malformed 'claims.csv:2:1: found nothing' ',T,,exact,results/a.csv,,,d,z,,1,,,,,,,2,'
malformed "found '3', expected FIELD=EXPRESSION" 'a,T,,exact,results/a.csv,,,d,z,,1,,,,,,,predicted=2; 3,'
malformed 'claims.csv:2:18: found nothing' 'a,T,,exact,results/a.csv,,,d,z,,1,,,,,,,2 |  | 3,'
malformed 'claims.csv:2:18: found odd, expected identity' 'a,T,,exact,results/a.csv,,,d,z,,1,,,,,,,kind=odd,'
malformed 'found no claims in this profile' 'a,T,,exact,results/a.csv,,,d,z,,1,,,,paper,,,2,'
printf '%s\n' "$header" >paper/claims.csv
status 3 'found no claims' check paper/claims.csv
echo claim,kind,measured,predicted,mutant >paper/claims.csv
status 3 'found no column data' check paper/claims.csv
status 3 'nowhere.csv' check nowhere.csv
status 2 '' check --profile=huge paper/claims.csv

finish
