#!/usr/bin/env python3
"""Loops of emitted derivatives that must vectorise, by the compilers' own reports.

    check_vectorization.py --tool TOOL COMPILER...

Every innermost loop that adds to adjoints of elements must be named in the report of each compiler. Nothing is timed.
"""

import argparse
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
RUNTIME = HERE.parent.parent / "runtime" / "include"
REQUESTS = [
    "rational(x[n] -> y[n])",
    "weighted_rows(a[rows * columns] -> sums[columns])",
    "damped(initial[n])",
]
FLAGS = ["-std=c++17", "-O3", "-march=x86-64-v3", "-c", "-o", "/dev/null", "-I", str(RUNTIME), "-I", str(HERE)]


def report_flag(compiler):
    version = subprocess.run([compiler, "--version"], capture_output=True, text=True, check=True).stdout
    return "-Rpass=loop-vectorize" if "clang" in version else "-fopt-info-vec-optimized"


def vectorized_lines(compiler, source):
    """The lines of `source` that the compiler's report names."""
    command = [compiler, *FLAGS, report_flag(compiler), str(source)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(done.stderr)
    lines = set()
    for match in re.finditer(r"^(.*?):(\d+):\d+: .*vectorized", done.stderr, re.MULTILINE):
        if pathlib.Path(match.group(1)).name == source.name:
            lines.add(int(match.group(2)))
    return lines


def adjoint_loops(text):
    """(first, last) line of each innermost loop that adds to the adjoint of an element."""
    lines = text.split("\n")
    for first, line in enumerate(lines, start=1):
        header = re.match(r"( *)for \(", line)
        if not header:
            continue
        last = next(k for k in range(first, len(lines)) if lines[k].startswith(header.group(1) + "}")) + 1
        body = "\n".join(lines[first:last])
        # What only clears becomes a call of memset, or is unrolled.
        body = re.sub(r"\S+\[.*\] = (0|-0\.0);", "", body)
        if "for (" not in body and re.search(r"_bar(_terms\w*)?\[.*\] [-+]?= ", body):
            yield first, last


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tool", required=True)
    parser.add_argument("compilers", nargs="+")
    arguments = parser.parse_args()
    complaints = 0
    with tempfile.TemporaryDirectory() as folder:
        for request in REQUESTS:
            name = request.partition("(")[0]
            source = pathlib.Path(folder) / f"{name}.cpp"
            command = [arguments.tool, "--adjoint", request, "kernels.cpp", "-o", str(source)]
            subprocess.run(command, check=True, cwd=HERE)
            loops = list(adjoint_loops(source.read_text()))
            if not loops:
                sys.exit(f"{name}: no loop adds to adjoints")
            for compiler in arguments.compilers:
                named = vectorized_lines(compiler, source)
                for first, last in loops:
                    if not any(first <= line <= last for line in named):
                        complaints += 1
                        text = "\n".join(source.read_text().split("\n")[first - 1 : last])
                        print(f"{name}: {pathlib.Path(compiler).name} does not vectorise\n{text}")
    print(f"vectorization: {complaints} loops are not vectorised")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
