#!/usr/bin/env python3
"""Checks the shape of the tool's source.

    check_layering.py includes           each folder includes only what its row allows
    check_layering.py functions          functions over 80 lines give a reason (`// long: ...`) on the line above
    check_layering.py headers [--compiler g++] [--llvm DIR]
                                         each header compiles alone; those that a source includes first did so
                                         in the build
"""

import argparse
import glob
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "support"))
from commands import PROJECT, in_parallel, read, run  # noqa: E402

#: folder -> the folders it may include beside itself. `tests` beside a folder see what the folder sees.
MAY_INCLUDE = {
    "base": [],
    "diagnostics": ["base"],
    "ir": ["base"],
    "rules": ["base", "ir"],
    "analysis": ["base", "ir", "rules"],
    "plan": ["base", "ir", "rules", "analysis"],
    "transform": ["base", "diagnostics", "ir", "rules", "analysis", "plan"],
    "codegen": ["base", "ir"],
    "report": ["base", "ir", "analysis", "plan"],
    "frontend": ["base", "diagnostics", "ir"],
    "driver": ["base", "diagnostics", "ir", "rules", "analysis", "plan", "transform", "codegen", "report", "frontend"],
}
MAY_INCLUDE_CLANG = ["frontend", "driver"]
LONGEST_FUNCTION = 80

_TOOL = os.path.join(PROJECT, "tool")
_RUNTIME = os.path.join(PROJECT, "runtime", "include")
_INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)')


def sources(*patterns):
    """Paths below tool/ that match, sorted."""
    return sorted(path for pattern in patterns for path in glob.glob(os.path.join(_TOOL, "**", pattern), recursive=True))


def shown(path):
    return os.path.relpath(path, PROJECT)


def includes_of(path):
    """(line number, file, whether in angle brackets) of each include."""
    for number, line in enumerate(read(path).splitlines(), start=1):
        match = _INCLUDE.match(line)
        if match:
            yield number, match[1] or match[2], match[2] is not None


def complaint_about(folder, file, in_brackets):
    """Why `folder` should not include `file`, or nothing."""
    if file.startswith(("clang/", "llvm/", "clang-c/", "llvm-c/")):
        return None if folder in MAY_INCLUDE_CLANG else f"{folder}/ includes {file}: only frontend/ and driver/ know Clang"
    if in_brackets:
        return None
    target = file.split("/")[0]
    if "/" not in file or target not in MAY_INCLUDE:
        return f"{folder}/ includes {file}: includes are relative to tool/, folder first"
    if target != folder and target not in MAY_INCLUDE[folder]:
        return f"{folder}/ includes {file}: its row does not list {target}"
    return None


def check_includes():
    complaints = []
    for path in sources("*.h", "*.cpp", "*.def", "*.inc"):
        folder = os.path.relpath(path, _TOOL).split(os.sep)[0]
        if folder not in MAY_INCLUDE:
            complaints.append(f"{shown(path)}: a folder without a row in the table")
            continue
        for number, file, in_brackets in includes_of(path):
            complaint = complaint_about(folder, file, in_brackets)
            if complaint:
                complaints.append(f"{shown(path)}:{number}: {complaint}")
    for path in sorted(glob.glob(os.path.join(_RUNTIME, "**", "*.h*"), recursive=True)):
        for number, file, in_brackets in includes_of(path):
            is_own = file.startswith("backsweep/")
            is_own = is_own or file.startswith("sanitizer/")  # the compiler's own
            if not is_own and (not in_brackets or re.search(r"[/.]", file)):
                complaints.append(f"{shown(path)}:{number}: the runtime includes {file}: only the standard library")
    return complaints


def check_functions():
    """Finds function bodies by their layout: a line that ends in `{` behind a `)`, up to the `}` below its first column."""
    complaints = []
    opening = re.compile(r"^(?P<indent> {0,4})(?!if|for|while|switch|namespace|struct|class|enum|else|return)[^\s/#}].*\)"
                         r"(?: const| noexcept| override| -> [^{]+)*(?: : .*)? \{$")
    for path in sources("*.h", "*.cpp"):
        lines = read(path).splitlines()
        for start, line in enumerate(lines):
            match = opening.match(line)
            if not match:
                continue
            end = next((i for i in range(start + 1, len(lines)) if re.match(match["indent"] + r"\}", lines[i])), start)
            has_reason = start > 0 and lines[start - 1].strip().startswith("// long:")
            if end - start + 1 > LONGEST_FUNCTION and not has_reason:
                complaints.append(f"{shown(path)}:{start + 1}: a function of {end - start + 1} lines without a `// long:` reason")
    return complaints


def is_proved_by_build(header, prefixed):
    """Whether a source includes the header before anything else. Folders in `prefixed` have a precompiled header first."""
    source = os.path.splitext(header)[0] + ".cpp"
    name = os.path.relpath(header, _TOOL)
    if name.split(os.sep)[0] in prefixed or not os.path.exists(source):
        return False
    return next((file for _, file, _ in includes_of(source)), None) == name


def check_headers(compiler, llvm):
    prefixed = re.findall(r"target_precompile_headers\(backsweep_(\w+)", read(os.path.join(_TOOL, "CMakeLists.txt")))
    headers = [path for path in sources("*.h") if not is_proved_by_build(path, prefixed)]
    headers += sorted(glob.glob(os.path.join(_RUNTIME, "**", "*.h*"), recursive=True))

    def compile_alone(path):
        standard = "-std=c++20" if path.startswith(_TOOL) else "-std=c++17"
        system = ["-isystem", os.path.join(llvm, "include")] if llvm else []
        return run([compiler, standard, "-fsyntax-only", "-x", "c++", "-I" + _TOOL, "-I" + _RUNTIME, *system,
                    "-include", path, os.devnull])

    results = in_parallel(compile_alone, headers)
    return [f"{shown(path)} does not compile alone:\n{errors}" for path, (status, _, errors) in zip(headers, results) if status]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["includes", "functions", "headers"])
    parser.add_argument("--compiler", default="g++")
    parser.add_argument("--llvm", default="/usr/lib/llvm-19", help="where LLVM is installed")
    arguments = parser.parse_intermixed_args()
    if arguments.what == "includes":
        complaints = check_includes()
    elif arguments.what == "functions":
        complaints = check_functions()
    else:
        complaints = check_headers(arguments.compiler, arguments.llvm)
    print("\n".join(complaints + [f"{arguments.what}: {len(complaints)} complaints"]))
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
