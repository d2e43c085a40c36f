"""What the worked examples share: a visitor without a browser, and the collected static files that pages name."""

from pathlib import Path

import pytest
from django.test import Client

from tests.portal.conftest import shared, statics

__all__ = ["shared", "statics"]


@pytest.fixture
def client(statics: Path) -> Client:
    """A visitor."""
    return Client()
