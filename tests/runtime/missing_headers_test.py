#!/usr/bin/env python3
"""The run-time library with a compiler that comes without optional headers.

    missing_headers_test.py [--compiler g++] [TEST...]
"""

import argparse
import os
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "support"))
from commands import CPP, STRICT, run, write_if_changed  # noqa: E402

COMPILER = "g++"

PROGRAM = """
#include <backsweep/workspace.hpp>

int main() {
  backsweep::Workspace& workspace = backsweep::Workspace::local();
  workspace.push(3.0);
  return workspace.pop<double>() == 3.0 ? 0 : 1;
}
"""


def system_folders():
    """Where the compiler looks for <...>, in order."""
    _, _, text = run([COMPILER, "-xc++", "-E", "-v", os.devnull])
    listed = text.partition("#include <...> search starts here:")[2].partition("End of search list.")[0]
    return listed.split()


class MissingHeaders(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = scratch.name

    def folders_without(self, name):
        """Flags that name the compiler's own folders, with links to all that lies in them but `name`."""
        flags = ["-nostdinc"]
        for number, folder in enumerate(system_folders()):
            shown = os.path.join(self.folder, str(number))
            os.mkdir(shown)
            for entry in os.listdir(folder):
                if entry != name:
                    os.symlink(os.path.join(folder, entry), os.path.join(shown, entry))
            flags += ["-isystem", shown]
        return flags

    def test_address_sanitizer_without_its_header(self):
        write_if_changed(os.path.join(self.folder, "main.cpp"), PROGRAM)
        flags = [*CPP, *STRICT, *self.folders_without("sanitizer"), "-fsanitize=address"]
        status, _, errors = run([COMPILER, *flags, "main.cpp", "-o", "program"], self.folder)
        self.assertEqual(status, 0, errors)
        status, _, errors = run(["./program"], self.folder)
        self.assertEqual(status, 0, errors)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--compiler", default=COMPILER)
    parser.add_argument("tests", nargs="*")
    arguments = parser.parse_args()
    COMPILER = arguments.compiler
    unittest.main(argv=[sys.argv[0], *arguments.tests])
