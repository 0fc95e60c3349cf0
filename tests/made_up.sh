# SPDX-License-Identifier: MIT
# Two papers to write about, in the current folder: adversarial, with all its claims (failed, for want of data), and
# made-up, with two claims and a figure. Sourced after script.sh by the scripts that test the report and the paper.
mkdir -p build/bin build/figures build/adversarial build/made-up theory figures experiments/made-up
cp -r "$SOURCE/paper" .
cp -r "$SOURCE/experiments/adversarial" experiments
cp "$SOURCE/theory/adversarial.md" theory
cp "$BIN/verdicts" build/bin
echo smoke 7 >build/settings
"$BIN/check" experiments/adversarial/claims.csv --profile=smoke -o build/adversarial/verdicts.csv 2>/dev/null

cat >theory/made-up.md <<'END'
# made-up: a paper of two claims

## c1. A section

The law is $f(x) = \mathrm{erf}(x) < 1$.

## c2b. Another

$$\int_0^1 x\,dx = \frac12$$
END
cat >experiments/made-up/claims.csv <<'END'
claim,source,statement,kind,data,measured,predicted,margin,mutant
made-up/one_1,derived c1,"é & ""c"" <b>, {50%} of $x_1^2 #3 ~ \q -- √n̄ 'a'",exact,results/one.csv,x^2 < 3,"theory.f(x,1)",0.25/d,0 | predicted=x & 1
made-up/two,paper Theorem 2 (c2b),margin seen and not derived,exact,results/two.csv,x,y,,1
END
cat >build/made-up/verdicts.csv <<'END'
# commit: abc1234-dirty
# level: 0.001
# blas: OpenBLAS Haswell, 1 thread
claim,paper,source,statement,kind,measured,predicted,margin,statistic,threshold,verdict,mutant_statistic,mutant_verdict,seconds,points,rows,at,tightness,mutant,profile,note
made-up/one_1,made-up,derived c1,"é & ""c"" <b>, {50%} of $x_1^2 #3 ~ \q -- √n̄ 'a'",exact,0.49787753191415396,0.1000000000000000055,1e-300,-1.68873337191893,4.603700077799031,confirmed,inf,refuted,nan,7,9,a<b d=2,nan,predicted=x & 1,,
made-up/two,made-up,paper Theorem 2 c2b,margin seen and not derived,exact,1,2,0,5.25,4.5,refuted,9,refuted,nan,1,3,,nan,1,,of <note>
END
echo '# caption: The law & its <limit> √n̄ ≤ 100%,' >figures/made-up-law.gp
echo '# caption: to the end.' >>figures/made-up-law.gp
cat >build/figures/made-up-law.svg <<'END'
<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100">
<desc>The law</desc>
<metadata>
commit: abc1234
command: make PROFILE=smoke SEED=7 build/figures/made-up-law.svg
input: made-up/results/one_1.csv sha256:0123
input: made-up/results/two.csv sha256:4567
</metadata>
<text x="20" y="40" font-size="20">GRAPHICAL</text></svg>
END
