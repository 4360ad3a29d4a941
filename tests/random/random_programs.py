#!/usr/bin/env python3
"""Differentiates random programs with backsweep and compares them with dual numbers; prints seeds, shrinks failures."""

import argparse
import collections
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from generate import generate  # noqa: E402
from driver import primal_text  # noqa: E402
from harness import Harness, Outcome, Settings, is_schedule  # noqa: E402
from shrink import cause_of, failing_requests, shrink  # noqa: E402

CORES = os.cpu_count() or 1
FINE = ("pass", "wild", "invalid")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--tool", help="path of backsweep; without it generator and oracle are checked against differences"
    )
    parser.add_argument("--seed", type=int, default=None, help="of the first program (default: from the clock)")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--batch", type=int, default=50, help="most programs per translation unit")
    parser.add_argument(
        "--plans",
        default="auto",
        help="values of --storage, 'directions' for several at once, 'calls' for nothing inlined (its sums have another order), or schedules (store_all, 'revolve(2)') that outer loops are checkpointed with, "
        "separated by semicolons or, where none takes several numbers, commas; results must agree bit for bit",
    )
    parser.add_argument("--requests", default="adjoint,tangent,gradient")
    parser.add_argument("--language", choices=("c++", "c"), default="c++")
    parser.add_argument("--compiler", default="g++")
    parser.add_argument("--sanitize", action="store_true", help="run under address and undefined-behaviour sanitizers")
    parser.add_argument("--shrink", type=int, default=0, metavar="N", help="shrink the first N failures of each cause")
    parser.add_argument("--warnings", action="store_true", help="a warning in emitted code is a failure")
    parser.add_argument("--work", default="/tmp/random_programs", help="directory for files")
    parser.add_argument("--failures", default=None, help="directory for reproducers (default: WORK/failures)")
    parser.add_argument(
        "--adolc", action="store_true", help="compare the oracles with one another: dual numbers with ADOL-C"
    )
    parser.add_argument("--print", action="store_true", help="print the program of --seed and stop")
    return parser.parse_args()


def settings_of(options, plan):
    return Settings(
        tool=options.tool,
        work=options.work,
        compiler=options.compiler,
        plan=plan,
        sanitize=options.sanitize,
        requests=tuple(options.requests.split(",")),
        language=options.language,
    )


def judge_with_plans(options, plans, programs, tag):
    """Outcomes of the first plan, and a failure where another plan gives other bits.

    A loop that is checkpointed is reversed from its end; without a mark it may run upwards, and sums in another order.
    So schedules are compared with one another.
    """
    outcomes, schedules = {}, {}
    for plan in plans:
        harness = Harness(settings_of(options, plan))
        judged = harness.judge(programs, f"{tag}_{plan}")
        for name, outcome in judged.items():
            # What only works in one direction is refused in several, and says so.
            if outcome.kind == "one_direction":
                continue
            first = outcomes.setdefault(name, outcome)
            if first.kind in FINE and outcome.kind not in FINE:
                outcomes[name] = Outcome(outcome.kind, f"[{plan}] {outcome.detail}")
            elif first.kind == outcome.kind == "pass" and plan != "calls":
                reference = schedules.setdefault(name, outcome) if is_schedule(plan) else first
                if reference.bits != outcome.bits:
                    outcomes[name] = Outcome("plans", f"{plan} differs in the last bits")
    if options.warnings:
        _look_at_warnings(options, plans, programs, outcomes, tag)
    return outcomes


def _look_at_warnings(options, plans, programs, outcomes, tag):
    for program in programs:
        outcome = outcomes[program.name]
        if outcome.kind in FINE and outcome.warnings:
            alone = Harness(settings_of(options, plans[0])).judge([program], tag + "_alone")[program.name]
            if alone.warnings:
                outcomes[program.name] = Outcome("warning", alone.warnings[0])


def batches(options):
    """The programs of the run, in lists that keep every core busy."""
    size = min(options.batch, -(-options.count // CORES))
    seeds = range(options.seed, options.seed + options.count)
    for start in range(0, options.count, size):
        yield [generate(f"p{seed}", seed, options.language == "c") for seed in seeds[start : start + size]]


def judged_batches(options, plans):
    """Each batch with its outcomes, in the order of the seeds; as many at once as there are cores."""

    def judge(numbered):
        number, programs = numbered
        return programs, judge_with_plans(options, plans, programs, f"batch_{number}")

    with ThreadPoolExecutor(CORES) as pool:
        yield from pool.map(judge, enumerate(batches(options)))


def compare_with_adolc(options):
    """Exit status: whether ADOL-C and dual numbers agree on the programs that both can run."""
    harness, status = Harness(Settings(work=options.work, compiler=options.compiler)), 0
    for programs in batches(options):
        compared, trouble = harness.compare_oracles(programs)
        print(f"{compared} of {len(programs)} compared with ADOL-C" + (":\n" + trouble[:2000] if trouble else ""), flush=True)
        status = 1 if trouble else status
    return status


def shrink_one(options, plans, program, outcome):
    narrowed = argparse.Namespace(**vars(options))
    narrowed.requests = ",".join(failing_requests(outcome, options.requests.split(",")))
    if cause_of(judge_with_plans(narrowed, plans, [program], "shrink")[program.name]) != cause_of(outcome):
        narrowed = options
    return shrink(program, outcome, lambda tried: judge_with_plans(narrowed, plans, [tried], "shrink"))


def write_reproducer(folder, program, outcome, number, language):
    os.makedirs(folder, exist_ok=True)
    is_c = language == "c"
    path = os.path.join(folder, f"{outcome.kind}_{number:03d}." + ("c" if is_c else "cpp"))
    requests = " ".join(
        f"{option} '{text}'" for option, text in program.requests(function=program.name + "_f" if is_c else None)
    )
    with open(path, "w") as out:
        out.write(f"// {outcome.kind}: {outcome.detail}\n// seed {program.seed}; backsweep {requests}\n")
        out.write(primal_text([program], language).replace("#pragma once\n", ""))
    return path


def main():
    options = arguments()
    if options.seed is None:
        options.seed = int(time.time())
    if options.print:
        print(primal_text([generate(f"p{options.seed}", options.seed, options.language == "c")], options.language))
        return 0
    if options.adolc:
        return compare_with_adolc(options)
    plans = options.plans.split(";" if ";" in options.plans else ",")
    folder = options.failures or os.path.join(options.work, "failures")
    print(f"seeds {options.seed} … {options.seed + options.count - 1}", flush=True)
    totals, causes = collections.Counter(), collections.OrderedDict()
    for programs, outcomes in judged_batches(options, plans):
        for program in programs:
            outcome = outcomes[program.name]
            totals[outcome.kind] += 1
            if outcome.kind in FINE:
                if outcome.kind == "invalid":
                    print(f"  seed {program.seed}: invalid: {outcome.detail}", flush=True)
                continue
            causes.setdefault(cause_of(outcome), []).append((program, outcome))
            print(f"  seed {program.seed}: {outcome.kind}: {outcome.detail}", flush=True)
        print(f"{sum(totals.values())} programs: {dict(totals)}", flush=True)
    number = 0
    for cause, failures in causes.items():
        print(f"\n{len(failures)} x {cause}: seeds {[program.seed for program, _ in failures][:12]}")
        failures.sort(key=lambda failure: failure[0].statement_count())
        for program, outcome in failures[: max(1, options.shrink)]:
            if options.shrink:
                program = shrink_one(options, plans, program, outcome)
            number += 1
            print("  " + write_reproducer(folder, program, outcome, number, options.language), flush=True)
    failed = sum(count for kind, count in totals.items() if kind not in FINE)
    print(
        f"\n{sum(totals.values())} programs, {totals['pass']} passed, {failed} failed, "
        f"{totals['wild']} too wild to judge"
    )
    return 1 if failed or totals["invalid"] else 0


if __name__ == "__main__":
    sys.exit(main())
