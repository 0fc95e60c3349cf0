# SPDX-License-Identifier: MIT
# Parameters of early-stage-margin-gd for one neuron, and the margin at the end.
file == 1 { loss = get("objective"); z0 = get("z0"); eta = get("eta"); steps = sprintf("%.0f", get("time") / eta) }
file == 2 { print "loss", "z0", "rate", "step", "steps", "end"; print loss, z0, 1, eta, steps, get("w1") * get("a") }
