"""Practices and exchanges are series of versions: read as of a moment, never changed."""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from parkledger.figures import IndicatorUnknown
from parkledger.ledger.errors import BookUnknown
from parkledger.practices.content import DocumentLink, ExchangeContent, ExchangeQuestion, Linked, PracticeContent
from parkledger.practices.errors import (
    IndicatorLineUnreadable,
    LinkUnsafe,
    PeriodReversed,
    PracticeNotThere,
    VersionsStay,
    VisitUnreadable,
    WrittenMeanwhile,
)
from parkledger.practices.lists import exchange_versions, exchanges_with, practice_versions, practices, state
from parkledger.practices.models import PracticeVersion
from parkledger.practices.topics import Topic
from parkledger.practices.versions import write_exchange, write_practice

FIRST, SECOND = datetime(2023, 9, 1, tzinfo=UTC), datetime(2024, 3, 1, tzinfo=UTC)


def practice(**fields: object) -> PracticeContent:
    given: dict[str, object] = {
        "title": "Giải phóng mặt bằng nhanh", "place": "viet-nam.bac-giang", "topic": Topic.CLEARANCE,
        "start": date(2022, 1, 1), "text": "Làm từng thửa.",
    }  # fmt: skip
    return PracticeContent.model_validate({**given, **fields})


def exchange(**fields: object) -> ExchangeContent:
    given: dict[str, object] = {
        "title": "Đoàn Bắc Kạn", "host": "viet-nam.bac-giang", "guest": "viet-nam.bac-kan",
        "held_on": date(2023, 8, 22), "topics": (Topic.PLANNING,),
    }  # fmt: skip
    return ExchangeContent.model_validate({**given, **fields})


def test_a_version_is_added_and_the_one_before_stays(database) -> None:
    first = write_practice(practice(), by="lan", at=FIRST)
    before = state()
    second = write_practice(practice(text="Làm cả khu."), by="minh", practice=first.of, after=1, at=SECOND)
    assert second.number == 2
    assert state() != before
    assert [each.said.text for each in practice_versions(first.of.slug, None)] == ["Làm cả khu.", "Làm từng thửa."]


def test_what_was_written_later_is_not_there_at_an_earlier_moment(database) -> None:
    written = write_practice(practice(), by="lan", at=FIRST)
    write_practice(practice(text="Làm cả khu."), by="lan", practice=written.of, after=1, at=SECOND)
    assert [each.said.text for each in practices(datetime(2023, 12, 1, tzinfo=UTC))] == ["Làm từng thửa."]
    assert practices(datetime(2023, 1, 1, tzinfo=UTC)) == []
    with pytest.raises(PracticeNotThere):
        practice_versions(written.of.slug, datetime(2023, 1, 1, tzinfo=UTC))


def test_two_who_write_at_once_do_not_overwrite_each_other(database) -> None:
    first = write_practice(practice(), by="lan")
    write_practice(practice(text="Của Minh."), by="minh", practice=first.of, after=1)
    with pytest.raises(WrittenMeanwhile) as refused:
        write_practice(practice(text="Của Lan."), by="lan", practice=first.of, after=1)
    assert "minh" in refused.value.message("vi")  # type: ignore[arg-type]
    assert PracticeVersion.objects.count() == 2


def test_a_version_is_neither_changed_nor_removed(database) -> None:
    version = write_practice(practice(), by="lan")
    version.author = "ai khác"
    with pytest.raises(VersionsStay):
        version.save()
    with pytest.raises(VersionsStay):
        version.delete()


@pytest.mark.parametrize(
    "sql", ["UPDATE exchange_practiceversion SET author = 'x'", "DELETE FROM exchange_practiceversion"]
)
def test_the_database_itself_keeps_versions(database, sql) -> None:
    write_practice(practice(), by="lan")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert PracticeVersion.objects.get().author == "lan"


def test_two_notes_of_one_title_have_two_addresses(database) -> None:
    slugs = [write_practice(practice(), by="lan").of.slug for _ in range(3)]
    assert slugs == ["giai-phong-mat-bang-nhanh", "giai-phong-mat-bang-nhanh-2", "giai-phong-mat-bang-nhanh-3"]
    assert write_practice(practice(title="Mới"), by="lan").of.slug != "moi", "that address is the form's"


def test_practices_are_found_by_topic_place_and_words_without_diacritics(database) -> None:
    write_practice(practice(), by="lan")
    write_practice(practice(title="Thu phí", topic=Topic.FEES, place="viet-nam.bac-kan"), by="lan")
    assert [each.said.title for each in practices(None, topic="fees")] == ["Thu phí"]
    assert [each.said.title for each in practices(None, place="viet-nam.thai-nguyen-2025")] == ["Thu phí"]
    assert [each.said.title for each in practices(None, words="mat bang")] == ["Giải phóng mặt bằng nhanh"]
    assert practices(None, topic="fees", words="mặt bằng") == []


def test_an_exchange_gathers_questions_and_practices(database) -> None:
    told = write_practice(practice(), by="lan").of.slug
    asked = ExchangeQuestion(topic=Topic.CLEARANCE, question="Mất bao lâu?", answer="Một năm.", practice=told)
    written = write_exchange(exchange(asked=(asked,), practices=(told,)), by="lan")
    assert exchange_versions(written.of.slug, None)[0].said.asked == (asked,)
    assert [each.of.slug for each in exchanges_with(told, None)] == [written.of.slug]
    assert exchanges_with("khac", None) == []


@pytest.mark.parametrize("line", ["occupancy", "occupancy park cluster", "occupancy park lớn", "zones.planned fdi ddi"])
def test_an_indicator_that_cannot_be_asked_is_refused(line) -> None:
    with pytest.raises(IndicatorLineUnreadable):
        Linked.read(line)


def test_lines_are_written_as_they_are_read() -> None:
    for line in ("occupancy park", "projects.in_force cluster fdi", "grdp.growth"):
        assert Linked.read(line).line == line
    with pytest.raises(IndicatorUnknown):
        Linked.read("khong.co park")
    assert DocumentLink.read("Quyết định 1 | https://a.example/x").line == "Quyết định 1 | https://a.example/x"
    with pytest.raises(LinkUnsafe):
        DocumentLink.read("Bẫy | javascript:alert(1)")


def test_what_cannot_be_is_refused_in_words(database) -> None:
    with pytest.raises(PeriodReversed):
        write_practice(practice(end=date(2021, 1, 1)), by="lan")
    with pytest.raises(VisitUnreadable):
        write_practice(practice(events=("bg-parks-12",)), by="lan")
    with pytest.raises(BookUnknown):
        write_practice(practice(events=("khong-co/12",)), by="lan")
    assert PracticeVersion.objects.count() == 0
