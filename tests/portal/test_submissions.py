"""Submissions on screen: written by one, approved by another; what is shown before is what stands afterwards."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from parkledger.figures import Form, current
from parkledger.ledger.models import Book, Event, Project, Zone
from parkledger.people import letters
from parkledger.people.models import AuditEntry
from parkledger.submissions.models import State, Submission
from parkledger.submissions.preview.effects import effects
from parkledger.submissions.preview.figure_moves import ZONES_A_PAGE
from parkledger.submissions.workflow import lifecycle
from tests.portal.persons import browser_of, person

BOOK, ZONE, OTHER = "bg-parks", "kcn-quang-chau", "kcn-van-trung"
CLEARED = {"zone": ZONE, "area_m2": "1,5", "area_m2.unit": "ha", "effective_on": "2024-05-06", "note": "đợt 3"}


@pytest.fixture
def people(books: Path) -> dict[str, Client]:
    """An officer, two approvers, the operator of one park, an enterprise, and somebody without a role; all signed in."""
    roles = {
        "lan": ("officer", {"book": BOOK}), "duyet": ("approver", {"book": BOOK}), "hai": ("approver", {"book": BOOK}),
        "ha-tang": ("operator", {"zone": f"{BOOK}/{ZONE}"}), "cong-ty": ("enterprise", {"enterprise": firm().enterprise}),
    }  # fmt: skip
    users = {name: person(name, role) for name, role in roles.items()} | {"ngoai": person("ngoai")}
    return {name: browser_of(user) for name, user in users.items()}


def firm() -> Project:
    return Project.objects.filter(book__code=BOOK, ended_on=None, role="secondary").order_by("pk")[0]


@pytest.fixture
def posted(people: dict[str, Client]) -> Iterator[list[mail.EmailMessage]]:
    """The messages sent, kept in memory."""
    before, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []
    yield mail.outbox
    letters.wait()
    settings.EMAIL_BACKEND = before


def sent(posted: list[mail.EmailMessage]) -> list[mail.EmailMessage]:
    letters.wait()
    return posted


def handed_in(
    client: Client, kind: str = "land_cleared", given: dict[str, str] | None = None, act: str = "submit", **more: str
) -> Submission:
    answer = client.post(f"/ghi-so/{kind}/", {"book": BOOK, "act": act, **(given or CLEARED), **more})
    assert answer.status_code == 302, text(answer.content)
    return Submission.objects.get(pk=int(answer["Location"].split("/")[-2]))


def decide(client: Client, found: Submission, act: str, comment: str = "", version: int | None = None):
    given = {"act": act, "comment": comment, "version": str(found.version if version is None else version)}
    return client.post(f"/ho-so/{found.pk}/", given)


def markup(answer: Any) -> str:
    """A page as it was sent, its white space collapsed."""
    return " ".join(answer.content.decode().split())


def text(content: bytes) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", content.decode())).split())


def test_written_seen_and_approved_by_another_then_it_stands_in_the_book(people, posted) -> None:
    last = Event.objects.filter(book__code=BOOK).count()
    found = handed_in(people["lan"])
    assert Event.objects.filter(book__code=BOOK).count() == last
    page = text(people["duyet"].get(f"/ho-so/{found.pk}/").content)
    assert "1,5 ha" in page
    assert "Số liệu thay đổi" in page
    assert decide(people["duyet"], found, "approve", "đúng hồ sơ").status_code == 302
    found.refresh_from_db()
    event = Event.objects.get(book__code=BOOK, seq=found.events[0])
    assert (found.state, event.type, '"area_m2":15000' in event.payload.replace(" ", "")) == (
        "approved",
        "land_cleared",
        True,
    )
    told = {each.to[0]: (str(each.subject), str(each.body)) for each in sent(posted)}
    assert set(told) == {"duyet@a.example", "hai@a.example", "lan@a.example"}
    for name, said in (("duyet", "chờ duyệt"), ("hai", "chờ duyệt"), ("lan", "đã được duyệt")):
        assert said in told[f"{name}@a.example"][0]
        assert told[f"{name}@a.example"][1].endswith(f"http://testserver/ho-so/{found.pk}/")
    assert "đúng hồ sơ" in told["lan@a.example"][1]


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("land_cleared", CLEARED),
        ("period_report", {"zone": OTHER, "period_start": "2026-10-01", "period_end": "2026-10-31", "values.labour.workers": "45.000",
                           "values.output.revenue": "12,5", "values.output.revenue.unit": "ty-vnd"}),
        ("zone_planned", {"name": "Thử Nghiệm", "kind": "park", "area_m2": "250", "area_m2.unit": "ha", "effective_on": "2024-01-02"}),
        ("land_leased", {"zone": ZONE, "area_m2": "1", "area_m2.unit": "ha", "use": "industrial", "effective_on": "2025-05-01"}),
        ("area_changed", {"zone": ZONE, "direction": "expanded", "area_m2": "40", "area_m2.unit": "ha", "industrial_m2": "30",
                          "industrial_m2.unit": "ha", "effective_on": "2025-05-01"}),
        ("target_amended", {"measure": "output.production", "kind": "park", "period_start": "2023-01-01", "period_end": "2023-12-31",
                            "set_by": "people_committee", "value": "300.000", "value.unit": "ty-vnd", "effective_on": "2023-10-01"}),
    ],
)  # fmt: skip
def test_what_was_shown_before_is_what_stands_after(people, kind, given) -> None:
    found = handed_in(people["lan"], kind, given)
    shown = effects(found)
    assert shown.refused is None
    assert shown.moved
    told = [pair for each in shown.moved for pair in (each, *each.forms) if pair is not None]
    compared = {  # on the days of the others the books have fallen silent: nothing is compared with a year before
        "target_amended": {Form.GROWTH, Form.RANK, Form.PLAN_RATIO},
        "land_leased": {Form.GROWTH, Form.RANK},  # what was let in the year: both years are on record
        "period_report": {Form.GROWTH, Form.RANK},  # the same month of the year before is on record
    }
    assert {pair.after.form for pair in told} == {Form.VALUE, Form.SHARE} | compared.get(kind, set())
    lifecycle.approve(found, User.objects.get(username="duyet"), found.version)
    current.expire()
    stands = current.current_figures().answer([pair.before.question for pair in told])
    assert [(figure.value, figure.demo) for figure in stands] == [(pair.after.value, pair.after.demo) for pair in told]
    for each in shown.moved:
        ratios = [pair.moves for pair in each.forms if pair]
        assert each.before.value != each.after.value or any(ratios), each


def test_a_figure_that_is_not_shown_does_not_move(people) -> None:
    from parkledger.catalogue import INDICATORS, ZoneKind
    from parkledger.figures import Question

    found = handed_in(people["lan"])
    shown = effects(found)
    example = next(each.before.question for each in shown.moved if each.before.question.zone)
    every = [
        Question(each.code, example.place, example.end, zone=example.zone, kind=ZoneKind.PARK)
        for each in INDICATORS.values()
        if not each.statistic and not each.is_tariff and (not each.kinds or ZoneKind.PARK in each.kinds)
    ]
    before = {
        question.indicator: figure.value
        for question, figure in zip(every, current.current_figures().answer(every), strict=True)
    }
    lifecycle.approve(found, User.objects.get(username="duyet"), found.version)
    current.expire()
    after = {
        question.indicator: figure.value
        for question, figure in zip(every, current.current_figures().answer(every), strict=True)
    }
    moved = {code for code, value in after.items() if value != before[code]}
    assert moved == {each.before.question.indicator for each in shown.moved if each.before.question.zone}
    assert moved


def test_wrong_fields_are_named_kept_and_nothing_is_handed_in(people) -> None:
    answer = people["lan"].post(
        "/ghi-so/land_cleared/", {"book": BOOK, "act": "submit", **CLEARED, "area_m2": "1,234", "zone": ""}
    )
    page = markup(answer)
    assert answer.status_code == 422
    assert re.search(
        r'<input type="text" inputmode="decimal" id="f-area_m2"[^>]*value="1,234"[^>]*aria-describedby="f-area_m2-wrong"',
        page,
    )
    assert re.search(r'<select id="f-zone"[^>]*aria-invalid="true"', page)
    assert "1,2340" in page
    assert not Submission.objects.exists()


def test_a_refusal_of_the_ledger_is_shown_before_and_at_approval(people) -> None:
    much = {**CLEARED, "area_m2": "9000"}
    seen = people["lan"].post("/ghi-so/land_cleared/", {"book": BOOK, "act": "preview", **much})
    assert 'id="f-area_m2-wrong"' in seen.content.decode()
    refused = people["lan"].post("/ghi-so/land_cleared/", {"book": BOOK, "act": "submit", **much})
    assert refused.status_code == 422
    assert "Vẫn trình, chờ hồ sơ khác được duyệt trước" in text(refused.content)
    assert {each.state for each in Submission.objects.all()} == {State.DRAFT}
    found = handed_in(people["lan"], given=much, act="insist")
    page = people["duyet"].get(f"/ho-so/{found.pk}/")
    assert "Sổ chưa nhận được" in text(page.content)
    answer = decide(people["duyet"], found, "approve")
    assert answer.status_code == 422
    assert "giải phóng" in text(answer.content)
    found.refresh_from_db()
    assert found.state == State.SUBMITTED


TARGET = {
    "measure": "land.leased", "value": "300 ha", "period_start": "2025-01-01", "period_end": "2025-12-31", "zone": "kcn-quang-chau",
    "set_by": "board", "effective_on": "2025-01-06",
}  # fmt: skip


@pytest.mark.parametrize(
    ("prefix", "said"),
    [
        ("", r"“Giao chỉ tiêu” ngày 20/12/2024, số \d+ của sổ Ban Quản lý các khu công nghiệp tỉnh Bắc Giang"),
        (
            "/en",
            r"“Target set” of 20 December 2024, no\. \d+ in the book of Ban Quản lý các khu công nghiệp tỉnh Bắc Giang",
        ),
    ],
)
def test_a_refusal_names_an_event_in_words(people, prefix: str, said: str) -> None:
    given = {"book": BOOK, "act": "submit", **TARGET}
    refused = people["lan"].post(f"{prefix}/ghi-so/target_set/", given)
    assert refused.status_code == 422
    page = text(refused.content)
    assert re.search(said, page)
    assert not re.search(r"bg-parks/\d", page)


def test_a_target_of_land_is_listed_and_opened_again_in_hectares(people) -> None:
    given = {
        "book": BOOK,
        "act": "save",
        **TARGET,
        "value": "12,5 ha",
        "period_end": "2026-12-31",
        "period_start": "2026-01-01",
    }
    found = Submission.objects.get(pk=int(people["lan"].post("/ghi-so/target_set/", given)["Location"].split("/")[-3]))
    said = "KCN Quang Châu; Đất đã cho thuê; Chỉ tiêu 12,5 ha; 1/1/2026 – 31/12/2026; từ 6/1/2025"
    assert said.casefold() in text(people["lan"].get("/ho-so/").content).casefold()
    form = LexborHTMLParser(people["lan"].get(f"/ho-so/{found.pk}/sua/").content.decode())
    (written,), (unit,) = form.css("[name='value']"), form.css("[name='value.unit'] option[selected]")
    assert (written.attributes["value"], unit.attributes["value"]) == ("12,5", "ha")


def test_drafts_are_saved_as_they_are_written_and_once_only(people) -> None:
    given = {"book": BOOK, "act": "autosave", "key": "k-1", **CLEARED}
    first = people["lan"].post("/ghi-so/land_cleared/", {**given, "area_m2": "1,"}, headers={"HX-Request": "true"})
    assert "đã lưu lúc" in text(first.content)
    again = people["lan"].post("/ghi-so/land_cleared/", given, headers={"HX-Request": "true"})
    draft = Submission.objects.get()
    assert (draft.payload["area_m2"], draft.version) == ("1,5 ha", 2)
    assert f'name="number" value="{draft.pk}"' in again.content.decode()
    page = markup(people["lan"].get(f"/ho-so/{draft.pk}/sua/"))
    assert re.search(r'id="f-area_m2" name="area_m2" value="1,5"', page)


def test_an_older_window_does_not_overwrite_a_newer_one(people) -> None:
    people["lan"].post("/ghi-so/land_cleared/", {"book": BOOK, "act": "save", "key": "k-2", **CLEARED})
    draft = Submission.objects.get()
    base = {"book": BOOK, "number": str(draft.pk), "version": str(draft.version), **CLEARED}
    assert people["lan"].post(f"/ho-so/{draft.pk}/sua/", {**base, "act": "save", "area_m2": "2"}).status_code == 302
    late = people["lan"].post(f"/ho-so/{draft.pk}/sua/", {**base, "act": "save", "area_m2": "3"})
    assert late.status_code == 409
    assert "đã được thay đổi ở nơi khác" in text(late.content)
    draft.refresh_from_db()
    assert draft.payload["area_m2"] == "2 ha"


def test_the_second_of_two_approvers_is_told(people) -> None:
    found = handed_in(people["lan"])
    assert decide(people["duyet"], found, "approve").status_code == 302
    late = decide(people["hai"], found, "approve")
    assert late.status_code == 409
    assert Event.objects.filter(book__code=BOOK, recorded_by__endswith=f"(hồ sơ {found.pk})").count() == 1


def test_no_mail_server_is_the_administrators_to_see_and_hinders_nobody(people, monkeypatch) -> None:
    admin = browser_of(person("quan-tri", ("administrator", {})))
    empty = admin.get("/nguoi-dung/thu-chua-gui/").content
    assert "Mọi thư đã gửi được" in text(empty)
    monkeypatch.setattr(settings, "EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
    monkeypatch.setattr(settings, "EMAIL_HOST", "127.0.0.1")
    monkeypatch.setattr(settings, "EMAIL_PORT", 1)  # nobody listens there
    found = handed_in(people["lan"])
    letters.wait()
    assert "2 thư báo chưa gửi được" in text(admin.get("/nguoi-dung/").content)
    page = text(admin.get("/nguoi-dung/thu-chua-gui/").content)
    assert page.count(f"Hồ sơ số {found.pk} (Giải phóng mặt bằng) chờ duyệt") == 2
    assert page.count("ConnectionRefusedError") == 2
    monkeypatch.setattr(settings, "EMAIL_BACKEND", "django.core.mail.backends.locmem.EmailBackend")
    assert admin.post("/nguoi-dung/thu-chua-gui/").status_code == 302
    letters.wait()
    assert "Mọi thư đã gửi được" in text(admin.get("/nguoi-dung/thu-chua-gui/").content)
    assert AuditEntry.objects.get(action="letters_tried_again").detail == '{"letters":2}'


def test_letters_are_in_the_language_chosen_in_the_account(people, posted) -> None:
    asked = {"act": "profile", "first_name": "Duyệt", "email": "duyet@a.example", "letters": "en"}
    assert people["duyet"].post("/tai-khoan/", asked).status_code == 302
    assert '<option value="en" selected>' in people["duyet"].get("/tai-khoan/").content.decode()
    found = handed_in(people["lan"])
    subjects = {each.to[0]: each.subject for each in sent(posted)}
    assert subjects["duyet@a.example"].startswith(f"Submission {found.pk} (Land cleared)")
    assert subjects["hai@a.example"].startswith(f"Hồ sơ số {found.pk} (Giải phóng mặt bằng)")


def test_returned_with_a_comment_mended_and_approved(people, posted) -> None:
    found = handed_in(people["lan"])
    assert decide(people["duyet"], found, "return").status_code == 422
    assert decide(people["duyet"], found, "return", "thiếu biên bản").status_code == 302
    assert ["được trả lại" in str(each.subject) for each in sent(posted) if each.to == ["lan@a.example"]] == [True]
    found.refresh_from_db()
    assert "thiếu biên bản" in text(people["lan"].get(f"/ho-so/{found.pk}/").content)
    given = {
        "book": BOOK,
        "number": str(found.pk),
        "version": str(found.version),
        "act": "submit",
        **CLEARED,
        "note": "có biên bản",
    }
    assert people["lan"].post(f"/ho-so/{found.pk}/sua/", given).status_code == 302
    found.refresh_from_db()
    assert decide(people["duyet"], found, "approve").status_code == 302


def test_an_operator_writes_of_its_own_park_and_sees_nothing_else(people) -> None:
    page = markup(people["ha-tang"].get("/ghi-so/land_cleared/"))
    zones = re.findall(
        r'<option value="([^"]+)"',
        re.search(r'<select[^>]* id="f-zone".*?</select>', page, re.DOTALL)[0],  # type: ignore[index]
    )
    assert zones == [ZONE]
    handed_in(people["ha-tang"])
    foreign = people["ha-tang"].post("/ghi-so/land_cleared/", {"book": BOOK, "act": "submit", **CLEARED, "zone": OTHER})
    assert foreign.status_code == 422
    assert not Submission.objects.filter(payload__zone=OTHER).exists()
    assert people["ha-tang"].get("/ghi-so/zone_revoked/").status_code == 403
    theirs = handed_in(people["lan"])
    assert people["ha-tang"].get(f"/ho-so/{theirs.pk}/").status_code == 404
    own = Submission.objects.get(author__username="ha-tang")
    moved = {"book": BOOK, "number": str(own.pk), "version": str(own.version), "act": "save", **CLEARED, "zone": OTHER}
    assert people["ha-tang"].post("/ghi-so/land_cleared/", moved).status_code in {409, 422}
    own.refresh_from_db()
    assert own.payload["zone"] == ZONE


def test_an_enterprise_writes_of_its_own_projects_only(people) -> None:
    given = {"capital": "2", "capital.unit": "trieu-usd", "effective_on": "2025-03-01"}
    other = Project.objects.filter(book__code=BOOK, ended_on=None).exclude(enterprise=firm().enterprise)[0]
    handed_in(people["cong-ty"], "capital_implemented", {**given, "project": firm().code})
    foreign = people["cong-ty"].post(
        "/ghi-so/capital_implemented/", {"book": BOOK, "act": "submit", **given, "project": other.code}
    )
    assert foreign.status_code == 422
    assert Submission.objects.count() == 1


def test_who_has_no_role_writes_and_sees_nothing(people) -> None:
    found = handed_in(people["lan"])
    for path in ("/ghi-so/", "/ghi-so/land_cleared/", f"/su-kien/{BOOK}/5/dinh-chinh/", f"/su-kien/{BOOK}/5/rut/"):
        assert people["ngoai"].get(path).status_code == 403, path
    assert people["ngoai"].get(f"/ho-so/{found.pk}/").status_code == 404
    assert decide(people["ngoai"], found, "approve").status_code == 404
    assert Client().get("/ho-so/").status_code == 302
    assert people["ngoai"].get("/ghi-so/khong-co/").status_code == 404


def recorded(kind: str) -> Event:
    return (
        Event.objects.filter(book__code=BOOK, type=kind, reverses=None)
        .exclude(seq__in=Event.objects.filter(book__code=BOOK, reverses__isnull=False).values("reverses"))
        .order_by("-seq")[0]
    )


def test_a_correction_is_filled_in_with_the_event_and_moves_what_it_says(people) -> None:
    event = recorded("land_leased")
    page = markup(people["lan"].get(f"/su-kien/{BOOK}/{event.seq}/dinh-chinh/"))
    given = {
        name: unescape(value)
        for name, value in re.findall(r'<input type="(?:text|date)"[^>]* name="([^"]+)" value="([^"]*)"', page)
    }
    zone = re.search(r'<select[^>]* id="f-zone".*?<option value="([^"]+)" selected', page, re.DOTALL)
    assert zone
    given |= {"zone": zone[1], "area_m2.unit": "ha", "area_m2": "0,5", "act": "submit", "book": BOOK}
    nameless = people["lan"].post(f"/su-kien/{BOOK}/{event.seq}/dinh-chinh/", given)
    assert nameless.status_code == 422
    assert 'id="f-reason-wrong"' in nameless.content.decode()
    answer = people["lan"].post(f"/su-kien/{BOOK}/{event.seq}/dinh-chinh/", {**given, "reason": "đo lại"})
    assert answer.status_code == 302, text(answer.content)
    found = Submission.objects.get(state=State.SUBMITTED)
    shown = effects(found)
    assert shown.moved
    assert decide(people["duyet"], found, "approve").status_code == 302
    found.refresh_from_db()
    assert Event.objects.get(book__code=BOOK, seq=found.events[0]).replaces == event.seq
    current.expire()
    stands = current.current_figures().answer([each.before.question for each in shown.moved])
    assert [figure.value for figure in stands] == [each.after.value for each in shown.moved]


def test_a_withdrawal_needs_a_reason_and_another_person(people) -> None:
    event = recorded("tariff_set")
    path = f"/su-kien/{BOOK}/{event.seq}/rut/"
    assert people["lan"].get(path).status_code == 200
    assert people["lan"].post(path, {"reason": " "}).status_code == 422
    assert people["lan"].post(path, {"reason": "ghi nhầm khu", "key": "w1"}).status_code == 302
    found = Submission.objects.get(state=State.SUBMITTED)
    assert decide(people["duyet"], found, "approve").status_code == 302
    assert Event.objects.filter(book__code=BOOK, reverses=event.seq).exists()
    assert people["ha-tang"].get(path).status_code == 403


def test_lists_and_counts_are_each_persons_own(people) -> None:
    found = handed_in(people["lan"])
    assert f"{found.pk}: Giải phóng mặt bằng" in text(people["duyet"].get("/ho-so/").content)
    assert f"{found.pk}: Giải phóng" not in text(people["ha-tang"].get("/ho-so/?loc=tat-ca").content)
    assert f"{found.pk}: Giải phóng" in text(people["lan"].get("/ho-so/?loc=toi&state=submitted").content)
    assert f"{found.pk}: Giải phóng" not in text(people["lan"].get("/ho-so/?loc=toi&state=approved").content)


@pytest.mark.parametrize("lang", ["", "/en"])
def test_every_form_opens(people, lang: str) -> None:
    page = people["lan"].get(f"{lang}/ghi-so/").content.decode()
    forms = sorted(set(re.findall(r'href="([^"]*/ghi-so/[a-z_]+/)\?', page)))
    assert len(forms) > 35
    for path in forms:
        assert people["lan"].get(path).status_code == 200, path


def imported(events: list[dict[str, Any]]) -> Submission:
    book, officer = Book.objects.get(code=BOOK), User.objects.get(username="lan")
    draft = lifecycle.begin(officer, book, "batch", {"events": events})
    return lifecycle.submit(draft, officer, draft.version)


def test_an_import_shows_every_zone_it_touches_every_event_and_what_they_owe(people) -> None:
    zones = list(Zone.objects.filter(book__code=BOOK, ended_on=None).order_by("name"))
    period = {"period_start": "2026-10-01", "period_end": "2026-10-31"}
    reports = [
        {"type": "period_report", "fields": {"zone": each.code, **period, "values": {"labour.workers": 900_000 + at}}}
        for at, each in enumerate(zones)
    ]
    cleared = {"type": "land_cleared", "fields": {"zone": ZONE, "area_m2": 125, "effective_on": "2024-05-06"}}
    found = imported([*reports, *[cleared] * 30])
    shown, titles = effects(found), [f"KCN {each.name}" for each in zones]
    assert shown.refused is None
    assert [group.title for group in shown.moves.zones] == sorted(titles)
    assert len(zones) > ZONES_A_PAGE
    pages = [markup(people["duyet"].get(f"/ho-so/{found.pk}/?{query}")) for query in ("", "zones=2&events=2")]
    folded = [re.findall(r'<details class="moved" ?> ?<summary> ?([^<]+?) ?<', page) for page in pages]
    assert [unescape(each) for part in folded for each in part] == sorted(titles)
    for page in pages:  # each number opens its page: the zone's own and the province's
        section = page.split('id="moves"')[1].split("Bút toán</h3>")[0]
        assert re.search(rf'<a class="figure" href="/so-lieu/[^"]*indicator=labour.workers[^"]*zone={BOOK}', section)
        assert re.search(r'indicator=labour.workers[^"]*form=share', section)
    first, second = ([text(row.encode()) for row in re.findall(r"<tr><th scope=\"row\".*?</tr>",
                      page.split('id="events"')[1].split("</section>")[0])] for page in pages)  # fmt: skip
    assert (len(first), len(second)) == (50, len(zones) + 30 - 50)
    assert first[0].startswith("1 ")
    assert "31/10/2026" in first[0]
    assert "900.000 người" in text(pages[0].split('id="events"')[1].encode())
    assert "0,0125 ha" in second[-1]
    unusual = pages[0].split('class="notice doubt"')[1].split("</div>")[0]
    assert "KCN Hòa Phú, lao động: 900.001 lao động" in unescape(unusual)
    assert ">outlier.workers_per_ha</code>" in unusual
    assert "1.000</strong>" in unusual  # what is counted bears no unit
    assert "Quy ước của phần mềm" in unusual
    page = text(pages[0].encode())
    assert "Báo cáo chậm hoặc chưa có của các khu, cụm trong tệp" in page
    other = handed_in(people["lan"])
    page = people["duyet"].get(f"/ho-so/{found.pk}/").content.decode()
    assert f'href="/ho-so/{other.pk}/"' in page.split('id="waiting"')[1].split("</section>")[0]


def test_a_large_import_is_tried_out_only_when_asked(people) -> None:
    fields = {"zone": ZONE, "area_m2": "1 m2", "effective_on": "2024-05-06"}
    found = imported([{"type": "land_cleared", "fields": fields}] * 501)
    page = people["duyet"].get(f"/ho-so/{found.pk}/").content.decode()
    assert ('id="effects"' in page, "501 sự kiện" in text(page.encode())) == (False, True)
    asked = people["duyet"].get(f"/ho-so/{found.pk}/?tinh-thu=1").content.decode()
    assert "301 bút toán nữa" in text(asked.encode())
    assert decide(people["duyet"], found, "approve").status_code == 302
    assert Event.objects.filter(book__code=BOOK, recorded_by__endswith=f"(hồ sơ {found.pk})").count() == 501


def test_what_was_withdrawn_is_written_down_anew_from_what_stood_in_it(people) -> None:
    found = handed_in(people["lan"], "land_cleared", CLEARED)
    address = f"/ghi-so/land_cleared/?like={found.pk}"
    assert people["lan"].get(address).status_code == 403, "it waits to be decided"
    decide(people["lan"], found, "withdraw")
    assert address in people["lan"].get(f"/ho-so/{found.pk}/").content.decode()
    form = people["lan"].get(address).content.decode()
    assert 'value="1,5"' in form or 'value="15.000"' in form or 'value="15000"' in form
    assert people["duyet"].get(address).status_code == 403
    assert people["lan"].get(f"/ghi-so/land_leased/?like={found.pk}").status_code == 403
