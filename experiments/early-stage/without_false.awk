# SPDX-License-Identifier: MIT
# Parameters of early-stage-margin-gd and the margin `end` that follows.
file == 1 { y[get("sample")] = get("y"); p[get("sample")] = get("mass"); left[get("sample")] = get("false_living") }
file == 1 { objective = get("objective"); n = get("size"); eta = get("eta"); until = get("until") }
file == 2 { start[get("sample")] = y[get("sample")] * get("before") }
file == 3 {
    if (!started) {
        print "loss", "size", "step", "steps", "sample", "z0", "rate", "end"
        started = 1
    }
    i = get("sample")
    if (left[i] == 0 && p[i] > 0)
        print objective, n, eta, until, i, start[i], p[i] / n, y[i] * get("before")
}
