"""Short passages in the manner of many papers, offices and years: which day or months each figure is of.

The passages and their figures are invented. None is given its day of publication: it stands in the passage or
is open.
"""

import pytest

from parkledger.reading import read

SAMPLES = {
    "a provincial paper, with its header": (
        """Nam Định: Các khu công nghiệp giữ nhịp sản xuất

Thứ Năm, 18/07/2024 | 09:12

6 tháng đầu năm, các KCN của tỉnh Nam Định thu hút 14 dự án FDI, tổng vốn đăng ký 212 triệu USD, tăng 18% so với
cùng kỳ.
Giá trị sản xuất công nghiệp ước đạt 21.500 tỷ đồng, bằng 51% kế hoạch năm. Đến nay, các KCN có 196 dự án còn
hiệu lực,
tạo việc làm cho 46.200 lao động.
""",
        {
            "14 dự án": "2024-01-01..2024-06-30",
            "212 triệu USD": "2024-01-01..2024-06-30",
            "18%": "2024-01-01..2024-06-30",
            "ước đạt 21.500 tỷ đồng": "2024-01-01..2024-06-30",
            "51%": "2024-01-01..2024-06-30",
            "196 dự án": "..2024-07-18",
            "46.200 lao động": "..2024-07-18",
        },
    ),
    "a ministry's release": (
        """Tình hình phát triển khu công nghiệp 9 tháng năm 2021

Lũy kế đến cuối tháng 9/2021, cả nước có 394 KCN được thành lập với tổng diện tích đất tự nhiên khoảng 121,9 nghìn ha.
Trong 9 tháng năm 2021, các KCN, KKT thu hút 480 dự án đầu tư nước ngoài với tổng vốn đăng ký mới khoảng 6,2 tỷ USD.
Tỷ lệ lấp đầy của các KCN đang hoạt động đạt 71%.
""",
        {
            "394 KCN": "..2021-09-30",
            "khoảng 121,9 nghìn ha": "..2021-09-30",
            "480 dự án": "2021-01-01..2021-09-30",
            "khoảng 6,2 tỷ USD": "2021-01-01..2021-09-30",
            "71%": "..2021-09-30",
        },
    ),
    "an agency's dispatch, the year elsewhere": (
        """Vĩnh Long trao giấy chứng nhận cho nhà đầu tư

(VLO) - Sáng 14/11, UBND tỉnh Vĩnh Long gặp mặt doanh nghiệp. Tính từ đầu năm 2022 đến nay, tỉnh cấp mới 9 dự án FDI,
vốn đăng ký 75 triệu USD. Hiện các KCN của tỉnh có 58 dự án đang hoạt động, tỷ lệ lấp đầy đạt 88,5%.
""",
        {
            "9 dự án": "2022-01-01..2022-11-14",
            "75 triệu USD": "2022-01-01..2022-11-14",
            "58 dự án": "..2022-11-14",
            "88,5%": "..2022-11-14",
        },
    ),
    "early in a year about the year before": (
        """Hưng Yên: Kết quả thu hút đầu tư

Chiều 9-1, Ban Quản lý các khu công nghiệp tỉnh Hưng Yên tổng kết công tác. Năm 2015, các KCN thu hút 40 dự án
mới, tổng vốn
đăng ký 320 triệu USD, tăng 25% so với năm 2014. Doanh thu năm 2015 của các doanh nghiệp đạt 52.000 tỷ đồng. Nộp ngân
sách năm 2015 đạt 3.900 tỷ đồng. Đến nay, các KCN cho thuê được 420 ha đất công nghiệp.
""",
        {
            "40 dự án": "2015-01-01..2015-12-31",
            "320 triệu USD": "2015-01-01..2015-12-31",
            "25%": "2015-01-01..2015-12-31",
            "52.000 tỷ đồng": "2015-01-01..2015-12-31",
            "3.900 tỷ đồng": "2015-01-01..2015-12-31",
            "420 ha": "..2016-01-09",
        },
    ),
    "no date anywhere": (
        """Tiền Giang mời gọi đầu tư vào khu công nghiệp

Hiện nay, tỉnh Tiền Giang có 4 KCN đang hoạt động với tổng diện tích 1.102 ha, tỷ lệ lấp đầy 83%. Từ đầu năm đến
nay, các KCN
thu hút 6 dự án FDI với tổng vốn đăng ký 88 triệu USD.
""",
        {"4 KCN": "..", "1.102 ha": "..", "83%": "..", "6 dự án": "..", "88 triệu USD": ".."},
    ),
    "a cluster report with a window of its own": (
        """Báo cáo tình hình cụm công nghiệp 6 tháng đầu năm 2023

Từ ngày 15/12/2022 đến ngày 14/6/2023, các cụm công nghiệp của tỉnh Phú Thọ thu hút thêm 11 dự án, vốn đăng ký
640 tỷ đồng. Tính
đến ngày 14/6/2023, toàn tỉnh có 28 CCN được thành lập, tổng diện tích 1.310 ha; tỷ lệ lấp đầy bình quân đạt 61,4%.
""",
        {
            "11 dự án": "2022-12-15..2023-06-14",
            "640 tỷ đồng": "2022-12-15..2023-06-14",
            "28 CCN": "..2023-06-14",
            "1.310 ha": "..2023-06-14",
            "61,4%": "..2023-06-14",
        },
    ),
    "a plan and what there is": (
        """Quy hoạch khu công nghiệp tỉnh Quảng Trị

Ngày 3/4/2024, tại Đông Hà, tỉnh công bố quy hoạch. Theo quy hoạch, đến năm 2030, tỉnh Quảng Trị có 8 KCN với
tổng diện tích 3.470 ha.
Hiện tỉnh đã thành lập 3 KCN, tổng diện tích 640 ha, tỷ lệ lấp đầy 47%.
""",
        {
            "8 KCN": "..2030-12-31",
            "3.470 ha": "..2030-12-31",
            "3 KCN": "..2024-04-03",
            "640 ha": "..2024-04-03",
            "47%": "..2024-04-03",
        },
    ),
    "a row of figures with its year in brackets": (
        """Khu kinh tế Vũng Áng sau nhiều năm

Ngày 20/3/2020, Ban Quản lý Khu kinh tế tỉnh Hà Tĩnh cho biết Khu kinh tế Vũng Áng hiện có 140 dự án đang hoạt
động; giá trị sản
xuất công nghiệp đạt 81.000 tỷ đồng, xuất khẩu đạt 910 triệu USD, nộp ngân sách 8.700 tỷ đồng (2019).
""",
        {
            "140 dự án": "..2020-03-20",
            "81.000 tỷ đồng": "2019-01-01..2019-12-31",
            "910 triệu USD": "2019-01-01..2019-12-31",
            "8.700 tỷ đồng": "2019-01-01..2019-12-31",
        },
    ),
    "quarters and months, compared": (
        """Thái Bình: Vốn đầu tư vào khu kinh tế tăng

Ngày 10/10, Cục Thống kê tỉnh Thái Bình công bố số liệu. Quý III/2023, tỉnh thu hút 310 triệu USD vốn FDI, tăng
40% so với quý
III/2022. Tính chung 9 tháng đầu năm 2023, vốn FDI đăng ký mới đạt 1,1 tỷ USD; năm 2022, con số này là 640 triệu USD.
Riêng tháng 9, kim ngạch xuất khẩu đạt 215 triệu USD.
""",
        {
            "310 triệu USD": "2023-07-01..2023-09-30",
            "40%": "2023-07-01..2023-09-30",
            "1,1 tỷ USD": "2023-01-01..2023-09-30",
            "215 triệu USD": "2023-09-01..2023-09-30",
        },
    ),
    "after the provinces were merged": (
        """Khu công nghiệp tỉnh Gia Lai tăng tốc

Gia Lai, ngày 5 tháng 12 năm 2025 - Sau hợp nhất, tỉnh Gia Lai có 12 KCN nằm trong quy hoạch, trong đó 7 KCN
đang hoạt động. Lũy kế
đến hết tháng 11/2025, các KCN thu hút 265 dự án, tổng vốn đăng ký 48.300 tỷ đồng. 11 tháng năm 2025, doanh thu
của các
doanh nghiệp trong KCN đạt 39.400 tỷ đồng, tăng 12,5% so với cùng kỳ năm 2024.
""",
        {
            "12 KCN": "..2025-12-05",
            "7 KCN": "..2025-12-05",
            "265 dự án": "..2025-11-30",
            "48.300 tỷ đồng": "..2025-11-30",
            "39.400 tỷ đồng": "2025-01-01..2025-11-30",
            "12,5%": "2025-01-01..2025-11-30",
        },
    ),
    "an interview, the year given by what it is compared with": (
        """"Chúng tôi chọn nhà đầu tư có trách nhiệm"

Phóng viên: Thưa ông, kết quả 8 tháng qua ra sao?

Ông Lê Văn Minh, Trưởng ban Quản lý: Trong 8 tháng đầu năm 2019, các KCN tỉnh Hà Nam thu hút 31 dự án FDI, vốn
đăng ký đạt 410 triệu USD,
bằng 135% so với cùng kỳ năm 2018. Tổng số lao động trong các KCN là 71.000 người.
""",
        {
            "31 dự án": "2019-01-01..2019-08-31",
            "410 triệu USD": "2019-01-01..2019-08-31",
            "135%": "2019-01-01..2019-08-31",
            "71.000 người": "..",
        },
    ),
    "a term of five years": (
        """Dấu ấn nhiệm kỳ

Ngày 2/10/2020, tại đại hội, báo cáo cho biết giai đoạn 2016-2020, các KCN tỉnh Vĩnh Phúc thu hút 290 dự án,
trong đó 180 dự án FDI với tổng
vốn đăng ký 2,4 tỷ USD. Năm 2019, giá trị xuất khẩu của tỉnh đạt 3,6 tỷ USD. Tỉnh phấn đấu giai đoạn 2021-2025
thu hút 3 tỷ USD.
""",
        {
            "290 dự án": "2016-01-01..2020-12-31",
            "180 dự án": "2016-01-01..2020-12-31",
            "2,4 tỷ USD": "2016-01-01..2020-12-31",
            "3,6 tỷ USD": "2019-01-01..2019-12-31",
        },
    ),
    "from one year's figure to another's": (
        """Tỷ lệ lấp đầy tăng nhanh

Ngày 12/5/2017, tại Long An. Vốn thực hiện của các dự án FDI tăng từ 190 triệu USD năm 2014 lên 355 triệu USD
năm 2016. Chỉ số PCI của tỉnh từ
thứ 19 lên thứ 9 cả nước vào năm 2016.
""",
        {
            "190 triệu USD": "2014-01-01..2014-12-31",
            "355 triệu USD": "2016-01-01..2016-12-31",
            "thứ 19": "..",
            "thứ 9": "2016-01-01..2016-12-31",
        },
    ),
    "a total and a part of its time": (
        """Đồng Tháp: Vốn FDI

Sáng 26/6, tỉnh Đồng Tháp họp báo. Đầu tư trực tiếp nước ngoài vào tỉnh có 64 dự án với vốn đăng ký 530 triệu
USD. Riêng 5 tháng đầu năm 2018, tỉnh thu hút
4 dự án FDI, vốn đăng ký 21 triệu USD.
""",
        {
            "64 dự án": "..2018-06-26",
            "530 triệu USD": "..2018-06-26",
            "4 dự án": "2018-01-01..2018-05-31",
            "21 triệu USD": "2018-01-01..2018-05-31",
        },
    ),
    "points in a list under a heading": (
        """Kết quả hoạt động các KCN tỉnh Bình Định năm 2013

- Thu hút 15 dự án mới, vốn đăng ký 1.250 tỷ đồng.

- Kim ngạch xuất khẩu đạt 402 triệu USD.

- Nộp ngân sách 390 tỷ đồng, tăng 9%.

- Đến cuối năm 2013, có 24.800 lao động làm việc trong các KCN.
""",
        {
            "15 dự án": "2013-01-01..2013-12-31",
            "1.250 tỷ đồng": "2013-01-01..2013-12-31",
            "402 triệu USD": "2013-01-01..2013-12-31",
            "390 tỷ đồng": "2013-01-01..2013-12-31",
            "9%": "2013-01-01..2013-12-31",
            "24.800 lao động": "..2013-12-31",
        },
    ),
    "a reporter's visit": (
        """Khu công nghiệp bỏ hoang

Những ngày đầu tháng 3, phóng viên trở lại huyện Châu Phú, tỉnh An Giang. KCN Bình Long rộng 180 ha nhưng mới
cho thuê được 41 ha. Cuối năm ngoái
tỉnh mới họp; tháng 12/2020, chủ đầu tư được gia hạn.
""",
        {"180 ha": "..2021-03-31", "41 ha": "..2021-03-31"},
    ),
    "certificates handed over": (
        """Yên Bái gặp gỡ nhà đầu tư

Ngày 12/4/2023, UBND tỉnh Yên Bái gặp gỡ nhà đầu tư. Năm 2022, các KCN của tỉnh thu hút 17 dự án.

Tại hội nghị, lãnh đạo tỉnh đã trao giấy chứng nhận đăng ký đầu tư cho 6 dự án với tổng vốn đăng ký 2.140 tỷ đồng.
""",
        {
            "17 dự án": "2022-01-01..2022-12-31",
            "6 dự án": "2023-04-12..2023-04-12",
            "2.140 tỷ đồng": "2023-04-12..2023-04-12",
        },
    ),
    "a year in the name of a book": (
        """Sách trắng công nghiệp Lạng Sơn 2021: số liệu các khu

Khu vực FDI thu hút 3.400 tỷ đồng vốn, chiếm 12% tổng vốn đầu tư.
""",
        {"3.400 tỷ đồng": ".."},
    ),
    "a year known from what it is compared with": (
        """Vốn FDI vào Tây Ninh

Trong 5 tháng đầu năm, Tây Ninh thu hút 12 dự án FDI với vốn đăng ký 190 triệu USD, tăng 8% so với cùng kỳ năm 2020.
""",
        {
            "12 dự án": "2021-01-01..2021-05-31",
            "190 triệu USD": "2021-01-01..2021-05-31",
            "8%": "2021-01-01..2021-05-31",
        },
    ),
    "since the beginning of a year, till an unknown day": (
        """Vốn FDI vào An Giang

Tính từ đầu năm 2016 đến nay, An Giang thu hút 64 triệu USD vốn FDI. Tỉnh có 8 dự án FDI được cấp giấy chứng nhận.
So với thời điểm 5 tháng đầu năm 2015 thì vốn tăng mạnh.
""",
        {"64 triệu USD": "2016-01-01..", "8 dự án": "2016-01-01.."},
    ),
    "history before the present": (
        """Hai mươi năm một khu công nghiệp

Đến tháng 6/2001, KCN Trà Nóc mới cho thuê 30 ha. Khu đất này nay có 61 doanh nghiệp với 9.800 lao động. Đến hết
tháng 12/2021, tỷ lệ lấp đầy của khu đạt 97%.
""",
        {"30 ha": "..2001-06-30", "61 doanh nghiệp": "..", "9.800 lao động": "..", "97%": "..2021-12-31"},
    ),
}


def spans(text: str) -> dict[str, str]:
    """Each quote with the period it was read as; a paragraph of the passage is one line of the page."""
    page = "\n\n".join(" ".join(paragraph.split("\n")) for paragraph in text.split("\n\n"))
    return {
        one.quote: f"{one.period_start or ''}..{one.period_end or ''}" for one in read(page).statements if one.indicator
    }


@pytest.mark.parametrize(("text", "periods"), SAMPLES.values(), ids=SAMPLES)
def test_each_figure_has_its_time(text: str, periods: dict[str, str]) -> None:
    found = spans(text)
    assert {quote: found.get(quote, "not read") for quote in periods} == periods
