"""The drafts, written once for all tests of the demonstration."""

import pytest

from parkledger.demo import EventDraft, drafts


@pytest.fixture(scope="session")
def everything() -> list[EventDraft]:
    """All drafts of all books."""
    return drafts()
