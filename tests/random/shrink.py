"""Makes a failing program small while it fails in the same way."""

import re

from program import smaller

MAX_TRIALS = 250


def cause_of(outcome):
    """What failed, without names, numbers and places: failures of one cause are grouped by it."""
    text = re.sub(r"[\w./]+:\d+:\d+: ", "", outcome.detail)
    text = re.sub(r"`[^`]*`", "STATEMENT", text)
    text = re.sub(r"\b[a-z]+_?\d+\w*\b|(?<=uses ')[^']*", "NAME", text)
    text = re.sub(r"\d+(\.\d+)?(e[-+]?\d+)?", "N", text)
    return f"{outcome.kind}: {text}"[:160]


def failing_requests(outcome, requests):
    """The one derivative that the failure is about, where it says so; every variant is then tried with that alone."""
    named = [request for request in requests if re.search(rf"\b(f_)?{request}\b", outcome.detail)]
    return tuple(named[:1] or requests)


def shrink(program, outcome, judge):
    """The smallest program found that fails with the same cause."""
    cause = cause_of(outcome)
    trials, position, since_progress = 0, 0, 0
    while trials < MAX_TRIALS:
        variants = list(smaller(program))
        if since_progress >= len(variants):
            break
        # After a success the next place is tried, not the first again: what failed there mostly fails still.
        variant = variants[position % len(variants)]
        trials += 1
        if cause_of(judge(variant)[variant.name]) == cause:
            program, since_progress = variant, 0
        else:
            position += 1
            since_progress += 1
    return program
