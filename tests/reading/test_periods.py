"""Phrases of time, bound to the day of publication, and the day of publication itself."""

from datetime import date

import pytest

from parkledger.reading.text.publication import publication
from parkledger.reading.text.times import bind, find_atoms

PUBLISHED = date(2023, 8, 22)


def read(text: str, published: date | None = PUBLISHED) -> list[tuple[date | None, date | None, str]]:
    lower = text.lower()
    return [
        (when.first, when.last, when.role)
        for when in bind(lower, find_atoms(lower, [(0, len(lower))]), published, None)
    ]


@pytest.mark.parametrize(
    ("text", "first", "last", "role"),
    [
        ("từ đầu năm đến ngày 20/8", date(2023, 1, 1), date(2023, 8, 20), "flow"),
        ("từ đầu năm 2018 đến ngày 28/02/2018", date(2018, 1, 1), date(2018, 2, 28), "flow"),
        ("từ đầu năm đến nay", date(2023, 1, 1), PUBLISHED, "flow"),
        ("lũy kế từ đầu năm đến hết tháng 8/2023", date(2023, 1, 1), date(2023, 8, 31), "flow"),
        ("từ năm 2016 đến hết tháng 11/2018", date(2016, 1, 1), date(2018, 11, 30), "flow"),
        ("9 tháng đầu năm", date(2023, 1, 1), date(2023, 9, 30), "flow"),
        ("hai tháng đầu năm 2018", date(2018, 1, 1), date(2018, 2, 28), "flow"),
        ("4 tháng là", date(2023, 1, 1), date(2023, 4, 30), "flow"),
        ("9 tháng (", date(2023, 1, 1), date(2023, 9, 30), "flow"),
        ("9 tháng năm 2025", date(2025, 1, 1), date(2025, 9, 30), "flow"),
        ("6 tháng cuối năm 2022", date(2022, 7, 1), date(2022, 12, 31), "flow"),
        ("nửa đầu năm 2018", date(2018, 1, 1), date(2018, 6, 30), "flow"),
        ("quý II/2023", date(2023, 4, 1), date(2023, 6, 30), "flow"),
        ("quý 1 năm 2019", date(2019, 1, 1), date(2019, 3, 31), "flow"),
        ("tháng 9", date(2022, 9, 1), date(2022, 9, 30), "flow"),
        ("năm 2022", date(2022, 1, 1), date(2022, 12, 31), "flow"),
        ("năm ngoái", date(2022, 1, 1), date(2022, 12, 31), "flow"),
        ("giai đoạn 2022-2025", date(2022, 1, 1), date(2025, 12, 31), "flow"),
        ("năm 2016, 2017 và 6 tháng đầu năm 2018", date(2016, 1, 1), date(2018, 6, 30), "flow"),
        ("tính đến ngày 31/10/2018", date(2018, 10, 31), date(2018, 10, 31), "until"),
        ("đến hết tháng 6/2023", None, date(2023, 6, 30), "until"),
        ("luỹ kế đến hết năm 2018", None, date(2018, 12, 31), "until"),
        ("đến cuối tháng 4/2018", None, date(2018, 4, 30), "until"),
        ("đến giữa năm 2018", None, date(2018, 6, 30), "until"),
        ("tính đến đầu năm 2022", None, date(2022, 1, 1), "until"),
        ("đến năm 2030", date(2030, 1, 1), date(2030, 12, 31), "horizon"),
        ("tầm nhìn đến năm 2050", date(2050, 1, 1), date(2050, 12, 31), "aim"),
        ("hiện nay", None, PUBLISHED, "now"),
        ("tính đến thời điểm hiện tại", None, PUBLISHED, "now"),
        ("từ khi thành lập đến nay", None, PUBLISHED, "since"),
        ("so với năm 2021", date(2021, 1, 1), date(2021, 12, 31), "compare"),
        ("ngày 22 tháng 8 năm 2023", PUBLISHED, PUBLISHED, "day"),
    ],
)
def test_reads_one_phrase(text, first, last, role):
    assert read(text) == [(first, last, role)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("từ đầu năm 2021 đến ngày 20/8", date(2021, 1, 1), date(2021, 8, 20)),
        ("từ tháng 11/2021 đến tháng 5", date(2021, 11, 1), date(2022, 5, 31)),
        ("từ ngày 15/12/2021 đến ngày 14/6", date(2021, 12, 15), date(2022, 6, 14)),
        ("từ tháng 3/2022 đến tháng 5/2020", date(2022, 3, 1), None),
    ],
)
def test_the_end_of_a_period_is_of_the_year_it_began_in_or_the_next(text: str, first: date, last: date | None) -> None:
    assert read(text) == [(first, last, "flow")]


@pytest.mark.parametrize(
    "text",
    ["vốn thực hiện", "thể hiện", "năm dự án", "1.060,58/1.150 triệu USD", "kỳ họp thứ 21", "từ năm 2022 đến năm 2020"],
)
def test_leaves_alone(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("6 tháng đầu năm thu hút 5 dự án. 6 tháng đầu năm 2021, xuất khẩu tăng.", date(2021, 6, 30)),
        ("Quý I có 3 dự án. Quý I/2022 xuất khẩu tăng so với quý I/2021.", date(2022, 3, 31)),
        ("Quý I có 3 dự án. Quý I/2022 tốt hơn, quý I/2021 thì không.", None),
    ],
)
def test_the_year_of_a_part_of_a_year_is_the_one_that_the_page_names_with_it(text: str, last: date | None) -> None:
    assert read(text, None)[0][1] == last


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("Quy hoạch đến năm 2030 có 29 khu. 9 tháng đầu năm thu hút 5 dự án.", None),
        ("Năm 2019 tăng so với năm 2016. 9 tháng đầu năm thu hút 5 dự án.", date(2019, 9, 30)),
        ("Tính đến 31/10/2018 có 5 khu. 9 tháng đầu năm thu hút 5 dự án.", date(2018, 9, 30)),
    ],
)
def test_a_plans_or_a_comparisons_year_is_not_the_one_spoken_of(text: str, last: date | None) -> None:
    assert read(text, None)[-1][1] == last


def test_without_a_year_and_a_publication_the_days_are_not_guessed():
    assert read("9 tháng đầu năm", None) == [(None, None, "flow")]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Chiều 22/8, đoàn công tác đến. Từ đầu năm 2023 đến ngày 20/8 thu hút 43 dự án.", date(2023, 8, 22)),
        ("Chiều 8-1, tỉnh cho hay năm 2018 tăng trưởng tốt. Năm 2018 xuất khẩu tăng.", date(2019, 1, 8)),
        ("Sáng 12/3, tỉnh trao giấy. Hai tháng đầu năm 2018 thu hút vốn.", date(2018, 3, 12)),
        ("Ngày 21-3 diễn ra lễ ký. KCN được duyệt tháng 7-2016, tháng 10-2019 sẽ xong.", None),
        ("Ngày 30/10 họp; việc này sẽ được hoàn thành vào năm 2025.", None),
        ("Tính đến 20/11/2019 có 20 dự án.", None),
        # The latest time spoken of as past came before: the year is the next one, if that is not far.
        ("Ngày 22-3, tỉnh xác nhận. Ngày 24-12-2018 khu được cấp phép xây dựng.", date(2019, 3, 22)),
        ("Ngày 7-6, sở cho biết. Ngày 18-10-2016 tỉnh đã chấp thuận.", None),
        ("Chiều 16-1, công ty báo cáo quý IV/2018; dự kiến năm 2019 sẽ khá hơn.", date(2019, 1, 16)),
        ("Ngày 12-3, tỉnh trao giấy. Hai tháng đầu năm 2018 tốt. Hội chợ vào tháng 10-2018.", date(2018, 3, 12)),
        ("Ngày 9/8, sở báo cáo: xuất khẩu tăng 5% so với cùng kỳ năm 2020.", date(2021, 8, 9)),
        # A day that lies ahead, or on which something else took place, is none of publication.
        ("Ngày 6/12, trưởng ban xin nghỉ từ ngày 1/1/2019. Ông nhận việc ngày 15/9/2014.", date(2018, 12, 6)),
        ("Ngày 29/7, khu được thành lập; quyết định có hiệu lực từ ngày 1/10/2017.", date(2017, 7, 29)),
        ("Ngày 25/11/2018, công ty sẽ tổ chức lễ ra mắt. Thị trường tháng 11/2018 này sôi động.", date(2018, 11, 30)),
        ("Tường đổ vào ngày 15-3. Ngày 22-3, tỉnh trả lời. Quý I/2019 có nhiều vụ.", date(2019, 3, 22)),
        ("Khu được phê duyệt lần đầu ngày 21-9-2015. Đến năm 2018 khu vẫn trống, năm 2018 không ai thuê.", None),
        ("Ông sinh ngày 26/01/1961, năm 2014 về hưu.", None),
        # The age of what was founded in a year that is named.
        ("Ngày 16-12, khu mở kỷ niệm 15 năm. Khu được thành lập năm 2003.", date(2018, 12, 16)),
        ("Ngày 16-12, khu mở kỷ niệm 15 năm. Khu được thành lập năm 2003; năm 2021 có bão.", None),
        # A reporter's visit gives the month.
        ("Cuối tháng 4, khi chúng tôi đến, khu vẫn vắng. Tháng 10-2018 tỉnh đã có quyết định.", date(2019, 4, 30)),
    ],
)
def test_the_day_of_publication_is_inferred_only_from_evidence(text, day):
    lower = text.lower()
    assert publication(lower, len(lower), find_atoms(lower, [(0, len(lower))])) == day
