# SPDX-License-Identifier: MIT
# Three tables of the ratio at n, 2n and 4n (files one, two and three, one row each): the first with
# columns doubled and fourfold, the ratios of the others.
BEGIN { FS = OFS = "," }
/^#/ { next }
!(FILENAME in at) {
    for (i = 1; i <= NF; i++)
        if ($i == "ratio")
            at[FILENAME] = i
    if (++files == 1)
        print $0, "doubled", "fourfold"
    next
}
{ row[files] = $0; ratio[files] = $at[FILENAME] }
END { print row[1], ratio[2], ratio[3] }
