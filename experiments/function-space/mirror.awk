# SPDX-License-Identifier: MIT
# Behind each row x of a table of inputs its mirror image -x: on such a sample eigenfunctions are even or odd.
BEGIN { FS = OFS = "," }

/^#/ || !rows++ { print; next }

{
    print
    for (i = 1; i <= NF; i++)
        $i = $i ~ /^-/ ? substr($i, 2) : "-" $i
    print
}
