# SPDX-License-Identifier: MIT
# The draws of a sweep row as options of the programs: awk -v tmp=TMP -f row.awk ROW writes for each
# R = 0, 1, ... TMP-R-row.csv, a table of one row, and prints the number of draws, then the cells for the
# shell, as NAME=VALUE.
#
#   n      of the row is the number of draws; size (the number of samples) becomes n
#   draw   R
#   seed   that of the row, shifted by the draw
#   scale  kappa
BEGIN { FS = "," }

NR == 1 { for (i = 1; i <= NF; i++) name[i] = $i; columns = NF; next }

{
    for (i = 1; i <= NF; i++)
        cell[name[i]] = $i
    print cell["n"]
    draws = cell["n"]
    cell["n"] = cell["size"]
    name[++columns] = "draw"
    if ("kappa" in cell) {
        name[++columns] = "scale"
        cell["scale"] = cell["kappa"]
    }
    first = cell["seed"]
    for (r = 0; r < draws; r++) {
        cell["draw"] = r
        cell["seed"] = sprintf("%.0f", first + r * 1099511627776)
        header = line = ""
        for (i = 1; i <= columns; i++) {
            header = header (i > 1 ? "," : "") name[i]
            line = line (i > 1 ? "," : "") cell[name[i]]
        }
        file = tmp "-" r "-row.csv"
        print header > file
        print line > file
        close(file)
    }
    for (i = 1; i <= columns; i++)
        print name[i] "='" cell[name[i]] "'"
}
