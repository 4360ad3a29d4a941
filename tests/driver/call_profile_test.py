#!/usr/bin/env python3
"""Joint and split calls by a profile: an instrumented run, a budget, the derivative made anew.

    call_profile_test.py --tool TOOL [--compiler g++] [TEST...]

The program is a time loop that calls two solvers. Whatever the budget makes of its calls, the gradient has the same bits,
and the workspace stays within the budget.
"""

import argparse
import json
import os
import re
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "support"))
from commands import CPP, STRICT, run, write_if_changed  # noqa: E402

TOOL = ""
COMPILER = "g++"

SOURCE = """
#include <cmath>

void sweep(double* p, const double* q, int n) {
  for (int i = 1; i + 1 < n; ++i) p[i] = 0.5 * (p[i - 1] + p[i + 1]) + 0.1 * std::sin(q[i] * p[i]);
}

void pressure(double* p, const double* q, int n, int sweeps) {
  for (int s = 0; s < sweeps; ++s) sweep(p, q, n);
}

void transport(double* q, const double* p, double* flux, int n, double k) {
  for (int i = 1; i < n; ++i) flux[i] = k * q[i - 1] * (p[i] - p[i - 1]) * q[i];
  for (int i = 1; i + 1 < n; ++i) q[i] -= 0.1 * std::sin(flux[i + 1] - flux[i]);
  for (int i = 0; i < n; ++i) q[i] = q[i] * std::exp(-0.01 * q[i] * q[i]);
}

double flow(const double* start, int n, double k, int steps) {
  double q[100];
  double p[100];
  double flux[100];
  for (int i = 0; i < n; ++i) {
    q[i] = start[i];
    p[i] = 0.01 * i;
    flux[i] = 0;
  }
  double sum = 0;
  for (int t = 0; t < steps; ++t) {
    pressure(p, q, n, 6);
    transport(q, p, flux, n, k);
    sum += q[n / 2] * p[n / 2];
  }
  return sum;
}
"""

PROGRAM = """
#include <cstdio>
#include "emitted.hpp"

int main() {
  double start[100], start_bar[100], k_bar;
  for (int i = 0; i < 100; ++i) start[i] = 1 + 0.01 * i;
  std::printf("%a\\n", flow_gradient(start, 100, 0.3, 30, start_bar, k_bar));
  for (int i = 0; i < 100; ++i) std::printf("%a\\n", start_bar[i]);
  std::printf("%a\\n", k_bar);
  std::fprintf(stderr, "%zu\\n",
               backsweep::Workspace::local().peak_bytes() + backsweep::Workspace::local_blocks().peak_bytes());
}
"""


class CallProfile(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = scratch.name
        self.write("flow.cpp", SOURCE)
        self.write("main.cpp", PROGRAM)

    def write(self, name, text):
        write_if_changed(os.path.join(self.folder, name), text)

    def emit(self, *options):
        """(exit status, messages) of the tool."""
        command = [TOOL, "--gradient", "flow(start[n], k)", "-o", "emitted.hpp", *options, "flow.cpp", "--", *CPP]
        status, _, errors = run(command, self.folder)
        return status, errors

    def gradient(self, *options):
        """(text of all numbers, peak in bytes, messages) of the derivative that is emitted with these options."""
        status, messages = self.emit(*options)
        self.assertEqual(status, 0, messages)
        flags = [*CPP, *STRICT, "-O1", "-ffp-contract=off"]
        status, _, errors = run([COMPILER, *flags, "main.cpp", "-o", "program"], self.folder)
        self.assertEqual(status, 0, errors)
        status, output, errors = run(["env", "BACKSWEEP_CALL_PROFILE=profile.json", "./program"], self.folder)
        self.assertEqual(status, 0, errors)
        return output, int(errors), messages

    def profile(self):
        with open(os.path.join(self.folder, "profile.json"), encoding="utf-8") as file:
            return json.load(file)

    def least(self):
        """The smallest budget, as the refusal of a smaller one names it."""
        status, errors = self.emit("--profile-in=profile.json", "--memory=1k")
        self.assertEqual(status, 1)
        found = re.search(r"1024 bytes are too few for the calls of the profile: they take (\d+) at least", errors)
        self.assertTrue(found, errors)
        return int(found.group(1))

    def test_budgets_are_kept_and_bits_too(self):
        plain, _, _ = self.gradient()
        measured, _, _ = self.gradient("--instrument-calls")
        # Without a profile the solvers are inlined: sums run in another order.
        for one, other in zip(plain.split(), measured.split()):
            self.assertAlmostEqual(float.fromhex(one), float.fromhex(other), delta=1e-12 * abs(float.fromhex(one)))
        least = self.least()
        everything, most, _ = self.gradient("--profile-in=profile.json", "--memory=1GiB")
        self.assertEqual(everything, measured)
        self.assertLess(3 * least, most)
        peaks = []
        for budget in (least, (3 * least + most) // 4, (least + most) // 2, (least + 3 * most) // 4):
            output, peak, messages = self.gradient("--profile-in=profile.json", f"--memory={budget}", "--remarks")
            self.assertEqual(output, measured)
            self.assertLessEqual(peak, budget)
            self.assertRegex(messages, r"the profile makes '\w+' joint: in \d+ calls")
            self.assertIn("[CallJoint]", messages)
            peaks.append(peak)
        self.assertEqual(peaks, sorted(peaks))
        self.assertNotEqual(peaks[0], peaks[-1])

    def test_profile_is_a_tree_of_contexts(self):
        self.gradient("--instrument-calls")
        profile = self.profile()
        self.assertEqual(profile["backsweep_call_profile"], 1)
        whole = profile["derivatives"][0]
        self.assertEqual(whole["name"], "flow_gradient")
        pressure, transport = whole["calls"]["inside"]
        self.assertEqual([pressure["callee"], transport["callee"]], ["pressure", "transport"])
        self.assertEqual(pressure["calls"], 30)
        self.assertEqual(pressure["snapshot_bytes"], [800, 0])
        self.assertEqual(transport["calls_before"][0], 30)
        sweep = pressure["inside"][0]
        self.assertEqual((sweep["calls"], sweep["calls_each"]), (180, 6))
        self.assertGreater(sum(sweep["record_bytes"]), 700)

    def test_profiles_that_cannot_be_written(self):
        self.gradient("--instrument-calls")
        for file, reason in (("missing/profile.json", "No such file or directory"), ("/dev/full", "No space left on device")):
            status, output, errors = run(["env", f"BACKSWEEP_CALL_PROFILE={file}", "./program"], self.folder)
            self.assertEqual(status, 0)
            self.assertEqual(len(output.split()), 102)
            self.assertEqual(errors.splitlines()[0], f"backsweep: cannot write the call profile '{file}': {reason}")

    def refused(self, text, reason):
        self.write("profile.json", text)
        status, errors = self.emit("--profile-in=profile.json", "--memory=1MiB")
        self.assertEqual(status, 1)
        self.assertIn("cannot use the profile 'profile.json': " + reason, errors)
        self.assertFalse(os.path.exists(os.path.join(self.folder, "emitted.hpp")))

    def test_what_is_no_profile_is_refused(self):
        self.refused("", "[1:0, byte=0]: Unexpected EOF")
        self.refused("[]", "expected object")
        self.refused('{"backsweep_call_profile": 2, "derivatives": []}', "another version than this tool's")
        self.refused('{"backsweep_call_profile": 1}', "missing value at the profile.derivatives")
        self.refused('{"backsweep_call_profile": 1, "derivatives": [{"name": "f", "peak_bytes": [-1, 0], "calls": {}}]}',
                     "expected uint64_t at the profile.derivatives[0].peak_bytes[0]")
        self.refused("[" * 100000, "calls are nested too deeply")

    def test_profile_of_other_sources_is_refused(self):
        self.gradient("--instrument-calls")
        least = self.least()
        os.remove(os.path.join(self.folder, "emitted.hpp"))
        self.write("flow.cpp", SOURCE.replace("double sum = 0;\n", "double sum = 0;\n\n"))
        status, errors = self.emit("--profile-in=profile.json", f"--memory={least}")
        self.assertEqual(status, 1)
        self.assertIn("the sources have no call of 'pressure' at flow.cpp:29:5", errors)

    def test_options_go_together(self):
        for options, words in ((["--profile-in=profile.json"], "--profile-in and --memory go together"),
                               (["--memory=1MiB"], "--profile-in and --memory go together"),
                               (["--profile-in=p.json", "--memory=much"], "--memory is no size: 'much'")):
            status, errors = self.emit(*options)
            self.assertEqual(status, 2)
            self.assertIn(words, errors)
        status, errors = self.emit("--profile-in=missing.json", "--memory=1MiB")
        self.assertEqual(status, 1)
        self.assertIn("cannot use the profile 'missing.json': No such file or directory", errors)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tool", required=True)
    parser.add_argument("--compiler", default=COMPILER)
    parser.add_argument("tests", nargs="*")
    arguments = parser.parse_args()
    TOOL, COMPILER = os.path.abspath(arguments.tool), arguments.compiler
    unittest.main(argv=[sys.argv[0], *arguments.tests])
