#!/usr/bin/env python3
"""Checks what the tool says about sources it refuses.

    check_messages.py check --tool TOOL [FILE...]     every message is expected, every expectation is met
    check_messages.py update --tool TOOL [FILE...]    writes the expectations that hold now
    check_messages.py coverage                        every kind of diagnostics/kinds.def has a case

A case is fail_<kind>.cpp or .c. Its first comment says what it shows; below stand the request lines of the golden
cases and `refuses: <Kind>`; `flags:` adds compiler flags, `output:` another place to write to. Each message stands
as a comment above the line it is about, `// expect-error@+1:8: text [Kind]`, or at @0 where it is about no line.
Beyond the messages a case checks the exit status, 1, and that no file was written.
"""

import argparse
import difflib
import os
import re
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "support"))
from commands import PROJECT, in_parallel, language_flags, read, run, write_if_changed  # noqa: E402
from golden_cases import comment_lines, requests_of  # noqa: E402

_KINDS = os.path.join(PROJECT, "tool", "diagnostics", "kinds.def")
_EXPECTATION = re.compile(r"\s*// expect-(error|warning|note)@")
_MESSAGE = re.compile(r"(?:backsweep|(?P<file>[^:\s]+):(?P<line>\d+):(?P<column>\d+)): "
                      r"(?P<severity>error|warning|note): (?P<text>.*)")

#: Kinds without a case, each with its reason.
EXEMPT = {
    "InternalError": "a bug of the tool: there is no source that should lead to it",
    "ChangingMacro": "it takes a header: tests/driver/command_line_test.py",
    "FirstDefined": "it takes two sources: tests/driver/command_line_test.py",
    "TwiceDefined": "it takes two sources: tests/driver/command_line_test.py",
    "UnseenCall": "a warning, which refuses nothing: tests/driver/command_line_test.py",
    "AddSourceOrConstant": "a note of that warning",
    "SmallBudget": "it takes an instrumented run: tests/driver/call_profile_test.py",
}


def all_files(names=()):
    files = sorted(file for file in os.listdir(HERE) if re.fullmatch(r"fail_\w+\.(cpp|c)", file))
    return [file for file in files if not names or any(os.path.basename(name) == file for name in names)]


def directives(lines, key):
    """The words behind every `key:` of the comment lines at the top."""
    return [word for line in lines if line.startswith(key + ":") for word in line.partition(":")[2].split()]


def refuse(tool, file, text):
    """(exit status, messages, files written) of the tool over `text`, called `file`."""
    lines = comment_lines(text)
    arguments, more_sources = requests_of(lines) or ([], [])
    output = (directives(lines, "output") or ["emitted.hpp"])[0]
    with tempfile.TemporaryDirectory() as scratch:
        write_if_changed(os.path.join(scratch, file), text)
        command = [tool, *arguments, "-o", output, file, *more_sources, "--", *language_flags(file)]
        status, _, errors = run(command + directives(lines, "flags"), scratch, timeout=60)
        written = sorted(set(os.listdir(scratch)) - {file})
    return status, errors, written


def expectations(file, errors):
    """line -> comments for the messages about that line, in the order they were printed; line 0 is no line."""
    by_line = {}
    for line in errors.splitlines():
        match = _MESSAGE.fullmatch(line)
        if not match:
            continue
        number = int(match["line"]) if match["file"] == file else 0
        by_line.setdefault(number, []).append((match["severity"], match["column"] or "", match["text"]))
    return by_line


def with_expectations(text, by_line):
    """The text with each message as a comment above its line."""
    result = []
    for number, line in enumerate(text.splitlines(), start=1):
        if number == 1 + len(comment_lines(text)):
            result += [f"// expect-{severity}@0: {words}" for severity, _, words in by_line.get(0, [])]
        messages = by_line.get(number, [])
        for position, (severity, column, words) in enumerate(messages):
            result.append(f"// expect-{severity}@+{len(messages) - position}:{column}: {words}")
        result.append(line)
    return "\n".join(result) + "\n"


def rewritten(tool, file):
    """(the case as it should read now, complaints)."""
    committed = read(os.path.join(HERE, file))
    plain = "".join(line + "\n" for line in committed.splitlines() if not _EXPECTATION.match(line))
    status, errors, written = refuse(tool, file, plain)
    complaints = []
    if status != 1:
        complaints.append(f"exit status {status} instead of 1\n{errors}")
    if written:
        complaints.append(f"wrote {', '.join(written)}")
    for kind in directives(comment_lines(committed), "refuses"):
        if f"[{kind}]" not in errors:
            complaints.append(f"no [{kind}] among the messages\n{errors}")
    return with_expectations(plain, expectations(file, errors)), complaints


def update(tool, names=()):
    """Rewrites the expectations of every case that is refused as it says; the number of those that are not."""
    files = all_files(names)
    failures = 0
    for file, (text, complaints) in zip(files, in_parallel(lambda file: rewritten(tool, file), files)):
        if complaints:
            failures += 1
            print(f"diagnostics/{file}: " + "\n".join(complaints), file=sys.stderr)
        else:
            write_if_changed(os.path.join(HERE, file), text)
    print(f"diagnostics: {len(files) - failures} of {len(files)} refused as they say")
    return failures


def check(tool, names, shown_tool):
    files = all_files(names)
    failures = 0
    for file, (text, complaints) in zip(files, in_parallel(lambda file: rewritten(tool, file), files)):
        committed = read(os.path.join(HERE, file))
        if text != committed:
            diff = difflib.unified_diff(committed.splitlines(), text.splitlines(), "expected", "said", lineterm="", n=1)
            complaints.append("\n".join(diff))
        if complaints:
            failures += 1
            print(f"FAILED diagnostics/{file}\n" + "\n".join(complaints))
            print(f"  again: tests/diagnostics/check_messages.py check --tool {shown_tool} {file}\n")
    print(f"messages: {len(files) - failures} of {len(files)} cases pass")
    return failures


def all_kinds():
    """name -> severity of every kind in kinds.def."""
    return dict(re.findall(r"^BACKSWEEP_DIAGNOSTIC\((\w+), (\w+),", read(_KINDS), re.M))


def coverage():
    seen = set()
    for file in all_files():
        seen.update(re.findall(r"^\s*// expect-.*\[(\w+)\]$", read(os.path.join(HERE, file)), re.M))
    complaints = [f"{kind} has no case" for kind in all_kinds() if kind not in seen and kind not in EXEMPT]
    complaints += [f"{kind} is exempt but has a case" for kind in EXEMPT if kind in seen]
    complaints += [f"{kind} is exempt but does not exist" for kind in EXEMPT if kind not in all_kinds()]
    for file in all_files():
        for kind in directives(comment_lines(read(os.path.join(HERE, file))), "refuses")[:1]:
            snake = re.sub(r"(?<!^)(?=[A-Z])", "_", kind).lower()
            if not file.startswith("fail_" + snake):
                complaints.append(f"{file} refuses {kind}, so its name should start with fail_{snake}")
    print("\n".join(complaints + [f"coverage: {len(seen)} of {len(all_kinds())} kinds have a case"]))
    return len(complaints)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["check", "update", "coverage"])
    parser.add_argument("--tool")
    parser.add_argument("names", nargs="*")
    arguments = parser.parse_intermixed_args()
    if arguments.what == "coverage":
        return 1 if coverage() else 0
    if not arguments.tool:
        parser.error("--tool is needed")
    tool = os.path.abspath(arguments.tool)
    if arguments.what == "update":
        return 1 if update(tool, arguments.names) else 0
    return 1 if check(tool, arguments.names, arguments.tool) else 0


if __name__ == "__main__":
    sys.exit(main())
