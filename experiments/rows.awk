# SPDX-License-Identifier: MIT
# Splits a sweep table into files of one row each, named by their content, and lists them.
#
#   awk -v profile=laptop -v seed=1 -v aliases="k=width" -v name=B4 -v rows=DIR -v list=FILE -f rows.awk
#
# In the table, columns smoke, laptop and paper hold the number of samples in each profile: that of the
# profile becomes the column n, and a row whose cell is empty is left out. A column `cost` (expected
# microseconds a sample) goes to the list only. Aliases give a column a second name: k=width writes
# column k as width, too. Unless the table has a seed, the row gets one that is made from its content, so
# that rows are independent; the master seed is mixed in.
BEGIN {
    FS = ","
    for (i = 1; i < 256; i++)
        code[sprintf("%c", i)] = i
    count = split(aliases, pairs, " ")
    for (i = 1; i <= count; i++) {
        split(pairs[i], pair, "=")
        alias[pair[1]] = pair[2]
    }
}

# Two hashes modulo primes below 2^26, so that products stay exact in a double.
function hash(text, multiplier, prime,    value, i) {
    value = 7
    for (i = 1; i <= length(text); i++)
        value = (value * multiplier + code[substr(text, i, 1)]) % prime
    return value
}

function trim(text) {
    gsub(/^[ \t]+|[ \t\r]+$/, "", text)
    return text
}

function add(column, value) {
    names = names (names == "" ? "" : ",") column
    values = values (values == "" ? "" : ",") value
}

# The text of a file, "" if there is none: a run that was killed may have left half of it.
function read(file,    text, line) {
    while ((getline line < file) > 0)
        text = text line "\n"
    close(file)
    return text
}

/^[ \t]*(#|$)/ { next }

!columns {
    columns = NF
    for (i = 1; i <= NF; i++)
        column[i] = trim($i)
    next
}

NF != columns {
    printf "%s:%d: found %d cells, expected %d\n", FILENAME, FNR, NF, columns > "/dev/stderr"
    failed = 1
    exit 1
}

{
    names = values = ""
    n = cost = own_seed = ""
    for (i = 1; i <= NF; i++) {
        value = trim($i)
        if (column[i] == profile)
            n = value
        if (column[i] == "cost")
            cost = value
        if (column[i] ~ /^(smoke|laptop|paper|cost)$/)
            continue
        if (column[i] == "seed")
            own_seed = value
        else {
            add(column[i], value)
            if (column[i] in alias)
                add(alias[column[i]], value)
        }
    }
    if (n == "")
        next
    add("n", n)
    if (own_seed == "")
        own_seed = hash(name ";" names ";" values, 257, 33554393)
    add("seed", sprintf("%.0f", seed * 33554432 + own_seed)) # as a number it would lose digits
    content = names "\n" values "\n"
    key = sprintf("%07x%07x", hash(content, 259, 67108859), hash(content, 263, 66999971))
    file = rows "/" key ".csv"
    if (content != read(file))
        printf "%s", content > file
    close(file)
    if (key in seen) {
        printf "%s:%d: found a row twice, expected distinct rows\n", FILENAME, FNR > "/dev/stderr"
        failed = 1
        exit 1
    }
    seen[key] = 1
    printf "%s %s\n", key, (cost == "" ? 1 : cost * n / 1e6) > list
}

END { exit failed }
