"""Forms of what is recorded, as whoever fills them in meets them: what they offer, and what they ask and do not ask."""

import re
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client

from parkledger.language import sort_key
from parkledger.ledger.models import Book, Project, Zone
from parkledger.submissions.forms.choices import offer
from parkledger.submissions.models import State, Submission
from tests.portal.persons import browser_of, person
from tests.portal.test_submissions import BOOK, CLEARED, ZONE, decide, handed_in, text

LEASED = {"zone": ZONE, "area_m2": "1", "area_m2.unit": "ha", "use": "industrial", "effective_on": "2025-05-01"}
NAMES = ("Đông Anh", "Tiên Sơn", "Ấp Mới", "Tân Hưng", "Ôn Lương", "Châu Minh")


@pytest.fixture
def people(books: Path) -> dict[str, Client]:
    roles = {name: (role, {"book": BOOK}) for name, role in (("lan", "officer"), ("duyet", "approver"))}
    return {name: browser_of(person(name, role)) for name, role in roles.items()}


def post(client: Client, kind: str, given: dict[str, str], act: str = "submit", query: str = "") -> Any:
    return client.post(f"/ghi-so/{kind}/{query}", {"book": BOOK, "act": act, **given})


def options(page: str, field: str) -> list[str]:
    """What a list of choices of a page offers, in its order."""
    listed = re.search(rf'<select[^>]*name="{field}".*?</select>', page, re.S)
    assert listed is not None
    return [unescape(each).strip() for each in re.findall(r'<option value="[^"]+"[^>]*>([^<]+)', listed[0])]


def test_zones_and_projects_stand_in_vietnamese_order(people: dict[str, Client]) -> None:
    book = Book.objects.get(code=BOOK)
    for number, name in enumerate(NAMES):
        like = Zone.objects.filter(book=book, kind="park", ended_on=None)[0]
        like.pk, like.code, like.name, like.search = like.pk + 900_000 + number, f"z-{number}", name, name
        like.save(force_insert=True)
    offered = options(people["lan"].get("/ghi-so/land_leased/").content.decode(), "zone")
    assert offered == sorted(offered, key=sort_key)
    own = list(dict.fromkeys(each[4:] for each in offered if each[4:] in NAMES))
    assert own == ["Ấp Mới", "Châu Minh", "Đông Anh", "Ôn Lương", "Tân Hưng", "Tiên Sơn"]
    titles = [label.vi for _, label in offer(person("cao", ("officer", {"book": BOOK})), book).projects]
    assert titles == sorted(titles, key=lambda title: sort_key(title.partition(" — ")[0]))


def test_a_project_is_written_by_its_name(people: dict[str, Client]) -> None:
    project = Project.objects.filter(book__code=BOOK, ended_on=None, role="secondary", zone_id__isnull=False)[0]
    for written in (project.name, project.name.upper(), f"{project.name} — {project.enterprise}"):
        post(people["lan"], "land_leased", {**LEASED, "project": written}, "save")
        assert Submission.objects.latest("pk").payload["project"] == project.code, written


def test_a_name_of_several_projects_is_told_apart_by_codes(people: dict[str, Client]) -> None:
    one, other = Project.objects.filter(book__code=BOOK, ended_on=None)[:2]
    Project.objects.filter(pk=other.pk).update(name=one.name)
    answer = post(people["lan"], "land_leased", {**LEASED, "project": one.name})
    assert answer.status_code == 422
    assert f"«{one.code}»" in text(answer.content)
    assert f"«{other.code}»" in text(answer.content)


def test_what_is_missing_is_recorded_and_the_form_is_as_it_was(people: dict[str, Client]) -> None:
    refused = post(people["lan"], "land_leased", {**LEASED, "project": "Nhà máy chưa ghi"})
    draft = Submission.objects.get()
    lead = re.search(r'href="(/ghi-so/project_registered/[^"]+)"', refused.content.decode())
    assert lead is not None
    address = unescape(lead[1])
    page = people["lan"].get(address).content.decode()
    assert 'value="Nhà máy chưa ghi"' in page
    assert f'href="/ho-so/{draft.pk}/sua/"' in page
    given = {"project": "9988", "name": "Nhà máy chưa ghi", "enterprise": "Công ty Mới", "origin": "fdi", "zone": ZONE,
             "role": "secondary", "capital": "5", "capital.unit": "trieu-usd", "effective_on": "2025-04-01"}  # fmt: skip
    sent = post(people["lan"], "project_registered", given, query=f"?{urlsplit(address).query}")
    assert sent.status_code == 302, text(sent.content)
    made = Submission.objects.exclude(pk=draft.pk).get()
    assert (made.state, sent["Location"]) == (State.SUBMITTED, f"/ho-so/{draft.pk}/sua/?after={made.pk}")
    back = people["lan"].get(sent["Location"])
    assert 'value="Nhà máy chưa ghi"' in back.content.decode()
    assert f"Đã trình hồ sơ số {made.pk}." in text(back.content)


def test_nothing_is_kept_of_a_form_that_was_not_filled_in(people: dict[str, Client]) -> None:
    for act in ("submit", "preview"):
        answer = post(people["lan"], "land_leased", {}, act)
        assert answer.status_code == 422
        assert "Bản nháp số" not in text(answer.content)
    assert not Submission.objects.exists()


def test_no_form_asks_for_a_hash_and_what_is_known_of_it_stays(people: dict[str, Client]) -> None:
    assert "SHA-256" not in people["lan"].get("/ghi-so/land_cleared/").content.decode()
    post(people["lan"], "land_cleared", {**CLEARED, "document.number": "12/QĐ"}, "save")
    draft = Submission.objects.get()
    draft.payload["document"]["sha256"] = "a" * 64
    draft.save()
    again = {**CLEARED, "document.number": "12/QĐ", "document.title": "đợt 3", "number": f"{draft.pk}", "version": "1"}
    post(people["lan"], "land_cleared", again, "save")
    draft.refresh_from_db()
    assert draft.payload["document"] == {"number": "12/QĐ", "title": "đợt 3", "sha256": "a" * 64}
    post(people["lan"], "land_cleared", {**again, "document.number": "13/QĐ", "version": f"{draft.version}"}, "save")
    draft.refresh_from_db()
    assert draft.payload["document"] == {"number": "13/QĐ", "title": "đợt 3"}


def test_what_an_approver_said_stands_above_the_form_that_it_was_returned_for(people: dict[str, Client]) -> None:
    found = handed_in(people["lan"])
    decide(people["duyet"], found, "return", "thiếu biên bản bàn giao")
    post(people["lan"], "land_cleared", {**CLEARED, "number": f"{found.pk}", "version": f"{found.version + 1}"}, "save")
    page = text(people["lan"].get(f"/ho-so/{found.pk}/sua/").content)
    assert page.index("Hồ sơ bị trả lại") < page.index("thiếu biên bản bàn giao") < page.index("Diện tích")
    found.refresh_from_db()
    again = {**CLEARED, "number": f"{found.pk}", "version": f"{found.version}"}
    assert post(people["lan"], "land_cleared", again).status_code == 302
    assert "Hồ sơ bị trả lại" not in text(people["lan"].get(f"/ho-so/{found.pk}/").content)


def test_the_list_says_of_what_and_how_much(people: dict[str, Client]) -> None:
    handed_in(people["lan"])
    project = Project.objects.filter(book__code=BOOK, ended_on=None, role="secondary")[0]
    given = {
        "project": project.code,
        "direction": "up",
        "capital": "5",
        "capital.unit": "trieu-usd",
        "effective_on": "2025-04-01",
    }
    post(people["lan"], "capital_adjusted", given, "save")
    page = text(people["lan"].get("/ho-so/?loc=toi").content)
    assert "Nội dung" in page
    assert "KCN Quang Châu; diện tích" in page
    assert re.search(r"KCN Quang Châu; diện tích [\w ]*1,5 ha; từ 6/5/2024", page)
    assert project.name in page


def test_whoever_handed_in_is_told_on_the_first_screen_what_was_decided(people: dict[str, Client]) -> None:
    found = handed_in(people["lan"])
    assert "vừa được duyệt" not in text(people["lan"].get("/").content)
    decide(people["duyet"], found, "approve")
    page = people["lan"].get("/").content.decode()
    assert "1 hồ sơ vừa được duyệt" in page
    assert f"/ho-so/{found.pk}/" in people["lan"].get("/ho-so/?loc=toi&state=approved").content.decode()
    assert "vừa được duyệt" not in text(people["duyet"].get("/").content)
