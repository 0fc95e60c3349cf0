# SPDX-License-Identifier: MIT
# The times at which the loss has fallen by `fall` (its logarithm linear inside the step), from two sizes of
# weights; the rate of growth is that of one class, g(0) |mean x|.
file == 1 { fall = get("fall"); eta = get("eta"); eps = get("eps"); draw = get("draw"); angle = get("angle") }
file == 2 { rate = sqrt(4 * get("lower")) }
file > 2 {
    if (get("step") == 0) {
        start = get("loss")
        before = 0
    }
    now = start - get("loss")
    if (!(file in time) && now >= fall)
        time[file] = eta * (get("step") - log(now / fall) / log(now / before))
    before = now
}
END {
    print "rate", "f0", "f1", "step", "eps", "angle", "draw", "early", "later"
    print rate, eps * eps, fall, eta, eps, angle, draw, time[3], time[4]
}
