# SPDX-License-Identifier: MIT
# The loss of each run beside its expectation, means over the samples.
file == 1 { t = get("steps"); expected[t] += get("mean_loss"); descent[t] += get("descent"); count[t]++ }
file == 2 && get("class") == 1 {
    if (!started) {
        print "objective", "step", "replicate", "draw", "total", "expected", "descent", "heavy"
        started = 1
    }
    t = get("step")
    print get("objective"), t, get("replicate"), get("draw"), get("total"), expected[t] / count[t], descent[t] / count[t], (get("objective") == "square" && t > 20)
}
