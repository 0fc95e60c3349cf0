# SPDX-License-Identifier: MIT
# What the cells of a sweep row become, for replicates.awk; here replicates are called draws:
#
#   n      of the row is the number of draws; size (the number of samples) becomes n
#   draw   R
#   seed   that of the row, shifted by the draw
#   scale  kappa
{
    draws = cell["n"]
    cell["n"] = cell["size"]
    name[++columns] = "draw"
    if ("kappa" in cell) {
        name[++columns] = "scale"
        cell["scale"] = cell["kappa"]
    }
    replicates(name, columns, draws, "draw")
}
