"""The overview: its figures are those of the books for the page's two dates."""

import pytest

from tests.portal.conftest import DAY


def test_the_seed_pages_headline_is_on_the_dashboard(client) -> None:
    page = client.get(f"/dia-ban/viet-nam.bac-giang/?on={DAY}&known={DAY}").content.decode()
    assert "75,6%" in page
    assert "1.967,11 ha" in page


def test_a_page_with_both_dates_may_be_kept_by_browsers_and_one_without_is_asked_again(client) -> None:
    assert "max-age" in client.get(f"/?on={DAY}&known={DAY}")["Cache-Control"]
    assert client.get("/")["Cache-Control"] == "no-cache"


def test_an_unchanged_page_is_not_sent_again(client) -> None:
    tag = client.get(f"/?on={DAY}")["ETag"]
    assert client.get(f"/?on={DAY}", headers={"if-none-match": tag}).status_code == 304


@pytest.mark.parametrize("query", ["on=hom-qua", "on=31/2/2023", "known=2023-13-01", "on=0001-01-01"])
def test_a_date_that_cannot_be_read_is_refused_in_words(client, query) -> None:
    answer = client.get(f"/?{query}")
    assert answer.status_code == 400
    assert 'role="alert"' in answer.content.decode()


def test_the_english_page_is_english(client) -> None:
    page = client.get(f"/en/dia-ban/viet-nam.bac-giang/?on={DAY}").content.decode()
    assert 'lang="en"' in page
    assert "Bac Giang province" in page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/", "/en/", f"/dia-ban/viet-nam.bac-giang/?on={DAY}"])
def test_in_a_browser_nothing_fails_and_axe_finds_nothing(visit, path, scheme) -> None:
    page = visit(path, scheme=scheme)
    assert page.violations() == []
    page.assert_clean()
