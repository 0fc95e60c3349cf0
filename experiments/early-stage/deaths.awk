# SPDX-License-Identifier: MIT
# For each neuron that is false-living only at the start: |w.x|/|a| there, and the clock between the looks at which it
# was last alive and first dead (or had not and had changed its sign).
get("step") == 0 {
    k = get("neuron")
    a[k] = get("a")
    only[k] = get("true") == 0 && get("false") == 1
    ratio[k] = only[k] ? sqrt(get("norm") ^ 2 - get("along") ^ 2) / (a[k] < 0 ? -a[k] : a[k]) : 0
    kappa = get("kappa")
    next
}
{
    k = get("neuron")
    if (!only[k] || k in event)
        next
    if (ratio[k] < 1 ? get("false") == 0 : a[k] * get("a") < 0)
        event[k] = (before[k] + get("clock")) / 2
    before[k] = get("clock")
}
END {
    print "kappa", "neuron", "ratio", "clock"
    for (k in event)
        print kappa, k, ratio[k], event[k]
}
