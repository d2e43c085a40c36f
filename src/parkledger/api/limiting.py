"""How often one caller is answered: a bucket of requests that fills up again, in this server process.

Each process of the server keeps its own buckets, so that a caller gets at most as many times the rate as there are
processes. It is there against runaway programs, not against an attack, which is for the proxy in front to stop.
"""

import threading
import time
from collections import OrderedDict
from dataclasses import dataclass
from math import ceil

MOST_CALLERS = 10_000
"""Callers remembered; who has not called for longest is forgotten first."""


@dataclass(slots=True)
class _Bucket:
    left: float
    at: float


class Limiter:
    """Buckets by caller: `burst` requests at once, `a_minute` of them again each minute."""

    def __init__(self, a_minute: int, burst: int) -> None:
        self.a_minute = a_minute
        self.burst = burst
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, caller: str, now: float | None = None) -> int:
        """Take one request out of a caller's bucket: 0 where there was one, else the seconds until there will be."""
        moment = time.monotonic() if now is None else now
        rate = self.a_minute / 60
        with self._lock:
            bucket = self._buckets.pop(caller, None) or _Bucket(float(self.burst), moment)
            bucket.left = min(float(self.burst), bucket.left + (moment - bucket.at) * rate)
            bucket.at = moment
            self._buckets[caller] = bucket
            if len(self._buckets) > MOST_CALLERS:
                self._buckets.popitem(last=False)
            if bucket.left < 1:
                return ceil((1 - bucket.left) / rate)
            bucket.left -= 1
            return 0
