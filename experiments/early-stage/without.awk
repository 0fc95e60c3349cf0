# SPDX-License-Identifier: MIT
# A network without false-living neurons on orthonormal samples whose labels are 1 and -1 in turn.
!started { print header; started = 1 }
{
    for (i = 1; i < NF; i++)
        if ((i % 2 ? 1 : -1) * $NF < 0 && $i > 0)
            $i = -$i
    print
}
