"""A page checked against itself: each text is one page, with what must and what must not be noticed about it."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parkledger.reading import read
from parkledger.reading.checks import findings
from parkledger.reading.checks.capital import CAPITAL_WORDS
from parkledger.reading.checks.comparison import bounds, meet, quotient, total
from parkledger.reading.checks.findings import CHECKS
from parkledger.reading.checks.repetitions import BASE_WORDS, BASES
from parkledger.reading.model import Finding

PUBLISHED = date(2023, 10, 20)
BG = "tỉnh Bắc Giang"

CASES = {
    # ratios: the two figures and the share of one sentence
    "ratio of land": (
        "Các khu công nghiệp trên cả nước đã cho thuê 51.800 ha trong 87.700 ha đất công nghiệp, tỷ lệ lấp đầy 57,8%.",
        "ratio.differs",
        "51.800 ha / 87.700 ha = 59,1%, không phải 57,8%: mâu thuẫn.",
        "51,800 ha / 87,700 ha = 59.1%, not 57.8%: contradicts.",
    ),
    "ratio of land holds": (
        "Các khu công nghiệp đã cho thuê 51.800 ha trong tổng số 87.700 ha, đạt 59,1%.",
        "ratio.holds",
        "51.800 ha / 87.700 ha = 59,1%: khớp.",
        "51,800 ha / 87,700 ha = 59.1%: holds.",
    ),
    "ratio of land over sentences": (
        (f"Hiện nay, các KCN {BG} có 1.000 ha đất công nghiệp có thể cho thuê. Các KCN {BG} đã cho thuê 640 ha. "
        f"Tỷ lệ lấp đầy các KCN {BG} đạt 70%."),
        "ratio.differs",
        "640 ha / 1.000 ha = 64,0%, không phải 70%: mâu thuẫn.",
        "640 ha / 1,000 ha = 64.0%, not 70%: contradicts.",
    ),
    "ratio of realised capital": (
        f"Vốn FDI thực hiện của {BG} là 5,14 tỷ USD trong 7,338 tỷ USD vốn đăng ký, đạt 72%.",
        "ratio.differs",
        "5,14 tỷ USD / 7,338 tỷ USD = 70,0%, không phải 72%: mâu thuẫn.",
        "USD 5.14 billion / USD 7,338 million = 70.0%, not 72%: contradicts.",
    ),
    "ratio of projects": (
        "Bắc Ninh có 56/105 dự án đi vào hoạt động, đạt 53,3%.",
        "ratio.holds",
        "56/105 dự án = 53,3%: khớp.",
        "56 projects / 105 projects = 53.3%: holds.",
    ),
    "ratio of projects differs": (
        "Bắc Ninh có 56/105 dự án đi vào hoạt động, đạt 54,3%.",
        "ratio.differs",
        "56/105 dự án = 53,3%, không phải 54,3%: mâu thuẫn.",
        "56 projects / 105 projects = 53.3%, not 54.3%: contradicts.",
    ),
    "ratio of a plan": (
        "Vốn thực hiện 1.060,58/1.150 triệu USD, đạt 92,2% kế hoạch.",
        "ratio.holds",
        "1.060,58/1.150 triệu USD = 92,2%: khớp.",
        "USD 1,060.58 million / USD 1.15 billion = 92.2%: holds.",
    ),
    "ratio of a cluster": (
        "Hiện nay CCN Ngọc Châu đã cho thuê 2,8 ha trong 75 ha, đạt 5%.",
        "ratio.differs",
        "2,8 ha / 75 ha = 3,7%, không phải 5%: mâu thuẫn.",
        "2.8 ha / 75 ha = 3.7%, not 5%: contradicts.",
    ),
    # parts and totals
    "stages of parks": (
        "Cả nước có 413 khu công nghiệp đã thành lập, gồm 295 khu công nghiệp đang hoạt động và 119 khu công nghiệp đang xây dựng.",
        "parts.differs",
        "295 khu công nghiệp + 119 khu công nghiệp = 414 khu, không phải 413 khu công nghiệp: mâu thuẫn.",
        "295 zones + 119 zones = 414 zones, not 413 zones: contradicts.",
    ),
    "stages of parks hold": (
        "Cả nước có 414 khu công nghiệp đã thành lập, gồm 295 khu công nghiệp đang hoạt động và 119 khu công nghiệp đang xây dựng.",
        "parts.holds",
        "295 khu công nghiệp + 119 khu công nghiệp = 414 khu công nghiệp: khớp.",
        "295 zones + 119 zones = 414 zones: holds.",
    ),
    "foreign and domestic": (
        "Các CCN có 248 dự án. Trong đó, có 140 dự án DDI, 99 dự án FDI.",
        "parts.differs",
        "140 dự án + 99 dự án = 239 dự án, không phải 248 dự án: mâu thuẫn.",
        "140 projects + 99 projects = 239 projects, not 248 projects: contradicts.",
    ),
    "foreign and domestic, one apart": (
        "Các CCN có 248 dự án. Trong đó, có 149 dự án DDI, 98 dự án FDI.",
        "parts.differs",
        "149 dự án + 98 dự án = 247 dự án, không phải 248 dự án: mâu thuẫn.",
        "149 projects + 98 projects = 247 projects, not 248 projects: contradicts.",
    ),
    "sum of capital": (
        "Bắc Ninh cấp mới 354,97 triệu USD, điều chỉnh tăng 2.743 triệu USD, điều chỉnh giảm 4,42 triệu USD; tổng vốn đạt 3,005 tỷ USD.",
        "sum.differs",
        "354,97 triệu USD + 2.743 triệu USD − 4,42 triệu USD = 3,09 tỷ USD, không phải 3,005 tỷ USD: mâu thuẫn.",
        "USD 354.97 million + USD 2,743 million − USD 4.42 million = USD 3.09 billion, not USD 3,005 million: contradicts.",
    ),
    "sum of capital holds": (
        "Tổng vốn thu hút là 3,09 tỷ USD: đăng ký mới 354,97 triệu USD, tăng vốn 2.743 triệu USD, giảm vốn 4,42 triệu USD.",
        "sum.holds",
        "354,97 triệu USD + 2.743 triệu USD − 4,42 triệu USD = 3,09 tỷ USD: khớp.",
        "USD 354.97 million + USD 2,743 million − USD 4.42 million = USD 3.09 billion: holds.",
    ),
    "sum of capital over paragraphs": (
        (f"Năm 2022, các KCN {BG} thu hút 500 triệu USD vốn FDI.\n\nNăm 2022, vốn FDI đăng ký mới vào các KCN {BG} đạt "
        f"330 triệu USD.\n\nNăm 2022, vốn FDI điều chỉnh tăng của các KCN {BG} là 190 triệu USD."),
        "sum.differs",
        "330 triệu USD + 190 triệu USD = 520 triệu USD, không phải 500 triệu USD: mâu thuẫn.",
        "USD 330 million + USD 190 million = USD 520 million, not USD 500 million: contradicts.",
    ),
    "sum of capital over paragraphs holds": (
        (f"Năm 2022, các KCN {BG} thu hút 520 triệu USD vốn FDI.\n\nNăm 2022, vốn FDI đăng ký mới vào các KCN {BG} đạt "
        f"330 triệu USD.\n\nNăm 2022, vốn FDI điều chỉnh tăng của các KCN {BG} là 190 triệu USD."),
        "sum.holds",
        "330 triệu USD + 190 triệu USD = 520 triệu USD: khớp.",
        "USD 330 million + USD 190 million = USD 520 million: holds.",
    ),
    "capital of two currencies in dollars": (
        (f"Đến nay các KCN {BG} có tổng vốn đăng ký 2 tỷ USD. Trong đó, vốn đầu tư nước ngoài là 346 triệu USD, "
        "vốn đầu tư trong nước là 31.100 tỷ đồng. Tỷ giá quy đổi 24.000 đồng/USD."),
        "sum.holds",
        "346 triệu USD + 31.100 tỷ đồng (1 USD = 24.000 đồng) = 2 tỷ USD: khớp.",
        "USD 346 million + VND 31.1 trillion (USD 1 = VND 24,000) = USD 2 billion: holds.",
    ),
    "capital of two currencies in đồng": (
        (f"Đến nay các KCN {BG} có tổng vốn đăng ký 41.000 tỷ đồng (1 USD = 24.000 đồng). Trong đó, vốn FDI là "
        "346 triệu USD, vốn DDI là 31.100 tỷ đồng."),
        "sum.differs",
        ("346 triệu USD + 31.100 tỷ đồng (1 USD = 24.000 đồng) = 39,4 nghìn tỷ đồng, không phải 41.000 tỷ đồng: mâu thuẫn."),
        ("USD 346 million + VND 31.1 trillion (USD 1 = VND 24,000) = VND 39.4 trillion, not VND 41 trillion: contradicts."),
    ),
    "a conversion at another rate": (
        "Đến nay, các KCN có tổng vốn đăng ký 30.000 tỷ đồng, tương đương 1,5 tỷ USD. Tỷ giá 1 USD = 24.000 đồng.",
        "rate.differs",
        "30.000 tỷ đồng / 1,5 tỷ USD = 20.000 đồng, không phải 24.000 đồng: mâu thuẫn.",
        "VND 30 trillion / USD 1.5 billion = VND 20,000, not VND 24,000: contradicts.",
    ),
    "a conversion at the rate": (
        "Đến nay, các KCN có tổng vốn đăng ký 30.000 tỷ đồng, tương đương 1,25 tỷ USD. Tỷ giá 1 USD bằng 24.000 đồng.",
        "rate.holds",
        "30.000 tỷ đồng / 1,25 tỷ USD = 24.000 đồng: khớp.",
        "VND 30 trillion / USD 1.25 billion = VND 24,000: holds.",
    ),
    "areas of parks": (
        (f"Hiện {BG} có 3 KCN được thành lập với tổng diện tích 650 ha. KCN Đình Trám có diện tích 127 ha. "
        "KCN Quang Châu có diện tích 426 ha. KCN Vân Trung có diện tích 90 ha."),
        "areas.differs",
        "127 ha + 426 ha + 90 ha = 643 ha, không phải 650 ha: mâu thuẫn.",
        "127 ha + 426 ha + 90 ha = 643 ha, not 650 ha: contradicts.",
    ),
    "areas of parks hold": (
        (f"Hiện {BG} có 2 KCN được thành lập với tổng diện tích 553 ha. KCN Đình Trám có diện tích 127 ha. "
        "KCN Quang Châu có diện tích 426 ha."),
        "areas.holds",
        "127 ha + 426 ha = 553 ha: khớp.",
        "127 ha + 426 ha = 553 ha: holds.",
    ),
    "subset": (
        "Tính đến cuối năm 2018, cả nước có 236 khu công nghiệp, chỉ có 251 khu công nghiệp hoạt động.",
        "subset.differs",
        "251 khu công nghiệp > 236 khu công nghiệp: mâu thuẫn.",
        "251 zones > 236 zones: contradicts.",
    ),
    # what figures imply
    "a cluster too large, implied": (
        "Hiện nay CCN Kim Tràng đã cho thuê 4 ha, tỷ lệ lấp đầy bằng 4%.",
        "ceiling.implied",
        ("CCN Kim Tràng: 4 ha bằng 4% thì cả cụm khoảng 100 ha, vượt mức tối đa 75 ha của một CCN. "
        "CCN hình thành trước năm 2009 trên 75 ha được giữ nguyên."),
        ("Cluster Kim Tràng: if 4 ha is 4%, all of it is about 100 ha, above the maximum of 75 ha for a cluster. "
        "Clusters from before 2009 that are above it may be kept."),
    ),
    "a cluster too large, stated": (
        "Hiện nay CCN Ngọc Châu có diện tích 90 ha.",
        "ceiling.exceeded",
        "CCN Ngọc Châu: 90 ha, vượt mức tối đa 75 ha của một CCN. CCN hình thành trước năm 2009 trên 75 ha được giữ nguyên.",
        ("Cluster Ngọc Châu: 90 ha, above the maximum of 75 ha for a cluster. "
        "Clusters from before 2009 that are above it may be kept."),
    ),
    "two plans for a year": (
        (f"6 tháng đầu năm 2023, giá trị sản xuất các KCN {BG} đạt 211 nghìn tỷ đồng, bằng 60% kế hoạch. "
        f"8 tháng năm 2023, giá trị sản xuất các KCN {BG} đạt 258,8 nghìn tỷ đồng, bằng 80,12% kế hoạch."),
        "plan.differs",
        "211 nghìn tỷ đồng / 60% = 352 nghìn tỷ đồng; 258,8 nghìn tỷ đồng / 80,12% = 323 nghìn tỷ đồng: mâu thuẫn.",
        "VND 211 trillion / 60% = VND 352 trillion; VND 258.8 trillion / 80.12% = VND 323 trillion: contradicts.",
    ),
    "one plan for a year": (
        (f"6 tháng đầu năm 2023, giá trị sản xuất các KCN {BG} đạt 210 nghìn tỷ đồng, bằng 65% kế hoạch. "
        f"8 tháng năm 2023, giá trị sản xuất các KCN {BG} đạt 258,8 nghìn tỷ đồng, bằng 80,12% kế hoạch."),
        "plan.holds",
        "210 nghìn tỷ đồng / 65% = 323 nghìn tỷ đồng; 258,8 nghìn tỷ đồng / 80,12% = 323 nghìn tỷ đồng: khớp.",
        "VND 210 trillion / 65% = VND 323 trillion; VND 258.8 trillion / 80.12% = VND 323 trillion: holds.",
    ),
    "the plan in figures": (
        (f"Năm 2023, giá trị xuất khẩu các KCN {BG} đạt 15,1 tỷ USD, bằng 68,64% kế hoạch "
        "(kế hoạch năm là 25 tỷ USD)."),
        "plan.differs",
        "15,1 tỷ USD / 68,64% = 22,0 tỷ USD, không phải 25 tỷ USD: mâu thuẫn.",
        "USD 15.1 billion / 68.64% = USD 22.0 billion, not USD 25 billion: contradicts.",
    ),
    "the plan in figures, told first": (
        (f"Kế hoạch năm 2023 là 22 tỷ USD. Năm 2023, giá trị xuất khẩu các KCN {BG} đạt 15,1 tỷ USD, "
        "bằng 68,64% kế hoạch."),
        "plan.holds",
        "15,1 tỷ USD / 68,64% = 22 tỷ USD: khớp.",
        "USD 15.1 billion / 68.64% = USD 22 billion: holds.",
    ),
    "a plan far ahead of the months": (
        f"6 tháng đầu năm 2023, giá trị sản xuất các KCN {BG} đạt 211 nghìn tỷ đồng, bằng 90% kế hoạch.",
        "plan.ahead",
        "90% kế hoạch sau 6 tháng, trong khi tiến độ đều là 50,0%.",
        "90% of the plan after 6 months, where an even pace gives 50.0%.",
    ),
    "growth": (
        (f"Năm 2022, kim ngạch xuất khẩu của các KCN {BG} đạt 17,5 tỷ USD. "
        f"Năm 2023, kim ngạch xuất khẩu của các KCN {BG} đạt 19,1 tỷ USD, tăng 12% so với năm 2022."),
        "growth.differs",
        "17,5 tỷ USD → 19,1 tỷ USD: 9,1%, không phải 12%: mâu thuẫn.",
        "USD 17.5 billion → USD 19.1 billion: 9.1%, not 12%: contradicts.",
    ),
    # one figure twice
    "parks counted twice": (
        f"{BG.capitalize()} hiện có 8 KCN được thành lập. Đến nay, toàn {BG} có 9 KCN đã thành lập.",
        "figure.differs",
        "8 KCN ≠ 9 KCN: mâu thuẫn.",
        "8 zones ≠ 9 zones: contradicts.",
    ),
    "occupancy twice": (
        f"Hiện nay tỷ lệ lấp đầy các KCN {BG} đạt 78%. Đến nay tỷ lệ lấp đầy các KCN {BG} là 75,6%.",
        "figure.differs",
        "78% ≠ 75,6%: mâu thuẫn.",
        "78% ≠ 75.6%: contradicts.",
    ),
    "occupancy of two bases": (
        (f"Hiện nay tỷ lệ lấp đầy các KCN đang hoạt động của {BG} đạt 78%. "
        f"Tính chung các KCN đã thành lập của {BG}, tỷ lệ lấp đầy là 75,6%."),
        "base.not_comparable",
        ("78% (các khu, cụm đang hoạt động) và 75,6% (tất cả các khu, cụm đã thành lập) không cùng cơ sở tính, "
        "không so sánh được."),
        "78% (the zones in operation) and 75.6% (all zones established) have different bases and cannot be compared.",
    ),
    "a comma that slipped": (
        (
            f"Năm 2023, kim ngạch xuất khẩu các KCN {BG} đạt 15,1 tỷ USD. "
            f"Xuất khẩu của các KCN {BG} năm 2023 là 151 tỷ USD."
        ),
        "figure.differs",
        "15,1 tỷ USD ≠ 151 tỷ USD: mâu thuẫn.",
        "USD 15.1 billion ≠ USD 151 billion: contradicts.",
    ),
    # what cannot be
    "a dot for a comma": (
        "Kim ngạch xuất khẩu của các KCN tỉnh Bắc Ninh năm 2022 đạt 23.042 tỷ USD.",
        "unit.impossible",
        "“23.042 tỷ USD” lớn đến mức không thể có; có lẽ là 23,042 tỷ USD.",
        "“23.042 tỷ USD” is larger than any such figure can be; it is likely USD 23.042 billion.",
    ),
    "two scales and a dot": (
        "Kim ngạch xuất khẩu của các KCN tỉnh Bắc Ninh năm 2022 đạt 23.042 tỷ triệu USD.",
        "unit.impossible",
        "“23.042 tỷ triệu USD” có thứ tự đơn vị không thể có; có lẽ là 23,042 tỷ USD.",
        "“23.042 tỷ triệu USD” has scale words in an impossible order; it is likely USD 23.042 billion.",
    ),
    "two scales": (
        "Kim ngạch xuất khẩu của các KCN tỉnh Bắc Giang đạt 15,1 tỷ triệu USD.",
        "unit.impossible",
        "“15,1 tỷ triệu USD” có thứ tự đơn vị không thể có; có lẽ là 15,1 tỷ USD.",
        "“15,1 tỷ triệu USD” has scale words in an impossible order; it is likely USD 15.1 billion.",
    ),
    "more than full": (
        f"Hiện nay tỷ lệ lấp đầy các KCN {BG} đạt 178%.",
        "percent.impossible",
        "Tỷ lệ lấp đầy 178%: vượt 100%.",
        "Occupancy of 178%: above 100%.",
    ),
}  # fmt: skip
"""A page, the code of what is found about it, and the words in both languages."""


def noticed(text: str) -> dict[str, Finding]:
    return {finding.code: finding for finding in read(text, published=PUBLISHED).findings}


@pytest.mark.parametrize(("text", "code", "vi", "en"), CASES.values(), ids=CASES)
def test_it_is_found_with_its_figures_in_both_languages(text, code, vi, en):
    found = noticed(text)
    assert code in found
    assert (found[code].vi, found[code].en) == (vi, en)
    family = code.partition(".")[0]
    opposite = {f"{family}.holds", f"{family}.differs"} - {code}
    assert not opposite & found.keys() or code in opposite


@pytest.mark.parametrize(("text", "code", "vi", "en"), CASES.values(), ids=CASES)
def test_it_names_the_places_it_compares(text, code, vi, en):
    places = noticed(text)[code].places
    assert len(places) >= (1 if code.endswith((".impossible", ".ahead", ".exceeded")) else 2)
    assert len(set(places)) == len(places)
    assert all(text[start:end] in vi for start, end in places)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        # 44 of 60 projects are 73,33 %: within what 73,3 % and "hơn 73%" mean
        ("Bắc Ninh có 44/60 dự án đi vào hoạt động, đạt hơn 73%.", "ratio.differs"),
        # rounded inputs: from 59,0 % to 59,2 %
        ("Các KCN đã cho thuê khoảng 51.800 ha trong 87.700 ha, đạt 59%.", "ratio.differs"),
        # a change and a share of something else are no quotient of the two figures before them
        ("Các KCN đã cho thuê 30 ha trong 80 ha, tăng 12% so với cùng kỳ.", "ratio."),
        ("Tỉnh thu hút 30 triệu USD trong 80 triệu USD, đạt 12% kế hoạch năm.", "ratio."),
        ("Tỉnh thu hút 30 triệu USD, trong đó 80 triệu USD từ Nhật Bản, chiếm 12%.", "ratio."),
        # zones that neither run nor are being built
        ("Cả nước có 413 KCN đã thành lập. Có 295 KCN đang hoạt động và 90 KCN đang xây dựng.", "parts."),
        # more than the parts: share purchases were left out
        ("Tổng vốn thu hút đạt 500 triệu USD; cấp mới 300 triệu USD, điều chỉnh tăng 100 triệu USD.", "sum."),
        # other years and other stages take no part in the sum
        ("Tổng vốn là 500 triệu USD, cấp mới 300 triệu USD, tăng vốn 100 triệu USD, lũy kế 900 triệu USD.", "sum."),
        ("Tổng vốn là 200 triệu USD.\nCấp mới 300 triệu USD, tăng vốn 100 triệu USD.", "sum."),
        # registrations of different times, and a total that may hold share purchases
        (
            (
                f"Năm 2022, các KCN {BG} thu hút 500 triệu USD vốn FDI.\n\nNăm 2021, vốn FDI đăng ký mới vào các KCN {BG} đạt "
                f"330 triệu USD.\n\nNăm 2022, vốn FDI điều chỉnh tăng của các KCN {BG} là 190 triệu USD."
            ),
            "sum.",
        ),
        (
            (
                f"Năm 2022, các KCN {BG} thu hút 600 triệu USD vốn FDI.\n\nNăm 2022, vốn FDI đăng ký mới vào các KCN {BG} đạt "
                f"330 triệu USD.\n\nNăm 2022, vốn FDI điều chỉnh tăng của các KCN {BG} là 190 triệu USD."
            ),
            "sum.",
        ),
        # two currencies without a rate on the page, or with two of them
        (
            (
                f"Đến nay các KCN {BG} có tổng vốn đăng ký 9 tỷ USD. Trong đó, vốn FDI là 346 triệu USD, "
                "vốn DDI là 31.100 tỷ đồng."
            ),
            "sum.",
        ),
        (
            (
                f"Đến nay các KCN {BG} có tổng vốn đăng ký 9 tỷ USD. Trong đó, vốn FDI là 346 triệu USD, "
                "vốn DDI là 31.100 tỷ đồng. Tỷ giá 24.000 đồng/USD, trước đây 21.000 đồng/USD."
            ),
            "sum.",
        ),
        # 1,6 bn USD is 1,55 to 1,65, and a price for each square metre is no rate
        (
            (
                f"Đến nay các KCN {BG} có tổng vốn đăng ký 1,6 tỷ USD. Trong đó, vốn FDI là 346 triệu USD, "
                "vốn DDI là 31.100 tỷ đồng. Tỷ giá 24.000 đồng/USD."
            ),
            "sum.differs",
        ),
        ("Tổng vốn đăng ký 30.000 tỷ đồng, tương đương 1,5 tỷ USD. Phí hạ tầng 24.000 đồng/m2.", "rate."),
        ("Tổng vốn đăng ký 30.000 tỷ đồng và 1,5 tỷ USD. Tỷ giá 1 USD = 24.000 đồng.", "rate."),
        # the plan of something else, and one of another unit
        (
            f"Năm 2023, xuất khẩu các KCN {BG} đạt 15,1 tỷ USD, bằng 68,64% kế hoạch.\n\nKế hoạch năm là 25 tỷ USD.",
            "plan.differs",
        ),
        (
            f"Năm 2023, xuất khẩu các KCN {BG} đạt 15,1 tỷ USD, bằng 68,64% kế hoạch (kế hoạch là 25 tỷ đồng).",
            "plan.differs",
        ),
        # two areas named of three parks counted
        (
            (
                f"Hiện {BG} có 3 KCN được thành lập với tổng diện tích 650 ha. KCN Đình Trám có diện tích 127 ha. "
                "KCN Quang Châu có diện tích 426 ha."
            ),
            "areas.",
        ),
        ("Hiện nay CCN Kim Tràng đã cho thuê 4 ha, tỷ lệ lấp đầy 8%.", "ceiling."),
        ("Hiện nay CCN Kim Tràng đã cho thuê 4 ha, tỷ lệ lấp đầy 5%.", "ceiling."),  # 70 to 100 ha
        ("Hiện nay CCN Ngọc Châu có diện tích 75 ha.", "ceiling."),
        ("Hiện nay KCN Đình Trám có diện tích 127 ha.", "ceiling."),
        ("8 tháng năm 2023, giá trị sản xuất các KCN đạt 258,8 nghìn tỷ đồng, bằng 80,12% kế hoạch.", "plan.ahead"),
        ("8 tháng năm 2023, giá trị sản xuất các KCN đạt 258,8 nghìn tỷ đồng, bằng 80,12% kế hoạch.", "plan.differs"),
        (f"Hiện nay {BG} có 9 KCN được thành lập. Đến nay, {BG} có 9 KCN đã thành lập.", "figure."),
        (f"Hiện nay tỷ lệ lấp đầy các KCN {BG} đạt 75,6%. Tỷ lệ lấp đầy các KCN {BG} là gần 76%.", "figure."),
        (f"Hiện {BG} có 26 CCN được quy hoạch, 16 CCN có chủ đầu tư hạ tầng.", "figure."),
        (f"Hiện {BG} có 26 CCN. Đến nay {BG} có 16 CCN có chủ đầu tư hạ tầng.", "figure."),
        (f"Hiện {BG} có 26 CCN. Trong đó, {BG} có 16 CCN.", "figure."),
        (f"Năm 2023, {BG} thu hút 30,66 tỷ USD vốn FDI. Năm 2023, {BG} thu hút 435 triệu USD vốn FDI.", "figure."),
        ("Cấp mới 300 triệu USD, tăng vốn 100 triệu USD; lũy kế tổng vốn là 250 triệu USD.", "sum."),
        ("Cấp mới 300 triệu USD, tăng vốn 100 triệu USD; tổng vốn thực hiện 250 triệu USD.", "sum."),
        ("Các KCN đã cho thuê 30 ha trong 80 ha, đạt mức tăng 12%.", "ratio."),
        (f"Hiện {BG} có 26 CCN đã thành lập, {BG} có 16 CCN đã thành lập.", "figure."),
        (
            "".join(
                f"Năm {year}, {BG} thu hút {capital} tỷ USD vốn FDI. "
                for year, capital in ((2022, "1,2"), (2023, "1,2"), (2023, "1,4"))
            ),
            "figure.",
        ),
        ("".join(f"Đến nay, {BG} có {count} KCN đã thành lập. " for count in (8, 9, 10, 11)), "figure."),
        (f"Hiện nay tỷ lệ lấp đầy các KCN {BG} gần 76%. Tỷ lệ lấp đầy các KCN {BG} là hơn 76%.", "figure."),
        ("Kim ngạch xuất khẩu của cả nước năm 2022 đạt 371,85 tỷ USD.", "unit."),
        ("Vốn đăng ký của cả nước đạt 9.500 nghìn tỷ đồng.", "unit."),
        (f"Hiện nay tỷ lệ lấp đầy các KCN {BG} đạt 100%.", "percent."),
    ],
)
def test_no_false_alarm(text, codes):
    assert not [code for code in noticed(text) if code.startswith(codes)]


@pytest.mark.parametrize(
    ("share", "holds"),
    [("57,8%", True), ("57,7%", False), ("57,9%", False), ("58%", True), ("57%", False), ("57,80%", False), ("57,81%", True)],
)  # fmt: skip
def test_the_rounding_of_the_share_decides(share, holds):
    # 5781 of 10000 is 57,81 %
    found = noticed(f"Bắc Ninh có 5.781/10.000 dự án đi vào hoạt động, đạt {share}.")
    assert ("ratio.holds" in found, "ratio.differs" in found) == (holds, not holds)


@pytest.mark.parametrize("word", [word for word, role in CAPITAL_WORDS.items() if role in ("fall", "shares")])
def test_every_word_for_a_part_of_capital_is_summed(word):
    whole = 350 if CAPITAL_WORDS[word] == "fall" else 450
    text = f"Cấp mới 300 triệu USD, tăng thêm 100 triệu USD, {word} 50 triệu USD; tổng cộng {{}} triệu USD."
    assert "sum.holds" in noticed(text.format(whole))
    assert "sum.differs" in noticed(text.format(whole + 7))


def test_a_share_told_as_an_excess_is_written_as_it_is_meant():
    found = noticed(f"Năm 2022, kim ngạch xuất khẩu các KCN {BG} đạt 10 tỷ USD, vượt 25% kế hoạch.")
    assert found["plan.implied"].vi == "Kế hoạch suy ra từ 10 tỷ USD và 125%: khoảng 8,00 tỷ USD."
    assert found["plan.implied"].en == "The plan implied by USD 10 billion and 125%: about USD 8.00 billion."


def test_every_sentence_of_a_long_page_is_checked():
    times = 700
    text = "\n".join(f"CCN Số Hiệu {n} đã cho thuê {n % 70} ha trong 75 ha, đạt {n % 100}%." for n in range(times))
    codes = [finding.code for finding in read(text, published=PUBLISHED).findings]
    assert sum(code.startswith("ratio.") for code in codes) == sum(1 for n in range(times) if n % 70)


def test_every_base_has_a_name():
    assert set(BASE_WORDS.values()) == BASES.keys()


def test_what_two_checks_notice_is_told_once():
    text = "Các KCN đã cho thuê 51.800 ha trong 87.700 ha đất công nghiệp, tỷ lệ lấp đầy 57,8%."
    codes = [finding.code for finding in read(text, published=PUBLISHED).findings]
    assert codes.count("ratio.differs") == 1


def test_hedges_that_touch_do_not_contradict():
    foreign, domestic, whole = read("Hơn 133.500 tỷ đồng và hơn 9.500 tỷ đồng là gần 143.000 tỷ đồng.").quantities
    assert meet(total((foreign, domestic)), bounds(whole))
    assert not meet(total((foreign, foreign)), bounds(whole))


counts = st.integers(1, 900)  # a bare 1900 is a year


@settings(max_examples=40, deadline=None)
@given(counts, counts, st.integers(-3, 3))
def test_counts_agree_exactly_or_not_at_all(foreign, domestic, slip):
    whole = foreign + domestic + slip
    found = noticed(f"Các CCN có {max(whole, 1)} dự án. Trong đó, có {domestic} dự án DDI, {foreign} dự án FDI.")
    assert ("parts.differs" in found) == (max(whole, 1) != foreign + domestic)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 500), st.integers(1, 500))
def test_a_share_rounded_from_its_figures_always_holds(one, other):
    part, whole = sorted((one, other))
    tenths = (Fraction(part * 1000, whole) + Fraction(1, 2)).__floor__()
    share = f"{tenths // 10},{tenths % 10}%"
    found = noticed(f"Bắc Ninh có {part}/{whole} dự án đi vào hoạt động, đạt {share}.")
    assert "ratio.differs" not in found


bound = st.fractions(-100, 100, max_denominator=50)


@given(bound, bound, bound, bound)
def test_meeting_is_mutual_and_half_open(a, b, c, d):
    one, other = (min(a, b), max(a, b)), (min(c, d), max(c, d))
    assert meet(one, other) == meet(other, one)
    assert meet(one, one)
    if one[0] < one[1] and other[0] < other[1]:
        assert not meet(one, (one[1], one[1] + 1))


@given(
    bound, bound, st.fractions(1, 100, max_denominator=50), st.fractions(1, 100, max_denominator=50), st.fractions(0, 1)
)
def test_a_quotient_holds_every_quotient_of_its_bounds(a, b, c, d, at):
    top, base = (min(a, b), max(a, b)), (min(c, d), max(c, d))
    low, high = quotient(top, base)
    value = (top[0] + (top[1] - top[0]) * at) * 100 / (base[0] + (base[1] - base[0]) * at)
    assert low <= value <= high


def test_the_plan_in_figures_and_a_rate_are_no_statements():
    text = f"Năm 2023, xuất khẩu các KCN {BG} đạt 15,1 tỷ USD, bằng 60% kế hoạch (kế hoạch năm là 25 tỷ USD; 1 USD = 24.000 đồng)."
    assert [one.quote for one in read(text, published=PUBLISHED).statements] == ["15,1 tỷ USD", "60%"]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_every_check_is_needed(check, monkeypatch):
    """A check that is left out is missed: some page has a finding of its own."""
    before = {name: noticed(text).keys() for name, (text, *_) in CASES.items()}
    monkeypatch.setattr(findings, "CHECKS", tuple(one for one in CHECKS if one is not check))
    assert any(noticed(text).keys() != before[name] for name, (text, *_) in CASES.items())
