"""The figures of a test are those of its own books: none are left open from one to the next."""

from collections.abc import Iterator

import pytest

from parkledger.figures.current import close


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    """Figures that are closed before and after each test of a module that names this."""
    close()
    yield
    close()
