"""The golden cases: what lies in tests/golden, and how one is given to the tool.

<case>.cpp, .c or .h      the input. Its first comment says what it shows; a comment line below gives the requests:
                              derivatives: f(x[n] -> y)      the same as --adjoint and --tangent of that text
                              backsweep: ARGUMENTS           arguments as on the command line
                              sources: FILE...               further SOURCEs of the run
<case>.expected.hpp       what the tool emits, whole
<case>.check.cpp          the numeric check of the expected file
"""

import os
import re
import shlex
import shutil
from dataclasses import dataclass, field

from commands import CPP, C, PROJECT, SUPPORT, TESTS, read, run

GOLDEN = os.path.join(TESTS, "golden")
_EXTENSIONS = (".cpp", ".c", ".h")


@dataclass
class Case:
    """One golden case. `folder` is its construct, `stem` its name, `source` its input's file name."""

    folder: str
    stem: str
    source: str
    description: str
    arguments: list = field(default_factory=list)
    more_sources: list = field(default_factory=list)

    @property
    def name(self):
        return f"{self.folder}/{self.stem}"

    @property
    def expected(self):
        return self.stem + ".expected.hpp"

    @property
    def check(self):
        return self.stem + ".check.cpp"


def comment_lines(text):
    """The comment lines at the top of an input, without their comment signs."""
    lines = []
    for line in text.splitlines():
        match = re.fullmatch(r"//\s?(.*)|/\*\s?(.*?)\s*\*/", line)
        if not match:
            break
        lines.append((match.group(1) or match.group(2) or "").strip())
    return lines


def requests_of(lines):
    """(arguments, further sources) that the comment lines of an input ask for, or None where they ask for nothing."""
    arguments, more_sources, is_case = [], [], False
    for line in lines:
        key, colon, rest = line.partition(":")
        if not colon or key not in ("derivatives", "backsweep", "sources"):
            continue
        is_case = is_case or key != "sources"
        if key == "derivatives":
            arguments += ["--adjoint", rest.strip(), "--tangent", rest.strip()]
        elif key == "backsweep":
            arguments += shlex.split(rest)
        else:
            more_sources += rest.split()
    return (arguments, more_sources) if is_case else None


def all_cases(names=()):
    """Every case, or those whose name is or starts with one of `names` ("loops", "loops/count_up")."""
    cases = []
    for folder in sorted(os.listdir(GOLDEN)):
        path = os.path.join(GOLDEN, folder)
        if not os.path.isdir(path):
            continue
        for file in sorted(os.listdir(path)):
            stem, extension = os.path.splitext(file)
            if extension not in _EXTENSIONS or "." in stem:
                continue
            lines = comment_lines(read(os.path.join(path, file)))
            asked = requests_of(lines)
            if asked is None:
                continue
            case = Case(folder, stem, file, lines[0], *asked)
            if not names or any(case.name == name or case.folder == name.rstrip("/") for name in names):
                cases.append(case)
    return cases


def copy_inputs(scratch):
    """Where a copy of tests/golden lies, without the expected files. From there headers have the names that they have from
    tests/golden."""
    os.makedirs(os.path.join(scratch, "tests"))
    os.symlink(SUPPORT, os.path.join(scratch, "tests", "support"))
    os.symlink(os.path.join(PROJECT, "runtime"), os.path.join(scratch, "runtime"))
    inputs = os.path.join(scratch, "tests", "golden")
    shutil.copytree(GOLDEN, inputs, ignore=shutil.ignore_patterns("*.expected.hpp"))
    return inputs


def emit_command(tool, case, extra=()):
    """The command that emits the expected file of a case, to be run in the folder of its input."""
    flags = C if case.source.endswith(".c") else CPP
    sources = [case.source] + case.more_sources
    return [tool, *case.arguments, *extra, "-o", case.expected, *sources, "--", *flags]


def emit(tool, case, scratch, extra=()):
    """(the emitted text or None, what the tool printed) for a case whose inputs lie in scratch/<folder>."""
    folder = os.path.join(scratch, case.folder)
    target = os.path.join(folder, case.expected)
    if os.path.exists(target):
        os.remove(target)
    status, _, errors = run(emit_command(tool, case, extra), folder, timeout=60)
    if status != 0:
        return None, errors or f"exit status {status}\n"
    return read(target), errors
