# SPDX-License-Identifier: MIT
# make install: programs, their man pages, and completion that knows options, choices, words and predictions.
. "$SOURCE/tests/script.sh"

cmake --install "$(dirname "$BIN")" --prefix "$PWD/prefix" >log 2>&1 || fail "install: $(tail -n 3 log)"
for program in "$BIN"/*; do
    name=$(basename "$program")
    cmp -s "$program" "prefix/bin/$name" || [ -x "prefix/bin/$name" ] || fail "no prefix/bin/$name"
    "$program" --man | cmp -s - "prefix/share/man/man1/$name.1" || fail "the man page of $name"
    [ -s "prefix/share/bash-completion/completions/$name" ] || fail "no completion of $name"
done
grep -q '^generate data' prefix/share/man/man1/generate-data.1 || fail "no man page generate-data"

command -v bash >/dev/null || finish
# completes EXPECTED WORDS...: the answers for the last of the words, sorted
completes() {
    expected=$1
    shift
    found=$(PATH=$PWD/prefix/bin:$PATH bash -c '
        source "prefix/share/bash-completion/completions/$1"
        COMP_WORDS=("$@")
        COMP_CWORD=$(($# - 1))
        _twolayer "$1" "${!#}" "${COMP_WORDS[COMP_CWORD-1]}"
        printf "%s\n" "${COMPREPLY[@]}" | sort | tr "\n" " "' bash "$@" 2>&1)
    [ "$found" = "$expected " ] || fail "completion of '$*': found '$found', expected '$expected'"
}
completes '--metric=' attack --metr
completes 'l2 linf' attack --metric = ''
completes 'l2 linf' attack --metric '='
completes 'linf' attack --metric = li
completes 'data' generate da
completes '--noise=' generate data --noi
completes 'adversarial-success' predict adversarial-su
completes '--norm=' predict adversarial-success --no
: >network.csv
completes 'network.csv' attack netw
PATH=$PWD/prefix/bin:$PATH bash -ic 'source prefix/share/bash-completion/completions/attack; complete -p attack' 2>/dev/null |
    grep -q '_twolayer attack' || fail "the completion is not registered"
finish
