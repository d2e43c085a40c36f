"""The drafts, written once for all tests of the demonstration."""

import pytest

from parkledger.demo import Draft, drafts


@pytest.fixture(scope="session")
def everything() -> list[Draft]:
    """All drafts of all books."""
    return drafts()
