# SPDX-License-Identifier: MIT
# paper: LaTeX finds no fault with it, its facts are those of the verdicts, all figures are in, and it has the
# same bytes each time.
. "$SOURCE/tests/script.sh"
for tool in python3 pandoc pdflatex kpsewhich pdftotext rsvg-convert; do
    command -v $tool >/dev/null || { echo "found no $tool"; exit 77; }
done
"$SOURCE/paper/paper.sh" --check 2>err || { cat err; exit 77; }

. "$SOURCE/tests/made_up.sh"
# A link in the text, and in a caption every character over ASCII that a caption or a claim has.
sed -i 's/< 1\$\./< 1$, as in [the other](#c2b.-another)./' theory/made-up.md
printf '# caption: %s\n' "$({ cat "$SOURCE"/experiments/*/claims.csv; grep -h '^# caption:' "$SOURCE"/figures/*.gp; } |
    python3 -c 'import sys; print("".join("x" + c for c in sorted(set(sys.stdin.buffer.read().decode())) if c > "~"))')" \
    >signs && sed -i '1r signs' figures/made-up-law.gp
rsvg-convert -f pdf -o build/figures/made-up-law.pdf build/figures/made-up-law.svg

# made PAPERS...
made() {
    paper/paper.sh build "$@" 2>err
}

made adversarial made-up || { fail "paper.sh: status $?: $(cat err)"; finish; }
[ ! -e build/paper.tmp ] || fail "paper.tmp is left over"
numbers=build/paper/numbers.tex pdf=build/paper/twolayer.pdf
cp $pdf first.pdf

# ---- facts ----
# Undoing what is done to text for LaTeX gives the cells of the verdicts, read by another reader of CSV.
cat >compare.py <<'END'
import csv, re, sys
facts = {}
for line in open(sys.argv[1], encoding="utf-8"):
    key, field, text = re.fullmatch(r"\\setfact\{([^{}]*)\}\{([^{}]*)\}\{(.*)\}\n", line).groups()
    assert (key, field) not in facts, (key, field)
    facts[key, field] = text
words = {"textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^", "textquotedbl": '"',
         "textasciigrave": "`", "textquotesingle": "'", "allowbreak": ""}
def plain(text):
    text = re.sub(r"\\sectionlink\{[^{}]*\}\{([^{}]*)\}", r"\1", text)
    text = re.sub(r"\\([a-z]+)\{\}|\\([&%$#_{}])|\{\}", lambda m: words[m[1]] if m[1] else m[2] or "", text)
    return text
for paper in sys.argv[2:]:
    rows = list(csv.DictReader(l for l in open(f"build/{paper}/verdicts.csv", encoding="utf-8") if l[0] != "#"))
    claims = csv.DictReader(l for l in open(f"experiments/{paper}/claims.csv", encoding="utf-8") if l[0] != "#")
    claims = {row["claim"]: row for row in claims}
    for row in rows:
        for field, cell in row.items():
            if field == "seconds":
                continue
            found = plain(facts[row["claim"], field])
            try:
                same = found == cell or float(found) == float(cell)
            except ValueError:
                same = False
            if not same:
                print(f"{row['claim']} {field}: found {found}, expected {cell}")
        for field in ("measured", "predicted", "data", "mutant"):
            found, cell = plain(facts[row["claim"], "expression/" + field]), claims[row["claim"]][field]
            if found != cell:
                print(f"{row['claim']} expression {field}: found {found}, expected {cell}")
    for field in ("confirmed", "refuted", "inconclusive", "failed", "skipped"):
        expected = sum(row["verdict"] == field for row in rows)
        if facts[paper, field] != str(expected):
            print(f"{paper} {field}: found {facts[paper, field]}, expected {expected}")
END
python3 compare.py $numbers adversarial made-up >differ 2>&1 || fail "$(cat differ)"
[ ! -s differ ] || fail "$(cat differ)"

# ---- what stands on the pages ----
pdftotext -layout $pdf text
# has TEXT: blanks and line breaks apart.
tr -s ' \n\f' ' ' <text >words
has() {
    grep -q -F -e "$1" words || fail "found no '$1' on the pages"
}
has 'Profile smoke, seed 7, made by make PROFILE=smoke SEED=7 paper.'
has 'made-up 2 1 abc1234-dirty OpenBLAS Haswell, 1 thread'
has 'level 0.001 for the whole table'
for number in 0.49787753191415396 4.603700077799031 5.25 4.5; do
    has "$number"
done
has 'é & "c" <b>, {50%} of $x_1^2 #3'
has 'of <note>'
has GRAPHICAL
has 'to the end. make PROFILE=smoke SEED=7 build/figures/made-up-law.svg: commit abc1234; drawn from made-up/results/one_1.csv, made-up/results/two.csv'
claims=$("$BIN/verdicts" --list experiments/adversarial/claims.csv | wc -l)
[ "$(grep -c '^\\claim{adversarial/' build/paper/adversarial-claims.tex)" = "$claims" ] || fail "not $claims claims"
[ "$(grep -c '^\\verdictrow{' build/paper/rows.tex)" = $((claims + 2)) ] || fail "not $((claims + 2)) rows"

# ---- the same bytes; what goes wrong is said ----
cp -r . "$folder.moved" && trap 'cd / && rm -rf "$folder" "$folder.moved"' EXIT
(cd "$folder.moved" && made adversarial made-up && cmp -s $pdf first.pdf) || fail "the bytes differ: $(cat err)"
if grep -a -q -F -e "$folder" -e CreationDate $pdf; then
    fail "the PDF tells its place or time"
fi

# complains PATTERN: of one paper, and the last whole one stays.
complains() {
    made made-up && fail "found no complaint, expected $1"
    grep -q -e "$1" err || fail "found $(cat err), expected $1"
    [ -f $pdf ] || fail "$1: the last paper is gone"
    rm -rf paper theory experiments build/figures
    cp -r "$folder.moved/paper" "$folder.moved/theory" "$folder.moved/experiments" .
    cp -r "$folder.moved/build/figures" build
}
printf '%s\n' 'Wrong: $\nosuch$' >>theory/made-up.md
complains 'made-up-theory.tex:[0-9]'
echo 'See [there](#nowhere).' >>theory/made-up.md
complains 'made-up-nowhere'
rm build/figures/made-up-law.pdf
complains 'made-up-law.pdf'
sed -i 's/^made-up.two/made-up\/three/' experiments/made-up/claims.csv
complains 'claims.csv: found no claim made-up/two'
sed -i 's/^\\maketitle/\\measured{made-up\/none}/' paper/twolayer.tex
complains 'found no fact measured of made-up/none'

# ---- without LaTeX ----
mkdir bare
ln -s "$(command -v sh)" bare
PATH=$PWD/bare paper/paper.sh --check 2>err
found=$?
[ $found = 77 ] || fail "without LaTeX: status $found, expected 77"
grep -q 'found no pdflatex, .*./setup --paper' err || fail "found $(cat err)"

finish
