# SPDX-License-Identifier: MIT
# Renames a column of a table, also in its line "# parameters:": awk -v from=n -v to=samples -f rename.awk
BEGIN { FS = OFS = "," }

/^# parameters: / {
    count = split(substr($0, 15), name, ",")
    for (i = 1; i <= count; i++)
        printf "%s%s", (i == 1 ? "# parameters: " : ","), name[i] == from ? to : name[i]
    print ""
    next
}

!/^#/ && !header {
    header = 1
    for (i = 1; i <= NF; i++)
        if ($i == from)
            $i = to
}

{ print }
