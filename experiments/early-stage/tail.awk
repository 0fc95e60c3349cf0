# SPDX-License-Identifier: MIT
# The slope of 1/loss of each class over the last doubling of time.
{
    c = get("class")
    i = ++count[c]
    time[c, i] = get("time")
    inverse[c, i] = 1 / get("loss")
    row[c] = get("objective") OFS get("angle") OFS get("growth") OFS get("draw") OFS c OFS get("whole_mass") OFS get("settled")
}
END {
    print "objective", "angle", "growth", "draw", "class", "mass", "settled", "gamma", "time", "found"
    for (c in count) {
        last = count[c]
        for (i = last; time[c, i] > time[c, last] / 2; i--);
        split(row[c], cell, OFS)
        print row[c], cos(cell[2]), time[c, last], (inverse[c, last] - inverse[c, i]) / (time[c, last] - time[c, i])
    }
}
