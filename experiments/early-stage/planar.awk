# SPDX-License-Identifier: MIT
# What is alive of the neurons of each sign in the end, with the parameters of early-stage-partition(-bias).
!started { print "phi", "loss", "kappa", "step", "class", "neurons", "alive"; started = 1 }
{ last[get("class")] = get("angle") OFS get("objective") OFS get("kappa") OFS get("eta") OFS get("class") OFS get("neurons") OFS get("living") }
END { print last[1]; print last[-1] }
