#!/usr/bin/env python3
"""The command line as a user meets it: exit statuses, files written and left alone, forms of output.

    command_line_test.py --tool TOOL [TEST...]
"""

import json
import os
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "support"))
from commands import CPP, RUNTIME, STRICT, read, run, write_if_changed  # noqa: E402

TOOL = ""
FLAGS = ["--", *CPP]

SCALE = "#pragma once\ninline double scale(double x) { return 3 * x; }\n"
MODEL = """#include "model.h"
#include "scale.h"

namespace {
double hidden(double x) { return scale(x) * x; }
}  // namespace

double model(const double* x, int n) {
  double sum = 0;
  for (int i = 0; i < n; ++i) sum += hidden(x[i]);
  return sum;
}
"""
MODEL_HEADER = "#pragma once\ndouble model(const double* x, int n);\n"
MAIN = """#include "model.derivatives.hpp"
int main() {
  const double x[2] = {1, 2};
  double x_bar[2];
  const double value = model_gradient(x, 2, x_bar);
  return value > 14.99 && value < 15.01 && x_bar[1] > 11.99 && x_bar[1] < 12.01 ? 0 : 1;
}
"""
REFUSED = "double unknown(double x);\ndouble f(double x) { return unknown(x); }\n"


class CommandLine(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        for name, text in {"scale.h": SCALE, "model.cpp": MODEL, "model.h": MODEL_HEADER, "main.cpp": MAIN,
                           "refused.cpp": REFUSED, "plain.cpp": "double f(double x) { return x * x; }\n"}.items():
            self.write(name, text)

    def path(self, name):
        return os.path.join(self.folder.name, name)

    def write(self, name, text):
        write_if_changed(self.path(name), text)

    def tool(self, *arguments):
        return run([TOOL, *arguments], self.folder.name, timeout=60)

    def emitted(self, *arguments):
        """Runs the tool and expects success; what it printed."""
        status, output, errors = self.tool(*arguments)
        self.assertEqual(status, 0, errors)
        return output

    def build_and_run(self, *sources):
        command = ["g++", *CPP, *STRICT, "-I.", *sources, "-o", "program"]
        status, _, errors = run(command, self.folder.name)
        self.assertEqual(status, 0, errors)
        status, _, errors = run([self.path("program")])
        self.assertEqual(status, 0, errors)

    def test_version_names_tool_and_llvm(self):
        output = self.emitted("--version")
        self.assertIn("backsweep", output.lower())
        self.assertIn("LLVM", output)

    def test_help(self):
        output = self.emitted("--help")
        for option in ("--gradient", "--adjoint", "--tangent", "--list", "-o", "--storage", "--depfile"):
            self.assertIn(option, output)

    def test_wrong_usage_is_status_2(self):
        for arguments in ([], ["--no-such-option", "plain.cpp"], ["--gradient", "f(x)"]):
            status, _, errors = self.tool(*arguments)
            self.assertEqual(status, 2, (arguments, errors))
            self.assertTrue(errors)

    def test_missing_source(self):
        status, _, errors = self.tool("--gradient", "f(x)", "-o", "-", "nothing.cpp", *FLAGS)
        self.assertNotEqual(status, 0)
        self.assertIn("nothing.cpp", errors)

    def test_standard_output(self):
        output = self.emitted("--gradient", "f(x)", "-o", "-", "plain.cpp", *FLAGS)
        self.assertIn("f_gradient", output)

    def test_output_has_no_absolute_path_and_is_repeatable(self):
        first = self.emitted("--gradient", "model(x[n])", "-o", "-", self.path("model.cpp"), *FLAGS)
        second = self.emitted("--gradient", "model(x[n])", "-o", "-", self.path("model.cpp"), *FLAGS)
        self.assertEqual(first, second)
        self.assertNotIn(self.folder.name, first)

    def test_unchanged_output_is_left_alone(self):
        arguments = ["--gradient", "f(x)", "-o", "out.hpp", "plain.cpp", *FLAGS]
        self.emitted(*arguments)
        os.utime(self.path("out.hpp"), (1000, 1000))
        self.emitted(*arguments)
        self.assertEqual(os.stat(self.path("out.hpp")).st_mtime, 1000)

    def test_refusal_is_status_1_and_writes_nothing(self):
        self.write("out.hpp", "before\n")
        status, output, errors = self.tool("--gradient", "f(x)", "-o", "out.hpp", "refused.cpp", *FLAGS)
        self.assertEqual((status, output), (1, ""))
        self.assertIn("[NoBody]", errors)
        self.assertEqual(read(self.path("out.hpp")), "before\n")
        status, _, _ = self.tool("--gradient", "f(x)", "-o", "new.cpp", "--header=new.hpp", "refused.cpp", *FLAGS)
        self.assertEqual(status, 1)
        self.assertFalse(os.path.exists(self.path("new.hpp")) or os.path.exists(self.path("new.cpp")))

    def test_header_only(self):
        self.emitted("--gradient", "model(x[n])", "-o", "model.derivatives.hpp", "model.cpp", *FLAGS)
        self.build_and_run("main.cpp")

    def test_replacement_translation_unit(self):
        self.emitted("--gradient", "model(x[n])", "-o", "model.derivatives.cpp", "--header=model.derivatives.hpp",
                     "model.cpp", *FLAGS)
        self.build_and_run("main.cpp", "model.derivatives.cpp")

    def test_stand_alone(self):
        self.emitted("--standalone", "--gradient", "model(x[n])", "-o", "model.derivatives.hpp", "model.cpp", *FLAGS)
        self.assertNotIn("model.cpp\"", read(self.path("model.derivatives.hpp")))
        self.build_and_run("main.cpp", "model.cpp")

    def test_depfile_names_every_header(self):
        self.emitted("--gradient", "model(x[n])", "-o", "out.hpp", "--depfile=out.d", "--depfile-target=some/target",
                     "model.cpp", *FLAGS)
        depfile = read(self.path("out.d"))
        self.assertTrue(depfile.startswith("some/target:"), depfile)
        for name in ("model.cpp", "model.h", "scale.h"):
            self.assertIn(name, depfile)

    def test_list(self):
        self.write("annotated.cpp", "#include <backsweep/annotate.h>\nBACKSWEEP_GRADIENT(x)\n"
                                    "double f(double x, double y) { return x * y; }\ndouble g(double x) { return x; }\n")
        before = sorted(os.listdir(self.folder.name))
        output = self.emitted("--list", "annotated.cpp", *FLAGS)
        self.assertIn("f", output)
        self.assertNotIn("g(", output)
        self.assertEqual(sorted(os.listdir(self.folder.name)), before)

    def test_compilation_database(self):
        self.write("sub/inside.h", "#define FACTOR 2\n")
        self.write("flagged.cpp", "#include \"inside.h\"\ndouble f(double x) { return FACTOR * POWER(x); }\n")
        entry = {"directory": self.folder.name, "file": "flagged.cpp",
                 "arguments": ["c++", "-std=c++17", "-Isub", "-DPOWER(x)=(x)*(x)", "-c", "flagged.cpp"]}
        self.write("build/compile_commands.json", json.dumps([entry]))
        output = self.emitted("--gradient", "f(x)", "-p", "build", "-o", "-", "flagged.cpp")
        self.assertIn("f_gradient", output)

    def test_extra_argument(self):
        self.write("macro.cpp", "double f(double x) { return FACTOR * x * x; }\n")
        output = self.emitted("--gradient", "f(x)", "--extra-arg=-DFACTOR=2", "-o", "-", "macro.cpp", *FLAGS)
        self.assertIn("f_gradient", output)

    def test_errors_of_the_user_are_clangs(self):
        self.write("wrong.cpp", "double f(double x) { return y; }\n")
        status, _, errors = self.tool("--gradient", "f(x)", "-o", "-", "wrong.cpp", *FLAGS)
        self.assertEqual(status, 1)
        self.assertIn("use of undeclared identifier 'y'", errors)

    def test_emitted_code_goes_through_the_tool_again(self):
        self.write("cube.cpp", "double cube(double x) { return x * x * x; }\n")
        self.emitted("--gradient", "cube(x)", "-o", "cube_gradient.hpp", "cube.cpp", *FLAGS)
        self.emitted("--tangent", "cube_gradient(x -> x_bar)", "-o", "cube_second.hpp", "cube_gradient.hpp", *FLAGS)
        self.write("second.cpp", "#include \"cube_second.hpp\"\n#include <cstdio>\nint main() {\n"
                                 "  double slope = 0, curvature = 0;\n"
                                 "  cube_gradient_tangent(2.0, slope, 1.0, curvature);\n"
                                 "  std::printf(\"%g %g\\n\", slope, curvature);\n"
                                 "  return slope == 12 && curvature == 12 ? 0 : 1;\n}\n")
        self.build_and_run("second.cpp")

    def test_dump_and_stop_after(self):
        output = self.emitted("--gradient", "f(x)", "--dump=primal", "plain.cpp", *FLAGS)
        self.assertIn("x * x", output)
        status, _, errors = self.tool("--gradient", "f(x)", "--dump=nothing", "plain.cpp", *FLAGS)
        self.assertEqual(status, 2, errors)

    def test_runtime_headers_are_found_without_flags(self):
        self.write("annotated.cpp", "#include <backsweep/annotate.h>\nBACKSWEEP_GRADIENT(x)\n"
                                    "double f(double x) { return x * x; }\n")
        status, _, errors = self.tool("-o", "-", "annotated.cpp", "--", "-std=c++17")
        self.assertEqual(status, 0, f"{RUNTIME} is not found by itself: {errors}")


if __name__ == "__main__":
    if "--tool" in sys.argv:
        position = sys.argv.index("--tool")
        TOOL = os.path.abspath(sys.argv[position + 1])
        del sys.argv[position:position + 2]
    unittest.main()
