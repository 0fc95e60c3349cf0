#!/bin/sh
# SPDX-License-Identifier: MIT
# claim.sh VERDICTS CLAIM verdict|mutant: passes if the claim is confirmed, or its mutant refuted; in the
# smoke profile a claim that needs size may be inconclusive. Skipped (77) if the claim is.
set -eu
awk -v claim="$2" -v which="$3" '
    # Splits a line of CSV into cell[1..]; returns their number.
    function split_csv(line, cell,    n, c, i, quoted) {
        n = 1
        cell[1] = ""
        for (i = 1; i <= length(line); i++) {
            c = substr(line, i, 1)
            if (c == "\"")
                quoted = !quoted
            else if (c == "," && !quoted)
                cell[++n] = ""
            else
                cell[n] = cell[n] c
        }
        return n
    }
    /^#/ { next }
    !columns {
        columns = split_csv($0, name)
        for (i = 1; i <= columns; i++)
            at[name[i]] = i
        next
    }
    {
        split_csv($0, cell)
        if (cell[at["claim"]] != claim)
            next
        found = 1
        print
        verdict = cell[at["verdict"]]
        size = cell[at["profile"]] == "size"
        mutant = cell[at["mutant_verdict"]]
        if (verdict == "skipped")
            code = 77
        else if (verdict == "inconclusive" && size)
            code = 0
        else if (which == "mutant")
            code = mutant != "refuted"
        else
            code = verdict != "confirmed"
    }
    END {
        if (!found) {
            print "found no claim " claim " in " FILENAME
            code = 1
        }
        exit code
    }' "$1"
