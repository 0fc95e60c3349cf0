# SPDX-License-Identifier: MIT
# Reads an SVG of gnuplot and prints the titles of series of which no point was drawn. A series is a group
# gnuplot_plot_N; what lies next to its title's text is its sample in the legend.
match($0, /<g id="gnuplot_plot_[0-9]+[a-z]*" *>/) {
    title = $0
    sub(/.*<title>/, "", title)
    sub(/<\/title>.*/, "", title)
    inside = 1
    depth = points = 0
    text_x = text_y = -1e9
}

inside {
    line = $0
    if (match(line, /<g transform="translate\([-0-9.]+,[-0-9.]+/)) {
        split(substr(line, RSTART + 24, RLENGTH - 24), at, ",")
        text_x = at[1]
        text_y = at[2]
    }
    sub(/transform="translate\([-0-9.]+,[-0-9.]+\)" stroke.*/, "", line)
    if (line ~ /<image /)
        points++
    while (match(line, /-?[0-9]+\.[0-9]+,-?[0-9]+\.[0-9]+/)) {
        split(substr(line, RSTART, RLENGTH), at, ",")
        if (at[1] < text_x - 90 || at[1] > text_x + 90 || at[2] < text_y - 14 || at[2] > text_y + 10)
            points++
        line = substr(line, RSTART + RLENGTH)
    }
    depth += gsub(/<g[ >]/, "<g ") - gsub(/<\/g>/, "</g>")
    if (depth == 0) {
        if (points == 0)
            missing = missing (missing == "" ? "" : ", ") "'" title "'"
        inside = 0
    }
}

END { if (missing != "") print "no point of " missing }
