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
        for arguments in ([], ["--no-such-option", "plain.cpp"], ["--gradient", "f(x)"],
                          ["--tangent", "f(x)", "--directions=0", "plain.cpp"],
                          ["--gradient", "f(x)", "--directions=2", "plain.cpp"],
                          ["--gradient", "f(x)", "--sparse", "plain.cpp"],
                          ["--gradient", "f(x)", "--schedule=1x", "plain.cpp"]):
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

    def test_calls_that_nobody_sees_are_told(self):
        self.write("timed.cpp", "#include <backsweep/annotate.h>\nvoid tick(int i);\nBACKSWEEP_CONSTANT void tock(int i);\n"
                                "double f(const double* x, int n) {\n  double s = 0;\n  for (int i = 0; i < n; ++i) {\n"
                                "    tick(i);\n    tock(i);\n    s += x[i] * x[i];\n  }\n  return s;\n}\n")
        status, _, errors = self.tool("--gradient", "f(x[n])", "-o", "timed.hpp", "timed.cpp", *FLAGS)
        self.assertEqual(status, 0, errors)
        self.assertIn("timed.cpp:7:5: warning: the body of 'tick' is not visible", errors)
        self.assertIn("[UnseenCall]", errors)
        self.assertIn("note: add the file that defines 'tick' to the command line, or confirm it", errors)
        self.assertNotIn("'tock'", errors)
        # What names a variable of a file may be told of active values by it.
        self.write("shared.cpp", "double shared;\n" + read(self.path("timed.cpp")).replace("s += ", "s += shared * "))
        self.refuse(1, "the body of 'tick' is not visible, and an active value reaches it [NoBody]",
                    "--gradient", "f(x[n])", "-o", "shared.hpp", "shared.cpp", *FLAGS)

    def refuse(self, wanted_status, words, *arguments):
        """Runs the tool and expects that it writes nothing, and says `words`."""
        before = sorted(os.listdir(self.folder.name))
        status, output, errors = self.tool(*arguments)
        self.assertEqual((status, output), (wanted_status, ""), errors)
        self.assertIn(words, errors)
        self.assertEqual(sorted(os.listdir(self.folder.name)), before)

    def test_sources_that_cannot_be_read(self):
        os.mkdir(self.path("folder.cpp"))
        with open(self.path("binary.cpp"), "wb") as file:
            file.write(bytes(range(256)) * 8)
        self.write("open.cpp", "double f(double x) { return x;\n")
        self.write("endless.cpp", "#include \"endless.cpp\"\n")
        self.write("headless.cpp", "#include \"nothing.h\"\ndouble f(double x) { return x; }\n")
        self.write("empty.cpp", "")
        for source, words in {"folder.cpp": "Is a directory", "binary.cpp": "error", "open.cpp": "expected '}'",
                              "endless.cpp": "#include nested too deeply", "headless.cpp": "'nothing.h' file not found",
                              "empty.cpp": "no function 'f'"}.items():
            self.refuse(1, words, "--gradient", "f(x)", "-o", "out.hpp", source, *FLAGS)

    def test_sources_of_unknown_language(self):
        self.write("model.text", "double f(double x) { return x * x; }\n")
        self.refuse(1, "tells no language", "--gradient", "f(x)", "-o", "out.hpp", "model.text", *FLAGS)
        self.emitted("--gradient", "f(x)", "-o", "out.hpp", "model.text", *FLAGS, "-x", "c++")

    def test_line_ends_and_byte_order_marks(self):
        with open(self.path("dos.cpp"), "wb") as file:
            file.write(b"\xef\xbb\xbf#include <cmath>\r\ndouble f(double x) {\r\n  return \\\r\n    std::exp(x);\r\n}\r\n")
        output = self.emitted("--gradient", "f(x)", "dos.cpp", *FLAGS)
        self.assertNotIn("\r", output)
        self.write("twice.cpp", "#include \"out.hpp\"\nint main() { double s; return f_gradient(0, s) == 1 && s == 1 ? 0 : 1; }\n")
        self.emitted("--gradient", "f(x)", "-o", "out.hpp", "dos.cpp", *FLAGS)
        self.build_and_run("twice.cpp")

    def test_names_with_blanks_and_letters_beyond_ascii(self):
        self.write("größe und last.cpp", "double f(double x) { return x * x; }\n")
        self.emitted("--gradient", "f(x)", "-o", "out.hpp", "--depfile=out.d", "größe und last.cpp", *FLAGS)
        self.assertIn("größe\\ und\\ last.cpp", read(self.path("out.d")))
        self.write("uses.cpp", "#include \"out.hpp\"\nint main() { double s; return f_gradient(3, s) == 9 && s == 6 ? 0 : 1; }\n")
        self.build_and_run("uses.cpp")
        self.refuse(2, "no #include can name", "--gradient", "f(x)", "quo\"te.cpp", *FLAGS)

    def test_includes_of_what_is_written(self):
        self.write("inc.cpp", "#include \"hd.hpp\"\ndouble f(double x) { return twice(x); }\n")
        self.write("hd.hpp", "inline double twice(double x) { return 2 * x; }\n")
        request = ["--gradient", "f(x)", "inc.cpp"]
        self.refuse(1, "'#include \"hd.hpp\"' was left out because this run writes it", *request, "-o", "hd.hpp", *FLAGS)
        self.emitted(*request, "-o", "other.hpp", *FLAGS)
        self.write("inc.cpp", "#include \"hd.hpp\"\ndouble f(double x) { return 2 * x; }\n")
        status, _, errors = self.tool(*request, "-o", "hd.hpp", *FLAGS)
        self.assertEqual((status, errors), (0, ""))

    def test_a_source_named_twice_is_one(self):
        self.emitted("--gradient", "f(x)", "-o", "out.hpp", "plain.cpp", "./plain.cpp", *FLAGS)
        self.assertEqual(read(self.path("out.hpp")).count("#include \"plain.cpp\""), 1)

    def test_a_function_defined_by_two_sources(self):
        self.write("other.cpp", "double f(double x) { return x; }\n")
        self.refuse(1, "more than one SOURCE defines it", "--gradient", "f(x)", "-o", "out.hpp", "plain.cpp", "other.cpp",
                    *FLAGS)

    def test_names_that_two_sources_define(self):
        self.write("one.cpp", "static double h(double x) { return x * x; }\ndouble one(double x) { return x * h(x); }\n")
        self.write("two.cpp", "namespace {\ndouble h(double x) { return 3 * x; }\n}\ndouble two(double x) { return h(x); }\n")
        self.write("three.cpp", "static int h(int i) { return i; }\ndouble three(double x) { return h(2) * x; }\n")
        self.refuse(1, "'h' is defined in more than one SOURCE", "--gradient", "one(x)", "-o", "out.hpp", "one.cpp",
                    "two.cpp", *FLAGS)
        self.emitted("--gradient", "one(x)", "--gradient", "three(x)", "-o", "out.hpp", "one.cpp", "three.cpp", *FLAGS)
        self.emitted("--standalone", "--gradient", "one(x)", "-o", "out.hpp", "one.cpp", "two.cpp", *FLAGS)
        self.write("all.cpp", "#include \"one.cpp\"\n#include \"out.hpp\"\nint main() { return 0; }\n")
        self.build_and_run("all.cpp")

    def test_macros_in_front_of_includes(self):
        self.write("typed.h", "typedef struct { SCALAR value; } NAME;\n")
        include = "#define SCALAR double\n#define NAME %s\n#include \"typed.h\"\n"
        function = "double f(const number *factor, double x) { return factor->value * x; }\n"
        self.write("once.c", include % "number" + function)
        self.emitted("--gradient", "f(x)", "--header=once.hpp", "-o", "once.cpp", "once.c", "--")
        self.assertIn("#ifndef NAME\n#define NAME number\n#endif\n", read(self.path("once.hpp")))
        self.write("main.cpp", "#include \"once.cpp\"\nint main() { return 0; }\n")
        self.build_and_run("main.cpp")
        self.write("twice.c", include % "number" + "#undef NAME\n#undef SCALAR\n" + include % "result" + function)
        request = ("--gradient", "f(x)", "twice.c", "-o")
        self.refuse(1, "the macro 'NAME' of 'twice.c' is not the same in front of every #include", *request, "out.hpp", "--")
        self.emitted(*request, "out.cpp", "--")
        self.write("other.c", include % "result" + "double g(const result *factor, double x) { return factor->value * x; }\n")
        both = ("--gradient", "f(x)", "--gradient", "g(x)", "-o", "out.hpp", "once.c", "other.c", "--")
        self.refuse(1, "the macro 'NAME' of 'other.c' is not the same in front of every #include", *both)

    def test_stand_alone_file_of_two_sources(self):
        self.write("one.cpp", "#define ORDER 2\nnamespace {\nconst double kScale = 1.5;\nstruct Point { double v; };\n}\n"
                   "double two(double x);\n"
                   "double one(double x) { Point p{x}; p.v *= kScale * p.v * ORDER; return p.v + two(x); }\n")
        self.write("two.cpp", "namespace {\nconst double kScale = 2.5;\nstruct Point { double v, u; };\n}\n"
                   "double two(double x) { Point p{x, kScale}; p.v *= p.v; return p.v * p.u; }\n")
        request = ("--standalone", "--gradient", "one(x)", "--inline-limit=0", "-o", "out.hpp", "one.cpp")
        self.refuse(1, "'kScale' is defined in more than one SOURCE", *request, "two.cpp", *FLAGS)
        self.write("alike.cpp", "#define ORDER 2\nnamespace {\nconst double kScale = 1.5;\nstruct Point { double v; };\n}\n"
                   "double two(double x) { Point p{x * ORDER}; p.v *= p.v; return p.v * kScale; }\n")
        self.emitted(*request, "alike.cpp", *FLAGS)
        self.write("all.cpp", "#include \"out.hpp\"\n"
                   "int main() { double d; return one_gradient(2, d) == 36 && d == 36 ? 0 : 1; }\n")
        self.build_and_run("all.cpp", "alike.cpp")

    def test_names_that_a_source_has_defined(self):
        self.write("hand.hpp", "inline double f(double x) { return x * x; }\n"
                   "inline double f_gradient(double x, double& x_bar) { return x_bar = 2 * x, x * x; }\n"
                   "double f_tangent(double x, double x_dot, double& f_dot);\n")
        self.emitted("--gradient", "f", "--tangent", "f", "-o", "out.hpp", "hand.hpp", *FLAGS)
        self.assertIn("inline double f_gradient_2(double x, double& x_bar)", read(self.path("out.hpp")))
        self.assertIn("inline double f_tangent(double x, double x_dot, double& f_dot)", read(self.path("out.hpp")))
        self.write("both.cpp", "#include \"out.hpp\"\nint main() { double by_hand, by_tool; f_gradient(3, by_hand); "
                   "f_gradient_2(3, by_tool); return by_hand != by_tool; }\n")
        self.build_and_run("both.cpp")

    def test_outputs_that_cannot_be(self):
        os.mkdir(self.path("folder"))
        write = ["--gradient", "f(x)", "plain.cpp"]
        self.refuse(1, "Is a directory", *write, "-o", "folder", *FLAGS)
        self.refuse(1, "No such file or directory", *write, "-o", "missing/out.hpp", *FLAGS)
        self.refuse(1, "Is a directory", *write, "-o", "out.hpp", "--depfile=folder", *FLAGS)
        self.refuse(2, "would overwrite a SOURCE", *write, "-o", "./plain.cpp", *FLAGS)
        self.refuse(2, "two outputs are called", *write, "-o", "out.hpp", "--depfile=./out.hpp", *FLAGS)
        for option in ("--report", "--remarks", "--graph"):
            self.refuse(2, "would overwrite a SOURCE", *write, "-o", "out.hpp", f"{option}=plain.cpp", *FLAGS)
            self.refuse(2, "two outputs are called", *write, "-o", "out.hpp", f"{option}=out.hpp", *FLAGS)
            self.refuse(1, "No space left on device", *write, "-o", "out.hpp", f"{option}=/dev/full", *FLAGS)
        self.assertFalse(os.path.exists(self.path("out.hpp")))
        self.refuse(2, "--depfile needs -o FILE", *write, "--depfile=out.d", *FLAGS)
        self.refuse(2, "-o needs the name of a file", *write, "-o", "", *FLAGS)

    def test_full_disk_and_closed_output(self):
        self.refuse(1, "No space left on device", "--gradient", "f(x)", "-o", "/dev/full", "plain.cpp", *FLAGS)
        command = f"'{TOOL}' --gradient 'f(x)' plain.cpp -- -std=c++17"
        status, _, errors = run(["sh", "-c", command + " > /dev/full"], self.folder.name)
        self.assertEqual(status, 1)
        self.assertIn("cannot write 'standard output'", errors)
        # A reader that has gone ends the tool as it ends every filter.
        status, _, errors = run(["sh", "-c", command + " | true"], self.folder.name)
        self.assertEqual((status, errors), (0, ""))

    def test_compiler_flags_that_make_no_sense(self):
        arguments = ["--gradient", "f(x)", "-o", "out.hpp", "plain.cpp", "--"]
        self.refuse(1, "invalid value 'c++99'", *arguments, "-std=c++99")
        self.refuse(1, "'-I' needs an argument", *arguments, "-I")
        self.refuse(1, "unknown target triple", *arguments, "-target", "nonsense")
        self.refuse(1, "unknown argument: '-fbogusflag'", *arguments, "-fbogusflag")
        self.refuse(1, "unsupported option '-b'", *arguments, "-bogusflag")
        self.refuse(1, "invalid library name in argument '-stdlib=bogus'", *arguments, "-stdlib=bogus")
        self.emitted(*arguments, "-std=c++17", "-Wno-such-warning", "-Werror", "-O9", "--help", "-lm", "-march=native")

    def test_flags_of_other_compilers_are_harmless(self):
        flags = ["-fno-such-g++-flag", "-Wno-maybe-uninitialized", "-fconcepts-diagnostics-depth=2", "-mno-something"]
        entry = {"directory": self.folder.name, "file": "plain.cpp", "arguments": ["c++", *flags, "-c", "plain.cpp"]}
        self.write("build/compile_commands.json", json.dumps([entry]))
        self.write("target.args", "".join(flag + "\n" for flag in flags))
        for source_of_flags in (["-p", "build"], ["--args=target.args"], [f"--extra-arg={flag}" for flag in flags]):
            status, _, errors = self.tool("--gradient", "f(x)", "-o", "-", *source_of_flags, "plain.cpp")
            self.assertEqual((status, errors), (0, ""), source_of_flags)

    def test_broken_compilation_database(self):
        arguments = ["--gradient", "f(x)", "-o", "out.hpp"]
        self.write("build/compile_commands.json", "[{")
        self.refuse(1, "build/compile_commands.json': Missing key: \"file\".", *arguments, "-p", "build", "plain.cpp")
        self.refuse(1, "no compilation database in 'missing'", *arguments, "-p", "missing", "plain.cpp")
        self.write("compile_commands.json", "{}")
        self.refuse(1, "compile_commands.json': Expected array.", *arguments, "plain.cpp")

    def test_requests_that_pick_one_of_many(self):
        self.write("many.cpp", """struct S {
  double k;
  double at(double x) { k += x; return k * k; }
  double at(double x) const { return k * x; }
};
template <class T, int n> T norm(const T* x) { T s = 0; for (int i = 0; i < n; ++i) s += x[i] * x[i]; return s; }
namespace a { inline namespace v2 { double f(double x) { return x; } } double f(const double* x, int n) { return x[n - 1]; } }
""")
        for request, words in {"S::at(double) const(x)": "at_gradient(const S& s", " a :: f ( x [ n ] ) ": "double* x_bar",
                               "a::v2::f(x)": "double& x_bar", "::a::f(double)": "double& x_bar",
                               "norm<float, 3>(x[3])": "norm_gradient(const float* x"}.items():
            self.assertIn(words, self.emitted("--gradient", request, "many.cpp", *FLAGS), request)
        for request in ("norm<nothing, 3>(x[3])", "norm(x[3])", "a::g(x)", "double a::f(double)"):
            self.refuse(1, "no function '", "--gradient", request, "many.cpp", *FLAGS)

    def test_marks_with_letters_beyond_ascii(self):
        self.write("marked.hpp", "#include <backsweep/annotate.h>\n"
                                 "BACKSWEEP_GRADIENT(größe) inline double flä(double größe, double k) { return größe * k; }\n")
        self.assertIn("double flä_gradient(double größe, double k, double& größe_bar)", self.emitted("marked.hpp", *FLAGS))

    def test_long_and_deep_sources(self):
        lines = ["double f(double x) {", "  double s = x;", "  for (int i = 0; i < 2; ++i) {"]
        lines += ["    s = s * 0.5 + x;"] * 10000 + ["  }", "  return s;", "}"]
        self.write("long.cpp", "\n".join(lines) + "\n")
        output = self.emitted("--dump=primal", "--stop-after=primal", "--adjoint", "f(x)", "long.cpp", *FLAGS)
        self.assertEqual(output.count("s = s * 0.5 + x;"), 10000)
        self.write("deep.cpp", "double f(double x) { return " + "(" * 3000 + "x" + " * x)" * 3000 + "; }\n")
        self.refuse(1, "bracket nesting level exceeded", "--adjoint", "f(x)", "deep.cpp", *FLAGS)
        output = self.emitted("--dump=primal", "--stop-after=primal", "--adjoint", "f(x)", "deep.cpp", *FLAGS,
                              "-fbracket-depth=9999")
        self.assertIn("x * x", output)

    def test_headers_as_sources(self):
        self.write("shapes.h", "inline double area(double a, double b) { return a * b; }\n")
        self.emitted("--gradient", "area(a, b)", "-o", "shapes.derivatives.hpp", "shapes.h", *FLAGS)
        self.write("uses.cpp", "#include \"shapes.derivatives.hpp\"\nint main() { double p, q; return "
                               "area_gradient(2, 3, p, q) == 6 && p == 3 && q == 2 ? 0 : 1; }\n")
        self.write("again.cpp", "#include \"shapes.derivatives.hpp\"\n")
        self.build_and_run("uses.cpp", "again.cpp")

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
