"""Runs the tool over a batch of programs, compiles what it emits with the oracle, and says how each program fared."""

import os
import re
import subprocess
from dataclasses import dataclass, field

from driver import DIRECTIONS, adolc_driver_text, driver_text, primal_text

HERE = os.path.dirname(os.path.abspath(__file__))
STRICT = ["-Wall", "-Wextra", "-Wpedantic", "-Wshadow", "-Wconversion"]
RUN_SECONDS = 60
STORAGES = ("store", "recompute")


def is_schedule(plan):
    """Whether outer loops are checkpointed under `plan`."""
    return plan not in ("auto", "directions", "calls", *STORAGES)


@dataclass
class Outcome:
    """kind: pass, wild (not tame enough to judge), one_direction (refused for several), or the failure: refused, crashed,
    compile, run, wrong, …"""

    kind: str
    detail: str = ""
    warnings: list = field(default_factory=list)
    bits: dict = field(default_factory=dict)


@dataclass
class Settings:
    """What is run, and how."""

    tool: str = None
    work: str = "/tmp/random_programs"
    compiler: str = "g++"
    runtime: str = os.path.join(HERE, "..", "..", "runtime", "include")
    plan: str = "auto"
    requests: tuple = ("adjoint", "tangent", "gradient")
    sanitize: bool = False
    language: str = "c++"
    tool_options: tuple = ()


#: Programs that return early keep the memory they allocated; derivatives then do as well.
ENVIRONMENT = {**os.environ, "ASAN_OPTIONS": "detect_leaks=0"}


def run(command, timeout=RUN_SECONDS, cwd=None):
    """Exit status and both streams; 124 where it took too long, negative where a signal ended it."""
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=timeout, cwd=cwd, errors="replace", env=ENVIRONMENT
        )
        return done.returncode, done.stdout, done.stderr
    except subprocess.TimeoutExpired as late:
        return 124, (late.stdout or b"").decode(errors="replace"), "timed out"


def outer_loops(programs, header):
    """The loops that no other is around, of the functions to differentiate: 'f:LINE' each."""
    names, found = {program.name for program in programs}, []
    name = inside = None
    with open(header) as text:
        for number, line in enumerate(text, 1):
            opened = re.match(r"namespace (\w+)", line)
            name = opened.group(1) if opened else name
            if not line.startswith((" ", "}")):
                inside = name in names and re.search(r"\bf\(", line)
            if inside and re.match(r"  (for|while) \(", line):
                found.append(f"{name}::f:{number}")
    return found


def use_schedule(emitted, schedule):
    """Makes the schedule, as Schedule::name() writes it, the default of the emitted functions."""
    with open(emitted) as text:
        changed = text.read().replace("Schedule::store_all()", "Schedule::" + (schedule if "(" in schedule else schedule + "()"))
    with open(emitted, "w") as out:
        out.write(changed)


class Harness:
    """Judges batches of programs. A batch that fails as a whole is split until each program stands alone."""

    def __init__(self, settings):
        self.settings = settings
        os.makedirs(settings.work, exist_ok=True)

    def judge(self, programs, tag="batch"):
        """An Outcome per program name."""
        failure = self._attempt(programs, tag)
        if isinstance(failure, dict):
            return failure
        if len(programs) == 1:
            return {programs[0].name: failure}
        half = len(programs) // 2
        outcomes = self.judge(programs[:half], tag)
        outcomes.update(self.judge(programs[half:], tag))
        return outcomes

    def _path(self, tag, name):
        folder = os.path.join(self.settings.work, tag)
        os.makedirs(folder, exist_ok=True)
        return os.path.join(folder, name)

    def _attempt(self, programs, tag):
        """A dict of outcomes, or one Outcome that concerns the batch as a whole."""
        is_c = self.settings.language == "c"
        header, emitted = self._path(tag, "programs.c" if is_c else "programs.hpp"), self._path(
            tag, "programs_derivatives.hpp"
        )
        with open(header, "w") as out:
            out.write(primal_text(programs, self.settings.language))
        if self.settings.tool:
            failure = self._generate(programs, header, emitted)
            if failure:
                return failure
        return self._compile_and_run(programs, tag)

    def _generate(self, programs, header, emitted):
        command = [self.settings.tool]
        for program in programs:
            function = program.name + "_f" if self.settings.language == "c" else None
            for option, text in program.requests(self.settings.requests, function):
                command += [option, text]
        if self.settings.plan == "directions":
            command.append(f"--directions={DIRECTIONS}")
        elif self.settings.plan == "calls":
            command.append("--inline-limit=0")
        elif self.settings.plan in STORAGES:
            command.append("--storage=" + self.settings.plan)
        elif is_schedule(self.settings.plan):
            command += ["--checkpoint=" + loop for loop in outer_loops(programs, header)]
        command += list(self.settings.tool_options) + ["-o", emitted, header, "--"]
        command += ["-std=c11"] if self.settings.language == "c" else ["-std=c++17", "-xc++"]
        if os.path.exists(emitted):
            os.remove(emitted)
        status, _, errors = run(command, timeout=RUN_SECONDS + 2 * len(programs))
        if status == 1 and self.settings.plan == "directions" and "with several directions" in first_error(errors):
            return Outcome("one_direction", first_error(errors))
        if status == 1 and "internal error" not in errors:
            return Outcome("refused", first_error(errors))
        if status != 0 or not os.path.exists(emitted):
            return Outcome("crashed", f"exit status {status}: " + (first_error(errors) or errors[-300:]))
        if is_schedule(self.settings.plan):
            use_schedule(emitted, self.settings.plan)
        return None

    def _compile_and_run(self, programs, tag):
        requests = self.settings.requests if self.settings.tool else ()
        driver, binary = self._path(tag, "driver.cpp"), self._path(tag, "driver")
        header = (
            "programs_derivatives.hpp"
            if self.settings.tool
            else "dual.hpp"
            if self.settings.language == "c"
            else "programs.hpp"
        )
        with open(driver, "w") as out:
            out.write(driver_text(programs, header, requests, self.settings.language, self.settings.plan))
        command = (
            [
                self.settings.compiler,
                "-std=c++17",
                "-O0",
                "-ffp-contract=off",
                "-DBACKSWEEP_ORDERED_SUMS",
                "-I",
                HERE,
                "-I",
                os.path.dirname(driver),
                "-I",
                self.settings.runtime,
            ]
            + STRICT
            + [driver, "-o", binary]
        )
        if self.settings.sanitize:
            command[2:3] = ["-O1", "-g", "-fsanitize=address,undefined", "-fno-sanitize-recover=undefined"]
        status, _, errors = run(command, timeout=600)
        if status != 0:
            where = first_error(errors)
            return Outcome("compile" if "_derivatives.hpp" in errors else "invalid", where)
        status, output, run_errors = run([binary])
        if status != 0:
            return Outcome("run", f"exit status {status} " + sanitizer_summary(run_errors))
        return self._outcomes(programs, output, emitted_warnings(errors))

    def compare_oracles(self, programs, tag="adolc"):
        """What disagrees between dual numbers and ADOL-C, as text; empty where all is well."""
        able = [program for program in programs if program.adolc_ok and not program.has_float]
        driver, binary = self._path(tag, "driver.cpp"), self._path(tag, "driver")
        with open(driver, "w") as out:
            out.write(adolc_driver_text(able))
        status, _, errors = run(
            [self.settings.compiler, "-std=c++17", "-O0", "-I", HERE, driver, "-ladolc", "-o", binary], timeout=900
        )
        if status == 0:
            status, output, errors = run([binary], cwd=os.path.dirname(driver))
            errors = output + errors
        return len(able), errors if status != 0 or "differ" in errors else ""

    def _outcomes(self, programs, output, warnings):
        outcomes = {program.name: Outcome("invalid", "no answer") for program in programs}
        for line in output.splitlines():
            name, kind, *rest = line.split()
            if kind == "bits":
                outcomes[name].bits.setdefault(rest[0], []).append(" ".join(rest[1:]))
            elif kind in ("pass", "wild"):
                outcomes[name].kind, outcomes[name].detail = kind, ""
            elif kind == "fail":
                failed = "invalid" if rest[0] == "oracle" else "wrong"
                if outcomes[name].kind != "wrong":
                    outcomes[name].kind, outcomes[name].detail = failed, " ".join(rest)
        if warnings and len(programs) == 1:
            outcomes[programs[0].name].warnings = warnings
        elif warnings:
            for outcome in outcomes.values():
                outcome.warnings = ["batch"]
        return outcomes


def first_error(errors):
    """The first line that names an error, without directories."""
    for line in errors.splitlines():
        if (
            re.search(r"\b(fatal )?error: ", line)
            or "backsweep:" in line
            or "LLVM ERROR" in line
            or "Assertion" in line
        ):
            return re.sub(r"(/[^\s:]*)/", "", line)[:300]
    return errors.strip().splitlines()[0][:300] if errors.strip() else ""


def emitted_warnings(errors):
    found = []
    for line in errors.splitlines():
        match = re.search(r"programs_derivatives\.hpp:\d+:\d+: warning: (.*)", line)
        if match:
            found.append(match.group(1)[:200])
    return found


def sanitizer_summary(errors):
    for line in errors.splitlines():
        if "ERROR: AddressSanitizer" in line or "runtime error" in line:
            return re.sub(r"(/[^\s:]*)/", "", line)[:200]
    return errors.strip()[-200:]
