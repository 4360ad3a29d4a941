#!/usr/bin/env python3
"""Links derivatives that were emitted apart but call the same functions: each keeps its own.

    linked_together_test.py --tool TOOL [--compiler g++]
"""
import argparse
import os
import subprocess
import sys
import tempfile

RUNTIME = os.path.join(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))), "runtime", "include")

# `f` and `g` differentiate `power` by different arguments, and write the same name for it.
FILES = {
    "model.h": """#pragma once
#include <cmath>
inline double power(double a, double b, int n) { return n == 0 ? 1 : std::sin(a) * b * power(a, b, n - 1); }
inline double f(double x) { return power(x, 0.7, 3); }
inline double g(double y) { return power(0.7, y, 3); }
""",
    "main.h": """#pragma once
double slope_of_f(double x);
double slope_of_g(double y);
""",
    "use_f.cpp": """#include "f.hpp"
#include "main.h"
double slope_of_f(double x) { double x_bar; f_gradient(x, x_bar); return x_bar; }
""",
    "use_g.cpp": """#include "g.hpp"
#include "main.h"
double slope_of_g(double y) { double y_bar; g_gradient(y, y_bar); return y_bar; }
""",
    "use_both.cpp": """#include "f.hpp"
#include "g.hpp"
#include "main.h"
double slope_of_f(double x) { double x_bar; f_gradient(x, x_bar); return x_bar; }
double slope_of_g(double y) { double y_bar; g_gradient(y, y_bar); return y_bar; }
""",
    "main.cpp": """#include "main.h"
#include "model.h"
template <class F> bool is_slope(double slope, F f, double x) {
  return std::abs((f(x + 1e-5) - f(x - 1e-5)) / 2e-5 - slope) < 1e-8;
}
int main() { return is_slope(slope_of_f(0.4), f, 0.4) && is_slope(slope_of_g(0.4), g, 0.4) ? 0 : 1; }
""",
}


# A C++ function that calls one of C: only that one has C's linkage.
MIXED = {
    "square.c": "double square(double a) { return a * a; }\n",
    "rows.hpp": "void rows(const double* x, int n, double* y);\n",
    "rows.cpp": """#include "rows.hpp"
extern "C" double square(double a);
void rows(const double* x, int n, double* y) { for (int i = 0; i < n; ++i) y[i] = square(x[i]) * x[0]; }
""",
    "use_rows.cpp": """#include "rows.bs.hpp"
int main() {
  const double x[2] = {3, 5};
  double y[2], jacobian[4];
  rows_jacobian(x, 2, y, jacobian);
  return y[1] == 75 && jacobian[0] == 27 && jacobian[1] == 0 && jacobian[2] == 25 && jacobian[3] == 30 ? 0 : 1;
}
""",
}


def check(command, folder):
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit(f"{' '.join(command)} gives {run.returncode}\n{run.stdout}{run.stderr}")


def link_and_run(compiler, sources, folder):
    check([compiler, "-std=c++17", "-Wall", "-Wextra", "-Werror", "-I", RUNTIME, *sources, "-o", "program"], folder)
    check([os.path.join(folder, "program")], folder)


def link_mixed(tool, compiler, folder):
    for name, text in MIXED.items():
        with open(os.path.join(folder, name), "w", encoding="utf-8") as out:
            out.write(text)
    check([tool, "--jacobian", "rows(x[n] -> y[n])", "-o", "rows.bs.cpp", "--header=rows.bs.hpp", "rows.cpp", "square.c"], folder)
    check([compiler.replace("g++", "gcc"), "-c", "square.c", "-o", "square.o"], folder)
    link_and_run(compiler, ["rows.bs.cpp", "rows.cpp", "use_rows.cpp", "square.o"], folder)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tool", required=True)
    parser.add_argument("--compiler", default="g++")
    arguments = parser.parse_args()
    tool = os.path.abspath(arguments.tool)
    with tempfile.TemporaryDirectory() as folder:
        for name, text in FILES.items():
            with open(os.path.join(folder, name), "w", encoding="utf-8") as out:
                out.write(text)
        for request in ("f(x)", "g(y)"):
            name = request[0]
            check([tool, "--gradient", request, "-o", name + ".hpp", "model.h"], folder)
        link_and_run(arguments.compiler, ["use_f.cpp", "use_g.cpp", "main.cpp"], folder)
        link_and_run(arguments.compiler, ["use_both.cpp", "main.cpp"], folder)
        for request in ("f(x)", "g(y)"):
            name = request[0]
            check([tool, "--gradient", request, "-o", name + ".cpp", f"--header={name}.hpp", "model.h"], folder)
        link_and_run(arguments.compiler, ["f.cpp", "g.cpp", "use_f.cpp", "use_g.cpp", "main.cpp"], folder)
        link_mixed(tool, arguments.compiler, folder)
    print("linked together: each derivative is its own")


if __name__ == "__main__":
    main()
