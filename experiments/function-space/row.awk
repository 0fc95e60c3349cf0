# SPDX-License-Identifier: MIT
# What the cells of a sweep row become, for replicates.awk:
#
#   n             of the row is the number of replicates and becomes replicates; samples, those of the step, becomes n
#   seed          that of the row, shifted by the replicate
#   link          hermite:c0;c1;... with commas; teacher is index:LINK. `harmonics` is Y1 + Y2 of unit variance each
#                 on the sphere: z + sqrt((d+2)/(2(d-1))) (z^2 - 1)
#   step          eta sqrt(width), train's step
#   output_scale  1/width: twice width^(-1/2), that of f and that of a
#   alpha         n/d
{
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
    replicates(names, count, cell["replicates"], "replicate")
}
