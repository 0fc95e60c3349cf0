# SPDX-License-Identifier: MIT
# The objective of one table of one row less that of another: awk -f change.awk FIT OTHER
BEGIN { FS = OFS = "," }
/^#/ { next }
FNR == NR && !names { names = split($0, name, ","); for (i = 1; i <= names; i++) place[name[i]] = i; print $0, "change"; next }
FNR == NR { row = $0; first = $place["objective"]; next }
!second { second = 1; next }
{ printf "%s,%.17g\n", row, first - $place["objective"] }
