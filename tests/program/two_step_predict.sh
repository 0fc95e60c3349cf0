# SPDX-License-Identifier: MIT
# predict two-step-*: columns, values that are known otherwise, refusals.
PAPER=two-step
. "$SOURCE/tests/predictions.sh"

run alignment --link=ie1 --noise=0.3 --phi=0.25
columns cosine,norm2
norm2='(2*exp(-1) + 0.25*(2 - 2*exp(-1) + 0.09))'
near norm2 1e-13 "$norm2"
near cosine 1e-13 "sqrt(2*exp(-1)/$norm2)"
run alignment --link=ie2 --noise=0.1 --phi=0.5
near cosine 0 0

run outlier --theta=2,1,2 --kappa=2
columns singular_value,left2,right2,edge
near singular_value 1e-13 'sqrt(7.5)' '1+sqrt(2)' 'sqrt(7.5)'
near left2 1e-13 7/12 0 7/12
near right2 1e-13 0.7 0 0.7
near edge 1e-13 '1+sqrt(2)' '1+sqrt(2)' '1+sqrt(2)'

# Values of a separate implementation.
run direction --link=ie2 --noise=0.1 --phi=0.5 --batch=reuse --k=1,2,3
columns overlap,norm2,with_beta,cosine,uncrossed
near norm2 5.1e-7 3.645215 5.891878 0
run direction --link=ie3 --noise=0.1 --phi=0.5 --batch=fresh --k=0,1,2
near overlap 0 0 0 0

# Integer ratios count as the formula has it, and say so.
run count --alpha1=0.1,0.35 --alpha2=0.1,0.45
columns new,total,ratio,undecided
near new 0 0 1 0 3
near total 0 1 2 1 4
near undecided 0 0 0 0 1
status 2 'expected both below 1/2' predict two-step-count --alpha1=0.5 --alpha2=0.1
status 2 'found --alpha2=0.6' predict two-step-count --alpha1=0.4 --alpha2=0.6
status 2 'found the link ie4' predict two-step-alignment --link=ie4 --noise=0 --phi=1
status 2 'expected a centred one' predict two-step-alignment --link=hermite:1,1 --noise=0 --phi=1
status 2 'found --batch=old' predict two-step-direction --link=ie1 --noise=0 --phi=1 --batch=old --k=0

# The second layer by its moments: signs have two spikes at most.
problem='--link=ie1 --noise=0.3 --batch=fresh --width=1000 --d=500 --n=4000 --eta1=15.8 --eta2=15.9'
run spikes $problem
columns index,theta,singular_value,right2,target2,alignment,excess
near index 0 0 1 2
cp out gaussian
run spikes $problem --g2=1 --g4=3 --g6=15
cmp -s out gaussian || fail "Gaussian moments are not the default"
run spikes $problem --g4=1 --g6=1
[ "$(awk -F, 'NR > 1 && $(NF-5) > 0' out | wc -l)" -eq 2 ] || fail "signs: $(cat out)"
status 2 'found moments' predict two-step-spikes $problem --g6=1
status 2 'degree of at most 3' predict two-step-spikes $problem --g4=2 --activation=hermite:0,1,1,1,1

problem='--link=ie1 --noise=0.3 --phi=0.125 --batch=reuse --kappa=2 --alpha1=0.4 --alpha2=0.36'
run phase $problem --width=1000
columns spikes,asymptotic,undecided,nearest,edge,threshold,theta0,theta1,theta2
near spikes 0 3
near asymptotic 0 3
run width $problem --spikes=4
columns width
[ "$(sed -n '2s/.*,//p' out)" = inf ] || fail "width: $(cat out)"
run learnt --link=ie3 --noise=0.1 --phi=0.5 --batch=reuse --alpha1=0.3 --alpha2=0.3,0.45
near learnt 0 0 1
run learnt --link=even --noise=0.1 --phi=0.5 --batch=reuse --alpha1=0.45 --alpha2=0.45
near learnt 0 0

# The others run, by their examples, and give finite numbers.
first='--link=ie1 --noise=0.3 --phi=0.5'
both="$first --batch=reuse"
for arguments in "gram $both" "expansion $both --k=2" "link --link=ie2 --k=2" \
    "one-step $first --kappa=2 --eta1=3" "bulk-edge --width=1000 --d=250" \
    "exponent --alpha1=0.3 --alpha2=0.45 --k=2" "feature-count --alpha=0.3" \
    "feature-spikes $first --width=2000 --n=4000 --eta1=20 --count=2" "layer --k=4" \
    "edge --kappa=2 --width=1000 --eta2=10 --rho=3" "calibration $both --kappa=2" \
    "rows-edge $both --width=1000 --d=500 --eta1=8 --eta2=8"; do
    run $arguments
    [ "$(wc -l <out)" -ge 2 ] || fail "$arguments: no rows"
    grep -q -e nan -e inf out && fail "$arguments: $(cat out)"
done


# One spike by its rank is a row of all spikes; their number is that of the excesses above 1.
setting="--link=ie2 --noise=0.1 --batch=reuse --width=1000 --d=500 --n=1000 --eta1=6.35 --eta2=12 --edge=3"
run spikes $setting
for name in theta alignment excess; do
    column out $name >spikes-$name
done
column out singular_value >spikes-position
run spike $setting --index=1,2,3,4
columns theta,position,alignment,excess
for name in theta position alignment excess; do
    column out $name | head -n 3 | cmp -s - spikes-$name || fail "spike: $name differs from that of spikes"
done
near theta 1e300 0 0 0 0
[ "$(column out position | tail -n 1)" = 3 ] || fail "spike: beyond the last one is not the edge"
run expected $setting
columns expected,nearest
near expected 0 "$(awk '$1 > 1' spikes-excess | wc -l)"
near nearest 1e-12 "$(awk '{ x = $1 > 1 ? $1 - 1 : 1 - $1; if (!n++ || x < low) low = x } END { print low }' OFMT=%.17g spikes-excess)"

# The density of singular values: of kappa = 1 the quarter circle sqrt(4 - s^2)/pi.
run bulk-density --kappa=1 --value=0.5,1,1.5,2.5
columns density
near density 1e-13 'sqrt(3.75)/3.14159265358979324' 'sqrt(3)/3.14159265358979324' 'sqrt(1.75)/3.14159265358979324' 0

finish
