#!/usr/bin/env python3
"""Runs the benchmark programs of one or more builds and prints the table of benchmarks/README.md.

  run.py --build build/benchmarks                     all problems, their first size
  run.py --build build/gcc --build build/clang        two compilers; ratios are to the faster primal of both
  run.py --build build/benchmarks --problems gmm,lstm --all-sizes --json new.json
  run.py --compare old.json new.json                  two runs side by side
"""

import argparse
import glob
import json
import os
import statistics
import subprocess
import sys
import tempfile

VARIANTS = ["backsweep", "hand", "adol-c", "sacado"]
PREFIX = "backsweep_benchmark_"
#: A program with tables of its own, not a problem of this one.
SCHEDULES = PREFIX + "schedules"
TIE = 0.15


def programs(build, wanted):
    """The benchmark programs below a build directory, by problem."""
    found = {}
    for path in sorted(glob.glob(os.path.join(build, "**", PREFIX + "*"), recursive=True)):
        problem = os.path.basename(path)[len(PREFIX):]
        if os.path.basename(path) == SCHEDULES:
            continue
        if os.access(path, os.X_OK) and os.path.isfile(path) and (not wanted or problem in wanted):
            found[problem] = path
    return found


def sizes_of(memory):
    """The sizes of a problem in the order in which it lists them."""
    return list(dict.fromkeys(name.rsplit("/", 1)[1] for name in memory))


def run_program(path, all_sizes, repetitions):
    """Medians in microseconds and peak extra bytes, both by `problem/variant/size`, and the context.

    None where the program's check of the derivatives failed.
    """
    lines = subprocess.run([path, "--memory"], check=True, capture_output=True, text=True).stdout.split("\n")
    memory = {name: float(value) for name, value in (line.split() for line in lines if line)}
    sizes = sizes_of(memory) if all_sizes else sizes_of(memory)[:1]
    with tempfile.NamedTemporaryFile(suffix=".json") as out:
        run = subprocess.run(
            [path, "--benchmark_enable_random_interleaving=true", f"--benchmark_repetitions={repetitions}",
             "--benchmark_min_time=0.1", f"--benchmark_filter=/({'|'.join(sizes)})(/repeats:3)?$",
             f"--benchmark_out={out.name}", "--benchmark_out_format=json"],
            check=False, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        # Google Benchmark describes the machine on the same stream.
        print("\n".join(line for line in run.stderr.split("\n") if run.returncode or line.startswith("check")),
              file=sys.stderr)
        if run.returncode:
            return None
        report = json.load(open(out.name, encoding="utf-8"))
    times = {}
    for entry in report["benchmarks"]:
        if entry["run_type"] == "iteration":
            name = "/".join(entry["run_name"].split("/")[:3])
            times.setdefault(name, []).append(entry["cpu_time"])
    medians = {name: statistics.median(samples) for name, samples in times.items()}
    return medians, {name: memory[name] for name in medians}, report["context"]


def measure(builds, wanted, all_sizes, repetitions):
    """One record per build, problem, variant and size, and the programs whose checks failed."""
    records = []
    failed = []
    for build in builds:
        for problem, path in programs(build, wanted).items():
            print(f"running {path}", file=sys.stderr)
            result = run_program(path, all_sizes, repetitions)
            if result is None:
                failed.append(path)
                continue
            medians, memory, context = result
            for name, median in medians.items():
                _, variant, size = name.split("/")
                records.append({"problem": problem, "variant": variant, "size": int(size),
                                "compiler": context["compiler"], "flags": context["flags"],
                                "microseconds": median, "peak_bytes": memory[name]})
    add_ratios(records)
    return records, failed


def add_ratios(records):
    """Ratio to the fastest primal over all compilers; memory beyond what a call of the primal takes."""
    for record in records:
        primals = [r for r in records if r["variant"] == "primal" and r["problem"] == record["problem"]
                   and r["size"] == record["size"]]
        own = [r for r in primals if r["compiler"] == record["compiler"]]
        record["ratio"] = record["microseconds"] / min(r["microseconds"] for r in primals)
        record["extra_bytes"] = max(0.0, record["peak_bytes"] - own[0]["peak_bytes"])


def cell(record):
    """Ratio and extra memory of one variant."""
    if record is None:
        return "–"
    ratio = record["ratio"]
    return f"{ratio:.2f} / {record['extra_bytes'] / 1e6:.1f}" if ratio < 10 else \
        f"{ratio:.0f} / {record['extra_bytes'] / 1e6:.0f}"


def print_table(records):
    """Markdown: one row per problem, size and compiler."""
    print("| problem | size | compiler | primal, µs | " + " | ".join(VARIANTS) + " |")
    print("|---|---|---|---|" + "---|" * len(VARIANTS))
    rows = dict.fromkeys((r["problem"], r["size"], r["compiler"]) for r in records)
    for problem, size, compiler in rows:
        here = {r["variant"]: r for r in records if (r["problem"], r["size"], r["compiler"]) == (problem, size, compiler)}
        cells = [cell(here.get(variant)) for variant in VARIANTS]
        print(f"| {problem} | {size} | {compiler} | {here['primal']['microseconds']:.0f} | " + " | ".join(cells) + " |")


def compare(old_path, new_path):
    """Ratios of two runs, and what changed by more than a tie. Returns whether no derivative of Backsweep got slower."""
    old, new = (json.load(open(path, encoding="utf-8")) for path in (old_path, new_path))
    key = lambda r: (r["problem"], r["size"], r["compiler"], r["variant"])
    before = {key(r): r for r in old}
    good = True
    print("| problem | size | compiler | variant | before | after | change |")
    print("|---|---|---|---|---|---|---|")
    for record in new:
        if record["variant"] == "primal" or key(record) not in before:
            continue
        change = record["ratio"] / before[key(record)]["ratio"] - 1
        mark = "" if abs(change) < TIE else (" slower" if change > 0 else " faster")
        good = good and (record["variant"] != "backsweep" or mark != " slower")
        print("| " + " | ".join(str(part) for part in key(record)) +
              f" | {before[key(record)]['ratio']:.2f} | {record['ratio']:.2f} | {100 * change:+.0f} %{mark} |")
    return good


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", action="append", default=[], help="a build directory; may be given several times")
    parser.add_argument("--problems", default="", help="comma-separated; default: all")
    parser.add_argument("--all-sizes", action="store_true", help="not only the first size of each problem")
    parser.add_argument("--repetitions", type=int, default=9)
    parser.add_argument("--json", help="where to write the records")
    parser.add_argument("--compare", nargs=2, metavar=("OLD", "NEW"), help="compare two files written by --json")
    options = parser.parse_args()
    if options.compare:
        return 0 if compare(*options.compare) else 1
    if not options.build:
        parser.error("--build or --compare is needed")
    records, failed = measure(options.build, set(filter(None, options.problems.split(","))), options.all_sizes,
                              options.repetitions)
    if not records and not failed:
        print("no benchmark programs found; build the target backsweep_benchmarks first", file=sys.stderr)
        return 2
    print_table(records)
    if options.json:
        with open(options.json, "w", encoding="utf-8") as out:
            json.dump(records, out, indent=1)
    for path in failed:
        print(f"not timed, since a derivative is wrong: {path}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
