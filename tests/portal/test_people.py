"""Signing in, being locked out, the second factor, invitations, one's account, users and the audit trail."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser

from parkledger.people import audit
from parkledger.people.models import AuditEntry, Invitation, Membership
from parkledger.people.permissions import may
from parkledger.people.roles import Action
from parkledger.promotion.models import Case
from tests.portal.conftest import STILL, Visit, _listen, serve
from tests.portal.persons import PASSWORD, browser_of, code_from, code_of, person
from tests.portal.test_land import form as inquiry

NEW = "khong-ai-doan-duoc-77"
OFFICER = ("officer", {"book": "bg-parks"})
ADMINISTRATOR: tuple[str, dict[str, str]] = ("administrator", {})


def sign_in(client: Client, name: str, password: str = PASSWORD, **more: str) -> Any:
    return client.post("/dang-nhap/", {"username": name, "password": password, **more})


def told(action: str) -> list[tuple[str, str]]:
    return list(AuditEntry.objects.filter(action=action).order_by("seq").values_list("by", "about"))


@pytest.fixture
def letters(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Letters that were sent, as Django's memory keeps them."""
    monkeypatch.setattr(settings, "EMAIL_BACKEND", "django.core.mail.backends.locmem.EmailBackend")
    monkeypatch.setattr(mail, "outbox", [], raising=False)
    return mail.outbox


@pytest.fixture
def administrator(books: Any) -> Client:
    return browser_of(person("quan-tri", ADMINISTRATOR))


def test_signing_in_and_out_is_told_and_goes_where_one_wanted_but_to_no_other_site(client: Client) -> None:
    person("lan", OFFICER, second_factor=False)
    assert sign_in(client, "lan", next="/kinh-nghiem/moi/")["Location"] == "/kinh-nghiem/moi/"
    assert client.post("/dang-xuat/").status_code == 302
    assert sign_in(client, "lan", next="https://elsewhere.example/")["Location"] == "/"
    assert told("signed_in") == [("lan", "lan")] * 2
    assert told("signed_out") == [("lan", "lan")]


def test_a_wrong_password_is_told_and_says_nothing_of_whether_the_account_exists(client: Client) -> None:
    person("lan", second_factor=False)
    pages = [sign_in(client, name, "sai-mat-khau").content.decode() for name in ("lan", "khong-co-ai")]
    said = [re.findall(r'role="alert">([^<]*)<', page) for page in pages]
    assert said[0] == said[1] != []
    assert told("sign_in_failed") == [("", "lan"), ("", "khong-co-ai")]


def test_who_fails_too_often_is_locked_out_for_a_while_even_with_the_right_password(client: Client) -> None:
    person("lan", second_factor=False)
    answers = [sign_in(Client(), "lan", "sai").status_code for _ in range(settings.AXES_FAILURE_LIMIT)]
    assert answers == [200] * (settings.AXES_FAILURE_LIMIT - 1) + [429]
    locked = sign_in(client, "lan")
    assert locked.status_code == 429
    assert "15" in locked.content.decode()
    assert not client.session.get("_auth_user_id")
    assert told("locked_out") == [("", "lan")], "told of once, when the lock fell"
    assert sign_in(Client(), "can-bo", "mat-khau-de-thu-1").status_code == 302, "others are not locked out"
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
    assert sign_in(client, "lan").status_code == 302


def test_a_deactivated_account_does_not_sign_in(client: Client) -> None:
    user = person("lan", second_factor=False)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert sign_in(client, "lan").status_code == 200
    assert not client.session.get("_auth_user_id")


@pytest.mark.parametrize("role", [ADMINISTRATOR, ("approver", {"book": "bg-parks"})])
def test_administrators_and_approvers_set_up_a_second_factor_before_anything_else(client: Client, role: Any) -> None:
    user = person("minh", role, second_factor=False)
    assert sign_in(client, "minh").status_code == 302
    for path in ("/", "/nguoi-dung/", "/ho-so/", "/tai-khoan/"):
        assert client.get(path)["Location"] == "/tai-khoan/hai-buoc/"
    asked = client.get("/tai-khoan/hai-buoc/")["Location"]
    assert client.post(asked, {"password": PASSWORD})["Location"] == "/tai-khoan/hai-buoc/"
    page = client.get("/tai-khoan/hai-buoc/").content.decode()
    assert "data:image/svg+xml;base64," in page
    secret = re.findall(r'id="secret">(\w+)<', page)[0]
    assert client.post("/tai-khoan/hai-buoc/", {"code": "12"}).status_code == 200
    codes = client.get(client.post("/tai-khoan/hai-buoc/", {"code": code_from(secret)})["Location"]).content.decode()
    recovery = re.findall(r"<code>(\d{8})</code>", codes)
    assert len(recovery) == 10
    assert client.get("/tai-khoan/").status_code == 200
    assert recovery[0] not in client.get("/tai-khoan/ma-du-phong/").content.decode(), "they are shown once"
    assert told("second_factor_added") == [("minh", "minh")]
    again = Client()
    assert sign_in(again, "minh")["Location"] == "/dang-nhap/ma/"
    assert again.post("/dang-nhap/ma/", {"code": recovery[0]}).status_code == 302
    assert again.session["_auth_user_id"] == str(user.pk)
    third = Client()
    sign_in(third, "minh")
    assert third.post("/dang-nhap/ma/", {"code": recovery[0]}).status_code == 200, "a recovery code works once"


def test_the_password_alone_is_not_enough_and_a_code_works_once(client: Client) -> None:
    user = person("minh", ADMINISTRATOR)
    sign_in(client, "minh")
    assert client.get("/nguoi-dung/").status_code == 302
    code = code_of(user)
    assert client.post("/dang-nhap/ma/", {"code": code}).status_code == 302
    assert client.get("/nguoi-dung/").status_code == 200
    from django.core.cache import cache

    cache.clear()  # another process knows nothing of what this one remembers
    other = Client()
    sign_in(other, "minh")
    assert other.post("/dang-nhap/ma/", {"code": code}).status_code == 200
    assert not other.session.get("_auth_user_id")
    assert other.post("/dang-nhap/ma/", {"code": code_of(user, 1)}).status_code == 302


def test_who_guesses_codes_is_locked_out_as_who_guesses_passwords(client: Client) -> None:
    user = person("minh", ADMINISTRATOR)
    sign_in(client, "minh")
    for _ in range(settings.AXES_FAILURE_LIMIT):
        assert client.post("/dang-nhap/ma/", {"code": "000000"}).status_code == 200
    assert client.post("/dang-nhap/ma/", {"code": code_of(user)}).status_code == 429
    assert sign_in(Client(), "minh").status_code == 429
    assert len(told("second_factor_failed")) == settings.AXES_FAILURE_LIMIT
    assert told("locked_out") == [("", "minh")]


def test_nothing_in_the_database_makes_codes_or_tells_what_was_typed(client: Client, books: Path) -> None:
    person("lan", second_factor=False)
    sign_in(client, "lan")
    client.post(client.get("/tai-khoan/hai-buoc/")["Location"], {"password": PASSWORD})
    secret = re.findall(r'id="secret">(\w+)<', client.get("/tai-khoan/hai-buoc/").content.decode())[0]
    client.post("/tai-khoan/hai-buoc/", {"code": code_from(secret)})
    recovery = re.findall(r"<code>(\d{8})</code>", client.get("/tai-khoan/ma-du-phong/").content.decode())
    assert len(recovery) == 10
    other = Client()
    sign_in(other, "lan", "sai-mat-khau-bi-mat")
    sign_in(other, "lan")
    other.post("/dang-nhap/ma/", {"code": "97531246"})
    with closing(sqlite3.connect(books / "ledger.sqlite3")) as database:
        kept = "\n".join(database.iterdump())
    kept += "".join(str(session.get_decoded()) for session in Session.objects.all())
    assert "lan@a.example" in kept
    for typed in (secret, *recovery, "sai-mat-khau-bi-mat", PASSWORD, "97531246"):
        assert typed not in kept


def test_somebody_is_invited_by_letter_and_chooses_a_name_and_a_password(
    administrator: Client, client: Client, letters: list[Any]
) -> None:
    asked = {"name": "Nguyễn Thị  Hoa", "email": "hoa@a.example", "role": "operator", "zone": "bg-parks/kcn-quang-chau"}
    assert administrator.post("/nguoi-dung/moi/", asked).status_code == 302
    assert "Nguyễn Thị Hoa" in administrator.get("/nguoi-dung/").content.decode()
    letter = letters[0]
    assert letter.to == ["hoa@a.example"]
    assert "chủ đầu tư hạ tầng: KCN Quang Châu" in letter.body
    path = re.findall(r"http://testserver(/loi-moi/\S+)", letter.body)[0]
    secret = path.split("/")[2]
    assert secret not in str(list(Invitation.objects.values_list("digest", "roles")))
    assert secret not in "".join(AuditEntry.objects.values_list("detail", flat=True))
    assert "hoa@a.example" in client.get(path).content.decode()
    assert 'value="Nguyễn Thị Hoa"' in client.get(path).content.decode()
    named = {"first_name": "Nguyễn Hoa", "username": "hoa", "new": NEW, "again": NEW}
    for wrong, why in (
        ({"new": "ngan", "again": "ngan"}, "id_new_error"),
        ({"new": "password1234", "again": "password1234"}, "id_new_error"),
        ({"new": "hoa-hoa-2026", "again": "hoa-hoa-2026", "username": "hoa-hoa-2026"}, "id_new_error"),
        ({"again": "khac-han-khac-han"}, "id_again_error"),
        ({"username": "can-bo"}, "id_username_error"),
        ({"username": "a b"}, "id_username_error"),
        ({"first_name": " "}, "id_first_name_error"),
    ):
        refused = client.post(path, {**named, **wrong})
        assert refused.status_code == 400
        assert why in refused.content.decode(), wrong
    assert client.post(path, named)["Location"] == "/dang-nhap/?xong=accept"
    assert User.objects.get(username="hoa").first_name == "Nguyễn Hoa"
    assert "Đã tạo tài khoản" in client.get("/dang-nhap/?xong=accept").content.decode()
    assert sign_in(client, "hoa", NEW).status_code == 302
    held = Membership.objects.get(user__username="hoa")
    assert (held.role, held.given_by) == ("operator", "quan-tri")
    assert Client().get(path).status_code == 404, "it works once"
    assert told("user_invited") == [("quan-tri", "hoa@a.example")]
    assert told("invitation_accepted") == [("hoa", "hoa@a.example")]


def test_an_invitation_that_expired_or_was_withdrawn_is_of_no_use(
    administrator: Client, client: Client, letters: list[Any]
) -> None:
    for email in ("a@a.example", "b@a.example"):
        administrator.post("/nguoi-dung/moi/", {"name": "Hoa", "email": email})
    paths = [re.findall(r"http://testserver(/loi-moi/\S+)", letter.body)[0] for letter in letters]
    assert [client.get(path).status_code for path in paths] == [200, 200]
    Invitation.objects.filter(email="a@a.example").update(expires_at=datetime.now(UTC) - timedelta(seconds=1))
    number = Invitation.objects.get(email="b@a.example").pk
    assert administrator.post(f"/nguoi-dung/loi-moi/{number}/rut/").status_code == 302
    for path in paths:
        answer = client.post(path, {"username": "x", "new": NEW, "again": NEW})
        assert answer.status_code == 404
        assert "lời mời mới" in answer.content.decode()
    assert not User.objects.filter(username="x").exists()


@pytest.mark.parametrize(
    "asked",
    [
        {"email": "khong-phai-thu"}, {"email": "a@a.example", "name": " "},
        {"email": "a@a.example", "role": "vua"}, {"email": "a@a.example", "role": "officer"},
        {"email": "a@a.example", "role": "officer", "book": "khong-co"}, {"email": "a@a.example", "role": "leader", "place": "Xứ Lạ"},
        {"email": "a@a.example", "role": "operator", "zone": "bg-parks/khong-co"},
        {"email": "a@a.example", "role": "enterprise", "enterprise": "Không có công ty này"},
    ],
    ids=str,
)  # fmt: skip
def test_an_invitation_that_cannot_be_is_refused_in_words_and_sends_nothing(
    administrator: Client, letters: list[Any], asked: dict[str, str]
) -> None:
    answer = administrator.post("/nguoi-dung/moi/", {"name": "Hoa", **asked})
    assert answer.status_code == 400
    assert asked["email"] in answer.content.decode(), "what was typed is kept"
    assert letters == []
    assert not Invitation.objects.exists()


def test_a_role_of_a_place_says_which_of_two_provinces_is_meant(administrator: Client) -> None:
    user = person("lan", second_factor=False)
    path = f"/nguoi-dung/{user.pk}/"
    page = administrator.get(path).content.decode()
    assert '<option value="viet-nam.tay-ninh">tỉnh Tây Ninh đến 30/6/2025</option>' in page
    assert '<option value="Hà Nội">Hà Nội</option>' in page
    refused = administrator.post(path, {"act": "grant", "role": "leader", "place": "Tây Ninh"})
    assert refused.status_code == 400
    assert "(viet-nam.tay-ninh-2025)" in refused.content.decode()
    assert administrator.post(path, {"act": "grant", "role": "leader", "place": "viet-nam.tay-ninh"}).status_code == 302
    assert "tỉnh Tây Ninh đến 30/6/2025" in administrator.get(path).content.decode()


def test_roles_are_given_and_taken_with_their_scope_and_told_of(administrator: Client) -> None:
    user = person("lan", second_factor=False)
    path = f"/nguoi-dung/{user.pk}/"
    for scope in (
        {"role": "officer", "book": "bg-parks"},
        {"role": "officer", "book": "bg-parks"},
        {"role": "leader", "place": "Bắc Giang"},
    ):
        assert administrator.post(path, {"act": "grant", **scope}).status_code == 302
    held = list(Membership.objects.filter(user=user).order_by("pk"))
    assert [(each.role, each.given_by) for each in held] == [("officer", "quan-tri"), ("leader", "quan-tri")]
    assert administrator.post(path, {"act": "grant", "role": "officer"}).status_code == 400
    administrator.post(path, {"act": "revoke", "membership": str(held[0].pk)})
    assert not may(User.objects.get(pk=user.pk), Action.SUBMIT)
    assert told("role_granted")[-2:] == [("quan-tri", "lan")] * 2
    assert told("role_granted").count(("quan-tri", "lan")) == 2, "what was held already is not told of again"
    assert told("role_revoked") == [("quan-tri", "lan")]


def test_the_last_administrator_stays_and_nobody_shuts_themselves_out(administrator: Client) -> None:
    user = User.objects.get(username="quan-tri")
    path = f"/nguoi-dung/{user.pk}/"
    held = Membership.objects.get(user=user)
    for act in (
        {"act": "revoke", "membership": str(held.pk)}, {"act": "deactivate"}, {"act": "reset", "reason": "mất máy"},
        {"act": "password", "reason": "quên"},
    ):  # fmt: skip
        assert administrator.post(path, act).status_code == 400
    assert User.objects.get(pk=user.pk).is_active
    assert Membership.objects.filter(pk=held.pk).exists()
    person("thay", ADMINISTRATOR)
    assert administrator.post(path, {"act": "revoke", "membership": str(held.pk)}).status_code == 302
    assert administrator.get("/nguoi-dung/").status_code == 403, "what was taken is gone at once"


def test_deactivating_and_resetting_end_sessions_at_once(administrator: Client, client: Client) -> None:
    user = person("lan", OFFICER)
    sign_in(client, "lan")
    client.post("/dang-nhap/ma/", {"code": code_of(user)})
    assert client.get("/tai-khoan/").status_code == 200
    assert administrator.post(f"/nguoi-dung/{user.pk}/", {"act": "reset", "reason": " "}).status_code == 400
    assert Authenticator.objects.filter(user=user).exists(), "not without a reason"
    assert client.get("/tai-khoan/").status_code == 200
    administrator.post(f"/nguoi-dung/{user.pk}/", {"act": "reset", "reason": "Mất máy, gọi điện xác nhận"})
    assert not Authenticator.objects.filter(user=user).exists()
    assert client.get("/tai-khoan/").status_code == 302
    assert sign_in(client, "lan")["Location"] == "/"
    administrator.post(f"/nguoi-dung/{user.pk}/", {"act": "deactivate"})
    assert client.get("/tai-khoan/").status_code == 302
    administrator.post(f"/nguoi-dung/{user.pk}/", {"act": "activate"})
    assert sign_in(client, "lan").status_code == 302
    for action in ("second_factor_reset", "user_deactivated", "user_activated"):
        assert told(action) == [("quan-tri", "lan")]
    assert AuditEntry.objects.get(action="second_factor_reset").detail == '{"reason":"Mất máy, gọi điện xác nhận"}'
    refused = administrator.post(f"/nguoi-dung/{user.pk}/", {"act": "reset", "reason": "lần nữa"})
    assert "không có gì để đặt lại" in refused.content.decode()


def test_ones_sessions_are_listed_and_ended_and_a_new_password_ends_the_others(client: Client) -> None:
    person("lan", second_factor=False)
    other = Client(headers={"user-agent": "Trình duyệt khác"})
    sign_in(client, "lan")
    sign_in(other, "lan")
    assert "Trình duyệt khác" in client.get("/tai-khoan/").content.decode()
    theirs = UserSession.objects.get(user_agent="Trình duyệt khác")
    stranger = browser_of(person("minh", second_factor=False))
    stranger.post(f"/tai-khoan/phien/{theirs.pk}/")
    assert other.get("/tai-khoan/").status_code == 200, "nobody ends another's session"
    client.post(f"/tai-khoan/phien/{theirs.pk}/")
    assert other.get("/tai-khoan/").status_code == 302
    sign_in(other, "lan")
    wrong = client.post("/tai-khoan/", {"act": "password", "old": "sai", "new": NEW, "again": NEW})
    assert wrong.status_code == 400
    assert "id_old_error" in wrong.content.decode()
    assert client.post("/tai-khoan/", {"act": "password", "old": PASSWORD, "new": NEW, "again": NEW}).status_code == 302
    assert client.get("/tai-khoan/").status_code == 200
    assert other.get("/tai-khoan/").status_code == 302
    assert told("password_changed") == [("lan", "lan")]


@pytest.mark.parametrize("typed", ["nguyen", "NGUYỄN thị", "thi lan", "LAN.NT", "a.example lan"])
def test_somebody_is_found_by_any_part_of_their_name_with_or_without_diacritics(
    administrator: Client, client: Client, typed: str
) -> None:
    user = person("lan.nt", ("officer", {"book": "bg-parks"}), second_factor=False)
    User.objects.filter(pk=user.pk).update(first_name="Nguyễn Thị Lan")
    for path in ("/nguoi-dung/", "/tim/"):
        page = administrator.get(path, {"q": typed}).content.decode()
        assert f'href="/nguoi-dung/{user.pk}/"' in page, path
        page = administrator.get(path, {"q": f"{typed} không"}).content.decode()
        assert f'href="/nguoi-dung/{user.pk}/"' not in page, path
    for visitor in (client, browser_of(user)):  # of accounts nobody else learns
        assert f"/nguoi-dung/{user.pk}/" not in visitor.get("/tim/", {"q": typed}).content.decode()


def test_the_menu_shows_what_somebody_may_do(administrator: Client, client: Client) -> None:
    assert "/nhat-ky/" in administrator.get("/").content.decode()
    page = browser_of(person("lan", ("promotion", {"book": "bg-parks"}), second_factor=False)).get("/").content.decode()
    assert "/xuc-tien/" in page
    assert "/nhat-ky/" not in page
    assert "/xuc-tien/" not in client.get("/").content.decode()


def test_the_trail_is_narrowed_and_its_file_is_told_of(administrator: Client) -> None:
    for number in range(60):
        audit.record("lan" if number % 2 else "minh", "note_written", f"bai-{number}", {"version": 1}, "192.0.2.1")
    for path in ("/nguoi-dung/", "/nguoi-dung/", "/nguoi-dung/1/"):
        administrator.get(path)
    assert told("contacts_viewed") == [("quan-tri", "people"), ("quan-tri", "can-bo")]
    page = administrator.get("/nhat-ky/?by=lan&action=note_written").content.decode()
    assert page.count("bai-") == 30
    assert "bai-2<" not in page
    assert administrator.get("/nhat-ky/?page=2").content.decode().count("<tr>") > 1
    assert administrator.get("/nhat-ky/?since=hom-qua").status_code == 400
    assert administrator.get("/nhat-ky/?by=%00").status_code == 400
    assert "empty" in administrator.get("/nhat-ky/?until=2001-01-01").content.decode()
    lines = administrator.get("/nhat-ky/?by=lan&table=trail&format=csv").content.decode("utf-8-sig").splitlines()
    assert sum("bai-" in line for line in lines) == 30
    assert told("contacts_exported") == [("quan-tri", "audit_trail")]


def test_cases_of_another_book_are_neither_listed_nor_opened_and_files_of_them_are_told_of(client: Client) -> None:
    for zone in ("bg-parks/kcn-quang-chau", "bk-parks/kcn-thanh-binh-giai-doan-i"):
        client.post("/tim-dat/hoi/", inquiry(zone=zone))
    numbers = dict(Case.objects.values_list("book__code", "number"))
    theirs = browser_of(person("lan", ("promotion", {"book": "bg-parks"}), second_factor=False))
    page = theirs.get("/xuc-tien/").content.decode()
    assert numbers["bg-parks"] in page
    assert numbers["bk-parks"] not in page
    path = f"/xuc-tien/{numbers['bk-parks']}/"
    assert theirs.get(path).status_code == 403
    assert theirs.post(path, {"act": "erase", "sure": "1"}).status_code == 403
    assert theirs.get("/xuc-tien/?table=cases&format=csv").status_code == 200
    assert told("contacts_exported") == [("lan", "cases")]
    assert told("contacts_viewed") == [], "neither what was refused nor the list shows whom to contact"
    for _ in range(2):
        assert "hoa@vidu.vn" in theirs.get(f"/xuc-tien/{numbers['bg-parks']}/").content.decode()
    assert told("contacts_viewed") == [("lan", numbers["bg-parks"])]
    theirs.post(f"/xuc-tien/{numbers['bg-parks']}/", {"act": "note", "text": "Đã gọi."})
    theirs.post(f"/xuc-tien/{numbers['bg-parks']}/", {"act": "note", "text": " "})
    assert told("case_recorded") == [("lan", numbers["bg-parks"])], "what was refused is not told as done"


def test_nothing_that_an_administrator_sends_changes_the_trail(administrator: Client) -> None:
    administrator.post("/nguoi-dung/1/", {"act": "grant", "role": "leader", "place": "Bắc Kạn"})
    before = list(AuditEntry.objects.order_by("seq").values())
    for given in ({}, {"act": "delete", "seq": "1"}, {"_method": "DELETE"}, {"by": "ai-do", "action": "signed_in"}):
        assert administrator.post("/nhat-ky/", given).status_code == 405
    for method in (administrator.put, administrator.patch, administrator.delete):
        assert method("/nhat-ky/").status_code == 405
    assert list(AuditEntry.objects.order_by("seq").values()) == before != []


def test_every_entry_that_the_pages_made_verifies(administrator: Client) -> None:
    administrator.post("/nguoi-dung/1/", {"act": "grant", "role": "leader", "place": "Bắc Kạn"})
    last, _, problems = audit.verify()
    assert problems == []
    assert last == AuditEntry.objects.count() > 10


@pytest.mark.long
def test_the_journey_in_a_browser(visit: Callable[..., Any], portal: str) -> None:
    """An account's page and the page of the second factor are clean and accessible, in both languages and themes."""
    page = visit("/tai-khoan/", signed_in=True)
    assert page.violations() == []
    page.page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    page.page.wait_for_function(STILL)
    assert page.violations() == []
    page.follow("a[href$='/tai-khoan/hai-buoc/']")
    page.page.fill("[name=password]", "mat-khau-de-thu-1")
    page.page.click("main button[type=submit]")
    page.page.wait_for_url("**/tai-khoan/hai-buoc/")
    page.page.wait_for_load_state("networkidle")
    assert page.violations() == []
    assert page.page.locator("img.qr").evaluate("image => image.naturalWidth") > 100
    secret = page.page.locator("#secret").inner_text()
    page.page.fill("[name=code]", code_from(secret))
    page.page.click("main button[type=submit]")
    page.page.wait_for_url("**/tai-khoan/ma-du-phong/")
    page.page.wait_for_load_state("networkidle")
    assert page.page.locator("ul.codes li").count() == 10
    assert page.violations() == []
    page.go("/en/tai-khoan/")
    assert page.violations() == []
    page.follow("header form button.plain[type=submit]")
    page.go("/dang-nhap/")
    page.page.fill("[name=username]", "can-bo")
    page.page.fill("[name=password]", "mat-khau-de-thu-1")
    page.page.click("main button[type=submit]")
    page.page.wait_for_url("**/dang-nhap/ma/")
    page.page.wait_for_load_state("networkidle")
    assert page.violations() == []
    page.page.fill("[name=code]", code_from(secret, 1))
    page.page.click("main button[type=submit]")
    page.page.wait_for_url(f"{portal}/")
    page.page.wait_for_load_state("networkidle")
    page.assert_clean()


@pytest.mark.long
def test_the_pages_of_administrators_are_accessible_and_fit_a_phone(
    administrator: Client, letters: list[Any], browser: Browser, books: Path, statics: Path
) -> None:
    user = person("lan", OFFICER, ("leader", {"place": "Bắc Giang"}))
    administrator.post(
        "/nguoi-dung/moi/", {"name": "Trần Thị Hoa", "email": "hoa@a.example", "role": "officer", "book": "bg-parks"}
    )
    invited = re.findall(r"http://testserver(/loi-moi/\S+)", letters[0].body)[0]
    with serve(books, statics) as address:
        context = browser.new_context(viewport={"width": 360, "height": 900}, locale="vi-VN")
        visit = Visit(context.new_page(), address)
        _listen(visit)
        visit.go("/dang-nhap/")
        visit.page.fill("[name=username]", "quan-tri")
        visit.page.fill("[name=password]", PASSWORD)
        visit.page.click("main button[type=submit]")
        visit.page.wait_for_url("**/dang-nhap/ma/")
        visit.page.wait_for_load_state("networkidle")
        visit.page.fill("[name=code]", code_of(User.objects.get(username="quan-tri")))
        visit.page.click("main button[type=submit]")
        visit.page.wait_for_url(f"{address}/")
        visit.page.wait_for_load_state("networkidle")
        pages = ("/nguoi-dung/", "/nguoi-dung/moi/", f"/nguoi-dung/{user.pk}/", "/nhat-ky/", "/en/nhat-ky/")
        for path in pages:
            visit.go(path)
            assert visit.page.url == address + path, "nobody was sent elsewhere"
            assert visit.page.locator("h1").count() == 1
            assert visit.violations() == [], path
            wider = visit.page.evaluate(
                "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            assert wider <= 0, f"{path} is {wider} px wider than a phone"
        context.clear_cookies()
        visit.go(invited)
        assert visit.page.locator("[name=username]").is_visible()
        assert visit.violations() == []
        visit.assert_clean()
        context.close()


def test_every_entry_that_a_request_makes_says_from_where_and_is_a_sentence(administrator: Client) -> None:
    lan = person("lan", ("officer", {"book": "bg-parks"}))
    browser = Client(REMOTE_ADDR="192.0.2.44")
    browser.force_login(lan, backend="django.contrib.auth.backends.ModelBackend")
    cleared = {"zone": "kcn-quang-chau", "area_m2": "1,5", "area_m2.unit": "ha", "effective_on": "2024-05-06"}
    browser.post("/ghi-so/land_cleared/", {"book": "bg-parks", "act": "submit", **cleared})
    own = AuditEntry.objects.filter(by="lan", action__startswith="submission_")
    assert {each.action: each.address for each in own} == {
        "submission_draft": "192.0.2.44",
        "submission_submitted": "192.0.2.44",
    }
    page = administrator.get("/nhat-ky/?by=lan").content.decode()
    assert "Trình hồ sơ số" in page
    assert "Trình hồ sơ số" in page
    assert "submission/" not in page
    assert "&quot;kind&quot;" not in page
    assert {"Thời gian", "Người thực hiện", "Nội dung"} <= set(re.findall(r"<th[^>]*>\s*([^<]+?)\s*<", page))


def test_roles_are_told_with_the_names_of_books_and_zones(administrator: Client) -> None:
    person("giu-so", ("officer", {"book": "bg-parks"}))
    person("ha-tang", ("operator", {"zone": "bg-parks/kcn-quang-chau"}))
    page = " ".join(re.sub("<[^>]+>", " ", administrator.get("/nguoi-dung/").content.decode()).split())
    assert "cán bộ ghi sổ: Ban Quản lý các khu công nghiệp tỉnh Bắc Giang" in page
    assert "chủ đầu tư hạ tầng: KCN Quang Châu" in page
    assert "bg-parks" not in page
