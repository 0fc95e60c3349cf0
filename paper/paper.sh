#!/bin/sh
# SPDX-License-Identifier: MIT
# The paper: BUILD/paper/twolayer.pdf, what the report says, by LaTeX. Beside it lies the source. All numbers of
# the run are in numbers.tex, which only this script and `verdicts` write; the text reads them by name, and a
# name that is not there is an error.
#
#   paper.sh BUILD PAPERS...      run from the folder that holds theory, figures, experiments, paper
#   paper.sh --check              only whether LaTeX is there; status 77 if not
set -eu
export LC_ALL=C

# need FILE...: LaTeX, with these files in it.
need() {
    if command -v pdflatex >/dev/null && command -v kpsewhich >/dev/null; then
        lacking=
        for file; do
            [ -n "$(kpsewhich "$file")" ] || lacking="$lacking $file"
        done
        [ -n "$lacking" ] || return 0
    else
        lacking=' pdflatex'
    fi
    echo "paper.sh: found no$lacking, expected LaTeX; which ./setup --paper brings" >&2
    exit 77
}

need article.cls amssymb.sty booktabs.sty etoolbox.sty hyperref.sty longtable.sty lmodern.sty xcolor.sty
[ "$1" != --check ] || exit 0

. paper/parts.sh
begin "$1" paper
shift
cp paper/twolayer.tex paper/twolayer.sty "$parts"

# tex: text for LaTeX, all that is special in it escaped.
tex() {
    escape | pandoc --from=html --to=latex --wrap=none
}

# theory PAPER: its sections are named PAPER-c4b; the first heading is the title of the paper.
theory() {
    theory_as "$1" --to=latex --no-highlight --wrap=none >"$parts/pandoc" || return 1
    sed "s#\\\\\\(hypertarget\\|hyperlink\\|label\\){#&$1-#g
         s#{\\($1-[a-z][0-9]*[a-z]\\{0,1\\}\\)\\.-[^}]*}#{\\1}#g" "$parts/pandoc"
}

figure() {
    printf '\\drawing{%s}{%s}{%s}{%s}\n' "$2" "$(caption "$2" | tex)" "$(made "$1" command | tex)" "$(drawn "$1" | tex)"
}

# listed FORM FILE: a list, or a word that there is none.
listed() {
    fragment --latex="$1" "$2" >"$parts/list"
    [ -s "$parts/list" ] || {
        echo 'None.'
        return
    }
    printf '\\begin{itemize}\n%s\n\\end{itemize}\n' "$(cat "$parts/list")"
}

paper() {
    paper=$1 verdicts=$build/$1/verdicts.csv
    theory "$paper" >"$parts/$paper-theory.tex"
    fragment --latex=numbers --claims="experiments/$paper/claims.csv" "$verdicts" >>"$parts/numbers.tex"
    fragment --latex=rows "$verdicts" >>"$parts/rows.tex"
    fragment --latex=claims "$verdicts" >"$parts/$paper-claims.tex"
    figures "$paper" None. >"$parts/$paper-figures.tex"
    listed open "$verdicts" >"$parts/$paper-open.tex"
    listed seen "$verdicts" >"$parts/$paper-seen.tex"
    printf '\\summary{%s}\n' "$paper" >>"$parts/summaries.tex"
    printf '\\paper{%s}\n' "$paper" >>"$parts/papers.tex"
}

{
    printf '\\setfact{run}{profile}{%s}\n' "$(echo "$profile" | tex)"
    printf '\\setfact{run}{seed}{%s}\n' "$(echo "$seed" | tex)"
} >"$parts/numbers.tex"
for name; do
    paper "$name"
done
fragment_of_all --latex=counts "$@" >>"$parts/numbers.tex"

# pdf: until the references are settled. Nothing of the moment or the place goes into it.
pdf() {
    for _ in 1 2 3 4; do
        (cd "$parts" && SOURCE_DATE_EPOCH=0 FORCE_SOURCE_DATE=1 max_print_line=1000 pdflatex -no-shell-escape \
            -interaction=nonstopmode -halt-on-error -file-line-error twolayer.tex >/dev/null </dev/null) || return 1
        grep -q "$again" "$parts/twolayer.log" || break
    done
    ! grep -q "$bad" "$parts/twolayer.log"
}

again='Rerun to get\|Rerun LaTeX\|Table widths have changed'
error='^[^ ]*:[0-9][0-9]*: '
bad="$error\\|undefined\\|multiply.defined\\|does not exist\\|Missing character\\|$again"
pdf || {
    cp "$parts/twolayer.log" "$out"
    { grep "$error" "$parts/twolayer.log" || grep "$bad" "$parts/twolayer.log"; } | head -n 5 | sed 's/^/paper.sh: /' >&2
    echo "paper.sh: found that LaTeX failed; its words are in $out/twolayer.log" >&2
    exit 1
}
rm -f "$out"/*
for file in "$parts"/*.tex "$parts/twolayer.sty" "$parts/twolayer.pdf"; do
    mv "$file" "$out"
done
