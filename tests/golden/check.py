#!/usr/bin/env python3
"""Checks the golden cases.

    check.py text --tool TOOL [CASE...]         the tool emits the committed files, byte for byte
    check.py numbers [--compiler g++] [CASE...] the committed files compile silently and compute right derivatives
             [--sanitize]                       ... under the address and undefined-behaviour sanitizers
             [--tool TOOL --with OPTION]        ... emitted afresh with an option that must not change the numbers;
                                                what the option does not change is not compiled again
    check.py directions --tool TOOL [CASE...]   emitted afresh for several directions at once: each is, bit for bit, what
             [--count N] [--compiler g++]       the derivative for one direction computes; compiled silently, sanitized
    check.py coverage                           every function with a derivative rule is used by some case
"""

import argparse
import difflib
import os
import re
import shutil
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "support"))
from commands import PROJECT, STRICT, SUPPORT, compile_command, in_parallel, link_command, read, run, seen_from  # noqa: E402
from golden_cases import GOLDEN, all_cases, copy_inputs, emit, emit_command  # noqa: E402
from harness import build_harness  # noqa: E402

_SANITIZERS = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all", "-fno-omit-frame-pointer"]
#: Contracting a*b+c in one version and not in another would change bits that must be equal.
_EXACT = ["-ffp-contract=off", "-DBACKSWEEP_ORDERED_SUMS"]


def compare_text(tool, case, scratch):
    """What differs between the committed file and the one emitted now; empty if nothing does."""
    text, messages = emit(tool, case, scratch)
    if text is None:
        return messages
    committed = read(os.path.join(GOLDEN, case.folder, case.expected))
    if text == committed:
        return ""
    lines = difflib.unified_diff(committed.splitlines(), text.splitlines(), "committed", "emitted", lineterm="", n=1)
    return "\n".join(list(lines)[:40]) + "\n"


def sources_to_link(case, folder):
    """The check, and those of the case's sources that the expected file does not include."""
    expected = read(os.path.join(folder, case.expected))
    inputs = [source for source in [case.source] + case.more_sources if not source.endswith(".h")]
    return [case.check] + [source for source in inputs if f'#include "{source}"' not in expected]


def complaints_of_program(compiler, flags, sources, program, harness):
    """What the compiler or the check program complains of; empty if all is right."""
    parts = []
    for number, source in enumerate(sources):
        part = f"{program}.{number}.o"
        all_flags = STRICT + flags + ["-I" + SUPPORT]
        # A copy has another place in each run: as its own folder sees it, it is the same file again.
        if source.startswith(PROJECT + os.sep):
            status, _, errors = run(compile_command(compiler, source, part, all_flags), timeout=300)
        else:
            command = compile_command(compiler, os.path.basename(source), part, all_flags)
            status, _, errors = run(seen_from("tests/golden/case", command), os.path.dirname(source), timeout=300)
        if status != 0:
            return errors
        parts.append(part)
    # The harness comes last: of functions that it and the case have in common, the case's own are used.
    status, _, errors = run(link_command(compiler, [*parts, harness], program, flags))
    if status != 0:
        return errors
    status, _, errors = run([program], timeout=30)
    return errors or (f"exit status {status}\n" if status != 0 else "")


def check_numbers(compiler, flags, case, inputs, objects, harness):
    """What is wrong with the case's expected file; empty if nothing is. `inputs` holds <folder>/<case>."""
    folder = os.path.join(inputs, case.folder)
    if not os.path.exists(os.path.join(folder, case.expected)):
        return "no expected file\n"
    sources = [os.path.join(folder, source) for source in sources_to_link(case, folder)]
    program = os.path.join(objects, case.name.replace("/", "."))
    return complaints_of_program(compiler, flags, sources, program, harness)


def report(what, cases, complaints, rerun):
    """Prints every complaint with the command that repeats it; the exit status."""
    failed = 0
    for case, complaint in zip(cases, complaints):
        if not complaint:
            continue
        failed += 1
        print(f"FAILED {case.name}\n{complaint.rstrip()}\n  again: {rerun} {case.name}\n")
    print(f"{what}: {len(cases) - failed} of {len(cases)} cases pass")
    return 1 if failed else 0


def run_text(arguments, cases):
    tool = os.path.abspath(arguments.tool)
    with tempfile.TemporaryDirectory() as scratch:
        inputs = copy_inputs(scratch)
        complaints = in_parallel(lambda case: compare_text(tool, case, inputs), cases)
    return report("text", cases, complaints, f"tests/golden/check.py text --tool {arguments.tool}")


#: Cases that are refused where no function is inlined; with the reason.
_NEED_INLINING = {
    "pointers/moved_by_methods": "refused: pointers to active values that methods move",
    "classes/library_members": "a library object in a function that stays a call cannot be kept",
    "globals/active": "a global variable carries active values through a call",
    "inactive/bits": "a helper sees its number as bits",
    "inactive/random_numbers": "a library object in a function that stays a call cannot be kept",
    "lambdas/named_captures": "a lambda names active values in a function that stays a call",
    "memory/helper_allocates": "a helper frees what the reverse sweep reads",
    "memory/realloc_of_members": "a helper gives a buffer more memory",
    "memory/rows_on_heap": "a helper frees what the reverse sweep reads",
    "pointers/tied": "a helper returns an object that points to active values",
    "pointers/pointer_to_pointer_out": "a helper moves its caller's pointer",
    "structs/of_pointers_moved": "a helper returns an object that points to active values",
}


def run_numbers(arguments, cases):
    if "--inline-limit=0" in (arguments.options or []):
        cases = [case for case in cases if case.name not in _NEED_INLINING]
    flags = _EXACT + (_SANITIZERS if arguments.sanitize else [])
    again = f"tests/golden/check.py numbers --compiler {arguments.compiler}" + (" --sanitize" * arguments.sanitize)
    with tempfile.TemporaryDirectory() as scratch:
        inputs = GOLDEN
        refused, same = {}, set()
        if arguments.options:
            inputs = copy_inputs(scratch)
            tool = os.path.abspath(arguments.tool)
            results = in_parallel(lambda case: emit(tool, case, inputs, arguments.options), cases)
            refused = {case.name: messages for case, (text, messages) in zip(cases, results) if text is None}
            same = {case.name for case, (text, _) in zip(cases, results)
                    if text == read(os.path.join(GOLDEN, case.folder, case.expected))}
            again += f" --tool {arguments.tool}" + "".join(f" --with={option}" for option in arguments.options)

        def complaint(case):
            return refused.get(case.name) or check_numbers(arguments.compiler, flags, case, inputs, scratch, harness)

        cases = [case for case in cases if case.name not in same]
        harness = build_harness(arguments.compiler, flags, scratch)
        complaints = in_parallel(complaint, cases)
    return report("numbers", cases, complaints, again)


def members_in(check, user):
    """The members of a struct that a check program compares; None where it does not say."""
    match = re.search(rf"members\((?:\w+::)*{user.split('::')[-1]}& (\w+)\) {{(.*?)}}", check)
    return re.findall(rf"\b{match.group(1)}\.(\w+)", match.group(2)) if match else None


def member_of(name, field):
    """A member of the user's struct, by the name that it has in the struct for several directions."""
    item = re.fullmatch(r"item_(\d+)", field)
    return f"std::get<{item.group(1)}>({name})" if item else f"{name}.{field}"


def made_structs(text, check, scope=""):
    """What the harness must know of the structs that a file included in scope declares for several directions."""
    namespace, user, struct, fields, lines = scope, "", "", [], []
    for line in text.splitlines():
        if match := re.fullmatch(r"namespace ([\w:]+) {", line):
            namespace = match.group(1)
        elif line.startswith("}  // namespace"):
            namespace = scope
        elif match := re.fullmatch(r"/// The directions of a `(.*)`\.", line):
            user = match.group(1)
        elif match := re.fullmatch(r"(?:inline )?struct (\w+_directions\w*) {", line):
            struct, fields = match.group(1), []
        elif struct and (match := re.fullmatch(r"  [\w:<>, *&]+[ *&](\w+)(?:\[\d+\])*;", line)):
            fields.append(match.group(1))
        elif struct and line == "};" and user.split("::")[-1] in check:
            name = f"{namespace}::{struct}" if namespace else struct
            members = ", ".join("wide." + field for field in members_in(check, user) or fields)
            opening, closing = (f"namespace {namespace} {{ ", " }") if namespace else ("", "")
            lines.append(f"{opening}inline auto members({struct}& wide) {{ return std::tie({members}); }}{closing}")
            shapes = " ".join(f"take_shape<CHECK_DIRECTIONS>(wide.{field}, {member_of('value', field)});" for field in fields)
            lines.append(f"namespace check {{ template <> struct Wide<{user}, CHECK_DIRECTIONS> {{ using Type = {name}; "
                         f"static Type like(const {user}& value) {{ Type wide{{}}; {shapes} return wide; }} }}; }}")
            struct = ""
    return lines


def wide_program(folder, case):
    """A program that includes the derivatives for one direction, those for several, and the check."""
    scalar, wide = (read(os.path.join(folder, name)) for name in (case.expected, case.wide))
    check = f'#include "{case.check}"'
    if f'#include "{case.source}"' not in scalar:
        # Both files hold the primal's own functions. A C struct is one type in both.
        texts = [scalar, wide, read(os.path.join(folder, case.source)), read(os.path.join(folder, case.check))]
        types = r"(?ms)^(?:typedef )?(?:struct|union|enum)\b[^\n]* {\n.*?^}[^\n]*;\n|^enum [^\n]*};\n"
        for definition in re.findall(types, scalar) if case.source.endswith(".c") else []:
            wide = wide.replace(definition, "")
        wide = re.sub(r"\b(\w+_gradient(?:_\d+)?)\(", r"\1_wide(", wide)
        with open(os.path.join(folder, case.wide), "w", encoding="utf-8") as file:
            file.write(wide)
        headers = sorted(set(re.findall(r"^#include <[^>]+>", "\n".join(texts), re.M)))
        lines = headers + [f'#include "{case.expected}"', "namespace wide {", f'#include "{case.wide}"', "}",
                           '#include "check_derivatives.h"'] + made_structs(wide, texts[3], "wide")
        return "\n".join(["#define CHECK_DIRECTIONS_SCOPE wide::"] + lines + [check]) + "\n"
    # Of forward sweeps, of what has no directions and of accessors both files have the same.
    wide = re.sub(r"\b(\w+_(?:forward|gradient|jacobian|hessian|hvp)(?:_\d+)?)\(", r"\1_wide(", wide)
    wide = re.sub(r"(?ms)^namespace backsweep_access {.*?^}  // namespace backsweep_access\n", "", wide)
    with open(os.path.join(folder, case.wide), "w", encoding="utf-8") as file:
        file.write(wide)
    source = os.path.join(folder, case.source)
    once = "#pragma once\n" + read(source)
    with open(source, "w", encoding="utf-8") as file:
        file.write(once)
    lines = ["#define CHECK_DIRECTIONS_SCOPE", f'#include "{case.expected}"', f'#include "{case.wide}"',
             '#include "check_derivatives.h"']
    return "\n".join(lines + made_structs(wide, read(os.path.join(folder, case.check))) + [check]) + "\n"


#: Cases whose derivatives for several directions are not made, or cannot stand beside those for one; with the reason.
_NOT_WIDE = {
    "requests/derivative_by_user": "a derivative written by hand carries one direction",
    "requests/derivative_by_user_in_place": "a derivative written by hand carries one direction",
    "requests/derivative_by_user_overloads": "a derivative written by hand carries one direction",
    "classes/chosen_derived": "refused: pointers to bases",
    "classes/object_parameter": "the harness cannot see private members",
    "classes/reference_accessors": "the harness cannot see private members",
    "classes/this_changed": "the harness cannot see private members",
    "pointers/extents_behind_pointers": "the harness does not follow pointers in structs",
    "structs/of_pointers": "the harness does not follow pointers in structs",
    "requests/this_object": "the harness cannot see private members",
    "vectors/of_objects_without_default": "the harness cannot see private members",
    "requests/unlisted_outputs": "refused: adjoints in several directions that the request does not name",
    "matrices/hvp_with_work_space": "refused: adjoints in several directions that the request does not name",
    "memory/array_at_end": "refused: elements behind a struct are counted in bytes",
    "calls/across_files": "both files include the second source",
    "inactive/counters": "both files define a split part without derivatives",
    "pointers/may_overlap": "wrappers of the check program carry one direction",
    "pointers/may_overlap_in_helper": "wrappers of the check program carry one direction",
    "requests/emitted_again": "wrappers of the check program carry one direction",
}

#: Cases in which adjoints of one seed fetch the terms of neighbours on a ring, in another order than those of several.
_REORDERED = {"arrays/variable_length", "loops/periodic_neighbours", "loops/rows_of_work_vectors"}


def check_directions(arguments, case, inputs, objects, harness):
    """What is wrong with the case's derivatives for several directions; empty if nothing is."""
    folder = os.path.join(inputs, case.folder)
    case.wide = case.stem + ".wide.hpp"
    command = emit_command(os.path.abspath(arguments.tool), case, [f"--directions={arguments.count}"])
    command[command.index(case.expected)] = case.wide
    status, _, errors = run(command, folder, timeout=60)
    if status != 0:
        return errors or f"exit status {status}\n"
    shutil.copy(os.path.join(GOLDEN, case.folder, case.expected), folder)
    program = os.path.join(folder, case.stem + ".directions.cpp")
    text = wide_program(folder, case)
    with open(program, "w", encoding="utf-8") as file:
        file.write(text)
    sources = [program] + [os.path.join(folder, source) for source in sources_to_link(case, folder)[1:]]
    flags = _EXACT + _SANITIZERS + [f"-DCHECK_DIRECTIONS={arguments.count}"]
    if case.name in _REORDERED:
        flags = flags + ["-DCHECK_REORDERED"]
    target = os.path.join(objects, case.name.replace("/", "."))
    return complaints_of_program(arguments.compiler, flags, sources, target, harness)


def run_directions(arguments, cases):
    """Cases that ask for an adjoint and a tangent of the same functions."""
    asked = [case for case in cases if "CHECK_DERIVATIVES" in read(os.path.join(GOLDEN, case.folder, case.check))]
    asked = [case for case in asked if case.name not in _NOT_WIDE and "--directions" not in " ".join(case.arguments)]
    with tempfile.TemporaryDirectory() as scratch:
        inputs = copy_inputs(scratch)
        harness = build_harness(arguments.compiler, _EXACT + _SANITIZERS, scratch)
        complaints = in_parallel(lambda case: check_directions(arguments, case, inputs, scratch, harness), asked)
    again = f"tests/golden/check.py directions --tool {arguments.tool} --count {arguments.count}"
    return report("directions", asked, complaints, again)


#: Rules that no case uses, each with its reason.
_UNUSED_RULES = {
    "lerp": "C++20; the inputs are C++17",
    "midpoint": "C++20; the inputs are C++17",
    "riemann_zeta": "its derivative has no closed form: diagnostics/fail_no_rule.cpp",
    "comp_ellint_3": "its derivatives have no closed form",
}


def rule_names():
    """The functions of the standard library that have a row in tool/rules, without namespaces."""
    rules = os.path.join(PROJECT, "tool", "rules")
    text = "".join(read(os.path.join(rules, file)) for file in sorted(os.listdir(rules)) if file.endswith(".cpp"))
    rows = re.findall(r'(?:unary|binary|ternary)\(\s*"(?:std)?::(\w+)"', text)
    return sorted(set(rows + re.findall(r'^\s*\{"std::(\w+)", Spelling::', text, re.M)))


def run_coverage():
    used = set()
    for case in all_cases():
        used.update(re.findall(r"\w+", read(os.path.join(GOLDEN, case.folder, case.source))))
    complaints = [f"no case uses {name}" for name in rule_names() if name not in used and name not in _UNUSED_RULES]
    complaints += [f"{name} is listed as unused, but a case uses it" for name in _UNUSED_RULES if name in used]
    print("\n".join(complaints + [f"coverage: {len(rule_names())} functions, {len(complaints)} complaints"]))
    return 1 if complaints else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["text", "numbers", "directions", "coverage"])
    parser.add_argument("--tool")
    parser.add_argument("--compiler", default="g++")
    parser.add_argument("--sanitize", action="store_true")
    parser.add_argument("--count", type=int, default=3, help="directions at once")
    parser.add_argument("--with", action="append", dest="options", metavar="OPTION")
    parser.add_argument("names", nargs="*")
    arguments = parser.parse_intermixed_args()
    if arguments.what == "coverage":
        return run_coverage()
    if (arguments.what in ("text", "directions") or arguments.options) and not arguments.tool:
        parser.error("--tool is needed")
    cases = all_cases(arguments.names)
    if not cases:
        parser.error("no such case")
    runs = {"text": run_text, "numbers": run_numbers, "directions": run_directions}
    return runs[arguments.what](arguments, cases)


if __name__ == "__main__":
    sys.exit(main())
