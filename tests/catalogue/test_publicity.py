"""What is made in full whoever asks, so that it may be remembered for all."""

from collections.abc import Iterator

import pytest

from parkledger.catalogue.publicity import PublicKind, hiding, whole, withheld


@pytest.fixture(autouse=True)
def _asked_by_the_public() -> Iterator[None]:
    before = withheld.set(frozenset({("bg", PublicKind.ZONES.value)}))
    yield
    withheld.reset(before)


def test_what_is_whole_withholds_nothing_and_withholds_again_afterwards() -> None:
    assert whole(hiding)(PublicKind.ZONES) == frozenset()
    assert hiding(PublicKind.ZONES) == {"bg"}


def test_a_generator_is_refused_since_it_runs_when_it_is_read() -> None:
    def books() -> Iterator[str]:
        yield from hiding(PublicKind.ZONES)

    with pytest.raises(TypeError, match="books is a generator"):
        whole(books)
