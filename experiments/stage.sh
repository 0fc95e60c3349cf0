#!/bin/bash
# SPDX-License-Identifier: MIT
# One stage of the pipeline, with progress. Called by Makefile.pipeline.
#
#   stage.sh begin BUILD < PLAN              PLAN: the recipes that make is going to run (make -n)
#   stage.sh run BUILD TARGET COST COMMANDS  runs COMMANDS in BUILD; COST in seconds, for the time left
#   stage.sh quiet BUILD TARGET COMMANDS     the same without progress
#   stage.sh commands BUILD COMMANDS         the commands alone: what runs behind $LAUNCH, if there is one
#   stage.sh end BUILD
#
# In COMMANDS, `run PROGRAM ...` is a program of BUILD/bin, and @ROOT the folder where make runs. They become the line "# stage: COMMANDS" on top of the table TARGET, since they may be several
# programs, or none of ours; replay.sh runs that line again. On a terminal there is one live line, else a
# line for each finished target. A failure names the command that runs it again.
set -euo pipefail
action=$1 build=$2

export LC_ALL=C OPENBLAS_NUM_THREADS=1

run() {
    local program=$1
    shift
    "bin/$program" "$@"
}

# All programs of a stage run behind one launcher: one behind each might wait for another in a queue for
# ever, if they are a pipe.
commands_run() {
    if [ -n "${LAUNCH:-}" ]; then
        $LAUNCH "$PWD/experiments/stage.sh" commands "$build" "$1"
    else
        (cd "$build" && eval "${1//@ROOT/$OLDPWD}")
    fi
}

# The command that makes $target in $build, with what is not make's default.
again() {
    local profile seed
    read -r profile seed <"$build/settings"
    [ "$profile" != laptop ] && profile=" PROFILE=$profile" || profile=
    [ "$seed" != 1 ] && seed=" SEED=$seed" || seed=
    [ "$build" != build ] && settings="$profile$seed BUILD=$build" || settings=$profile$seed
    echo "make$settings $build/$target"
}

# done/total, percent of the cost, time left at the pace so far; of what was not planned there is none
show() {
    local now
    [ -f "$build/progress.plan" ] || return 0
    now=$(date +%s)
    awk -v now="$now" -v name="$1" '
        FNR == NR { total = $1; cost = $2; start = $3; next }
        { done++; spent += $1 }
        END {
            part = cost > 0 && spent < cost ? spent / cost : 1
            left = part > 0 ? (now - start) * (1 - part) / part : 0
            printf "[%d/%d] %3.0f%%  %d:%02d left  %s", done, total, 100 * part, left / 60, left % 60, name
        }' "$build/progress.plan" "$build/progress.done" >&2
}

# Runs the commands, with another name for the target, whose header then says what they were, with the right
# name: the target is there whole or not at all, whatever is killed when.
make_target() {
    local file=$build/$target
    commands_run "${1//"$target"/$target.new}" || {
        printf '\n%s failed; to run it again alone: %s\n' "$target" "$(again)" >&2
        exit 1
    }
    {
        printf '# stage: %s\n' "$1"
        grep -q '^# commit: ' "$file.new" || printf '# commit: %s\n' "${TWOLAYER_COMMIT:-unknown}"
        sed -e "/^#/s|$target.new|$target|g" "$file.new"
    } >"$file.tmp"
    mv -f "$file.tmp" "$file"
    rm -f "$file.new"
}

case $action in
begin)
    mkdir -p "$build"
    : >"$build/progress.done"
    awk -v now="$(date +%s)" '
        match($0, /stage\.sh run [^ ]+ [^ ]+ [0-9.e+-]+/) {
            split(substr($0, RSTART, RLENGTH), word, " ")
            total++; cost += word[5]
        }
        END { print total + 0, cost + 0, now }' >"$build/progress.plan"
    ;;
run)
    target=$3 cost=$4
    make_target "$5"
    echo "$cost" >>"$build/progress.done"
    if [ -t 2 ]; then
        printf '\r\033[K' >&2
        show "$target"
    else
        show "$target"
        echo >&2
    fi
    ;;
commands)
    LAUNCH='' commands_run "$3"
    ;;
quiet)
    target=$3
    make_target "$4"
    ;;
end)
    [ ! -t 2 ] || printf '\r\033[K' >&2
    ;;
esac
