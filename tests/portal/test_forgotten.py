"""A forgotten password: one answer for every address, a link that works once and for an hour, and what ends with it."""

import re
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client

from parkledger.people import audit, letters, password_reset
from parkledger.people.models import AuditEntry
from tests.portal.persons import PASSWORD, browser_of, code_of, link_for, person

NEW = "khong-ai-doan-duoc-77"


@pytest.fixture
def post(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Letters sent so far, as Django's memory keeps them."""
    monkeypatch.setattr(settings, "EMAIL_BACKEND", "django.core.mail.backends.locmem.EmailBackend")
    monkeypatch.setattr(mail, "outbox", [], raising=False)

    def sent() -> list[Any]:
        letters.wait()
        return mail.outbox

    return sent


def ask(client: Client, email: str, **more: str) -> Any:
    return client.post("/quen-mat-khau/", {"email": email, **more})


def link_in(letter: Any) -> str:
    return str(re.findall(r"http://testserver(\S+)", letter.body)[0])


def told(action: str) -> list[tuple[str, str]]:
    return list(AuditEntry.objects.filter(action=action).order_by("seq").values_list("by", "about"))


def choose(client: Client, link: str, new: str = NEW, again: str = "") -> Any:
    return client.post(client.get(link)["Location"], {"new": new, "again": again or new})


def test_the_answer_is_the_same_whether_or_not_an_address_has_an_account(client: Client, post: Any) -> None:
    person("lan", second_factor=False)
    User.objects.filter(pk=person("cu", second_factor=False).pk).update(is_active=False)
    answers = []
    for email in ("lan@a.example", "khong-co-ai@a.example", "cu@a.example"):
        answer = ask(Client(), email)
        answers.append((answer.status_code, answer["Location"], answer.content, answer.cookies.output()))
    assert answers[0] == answers[1] == answers[2]
    assert answers[0][:2] == (302, "/quen-mat-khau/da-gui/")
    assert [letter.to for letter in post()] == [["lan@a.example"]]
    assert told("password_reset_asked") == [("", "lan"), ("", ""), ("", "")]
    kept = "".join(f"{each.about} {each.detail}" for each in AuditEntry.objects.all())
    assert "khong-co-ai" not in kept, "the address of a stranger is not kept for ever"


def test_the_link_sets_a_password_once_ends_all_sessions_and_asks_for_the_second_factor_still(
    client: Client, post: Any
) -> None:
    user = person("minh", ("officer", {"book": "bg-parks"}))
    elsewhere = Client()
    elsewhere.post("/dang-nhap/", {"username": "minh", "password": PASSWORD})
    elsewhere.post("/dang-nhap/ma/", {"code": code_of(user, -1)})
    assert elsewhere.get("/tai-khoan/").status_code == 200
    ask(client, "MINH@a.example")
    (letter,) = post()
    assert letter.to == ["minh@a.example"], "to the address that the account has"
    assert "«minh»" in letter.body
    link = link_in(letter)
    assert client.get(link)["Location"].endswith("-set-password/"), "the key does not stay in the address"
    assert choose(client, link)["Location"] == "/quen-mat-khau/xong/"
    assert not client.session.get("_auth_user_id"), "it signs nobody in"
    assert elsewhere.get("/tai-khoan/").status_code == 302
    assert not UserSession.objects.filter(user=user).exists()
    assert told("password_reset") == [("minh", "minh")]
    assert [each.subject for each in post()][1:] == ["Mật khẩu đã được đặt lại / Your password was reset"]
    assert client.post("/dang-nhap/", {"username": "minh", "password": PASSWORD}).status_code == 200
    assert client.post("/dang-nhap/", {"username": "minh", "password": NEW})["Location"] == "/dang-nhap/ma/"
    assert not client.session.get("_auth_user_id")
    assert client.post("/dang-nhap/ma/", {"code": code_of(user)}).status_code == 302
    assert client.session["_auth_user_id"] == str(user.pk)
    again = Client().get(link)
    assert again.status_code == 404, "the link works once"
    assert "thư mới" in again.content.decode()
    assert audit.verify()[2] == []


def test_two_who_hold_the_same_link_open_do_not_both_use_it(client: Client) -> None:
    link = link_for(person("lan", second_factor=False))
    first, second = Client(), Client()
    forms = [each.get(link)["Location"] for each in (first, second)]
    assert [each.get(forms[0]).status_code for each in (first, second)] == [200, 200]
    assert first.post(forms[0], {"new": NEW, "again": NEW}).status_code == 302
    assert second.post(forms[1], {"new": f"{NEW}-2", "again": f"{NEW}-2"}).status_code == 404
    assert User.objects.get(username="lan").check_password(NEW)


def test_a_key_is_tried_again_when_the_password_is_set(client: Client) -> None:
    """Between showing the form and sending it another process may have used the key."""
    user = person("lan", second_factor=False)
    key = link_for(user).rstrip("/").split("-", 3)[-1]
    password_reset.choose(user, key, NEW)
    with pytest.raises(password_reset.LinkVoid):
        password_reset.choose(user, key, f"{NEW}-2")
    assert User.objects.get(pk=user.pk).check_password(NEW)
    assert told("password_reset") == [("lan", "lan")]


def test_a_link_that_does_not_hold_is_refused_in_words(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("deactivated", "signed-in-since", "moved", "of-another", "expired")
    users = {name: person(name, second_factor=False) for name in names}
    links = {name: link_for(user) for name, user in users.items()}
    links["of-another"] = re.sub(
        r"/\d+-", f"/{links['moved'].split('/')[2].split('-')[0]}-", links["of-another"], count=1
    )
    User.objects.filter(pk=users["deactivated"].pk).update(is_active=False)
    User.objects.filter(pk=users["moved"].pk).update(email="x@a.example")
    Client().post("/dang-nhap/", {"username": "signed-in-since", "password": PASSWORD})
    assert client.get(links["expired"]).status_code == 302, "until it expires"
    monkeypatch.setattr(settings, "PASSWORD_RESET_TIMEOUT", -1)
    assert client.get(links["expired"]).status_code == 404
    monkeypatch.undo()
    for name in set(links) - {"expired"}:
        answer = client.get(links[name])
        assert answer.status_code == 404, name
        assert "thư mới" in answer.content.decode()
        assert "new letter" in client.get(f"/en{links[name]}").content.decode()
    assert client.get(links["expired"]).status_code == 302


def test_a_new_password_that_is_too_easy_or_typed_wrongly_is_refused_beside_its_field(client: Client) -> None:
    link = link_for(person("lan-lan-lan", second_factor=False))
    for new, again, why in (
        ("ngan", "ngan", "id_new_error"),
        ("lan-lan-lan", "lan-lan-lan", "id_new_error"),
        (NEW, "khac-han-khac-han", "id_again_error"),
    ):
        refused = choose(client, link, new, again)
        assert refused.status_code == 400
        assert why in refused.content.decode()
    assert User.objects.get(username="lan-lan-lan").check_password(PASSWORD)


def test_who_asks_too_often_waits_and_what_is_no_address_is_refused(client: Client, post: Any) -> None:
    person("lan", second_factor=False)
    assert [ask(client, "lan@a.example").status_code for _ in range(6)] == [302] * 5 + [429]
    assert "Đã thử quá nhiều lần" in ask(client, "lan@a.example").content.decode()
    assert len(post()) == 5
    assert len(told("password_reset_asked")) == 5
    wrong = ask(client, "khong-phai-thu")
    assert wrong.status_code == 200
    assert "id_email_error" in wrong.content.decode()


def test_a_mail_server_that_does_not_answer_is_not_seen_in_the_answer(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    person("lan", second_factor=False)
    monkeypatch.setattr(settings, "EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
    monkeypatch.setattr(settings, "EMAIL_HOST", "127.0.0.1")
    monkeypatch.setattr(settings, "EMAIL_PORT", 9)
    assert ask(client, "lan@a.example").status_code == 302
    letters.wait()
    assert "a letter could not be sent" in caplog.text


def test_the_page_to_sign_in_leads_there(client: Client) -> None:
    assert 'href="/quen-mat-khau/"' in client.get("/dang-nhap/").content.decode()
    assert 'href="/en/quen-mat-khau/"' in client.get("/en/dang-nhap/").content.decode()


def test_where_letters_go_is_changed_with_the_password_only_and_told_to_the_address_before(
    client: Client, post: Any
) -> None:
    """Else who finds a browser signed in would move the address and set another password."""
    user = person("lan", second_factor=False)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    asked = {"act": "profile", "first_name": "Lan", "email": "khac@a.example"}
    for confirmed in ("", "sai"):
        refused = client.post("/tai-khoan/", {**asked, "confirmed": confirmed})
        assert refused.status_code == 400
        assert "id_confirmed_error" in refused.content.decode()
    assert User.objects.get(pk=user.pk).email == "lan@a.example"
    assert client.post("/tai-khoan/", {**asked, "email": "lan@a.example"}).status_code == 302, "a name needs none"
    assert post() == []
    assert client.post("/tai-khoan/", {**asked, "confirmed": PASSWORD}).status_code == 302
    assert [letter.to for letter in post()] == [["lan@a.example"]]
    kept = AuditEntry.objects.filter(action="profile_changed").order_by("seq").values_list("detail", flat=True)
    assert list(kept) == ['{"email":"kept"}', '{"email":"changed"}']


def test_an_administrator_makes_somebody_choose_a_new_password_and_learns_neither_it_nor_the_link(
    client: Client, post: Any
) -> None:
    administrator = browser_of(person("quan-tri", ("administrator", {})))
    user, silent = person("lan", ("officer", {"book": "bg-parks"})), person("cu", second_factor=False)
    User.objects.filter(pk=silent.pk).update(email="")
    client.post("/dang-nhap/", {"username": "lan", "password": PASSWORD})
    client.post("/dang-nhap/ma/", {"code": code_of(user)})
    path, asked = f"/nguoi-dung/{user.pk}/", {"act": "password", "reason": "Nghi lộ mật khẩu"}
    assert administrator.post(path, {**asked, "reason": ""}).status_code == 400
    assert client.get("/tai-khoan/").status_code == 200
    answer = administrator.post(path, asked)
    assert answer.status_code == 302
    assert client.get("/tai-khoan/").status_code == 302, "sessions end at once"
    assert client.post("/dang-nhap/", {"username": "lan", "password": PASSWORD}).status_code == 200
    (letter,) = post()
    assert letter.to == ["lan@a.example"]
    link = link_in(letter)
    assert link not in administrator.get(path).content.decode()
    assert told("password_reset_offered") == [("quan-tri", "lan")]
    assert choose(client, link)["Location"] == "/quen-mat-khau/xong/"
    assert client.post("/dang-nhap/", {"username": "lan", "password": NEW})["Location"] == "/dang-nhap/ma/"
    refused = administrator.post(f"/nguoi-dung/{silent.pk}/", asked)
    assert refused.status_code == 400
    assert "parkledger user reset-password" in refused.content.decode()
    assert User.objects.get(pk=silent.pk).check_password(PASSWORD)
