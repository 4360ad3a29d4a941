#!/usr/bin/env python3
"""Checks what the tool tells about its plans: --remarks, --report and --graph.

    check_report.py check --tool TOOL [CASE...]              remarks and graphs are as expected, pages are well formed
    check_report.py update --tool TOOL [CASE...]             writes the expected remarks and graphs
    check_report.py memory --tool TOOL [--compiler g++]      what a program measures is what the formula says

A case is <case>.cpp or .c with request lines like those of the golden cases. Expected are <case>.remarks.txt,
<case>.remarks.json and <case>.graph.dot; a page is checked against the remarks. <case>.measure.cpp prints a line
`function variable=value… bytes=measured` for each derivative whose formula is to be evaluated; of one with a loop under
a schedule also or instead `snapshot=measured record=measured`.
"""

import argparse
import difflib
import html.parser
import json
import os
import re
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "support"))
from commands import CPP, in_parallel, language_flags, read, run, write_if_changed  # noqa: E402
from golden_cases import comment_lines, requests_of  # noqa: E402

EXPECTED = ("remarks.txt", "remarks.json", "graph.dot")
#: Bytes of alignment and bookkeeping between what the workspace holds.
SLACK = 600

_VOID = {"meta", "br", "link", "img", "hr", "input", "wbr"}


def all_cases(names=()):
    """The sources of all cases, or of those named."""
    files = sorted(file for file in os.listdir(HERE) if re.fullmatch(r"\w+\.(cpp|c)", file))
    return [file for file in files if not names or os.path.splitext(file)[0] in names]


def explain(tool, file, scratch):
    """(what is told about a case by the name of its file, complaints), in a folder of its own."""
    stem = os.path.splitext(file)[0]
    write_if_changed(os.path.join(scratch, file), read(os.path.join(HERE, file)))
    arguments, _ = requests_of(comment_lines(read(os.path.join(HERE, file))))
    command = [tool, *arguments, "-o", stem + ".emitted.hpp", "--report=page.html", "--graph=graph.dot"]
    told = {}
    for remarks in ("remarks.txt", "remarks.json"):
        status, _, errors = run(command + ["--remarks=" + remarks, file, "--", *language_flags(file)], scratch)
        if status:
            return {}, [f"{file}: exit status {status}\n{errors}"]
    # Alone, the text goes to standard error.
    _, _, on_standard_error = run(command + ["--remarks", file, "--", *language_flags(file)], scratch)
    for name in EXPECTED + ("page.html",):
        told[name] = read(os.path.join(scratch, name))
    complaints = [] if on_standard_error == told["remarks.txt"] else ["standard error differs from the file"]
    complaints += [f"{name} names the folder" for name, text in told.items() if scratch in text]
    return told, complaints


class Page(html.parser.HTMLParser):
    """Collects what the checks of a page need."""

    def __init__(self):
        super().__init__()
        self.open, self.complaints, self.ids, self.targets, self.text = [], [], [], [], ""

    def handle_starttag(self, tag, attributes):
        if tag not in _VOID:
            self.open.append(tag)
        attributes = dict(attributes)
        self.ids += [attributes["id"]] if "id" in attributes else []
        target = attributes.get("href") or attributes.get("src")
        self.targets += [target] if target else []

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.complaints.append(f"</{tag}> closes nothing at {self.getpos()}")

    def handle_data(self, data):
        self.text += data


def check_page(told):
    """Complaints about the page: its form, its links, and what it leaves out of the remarks."""
    page = Page()
    page.feed(told["page.html"])
    page.close()
    complaints = page.complaints + [f"<{tag}> is never closed" for tag in page.open]
    complaints += [f"id {name} repeats" for name in set(page.ids) if page.ids.count(name) > 1]
    complaints += [f"{target} leads nowhere" for target in page.targets if target[0] != "#" or target[1:] not in page.ids]
    for function in json.loads(told["remarks.json"])["functions"]:
        if function["derivative"] not in page.text:
            complaints.append(f"no {function['derivative']}")
        for remark in function["remarks"]:
            if remark["group"] in ("total", "active", "passive"):
                continue
            for text in [remark["text"]] + [note["text"] for note in remark.get("notes", [])]:
                if text not in page.text:
                    complaints.append(f"no word of: {text}")
    return complaints


def check_graph(text):
    """Complaints about a graph: arrows between nodes that do not exist, braces that do not match."""
    nodes = set(re.findall(r"^ *(\w+) \[label", text, re.M)) - {"node", "edge", "graph"}
    ends = {end for pair in re.findall(r"^ *(\w+) -> (\w+) ", text, re.M) for end in pair}
    complaints = [f"{end} is not a node" for end in sorted(ends - nodes)]
    quoted_out = re.sub(r'"(\\.|[^"\\])*"', "", text)
    return complaints + (["braces do not match"] if quoted_out.count("{") != quoted_out.count("}") else [])


def check_case(tool, file):
    stem = os.path.splitext(file)[0]
    with tempfile.TemporaryDirectory() as scratch:
        told, complaints = explain(tool, file, scratch)
        again = explain(tool, file, scratch)[0]
    if not told:
        return complaints
    complaints += check_page(told) + check_graph(told["graph.dot"])
    complaints += ["a second run tells something else"] if again != told else []
    for name in EXPECTED:
        committed = read(os.path.join(HERE, f"{stem}.{name}"))
        if committed != told[name]:
            diff = difflib.unified_diff(committed.splitlines(), told[name].splitlines(), "expected", "told", lineterm="", n=1)
            complaints.append("\n".join(diff))
    return complaints


def check_refusal(tool):
    """A refused run writes none of the reports."""
    with tempfile.TemporaryDirectory() as scratch:
        write_if_changed(os.path.join(scratch, "f.cpp"), "double g(double);\ndouble f(double x) { return g(x); }\n")
        status, _, errors = run([tool, "--gradient", "f", "-o", "f.hpp", "--remarks=r.txt", "--report=p.html", "--graph=g.dot",
                                 "f.cpp", "--", *CPP], scratch)
        written = sorted(set(os.listdir(scratch)) - {"f.cpp"})
    return [] if status == 1 and not written and "remark:" not in errors else [f"a refused run: status {status}, wrote {written}"]


def check(tool, names, shown_tool):
    failures = 0
    files = all_cases(names)
    for file, complaints in zip(files, in_parallel(lambda file: check_case(tool, file), files)):
        if complaints:
            failures += 1
            print(f"FAILED report/{file}\n" + "\n".join(complaints))
            print(f"  again: tests/report/check_report.py check --tool {shown_tool} {os.path.splitext(file)[0]}\n")
    for complaint in check_refusal(tool):
        failures += 1
        print("FAILED " + complaint)
    print(f"report: {len(files)} cases, {failures} failures")
    return failures


def update(tool, names=()):
    """Rewrites the expected files; the number of cases about which nothing is told."""
    failures = 0
    for file in all_cases(names):
        with tempfile.TemporaryDirectory() as scratch:
            told, complaints = explain(tool, file, scratch)
        if not told:
            failures += 1
            print(f"report/{file}: " + "\n".join(complaints), file=sys.stderr)
        for name in EXPECTED if told else ():
            write_if_changed(os.path.join(HERE, f"{os.path.splitext(file)[0]}.{name}"), told[name])
    print(f"report: {len(all_cases(names)) - failures} cases told about")
    return failures


def evaluate(formula, variables):
    """The value of a formula like `8*sum(i, i = 0 .. n - 1) + 16*n`."""
    as_python = re.sub(r"sum\((.*), (\w+) = (.*?) \.\. ([^()]*)\)", r"sum((\1) for \2 in range(\3, (\4) + 1))", formula)
    return eval(as_python, {"__builtins__": {}, "sum": sum, "max": max, "range": range, **variables})


def measure(tool, compiler, file):
    """(complaints, measured lines) of the case with this <case>.measure.cpp."""
    source = next(one for one in all_cases() if os.path.splitext(one)[0] == file.split(".")[0])
    with tempfile.TemporaryDirectory() as scratch:
        told, complaints = explain(tool, source, scratch)
        if not told:
            return complaints, 0
        program = os.path.join(scratch, "measure")
        status, _, errors = run([compiler, *CPP, "-O1", "-I" + scratch, os.path.join(HERE, file), "-o", program])
        _, lines, _ = run([program]) if status == 0 else (1, "", "")
    if status:
        return [errors], 0
    functions = {one["derivative"]: one for one in json.loads(told["remarks.json"])["functions"]}
    for line in lines.splitlines():
        name, *words = line.split()
        variables = {key: int(value) for key, _, value in (word.partition("=") for word in words)}
        formulas = {"bytes": functions[name]["bytes"]}
        for schedule in functions[name].get("schedules", []):
            formulas["snapshot"], formulas["record"] = schedule["bytes_of_a_snapshot"], schedule["bytes_of_a_record"]
        for what, formula in formulas.items():
            predicted = evaluate(formula, variables)
            if what in variables and not predicted <= variables[what] <= predicted + SLACK:
                complaints.append(f"{name}: {what} is {variables[what]}, {formula} is {predicted}")
    return complaints, len(lines.splitlines())


def memory(tool, compiler):
    failures = measured = 0
    for file in sorted(file for file in os.listdir(HERE) if file.endswith(".measure.cpp")):
        complaints, count = measure(tool, compiler, file)
        measured += count
        failures += bool(complaints)
        print("".join(f"FAILED report/{file}: {complaint}\n" for complaint in complaints), end="")
    print(f"memory: {measured} formulas evaluated, {failures} failures")
    return failures + (measured == 0)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["check", "update", "memory"])
    parser.add_argument("--tool", required=True)
    parser.add_argument("--compiler", default="g++")
    parser.add_argument("names", nargs="*")
    arguments = parser.parse_intermixed_args()
    tool = os.path.abspath(arguments.tool)
    if arguments.what == "update":
        return 1 if update(tool, arguments.names) else 0
    if arguments.what == "memory":
        return 1 if memory(tool, arguments.compiler) else 0
    return 1 if check(tool, arguments.names, arguments.tool) else 0


if __name__ == "__main__":
    sys.exit(main())
