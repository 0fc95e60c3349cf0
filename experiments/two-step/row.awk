# One replicate of a sweep row as the options of the programs: awk -v replicate=R -f row.awk ROW.
#
#   n             of the row is the number of replicates and becomes replicates; samples becomes n
#   seed          that of the row, shifted by the replicate
#   output_scale  1/width: g = a/output_scale is standard
#   phi, kappa    d/n, width/d
#   eta1, eta2    scale1 width^alpha1, scale2 width^alpha2 (two-step.md); step, exponent for train
#   activation    of the degree: He1 + He2/2 (+ He3/6)
#   teacher       index:LINK
BEGIN { FS = "," }

NR == 1 { for (i = 1; i <= NF; i++) name[i] = $i; columns = NF; next }

{
    for (i = 1; i <= NF; i++)
        cell[name[i]] = $i
    cell["replicates"] = cell["n"]
    cell["replicate"] = replicate
    cell["n"] = cell["samples"]
    cell["seed"] = sprintf("%.0f", cell["seed"] + replicate * 1099511627776)
    cell["output_scale"] = sprintf("%.17g", 1 / cell["width"])
    cell["phi"] = sprintf("%.17g", cell["d"] / cell["n"])
    cell["kappa"] = sprintf("%.17g", cell["width"] / cell["d"])
    for (k = 1; k <= 2; k++)
        cell["eta" k] = sprintf("%.17g", cell["scale" k] * cell["width"] ^ cell["alpha" k])
    cell["step"] = cell["scale1"] ";" cell["scale2"]
    cell["exponent"] = cell["alpha1"] ";" cell["alpha2"]
    cell["activation"] = "\"hermite:0,1,0.5" (cell["degree"] == 3 ? ",0.16666666666666666" : "") "\""
    cell["teacher"] = "index:" cell["link"]
    for (i = 1; i <= columns; i++)
        if (name[i] != "samples")
            names[++count] = name[i]
    extra = split("replicates replicate output_scale phi kappa eta1 eta2 step exponent activation teacher", more, " ")
    for (i = 1; i <= extra; i++)
        names[++count] = more[i]
    for (i = 1; i <= count; i++) {
        header = header (i > 1 ? "," : "") names[i]
        line = line (i > 1 ? "," : "") cell[names[i]]
    }
    print header
    print line
}
