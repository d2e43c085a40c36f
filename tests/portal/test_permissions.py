"""Every address of the portal as every role: a table says who is let in; what is not in the table fails.

Each person holds one role, for what is "inside": the book bg-parks, the place Bắc Giang, KCN Quang Châu, one enterprise.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import get_resolver, reverse
from PIL import Image

from parkledger.api import tokens
from parkledger.ledger.models import Book, Project
from parkledger.people import calendar_links, invitations, saved_views, subscriptions
from parkledger.people.models import DigestFrequency, SubscriptionKind
from parkledger.people.roles import Role
from parkledger.people.scopes import HeldScope
from parkledger.promotion.models import Case
from parkledger.submissions.files.attachments import attach
from parkledger.submissions.models import Collecting, Submission
from parkledger.submissions.workflow import lifecycle
from parkledger.suppositions import storage
from tests.portal.conftest import DAY
from tests.portal.persons import browser_of, link_for, person
from tests.portal.test_land import form as inquiry
from tests.submissions.files import PDF

ZONE, ELSEWHERE = "bg-parks/kcn-quang-chau", "bk-parks/kcn-thanh-binh-giai-doan-i"
PUBLIC, NOBODY = "public", "nobody"
SIGNED_IN = frozenset({NOBODY, *(role.value for role in Role)})
ALL = SIGNED_IN | {PUBLIC}
ADMINISTRATOR = frozenset({"administrator"})
PROMOTION, OFFICER = frozenset({"promotion"}), frozenset({"officer"})
JULY = "first=2023-07-01&last=2023-07-31"
WRITERS = frozenset({"officer", "operator", "enterprise"})
READERS = frozenset({"officer", "approver", "leader"})
NONE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Row:
    """An address of a route, and who is let in; `posted` where sending to it is for others than looking at it."""

    path: str
    seen: frozenset[str]
    posted: frozenset[str] | None = None
    given: dict[str, str] = field(default_factory=dict)


TABLE: dict[str, list[Row]] = {
    "home": [Row("/", ALL)],
    "home_details": [Row("/chi-tiet/", ALL)],
    "place_details": [Row("/dia-ban/viet-nam.bac-giang/chi-tiet/", ALL)],
    "about": [Row("/gioi-thieu/", ALL)],
    "glossary": [Row("/thuat-ngu/", ALL)],
    "country_feed": [Row("/thay-doi.atom", ALL)],
    "place_feed": [Row("/dia-ban/viet-nam.bac-giang/thay-doi.atom", ALL)],
    "question_feed": [Row("/so-lieu/thay-doi.atom?indicator=occupancy&kind=park", ALL)],
    "place_picture": [Row("/dia-ban/viet-nam.bac-giang/anh.png", ALL)],
    "zone_picture": [Row(f"/khu-cum/{ZONE}/anh.png", ALL)],
    "figure_picture": [Row("/so-lieu/anh.png?indicator=occupancy&kind=park", ALL)],
    "zone_feed": [Row(f"/khu-cum/{ZONE}/thay-doi.atom", ALL)],
    "country_changes": [Row("/thay-doi/", ALL)],
    "place_changes": [Row("/dia-ban/viet-nam.bac-giang/thay-doi/", ALL)],
    "zone_changes": [Row(f"/khu-cum/{ZONE}/thay-doi/", ALL)],
    "sitemap": [Row("/sitemap.xml", ALL)],
    "zones": [Row("/khu-cum/", ALL)],
    "zone": [Row(f"/khu-cum/{ZONE}/", ALL)],
    "foundings": [Row("/ho-so-thanh-lap/", ALL)],
    "founding": [Row("/ho-so-thanh-lap/bg-parks/MH-MR-KCN-01/", READERS | ADMINISTRATOR | PROMOTION)],
    "inspections": [Row("/kiem-tra/", ALL)],
    "infrastructure": [Row("/ha-tang/", ALL)],
    "labour": [Row("/lao-dong/", ALL)],
    "environment": [Row("/moi-truong/", ALL)],
    "fact_sheet": [Row(f"/khu-cum/{ZONE}/phieu.pdf", ALL)],
    "projects": [Row("/du-an/", ALL)],
    "project": [Row("{project}", ALL)],
    "enterprises": [Row("/doanh-nghiep/", ALL)],
    "enterprise": [Row("{enterprise}", ALL)],
    "project_figure": [Row("/so-lieu/du-an/?project=bg-parks/MH-BG-0051&measure=capital.in_force", ALL)],
    "enterprise_figure": [Row("{enterprise figure}", ALL)],
    "places": [Row("/dia-ban/", ALL)],
    "place": [Row("/dia-ban/viet-nam.bac-giang/", ALL)],
    "book": [Row("/so/bg-parks/", ALL)],
    "figure": [Row("/so-lieu/?indicator=occupancy&place=viet-nam.bac-giang&kind=park", ALL)],
    "indicators": [Row("/chi-tieu/", ALL)],
    "indicator": [Row("/chi-tieu/occupancy/", ALL)],
    "event": [Row("/su-kien/bg-parks/2/", ALL)],
    "documents": [Row("/van-ban/", ALL)],
    "document": [Row("{document}", ALL)],
    "kept_page": [Row("/trang/1/", ALL)],
    "search": [Row("/tim/?q=quang+chau", ALL)],
    "statutory_forms": [Row("/bieu-mau/", ALL)],
    "statutory_form": [Row("/bieu-mau/lap.xlsx?form=2105&place=viet-nam.bac-giang&quarter=2/2023", ALL)],
    "open_data": [Row("/du-lieu/", ALL)],
    "open_figures": [Row("/du-lieu/so-lieu.csv?indicator=occupancy&place=viet-nam.bac-giang", ALL)],
    "open_asked": [Row("/du-lieu/hoi.json", ALL)],
    "open_journal": [Row("/du-lieu/so-goc/bk-clusters.jsonl", ALL)],
    "map": [Row("/ban-do/", ALL)],
    "map_provinces": [Row("/ban-do/tinh/", ALL)],
    "map_zones": [Row("/ban-do/khu-cum.geojson", ALL)],
    "compare": [Row("/so-sanh/?place=viet-nam.bac-giang&place=viet-nam.bac-kan", ALL)],
    "compare_file": [Row("/so-sanh/so-sanh.txt?with=viet-nam.bac-giang&with=viet-nam.bac-kan", ALL)],
    "merger": [Row("/so-sanh/sap-nhap/", ALL)],
    "targets": [Row("/chi-tieu-giao/", ALL)],
    "reports": [Row("/lap-bao-cao/", ALL)],
    "report_file": [Row("/lap-bao-cao/leader.txt", ALL)],
    "land": [Row("/tim-dat/", ALL)],
    "inquire": [Row(f"/tim-dat/hoi/?zone={ZONE}", ALL, given={"zone": ZONE})],
    "inquiry_status": [Row("/tim-dat/ho-so/", ALL)],
    "handbook": [Row("/tro-giup/", ALL)],
    "chapter": [Row("/tro-giup/gio-dau-tien/", ALL)],
    "practices": [Row("/kinh-nghiem/", ALL)],
    "practice": [Row("{practice}", ALL)],
    "exchanges": [Row("/trao-doi/", ALL)],
    "exchange": [Row("{exchange}", ALL)],
    "exchange_pack": [Row("{exchange}bo-tai-lieu.zip", ALL)],
    "practice_new": [Row("/kinh-nghiem/moi/", OFFICER)],
    "practice_edit": [Row("{practice}sua/", OFFICER)],
    "exchange_new": [Row("/trao-doi/moi/", OFFICER)],
    "exchange_edit": [Row("{exchange}sua/", OFFICER)],
    "reading_room": [Row("/doc-doi-chieu/", ALL)],
    "correction_letter": [Row("/doc-doi-chieu/cong-van/", NONE, OFFICER)],
    "keep_page": [Row("/doc-doi-chieu/luu/", NONE, OFFICER)],
    "accept_statements": [Row("/doc-doi-chieu/trang/1/", OFFICER)],
    "cases": [Row("/xuc-tien/", PROMOTION)],
    "programme": [Row("/chuong-trinh-xuc-tien/", READERS | PROMOTION)],
    "case": [Row("/xuc-tien/{case}/", PROMOTION), Row("/xuc-tien/{case elsewhere}/", NONE)],
    "suppositions": [Row("/phuong-an/", READERS, OFFICER, {"book": "bg-parks", "title": "Thử"})],
    "supposition": [
        Row("/phuong-an/{supposition}/", READERS, OFFICER, {"act": "describe", "title": "Thử"}),
        Row("/phuong-an/{supposition elsewhere}/", NONE),
    ],
    "supposed_place": [Row("/phuong-an/{supposition}/dia-ban/", READERS, NONE)],
    "supposed_zone": [Row("/phuong-an/{supposition}/khu-cum/kcn-quang-chau/", READERS, NONE)],
    "supposed_goal": [Row("/phuong-an/{supposition}/muc-can-dat/", READERS, OFFICER)],
    "supposed_event_types": [Row("/phuong-an/{supposition}/su-kien/", OFFICER, NONE)],
    "supposed_event": [Row("/phuong-an/{supposition}/su-kien/1/", OFFICER)],
    "supposed_event_new": [Row("/phuong-an/{supposition}/su-kien/land_leased/", OFFICER)],
    "recording": [Row("/ghi-so/", WRITERS)],
    "record": [Row("/ghi-so/land_leased/", frozenset({"officer", "operator"}))],
    "workbooks": [Row("/nhap-lieu/", OFFICER, given={"book": "bg-parks"})],
    "workbook_template": [
        Row("/nhap-lieu/mau.xlsx?book=bg-parks&type=land_leased", OFFICER),
        Row("/nhap-lieu/mau.xlsx?book=bk-parks&type=land_leased", NONE),
    ],
    "opening": [Row("/nhap-lieu/so-du-dau-ky/", OFFICER)],
    "workbook": [Row("/nhap-lieu/tep/0123456789abcdef/", NONE)],
    "workbook_refused": [Row("/nhap-lieu/tep/0123456789abcdef/tu-choi.xlsx", NONE)],
    "submissions": [Row("/ho-so/", SIGNED_IN)],
    "submission": [
        Row("/ho-so/{submission}/", READERS),
        Row("/ho-so/{draft}/", NONE),
        Row("/ho-so/{submission elsewhere}/", NONE),
    ],
    "submission_edit": [Row("/ho-so/{submission}/sua/", NONE)],
    "correct_event": [Row("/su-kien/bg-parks/20/dinh-chinh/", OFFICER), Row("/su-kien/bk-parks/9/dinh-chinh/", NONE)],
    "collections": [Row("/bao-cao/", WRITERS | READERS)],
    "dues": [Row("/khoan-phai-nop/", READERS)],
    "duties": [Row("/viec-den-han/", WRITERS | READERS)],
    "duty_assignments": [
        Row(
            "/viec-den-han/phu-trach/",
            frozenset({"officer", "approver"}),
            given={"book": "bg-parks", "unit": "Phòng Lao động (minh họa)"},
        )
    ],
    "duties_calendar": [Row("/viec-den-han/lich.ics", WRITERS | READERS)],
    "duties_subscription": [Row("/viec-den-han/lich/{calendar}.ics", ALL, NONE)],
    "collect": [Row("/bao-cao/bg-parks/", NONE, OFFICER, {"rule": "park.quarter", "since": "2023-01-01"})],
    "collection": [Row("/bao-cao/bg-parks/park.month/", READERS), Row("/bao-cao/bk-parks/park.month/", NONE)],
    "reminders": [Row("/bao-cao/bg-parks/park.month/nhac/", READERS), Row("/bao-cao/bk-parks/park.month/nhac/", NONE)],
    "consolidation": [
        Row(f"/bao-cao/tong-hop/{ZONE}/?{JULY}", OFFICER, OFFICER, dict(part.split("=") for part in JULY.split("&")))
    ],
    "enterprise_report": [Row("/bao-cao/doanh-nghiep/bg-parks/{project code}/?" + JULY, WRITERS - {"operator"})],
    "enterprise_report_edit": [
        Row("/bao-cao/doanh-nghiep/{submission}/", READERS),
        Row("/bao-cao/doanh-nghiep/{draft}/", NONE),
    ],
    "attach": [Row("/ho-so/{submission}/tep/", NONE)],
    "attachment": [Row("/tep/{file}/", READERS, NONE)],
    "picture": [Row("/anh/{picture}/480/", READERS, NONE)],
    "take_back_batch": [
        Row("/ho-so/{submission}/rut-ca-lan-nhap/", OFFICER),
        Row("/ho-so/{submission elsewhere}/rut-ca-lan-nhap/", NONE),
    ],
    "take_back_event": [Row("/su-kien/bg-parks/20/rut/", OFFICER), Row("/su-kien/bk-parks/9/rut/", NONE)],
    "sign_in": [Row("/dang-nhap/", ALL)],
    "account_login": [Row("/dang-nhap/", ALL)],
    "account_reset_password": [Row("/quen-mat-khau/", ALL)],
    "account_reset_password_done": [Row("/quen-mat-khau/da-gui/", ALL, NONE)],
    "account_reset_password_from_key_done": [Row("/quen-mat-khau/xong/", ALL, NONE)],
    "account_reset_password_from_key": [Row("{link}", ALL)],
    "sign_out": [],
    "mfa_authenticate": [Row("/dang-nhap/ma/", SIGNED_IN)],
    "account": [Row("/tai-khoan/", SIGNED_IN)],
    "calendar_link": [Row("/tai-khoan/lich/", SIGNED_IN)],
    "saved_views": [
        Row("/tai-khoan/trang-da-luu/", SIGNED_IN, given={"name": "Lấp đầy", "address": "/khu-cum/?kind=park"})
    ],
    "saved_view": [Row("/tai-khoan/trang-da-luu/{saved view}/", NONE)],
    "subscriptions": [Row("/tai-khoan/theo-doi/", SIGNED_IN, given={"kind": "zone", "key": ZONE})],
    "subscription": [Row("/tai-khoan/theo-doi/{subscription}/", NONE)],
    "unsubscribe": [Row("/thoi-theo-doi/{stop}/", ALL)],
    "mfa_index": [Row("/tai-khoan/", SIGNED_IN)],
    "end_session": [Row("/tai-khoan/phien/1/", NONE, SIGNED_IN)],
    "account_reauthenticate": [Row("/tai-khoan/xac-nhan/", SIGNED_IN)],
    "mfa_reauthenticate": [Row("/tai-khoan/xac-nhan-ma/", SIGNED_IN)],
    "mfa_activate_totp": [Row("/tai-khoan/hai-buoc/", SIGNED_IN)],
    "mfa_deactivate_totp": [Row("/tai-khoan/hai-buoc/tat/", SIGNED_IN)],
    "mfa_view_recovery_codes": [Row("/tai-khoan/ma-du-phong/", NONE)],
    "mfa_generate_recovery_codes": [Row("/tai-khoan/ma-du-phong/moi/", SIGNED_IN)],
    "people": [Row("/nguoi-dung/", ADMINISTRATOR)],
    "unsent_letters": [Row("/nguoi-dung/thu-chua-gui/", ADMINISTRATOR)],
    "publicity": [Row("/nguoi-dung/cong-khai/", ADMINISTRATOR, given={"book": "bg-parks"})],
    "invite": [Row("/nguoi-dung/moi/", ADMINISTRATOR)],
    "invitation": [Row("/loi-moi/{secret}/", ALL)],
    "withdraw_invitation": [Row("/nguoi-dung/loi-moi/{invitation}/rut/", NONE, ADMINISTRATOR)],
    "person": [Row("/nguoi-dung/{person}/", ADMINISTRATOR)],
    "audit_trail": [Row("/nhat-ky/", ADMINISTRATOR, NONE)],
    "boundary": [],
    "programming:documentation": [Row("{api}", ALL, NONE)],
    "programming:tokens": [Row("{api}ma-truy-cap/", SIGNED_IN)],
    "programming:revoke": [Row("{api}ma-truy-cap/{token}/thu-hoi/", NONE)],
}
"""Every page and file with its addresses; the API's own have a table beside it. Signing out and boundaries that are not
there have tests of their own."""
SCOPES: dict[Role, dict[str, str]] = {
    Role.OFFICER: {"book": "bg-parks"},
    Role.APPROVER: {"book": "bg-parks"},
    Role.LEADER: {"place": "Bắc Giang"},
    Role.OPERATOR: {"zone": ZONE},
    Role.PROMOTION: {"book": "bg-parks"},
}


def routes(patterns: Any, before: str = "") -> Iterator[str]:
    """The names of all routes; those of an application that has a name of its own are led by it."""
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            space = f"{before}{pattern.namespace}:" if pattern.namespace else before
            yield from routes(pattern.url_patterns, space)
        else:
            yield f"{before}{pattern.name}"


def test_every_route_is_in_the_table_and_no_other() -> None:
    named = {route for route in routes(get_resolver().url_patterns) if not route.startswith("program:")}
    assert named == set(TABLE)


@pytest.fixture
def names(officer: Client) -> dict[str, str]:
    """What there is to look at in the demonstration books."""
    return made_to_look_at(officer)


def made_to_look_at(officer: Client) -> dict[str, str]:
    """Something of each kind to look at, by name: inside what the people hold their roles for, and elsewhere."""
    officer.post(
        "/doc-doi-chieu/luu/", {"text": "Bắc Giang có 9 KCN đã thành lập.", "published": DAY, "place": "Bắc Giang"}
    )
    for zone in (ZONE, ELSEWHERE):
        assert officer.post("/tim-dat/hoi/", inquiry(zone=zone)).status_code == 302
    cases = dict(Case.objects.values_list("book__code", "number"))
    project = Project.objects.filter(book__code="bg-parks").exclude(enterprise="").order_by("code").first()
    assert project is not None
    other = person("khac", ("officer", {"book": "bg-parks"}), ("officer", {"book": "bk-parks"}))
    draft, *held = (_submission(other, zone) for zone in (ZONE, ZONE, ELSEWHERE))
    attached = attach(held[0], other, "a.pdf", iter([PDF]))
    Image.new("RGB", (60, 40)).save(picture := io.BytesIO(), "PNG")
    pictured = attach(held[0], other, "a.png", iter([picture.getvalue()]))
    for each in held:
        each.refresh_from_db()
        lifecycle.submit(each, other, each.version)
    found = {
        "file": attached.attachment_id, "picture": pictured.attachment_id, "project code": project.code,
        "case": cases["bg-parks"], "case elsewhere": cases["bk-parks"], "secret": _invited(), "invitation": "1",
        "person": str(other.pk), "draft": str(draft.pk),
        "submission": str(held[0].pk), "submission elsewhere": str(held[1].pk),
        "project": f"/du-an/bg-parks/{project.code}/", "enterprise name": project.enterprise,
        "token": str(tokens.make(other, "của người khác", ["read"], 7).token.pk),
        "api": reverse("programming:documentation"), "link": link_for(other),
        "calendar": calendar_links.make(other),
        "saved view": str(saved_views.save(other, "Của tôi", "/khu-cum/", (date(2023, 8, 22), "")).pk),
        "subscription": str(_subscription(other)),
        "stop": subscriptions.token_of(other, subscriptions.subscriptions_of(other)),
        "supposition": str(_supposition("bg-parks")), "supposition elsewhere": str(_supposition("bk-parks")),
    }  # fmt: skip
    visitor = Client()
    for name, path in (
        ("enterprise", "/doanh-nghiep/"),
        ("document", "/van-ban/"),
        ("practice", "/kinh-nghiem/"),
        ("exchange", "/trao-doi/"),
    ):
        found[name] = _led_to(visitor, path)
    slug = found["enterprise"].strip("/").split("/")[-1]
    found["enterprise figure"] = f"/so-lieu/doanh-nghiep/?enterprise={slug}&measure=projects.in_force"
    for code in ("bg-parks", "bk-parks"):
        Collecting.objects.get_or_create(
            book=Book.objects.get(code=code), rule="park.month", defaults={"since": "2023-01-01", "by": "tests"}
        )
    return found


def _invited() -> str:
    """The secret of an invitation that waits."""
    links: list[str] = []

    def link(secret: str) -> str:
        links.append(secret)
        return secret

    invitations.invite("moi@a.example", [HeldScope(Role.OFFICER, book="bg-parks")], "tests", link)
    return links[0]


def _submission(author: User, zone: str) -> Submission:
    book, code = zone.split("/")
    payload = {"zone": code, "area_m2": "1000 m2", "effective_on": "2025-01-01"}
    return lifecycle.begin(author, Book.objects.get(code=book), "land_leased", payload)


def _subscription(user: User) -> int:
    """The number of a subscription of somebody."""
    kind, often = SubscriptionKind.PLACE, DigestFrequency.DAILY
    return int(subscriptions.subscribe(user, kind, "viet-nam.bac-giang", often).pk)


def _supposition(book: str) -> int:
    """The number of a supposition of a book, with one event."""
    made = storage.begin(Book.objects.get(code=book), "Giả định", by="tests")
    storage.add_event(
        made, 1, "exchange_rate_set", {"vnd_per_usd": "26000", "source": "x", "effective_on": "2027-01-01"}
    )
    return made.pk


def _led_to(client: Client, path: str) -> str:
    """The first page of a kind that its list leads to."""
    from selectolax.lexbor import LexborHTMLParser

    page = LexborHTMLParser(client.get(path).content.decode())
    links = [link.attributes.get("href") or "" for link in page.css(f"main a[href^='{path}']")]
    return next(link.split("?")[0] for link in links if link.split("?")[0].rstrip("/") != path.rstrip("/"))


def outcome(answer: Any) -> str:
    """What became of a request."""
    answer.close()
    if answer.status_code == 302 and answer["Location"].split("?")[0] == "/dang-nhap/":
        return "sign in"
    return {403: "denied", 404: "hidden", 405: "no such method"}.get(answer.status_code, "let in")


def expected(who: str, row: Row, method: str) -> set[str]:
    """What may become of it: who is not signed in is asked to, others are refused or do not learn that it is there."""
    let_in = row.seen if method == "get" or row.posted is None else row.posted
    if who in let_in:
        return {"let in"}
    nobody = {"no such method"} if not let_in else set()
    return {"sign in"} | nobody if who == PUBLIC else {"denied", "hidden", "no such method"}


def client_as(who: str, names: dict[str, str]) -> Client:
    """A browser of somebody with one role, of somebody without any, or of a visitor."""
    if who == PUBLIC:
        return Client()
    scope = SCOPES.get(Role(who), {"enterprise": names["enterprise name"]}) if who != NOBODY else {}
    return browser_of(person(who, *([(who, scope)] if who != NOBODY else [])))


@pytest.mark.parametrize(
    "who",
    [who if who in {PUBLIC, "officer"} else pytest.param(who, marks=pytest.mark.long) for who in sorted(ALL)],
)
def test_every_address_as_every_role(names: dict[str, str], who: str) -> None:
    client = client_as(who, names)
    wrong = []
    for route, rows in TABLE.items():
        for row in rows:
            for method in ("get", "post"):
                path = row.path.format_map(names)
                found = outcome(client.get(path) if method == "get" else client.post(path, row.given))
                if found not in expected(who, row, method):
                    wrong.append(f"{method} {route} {path}: {found}, not {sorted(expected(who, row, method))}")
    assert not wrong, "\n".join(wrong)
