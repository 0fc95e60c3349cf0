# SPDX-License-Identifier: MIT
# predict early-stage-*: columns, and each prediction at a point where it is exactly solvable, so that
# no two parameters or columns are mixed up.
. "$SOURCE/tests/script.sh"

# check NAME 'PARAMETERS' COLUMN=EXPECTED...: to a relative 1e-12 (nan and inf as texts); EXPECTED is
# an awk expression.
check() {
    name=$1 parameters=$2
    shift 2
    # shellcheck disable=SC2086
    "$BIN/predict" "early-stage-$name" $parameters >out 2>err || {
        fail "$name $parameters: $(cat err)"
        return
    }
    for pair in "$@"; do
        column=${pair%%=*} expected=${pair#*=}
        case $expected in
        nan | inf) ;;
        *) expected=$(awk "BEGIN { pi = atan2(0, -1); printf \"%.17g\", $expected }") ;;
        esac
        grep -v '^#' out | awk -F, -v name="$column" -v value="$expected" '
            NR == 1 { for (i = 1; i <= NF; i++) if ($i == name) c = i; next }
            value == "nan" || value == "inf" || $c == "nan" || $c == "inf" {
                bad = bad || $c != value
                next
            }
            { e = $c - value; if (e < 0) e = -e; m = value < 0 ? -value : value
              if (!c || !(e <= 1e-12 * m + 1e-300)) bad = 1 }
            END { exit bad || NR < 2 }' ||
            fail "$name $parameters: $column is not $expected in $(grep -v '^#' out)"
    done
}

# columns NAME 'PARAMETERS' HEADER
columns() {
    # shellcheck disable=SC2086
    "$BIN/predict" "early-stage-$1" $2 | grep -q "^$3" || fail "columns of $1"
}
columns width-law '--m=3 --n-plus=2 --n-minus=1' m,n_plus,n_minus,probability,expected_unlearnt
columns margin '--loss=exp --z0=0 --rate=1 --time=1' loss,z0,rate,time,margin
columns hitting-time '--loss=exp --f0=1 --f1=2 --q=1' loss,f0,f1,q,time
columns flip '--kappa=2 --tau=1' kappa,tau,probability
columns partition '--phi=2' phi,living,dead

check width-law '--m=1 --n-plus=3 --n-minus=0' probability=1/16 expected_unlearnt=9/4
check width-law '--m=1 --n-plus=1 --n-minus=0' probability=1/4 'deviation_unlearnt=sqrt(3)/4'
check sufficient-width '--n-plus=1 --n-minus=0 --delta=0.75' bound=1 exact=1
check plateau '--loss=square --m=2 --n=5' mean_loss=9/32 quantum=0.1
check margin '--loss=exp --z0=0 --rate=0.5 --time=4' 'margin=log(3)'
check margin '--loss=square --z0=0.5 --rate=0.5 --time=4' 'margin=1-exp(-2)/2'
check margin '--loss=logistic --z0=0 --rate=0.5 --time=5.4365636569180905' margin=1 # (1 + e - 1)/rate
check margin-gd '--loss=square --z0=0.5 --rate=0.5 --step=1 --steps=2' margin=7/8 'flow=1-exp(-1)/2'
check margin-gd '--loss=exp --z0=0 --rate=0.5 --step=0.1 --steps=80' 'defect=0.025/5*log(5)' \
    'margin=log(5)+0.025/5*log(5)'
check sample-loss '--loss=exp --z0=0 --rate=0.5 --time=4' upper=1/3
check tail-orthonormal '--m=2 --n=7' limit=13
check drift-bound '--step=0.1 --before=3 --after=1' bound=0.4
check upper '--loss=exp --before=0.5 --worst=3 --mass=0.2 --gamma=0.9 --step=2 --time=10' \
    'upper=1/(2+0.9*0.2*0.81*10)'
check upper '--loss=logistic --before=0.5 --worst=3 --mass=0.2 --gamma=0.9 --step=0 --time=10' \
    'upper=1/(2+((1-exp(-3))/3)^2*0.2*0.81*10)'
check upper '--loss=square --before=0.5 --worst=3 --mass=0.2 --gamma=0.9 --step=2 --time=10' upper=nan
check lower '--before=0.5 --mass=0.2 --step=0 --time=10' lower=1/4
check lower '--before=0.5 --mass=0.2 --step=10 --time=10' 'lower=1/(2+2*(exp(1)-1))'
check tail '--gamma=0.5 --mass=0.2 --growth=1' flow=0.05 'slope=0.05/log(2)' limit=20
check tail-both '--gamma=0.5 --norm=3 --time=100' slope=1.5 'loss=0.01/log(100)'
check residual '--residual=0.4 --mass=0.5 --q=0.5 --least=0.4 --largest=0.8 --step=1 --steps=2' \
    lower=0.4*0.64 upper=0.4*0.81 'flow=0.4*exp(-0.2)'
check guaranteed-time '--z=0.25 --residual=0.5' time=1.5
check activation-bound '--n=10 --kappa=0.5 --inner=0.25 --slope=0.4' time=50
check hitting-time '--loss=square --f0=0.1 --f1=0.5 --q=0.25' 'time=2*log(9)'
check hitting-time '--loss=square --f0=0.1 --f1=1 --q=0.25' time=inf
check hitting-time '--loss=exp --f0=2 --f1=1 --q=0.25' time=nan
check hitting-time-gd '--loss=square --f0=0.1 --f1=0.5 --q=0.25 --step=0.1' \
    'defect=0.1*(log(5)/4+log(5/9)/2)' 'flow=2*log(9)'
check hitting-time-unbalanced '--loss=square --A=0.25 --B=1 --f1=1 --q=0.5' time=inf
check output '--loss=square --f0=0.1 --q=0.25 --time=4.394449154672439' output=0.5 loss_there=1/8 # 2 log 9
check aligned '--loss=square --q=0.5 --A=0.5 --B=0.25 --step=0.4 --steps=1' \
    output=0.5*1.15^2-0.25*0.85^2 drift=1-0.0225
check escape '--rate=0.5 --f0=1e-4 --f1=1e-2' 'time=log(100)' slope=2
check escape '--rate=0.5 --f0=1e-4 --f1=1e-2 --step=2' 'time=log(100)/log(2)' 'slope=2/log(2)'
check alignment '--a=1 --along=0 --across=2 --rate=0.5 --time=2 --layers=first' output_weight=1 \
    along_now=1 'cosine=1/sqrt(5)'
check alignment '--a=1 --along=0 --across=2 --rate=0.5 --time=2' 'output_weight=(exp(1)+exp(-1))/2' \
    'along_now=(exp(1)-exp(-1))/2'
check flip '--kappa=2 --tau=inf' probability=2/3
check flip '--kappa=0.5 --tau=3' probability=0
check death '--a=-1 --beta=0.6' 'death=log(2)' flip=inf amplitude=0.8
check death '--a=0.6 --beta=1' death=inf 'flip=log(2)' amplitude=nan
check partition '--phi=2' 'living=0.25+1/pi' 'dead=0.75-1/pi' start_true=0.5 'start_false=1/pi' \
    'start_dead=0.5-1/pi' 'reborn=1/pi-0.25'
check partition '--phi=1' living=nan
check partition-bias '--loss=logistic --phi=2.356194490192345 --kappa=0.5 --step=0.1' bias=0.05/2/pi
check gradient '--loss=exp --n-plus=2 --n-minus=1 --inner=1 --cross=0 --kappa=0.5 --d=5' \
    first=2.5/9 'second=0.05/9*(2.5-4/2/pi)' lower=5/36
check gradient-random '--loss=logistic --n=50 --kappa=0.1 --d=20' first=1/400 second=1/800000 lower=1/800
check frozen-decrease '--gradient=0.3 --curvature=0 --slope=1e-9 --kappa=1 --d=3 --time=2' \
    'decrease=2*(0.09-4/3*0.3*1e-9*sqrt(1e-9*2))'
check sgd '--loss=square --z0=0 --mass=0.5 --n=4 --batch=2 --step=2 --steps=1' mean_loss=0.25+0.0625
check sgd '--loss=square --z0=0 --mass=0.5 --n=1 --step=1 --steps=3' mean_loss=1/128

finish
