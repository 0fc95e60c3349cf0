# SPDX-License-Identifier: MIT
# Each source says its licence on top, or REUSE.toml does; nothing that is made is in git.
. "$SOURCE/tests/script.sh"
cd "$SOURCE" || exit 1
git ls-files >"$folder/files" 2>/dev/null || {
    echo "skipped: this is no git checkout"
    exit 77
}
[ "$(wc -l <"$folder/files")" -gt 100 ] || fail "git ls-files names few files"
while IFS= read -r file; do
    case $file in
    *.md | *.csv | *.svg | *.html | *.json | *.cff | *.toml | LICENSE | .clang-format | .gitignore | tests/fault/commands) ;;
    tests/fuzz/corpus/*) ;;
    *.c | *.h | *.sh | *.awk | *.py | *.mk | *.cmake | *.bash | *.gp | *.js | *.css | *.tex | *.sty | */CMakeLists.txt | \
        CMakeLists.txt | Makefile* | setup | .ci/run)
        head -n 12 "$file" | grep -q 'SPDX-License-Identifier: MIT' || fail "$file: found no line SPDX-License-Identifier"
        ;;
    *) fail "$file: found a kind of file that is not known to be a source" ;;
    esac
done <"$folder/files"
finish
