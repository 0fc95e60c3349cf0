# SPDX-License-Identifier: MIT
# A dataset of coefficients without a seed, from a table of one row.
#
#   awk -v problem=det -f problem.awk ROW           x_ik = k^(-3/4) sqrt 2 cos(1.3 i k + .7 i), y_i = sin i
#   awk -v problem=half-circle -f problem.awk ROW   <theta, x_i> = A (cos phi_i s + sin phi_i t), s and t
#                                                   of variance 1, y_i = sin phi_i + cos(3 phi_i)/2
#
# Columns of the row: samples, modes, gamma (the prior is k^-gamma), amplitude.
BEGIN { FS = "," }
/^#/ { next }
!names { names = split($0, name, ","); next }
{ for (i = 1; i <= names; i++) value[name[i]] = $i }

END {
    n = value["samples"]
    d = value["modes"]
    pi = atan2(0, -1)
    for (k = 1; k <= d; k++)
        printf "x%d,", k
    print "y"
    for (i = 1; i <= n; i++) {
        phi = (i - .5) * pi / n
        for (k = 1; k <= d; k++) {
            x = 0
            if (problem == "det")
                x = k ^ -.75 * sqrt(2) * cos(1.3 * i * k + .7 * i)
            else if (k == 1)
                x = value["amplitude"] * cos(phi)
            else if (k == 2)
                x = value["amplitude"] * sin(phi) * 2 ^ (value["gamma"] / 2)
            printf "%.17g,", x
        }
        printf "%.17g\n", problem == "det" ? sin(i) : sin(phi) + cos(3 * phi) / 2
    }
}
