# SPDX-License-Identifier: MIT
# make crate: an RO-Crate, valid JSON, whose names all lead somewhere, with the right sizes and sums; the same
# bytes a second time; and a table for each action.
. "$SOURCE/tests/script.sh"
. "$SOURCE/tests/tiny.sh"
for needed in python3 gnuplot rsvg-convert; do
    command -v $needed >/dev/null || {
        echo "skipped: found no $needed"
        exit 77
    }
done
mkdir paper
cp "$SOURCE"/paper/crate.* paper/
cp "$SOURCE"/figures/series.awk figures/
cat >figures/tiny-law.gp <<'END'
# caption: Success.
load folder."/style.gp"
plot "tiny/results/T1.csv" using "norm":"flipped" with points title "seen", \
     "tiny/theory/T1.csv" using "norm":"success" with points title "theory"
END
echo '$(eval $(call figure,tiny,law))' >>experiments/tiny/experiment.mk
cp "$SOURCE/LICENSE" "$SOURCE/CITATION.cff" .

build b crate || fail "make crate: $(cat log)"
cat >look.py <<'END'
import hashlib, json, os, sys
folder = sys.argv[1]
crate = json.load(open(folder + "/ro-crate-metadata.json"))
graph = {entity["@id"]: entity for entity in crate["@graph"]}
assert len(graph) == len(crate["@graph"]), "an @id twice"

def references(value):
    if isinstance(value, dict):
        if set(value) == {"@id"}:
            yield value["@id"]
        else:
            for part in value.values():
                yield from references(part)
    elif isinstance(value, list):
        for part in value:
            yield from references(part)

for entity in crate["@graph"]:
    for name in references(entity):
        assert name in graph or name == "https://w3id.org/ro/crate/1.1", "found no entity " + name
root = graph["./"]
files = {name for name, entity in graph.items() if entity["@type"] == "File"}
assert files == set(references(root["hasPart"])), "hasPart"
found = {os.path.relpath(os.path.join(where, name), folder) for where, _, names in os.walk(folder) for name in names}
assert found == files | {"ro-crate-metadata.json"}, found ^ files
for name in files:
    content = open(folder + "/" + name, "rb").read()
    assert int(graph[name]["contentSize"]) == len(content), name
    assert graph[name]["sha256"] == hashlib.sha256(content).hexdigest(), name
for field in "name", "description", "datePublished", "license", "author":
    assert root[field], field
actions = [entity for entity in crate["@graph"] if entity["@type"] == "CreateAction"]
made = [action["result"]["@id"] for action in actions]
assert {name for name in files if name.endswith((".csv", ".svg")) and "claims" not in name} <= set(made), made
assert made.count("tiny/results/T1.csv") == 4, made  # three rows, and the stacking of them
drawn = next(action for action in actions if action["result"]["@id"] == "figures/tiny-law.svg")
assert drawn["instrument"] == [{"@id": "#gnuplot"}], drawn
assert drawn["object"] == [{"@id": "tiny/results/T1.csv"}, {"@id": "tiny/theory/T1.csv"}], drawn
stage = next(action["name"] for action in actions if action["@id"].startswith("#made-tiny/parts/T1/"))
assert "run generate network" in stage and "run summarise" in stage, stage
END
python3 look.py b/crate 2>said || fail "$(tail -n 1 said)"
cp -r b/crate first
build b crate || fail "a second crate: $(cat log)"
diff -r first b/crate >/dev/null || fail "a second crate differs: $(diff -r first b/crate | head -4)"
finish
