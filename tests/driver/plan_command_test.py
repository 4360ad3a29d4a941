#!/usr/bin/env python3
"""`backsweep plan` as a user meets it: the table, its forms, units, exit statuses.

    plan_command_test.py --tool TOOL [TEST...]
"""

import csv
import io
import json
import os
import re
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "support"))
from commands import read, run  # noqa: E402

TOOL = ""
LOOP = ["--steps=1000", "--state-bytes=8MiB", "--tape-bytes=24MiB"]


class PlanCommand(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def plan(self, *arguments):
        return run([TOOL, "plan", *arguments], self.folder.name, timeout=60)

    def planned(self, *arguments):
        status, output, errors = self.plan(*arguments)
        self.assertEqual(status, 0, errors)
        self.assertEqual(errors, "")
        return output

    def refused(self, *arguments):
        status, output, errors = self.plan(*arguments)
        self.assertEqual(status, 2, errors)
        self.assertEqual(output, "")
        return errors

    def rows(self, *arguments):
        """The schedules by name, as dictionaries."""
        return {row["schedule"]: row for row in json.loads(self.planned(*arguments, "--format=json"))["schedules"]}

    def test_help(self):
        output = self.planned("--help")
        for word in ("backsweep plan", "--steps", "--state-bytes", "--tape-bytes", "--step-time", "--memory", "--disk"):
            self.assertIn(word, output)
        self.assertNotIn("--gradient", output)
        status, output, _ = run([TOOL, "--help"])
        self.assertEqual(status, 0)
        self.assertRegex(output, r"plan +- Predict")

    def test_table(self):
        lines = self.planned(*LOOP, "--memory=1GiB").splitlines()
        self.assertEqual(lines[0], "1000 steps, state 8.00 MiB, tape of a step 24.0 MiB")
        self.assertEqual(lines[1].split(), ["schedule", "extra", "steps", "memory", "time", "ratio"])
        self.assertEqual(sum("<- within the budget" in line for line in lines), 1)
        self.assertTrue(any(line.endswith("dominated") for line in lines))
        ends = {len(line.rstrip()) for line in lines[1:] if "dominated" not in line and "budget" not in line}
        self.assertEqual(len(ends), 1, "columns are aligned")

    def test_numbers(self):
        rows = self.rows(*LOOP)
        self.assertEqual(rows["store_all"]["predicted_forward_steps"], 0)
        self.assertEqual(rows["store_all"]["predicted_time_ratio"], 3)
        self.assertEqual(rows["store_states"]["predicted_forward_steps"], 999)
        self.assertEqual(rows["recompute"]["predicted_forward_steps"], 1000 * 999 // 2)
        self.assertEqual(rows["revolve(10)"]["predicted_forward_steps"], 3636)
        self.assertAlmostEqual(rows["revolve(10)"]["predicted_memory_bytes"] / 2**20, 104, delta=0.1)

    def test_budget_is_kept(self):
        for memory in ("40MiB", "100MiB", "1GiB", "100GiB"):
            rows = self.rows(*LOOP, "--memory=" + memory)
            chosen = [row for row in rows.values() if row["chosen"]]
            self.assertEqual(len(chosen), 1)
            limit = float(memory[:-3]) * (2**20 if memory.endswith("MiB") else 2**30)
            self.assertLessEqual(chosen[0]["predicted_memory_bytes"], limit)
            for row in rows.values():
                fits = row["predicted_memory_bytes"] <= limit
                self.assertTrue(not fits or row["predicted_time_ratio"] >= chosen[0]["predicted_time_ratio"])

    def test_too_small_a_budget_says_what_would_do(self):
        output = self.planned(*LOOP, "--memory=20MiB")
        self.assertRegex(output, r"for_budget .*needs 32.0 MiB")
        self.assertNotIn("<- within the budget", output)

    def test_dominated_rows_are_dominated(self):
        rows = self.rows(*LOOP)
        for row in rows.values():
            better = [other for other in rows.values()
                      if other["predicted_memory_bytes"] <= row["predicted_memory_bytes"]
                      and other["predicted_time_ratio"] < 0.99 * row["predicted_time_ratio"]]
            if better:
                self.assertTrue(row["dominated"], row["schedule"])

    def test_times_and_disk(self):
        output = self.planned(*LOOP, "--step-time=20ms", "--memory=100MiB", "--disk=2GiB")
        self.assertRegex(output, r"store_all .* 60.0 s +3.00")
        rows = self.rows(*LOOP, "--step-time=20ms", "--memory=100MiB", "--disk=2GiB")
        on_disk = [row for row in rows.values() if row.get("predicted_disk_bytes", 0) > 0]
        self.assertTrue(on_disk)
        for row in on_disk:
            self.assertLessEqual(row["predicted_disk_bytes"], 2 * 2**30)
            self.assertLessEqual(row["predicted_memory_bytes"], 100 * 2**20)
        slow = self.rows(*LOOP, "--step-time=20ms", "--memory=100MiB", "--disk=2GiB", "--disk-speed=1MB")
        name = next(name for name in slow if name.startswith("two_level"))
        self.assertGreater(slow[name]["predicted_time_ratio"], rows[name]["predicted_time_ratio"])
        ratio = self.rows(*LOOP, "--step-time=1", "--taped-step-time=2", "--reverse-step-time=5")
        self.assertAlmostEqual(ratio["store_all"]["predicted_time_ratio"], 7, delta=0.01)

    def test_units(self):
        expected = self.planned("--steps=100", "--state-bytes=1048576", "--tape-bytes=3072")
        for state, tape in (("1MiB", "3KiB"), ("1024k", "3k"), ("1M", "0.0029296875MiB"), ("1.048576MB", "3.072kB")):
            self.assertEqual(self.planned("--steps=100", "--state-bytes=" + state, "--tape-bytes=" + tape), expected)

    def test_csv(self):
        rows = list(csv.DictReader(io.StringIO(self.planned(*LOOP, "--format=csv"))))
        self.assertGreater(len(rows), 8)
        self.assertEqual({row["schedule"] for row in rows}, set(self.rows(*LOOP)))

    def test_picture(self):
        self.planned(*LOOP, "--svg=plan.svg", "--memory=1GiB")
        picture = read(os.path.join(self.folder.name, "plan.svg"))
        self.assertTrue(picture.startswith("<svg "))
        self.assertIn("budget 1.00 GiB", picture)
        status, _, errors = self.plan(*LOOP, "--svg=nowhere/plan.svg")
        self.assertEqual(status, 1)
        self.assertIn("nowhere/plan.svg", errors)

    def test_short_loops(self):
        for steps in (1, 2, 3):
            rows = self.rows(f"--steps={steps}", "--state-bytes=100", "--tape-bytes=0")
            self.assertEqual(rows["store_all"]["predicted_forward_steps"], 0)

    def test_wrong_usage(self):
        self.assertIn("--state-bytes", self.refused())
        self.assertIn("--tape-bytes", self.refused("--steps=3", "--state-bytes=1"))
        self.assertIn("--steps", self.refused(*LOOP[1:]))
        for steps in ("0", "-5", "many", "1e3", "100000000000"):
            self.assertIn("--steps", self.refused("--steps=" + steps, *LOOP[1:]))
        for size in ("x", "-1", "3 apples", "1e300", "nan", "0"):
            self.assertIn("--state-bytes", self.refused("--steps=3", "--state-bytes=" + size, "--tape-bytes=1"))
        self.assertIn("--step-time", self.refused(*LOOP, "--step-time=soon"))
        self.assertIn("--step-time", self.refused(*LOOP, "--disk=1GiB"))
        self.assertIn("--disk-speed", self.refused(*LOOP, "--step-time=1", "--disk-speed=0"))
        self.assertIn("--bogus", self.refused(*LOOP, "--bogus"))
        self.assertTrue(re.search("stray", self.refused(*LOOP, "stray")))


if __name__ == "__main__":
    if "--tool" in sys.argv:
        at = sys.argv.index("--tool")
        TOOL = os.path.abspath(sys.argv[at + 1])
        del sys.argv[at:at + 2]
    unittest.main()
