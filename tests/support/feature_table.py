#!/usr/bin/env python3
"""Writes the README's tables: values at kinks from the rule rows, what is supported and refused from the tests.

    feature_table.py                 prints the tables
    feature_table.py README.md       replaces what stands there between the marker lines
    feature_table.py --check README.md
"""

import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from commands import PROJECT, TESTS, read, write_if_changed  # noqa: E402
from golden_cases import GOLDEN, all_cases, comment_lines  # noqa: E402

_DIAGNOSTICS = os.path.join(TESTS, "diagnostics")
_RULES = os.path.join(PROJECT, "tool", "rules")
_KINDS = os.path.join(PROJECT, "tool", "diagnostics", "kinds.def")


def marker_lines(table):
    """The lines between which a table stands."""
    return f"<!-- {table}: written by tests/support/feature_table.py -->\n", f"<!-- end of {table} -->\n"


def cell(text):
    """A description as a cell: no final period."""
    return text.rstrip(".").replace("|", "\\|")


def call_arguments(text, start):
    """The arguments of the call whose `(` is text[start], as text; brackets and strings protect commas."""
    arguments, depth, begin, i = [], 0, start + 1, start
    while i < len(text):
        if text[i] == '"':
            i = re.compile(r'"(?:[^"\\]|\\.)*"').match(text, i).end()
            continue
        depth += text[i] in "([{"
        depth -= text[i] in ")]}"
        if depth == 0 or (depth == 1 and text[i] == ","):
            arguments.append(text[begin:i])
            begin = i + 1
        if depth == 0:
            break
        i += 1
    return arguments


def string_in(text):
    """The string literals of a piece of C++, joined."""
    return "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', text))


def function_of_row(row, promise):
    """How a user names the function of a rule row. Rows of the runtime library say themselves where they come from."""
    name = re.search(r'"([\w:]+)"', row)[1]
    return re.search(r"std::\w+", promise)[0] if name.startswith("backsweep::") else name


def kinks():
    """One row for each promise, with all functions that give it."""
    functions = {}
    for file in sorted(os.listdir(_RULES)):
        text = read(os.path.join(_RULES, file)) if file.endswith("_rules.cpp") else ""
        for match in re.finditer(r"with_kink\((?=\s*(?:unary|binary|ternary|spelled|cheap)\()", text):
            row, promise = call_arguments(text, match.end() - 1)[:2]
            promise = string_in(promise)
            name = function_of_row(row, promise)
            if name not in functions.setdefault(promise, []):
                functions[promise].append(name)
    rows = [f"| {', '.join(f'`{name}`' for name in names)} | {cell(text)} |" for text, names in functions.items()]
    return "\n".join(["| function | its derivative there |", "|---|---|"] + rows) + "\n"


def supported():
    """One row for each construct with the cases that show it."""
    stems = {}
    for case in all_cases():
        if not os.path.exists(os.path.join(GOLDEN, case.folder, case.expected)):
            continue
        stems.setdefault(case.folder, []).append(case.stem.replace("_", " "))
    rows = [f"| [{folder}](tests/golden/{folder}) | {', '.join(cases)} |" for folder, cases in stems.items()]
    return ["| supported | each case is an input beside its derivative |", "|---|---|"] + rows


def active_kinds():
    """The kinds of errors about code that active values pass through."""
    section = read(_KINDS).split("// On active paths", 1)[1].split("\n\n", 1)[0]
    return set(re.findall(r"BACKSWEEP_DIAGNOSTIC\((\w+),", section))


def refused():
    """One row for each refused construct: what it is and the error it leads to."""
    kinds = active_kinds()
    rows = []
    for file in sorted(os.listdir(_DIAGNOSTICS)):
        text = read(os.path.join(_DIAGNOSTICS, file)) if re.fullmatch(r"fail_\w+\.(cpp|c)", file) else ""
        wanted = re.findall(r"^// refuses: (\w+)$", text, re.M)
        error = re.search(rf"// expect-error@[^:]*(?::\d+)?: (.* \[{wanted[0]}\])", text) if wanted else None
        if error and wanted[0] in kinds:
            description = cell(comment_lines(text)[0])
            rows.append(f"| [{description}](tests/diagnostics/{file}) | `{cell(error[1])}` |")
    return ["| refused on active paths | error |", "|---|---|"] + rows


def features():
    return "\n".join(supported() + [""] + refused()) + "\n"


_TABLES = {"kinks": kinks, "feature table": features}


def with_tables(text):
    """The text with each table between its marker lines; None where marker lines are missing."""
    for name, table in _TABLES.items():
        begin, end = marker_lines(name)
        if begin not in text or end not in text:
            return None
        before, rest = text.split(begin, 1)
        text = before + begin + table() + end + rest.split(end, 1)[1]
    return text


def update(file, only_check=False):
    """Brings the tables of a file of the project up to date; 1 where they are not, or where there is no place for them."""
    path = os.path.join(PROJECT, file)
    text = read(path)
    wanted = with_tables(text)
    if wanted is None:
        print(f"{file}: no marker lines", file=sys.stderr)
        return 1
    if only_check and text != wanted:
        print(f"{file}: the tables are old; run tests/support/feature_table.py {file}")
        return 1
    write_if_changed(path, wanted)
    return 0


def main():
    files = [argument for argument in sys.argv[1:] if argument != "--check"]
    if not files:
        sys.stdout.write("\n".join(table() for table in _TABLES.values()))
        return 0
    return update(files[0], only_check="--check" in sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
