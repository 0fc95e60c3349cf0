# SPDX-License-Identifier: MIT
# The eigenvalues of sectors as steps of a spectrum: awk -f ranks.awk PREDICTION, a table of function-space-spectrum,
# writes theta, sector, eigenvalue, and the ranks from .. to that it takes with its multiplicity, descending.
BEGIN { FS = OFS = "," }

/^#/ { print; next }

!columns { columns = NF; for (i = 1; i <= NF; i++) at[$i] = i; print "theta", "sector", "eigenvalue", "from", "to"; next }

$at["eigenvalue"] > 0 {
    theta = $at["theta"]
    if (!(theta in count))
        order[++groups] = theta
    n = ++count[theta]
    for (i = n; i > 1 && value[theta, i - 1] < $at["eigenvalue"] + 0; i--) {
        value[theta, i] = value[theta, i - 1]
        copies[theta, i] = copies[theta, i - 1]
        sector[theta, i] = sector[theta, i - 1]
    }
    value[theta, i] = $at["eigenvalue"] + 0
    copies[theta, i] = $at["multiplicity"]
    sector[theta, i] = $at["sector"]
}

END {
    for (g = 1; g <= groups; g++)
        for (rank = i = 1; i <= count[order[g]]; i++) {
            print order[g], sector[order[g], i], value[order[g], i], rank, rank + copies[order[g], i] - 1
            rank += copies[order[g], i]
        }
}
