"""Words of the trade, each with what it means and the law it comes from; and how well that basis was verified.

What an indicator's formula says of itself is not repeated here: a term names the indicator whose formulas define it.
"""

from dataclasses import dataclass
from typing import Final

from parkledger.catalogue.kinds import Verified
from parkledger.language import Text

READ, SECONDARY, MEMORY = Verified
CIRCULAR_14: Final = "Thông tư 14/2024/TT-BCT"
DECREE_32: Final = "Nghị định 32/2024/NĐ-CP"
DECREE_35: Final = "Nghị định 35/2022/NĐ-CP"
STATISTICS: Final = "mẫu báo cáo thống kê của Bộ quản lý (2101–2116.H.QLKKT)"


@dataclass(frozen=True, slots=True)
class GlossaryTerm:
    """A term: `basis` is the instrument in Vietnamese, empty for a convention of the portal; `indicator` one that it defines; `told_of` are
    the indicators whose pages lead to it."""

    anchor: str
    name: Text
    meaning: Text
    basis: str = ""
    verified: Verified | None = None
    indicator: str = ""
    told_of: tuple[str, ...] = ()


TERMS: Final = (
    GlossaryTerm(
        "khu-cong-nghiep",
        Text("Khu công nghiệp (KCN)", "Industrial park (KCN)"),
        Text(
            "Khu vực có ranh giới xác định, chuyên sản xuất hàng công nghiệp và dịch vụ cho sản xuất công nghiệp, thành lập theo "
            "điều kiện, trình tự luật định.",
            "A bounded area specialised in industrial production and services for it, set up under conditions of law.",
        ),
        f"{DECREE_35}, trước đó Nghị định 82/2018/NĐ-CP, Điều 2 khoản 1",
        SECONDARY,
    ),
    GlossaryTerm(
        "cum-cong-nghiep",
        Text("Cụm công nghiệp (CCN)", "Industrial cluster (CCN)"),
        Text(
            "Nơi sản xuất công nghiệp, tiểu thủ công nghiệp có ranh giới xác định, không có dân cư sinh sống, chủ yếu cho doanh nghiệp "
            "nhỏ và vừa, hợp tác xã, cơ sở di dời.",
            "A bounded area without residents, mainly for small and medium enterprises, co-operatives and relocated workshops.",
        ),
        f"{DECREE_32}, Điều 2 khoản 1",
        READ,
    ),
    GlossaryTerm(
        "dat-cong-nghiep",
        Text("Đất công nghiệp, đất dịch vụ", "Industrial land, service land"),
        Text(
            "Đất trong quy hoạch xây dựng đã duyệt dành cho dự án sản xuất, và cho dịch vụ phục vụ sản xuất; là đất có thể cho thuê, cho "
            "thuê lại. Của CCN: theo quy hoạch chi tiết đã duyệt.",
            "Land of the approved construction plan for production projects, and for services to production: what can be let. Of a "
            "cluster: by its approved detailed plan.",
        ),
        f"{DECREE_32}, Điều 2 khoản 6 (CCN); {DECREE_35} (KCN)",
        SECONDARY,
        told_of=("land.industrial", "land.service", "land.available"),
    ),
    GlossaryTerm(
        "ty-le-lap-day",
        Text("Tỷ lệ lấp đầy", "Occupancy rate"),
        Text(
            "Phần đất có thể cho thuê đã có người thuê. KCN và CCN tính khác nhau: đất đã chấp thuận cho dự án được tính ở CCN, không "
            "tính ở KCN; trước ngày 15/7/2022 KCN không tính đất dịch vụ. Vì vậy không cộng chung hai tỷ lệ.",
            "The part of the leasable land that is let. Parks and clusters count differently: land approved for a project counts in "
            "clusters and not in parks; before 15 July 2022 service land did not count in parks. The two are never added up.",
        ),
        indicator="occupancy",
        told_of=("occupancy",),
    ),
    GlossaryTerm(
        "thanh-lap",
        Text("Thành lập", "Established"),
        Text(
            "KCN được coi là thành lập từ ngày có quyết định đầu tư công, chấp thuận chủ trương đầu tư cùng nhà đầu tư, hoặc cấp giấy "
            "chứng nhận đăng ký đầu tư. CCN có quyết định thành lập riêng.",
            "A park is established by the decision on public investment, the approval of policy with its investor, or the investment "
            "certificate. A cluster has a decision of its own.",
        ),
        f"{DECREE_35} (KCN); {DECREE_32}, Điều 2 khoản 9 (CCN)",
        SECONDARY,
        told_of=("zones.established", "zones.operating"),
    ),
    GlossaryTerm(
        "fdi-ddi",
        Text("FDI, DDI", "FDI, domestic (DDI)"),
        Text(
            "Dự án có vốn đầu tư trực tiếp nước ngoài (FDI); dự án đầu tư trong nước (DDI).",
            "Projects of foreign direct investment (FDI); projects of domestic investors (DDI).",
        ),
        STATISTICS,
        SECONDARY,
    ),
    GlossaryTerm(
        "du-an-thu-cap",
        Text("Dự án thứ cấp, dự án hạ tầng", "Tenant project, infrastructure project"),
        Text(
            "Dự án hạ tầng là dự án của chủ đầu tư xây dựng và kinh doanh khu, cụm; dự án thứ cấp là dự án thuê đất trong đó.",
            "The infrastructure project is the developer's; tenant projects lease land in the zone.",
        ),
        STATISTICS,
        SECONDARY,
        told_of=("projects.in_force", "projects.registered"),
    ),
    GlossaryTerm(
        "von-thu-hut",
        Text("Vốn thu hút trong kỳ", "Capital attracted"),
        Text(
            "Vốn cấp mới, vốn điều chỉnh tăng và giá trị góp vốn, mua cổ phần trong kỳ. Giảm vốn và thu hồi dự án kể riêng, không làm giảm "
            "số này.",
            "New capital, capital added and stakes bought in the period. Decreases and revocations are told apart and do not lower it.",
        ),
        STATISTICS,
        SECONDARY,
        "capital.attracted",
        told_of=("capital.attracted", "capital.new"),
    ),
    GlossaryTerm(
        "von-con-hieu-luc",
        Text("Vốn còn hiệu lực", "Capital in force"),
        Text(
            "Tổng vốn đăng ký của các dự án chưa chấm dứt, chưa bị thu hồi đến ngày nêu trên trang.",
            "The registered capital of all projects that have not ended by the day.",
        ),
        STATISTICS,
        SECONDARY,
        "capital.in_force",
        told_of=("capital.in_force",),
    ),
    GlossaryTerm(
        "von-thuc-hien",
        Text("Vốn thực hiện", "Capital implemented"),
        Text(
            "Vốn đã giải ngân; báo cáo riêng, thường là số ước.",
            "Capital disbursed; reported apart, often as an estimate.",
        ),
        STATISTICS,
        SECONDARY,
        told_of=("capital.implemented",),
    ),
    GlossaryTerm(
        "quy-doi",
        Text("Quy đổi", "Converted"),
        Text(
            "Tiền Việt Nam và đô la Mỹ cộng chung theo tỷ giá ghi cùng sự kiện vào ngày của nó; không quy đổi lại về sau.",
            "Dong and US dollars added at the rate that was stored with the event on its day; never converted again.",
        ),
    ),
    GlossaryTerm(
        "giai-phong-mat-bang",
        Text("Giải phóng mặt bằng, mặt bằng sạch", "Land clearance, clean land"),
        Text(
            "Đất đã giải phóng là đất đã bồi thường, thu hồi xong; mặt bằng sạch là đất có thể giao, cho thuê ngay. Hai số có mẫu số khác "
            "nhau, không gộp làm một.",
            "Cleared land has been compensated and recovered; clean land can be handed over at once. The two have different bases.",
        ),
        "Luật Đất đai",
        MEMORY,
        told_of=("land.to_clear", "land.cleared", "land.clean"),
    ),
    GlossaryTerm(
        "gia-tri-san-xuat",
        Text("Giá trị sản xuất công nghiệp", "Industrial production value"),
        Text(
            "Giá trị sản phẩm công nghiệp làm ra trong kỳ, do doanh nghiệp và chủ đầu tư báo cáo; khác doanh thu.",
            "The value of industrial output in the period as enterprises and developers report it; not their revenue.",
        ),
        "Luật Thống kê",
        MEMORY,
        "output.production",
        told_of=("output.production",),
    ),
    GlossaryTerm(
        "ke-hoach-nam",
        Text("Kế hoạch năm", "The year's plan"),
        Text(
            "Chỉ tiêu giao cho cả năm, ghi cùng cơ quan giao. Tỷ lệ trên kế hoạch là số đã đạt chia cho chỉ tiêu của đúng phạm vi.",
            "The target set for the whole year, with who set it. The ratio is what was reached over the target of the same scope.",
        ),
    ),
    GlossaryTerm(
        "uoc",
        Text("Ước", "Estimate"),
        Text(
            "Số báo cáo trước khi có số chính thức; số chính thức thay số ước, số đã biết vào ngày cũ vẫn tra được.",
            "A number reported before the final one, which replaces it; what was known on an earlier day can still be asked.",
        ),
    ),
    GlossaryTerm(
        "pham-vi-so-lieu",
        Text("Phạm vi số liệu (dấu °)", "Coverage (the mark °)"),
        Text(
            "Số liệu có dấu ° chưa gồm đủ nơi hoặc đủ kỳ được hỏi; bấm vào số để biết còn thiếu gì. Chưa có số liệu không phải là bằng 0.",
            "A figure marked ° is not of all the places or of the whole period asked for; open it to see what is missing. No data is "
            "not nought.",
        ),
    ),
    GlossaryTerm(
        "theo-du-lieu-ghi-nhan",
        Text("Theo dữ liệu ghi nhận đến ngày", "As recorded by"),
        Text(
            "Mỗi số có hai ngày: ngày mà số liệu nói về, và ngày mà đến đó sổ đã ghi nhận. Đường dẫn có cả hai ngày thì cho cùng một "
            "số mãi mãi.",
            "Every figure has two dates: the day it is of, and the day by which it was recorded. An address with both gives the same for "
            "ever.",
        ),
    ),
    GlossaryTerm(
        "so-su-kien",
        Text("Sổ, sự kiện", "Book, event"),
        Text(
            "Sổ là nơi một cơ quan ghi các sự kiện đã quyết định hoặc báo cáo, mỗi sự kiện có ngày hiệu lực và văn bản; không sửa, chỉ "
            "đính chính bằng sự kiện mới.",
            "A book is where an office records what was decided or reported, each event with its day and document; nothing is changed, "
            "only corrected by a new event.",
        ),
    ),
    GlossaryTerm(
        "bao-cao-6-thang",
        Text("Sáu tháng (của CCN)", "Half-year (of clusters)"),
        Text(
            "Kỳ báo cáo sáu tháng của CCN tính từ ngày 15/12 năm trước đến ngày 14/6.",
            "The half-year reported by clusters runs from 15 December to 14 June.",
        ),
        CIRCULAR_14,
        READ,
    ),
)
"""The glossary, in the order of the page."""


def terms_of(indicator: str) -> tuple[GlossaryTerm, ...]:
    """The terms that explain an indicator."""
    return tuple(term for term in TERMS if indicator in term.told_of)
