# SPDX-License-Identifier: MIT
# At each logged time after the first, for each class: the neurons of the other sign that were at the start
# active on the class's sample alone; how many have changed sign; neurons whose state is not what artanh says
# (beyond one step), and the same for rivals without artanh; and how many of those that were active on both
# samples have changed sign.
function atanh(x) { return 0.5 * log((1 + x) / (1 - x)) }
get("step") == 0 {
    k = get("neuron")
    a[k] = get("a")
    only[k] = get("true") == 0 && get("false") == 1
    both[k] = get("true") == 1 && get("false") == 1
    beta[k] = sqrt(get("norm") ^ 2 - get("along") ^ 2)
    kappa = get("kappa")
    eta = get("eta")
    next
}
{
    k = get("neuron")
    t = get("step")
    key = t OFS (a[k] > 0 ? -1 : 1)
    if (!(key in tau))
        keys[++count] = key
    tau[key] = get("clock")
    flipped = a[k] * get("a") < 0
    n[key] += only[k]
    more[key] += both[k]
    flips[key] += only[k] && flipped
    pooled[key] += both[k] && flipped
    if (!only[k])
        next
    size = a[k] < 0 ? -a[k] : a[k]
    ratio = beta[k] / size
    dies = ratio < 1
    law = dies ? atanh(ratio) : atanh(1 / ratio)
    rival = dies ? ratio : 1 / ratio
    done = dies ? get("false") == 0 : flipped
    near = eta * 0.5
    if ((law < tau[key] - near && !done) || (law > tau[key] + near && done))
        errors[key]++
    if ((rival < tau[key] - near && !done) || (rival > tau[key] + near && done))
        rivals[key]++
}
END {
    print "kappa", "step", "class", "tau", "n", "flips", "frequency", "errors", "rival_errors", "pooled"
    for (i = 1; i <= count; i++) {
        key = keys[i]
        split(key, part, OFS)
        print kappa, key, tau[key], n[key], flips[key] + 0, flips[key] / n[key], errors[key] + 0, rivals[key] + 0,
            (flips[key] + pooled[key]) / (n[key] + more[key])
    }
}
