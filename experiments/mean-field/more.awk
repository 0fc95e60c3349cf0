# SPDX-License-Identifier: MIT
# A table of one row with the column `more` in the place of `modes`.
BEGIN { FS = OFS = "," }
/^#/ { next }
!names {
    names = split($0, name, ",")
    for (i = 1; i <= names; i++)
        place[name[i]] = i
    print
    next
}
{ $place["modes"] = $place["more"]; print }
