#!/bin/sh
# SPDX-License-Identifier: MIT
# The report: BUILD/report/index.html with the verdicts of a run, and PAPER.html for each paper. All in the
# files themselves: style, script and figures are inside, nothing is fetched.
#
#   report.sh BUILD PAPERS...      run from the folder that holds theory, figures, experiments, paper
#
# A template is an HTML file whose lines <!-- insert NAME --> are replaced by the file NAME, of the folder of
# templates or made here.
set -eu
export LC_ALL=C
. paper/parts.sh
begin "$1" report
shift
cp paper/style.css paper/filter.js "$parts"

# fill TEMPLATE: prints it with the parts put in.
fill() {
    awk -v parts="$parts" '
        match($0, /^<!-- insert [^ ]+ -->$/) {
            file = parts "/" substr($0, 13, length($0) - 16)
            while ((found = (getline line < file)) > 0)
                print line
            if (found < 0) {
                print "report.sh: found no " file ", expected it for the template" > "/dev/stderr"
                exit 1
            }
            close(file)
            next
        }
        { print }' "$1"
}

# note KEY FILE: the value of the line "# KEY: value" on top of a table.
note() {
    sed -n "/^#/!q; s/^# $1: //p" "$2" | head -n 1
}

fact() {
    printf '<dt>%s</dt><dd>%s</dd>\n' "$1" "$(printf '%s' "$2" | escape)"
}

# facts VERDICTS COMMAND: of the run that these verdicts are of.
facts() {
    fact profile "$profile"
    fact seed "$seed"
    fact commit "$(note commit "$1")"
    fact BLAS "$(note blas "$1")"
    fact 'made by' "make PROFILE=$profile SEED=$seed $2"
}

# theory PAPER: its text, formulas as MathML, sections named by their numbers (c4b). Pandoc writes a name like
# erf as three letters, which browsers set in italics; one <mi> of several letters stands upright.
theory() {
    theory_as "$1" --to=html5 --mathml --section-divs >"$parts/pandoc" || return 1
    sed ':join
         s|\(<mstyle mathvariant="normal"><mi>[A-Za-z0-9]*\)</mi><m\([in]\)>\([A-Za-z0-9]\)</m\2>|\1\3</mi>|
         t join
         s|<mstyle mathvariant="normal">\(<mi>[A-Za-z0-9]\{2,\}</mi>\)</mstyle>|\1|g
         s| xmlns="http://www.w3.org/1998/Math/MathML"||g
         s|id="\([a-z][0-9]*[a-z]\{0,1\}\)\.-[^"]*"|id="section-\1"|' "$parts/pandoc"
}

# figure SVG NAME: inline, as an image of its own, so that the names inside do not meet those of others.
figure() {
    printf '<figure id="figure-%s">\n<img alt="%s" src="data:image/svg+xml;base64,' "$2" "$2"
    base64 -w 0 "$1"
    printf '" />\n<figcaption>'
    caption "$2" | escape
    printf '</figcaption>\n<p class="fact"><code>%s</code>: ' "$(made "$1" command)"
    drawn "$1"
    printf '</p>\n</figure>\n'
}

# calibration: of the table that is kept, if there is one.
calibration() {
    table=experiments/calibration.csv
    [ -f $table ] || return 0
    awk -v FS=, -v commit="$(note commit $table)" '
        /^#/ { next }
        !names { for (i = 1; i <= NF; i++) at[$i] = i; names = 1; next }
        { claims++; refuted += $at["refuted"]; judged += $at["seeds"]; expected += $at["seeds"] * $at["level"]
          seeds = $at["seeds"] > seeds ? $at["seeds"] : seeds; off += $at["off"]
          uniform = $at["uniform_p"] == "nan" ? "–" : sprintf("%.2g", $at["uniform_p"])
          if ($at["off"] == 1 || $at["refuted"] > 0 || $at["power"] < 1)
              rows = rows sprintf("<tr><td>%s</td><td>%d</td><td>%d</td><td>%.3g</td><td>%s</td><td>%.3g (%.3g to %.3g)</td></tr>\n",
                  $at["claim"], $at["seeds"], $at["refuted"], $at["level"], uniform, $at["power"],
                  $at["power_low"], $at["power_high"]) }
        END {
            printf "<h2 id=\"calibration\">Calibration</h2>\n<p>All %d claims in the profile smoke over %d fresh seeds " \
                "(commit %s, <code>make calibrate SEEDS=%d</code>): of %d verdicts %d refuted a theory that is true, " \
                "%.2g expected; %d claims are off. Claims that were refuted, or whose mutants were not always:</p>\n",
                claims, seeds, commit, seeds, judged, refuted, expected, off
            if (rows == "")
                rows = "<tr><td>none</td><td/><td/><td/><td/><td/></tr>\n"
            printf "<table class=\"calibration\"><thead><tr><th>claim</th><th>seeds</th><th>refuted</th><th>level</th>" \
                "<th>p of uniform p-values</th><th>mutants refuted</th></tr></thead>\n<tbody>\n%s</tbody></table>\n", rows
        }' $table
    figures calibration '<p>None.</p>'
}

page() {
    paper=$1 verdicts=$build/$1/verdicts.csv
    title=$(sed -n 's/^# //p' "theory/$paper.md" | head -n 1 | escape)
    echo "<title>$title</title>" >"$parts/title"
    echo "<h1>$title</h1>" >"$parts/heading"
    fragment --html=counts "$verdicts" >"$parts/counts"
    facts "$verdicts" "figures-$paper" >"$parts/facts"
    theory "$paper" >"$parts/theory"
    fragment --html=claims --claims="experiments/$paper/claims.csv" "$verdicts" >"$parts/claims"
    figures "$paper" '<p>None.</p>' >"$parts/figures"
    fragment --html=open "$verdicts" >"$parts/open"
    fill paper/paper.html >"$out/$paper.html.tmp"
    mv "$out/$paper.html.tmp" "$out/$paper.html"
    printf '<li><a href="%s.html">%s</a></li>\n' "$paper" "$title" >>"$parts/papers"
}

for name; do
    page "$name"
done
fragment_of_all --html=counts "$@" >"$parts/counts"
fragment_of_all --html=rows "$@" >"$parts/rows"
facts "$build/$1/verdicts.csv" figures >"$parts/facts"
calibration >"$parts/calibration"
fill paper/index.html >"$out/index.html.tmp"
mv "$out/index.html.tmp" "$out/index.html"
