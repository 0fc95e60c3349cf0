# SPDX-License-Identifier: MIT
# A network whose odd neurons are alive on the first class alone and have its sign, even ones on the second.
!started { print header; started = 1 }
{
    odd = ++k % 2
    $1 = odd ? size($1) : -size($1)
    $2 = odd ? -size($2) : size($2)
    $NF = odd ? size($NF) : -size($NF)
    # of different lengths
    $NF = $NF * (0.2 + k / 10)
    print
}
function size(x) { return x < 0 ? -x : x }
