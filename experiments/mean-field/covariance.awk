# SPDX-License-Identifier: MIT
# The partial sum of a Matern covariance, from a table of one row: kappa, s, t, modes.
BEGIN { FS = OFS = "," }
/^#/ { next }
!names { names = split($0, name, ","); print $0, "sum"; next }
{
    for (i = 1; i <= names; i++)
        value[name[i]] = $i
    pi = atan2(0, -1)
    sum = 1 / value["kappa"] ^ 2
    for (k = value["modes"] - 1; k >= 1; k--)
        sum += 2 * cos(pi * k * value["s"]) * cos(pi * k * value["t"]) / (value["kappa"] ^ 2 + (pi * k) ^ 2)
    printf "%s,%.17g\n", $0, sum
}
