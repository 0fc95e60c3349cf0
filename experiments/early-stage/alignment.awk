# SPDX-License-Identifier: MIT
# Parameters of early-stage-alignment from the first row of each living neuron, and its cosine and output weight
# at each later one; living neurons are numbered anew.
file == 1 { rate = sqrt(4 * get("lower")) }
file == 2 && get("step") == 0 {
    k = get("neuron")
    if (get("true") > 0) {
        number[k] = ++living
        a[k] = get("a")
        along[k] = get("along")
        across[k] = sqrt(get("norm") ^ 2 - along[k] ^ 2)
    }
}
file == 2 {
    if (!started) {
        print "a", "along", "across", "rate", "time", "layers", "neuron", "eps", "measured", "weight"
        started = 1
    }
    k = get("neuron")
    if (k in a)
        print a[k], along[k], across[k], rate, get("time"), "both", number[k], get("eps"), get("along") / get("norm"), get("a")
}
