#!/usr/bin/env python3
"""Builds the consumer project in a fresh tree and checks when it differentiates again.

    check_consumer.py --way installed|subdirectory|same_build --generator NAME --build BUILD --source SOURCE
                      [--config CONFIG]

BUILD is a build tree of Backsweep with the tool built.
* installed: it is installed into a scratch prefix, where the consumer finds it. Everything is checked.
* subdirectory: the consumer takes SOURCE in by add_subdirectory. Building the tool again takes minutes, so the project is
  only configured, and the plan of its build looked at.
* same_build: BUILD holds the consumer as well; it is built there, as it would be behind an add_subdirectory.
"""

import argparse
import glob
import os
import shutil
import subprocess
import sys
import tempfile
import time

CONSUMER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "consumer")


def run(*command):
    """Standard output and error of a command that must succeed."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}\nended with {done.returncode}:\n{done.stdout}")
    return done.stdout


class Consumer:
    """The project under test, in a folder of its own."""

    def __init__(self, folder, generator, definitions):
        self.source = os.path.join(folder, "consumer")
        self.tree = os.path.join(folder, "tree")
        self.is_multi = "Multi" in generator
        shutil.copytree(CONSUMER, self.source)
        run("cmake", "-G", generator, "-S", self.source, "-B", self.tree, *definitions,
            *([] if self.is_multi else ["-DCMAKE_BUILD_TYPE=Release"]))

    def build(self, config="Release"):
        """Builds; the number of times the tool ran."""
        command = ["cmake", "--build", self.tree, "--target", "consumer_app"] + (["--config", config] if self.is_multi else [])
        return run(*command).count("Differentiating")

    def run_app(self, config="Release"):
        run(os.path.join(self.tree, config, "consumer_app") if self.is_multi else os.path.join(self.tree, "consumer_app"))

    def write(self, name, text):
        with open(os.path.join(self.source, name), "w", encoding="utf-8") as file:
            file.write(text)

    def touch(self, name):
        os.utime(os.path.join(self.source, name))

    def emitted(self):
        return glob.glob(os.path.join(self.tree, "**", "*.backsweep.?pp"), recursive=True)


def expect(what, value, wanted):
    if value != wanted:
        sys.exit(f"{what}: the tool ran {value} times instead of {wanted}")


def pause():
    """Time stamps of Make are compared to the second on some file systems."""
    time.sleep(1.1)


def check_regeneration(consumer):
    expect("nothing changed", consumer.build(), 0)
    pause()
    consumer.touch("include/weights.h")
    expect("a transitive header was touched", consumer.build(), 1)
    expect("nothing changed since then", consumer.build(), 0)
    pause()
    consumer.touch("main.cpp")
    expect("an unrelated file was touched", consumer.build(), 0)
    pause()
    consumer.touch("wave.c")
    expect("a source was touched", consumer.build(), 1)
    expect("nothing changed since that", consumer.build(), 0)
    pause()
    consumer.write("include/weights.h", "#pragma once\n#define WEIGHT 5\n")
    run("cmake", "-DCONSUMER_WEIGHT=5", consumer.tree)
    expect("a transitive header was changed", consumer.build(), 1)
    consumer.run_app()


def check_error_stops_build(consumer):
    good = open(os.path.join(consumer.source, "wave.c"), encoding="utf-8").read()
    pause()
    consumer.write("wave.c", good.replace("sum += half", "sum += halves"))
    command = ["cmake", "--build", consumer.tree, "--target", "consumer_app"]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode == 0 or "wave.c" not in done.stdout:
        sys.exit(f"an error in wave.c does not stop the build:\n{done.stdout}")
    pause()
    consumer.write("wave.c", good)
    expect("the error was mended", consumer.build(), 1)
    consumer.run_app()


def check_tradeoff(consumer):
    """The comparison is made by its target and by its test, and each leaves its files."""
    names = [os.path.join(consumer.tree, "consumer_tradeoff." + ending) for ending in ("txt", "csv", "json", "svg")]
    config = ["--config", "Release"] if consumer.is_multi else []
    said = run("cmake", "--build", consumer.tree, "--target", "consumer_tradeoff_run", *config)
    for wanted in ("a relaxation, 64 cells", "store_all", "revolve(3)", "for_budget"):
        if wanted not in said:
            sys.exit(f"the comparison does not show {wanted}:\n{said}")
    for name in names:
        if os.path.getsize(name) == 0:
            sys.exit(f"{name} is empty")
        os.remove(name)
    run("ctest", "--test-dir", consumer.tree, "-R", "^consumer_tradeoff$", "--no-tests=error",
        *(["-C", "Release"] if consumer.is_multi else []))
    for name in names:
        if not os.path.exists(name):
            sys.exit(f"the test consumer_tradeoff does not write {name}")


def check_installed(arguments, folder):
    prefix = os.path.join(folder, "prefix")
    config = ["--config", arguments.config] if arguments.config else []
    run("cmake", "--install", arguments.build, "--prefix", prefix, *config)
    consumer = Consumer(folder, arguments.generator, [f"-DCMAKE_PREFIX_PATH={prefix}"])
    expect("the first build", consumer.build(), 3)
    consumer.run_app()
    if not consumer.emitted():
        sys.exit("no emitted file lies in the build tree")
    check_tradeoff(consumer)
    check_regeneration(consumer)
    if consumer.is_multi:
        consumer.build("Debug")
        consumer.run_app("Debug")
        expect("back to the first configuration", consumer.build(), 0)
    else:
        check_error_stops_build(consumer)


def check_subdirectory(arguments, folder):
    consumer = Consumer(folder, "Ninja", [f"-DBACKSWEEP_SOURCE={arguments.source}"])
    plan = run("ninja", "-C", consumer.tree, "-t", "commands", "consumer_app")
    expect("the planned build", plan.count("--depfile-target="), 3)
    if "gtest" in plan:
        sys.exit("Backsweep's own tests are built with the consumer")


def check_same_build(arguments, _folder):
    config = ["--config", arguments.config] if arguments.config else []
    run("cmake", "--build", arguments.build, "--target", "consumer_app", *config)
    programs = glob.glob(os.path.join(arguments.build, "tests", "cmake", "consumer", "**", "consumer_app"), recursive=True)
    run(programs[0])


def main():
    checks = {"installed": check_installed, "subdirectory": check_subdirectory, "same_build": check_same_build}
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--way", choices=sorted(checks), required=True)
    parser.add_argument("--generator", default="Ninja")
    parser.add_argument("--build", required=True)
    parser.add_argument("--source", required=True)
    parser.add_argument("--config", default="", help="the configuration of BUILD to use")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        checks[arguments.way](arguments, folder)
    print("ok")


if __name__ == "__main__":
    main()
