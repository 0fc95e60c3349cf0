# SPDX-License-Identifier: MIT
# What report.sh and paper.sh share. Sourced where $build and $parts (a folder) are set, from the folder that
# holds theory and figures.
# shellcheck shell=sh disable=SC2154 # both are set by who reads this
read -r profile seed <"$build/settings"

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
