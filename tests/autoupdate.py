#!/usr/bin/env python3
"""Rewrites every expected file of the suite with what the tool emits now, and the README's tables made from them.

    tests/autoupdate.py --tool build/dev/tool/backsweep [CASE...]

A case the tool refuses keeps its expected file, is reported, and makes the exit status 1.
"""

import argparse
import os
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "support"))
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "diagnostics"))
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "report"))
from commands import in_parallel, write_if_changed  # noqa: E402
from golden_cases import GOLDEN, all_cases, copy_inputs, emit  # noqa: E402
import check_messages  # noqa: E402
import check_report  # noqa: E402
import feature_table  # noqa: E402


def update_golden(tool, names):
    """The number of cases that could not be emitted."""
    cases = all_cases(names)
    with tempfile.TemporaryDirectory() as scratch:
        inputs = copy_inputs(scratch)
        results = in_parallel(lambda case: emit(tool, case, inputs), cases)
    failures = changes = 0
    for case, (text, messages) in zip(cases, results):
        if text is None:
            failures += 1
            print(f"{case.name}: not emitted\n{messages}", file=sys.stderr)
        elif write_if_changed(os.path.join(GOLDEN, case.folder, case.expected), text):
            changes += 1
    print(f"golden: {changes} of {len(cases)} rewritten, {failures} not emitted")
    return failures


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tool", required=True)
    parser.add_argument("names", nargs="*", help="a construct (loops) or a case (loops/count_up); all if none")
    arguments = parser.parse_intermixed_args()
    tool = os.path.abspath(arguments.tool)
    failures = update_golden(tool, arguments.names)
    if not arguments.names:
        failures += check_messages.update(tool)
        failures += check_report.update(tool)
        failures += feature_table.update("README.md")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
