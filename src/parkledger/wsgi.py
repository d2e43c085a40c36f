"""The application that a WSGI server runs: `parkledger.wsgi:application`, ready to answer at once."""

import atexit
import gc
import logging
import os
import threading
from importlib import import_module
from pathlib import Path

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application

from parkledger.garbage import pass_over_what_stays, without_collections
from parkledger.language import Lang, ParkError


def _is_ready() -> bool:
    """Whether the database is of this version; it is brought to it first where that is set. Else what to run is told."""
    from parkledger.configuration import configuration
    from parkledger.home import home
    from parkledger.schema import migrate, schema

    try:
        if configuration().migrate:
            home().mkdir(parents=True, exist_ok=True)
            migrate()
        schema().check()
    except ParkError as problem:  # every request is answered with it as well
        _tell(problem)
        return False
    return True


def _warm() -> None:
    """Load what the first visitor would wait for: the mirror, the index of names."""
    from parkledger.briefing import search
    from parkledger.figures.current import current_figures

    if not _is_ready():
        return
    try:
        search.warm(current_figures())
    except (OSError, ParkError):
        return  # there are no books yet; pages will say so
    pass_over_what_stays()
    threading.Thread(target=_read_the_rest, name="warming", daemon=True).start()


def _read_the_rest() -> None:
    """Read what is due, and the words of questions, while visitors are answered already: it takes seconds."""
    from django.db import DatabaseError, connections

    from parkledger.briefing.answers import questions
    from parkledger.figures.current import current_figures
    from parkledger.records.duties import duty_chronicle

    try:
        duty_chronicle()
        questions.warm(current_figures())
        pass_over_what_stays()
    except (OSError, ParkError, DatabaseError):
        return  # whoever asks for the list is told why
    finally:
        connections.close_all()


def _collect_statics() -> None:
    """Collect the static files where none were: pages cannot be made without. `parkledger serve` has done so."""
    from parkledger import statics

    if (Path(settings.STATIC_ROOT) / statics.MARK).is_file():
        return
    try:
        statics.prepare()
    except ParkError as problem:
        _tell(problem)


def _check_tiles() -> None:
    """Tell of a file of map tiles that is not there: the map fails, all else does not."""
    from parkledger.tiles import check_tiles

    try:
        check_tiles(settings.TILES)
    except ParkError as problem:
        _tell(problem)


def _tell(problem: ParkError) -> None:
    """Write into the log what is wrong and what to run."""
    logging.getLogger(__name__).error("%s", problem.message(Lang.EN))


def _load() -> WSGIHandler:
    """The application with the code of all its pages, which garbage collections pass over from now on.

    It stays for as long as the process runs; to look through all of it again takes a fifth of the start.
    """
    with without_collections():
        django.setup()
        _collect_statics()
        _check_tiles()
        loaded = get_wsgi_application()
        import_module(settings.ROOT_URLCONF)
        pass_over_what_stays()
    atexit.register(gc.unfreeze)
    return loaded


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parkledger.settings")
application = _load()
_warm()
