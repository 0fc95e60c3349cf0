# SPDX-License-Identifier: MIT
# Reads a sweep row and writes its replicates, for the row.awk of a paper, which says what the cells become:
#
#   awk -v tmp=TMP -f replicates.awk -f row.awk ROW
#
# name[1..columns] are the columns, cell[NAME] the cells; replicates() ends.
BEGIN { FS = "," }

NR == 1 { columns = split($0, name); next }

{
    for (i = 1; i <= NF; i++)
        cell[name[i]] = $i
}

# replicates(NAMES, COUNT, NUMBER, PLACE): for each R = 0, 1, ... below NUMBER, TMP-R-row.csv has these cells as a
# table of one row, with R in the cell PLACE and the seed shifted by R. Prints NUMBER, then the cells for the shell,
# as NAME='VALUE'.
function replicates(names, count, number, place,    first, r, i, value, header, line, file) {
    print number
    first = cell["seed"]
    for (r = 0; r < number; r++) {
        cell[place] = r
        cell["seed"] = sprintf("%.0f", first + r * 1099511627776)
        header = line = ""
        for (i = 1; i <= count; i++) {
            value = cell[names[i]]
            header = header (i > 1 ? "," : "") names[i]
            line = line (i > 1 ? "," : "") (value ~ /,/ ? "\"" value "\"" : value)
        }
        file = tmp "-" r "-row.csv"
        print header > file
        print line > file
        close(file)
    }
    for (i = 1; i <= count; i++)
        print names[i] "='" cell[names[i]] "'"
}
