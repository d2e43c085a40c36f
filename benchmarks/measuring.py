"""Timing: medians after a warm-up, and limits that are ratios measured in one run."""

import gc
import resource
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

ROUNDS = 7


@dataclass(frozen=True, slots=True)
class Line:
    """One result: what was measured, what it came to, and the most (or least) that it may come to."""

    what: str
    measured: str
    limit: str = ""
    ratio: Fraction | None = None
    passed: bool | None = None

    @property
    def verdict(self) -> str:
        """PASS or FAIL; nothing where the line is there to compare with."""
        return {None: "", True: "PASS", False: "FAIL"}[self.passed]


Clock = Callable[[], int]
PROCESSOR: Clock = time.process_time_ns
"""The time that the processor spends on this process: for what is held against a limit of its own, not against another act."""


def timed(act: Callable[[], object], clock: Clock = time.perf_counter_ns) -> int:
    """How long one call takes, in nanoseconds; the collector of cycles is let run before it, not during it."""
    gc.collect()
    gc.disable()
    try:
        start = clock()
        act()
        return clock() - start
    finally:
        gc.enable()


def medians(*acts: Callable[[], object], rounds: int = ROUNDS, clock: Clock = time.perf_counter_ns) -> list[int]:
    """The median time of each act in nanoseconds: one round unmeasured, then all acts in turn, round after round.

    Taking turns spreads whatever else the machine does evenly over what is compared.
    """
    for act in acts:
        act()
    times: list[list[int]] = [[] for _ in acts]
    for _ in range(rounds):
        for kept, act in zip(times, acts, strict=True):
            kept.append(timed(act, clock))
    return [int(statistics.median(kept)) for kept in times]


def at_most(what: str, taken: int, bare: int, limit: Fraction, against: str) -> Line:
    """A time that may be at most `limit` times another."""
    ratio = Fraction(taken, bare)
    return Line(what, shown(taken), f"{number(limit)} × {against} ({shown(bare)})", ratio, ratio <= limit)


def within(what: str, taken: int, limit_ns: int) -> Line:
    """A time that may be at most so long."""
    return Line(what, shown(taken), f"≤ {shown(limit_ns)}", Fraction(taken, limit_ns), taken <= limit_ns)


def rate(what: str, events: int, taken: int, least: int) -> Line:
    """Events a second, which must be at least so many."""
    a_second = Fraction(events * 10**9, taken)
    return Line(what, f"{int(a_second):,} events/s", f"≥ {least:,} events/s", a_second / least, a_second >= least)


def peak_memory() -> int:
    """The most memory this process has had so far, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def shown(nanoseconds: int) -> str:
    """A time as people read it."""
    for unit, size in (("s", 10**9), ("ms", 10**6), ("µs", 10**3)):
        if nanoseconds >= size:
            return f"{number(Fraction(nanoseconds, size))} {unit}"
    return f"{nanoseconds} ns"


def number(value: Fraction) -> str:
    """A number with three significant digits or so."""
    decimals = 0 if value >= 100 else 1 if value >= 10 else 2
    scaled = round(value * 10**decimals)
    whole, rest = divmod(scaled, 10**decimals)
    return f"{whole}.{rest:0{decimals}d}" if decimals else str(whole)
