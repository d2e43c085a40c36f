"""Pages that people keep under names of their own: each person sees only theirs."""

from datetime import date
from typing import Any
from unicodedata import normalize

from django.db import IntegrityError, transaction

from parkledger.language import ParkError, Text, sort_key
from parkledger.people import audit
from parkledger.people.models import SavedView

audit.ACTIONS.update(
    {
        "view_saved": Text("lưu trang", "saved a page"),
        "view_renamed": Text("đổi tên trang đã lưu", "renamed a saved page"),
        "view_removed": Text("xóa trang đã lưu", "removed a saved page"),
    }
)
LONGEST_NAME, MOST_VIEWS = 200, 500


class SavedViewUnknown(ParkError):
    """Whoever asks has saved no such page."""

    code = "saved_view_unknown"
    status = 404
    vi = "Bạn không có trang đã lưu nào mang số này. Hãy xem danh sách trang đã lưu."
    en = "You have no saved page with this number. Look at the list of saved pages."


class SavedViewNameUnfit(ParkError):
    """A page is to be saved without a name, or under one that is too long."""

    code = "saved_view_name_unfit"
    vi = "Tên trang cần có từ 1 đến {most} ký tự. Hãy đặt tên khác."
    en = "The name of a page has 1 to {most} characters. Choose another."


class SavedViewNameTaken(ParkError):
    """Another page is saved under that name."""

    code = "saved_view_name_taken"
    status = 409
    vi = "Bạn đã lưu một trang khác dưới tên «{name}». Hãy đặt tên khác, hoặc xóa trang kia trước."
    en = "You have saved another page as “{name}”. Choose another name, or remove that page first."


class SavedViewTooMany(ParkError):
    """Somebody has saved as many pages as they may."""

    code = "saved_view_too_many"
    vi = "Bạn đã lưu {most} trang, không lưu thêm được. Hãy xóa bớt trang không còn dùng."
    en = "You have saved {most} pages, which is the most. Remove some that you no longer use."


def views_of(user: Any) -> list[SavedView]:
    """Somebody's saved pages by name, as Vietnamese is sorted."""
    return sorted(SavedView.objects.filter(user_id=user.pk), key=lambda view: (sort_key(view.name), view.pk))


def view_of(user: Any, number: int) -> SavedView:
    """One of somebody's saved pages; another's is unknown to them."""
    found = SavedView.objects.filter(user_id=user.pk, pk=number).first() if number < 2**63 else None
    if found is None:
        raise SavedViewUnknown
    return found


def save(user: Any, name: str, address: str, dates: tuple[date, str], client: str = "") -> SavedView:
    """Save a page with its day and moment. Saved again under the same name, the same page has its new dates."""
    name, (on, known) = _fit(name), dates
    with transaction.atomic():
        there = SavedView.objects.select_for_update(no_key=True).filter(user_id=user.pk, name=name).first()
        if there is not None and there.address != address:
            raise SavedViewNameTaken(name=name)
        if there is None and SavedView.objects.filter(user_id=user.pk).count() >= MOST_VIEWS:
            raise SavedViewTooMany(most=MOST_VIEWS)
        given = {"address": address, "on": on, "known": known}
        view, _ = SavedView.objects.update_or_create(user_id=user.pk, name=name, defaults=given)
        audit.record(user, "view_saved", view.pk, None, client)
    return view


def rename(view: SavedView, name: str, client: str = "") -> None:
    """Give a saved page another name."""
    before, view.name = view.name, _fit(name)
    if view.name == before:
        return
    try:
        with transaction.atomic():
            view.save(update_fields=["name"])
            audit.record(view.user, "view_renamed", view.pk, None, client)
    except IntegrityError:
        raise SavedViewNameTaken(name=view.name) from None


def remove(view: SavedView, client: str = "") -> None:
    """Forget a saved page."""
    with transaction.atomic():
        audit.record(view.user, "view_removed", view.pk, None, client)
        view.delete()


def _fit(name: str) -> str:
    """A name in one line, without white space around it."""
    found = " ".join(normalize("NFC", name).split())
    if not 1 <= len(found) <= LONGEST_NAME:
        raise SavedViewNameUnfit(most=LONGEST_NAME)
    return found
