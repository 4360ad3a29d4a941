#!/usr/bin/env python3
"""Checks that undifferentiated functions, printed back from the intermediate representation, compute the same.

    check_roundtrip.py --tool TOOL [CASE...]

Every golden input is lowered and printed by `--dump=primal`. The check file of the case, compiled with CHECK_VALUES,
then calls nothing but primals and prints their outputs bit for bit: once those of the input, once those printed back.
"""

import argparse
import os
import re
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "support"))
from commands import C, CPP, STRICT, SUPPORT, compile_command, in_parallel, link_command, read, run, seen_from, write_if_changed  # noqa: E402
from golden_cases import all_cases, copy_inputs  # noqa: E402
from harness import build_harness, precompile_harness  # noqa: E402

_EXACT = ["-ffp-contract=off"]
_FLAGS = STRICT + _EXACT + ["-DCHECK_VALUES", "-I" + SUPPORT]
_C_PRIMAL = re.compile(r'namespace primal \{ extern "C" .*? \}\n')


def dump_command(tool, case):
    """The command that prints the functions of a case back."""
    flags = C if case.source.endswith(".c") else CPP
    return [tool, *case.arguments, "--dump=primal", "--stop-after=primal", case.source, *case.more_sources, "--", *flags]


def values(compiler, folder, case, header, check, sources, name, harness, first):
    """(what the check program prints, complaint) with `header` in the place of the expected file."""
    place = os.path.join(folder, name + "." + case.stem)
    write_if_changed(os.path.join(place, case.expected), header)
    write_if_changed(os.path.join(place, case.check), check)
    objects = []
    for number, source in enumerate([case.check] + [os.path.join("..", source) for source in sources]):
        objects.append(os.path.join(place, f"{number}.o"))
        flags = _FLAGS + ["-I.."] + (["-include", os.path.relpath(first, place)] if source.endswith(".cpp") else [])
        command = seen_from("tests/golden/case/place", compile_command(compiler, source, objects[-1], flags))
        status, _, errors = run(command, place)
        if status != 0:
            return "", errors
    program = os.path.join(place, "program")
    status, _, errors = run(link_command(compiler, [*objects, harness], program))
    if status == 0:
        status, output, errors = run([program], timeout=30)
    return ("", errors or f"exit status {status}") if status != 0 else (output, "")


def check_case(tool, compiler, scratch, case, harness, first):
    """What goes wrong for one case; empty if nothing does."""
    folder = os.path.join(scratch, case.folder)
    status, printed, errors = run(dump_command(tool, case), folder)
    if status != 0:
        return errors
    check = read(os.path.join(folder, case.check))
    is_c = case.source.endswith(".c")
    # A C input cannot be included in C++; its types come from what is printed, its functions from the C compiler.
    original_header = printed if is_c else f'#include "{case.source}"\n'
    sources = ([case.source] if is_c else []) + case.more_sources
    original, complaint = values(compiler, folder, case, original_header, check, sources, "original", harness, first)
    if complaint:
        return "the input itself: " + complaint
    printed_check = _C_PRIMAL.sub("\n", check).replace("primal::", "::") if is_c else check
    again, complaint = values(compiler, folder, case, printed, printed_check, [], "printed", harness, first)
    if complaint:
        return "printed back: " + complaint
    return "" if again == original else f"printed back it computes\n{again}instead of\n{original}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tool", required=True)
    parser.add_argument("--compiler", default="g++")
    parser.add_argument("names", nargs="*")
    arguments = parser.parse_intermixed_args()
    tool = os.path.abspath(arguments.tool)
    cases = all_cases(arguments.names)
    failures = 0
    with tempfile.TemporaryDirectory() as scratch:
        inputs = copy_inputs(scratch)
        harness = build_harness(arguments.compiler, _EXACT, scratch)
        first = precompile_harness(arguments.compiler, _FLAGS, inputs)
        complaints = in_parallel(lambda case: check_case(tool, arguments.compiler, inputs, case, harness, first), cases)
    for case, complaint in zip(cases, complaints):
        if complaint:
            failures += 1
            print(f"FAILED {case.name}\n{complaint.rstrip()}")
            print(f"  again: tests/roundtrip/check_roundtrip.py --tool {arguments.tool} {case.name}\n")
    print(f"roundtrip: {len(cases) - failures} of {len(cases)} cases pass")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
