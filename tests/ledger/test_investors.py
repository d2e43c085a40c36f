"""The investors of a project: how they are written, what is refused, and that they post nothing."""

from fractions import Fraction

import pytest

from parkledger.catalogue.investors import Investor, investor_told, investors_told
from parkledger.language import Lang, ParkError
from parkledger.ledger.errors import InvestorsIncomplete, InvestorTwice, InvestorUnread, ProjectNotInForce
from parkledger.ledger.store.statements import fetch


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Công ty A (Nhật Bản) 60%", Investor("Công ty A", "JP", Fraction(3, 5))),
        ("Tập đoàn B (Việt Nam): 37,5 %", Investor("Tập đoàn B", "VN", Fraction(3, 8))),
        ("Quỹ C (chi nhánh Hà Nội) (Singapore) 2.25%", Investor("Quỹ C (chi nhánh Hà Nội)", "SG", Fraction(9, 400))),
        ("Công ty A 60%", None),
        ("Công ty A (Nhật Bản)", None),
        ("Công ty A (Nước Lạ) 60%", None),
        ("Công ty A (Nhật Bản, Hàn Quốc) 60%", None),
        ("(Nhật Bản) 60%", None),
        ("Công ty A (Nhật Bản) 0%", None),
        ("Công ty A (Nhật Bản) 160%", None),
    ],
)
def test_an_investor_is_a_name_a_country_and_a_share(line, told):
    assert investor_told(line) == told
    if told is not None:
        assert investor_told(told.said(Lang.VI)) == told


def test_the_largest_stands_first():
    assert [each.name for each in investors_told("A (Nhật) 10%; B (Hàn) 60%;\nC (Mỹ) 30%;")] == ["B", "C", "A"]


@pytest.mark.parametrize(
    ("investors", "why"),
    [
        ("Công ty A (Nhật Bản) 60%; Công ty B 40%", InvestorUnread),
        ("Công ty A (Nhật Bản) 60%; Công ty B (Hàn Quốc) 39,99%", InvestorsIncomplete),
        ("Công ty A (Nhật Bản) 60%; Công ty B (Hàn Quốc) 50%", InvestorsIncomplete),
        ("Công ty A (Nhật Bản) 60%; công ty a (Hàn Quốc) 40%", InvestorTwice),
        (";", InvestorsIncomplete),
    ],
)
def test_what_is_not_the_whole_is_refused(desk, investors, why):
    desk.project("DA-1")
    with pytest.raises(why):
        desk.record("investors_set", "1/7/2020", project="DA-1", investors=investors)


def test_it_is_of_a_project_in_force_and_posts_nothing(desk):
    desk.project("DA-1")
    whole = {"project": "DA-1", "investors": "Công ty A (Nhật Bản) 60%; Công ty B (Hàn Quốc) 40%"}
    with pytest.raises(ParkError):
        desk.record("investors_set", "1/7/2017", **whole)
    seq = desk.record("investors_set", "1/7/2020", **whole).seq
    assert fetch(
        "SELECT count(*) FROM ledger_posting p JOIN ledger_event e ON e.id = p.event_id WHERE e.seq = %s", [seq]
    ) == [(0,)]
    desk.record("project_terminated", "1/1/2021", project="DA-1")
    with pytest.raises(ProjectNotInForce):
        desk.record("investors_set", "1/7/2021", **whole)
    desk.withdraw(seq)
    assert desk.problems() == []
