# SPDX-License-Identifier: MIT
# The replicates of a sweep row as options of the programs: awk -v tmp=TMP -f row.awk ROW writes for each
# R = 0, 1, ... TMP-R-row.csv, a table of one row, and prints the number of replicates, then the cells for the
# shell, as NAME=VALUE.
#
#   n             of the row is the number of replicates and becomes replicates; samples, those of the step, becomes n
#   seed          that of the row, shifted by the replicate
#   link          hermite:c0;c1;... with commas; teacher is index:LINK. `harmonics` is Y1 + Y2 of unit variance each
#                 on the sphere: z + sqrt((d+2)/(2(d-1))) (z^2 - 1)
#   step          eta sqrt(width), train's step
#   output_scale  1/width: twice width^(-1/2), that of f and that of a
#   alpha         n/d
BEGIN { FS = "," }

NR == 1 { for (i = 1; i <= NF; i++) name[i] = $i; columns = NF; next }

{
    for (i = 1; i <= NF; i++)
        cell[name[i]] = $i
    cell["replicates"] = cell["n"]
    cell["n"] = cell["samples"]
    cell["step"] = sprintf("%.17g", cell["eta"] * sqrt(cell["width"]))
    cell["output_scale"] = sprintf("%.17g", 1 / cell["width"])
    cell["alpha"] = sprintf("%.17g", cell["n"] / cell["d"])
    if (cell["link"] == "harmonics")
        cell["link"] = sprintf("hermite:0,1,%.17g", sqrt((cell["d"] + 2) / (2 * (cell["d"] - 1))))
    gsub(";", ",", cell["link"])
    cell["teacher"] = "index:" cell["link"]
    for (i = 1; i <= columns; i++)
        if (name[i] != "samples")
            names[++count] = name[i]
    extra = split("replicates replicate step output_scale alpha teacher", more, " ")
    for (i = 1; i <= extra; i++)
        names[++count] = more[i]
    first = cell["seed"]
    print cell["replicates"]
    for (r = 0; r < cell["replicates"]; r++) {
        cell["replicate"] = r
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
