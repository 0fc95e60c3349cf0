#!/bin/sh
# SPDX-License-Identifier: MIT
# What there is: claims, figures with their captions, and experiments with their cost in this profile, in
# seconds of one core, as the sweep tables estimate it.
#
#   list.sh BUILD PAPERS...
set -eu
build=$1
shift
read -r profile _ <"$build/settings"
for paper; do
    echo "$paper: claims"
    "$build/bin/verdicts" --list "experiments/$paper/claims.csv" | sed 's/^/  /'
    echo
    echo "$paper: figures"
    for script in "figures/$paper"-*.gp; do
        [ -f "$script" ] || continue
        printf '  %s: %s\n' "$(basename "$script" .gp)" \
            "$(sed -n 's/^# caption: *//p' "$script" | tr '\n' ' ' | sed 's/ *$//')"
    done
    echo
    echo "$paper: experiments in the profile $profile"
    for list in "$build/$paper"/rows/*.list; do
        awk -v name="$(basename "$list" .list)" '
            { cost += $2 }
            END { printf "  %-20s %3d rows  %8.1f s\n", name, NR, cost }' "$list"
    done
    cat "$build/$paper"/rows/*.list | awk '
        { cost += $2 }
        END { printf "  %-20s %3d rows  %8.1f s\n", "all", NR, cost }'
    echo
done
