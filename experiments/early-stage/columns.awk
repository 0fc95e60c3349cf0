# SPDX-License-Identifier: MIT
# Reads tables by the names of their columns. Included before a program: awk -f columns.awk -f PROGRAM.
# Comments are skipped; at each row `file` is the number of the table (from 1) and get(NAME) a cell.
function get(name) {
    if (!((file, name) in at)) {
        print FILENAME ": found no column " name > "/dev/stderr"
        exit 1
    }
    return $(at[file, name])
}
BEGIN {
    FS = ","
    OFS = ","
    CONVFMT = OFMT = "%.17g"
}
/^#/ { next }
FILENAME != source { source = FILENAME; header = $0; file++; for (i = 1; i <= NF; i++) at[file, $i] = i; next }
