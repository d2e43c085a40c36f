"""Every number of a project and of an enterprise opens into its sum, its course and its events; projects come to their zone."""

from datetime import date
from fractions import Fraction

import pytest

from parkledger.catalogue import Origin, ZoneKind
from parkledger.figures import Question
from parkledger.figures.current import current_figures
from parkledger.ledger.models import Posting, Project
from parkledger.records.dates import Dates, moment_from
from parkledger.records.histories import zones_on
from parkledger.records.project_figures import HELD, opening
from parkledger.records.project_lists import enterprises_on, lines_on
from tests.portal.conftest import DAY
from tests.portal.test_land import parsed

TEXT = {"separator": " ", "strip": True}


@pytest.mark.parametrize(("on", "known"), [(DAY, None), ("2019-06-30", "2019-08-01"), ("2019-06-30", None)])
def test_what_the_projects_of_a_zone_come_to_is_the_zones_figure(books, on, known) -> None:
    dates = Dates(date.fromisoformat(on), moment_from(known) if known else None)
    lines = [line for line in lines_on(dates) if line.in_force and line.zone and line.project.role == "secondary"]
    compared = 0
    for zone in zones_on(dates).values():
        inside = [line for line in lines if line.zone and line.zone.id == zone.id]
        for code, origin in (
            *(("capital.in_force", each) for each in Origin),
            ("land.leased", None),
            ("land.approved", None),
        ):
            own = [line for line in inside if origin in {None, line.project.origin}]
            if not own:
                continue
            together = opening(code, own, dates)
            assert (together.value or 0) == zones_figure(own[0], code, origin, dates), (zone.code, code)
            for line in own[:4]:
                assert (opening(code, [line], dates).value or 0) == together.by_project.get(line.project.id, 0)
            compared += 1
    assert compared > 20


def zones_figure(line, code: str, origin: Origin | None, dates: Dates) -> Fraction:
    """What the zone of a project comes to by the figures' own engine."""
    zone = line.zone
    asked = Question(
        code, zone.place, dates.on, zone=zone.id, kind=ZoneKind(zone.kind), origin=origin, known_at=dates.known_at
    )
    return current_figures().one(asked).value or Fraction(0)


def links(client, path: str) -> list[tuple[str, str]]:
    """The numbers of a page that open into a page of a project or an enterprise, with those addresses."""
    tree = parsed(client.get(path).content.decode())
    found = [(a.text(**TEXT), a.attributes["href"]) for a in tree.css("main a.figure")]
    return [each for each in found if each[1].startswith(("/so-lieu/du-an/", "/so-lieu/doanh-nghiep/"))]


@pytest.mark.parametrize("code", ["MH-BG-0051", "ended"])
def test_every_number_of_a_project_is_the_headline_of_the_page_that_it_opens(client, code) -> None:
    if code == "ended":
        lines = lines_on(Dates(date.fromisoformat(DAY)))
        code = next(line.project.code for line in lines if not line.in_force and line.project.book == "bg-parks")
    found = links(client, f"/du-an/bg-parks/{code}/?on={DAY}&known={DAY}")
    asked = {part for _, href in found for part in href.split("&") if part.startswith("measure=")}
    assert {"measure=capital.in_force", "measure=capital.implemented"} <= asked
    assert ("measure=capital.spent" in asked) == (code == "MH-BG-0051")
    for text, href in found:
        tree = parsed(client.get(href).content.decode())
        assert tree.css_first(".headline").text(**TEXT).rstrip(" *") == text, href
        assert tree.css("table.events tbody tr"), href
        assert tree.css("table#steps tbody tr")[-1].css("td")[0].text(**TEXT) == text, href


def test_every_number_of_an_enterprise_is_the_sum_of_its_projects(client) -> None:
    several = max(enterprises_on(Dates(date.fromisoformat(DAY))).values(), key=lambda each: each.added.count)
    assert several.added.count > 1
    found = [each for each in links(client, f"/doanh-nghiep/{several.slug}/?on={DAY}") if "doanh-nghiep" in each[1]]
    assert len(found) >= 3
    for text, href in found:
        tree = parsed(client.get(href).content.decode())
        assert tree.css_first(".headline").text(**TEXT).split(" ")[0] == text.split(" ")[0], href
        parts = [cell.attributes["data-value"] for cell in tree.css("table#shares tbody td")]
        whole = tree.css_first("table#shares tfoot td").attributes["data-value"]
        assert sum(map(Fraction, parts)) == Fraction(whole), href


def test_what_was_mistyped_is_still_known_as_it_was(client) -> None:
    wrong = Posting.objects.filter(measure="land.leased_industrial", amount__lt=0, effective_on="2019-05-14").first()
    assert wrong is not None
    assert wrong.project_id is not None
    project = Project.objects.get(pk=wrong.project_id)
    path = f"/so-lieu/du-an/?project=bg-parks/{project.code}&measure=land.leased&on=2019-06-30"
    shown = {}
    for known in ("2019-08-01", ""):
        tree = parsed(client.get(f"{path}&known={known}" if known else path).content.decode())
        shown[known] = Fraction(tree.css("table#steps tbody td")[0].attributes["data-value"])
        assert len(tree.css("table#steps tbody tr")) == 1
    assert shown["2019-08-01"] == 10 * shown[""]
    assert "Đất đã cho thuê" in tree.css_first("#zone").parent.text()


def test_a_share_is_of_its_terms_and_nothing_is_divided_by_nothing(client) -> None:
    dates = Dates(date.fromisoformat(DAY))
    line = next(each for each in lines_on(dates) if each.project.code == "MH-BG-0051")
    both = [opening(code, [line], dates).value for code in ("capital.implemented", "capital.in_force")]
    assert both[0]
    assert both[1]
    assert opening("capital.spent", [line], dates).value == both[0] / both[1] * 100
    assert opening("capital.spent", [line], Dates(date(1999, 1, 1))).value is None
    assert set(HELD) >= {"capital.charter", "land.leased_service"}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("du-an/?project=bg-parks/MH-BG-0051&measure=land", 400), ("du-an/?project=bg-parks/KHONG-CO&measure=land.leased", 404),
        ("du-an/", 404), ("doanh-nghiep/?enterprise=khong-co&measure=land.leased", 404),
        ("du-an/?project=bg-parks/MH-BG-0051&measure=projects.in_force", 400),
    ],
)  # fmt: skip
def test_what_cannot_be_opened_is_refused_in_words(client, path, status) -> None:
    assert client.get(f"/so-lieu/{path}").status_code == status
