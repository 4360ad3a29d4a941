#!/usr/bin/env python3
"""Runs the tour of README.md: what it says the tool writes is what the tool writes.

    readme_tour_test.py --tool TOOL
"""
import argparse
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

README = pathlib.Path(__file__).parents[2] / "README.md"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tool", required=True, type=pathlib.Path)
    tool = parser.parse_args().tool.resolve()

    tour = README.read_text().split("## A tour in ten lines")[1].split("\n## ")[0]
    source, emitted = re.findall(r"```cpp\n(.*?)```", tour, re.S)[:2]
    name = re.search(r"`(\w+\.cpp)`", tour).group(1)
    command = shlex.split(re.search(r"`backsweep (.*?)`", tour).group(1))
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / name).write_text(source)
        run = subprocess.run([tool, *command], cwd=folder, capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit(f"README.md: the command of the tour fails:\n{run.stderr}")
    if not run.stdout.endswith(emitted):
        sys.exit(f"README.md: the tour shows\n{emitted}\nbut the tool writes\n{run.stdout}")
    print("readme tour: as the tool writes it")


if __name__ == "__main__":
    main()
