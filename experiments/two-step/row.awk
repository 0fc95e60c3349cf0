# SPDX-License-Identifier: MIT
# What the cells of a sweep row become, for replicates.awk:
#
#   n             of the row is the number of replicates and becomes replicates; samples becomes n
#   seed          that of the row, shifted by the replicate
#   output_scale  1/width: g = a/output_scale is standard
#   phi, kappa    d/n, width/d
#   eta1, eta2    scale1 width^alpha1, scale2 width^alpha2 (two-step.md)
#   eps           eta1/sqrt(width)
#   delta         how far above the edge an outlier is: 0.02, and 4 deviations of Tracy and Widom below 1000
#   activation    that of the row, with commas, or of the degree: He1 + He2/2 (+ He3/6)
#   link          hermite:c0;c1;... with commas; teacher is index:LINK
{
    own = cell["activation"]
    cell["replicates"] = cell["n"]
    cell["n"] = cell["samples"]
    cell["output_scale"] = sprintf("%.17g", 1 / cell["width"])
    cell["phi"] = sprintf("%.17g", cell["d"] / cell["n"])
    cell["kappa"] = sprintf("%.17g", cell["width"] / cell["d"])
    for (k = 1; k <= 2; k++)
        cell["eta" k] = sprintf("%.17g", cell["scale" k] * cell["width"] ^ cell["alpha" k])
    cell["eps"] = sprintf("%.17g", cell["eta1"] / sqrt(cell["width"]))
    small = 0.02 * (1000 / cell["width"]) ^ (2 / 3)
    cell["delta"] = sprintf("%.17g", small > 0.02 ? small : 0.02)
    if (own == "")
        cell["activation"] = "hermite:0,1,0.5" (cell["degree"] == 3 ? ",0.16666666666666666" : "")
    gsub(";", ",", cell["activation"])
    gsub(";", ",", cell["link"])
    cell["teacher"] = "index:" cell["link"]
    for (i = 1; i <= columns; i++)
        if (name[i] != "samples" && name[i] != "activation")
            names[++count] = name[i]
    extra = split("replicates replicate output_scale phi kappa eta1 eta2 eps delta activation teacher", more, " ")
    for (i = 1; i <= extra; i++)
        names[++count] = more[i]
    replicates(names, count, cell["replicates"], "replicate")
}
