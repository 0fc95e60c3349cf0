# SPDX-License-Identifier: MIT
# Parameters of early-stage-sgd for each sample and number of steps, and the loss of full gradient descent at the
# same time.
!started { print "loss", "z0", "mass", "n", "batch", "step", "steps", "descent"; started = 1 }
{
    z = get("start")
    p = get("mass")
    n = get("size")
    eta = get("eta")
    objective = get("objective")
    count = split(get("times"), steps, ";")
    done = 0
    for (i = 1; i <= count; i++) {
        for (; done < steps[i] / n; done++)
            z += eta * p * slope(z)
        print objective, get("start"), p, n, 1, eta, steps[i], value(z)
    }
}
function slope(z) { return objective == "exp" ? exp(-z) : objective == "square" ? 1 - z : 1 / (1 + exp(z)) }
function value(z) { return objective == "exp" ? exp(-z) : objective == "square" ? (1 - z) ^ 2 / 2 : log(1 + exp(-z)) }
