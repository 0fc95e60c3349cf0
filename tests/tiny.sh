# SPDX-License-Identifier: MIT
# A small paper of its own, tiny, with the repository's pipeline, in the current folder, for the scripts that
# test the pipeline. Sourced after script.sh; names of files are relative to that folder.
cp "$SOURCE/Makefile" "$SOURCE/Makefile.pipeline" .
mkdir -p experiments/tiny figures programs
cp "$SOURCE"/experiments/*.sh "$SOURCE"/experiments/*.awk experiments/
cp "$SOURCE"/figures/*.sh "$SOURCE"/figures/style* figures/ 2>/dev/null
cp "$BIN"/* programs/
cat >experiments/tiny/experiment.mk <<'END'
tiny_ALIASES := k=width
$(eval $(call experiment,tiny,T1,generate attack summarise,run generate network --row=@ROW --scale-over=sqrt-d \
  --output=signs --output-scale-over=sqrt-width --recipe -o @TMP-network.csv && run generate data \
  --law=axis --row=@ROW --recipe -o @TMP-data.csv && run attack @TMP-network.csv @TMP-data.csv \
  --row=@ROW --sampler | run summarise - --by="activation;d;k;norm" --columns="flipped=flipped" -o @OUT))
$(eval $(call experiment,tiny,T2,generate,run generate data --law=cube --row=@ROW -o @OUT))
$(eval $(call prediction,tiny,T2,adversarial-moments --activation=relu))
$(eval $(call prediction_at,tiny,T1,adversarial-success,T1,activation;d;k;norm))
END
cat >experiments/tiny/T1.csv <<'END'
# A comment.
activation,d,k,norm,smoke,laptop,paper,cost
relu,64,64,1,400,400,4000,10
tanh,64,32,1,400,400,4000,10
relu,64,64,2,,400,4000,10
erf,128,32,0.5,400,400,4000,10
END
printf 'd,smoke,laptop,paper\n3,50,50,50\n3,60,50,50\n' >experiments/tiny/T2.csv
printf 'claim,source,statement,kind,data,theory,where,by,measured,error,predicted,margin,rate,profile,requires,mutant\n' \
    >experiments/tiny/claims.csv
printf 'tiny/T1,derived,success,exact,results/T1.csv,theory/T1.csv,,,flipped,binomial,theory.success,0.05,,,,theory.success/4\n' \
    >>experiments/tiny/claims.csv

# build FOLDER ARGUMENTS...: makes the verdicts there; what make says goes to the file log.
build() {
    where=$1
    shift
    env -u MAKEFLAGS -u MAKELEVEL make -s PAPERS=tiny PROFILE=smoke PROGRAMS=programs BUILD="$where" \
        "$@" >log 2>&1
}


# tables FOLDER: names and check sums of all tables there
tables() {
    (cd "$1" && find tiny -name '*.csv' | sort | xargs cksum)
}
