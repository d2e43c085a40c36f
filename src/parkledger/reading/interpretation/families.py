"""The families of figures, one for each unit, with what each must read and what it must leave alone.

An example gives every statement of its text, in order, as "quote = indicator form kind origin value". What a family must
leave alone states nothing at all. Tests run every example.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from parkledger.reading.interpretation.counts import decide_project, decide_zone
from parkledger.reading.interpretation.decisions import Decision
from parkledger.reading.interpretation.figures import Figure
from parkledger.reading.interpretation.land import decide_land
from parkledger.reading.interpretation.money import decide_money
from parkledger.reading.interpretation.people import decide_enterprise, decide_person
from parkledger.reading.interpretation.ranks import decide_flow, decide_point, decide_rank
from parkledger.reading.interpretation.ratios import decide_percent, decide_times


@dataclass(frozen=True, slots=True)
class FigureFamily:
    """What decides on the figures of some units, with examples."""

    name: str
    units: tuple[str | None, ...]
    decide: Callable[[Figure], Decision | None]
    reads: Mapping[str, tuple[str, ...]]
    leaves: tuple[str, ...]


FAMILIES: Final = (
    FigureFamily(
        "zones",
        ("zone",),
        decide_zone,
        reads={
            "Hiện tỉnh Hưng Yên có 17 KCN được thành lập, trong đó 9 KCN đã đi vào hoạt động và 3 KCN đang "
            "giải phóng mặt bằng.": (
                "17 KCN = zones.established value park - 17",
                "9 KCN = zones.operating value park - 9",
                "3 KCN = zones.under_construction value park - 3",
            ),
            "Danh mục ưu tiên có 12 CCN; 8 CCN đã được phê duyệt quy hoạch chi tiết.": (
                "12 CCN = zones.priority value cluster - 12",
                "8 CCN = zones.zoning_approved value cluster - 8",
            ),
            "Số KCN đã thành lập của tỉnh Quảng Nam đến nay là 13, tổng diện tích 2.982 ha.": (
                "13 = zones.established value park - 13",
                "2.982 ha = land.established value park - 2982",
            ),
            "Cả tỉnh có 12/16 khu công nghiệp đã hoàn thành đồng bộ hạ tầng kỹ thuật.": (
                "12/16 khu công nghiệp = zones.infrastructure_complete value park - 12",
            ),
            "Tỉnh có 8 KCN đã đầu tư hoàn chỉnh hạ tầng và đi vào hoạt động.": (
                "8 KCN = zones.infrastructure_complete value park - 8",
                "8 KCN = zones.operating value park - 8",
            ),
        },
        leaves=(
            "Đoàn khảo sát 3 khu công nghiệp Đình Trám, Song Khê và Quang Châu.",
            "Tỉnh phấn đấu có thêm 5 khu công nghiệp.",
        ),
    ),
    FigureFamily(
        "land",
        ("ha",),
        decide_land,
        reads={
            "Đến năm 2030, Nghệ An quy hoạch 25 khu công nghiệp với tổng diện tích 8.800 ha.": (
                "25 khu công nghiệp = zones.planned value park - 25",
                "8.800 ha = land.planned value park - 8800",
            ),
            "Các KCN Bắc Ninh có tổng diện tích 6.397 ha, đất công nghiệp cho thuê 4.500 ha, đã cho thuê "
            "2.800 ha, tỷ lệ lấp đầy đạt 62,3%.": (
                "6.397 ha = land.established value park - 6397",
                "4.500 ha = land.leasable value park - 4500",
                "2.800 ha = land.leased value park - 2800",
                "62,3% = occupancy value park - 62.3",
            ),
            "KCN Thăng Long II rộng 525 ha, đã giải phóng mặt bằng 500 ha.": (
                "525 ha = land.established value park - 525",
                "500 ha = land.cleared value park - 500",
            ),
        },
        leaves=(
            "KCN Yên Phong mở rộng thêm 150 ha.",
            "Khu đô thị mới rộng 45 ha nằm cạnh KCN.",
        ),
    ),
    FigureFamily(
        "projects",
        ("project",),
        decide_project,
        reads={
            "Năm 2021, các KCN tỉnh Hải Dương thu hút 43 dự án FDI, vốn đăng ký 350 triệu USD và 12 dự án "
            "DDI, vốn đăng ký 2.150 tỷ đồng.": (
                "43 dự án = projects.registered value park fdi 43",
                "350 triệu USD = capital.attracted value park fdi 350000000",
                "12 dự án = projects.registered value park ddi 12",
                "2.150 tỷ đồng = capital.attracted value park ddi 2150000000000",
            ),
            "Dự án FDI còn hiệu lực trên địa bàn tỉnh Nghệ An hiện có 165, tổng vốn 5,5 tỷ USD.": (
                "165 = projects.in_force value - fdi 165",
                "5,5 tỷ USD = capital.in_force value - fdi 5500000000",
            ),
            "Trong 9 tháng các KCN cấp mới 157 dự án FDI, hơn cùng kỳ 51 dự án; vốn đăng ký 815 triệu USD.": (
                "157 dự án = projects.registered value park fdi 157",
                "815 triệu USD = capital.new value park fdi 815000000",
            ),
            "Các KCN có vốn ngoại hơn 1 tỷ USD (23 dự án cấp mới đăng ký 421,3 triệu USD, 17 dự án điều chỉnh thêm 600 "
            "triệu USD).": (
                "hơn 1 tỷ USD = capital.in_force value park fdi 1000000000",
                "23 dự án = projects.registered value park fdi 23",
                "421,3 triệu USD = capital.new value park fdi 421300000",
                "17 dự án = projects.adjusted value park fdi 17",
                "600 triệu USD = capital.added value park fdi 600000000",
            ),
            "The economic and industrial zones of Hai Phong received 46 new FDI projects in 2019.": (
                "46 new FDI projects = projects.registered value park+economic_zone fdi 46",
            ),
            "The industrial parks of Bac Ninh attracted forty new FDI projects in 2024, of which eighteen of them are in "
            "operation.": (
                "forty new FDI projects = projects.registered value park fdi 40",
                "eighteen of them = projects.operating value park fdi 18",
            ),
            "Lũy kế đến hết quý II/2022, các CCN có 556 dự án đầu tư, trong đó 410 dự án đã đi vào hoạt động.": (
                "556 dự án = projects.in_force value cluster - 556",
                "410 dự án = projects.operating value cluster - 410",
            ),
            "Trong năm 2016, TP. Đà Nẵng đã cấp mới giấy chứng nhận đầu tư cho 94 dự án FDI với tổng vốn "
            "71,3 triệu USD; 26 lượt dự án tăng vốn với số vốn tăng thêm 33,1 triệu USD.": (
                "94 dự án = projects.registered value - fdi 94",
                "71,3 triệu USD = capital.new value - fdi 71300000",
                "26 lượt dự án = projects.adjusted value - fdi 26",
                "33,1 triệu USD = capital.added value - fdi 33100000",
            ),
        },
        leaves=(
            "Quý I/2020, tỉnh thu hồi 5 dự án với tổng vốn 20 triệu USD.",
            "Hàn Quốc dẫn đầu với 300 dự án, tổng vốn 8 tỷ USD.",
        ),
    ),
    FigureFamily(
        "enterprises",
        ("enterprise",),
        decide_enterprise,
        reads={
            "Trên địa bàn tỉnh hiện có 19 doanh nghiệp đang hoạt động tại các KCN.": (
                "19 doanh nghiệp = enterprises.operating value park - 19",
            ),
        },
        leaves=("Năm 2019, cả nước có thêm 130.000 doanh nghiệp thành lập mới.",),
    ),
    FigureFamily(
        "money",
        ("USD", "VND"),
        decide_money,
        reads={
            "Các KCN thu hút vốn ngoại hơn 1 tỷ USD (23 dự án cấp mới), vốn nội gần 778,5 triệu USD.": (
                "hơn 1 tỷ USD = capital.attracted value park fdi 1000000000",
                "23 dự án = projects.registered value park fdi 23",
                "gần 778,5 triệu USD = capital.attracted value park ddi 778500000",
            ),
            "Vốn đầu tư nước ngoài vào các khu công nghiệp (KCN) của Bình Dương là 662 triệu USD.": (
                "662 triệu USD = capital.attracted value park fdi 662000000",
            ),
            "Vốn FDI đăng ký cấp mới, điều chỉnh và góp vốn mua cổ phần (GVMCP) vào tỉnh năm 2024 đạt 10,98 tỷ USD.": (
                "10,98 tỷ USD = capital.attracted value - fdi 10980000000",
            ),
            "Năm 2024, thu ngân sách ở Khu kinh tế Vũng Áng đạt 9.500 tỷ đồng.": (
                "9.500 tỷ đồng = budget.paid value economic_zone - 9500000000000",
            ),
            "Trong 9 tháng đầu năm 2024, vốn FDI đăng ký đạt 2,5 tỷ USD, gấp 1,2 lần cùng kỳ; vốn thực hiện "
            "đạt 1,1 tỷ USD.": (
                "2,5 tỷ USD = capital.attracted value - fdi 2500000000",
                "1,2 lần = capital.attracted growth - fdi 20",
                "1,1 tỷ USD = capital.implemented value - fdi 1100000000",
            ),
            "10 tháng năm 2023, kim ngạch xuất khẩu của Thái Nguyên đạt 22,5 tỷ USD, bằng 96,4% cùng kỳ; "
            "nhập khẩu đạt 13 tỷ USD; xuất siêu 9,5 tỷ USD.": (
                "22,5 tỷ USD = trade.export value - - 22500000000",
                "96,4% = trade.export growth - - -3.6",
                "13 tỷ USD = trade.import value - - 13000000000",
                "9,5 tỷ USD = trade.balance value - - 9500000000",
            ),
            "Các doanh nghiệp FDI xuất khẩu 10 tỷ USD, chiếm 95% tổng kim ngạch xuất khẩu toàn tỉnh, nộp "
            "ngân sách 3.000 tỷ đồng.": (
                "10 tỷ USD = trade.export value - fdi 10000000000",
                "95% = trade.export share - fdi 95",
                "3.000 tỷ đồng = budget.paid value - fdi 3000000000000",
            ),
            "KKT Dung Quất có 200 dự án với tổng vốn đăng ký 230.000 tỷ đồng, tương đương hơn 10 tỷ USD.": (
                "200 dự án = projects.in_force value economic_zone - 200",
                "230.000 tỷ đồng = capital.in_force value economic_zone - 230000000000000",
                "hơn 10 tỷ USD = capital.in_force value economic_zone - 10000000000",
            ),
            "Năm 2022, quy mô GRDP của tỉnh Quảng Ninh đạt 269.244 tỷ đồng.": (
                "269.244 tỷ đồng = grdp.size value - - 269244000000000",
            ),
            "Giá cho thuê đất tại KCN Nhơn Trạch 6 là 110 USD/m2; phí quản lý 0,07 USD/m2/tháng.": (
                "110 USD/m2 = fee.land_rent value park - 110",
                "0,07 USD/m2/tháng = fee.infrastructure value park - 0.07",
            ),
        },
        leaves=(
            "Thu ngân sách nhà nước đạt 15.000 tỷ đồng.",
            "Công ty Foxconn tăng vốn 200 triệu USD tại KCN Quang Châu.",
            "Tổng mức đầu tư KCN Tân Hưng là 1.100 tỷ đồng.",
        ),
    ),
    FigureFamily(
        "percentages",
        ("percent",),
        decide_percent,
        reads={
            "Giá trị sản xuất công nghiệp 8 tháng đạt 245,3 nghìn tỷ đồng, tăng 15,2%, đạt 66% kế hoạch.": (
                "245,3 nghìn tỷ đồng = output.production value - - 245300000000000",
                "15,2% = output.production growth - - 15.2",
                "66% = output.production plan_ratio - - 66",
            ),
            "Doanh thu của các doanh nghiệp trong KCN đạt 450.000 tỷ đồng, vượt 5% kế hoạch.": (
                "450.000 tỷ đồng = output.revenue value park - 450000000000000",
                "5% = output.revenue plan_ratio park - 105",
            ),
            "Chỉ số sản xuất công nghiệp 8 tháng giảm 2,1% so với cùng kỳ.": ("2,1% = output.index growth - - -2.1",),
            "GRDP 9 tháng của Đà Nẵng tăng 11,36%, cao nhất vùng (Huế: 9,9%; Quảng Nam: 4,1%).": (
                "11,36% = grdp.growth growth - - 11.36",
                "9,9% = grdp.growth growth - - 9.9",
                "4,1% = grdp.growth growth - - 4.1",
            ),
            "Tốc độ tăng trưởng kinh tế năm 2017 tăng 10,51% so với năm 2016 (kế hoạch tăng 10,6%).": (
                "10,51% = grdp.growth growth - - 10.51",
            ),
            "Năm 2016, tăng trưởng GRDP của Hà Tĩnh là -15,31%.": ("15,31% = grdp.growth growth - - -15.31",),
            "Tỷ lệ lấp đầy các CCN đạt 54%.": ("54% = occupancy value cluster - 54",),
        },
        leaves=(
            "Tỷ lệ hộ nghèo giảm còn 3,5%.",
            "Tỉnh đặt mục tiêu tỷ lệ lấp đầy các KCN đạt 80%.",
        ),
    ),
    FigureFamily(
        "multiples",
        ("times",),
        decide_times,
        reads={
            "Trong 7 tháng đầu năm, tỉnh thu hút được 45 dự án FDI mới, tổng vốn đăng ký 512 triệu USD, gấp "
            "4,3 lần so với cùng kỳ.": (
                "45 dự án = projects.registered value - fdi 45",
                "512 triệu USD = capital.new value - fdi 512000000",
                "4,3 lần = capital.new growth - fdi 330",
            ),
        },
        leaves=("Thu nhập gấp 2,3 lần năm 2008.",),
    ),
    FigureFamily(
        "people",
        ("person", None),
        decide_person,
        reads={
            "Các khu công nghiệp tạo việc làm cho khoảng 45.000 lao động, thu nhập bình quân 7,2 triệu "
            "đồng/người/tháng.": (
                "khoảng 45.000 lao động = labour.workers value park - 45000",
                "7,2 triệu đồng/người/tháng = labour.income value park - 7200000",
            ),
            "Tổng số lao động trong các KCN gần 60.000.": ("gần 60.000 = labour.workers value park - 60000",),
        },
        leaves=(
            "Tỉnh có 1,8 triệu người, mật độ 500 người/km2.",
            "Các KCN Hải Dương cần tuyển 900 công nhân may và 250 công nhân điện tử.",
        ),
    ),
    FigureFamily(
        "points",
        ("point",),
        decide_point,
        reads={
            "Chỉ số PCI năm 2022 của Bắc Giang đạt 72,80 điểm, xếp thứ 2/63 tỉnh, thành phố.": (
                "72,80 điểm = pci.score value - - 72.8",
                "thứ 2/63 = pci.rank rank - - 2",
            ),
        },
        leaves=("Thí sinh đạt 29,45 điểm.",),
    ),
    FigureFamily(
        "ranks",
        ("rank",),
        decide_rank,
        reads={
            "Tốc độ tăng trưởng GRDP 6 tháng đầu năm 2023 của Bắc Giang đạt 10,94%, xếp thứ 2 cả nước.": (
                "10,94% = grdp.growth growth - - 10.94",
                "thứ 2 = grdp.growth rank - - 2",
            ),
            "Bắc Giang đứng thứ 5 cả nước về thu hút FDI.": ("thứ 5 = fdi.rank rank - fdi 5",),
        },
        leaves=("Ông An xếp thứ 3 trong cuộc thi.",),
    ),
    FigureFamily(
        "waste water",
        ("m3/day",),
        decide_flow,
        reads={
            "Trạm xử lý nước thải KCN Hòa Phú có công suất 2.000 m3/ngày đêm.": (
                "2.000 m3/ngày đêm = wastewater.capacity value park - 2000",
            ),
        },
        leaves=("Cơ sở xả thải từ 200 m3/ngày đêm trở lên phải quan trắc.",),
    ),
)
"""Every family, in the order of the units."""

FAMILY_OF: Final[Mapping[str | None, FigureFamily]] = {unit: family for family in FAMILIES for unit in family.units}
"""Which family figures of a unit are of; None are numbers without one."""
