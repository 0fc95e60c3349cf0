# SPDX-License-Identifier: MIT
# The common style. A script may set `panels` (side by side) and `tall` (height in points) before it loads
# this; draw.sh sets `folder` and `figure`.
if (!exists("panels")) panels = 1
if (!exists("tall")) tall = 420
set encoding utf8
set minussign
set terminal svg size (panels == 1 ? 640 : 470*panels), tall enhanced rounded \
    background "white" font "DejaVu Sans,14" linewidth 1 dashlength 0.7
set output figure

set datafile separator comma
set datafile columnheaders
set datafile missing NaN

# Okabe and Ito's colours, which the colour-blind can tell apart, each with a mark of its own.
blue = "#0072B2"; red = "#D55E00"; green = "#009E73"; pink = "#CC79A7"
orange = "#E69F00"; sky = "#56B4E9"; black = "#000000"; grey = "#8C8C8C"; pale = "#D9D9D9"
set linetype 1 linecolor rgb blue linewidth 2 pointtype 7 pointsize 0.55
set linetype 2 linecolor rgb red linewidth 2 pointtype 5 pointsize 0.5
set linetype 3 linecolor rgb green linewidth 2 pointtype 9 pointsize 0.65
set linetype 4 linecolor rgb pink linewidth 2 pointtype 13 pointsize 0.7
set linetype 5 linecolor rgb orange linewidth 2 pointtype 11 pointsize 0.65
set linetype 6 linecolor rgb sky linewidth 2 pointtype 15 pointsize 0.65
set linetype 7 linecolor rgb black linewidth 2 pointtype 6 pointsize 0.55
set linetype cycle 7
# The law that the paper's data reject, and the law itself in black.
set style line 20 linecolor rgb grey linewidth 1.4 dashtype 2
set style line 21 linecolor rgb black linewidth 1.6

set border 3 linecolor rgb "#444444" linewidth 1
set tics nomirror out scale 0.6 textcolor rgb "#222222"
set grid linecolor rgb "#EBEBEB" linewidth 1
set errorbars small
set format "%g"
set key samplen 1.6 spacing 1.1 noautotitle
set style fill solid 0.35 noborder
set title offset 0,-0.4

# Rows of a table: those with this activation; with this value of a column.
is(name) = strcol("activation") eq name
has(name, value) = abs(column(name) - value) <= 1e-9 * (1 + abs(value))
only(condition, value) = condition ? value : NaN
