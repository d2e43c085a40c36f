"""When Python looks for objects that can go: seldom where many are made, and never among those that stay."""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_NEW_OBJECTS: Final = 20_000
"""So many containers are made before a look at the new ones: a page with all its figures makes some 100,000, and keeps few."""

_pausing = threading.Lock()


def pass_over_what_stays() -> None:
    """Leave out of all later collections what there is now, and collect seldom: for a process that answers requests.

    Code, a large mirror's cells and its zones are millions of objects; to look through them again takes a fifth of a second
    of somebody's request.
    """
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS, *gc.get_threshold()[1:])


@contextmanager
def without_collections() -> Iterator[None]:
    """While many objects are made that all stay, none are looked for that could go: that would take longer than making them.

    Where another thread has paused collections already, it is the one that lets them go on.
    """
    pauses = _pausing.acquire(blocking=False)
    paused = pauses and gc.isenabled()
    try:
        if paused:
            gc.disable()
        yield
    finally:
        if paused:
            gc.enable()
        if pauses:
            _pausing.release()
