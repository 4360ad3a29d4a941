"""The compiled part of the harness: what check_derivatives.h leaves to .cpp files, which every check program links."""

import hashlib
import os
import sys

from commands import STRICT, SUPPORT, compile_command, in_parallel, run, seen_from


def build_harness(compiler, flags, folder):
    """An archive in `folder`, to be linked behind programs that are compiled with the same flags."""
    sources = sorted(name for name in os.listdir(SUPPORT) if name.endswith(".cpp") and not name.endswith("_test.cpp"))
    objects = [os.path.join(folder, f"harness.{source}.o") for source in sources]
    commands = [compile_command(compiler, os.path.join(SUPPORT, source), target, STRICT + flags)
                for source, target in zip(sources, objects)]
    archive = os.path.join(folder, "harness.a")
    for status, _, errors in in_parallel(run, commands) + [run(["ar", "rcs", archive, *objects])]:
        if status != 0:
            sys.exit("the harness: " + errors)
    return archive


def precompile_harness(compiler, flags, folder):
    """The harness's header, precompiled in `folder`, a copy of tests/golden, for -include. What it includes, every file
    then has."""
    header = os.path.join(folder, "harness_first.hpp")
    with open(header, "w", encoding="utf-8") as file:
        file.write('#include "check_derivatives.h"\n')
    name = os.path.basename(header)
    command = compile_command(compiler, name, name + ".gch", flags + ["-x", "c++-header"])
    status, _, errors = run(seen_from("tests/golden", command), folder)
    if status != 0:
        sys.exit("the harness: " + errors)
    write_sum(header + ".gch")
    return header


def write_sum(precompiled):
    """Beside a precompiled header, what ccache knows it by: else it would read all of it with every file."""
    with open(precompiled, "rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    with open(precompiled + ".sum", "w", encoding="utf-8") as file:
        file.write(digest)
    os.environ["CCACHE_PCH_EXTSUM"] = "1"
