"""What the worked examples share: a visitor without a browser, and the collected static files that pages name."""

from pathlib import Path

import pytest
from django.test import Client


@pytest.fixture
def client(statics: Path) -> Client:
    """A visitor."""
    return Client()
