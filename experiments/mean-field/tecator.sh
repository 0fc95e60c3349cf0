#!/bin/bash
# SPDX-License-Identifier: MIT
# The Tecator spectra as a dataset: absorbances of 215 samples of meat at 100 wavelengths from 850 to 1050 nm,
# x1..x100, and their fat in percent, y. Read from the file tecator.RData of the R package caret: XDR, two
# matrices column by column at known places of a known file.
#
#   tecator.sh FILE > CSV
set -euo pipefail
reals() { xz -dc "$1" | od --endian=big -An -v -w8 -tf8 -j"$2" -N"$3"; }
{
    reals "$1" 49 172000
    reals "$1" 173841 1720
} | awk -v samples=215 -v points=100 '
    { value[NR - 1] = $1 }
    END {
        if (NR != samples * (points + 1)) {
            print "tecator.sh: found " NR " numbers, expected " samples * (points + 1) > "/dev/stderr"
            exit 3
        }
        for (j = 1; j <= points; j++)
            printf "x%d,", j
        print "y"
        for (i = 0; i < samples; i++) {
            for (j = 0; j <= points; j++)
                printf "%s%s", value[i + j * samples], j < points ? "," : "\n"
        }
    }'
