# SPDX-License-Identifier: MIT
# theory/*.md: every formula becomes MathML, and no section goes by a name twice.
. "$SOURCE/tests/script.sh"
command -v pandoc >/dev/null || { echo "skipped: found no pandoc"; exit 77; }
for text in "$SOURCE"/theory/*.md; do
    pandoc --mathml -f markdown -t html "$text" -o out.html 2>warnings || fail "$text: pandoc"
    [ ! -s warnings ] || fail "$text: $(head -c 500 warnings)"
    repeated=$(grep '^## ' "$text" | sort | uniq -d)
    [ -z "$repeated" ] || fail "$text: found twice: $repeated"
done
finish
