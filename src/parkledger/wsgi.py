"""The application that a WSGI server runs: `parkledger.wsgi:application`, ready to answer at once."""

import os
import threading
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from parkledger.language import ParkError


def _warm() -> None:
    """Load what the first visitor would wait for: the pages' code, the mirror, the index of names."""
    from parkledger.briefing import search
    from parkledger.figures.current import current_figures

    import_module(settings.ROOT_URLCONF)
    try:
        search.warm(current_figures())
    except (OSError, ParkError):
        return  # there are no books yet; pages will say so
    threading.Thread(target=_read_duties, name="duties", daemon=True).start()


def _read_duties() -> None:
    """Read what is due, while visitors are answered already: tens of thousands of events take seconds."""
    from django.db import DatabaseError, connections

    from parkledger.records.duties import duty_chronicle

    try:
        duty_chronicle()
    except (OSError, ParkError, DatabaseError):
        return  # whoever asks for the list is told why
    finally:
        connections.close_all()


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "parkledger.settings")
application = get_wsgi_application()
_warm()
