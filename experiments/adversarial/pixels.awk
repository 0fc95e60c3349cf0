# SPDX-License-Identifier: MIT
# awk -f pixels.awk DATA MOVED ATTACK: one image and the image moved (tables of 784 pixels in one row), and
# the row of `attack` that moved it, as a table of a row for each pixel.
BEGIN {
    FS = ","
    OFS = ","
}

/^#/ { next }

FNR < last { header = 0 }
{ last = FNR }

!header {
    header = 1
    file++
    for (i = 1; i <= NF; i++)
        at[file, $i] = i
    next
}

file < 3 {
    for (i = 1; i <= 784; i++)
        pixel[file, i] = $(at[file, "x" i])
    next
}

{
    print "digit,metric,row,column,image,change,moved,before,after,norm"
    for (i = 1; i <= 784; i++)
        print $at[3, "digits"], $at[3, "metric"], int((i - 1) / 28), (i - 1) % 28, pixel[1, i],
            sprintf("%.12g", pixel[2, i] - pixel[1, i]), pixel[2, i], $at[3, "before"], $at[3, "after"],
            $at[3, "norm"]
}
