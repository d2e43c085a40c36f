"""What is said to whoever answers is passed over before a question and after it, and nowhere else."""

import pytest

from parkledger.briefing.answers.courtesy import without_courtesy
from parkledger.figures import Figures
from tests.answers.closing import closed
from tests.answers.test_what_is_told import ask, books

__all__ = ["books", "closed"]


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("Chủ tịch hỏi lao động KCN Hồ Lớn", "lao động KCN Hồ Lớn"),
        ("Phó giám đốc sở đang cần gấp số liệu về lao động KCN", "lao động KCN"),
        ("báo cáo anh, số lao động KCN bao nhiêu ạ", "số lao động KCN bao nhiêu"),
        ("lanh dao dang can so lao dong kcn de bao cao", "so lao dong kcn"),
        ("đoàn chúng tôi muốn biết tỉnh có bao nhiêu KCN?", "tỉnh có bao nhiêu KCN?"),
        ("a/c cho e hỏi tỷ lệ lấp đầy nhé ad", "tỷ lệ lấp đầy"),
        ("our chairman asks about the exports of parks in 2024 please", "the exports of parks in 2024"),
        ("Could you please tell me the number of workers for my report", "the number of workers"),
        ("do you have any data on strikes in 2024?", "strikes in 2024?"),
    ],
)
def test_courtesy_is_passed_over(typed: str, left: str) -> None:
    assert without_courtesy(typed) == left


@pytest.mark.parametrize(
    "typed",
    [
        "khách tìm hiểu đầu tư năm 2024",
        "công nhân cần nhà ở bao nhiêu",
        "chị em phụ nữ làm việc ở KCN",
        "we need 5 hectares in Ho Lon",
        "is there any land left",
        "ty le lap day",
        "kcn con 5 ha",
        "em hỏi",
    ],
)
def test_what_may_say_something_is_left(typed: str) -> None:
    assert without_courtesy(typed) == typed


@pytest.mark.parametrize(
    "typed",
    [
        "Chủ tịch đang cần con số lao động KCN Hồ Lớn năm 2024 để báo cáo",
        "kính đề nghị quý Ban cho biết lao động KCN Hồ Lớn năm 2024 ạ",
        "our delegation would like to know the number of workers in Ho Lon in 2024",
    ],
)
def test_a_question_is_answered_as_without_it(books: Figures, typed: str) -> None:
    (found,) = ask(books, typed)
    assert found.figures[0].question.indicator == "labour.workers"
    assert found.figures[0].value == 10
    assert not found.unheard
