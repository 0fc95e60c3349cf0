# SPDX-License-Identifier: MIT
# The time of reaching f1, with the logarithm of the margin linear inside the last step. The margin of a symmetric
# run follows from its loss.
file == 1 { objective = get("objective"); f0 = get("f0"); f1 = get("f1"); eta = get("eta"); angle = get("angle"); law = get("law"); next }
!done {
    loss = get("loss")
    f = objective == "exp" ? -log(loss) : -log(exp(loss) - 1)
    if (f >= f1) {
        gamma = law == "clusters" ? 1 : cos(angle)
        time = eta * (get("step") - log(f / f1) / log(f / last_f))
        print "loss", "f0", "f1", "q", "step", "gamma", "hit"
        print objective, f0, f1, gamma / 2, eta, gamma, time
        done = 1
        exit
    }
    last_f = f
}
