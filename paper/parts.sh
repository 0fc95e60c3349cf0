# SPDX-License-Identifier: MIT
# What report.sh and paper.sh share. Sourced from the folder that holds theory, figures, experiments, paper.
# shellcheck shell=sh disable=SC2034 # who reads this uses them

# begin BUILD NAME: sets $build, what its settings are, $out, the folder NAME there, and $parts, one that goes in the end.
begin() {
    build=$1 out=$1/$2 parts=$1/$2.tmp
    read -r profile seed <"$build/settings"
    rm -rf "$parts"
    mkdir -p "$parts" "$out"
    trap 'rm -rf "$parts"' EXIT
}

# fragment OPTIONS...: what the program verdicts writes for a page.
fragment() {
    "$build/bin/verdicts" --profile="$profile" "$@"
}

# fragment_of_all OPTION PAPERS...: of the verdicts of all.
fragment_of_all() {
    option=$1
    shift
    for name; do
        set -- "$@" "$build/$name/verdicts.csv"
        shift
    done
    fragment "$option" "$@"
}

# figures PAPER NONE: calls figure SVG NAME for each, or says NONE.
figures() {
    found=0
    for svg in "$build/figures/$1"-*.svg; do
        [ -f "$svg" ] || continue
        figure "$svg" "$(basename "$svg" .svg)"
        found=1
    done
    [ $found = 1 ] || echo "$2"
}

# For HTML.
escape() {
    sed 's/&/\&amp;/g; s/</\&lt;/g; s/>/\&gt;/g; s/"/\&quot;/g'
}

# theory_as PAPER OPTIONS...: its text by pandoc. Fails if pandoc says a word, say of TeX that it cannot read.
theory_as() {
    text=theory/$1.md
    shift
    if ! pandoc --from=markdown "$@" "$text" 2>"$parts/complaints" || [ -s "$parts/complaints" ]; then
        sed "s|^|$text: |" "$parts/complaints" >&2
        return 1
    fi
}

# caption FIGURE
caption() {
    sed -n 's/^# caption: *//p' "figures/$1.gp" | tr '\n' ' '
}

# made SVG KEY: what the line KEY of its <metadata> says; of several, one after the other.
made() {
    sed -n '/<metadata>/,/<\/metadata>/ s/^'"$2"': //p' "$1" | tr '\n' ';' | sed 's/;$//; s/;/; /g'
}

# drawn SVG: commit and tables, as it says itself.
drawn() {
    printf 'commit %s; drawn from %s' "$(made "$1" commit)" "$(made "$1" input | sed 's/ sha256:[0-9a-f]*//g; s/;/,/g')"
}
