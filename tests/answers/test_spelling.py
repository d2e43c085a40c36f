"""Words are told apart by the diacritics that are typed: what is spelt otherwise is another word, of whatever sort it is."""

import unicodedata
from collections.abc import Iterable
from datetime import date

import pytest

from parkledger.briefing.answers.question_words import Words
from parkledger.briefing.answers.questions import answers
from parkledger.briefing.answers.spelling import Phrases, Spelt, Typed, has_diacritics, letters, syllables_of
from parkledger.briefing.answers.vocabulary import listed, phrases
from parkledger.briefing.answers.words import words_of
from parkledger.figures import Figures
from parkledger.language import fold
from parkledger.records.dates import Dates

DATES = Dates(date(2024, 12, 31))
PAIRS = [
    ("tiền thuê đất của KCN Quang Châu", "thuê", "thuế"),
    ("đất đã cho thuê của KCN Quang Châu", "thuê", "thuế"),
    ("thuế đã nộp của KCN Quang Châu", "thuế", "thuê"),
    ("tổng mức phạt các KCN năm 2023", "phạt", "phát"),
    ("nước thải phát sinh của KCN Quang Châu", "phát", "phạt"),
    ("lương bình quân của KCN Quang Châu", "lương", "lượng"),
    ("lượng nước thải của KCN Quang Châu", "lượng", "lương"),
    ("lực lượng lao động của KCN Quang Châu", "lượng", "lương"),
    ("chỉ tiêu xuất khẩu năm 2023", "chỉ", "chi"),
    ("xuất khẩu đạt kế hoạch năm 2023", "đạt", "đất"),
    ("diện tích đất công nghiệp của KCN Quang Châu", "đất", "đạt"),
    ("KCN có lao động nhiều nhất", "nhất", "nhật"),
    ("dự án của Nhật Bản", "Nhật", "Nhất"),
    ("KCN còn trống bao nhiêu", "trống", "trong"),
    ("KCN còn trống bao nhiêu", "trống", "trồng"),
    ("số dự án trong nước", "trong", "trống"),
    ("dự án cấp mới năm 2023", "mới", "mỗi"),
    ("xuất khẩu mỗi năm của KCN Quang Châu", "mỗi", "môi"),
    ("hồ sơ giải quyết đúng hạn năm 2023", "hạn", "hàn"),
    ("dự án của Hàn Quốc", "Hàn", "Hạn"),
    ("vốn đầu tư của KCN Quang Châu", "vốn", "vỏn"),
    ("vốn của KCN Quang Châu", "vốn", "vỏn"),
    ("diện tích cho thuê của KCN Quang Châu", "cho", "chó"),
    ("đất đã cho thuê của KCN Quang Châu", "cho", "chớ"),
    ("hộ đã bàn giao đất", "bàn", "bán"),
    ("giá bán điện của KCN Quang Châu", "bán", "bàn"),
    ("khu công nghiệp ở Bắc Giang", "công", "cộng"),
    ("tổng cộng lao động của KCN Quang Châu", "cộng", "công"),
    ("lao động của KCN Quang Châu", "động", "đông"),
    ("KCN đông lao động nhất", "đông", "động"),
    ("doanh nghiệp nợ ngân sách quá hạn", "nợ", "nở"),
    ("tên cũ của KCN Quang Châu", "cũ", "cụ"),
    ("giấy phép lao động sắp hết hạn", "sắp", "sáp"),
    ("xuất khẩu tháng 3/2023", "tháng", "thắng"),
    ("xuất khẩu 6 tháng đầu năm 2023", "tháng", "thăng"),
    ("xuất khẩu năm 2023", "năm", "nằm"),
    ("lao động năm 2023", "năm", "nam"),
    ("lao động trên 500 người", "người", "ngươi"),
    ("diện tích từ 50 ha trở lên", "từ", "tự"),
    ("diện tích dưới 50 ha", "dưới", "dười"),
    ("KCN Quang Châu xuất khẩu bao nhiêu", "Quang", "Quảng"),
    ("lao động ở Bắc Giang", "Giang", "Giảng"),
    ("lao động ở Bắc Giang", "Bắc", "Bạc"),
    ("tỷ lệ lấp đầy của KCN Quang Châu", "lấp", "lập"),
    ("tỷ lệ lấp đầy của KCN Quang Châu", "đầy", "đây"),
    ("kế hoạch xuất khẩu năm 2023", "kế", "kê"),
    ("số dự án còn hiệu lực", "còn", "con"),
    ("doanh thu tăng bao nhiêu năm 2023", "tăng", "tầng"),
    ("so với năm 2022", "với", "vội"),
]


def marks(found: Words) -> list[tuple[str, str]]:
    """What was understood of a question."""
    return [each.sign for each in found.seen]


def heard(typed: str, books: Figures) -> Words:
    return words_of(typed, books, DATES)


@pytest.mark.parametrize(("typed", "right", "other"), PAIRS)
def test_other_diacritics_make_another_word(books: Figures, typed: str, right: str, other: str) -> None:
    assert fold(right) == fold(other)
    taken, refused = (heard(each, books) for each in (typed, typed.replace(right, other, 1)))
    assert right in typed.split(), "the pair is of a word of the question"
    assert (taken.unheard, taken.problem) == ([], None)
    assert (marks(refused), refused.unheard) != (marks(taken), [])


@pytest.mark.parametrize(
    ("typed", "unheard"),
    [
        ("tiền thuế đất KCN Quang Châu", ["tiền"]),
        ("tổng mức phát KCN Quang Châu năm 2023", ["phát"]),
        ("chi ngân sách KCN Quang Châu năm 2023", ["chi"]),
        ("diện tích chó thuê KCN Quang Châu", ["chó"]),
        ("vỏn đăng ký KCN Quang Châu", ["vỏn"]),
        ("xuất khẩu thắng 3/2023 KCN Quang Châu", ["thắng"]),
        ("lao động nam KCN Quang Châu", ["nam"]),
        ("lao động nam 2023 KCN Quang Châu", ["nam"]),
        ("số lao động biết bay KCN Quang Châu", ["bay"]),
        ("lao động KCN Quảng Châu", ["Quảng Châu"]),
        ("doanh nghiệp nở ngân sách KCN Quang Châu", ["nở"]),
        ("giấy phép lao động sáp hết hạn KCN Quang Châu", ["sáp"]),
        ("tên cụ của KCN Quang Châu", ["cụ"]),
        ("số dự án con KCN Quang Châu", ["con"]),
        ("KCN nào cố lao động trên 500 người", ["cố"]),
    ],
)
def test_a_question_with_another_word_is_refused_with_it(books: Figures, typed: str, unheard: list[str]) -> None:
    found = answers(typed, books, DATES)
    assert all(each.problem is not None and not each.figures for each in found)
    assert heard(typed, books).unheard == unheard


@pytest.mark.parametrize(
    ("typed", "indicator"),
    [
        ("lao đong nước ngoài KCN Quang Châu", "labour.foreign"),
        ("vôn đăng ký KCN Quang Châu", "capital.in_force"),
        ("xuât khẩu KCN Quang Châu năm 2023", "trade.export"),
    ],
)
def test_a_syllable_without_some_of_its_diacritics_is_taken_within_a_phrase(
    books: Figures, typed: str, indicator: str
) -> None:
    (found,) = answers(typed, books, DATES)
    assert found.figures[0].question.indicator == indicator


@pytest.mark.parametrize(
    "typed", ["tiền thuê đât KCN Quang Chầu", "vôn KCN Quang Châu", "dự án đâu tư KCN Quang Châu chó thuê"]
)
def test_names_and_single_words_need_all_their_diacritics(books: Figures, typed: str) -> None:
    assert all(each.problem is not None for each in answers(typed, books, DATES))


@pytest.mark.parametrize(
    ("one", "other", "signs"),
    [
        ("đạt", "đất", (("asking", "reached"), ("measured", "land"))),
        ("nhất", "nhật", (("asking", "most"), ("country", "JP"))),
        ("trống", "trong", (("measured", "left"), ("spoken", "trong"))),
        ("mới", "mỗi", (("measured", "new"), ("asking", "each"))),
        ("thuê", "thuế", (("measured", "tenancy"), ("measured", "tax"))),
        ("lương", "lượng", (("measured", "income"), ("measured", "flow"))),
        ("số", "so", (("asking", "count"), ("asking", "against"))),
        ("chỗ", "cho", (("spoken", "chỗ"), ("spoken", "cho"))),
    ],
)
def test_two_marks_are_told_apart_by_their_diacritics(
    books: Figures, one: str, other: str, signs: tuple[tuple[str, str], ...]
) -> None:
    found = [heard(f"{each} là gì của KCN", books).seen[0].sign for each in (one, other)]
    assert tuple(found) == signs


@pytest.mark.parametrize(
    ("typed", "sign"),
    [
        ("dat ke hoach nam 2023", ("asking", "plan")),
        ("dat kcn quang chau", ("measured", "land")),
        ("nhieu nhat", ("asking", "max")),
        ("moi nam", ("asking", "by_year")),
        ("moi nam 2023", ("measured", "new")),
        ("ty le lap day kcn quang chau", ("measured", "occupancy")),
        ("so voi nam 2022", ("asking", "against")),
        ("so lao dong kcn quang chau", ("measured", "workers")),
        ("chi tieu xuat khau", ("asking", "plan")),
    ],
)
def test_a_question_typed_without_diacritics_is_understood(books: Figures, typed: str, sign: tuple[str, str]) -> None:
    found = heard(typed, books)
    assert found.unheard == []
    assert sign in [each.sign for each in found.seen]


@pytest.mark.parametrize(
    ("typed", "unheard"),
    [
        ("xuất khẩu năm 2023 so voi năm 2022", []),
        ("lao dong của KCN Quang Châu", []),
        ("tien thue đất của KCN Quang Châu", []),
        ("von FDI của KCN Quang Châu", []),
        ("chi của KCN Quang Châu", ["chi"]),
        ("con bao nhiêu dự án", ["con"]),
        ("số dự án nam ở KCN Quang Châu", ["nam"]),
        ("lao dong con lai KCN Quang Châu", []),
        ("con bao nhieu dat KCN Quang Châu", []),
    ],
)
def test_words_typed_without_beside_others_are_taken_unless_they_are_words(
    books: Figures, typed: str, unheard: list[str]
) -> None:
    assert heard(typed, books).unheard == unheard


@pytest.mark.parametrize(
    "typed", ["lao động KCN Hoà Phú", "lao động KCN Hòa Phú", "LAO ĐỘNG KCN HÒA PHÚ", "lũy kế", "luỹ kế"]
)
def test_marks_stand_over_either_letter(books: Figures, typed: str) -> None:
    assert heard(typed, books).unheard == []


@pytest.mark.parametrize(
    "typed", ["tỉ lệ lắp đầy KCN Quang Châu", "tỷ lệ lấp đẩy KCN Quang Châu", "lắp đầy KCN Quang Châu"]
)
def test_slips_that_are_listed_are_understood(books: Figures, typed: str) -> None:
    assert marks(heard(typed, books)) == marks(heard("tỷ lệ lấp đầy KCN Quang Châu", books))


def test_diacritics_of_names_alone_do_not_make_a_question_of_them() -> None:
    assert not has_diacritics("tong xuat khau KCN Hồ Lớn tu 2022")
    assert not has_diacritics("exports – 2023, m²")
    assert has_diacritics("số lao động")
    assert has_diacritics("SỐ LAO ĐỘNG")


def test_every_phrase_is_taken_for_its_own_mark_as_it_is_spelt() -> None:
    known = phrases()
    for key, forms in known.forms.items():
        for form in forms:
            assert known.said(key, Typed(form.syllables, accented=True)) == form.sign, form


def test_no_phrase_is_taken_with_other_diacritics() -> None:
    known = phrases()
    for key, forms in known.forms.items():
        spelt = {tuple(letters(each) for each in form.syllables) for form in forms}
        for typed in {each for form in forms if not form.loosely for each in misspelt(form)}:
            if tuple(letters(each) for each in typed) not in spelt and not any(form.loosely for form in forms):
                assert known.said(key, Typed(typed, accented=True)) is None, typed


def misspelt(form: Spelt) -> Iterable[tuple[str, ...]]:
    """A phrase with a hook above one of its syllables, or an acute accent where it has a hook."""
    for at, syllable in enumerate(form.syllables):
        plain = "".join(
            each for each in unicodedata.normalize("NFD", syllable) if each not in "\u0300\u0301\u0303\u0309\u0323"
        )
        vowel = next((index for index, each in enumerate(plain) if each in "aeiouy"), None)
        if vowel is None:
            continue
        tone = "\u0301" if "\u0309" in unicodedata.normalize("NFD", syllable) else "\u0309"
        other = unicodedata.normalize("NFC", f"{plain[: vowel + 1]}{tone}{plain[vowel + 1 :]}")
        yield (*form.syllables[:at], other, *form.syllables[at + 1 :])


def table(**asking: list[str]) -> dict[str, object]:
    """A vocabulary of a few marks, all of them of what is asked."""
    strict: dict[str, object] = {"spoken": [], "measured": {}, "asking": {}, "country": {}, "open": {}}
    empty: dict[str, object] = {sort: {} for sort in ("country", "sector", "origin", "measured", "kind")}
    return {**empty, "everyday": [], "spoken": [], "never": [], "asking": asking, "accented": strict}


def test_a_phrase_under_two_marks_is_refused() -> None:
    assert len(list(listed(table(most=["nhất"], least=["nhặt"])))) == 2
    with pytest.raises(ValueError, match=r"'hoà' stands under .*most.* and under .*least"):
        list(listed(table(most=["nhất", "hòa"], least=["hoà"])))


def test_a_phrase_listed_without_diacritics_is_taken_however_it_is_typed() -> None:
    known = Phrases()
    known.put_listed("ty le lap day", ("measured", "occupancy"))
    for typed in ("tỷ lệ lấp đầy", "ty le lap day", "tỳ lề lắp đấy"):
        assert known.said("ty le lap day", Typed(syllables_of(typed), accented=True)) == ("measured", "occupancy")


def test_a_word_of_one_syllable_listed_without_diacritics_has_none() -> None:
    known = Phrases()
    known.put_listed("khu", ("kind", "park"))
    assert known.said("khu", Typed(("khu",), accented=True)) == ("kind", "park")
    assert known.said("khu", Typed(("khử",), accented=True)) is None
