# SPDX-License-Identifier: MIT
# Completion for bash: the options of each program are what its --help says, so that nothing here needs to know
# them; predictions are what predict --list names. make install puts it where bash looks; or source it.

# The words after which a program has options of its own: generate data, predict NAME.
_twolayer_words() {
    case $1 in
    generate) echo data network ;;
    predict) predict --list 2>/dev/null | sed -e '/^#/d' -e 's/[ ,].*//' ;;
    esac
}

_twolayer() {
    local program=${1##*/} current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} words help
    COMPREPLY=()
    words=$(_twolayer_words "$program")
    if [ "$COMP_CWORD" -eq 1 ] && [ -n "$words" ]; then
        mapfile -t COMPREPLY < <(compgen -W "$words --help --version --man" -- "$current")
        return
    fi
    # bash splits --metric=l2 at the sign
    [ "$current" != = ] || { current='' && before=${COMP_WORDS[COMP_CWORD - 1]}; }
    [ "$before" != = ] || before=${COMP_WORDS[COMP_CWORD - 2]}
    help=$("$1" ${words:+"${COMP_WORDS[1]}"} --help 2>/dev/null)
    case $current in
    -*)
        mapfile -t COMPREPLY < <(compgen -W "$(grep -oE -- '--[a-z0-9-]+=?' <<<"$(grep -E '^ +(-., )?--' <<<"$help")")" \
            -- "$current")
        [[ ${COMPREPLY[*]} != *= ]] || compopt -o nospace 2>/dev/null
        ;;
    *)
        # the choices of an option; a file for anything else
        words=$(sed -nE "s/^ +(-., )?$before=(\[?[a-z0-9-]+(\|[a-z0-9-]+)+\]?).*/\2/p" <<<"$help" | tr '|[]' '   ')
        if [ -n "$words" ]; then
            mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
        else
            mapfile -t COMPREPLY < <(compgen -f -- "$current")
        fi
        ;;
    esac
}
