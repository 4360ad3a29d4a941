#!/usr/bin/env python3
"""Writes the README's tables of what is supported and what is refused, from the tests.

    feature_table.py                 prints the tables
    feature_table.py README.md       replaces what stands there between the two marker lines
    feature_table.py --check README.md
"""

import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from commands import PROJECT, TESTS, read, write_if_changed  # noqa: E402
from golden_cases import GOLDEN, all_cases, comment_lines  # noqa: E402

_BEGIN = "<!-- feature table: written by tests/support/feature_table.py -->\n"
_END = "<!-- end of feature table -->\n"
_DIAGNOSTICS = os.path.join(TESTS, "diagnostics")


def sentence(text):
    """A description in the middle of a cell: no final period."""
    return text.rstrip(".").replace("|", "\\|")


def supported():
    """One row for each construct: its cases, each a link to input and emitted code."""
    rows = {}
    for case in all_cases():
        if not os.path.exists(os.path.join(GOLDEN, case.folder, case.expected)):
            continue
        link = f"[{sentence(case.description)}](tests/golden/{case.folder}/{case.source})"
        emitted = f"[→](tests/golden/{case.folder}/{case.expected})"
        rows.setdefault(case.folder, []).append(f"{link} {emitted}")
    lines = ["| construct | cases, each with the code it leads to (→) |", "|---|---|"]
    return lines + [f"| {folder} | {'; '.join(cases)} |" for folder, cases in rows.items()]


def refused():
    """One row for each refused source: what it shows and the error it leads to."""
    lines = ["| refused | message |", "|---|---|"]
    for file in sorted(os.listdir(_DIAGNOSTICS)):
        if not re.fullmatch(r"fail_\w+\.(cpp|c)", file):
            continue
        text = read(os.path.join(_DIAGNOSTICS, file))
        error = re.search(r"// expect-error@[^:]*(?::\d+)?: (.*)", text)
        if error:
            description = sentence(comment_lines(text)[0])
            lines.append(f"| [{description}](tests/diagnostics/{file}) | `{error[1].replace('|', chr(92) + '|')}` |")
    return lines


def tables():
    return "\n".join(supported() + [""] + refused()) + "\n"


def main():
    paths = [argument for argument in sys.argv[1:] if argument != "--check"]
    if not paths:
        sys.stdout.write(tables())
        return 0
    path = os.path.join(PROJECT, paths[0])
    text = read(path)
    if _BEGIN not in text or _END not in text:
        print(f"{paths[0]}: no marker lines", file=sys.stderr)
        return 1
    before, rest = text.split(_BEGIN, 1)
    wanted = before + _BEGIN + tables() + _END + rest.split(_END, 1)[1]
    if "--check" in sys.argv[1:]:
        if text != wanted:
            print(f"{paths[0]}: the tables are old; run tests/support/feature_table.py {paths[0]}")
        return 0 if text == wanted else 1
    write_if_changed(path, wanted)
    return 0


if __name__ == "__main__":
    sys.exit(main())
