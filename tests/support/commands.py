"""Runs commands for the test scripts: on all cores, with what they printed kept."""

import os
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor

TESTS = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PROJECT = os.path.dirname(TESTS)
RUNTIME = os.path.join(PROJECT, "runtime", "include")
SUPPORT = os.path.join(TESTS, "support")

#: What README.md promises of emitted code.
STRICT = ["-Wall", "-Wextra", "-Wpedantic", "-Wshadow", "-Wconversion", "-Werror"]
CPP = ["-std=c++17", "-I" + RUNTIME]
C = ["-std=c11", "-I" + RUNTIME]

_LINKER = ["-fuse-ld=gold"] if shutil.which("ld.gold") else []
_CCACHE = [shutil.which("ccache")] if shutil.which("ccache") else []


def language_flags(source):
    """How a file is parsed, judged by its name."""
    return C if source.endswith(".c") else CPP


def c_compiler(compiler):
    """The C compiler that belongs to a C++ compiler."""
    return compiler.replace("clang++", "clang").replace("g++", "gcc")


def compile_command(compiler, source, target, flags):
    """The command that compiles one file: through ccache if one is installed and knows such a path from another run.
    Of files in temporary folders it knows those that are named as seen from their folder."""
    chosen = c_compiler(compiler) if source.endswith(".c") else compiler
    cache = _CCACHE if not os.path.isabs(source) or source.startswith(PROJECT + os.sep) else []
    return cache + [chosen] + language_flags(source) + flags + ["-c", source, "-o", target]


def link_command(compiler, parts, target, flags=()):
    """The command that makes a program. Where gold is installed, it takes a third of the usual linker's time."""
    return [compiler, *flags, *_LINKER, *parts, "-o", target]


def seen_from(folder, command):
    """The command with the project's headers named as they are from a folder of the project, or of a copy of it."""
    up = os.path.join(*[".."] * len(folder.split("/")))
    return [word.replace("-I" + PROJECT, "-I" + up) for word in command]


def run(command, folder=None, timeout=120):
    """(exit status, standard output, standard error) of a command; 124 where it does not end in time."""
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, errors="replace", timeout=timeout)
    except subprocess.TimeoutExpired:
        return 124, "", f"no end after {timeout} s: {' '.join(command)}\n"
    return done.returncode, done.stdout, done.stderr


def in_parallel(function, items):
    """function of every item, in order, on all cores."""
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        return list(pool.map(function, items))


def read(path):
    """The text of a file; empty where there is none."""
    if not os.path.exists(path):
        return ""
    with open(path, encoding="utf-8") as file:
        return file.read()


def write_if_changed(path, text):
    """Whether the file had to be written."""
    if read(path) == text and os.path.exists(path):
        return False
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return True
