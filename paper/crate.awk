# SPDX-License-Identifier: MIT
# Writes ro-crate-metadata.json from a list of files: name, size, SHA-256 and caption, separated by tabs. The
# headers of the tables in the folder say what made them; what they were stacked from is in the folder of
# the build.
#
#   awk -v folder=DIR -v build=DIR -v profile=P -v seed=K -v date=D -v version=V -f crate.awk LIST

BEGIN {
    FS = "\t"
    for (i = 1; i < 32; i++)
        control[sprintf("%c", i)] = sprintf("\\u%04x", i)
    types["csv"] = "text/csv"
    types["svg"] = "image/svg+xml"
    types["cff"] = "application/yaml"
}

function quote(text,    out, i, c) {
    gsub(/\\/, "\\\\", text)
    gsub(/"/, "\\\"", text)
    if (text ~ /[\001-\037]/) {
        out = ""
        for (i = 1; i <= length(text); i++) {
            c = substr(text, i, 1)
            out = out (c in control ? control[c] : c)
        }
        text = out
    }
    return "\"" text "\""
}

function reference(id) {
    return "{\"@id\": " quote(id) "}"
}

function type_of(file,    parts, count) {
    count = split(file, parts, ".")
    return parts[count] in types ? types[parts[count]] : "text/plain"
}

# What the header of a table says, or the metadata of a figure: lines[key]; inputs, references to those of its inputs that are here; and
# outside[1..outsiders], the others.
function header_read(file,    line, key, word, figure) {
    split("", lines)
    split("", outside)
    inputs = ""
    outsiders = 0
    figure = file ~ /\.svg$/
    while ((getline line < file) > 0 && (figure ? line !~ /<\/metadata>/ : line ~ /^#/)) {
        if (!figure)
            line = substr(line, 3)
        if (!match(line, /^[a-z]+: /))
            continue
        key = substr(line, 1, RLENGTH - 2)
        line = substr(line, RLENGTH + 1)
        if (key == "input") {
            split(line, word, " ")
            if (word[1] in known)
                inputs = inputs (inputs == "" ? "" : ", ") reference(word[1])
            else
                outside[++outsiders] = word[1]
        } else if (!(key in lines))
            lines[key] = line
    }
    close(file)
}

{
    known[$1] = 1
    names[++files] = $1
    sizes[files] = $2
    sums[files] = $3
    captions[files] = $4
}

function entity(text) {
    printf ",\n    %s", text
}

function file_print(i) {
    entity("{\"@id\": " quote(names[i]) ", \"@type\": \"File\", \"name\": " quote(captions[i]) \
        ", \"encodingFormat\": " quote(type_of(names[i])) ", \"contentSize\": " quote(sizes[i]) \
        ", \"sha256\": " quote(sums[i]) "}")
}

# The programs of a stage, as references: what stands behind `run`, or else awk; gnuplot draws what make is told to.
function instruments(stage,    out, name) {
    if (stage ~ /^make /) {
        programs["gnuplot"] = 1
        return "[" reference("#gnuplot") "]"
    }
    while (match(stage, /(^|[ |(`])run [a-z-]+/)) {
        name = substr(stage, RSTART, RLENGTH)
        sub(/.* /, "", name)
        stage = substr(stage, RSTART + RLENGTH)
        programs[name] = 1
        if (index(out, reference("#" name)) == 0)
            out = out (out == "" ? "" : ", ") reference("#" name)
    }
    if (out == "") {
        programs["awk"] = 1
        out = reference("#awk")
    }
    return "[" out "]"
}

# The action of the header just read, that made `id`, which is or became part of `result`.
function action_entity(id, result,    what) {
    if ("stage" in lines)
        what = lines["stage"]
    else
        what = lines["command"] ~ /^make / ? lines["command"] : "run " lines["command"]
    entity("{\"@id\": " quote("#made-" id) ", \"@type\": \"CreateAction\", \"name\": " quote(what) \
        ", \"description\": " quote("commit " lines["commit"] ("blas" in lines ? "; " lines["blas"] : "")) \
        ", \"instrument\": " instruments(what) ", \"object\": [" inputs "], \"result\": " reference(result) "}")
    actions = actions (actions == "" ? "" : ", ") reference("#made-" id)
}

function action_print(file,    parts, count, k) {
    header_read(folder "/" file)
    if (!("command" in lines) && !("stage" in lines))
        return
    action_entity(file, file)
    count = outsiders
    for (k = 1; k <= count; k++)
        parts[k] = outside[k]
    for (k = 1; k <= count; k++) {
        header_read(build "/" parts[k])
        if ("stage" in lines && !(parts[k] in made)) {
            made[parts[k]] = 1
            action_entity(parts[k], file)
        }
    }
}

END {
    print "{\n  \"@context\": \"https://w3id.org/ro/crate/1.1/context\",\n  \"@graph\": ["
    printf "    {\"@id\": \"ro-crate-metadata.json\", \"@type\": \"CreativeWork\", " \
        "\"conformsTo\": {\"@id\": \"https://w3id.org/ro/crate/1.1\"}, \"about\": {\"@id\": \"./\"}}"
    for (i = 1; i <= files; i++) {
        file_print(i)
        parts = parts (i > 1 ? ", " : "") reference(names[i])
    }
    for (i = 1; i <= files; i++)
        if (names[i] ~ /\.(csv|svg)$/)
            action_print(names[i])
    for (program in programs)
        entity("{\"@id\": " quote("#" program) ", \"@type\": \"SoftwareApplication\", \"name\": " quote(program) \
            (program ~ /^(awk|gnuplot)$/ ? "" : ", \"softwareVersion\": " quote(version)) "}")
    entity("{\"@id\": \"https://w3id.org/ro/wfrun/process/0.5\", \"@type\": \"CreativeWork\", " \
        "\"name\": \"Process Run Crate\", \"version\": \"0.5\"}")
    entity("{\"@id\": \"https://spdx.org/licenses/MIT\", \"@type\": \"CreativeWork\", \"name\": \"MIT\"}")
    entity("{\"@id\": \"#developers\", \"@type\": \"Organization\", \"name\": \"The twolayer developers\"}")
    entity("{\"@id\": \"./\", \"@type\": \"Dataset\", \"name\": \"A run of twolayer\", \"description\": " \
        quote("Claims on two-layer neural networks, verdicts, measurements, predictions and figures: profile " \
            profile ", seed " seed) ", \"datePublished\": " quote(date) ", \"license\": " \
        reference("https://spdx.org/licenses/MIT") ", \"author\": " reference("#developers") \
        ", \"conformsTo\": " reference("https://w3id.org/ro/wfrun/process/0.5") ", \"hasPart\": [" parts \
        "], \"mentions\": [" actions "]}")
    print "\n  ]\n}"
}
