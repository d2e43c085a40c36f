"""One statement said in many ways, and sentences that say the same behind whatever leads into them.

A block of `paraphrases.txt` has a pattern, a line with "|" and words for its gap, as many as one likes, and lines with "= " for
what the pattern states with each of them, as in `sentences`: what a verb, a unit or a joint contributes is tried where
nothing else changes.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

import pytest

from parkledger.reading import read
from tests.reading.test_sentences import states

FILE: Final = Path(__file__).parent / "paraphrases.txt"
DAY: Final = date(2024, 7, 10)


def paraphrases() -> Iterator[tuple[str, list[str]]]:
    """Each pattern with each of its words, and what it states."""
    for block in FILE.read_text(encoding="utf-8").strip("\n").replace("\\n", "\r").split("\n\n"):
        pattern, *lines = block.split("\n")
        for line in lines:
            if line.startswith("|"):
                text = pattern.format(line[1:]).replace("\r", "\n")
                yield text, [line[2:] for line in lines if line.startswith("= ")]


@pytest.mark.parametrize(("text", "expected"), tuple(paraphrases()))
def test_the_same_in_other_words(text: str, expected: list[str]) -> None:
    states(text, DAY, expected)


CORES: Final = (
    "trong 6 tháng đầu năm 2024, các khu công nghiệp thu hút 30 dự án, tổng vốn đăng ký 200 triệu USD.",
    (
        "đến nay các KCN của tỉnh có 412 dự án còn hiệu lực, trong đó 301 dự án đang hoạt động, tạo "
        "việc làm cho 52.000 lao động."
    ),
    (
        "6 tháng, doanh thu của các doanh nghiệp trong KCN đạt 4.200 triệu USD, tăng 9%; xuất khẩu đạt "
        "3.100 triệu USD; nộp ngân sách 1.850 tỷ đồng."
    ),
    "đến nay toàn tỉnh có 14 KCN đang hoạt động, diện tích 2.900 ha, tỷ lệ lấp đầy 78%.",
    "6 tháng, tỉnh thu hút 42 dự án FDI với tổng vốn đăng ký 512 triệu USD, tăng 12% so với cùng kỳ.",
)
"""Sentences that state something, without what leads into them."""
PREAMBLES: Final = (
    "Đáng chú ý,",
    "Nhờ nhiều giải pháp quyết liệt,",
    "Theo đánh giá của Ban Quản lý,",
    "Đồng chí Nguyễn Văn Đức, Phó Trưởng ban, cho biết:",
    "Anh Trần Văn Nam, cán bộ Ban Quản lý, cho hay",
    "Theo đại diện Ban Quản lý các KCN,",
    "Với sự vào cuộc của các cấp, các ngành,",
    "Nhìn chung,",
    "Theo thống kê,",
    "Theo số liệu cập nhật,",
    "Trao đổi với phóng viên, ông Hùng cho biết,",
    "Bên cạnh đó,",
    "Dù còn nhiều khó khăn,",
    "Trong bối cảnh kinh tế thế giới biến động,",
    "Bất chấp thị trường suy giảm,",
    "Bằng nhiều biện pháp cải cách,",
    "Nhờ cải thiện môi trường đầu tư, kinh doanh,",
    "Theo báo cáo của UBND tỉnh,",
    "Theo Sở Tài chính,",
    "Tại hội nghị tổng kết,",
    "Thông tin tại buổi họp báo,",
    "Phát biểu tại hội nghị, Phó Chủ tịch UBND tỉnh cho biết,",
    "Đặc biệt,",
    "Cụ thể,",
    "Kết quả,",
    "Như vậy,",
    "Tính chung,",
    "Qua tổng hợp,",
    "Ban Quản lý cho biết,",
    "Về tình hình thu hút đầu tư,",
    "Điểm sáng là",
    "Một điểm nhấn là",
    "Với lợi thế giáp Hà Nội,",
    "Nằm trên trục cao tốc Hà Nội - Hải Phòng,",
    "Nhờ hạ tầng giao thông, điện, nước đồng bộ,",
    "Nhờ có cảng biển và sân bay,",
    "Được biết,",
    "Theo đó,",
    "Có thể thấy,",
    "Thực tế cho thấy,",
    "Số liệu cho thấy,",
    "Theo Cục Thống kê tỉnh,",
    "Theo quy định của pháp luật,",
    "Trước làn sóng dịch chuyển từ Trung Quốc,",
    "Tận dụng các hiệp định thương mại tự do,",
    "Cùng với cả nước,",
    "Trong lĩnh vực công nghiệp,",
    "Trong lĩnh vực thu hút đầu tư,",
    "Ở lĩnh vực khu công nghiệp,",
    "Về công nghiệp,",
    "Riêng lĩnh vực công nghiệp,",
    "Nhờ thủ tục nhanh gọn,",
    "Trong khi đó,",
    "Không dừng lại ở đó,",
    "Chưa dừng ở đó,",
    "Không những vậy,",
    "Không chỉ vậy,",
    "Nếu tính riêng,",
    "Chỉ trong thời gian ngắn,",
    "Chỉ riêng",
    "Tuy chưa đạt kỳ vọng,",
    "Vượt qua khó khăn,",
    "Sau nhiều năm phát triển,",
    "Xác định công nghiệp là động lực,",
    "Với mục tiêu trở thành trung tâm công nghiệp,",
    "Với quyết tâm cao,",
    "Thực hiện nghị quyết của Tỉnh ủy,",
    "Thực hiện kế hoạch của UBND tỉnh,",
    "Bước sang năm mới,",
    "Ngay từ đầu năm,",
    "Nhờ đẩy mạnh chuyển đổi số,",
    "Theo ngành chức năng,",
    "Theo ngành thống kê,",
    "Theo nhận định của các chuyên gia,",
    "Tại tọa đàm về bất động sản công nghiệp,",
    "Báo cáo của Bộ Tài chính nêu:",
    "Báo Đầu tư đưa tin,",
    "TTXVN -",
    "Sáng 28/6,",
    "Chiều nay,",
    "Điều đáng mừng là",
    "Tin vui là",
    "Có được kết quả đó là nhờ",
    "Đây là năm đầu tiên",
    "Đóng góp vào tăng trưởng chung,",
    "Với tỷ trọng lớn trong cơ cấu kinh tế,",
    "Giữa khó khăn chung,",
    "Nhờ xúc tiến đầu tư ra nước ngoài,",
    "Sau khi sáp nhập tỉnh,",
    "Từ khi tái lập tỉnh,",
    "Trải qua ba thập kỷ,",
    "Là địa phương có nhiều lợi thế,",
    "Với vị trí cửa ngõ Thủ đô,",
    "Xét về hiệu quả,",
    "Xét theo quy mô vốn,",
    "Xét chung cả tỉnh,",
    "Theo phản ánh,",
    "Đến hẹn lại lên,",
    "Dưới sự chỉ đạo của Tỉnh ủy, HĐND, UBND tỉnh,",
)
"""What leads into a sentence: who says it, thanks to what, in spite of what, in which field. None of it is a figure's."""


@pytest.mark.parametrize("preamble", PREAMBLES)
@pytest.mark.parametrize("core", CORES)
def test_a_preamble_changes_nothing(preamble: str, core: str) -> None:
    alone = told(core[0].upper() + core[1:])
    assert alone
    assert told(f"{preamble} {core}") == alone


def told(text: str) -> list[tuple[object, ...]]:
    """What a text states, in an order of its own."""
    statements = read(text, published=DAY).statements
    return sorted((one.indicator, one.form, one.kind or "", one.origin or "", one.value) for one in statements)
