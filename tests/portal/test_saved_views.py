"""Saved pages: kept under a name, opened with the day kept or the latest, renamed, removed, and seen by nobody else."""

from datetime import date

import pytest
from django.test import Client

from parkledger.people import saved_views
from parkledger.people.models import AuditEntry, SavedView, Subscription
from tests.portal.persons import browser_of, person

LIST = "/tai-khoan/trang-da-luu/"
PAGE = "/khu-cum/?kind=park&sort=occupancy&on=2023-08-22"


@pytest.fixture
def somebody(books) -> Client:
    return browser_of(person("lan"))


def save(client: Client, name: str, address: str = PAGE):
    return client.post(LIST, {"name": name, "address": address})


def test_a_page_is_saved_and_opens_at_the_latest_day_or_the_day_kept(somebody: Client) -> None:
    assert "Chưa có trang nào" in somebody.get(LIST).content.decode()
    assert 'value="/khu-cum/?kind=park&amp;sort=occupancy&amp;on=2023-08-22"' in somebody.get(PAGE).content.decode()
    assert save(somebody, "  KCN   theo lấp đầy ").status_code == 302
    view = SavedView.objects.get()
    assert (view.name, view.address, view.on.isoformat()) == (
        "KCN theo lấp đầy",
        "/khu-cum/?kind=park&sort=occupancy",
        "2023-08-22",
    )
    shown = somebody.get(LIST).content.decode()
    assert 'href="/khu-cum/?kind=park&amp;sort=occupancy"' in shown
    assert 'href="/khu-cum/?kind=park&amp;sort=occupancy&amp;on=2023-08-22"' in shown
    assert 'href="/en/khu-cum/?kind=park&amp;sort=occupancy"' in somebody.get(f"/en{LIST}").content.decode()
    assert AuditEntry.objects.filter(action="view_saved", by="lan").count() == 1


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        ("/so-lieu/?indicator=occupancy&place=viet-nam.bac-giang&kind=park", "figure"),
        ("/so-sanh/?place=viet-nam.bac-giang&place=viet-nam.bac-kan", ""),
        ("/ban-do/?kind=park", ""),
        ("/tim-dat/?area=5", ""),
        ("/du-an/?sort=registered", ""),
        ("/tim/?q=ty+le+lap+day+bac+giang", "question"),
        ("/dia-ban/viet-nam.bac-giang/", "place"),
        ("/khu-cum/bg-parks/kcn-quang-chau/thay-doi/", "zone"),
    ],
)
def test_pages_have_the_button_and_some_can_be_followed(somebody: Client, page: str, kind: str) -> None:
    shown = somebody.get(page).content.decode()
    assert "Lưu trang này" in shown
    assert (f'name="kind" value="{kind}"' in shown) if kind else ("Gửi thư khi có thay đổi" not in shown)
    assert save(somebody, "a", page).status_code == 302
    assert somebody.get(SavedView.objects.get().address).status_code == 200


def test_what_is_followed_is_listed_changed_and_stopped_by_its_owner(somebody: Client) -> None:
    page = "/tai-khoan/theo-doi/"
    assert "Bạn chưa theo dõi gì" in somebody.get(page).content.decode()
    for kind, key in (("zone", "bg-parks/kcn-quang-chau"), ("figure", "indicator=occupancy&kind=park&on=2023-08-22")):
        assert somebody.post(page, {"kind": kind, "key": key, "frequency": "daily"}).status_code == 302
    for kind, key, status in (
        ("zone", "bg-parks/x", 400),
        ("place", "x", 404),
        ("figure", "a=b", 404),
        ("x", "y", 400),
        ("question", " ", 400),
    ):
        assert somebody.post(page, {"kind": kind, "key": key}).status_code in {status, 400}
    shown = somebody.get(page).content.decode()
    assert "KCN Quang Châu" in shown
    assert 'href="/so-lieu/?indicator=occupancy&amp;kind=park"' in shown
    one = Subscription.objects.get(kind="zone")
    assert browser_of(person("minh")).post(f"{page}{one.pk}/", {"act": "stop"}).status_code == 404
    somebody.post(f"{page}{one.pk}/", {"act": "change", "frequency": "weekly"})
    assert Subscription.objects.get(kind="zone").frequency == "weekly"
    somebody.post(f"{page}{one.pk}/", {"act": "stop"})
    assert [each.kind for each in Subscription.objects.all()] == ["figure"]
    acts = set(AuditEntry.objects.filter(by="lan").values_list("action", flat=True))
    assert acts >= {"subscribed", "subscription_changed", "unsubscribed"}


def test_a_page_in_english_is_saved_without_its_language(somebody: Client) -> None:
    assert save(somebody, "a", f"/en{PAGE}").status_code == 302
    assert SavedView.objects.get().address == "/khu-cum/?kind=park&sort=occupancy"


def test_the_same_name_for_another_page_is_asked_again_and_nothing_typed_is_lost(somebody: Client) -> None:
    save(somebody, "Của tôi")
    assert (
        save(somebody, "Của tôi", PAGE.replace("08-22", "07-01")).status_code == 302
    )  # the same page: its day is moved
    assert SavedView.objects.get().on.isoformat() == "2023-07-01"
    answer = save(somebody, "Của tôi", "/ban-do/?kind=cluster")
    assert answer.status_code == 409
    assert 'value="/ban-do/?kind=cluster"' in answer.content.decode()
    assert SavedView.objects.count() == 1


@pytest.mark.parametrize("name", ["", "   ", "x" * 201])
def test_a_name_that_is_none_is_refused(somebody: Client, name: str) -> None:
    assert save(somebody, name).status_code == 400
    assert not SavedView.objects.exists()


@pytest.mark.parametrize(
    "address",
    ["", "https://xau.example/", "//xau.example/khu-cum/", "/\\xau.example", "khu-cum/", "/khong-co/", "/api/v1/zones",
     "/khu-cum/?q=" + "x" * 2001, "javascript:alert(1)", "/khu-cum/?on=hom-qua", "http://["],
)  # fmt: skip
def test_what_is_no_page_of_the_portal_is_not_saved(somebody: Client, address: str) -> None:
    assert save(somebody, "a", address).status_code in {400, 404}
    assert not SavedView.objects.exists()


def test_pages_are_sorted_renamed_and_removed(somebody: Client) -> None:
    for name in ("Đất", "Dự án", "Ấn", "An"):
        save(somebody, name)
    shown = somebody.get(LIST).content.decode()
    assert [shown.index(f">{name}<") for name in ("An", "Ấn", "Dự án", "Đất")] == sorted(
        shown.index(f">{name}<") for name in ("An", "Ấn", "Dự án", "Đất")
    )
    one = SavedView.objects.get(name="An")
    assert somebody.post(f"{LIST}{one.pk}/", {"act": "rename", "name": "Đất"}).status_code == 409
    assert somebody.post(f"{LIST}{one.pk}/", {"act": "rename", "name": "x" * 200}).status_code == 302
    assert somebody.get(f"{LIST}{one.pk}/").status_code == 200
    assert somebody.post(f"{LIST}{one.pk}/", {"act": "remove"}).status_code == 302
    assert somebody.get(f"{LIST}{one.pk}/").status_code == 404
    assert SavedView.objects.count() == 3


def test_what_somebody_saved_is_unknown_to_others(somebody: Client) -> None:
    save(somebody, "Của tôi")
    number, other = SavedView.objects.get().pk, browser_of(person("minh"))
    assert "Của tôi" not in other.get(LIST).content.decode()
    for act in ("rename", "remove"):
        assert other.post(f"{LIST}{number}/", {"act": act, "name": "b"}).status_code == 404
    assert SavedView.objects.get().name == "Của tôi"
    assert Client().get(LIST).status_code == 302
    assert "Lưu trang này" not in Client().get(PAGE).content.decode()


def test_a_page_that_is_gone_is_shown_without_a_link(somebody: Client) -> None:
    save(somebody, "Cũ")
    SavedView.objects.update(address="/trang-cu/?a=b")
    shown = somebody.get(LIST).content.decode()
    assert "trang này không còn" in shown
    assert 'href="/trang-cu/' not in shown
    assert somebody.get(f"{LIST}{SavedView.objects.get().pk}/").status_code == 200


def test_a_form_of_another_site_is_refused(books) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(person("lan"), backend="django.contrib.auth.backends.ModelBackend")
    assert save(strict, "a").status_code == 403
    assert strict.post("/tai-khoan/theo-doi/", {"kind": "place", "key": "viet-nam"}).status_code == 403
    assert not SavedView.objects.exists()


def test_names_are_kept_once_on_both_databases(database: str) -> None:
    user, dates = person("lan", second_factor=False), (date(2023, 8, 22), "")
    first = saved_views.save(user, "Một", "/khu-cum/", dates)
    saved_views.save(user, "Hai", "/khu-cum/", dates)
    with pytest.raises(saved_views.SavedViewNameTaken):
        saved_views.save(user, "Một", "/ban-do/", dates)
    with pytest.raises(saved_views.SavedViewNameTaken):
        saved_views.rename(first, "Hai")
    saved_views.save(person("minh", second_factor=False), "Một", "/ban-do/", dates)
    assert [view.name for view in saved_views.views_of(user)] == ["Hai", "Một"]
