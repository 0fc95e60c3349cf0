# SPDX-License-Identifier: MIT
# Parameters of early-stage-aligned for each class, its output at the end, and the worst ratio by which
# a^2 - |w|^2 along the direction changed (least and largest over its neurons), and how much of a and w cancels
# in it in the end: the largest (a^2 + |w|^2)/|a^2 - |w|^2|.
file == 1 { loss = get("objective"); step = get("eta"); steps = get("until"); draw = get("draw") }
file == 2 { c = ++k % 2; a = size(get("a")); b = get(c ? "w1" : "w2"); A[c] += (a + b) ^ 2 / 4; B[c] += (a - b) ^ 2 / 4; D[k] = a * a - b * b }
file == 3 {
    c = ++l % 2
    a = get("a") ^ 2
    b = get(c ? "w1" : "w2") ^ 2
    ratio = (a - b) / D[l]
    cancels = (a + b) / size(a - b)
    most[c] = cancels > most[c] ? cancels : most[c]
    least[c] = l <= 2 || ratio < least[c] ? ratio : least[c]
    largest[c] = l <= 2 || ratio > largest[c] ? ratio : largest[c]
}
file == 4 {
    if (!started) {
        print "loss", "q", "A", "B", "step", "steps", "draw", "class", "f", "least", "largest", "cancels"
        started = 1
    }
    c = ++i % 2
    print loss, 0.5, A[c], B[c], step, steps, draw, c ? 1 : -1, size(get("before")), least[c], largest[c], most[c]
}
function size(x) { return x < 0 ? -x : x }
