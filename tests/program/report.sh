# SPDX-License-Identifier: MIT
# report: the pages are whole, every link inside them leads somewhere, nothing is fetched, and the numbers are
# those of the verdicts.
. "$SOURCE/tests/script.sh"
command -v pandoc >/dev/null || { echo "found no pandoc"; exit 77; }

. "$SOURCE/tests/made_up.sh"
cat >experiments/calibration.csv <<'END'
# commit: def5678
claim,kind,level,seeds,refuted,inconclusive,failed,level_p,p_values,uniform_p,power,power_low,power_high,off
made-up/one,exact,0.5,40,19,0,0,0.6,40,0.25,1,0.9,1,0
made-up/two,match,0.001,40,0,4,0,1,0,nan,0.9,0.8,0.97,0
made-up/three,identity,0,40,0,0,0,1,0,nan,1,0.9,1,0
END

paper/report.sh build adversarial made-up 2>err || fail "report.sh: status $?: $(cat err)"
cd build/report || exit 1

# ---- form ----
for page in index.html adversarial.html made-up.html; do
    [ -s $page ] || fail "no $page"
    if command -v xmllint >/dev/null; then
        xmllint --noout $page 2>../err || fail "$page is not well-formed: $(head -n 3 ../err)"
    fi
    if grep -q 'https\{0,1\}://\|@import\|url(' $page; then
        fail "$page fetches $(grep -o 'https\{0,1\}://[^"]*' $page | head -n 1)"
    fi
    grep -o ' \(src\|href\)="[^"]\{1,60\}' $page | grep -v '="\(#\|data:image/svg+xml;base64,\|[a-z-]*\.html\)' &&
        fail "$page leads out"
    grep -q '<!-- insert' $page && fail "$page has a hole"
    twice=$(grep -o '\(^\| \)id="[^"]*"' $page | tr -d ' ' | sort | uniq -d)
    [ -z "$twice" ] || fail "$page has twice $twice"
    grep -o ' href="[^"]*"' $page | sed 's/ href="\(.*\)"/\1/' | sort -u >../links
    while IFS= read -r link; do
        file=${link%%#*} name=${link#*#}
        [ -f "${file:-$page}" ] || fail "$page: $link leads to no file"
        case $link in
        *'#'*) grep -q "\\(^\\| \\)id=\"$name\"" "${file:-$page}" || fail "$page: $link leads to no place" ;;
        esac
    done <../links
done
ls | grep -v '^\(index\|adversarial\|made-up\)\.html$' && fail "something is left over"

# ---- content ----
# has PAGE TEXT
has() {
    grep -q -F -e "$2" "$1" || fail "$1: found no $2"
}

claims=$("$BIN/verdicts" --list ../../experiments/adversarial/claims.csv | wc -l)
[ "$(grep -c '<article class="claim"' adversarial.html)" = "$claims" ] || fail "not $claims claims"
[ "$(grep -c '<tr data-paper="adversarial" data-verdict="\(failed\|skipped\)">' index.html)" = "$claims" ] ||
    fail "not $claims rows"
[ "$(grep -c '<tr data-paper="made-up"' index.html)" = 2 ] || fail "not 2 rows"
for section in c1 c2b; do
    has made-up.html "<section id=\"section-$section\""
    has made-up.html "<a href=\"#section-$section\">$section</a>"
done
has made-up.html '<mi>erf</mi>'
for number in 0.49787753191415396 0.1 1e-300 -1.68873337191893 4.603700077799031 7 9 5.25 4.5; do
    has made-up.html "<dd>$number</dd>"
done
has made-up.html 'with statistic inf</dd>'
has made-up.html '<dd>a&lt;b d=2</dd>'
has made-up.html '<p class="statement">é &amp; &quot;c&quot; &lt;b&gt;, {50%} of $x_1^2 #3 ~ \q -- √n̄ '"'a'</p>"
for expression in 'x^2 &lt; 3' 'theory.f(x,1)' 0.25/d '0 | predicted=x &amp; 1'; do
    has made-up.html "<td><code>$expression</code></td>"
done
has made-up.html 'of &lt;note&gt;'
[ "$(sed -n '/<h3>Not confirmed/,/<\/ul>/p' made-up.html | grep -c '<li>')" = 1 ] || fail "not 1 open claim"
[ "$(sed -n '/<h3>Confirmed or not/,/<\/ul>/p' made-up.html | grep -c '<li>')" = 1 ] || fail "not 1 seen"
has index.html 'All 3 claims in the profile smoke over 40 fresh seeds (commit def5678'
has index.html 'of 120 verdicts 19 refuted a theory that is true, 20 expected; 0 claims are off'
has index.html '<tr><td>made-up/one</td><td>40</td><td>19</td><td>0.5</td><td>0.25</td><td>1 (0.9 to 1)</td></tr>'
has index.html '<tr><td>made-up/two</td><td>40</td><td>0</td><td>0.001</td><td>–</td><td>0.9 (0.8 to 0.97)</td></tr>'
grep -q '<td>made-up/three' index.html && fail "a claim of which nothing is to be said is in the calibration"
has index.html '<span class="badge confirmed">✓ 1 confirmed</span>'
has index.html 'title="0.49787753191415396">0.49788</td>'
has made-up.html 'level 0.001 for the whole table'
for fact in smoke 7 abc1234-dirty 'make PROFILE=smoke SEED=7 figures-made-up'; do
    has made-up.html "<dd>$fact</dd>"
done
has made-up.html '<figcaption>The law &amp; its &lt;limit&gt; √n̄ ≤ 100%, to the end. </figcaption>'
has made-up.html 'commit abc1234; drawn from made-up/results/one_1.csv, made-up/results/two.csv'
sed -n 's/.*base64,\([^"]*\)".*/\1/p' made-up.html | base64 -d | cmp -s - ../figures/made-up-law.svg ||
    fail "the figure is another"

# ---- in a browser, if there is one: no error, all figures are drawn, the filters work ----
for browser in chromium chromium-browser google-chrome; do
    command -v $browser >/dev/null && break
done
# look PAGE SCRIPT: what the script, run in the page when it is complete, returns
look() {
    sed 's|<head>|<head><script>const faults = []; addEventListener("error", e => faults.push(e.message \|\| "image"), true);</script>|' \
        "$1" >looked.html
    printf '<script>addEventListener("load", () => { document.title = "found " + faults.concat((() => { %s })()).join("; "); });</script>\n' \
        "$2" >>looked.html
    timeout 60 "$browser" --headless --no-sandbox --disable-gpu --window-size=500,900 --user-data-dir="$folder/profile" --virtual-time-budget=4000 \
        --dump-dom "file://$PWD/looked.html" 2>/dev/null | sed -n 's|.*<title>found \(.*\)</title>.*|\1|p' | head -n 1
    rm -f looked.html
}
if command -v "$browser" >/dev/null && [ -n "$(look index.html 'return ["works"]')" ]; then
    for page in adversarial made-up; do
        found=$(look $page.html 'return [...document.images].map(i => i.naturalWidth > 0 ? "drawn" : "missing")')
        case $found in *missing* | *image* | *rror*) fail "$page.html in a browser: $found" ;; esac
    done
    [ "$(look made-up.html 'return [document.images.length]')" = 1 ] || fail "made-up.html: not one figure"
    total=$((claims + 2))
    choose='const set = (id, value) => { const e = document.getElementById(id); e.value = value; e.dispatchEvent(new Event("input")); };
        const shown = () => [...document.querySelectorAll(".verdicts tbody tr")].filter(r => !r.hidden).length;'
    found=$(look index.html "$choose const a = [shown()]; set('filter-paper', 'made-up'); a.push(shown());
        set('filter-verdict', 'confirmed'); a.push(shown()); set('filter-words', 'no such words'); a.push(shown());
        set('filter-words', ''); set('filter-verdict', ''); set('filter-paper', ''); a.push(shown());
        a.push(document.getElementById('filter-shown').textContent); return a;")
    [ "$found" = "$total; 2; 1; 0; $total; $total of $total claims" ] || fail "the filters in a browser: $found"
    # On a telephone nothing is wider than the screen but what scrolls by itself.
    for page in index adversarial made-up; do
        found=$(look $page.html 'return [document.documentElement.scrollWidth <= innerWidth ? "narrow" : "wide"]')
        [ "$found" = narrow ] || fail "$page.html on a telephone: $found"
    done
else
    echo "found no browser that works here: left out"
fi

# ---- what goes wrong is said ----
cd "$folder" || exit 1
sed -i 's/^made-up.two/made-up\/three/' experiments/made-up/claims.csv
paper/report.sh build made-up 2>err && fail "found no complaint of a claim that is gone"
grep -q 'claims.csv: found no claim made-up/two' err || fail "found $(cat err)"
sed -i 's/^made-up.three/made-up\/two/; ' experiments/made-up/claims.csv
printf '%s\n' 'Wrong: $\frac{1$' >>theory/made-up.md
paper/report.sh build made-up 2>err && fail "found no complaint of bad TeX"
grep -q 'theory/made-up.md: ' err || fail "found $(cat err)"

finish
