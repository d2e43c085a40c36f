"""The words that say what a figure is about, each written once under what it signals.

A *topic* names a thing that is measured; a *verb* says what happened to it; an *origin* says whose capital it is; a
*bar* says that a figure is of something else (a company, a target, a fine). Phrases are in lower case; where two begin
at the same letter, the longer one is meant.
"""

import re
from collections.abc import Mapping
from typing import Final

from parkledger.reading.text.patterns import one_of, phrases

TOPICS: Final[Mapping[str, tuple[str, ...]]] = {
    "export": ("xuất khẩu", "kim ngạch xuất khẩu", "giá trị xuất khẩu", "tổng kim ngạch xuất khẩu", "kim ngạch xk", "xk"),
    "import": ("nhập khẩu", "kim ngạch nhập khẩu", "giá trị nhập khẩu", "kim ngạch nk", "nk"),
    "balance": ("xuất siêu", "nhập siêu", "thặng dư thương mại", "cán cân thương mại", "thặng dư"),
    "trade": ("xuất nhập khẩu", "kim ngạch xuất nhập khẩu", "xuất, nhập khẩu", "xnk", "thuế xuất nhập khẩu"),
    "production": (
        "giá trị sản xuất công nghiệp", "giá trị sản xuất", "gtsx", "gtsxcn", "gtsx công nghiệp", "giá trị sxcn",
        "giá trị sx công nghiệp", "sản xuất công nghiệp", "giá trị sản xuất ngành công nghiệp", "giá trị sản lượng công nghiệp",
        "giá trị sản xuất và kinh doanh dịch vụ", "giá trị sản xuất kinh doanh", "tổng giá trị sản xuất",
    ),
    "revenue": ("doanh thu", "tổng doanh thu", "doanh thu thuần", "doanh số"),
    "index": (
        "iip", "chỉ số sản xuất công nghiệp", "chỉ số sản xuất", "chỉ số sx công nghiệp", "chỉ số sxcn",
        "chỉ số sản xuất toàn ngành công nghiệp", "chỉ số phát triển công nghiệp",
    ),
    "budget": (
        "nộp ngân sách", "nộp ngân sách nhà nước", "nộp nsnn", "nộp vào ngân sách", "nộp cho ngân sách", "nộp thuế",
        "đóng góp vào ngân sách", "đóng góp ngân sách", "đóng góp cho ngân sách", "đóng góp vào nguồn thu ngân sách",
        "đóng góp ngân sách nhà nước", "nộp các loại thuế", "nộp nhà nước", "nộp vào nsnn", "nộp thuế và các khoản",
        "nghĩa vụ với ngân sách", "thuế và các khoản nộp ngân sách", "đóng góp vào nsnn", "đóng góp nsnn", "nộp ns",
        "đóng góp vào thu ngân sách", "các khoản nộp ngân sách",
    ),
    "workers": (
        "việc làm", "tạo việc làm", "giải quyết việc làm", "lao động", "sử dụng lao động", "số lao động", "công nhân",
        "tổng số lao động", "người lao động", "lực lượng lao động",
    ),
    "income": (
        "thu nhập bình quân của người lao động", "thu nhập của người lao động", "thu nhập bình quân người lao động",
        "lương bình quân", "tiền lương bình quân", "mức lương bình quân", "thu nhập bình quân", "thu nhập bình quân đầu người",
        "thu nhập của công nhân", "thu nhập bình quân của công nhân", "thu nhập", "mức thu nhập", "mức thu nhập bình quân",
    ),
    "size": (
        "quy mô kinh tế", "quy mô nền kinh tế", "quy mô grdp", "grdp", "tổng sản phẩm trên địa bàn", "tổng sản phẩm",
        "tổng sản phẩm trong tỉnh", "tổng sản phẩm (grdp)", "gdp", "tổng sản phẩm nội tỉnh",
    ),
    "growth": (
        "tăng trưởng kinh tế", "tốc độ tăng trưởng", "tốc độ tăng trưởng kinh tế", "tốc độ tăng trưởng grdp", "tăng trưởng grdp",
        "tốc độ tăng grdp", "tăng trưởng", "tốc độ phát triển kinh tế", "tăng trưởng gdp", "tốc độ tăng tổng sản phẩm",
        "kinh tế tăng trưởng", "tăng trưởng kinh tế (grdp)", "nhịp độ tăng trưởng", "mức tăng trưởng",
    ),
    "pci": (
        "pci", "chỉ số pci", "năng lực cạnh tranh cấp tỉnh", "chỉ số năng lực cạnh tranh cấp tỉnh",
        "chỉ số năng lực cạnh tranh", "bảng xếp hạng pci", "bảng xếp hạng năng lực cạnh tranh",
    ),
    "occupancy": ("lấp đầy", "tỷ lệ lấp đầy", "tỉ lệ lấp đầy", "tỷ lệ lấp đầy bình quân", "phủ kín", "công suất lấp đầy",
                  "tỷ lệ cho thuê", "tỉ lệ cho thuê"),
    "implemented": (
        "tổng vốn đầu tư thực hiện", "tổng vốn thực hiện", "tổng vốn đã thực hiện", "tổng vốn đầu tư đã thực hiện", "tổng vốn giải ngân",
        "số vốn thực hiện", "số vốn giải ngân", "số vốn đã giải ngân", "tổng vốn đã giải ngân", "số vốn được giải ngân",
        "giải ngân", "vốn thực hiện", "vốn giải ngân", "vốn đầu tư thực hiện", "thực hiện đạt", "vốn đã thực hiện",
        "đã thực hiện", "vốn đã giải ngân", "vốn đầu tư đã thực hiện", "vốn đầu tư giải ngân", "vốn fdi thực hiện",
        "vốn thực hiện lũy kế", "vốn thực hiện luỹ kế", "vốn fdi giải ngân", "giá trị thực hiện",
    ),
    "shares": (
        "góp vốn, mua cổ phần", "góp vốn mua cổ phần", "mua cổ phần", "mua phần vốn góp", "lượt góp vốn", "góp vốn",
        "góp vốn, mua phần vốn góp", "mua lại phần vốn góp",
    ),
    "added": (
        "tăng thêm", "vốn tăng thêm", "vốn điều chỉnh", "vốn bổ sung", "vốn đầu tư tăng thêm", "vốn đăng ký tăng thêm",
        "vốn đăng ký bổ sung", "vốn điều chỉnh tăng", "tổng vốn tăng thêm", "vốn đăng ký điều chỉnh", "bổ sung vốn",
        "vốn tăng", "tăng vốn thêm", "vốn đầu tư điều chỉnh", "điều chỉnh vốn", "điều chỉnh tăng", "điều chỉnh tăng vốn",
        "điều chỉnh tăng thêm", "đăng ký tăng thêm", "đăng ký điều chỉnh", "tăng vốn", "vốn điều chỉnh tăng thêm",
        "vốn fdi tăng thêm", "vốn fdi điều chỉnh", "vốn fdi điều chỉnh tăng", "vốn fdi đăng ký tăng thêm",
    ),
    "newcap": (
        "vốn đăng ký cấp mới", "vốn cấp mới", "vốn đăng ký mới", "đăng ký cấp mới", "vốn đầu tư cấp mới", "đăng ký mới",
        "vốn đầu tư đăng ký cấp mới", "vốn đầu tư đăng ký mới", "vốn fdi đăng ký mới", "vốn fdi cấp mới",
        "vốn fdi đăng ký cấp mới", "tổng vốn đăng ký mới", "tổng vốn đăng ký cấp mới", "tổng vốn cấp mới",
    ),
    "capital": (
        "vốn", "tổng vốn", "vốn đầu tư", "tổng vốn đầu tư", "vốn đăng ký", "tổng vốn đăng ký", "vốn đầu tư đăng ký",
        "tổng vốn đầu tư đăng ký", "số vốn", "tổng số vốn", "nguồn vốn", "lượng vốn", "vốn fdi", "vốn ngoại",
        "vốn đầu tư fdi", "tổng số vốn đăng ký", "số vốn đăng ký", "dòng vốn", "vốn đầu tư nước ngoài", "tổng vốn fdi",
        "vốn đầu tư trực tiếp nước ngoài", "tổng vốn quy đổi", "tổng trị giá", "trị giá", "thu hút đầu tư", "thu hút fdi",
        "vốn ddi", "vốn trong nước", "vốn đầu tư trong nước",
        "tổng lượng vốn", "vốn fdi đăng ký", "tổng giá trị", "với tổng giá trị", "tổng số vốn đầu tư", "số vốn đầu tư",
    ),
    "area": ("diện tích", "tổng diện tích", "quy mô", "rộng", "diện tích đất", "diện tích tự nhiên", "diện tích quy hoạch",
             "tổng diện tích đất", "tổng diện tích tự nhiên", "quy mô diện tích", "diện tích đất tự nhiên", "quỹ đất"),
    "leasable": (
        "diện tích đất công nghiệp", "đất công nghiệp", "diện tích công nghiệp", "đất công nghiệp có thể cho thuê",
        "đất có thể cho thuê", "diện tích có thể cho thuê", "diện tích đất công nghiệp có thể cho thuê",
        "diện tích đất công nghiệp cho thuê", "đất cho các doanh nghiệp thuê", "diện tích cho thuê", "diện tích đất cho thuê",
        "đất cho thuê", "đất sạch sẵn sàng cho thuê", "diện tích đất sản xuất công nghiệp", "đất thương phẩm",
        "diện tích đất thương phẩm", "diện tích đất có thể cho thuê", "đất cho doanh nghiệp thuê", "đất xây dựng nhà máy",
    ),
    "leased": (
        "đã cho thuê", "cho thuê được", "đã thuê", "đã cho thuê lại", "cho thuê lại", "đã cho thuê được", "thuê đất",
        "diện tích đã cho thuê", "đã cho các doanh nghiệp thuê", "đã cho doanh nghiệp thuê", "đã cho nhà đầu tư thuê",
        "diện tích đất đã cho thuê", "đất đã cho thuê", "đất công nghiệp đã cho thuê", "đã được cho thuê",
        "diện tích đất công nghiệp đã cho thuê", "đã cho các dự án thuê", "thuê với diện tích",
    ),
    "cleared": (
        "giải phóng mặt bằng", "gpmb", "bồi thường", "bồi thường xong", "đã bồi thường", "bồi thường, giải phóng mặt bằng",
        "giải phóng được", "đền bù", "đã giải phóng mặt bằng", "mặt bằng sạch", "đất sạch", "bàn giao mặt bằng",
    ),
    "wastewater": ("xử lý nước thải", "nước thải", "trạm xử lý nước thải", "nhà máy xử lý nước thải", "trạm xlnt", "xlnt",
                   "hệ thống xử lý nước thải"),
    "rent": ("giá thuê đất", "giá cho thuê đất", "giá cho thuê", "giá thuê", "đơn giá thuê đất", "giá cho thuê lại đất",
             "đơn giá cho thuê", "giá thuê bình quân"),
    "infrafee": ("phí hạ tầng", "phí sử dụng hạ tầng", "phí quản lý", "phí sử dụng cơ sở hạ tầng", "phí bảo trì hạ tầng",
                 "phí duy tu", "phí quản lý hạ tầng"),
    "waterfee": ("phí xử lý nước thải", "giá xử lý nước thải", "giá dịch vụ xử lý nước thải", "đơn giá xử lý nước thải"),
}  # fmt: skip
"""What is measured."""

VERBS: Final[Mapping[str, tuple[str, ...]]] = {
    "attract": ("thu hút", "thu hút được", "thu hút thêm", "thu hút mới", "tiếp nhận", "đổ vào", "chảy vào", "rót vào", "vô",
                "đã thu hút", "hút"),
    "license": (
        "cấp giấy chứng nhận", "cấp mới", "cấp mới giấy chứng nhận", "giấy chứng nhận đăng ký đầu tư", "giấy chứng nhận đầu tư",
        "cấp phép", "được cấp phép", "cấp phép mới", "chấp thuận đầu tư", "chấp thuận chủ trương", "cấp giấy phép",
        "quyết định chủ trương đầu tư", "được cấp giấy chứng nhận", "cấp giấy chứng nhận đầu tư", "gcnđkđt", "gcnđt",
        "cấp giấy chứng nhận đăng ký đầu tư", "mới được cấp", "được cấp mới", "đăng ký cấp mới", "chấp thuận chủ trương đầu tư",
        "cấp gcn", "trao giấy chứng nhận", "cấp chủ trương", "cấp mới và điều chỉnh", "cấp và điều chỉnh", "cấp đăng ký",
    ),
    "new": ("mới", "đầu tư mới", "dự án mới", "được cấp"),
    "adjust": (
        "điều chỉnh vốn", "điều chỉnh tăng", "điều chỉnh tăng vốn", "tăng vốn", "điều chỉnh", "tăng vốn đầu tư", "mở rộng sản xuất",
        "đăng ký tăng vốn", "đăng ký điều chỉnh", "đăng ký điều chỉnh vốn", "điều chỉnh mở rộng", "điều chỉnh vốn đầu tư",
        "tăng thêm vốn", "xin tăng vốn", "bổ sung vốn", "điều chỉnh nâng vốn", "mở rộng đầu tư", "đã mở rộng sản xuất",
        "điều chỉnh tăng vốn đầu tư", "lượt điều chỉnh", "lượt tăng vốn",
    ),
    "inforce": ("còn hiệu lực", "đang còn hiệu lực", "lũy kế", "luỹ kế", "nâng tổng số", "nâng tổng", "tổng số", "nâng số",
                "đã có", "hiện có", "cộng dồn", "còn hoạt động", "trong tổng số", "đưa tổng số", "hiện đang có", "có tổng số"),
    "operate": (
        "đi vào hoạt động", "đang hoạt động", "hoạt động", "đã hoạt động", "đi vào sản xuất", "đi vào sản xuất kinh doanh",
        "đang sản xuất", "hoạt động ổn định", "đi vào sản xuất, kinh doanh", "đang sản xuất kinh doanh", "đưa vào hoạt động",
        "đi vào hoạt động ổn định", "đã đi vào hoạt động", "vận hành", "đi vào vận hành", "hoạt động sản xuất kinh doanh",
        "đang hoạt động ổn định", "hoạt động sản xuất", "hoạt động hiệu quả", "đang hoạt động sản xuất kinh doanh",
        "đang sản xuất, kinh doanh", "đã đi vào sản xuất", "đang đi vào hoạt động", "đưa vào khai thác", "sản xuất, kinh doanh",
        "sản xuất kinh doanh",
    ),
    "infrastructure": ("kết cấu hạ tầng", "hạ tầng kỹ thuật", "hạ tầng", "cơ sở hạ tầng", "hạ tầng đồng bộ"),
    "complete": ("hoàn thành", "hoàn chỉnh", "hoàn thiện", "đồng bộ", "cơ bản hoàn thành", "hoàn tất"),
    "construct": (
        "đang xây dựng", "đang triển khai", "đang xây dựng cơ bản", "đang trong giai đoạn", "đang triển khai xây dựng",
        "đang giải phóng mặt bằng", "xây dựng cơ bản", "đang đầu tư xây dựng", "đang đầu tư", "trong giai đoạn xây dựng",
        "đang trong quá trình", "đang được đầu tư", "đang thi công", "đang hoàn thiện", "đang bồi thường", "đang được xây dựng",
        "đang được triển khai", "đang đền bù", "đang làm thủ tục", "đang gpmb", "đang xdcb", "chuẩn bị đầu tư",
        "đang trong giai đoạn đền bù", "đang trong giai đoạn xây dựng",
    ),
    "establish": (
        "thành lập", "được thành lập", "đã thành lập", "quyết định thành lập", "đã được thành lập", "được phê duyệt", "hình thành",
        "phê duyệt thành lập", "ra đời", "được cấp giấy chứng nhận đầu tư",
    ),
    "plan": (
        "quy hoạch", "được quy hoạch", "theo quy hoạch", "quy hoạch phát triển", "đã quy hoạch", "nằm trong quy hoạch",
        "quy hoạch tỉnh", "dự kiến có", "phê duyệt quy hoạch", "trong quy hoạch", "bổ sung quy hoạch", "phê duyệt điều chỉnh",
        "điều chỉnh quy hoạch", "quy hoạch chung", "danh mục quy hoạch", "quy hoạch với", "dự kiến quy hoạch", "quyết định điều chỉnh",
    ),
    "zoning": (
        "phê duyệt quy hoạch xây dựng", "phê duyệt quy hoạch chi tiết", "quy hoạch chi tiết xây dựng", "quy hoạch chi tiết",
        "quy hoạch phân khu", "quy hoạch xây dựng", "phê duyệt quy hoạch phân khu", "phê duyệt quy hoạch chung xây dựng",
    ),
    "priority": ("ưu tiên", "ưu tiên thành lập", "ưu tiên phát triển", "danh mục ưu tiên", "ưu tiên đầu tư"),
    "have": ("có", "với", "gồm", "đạt", "là", "bao gồm", "gồm có"),
    "rise": ("tăng", "tăng hơn", "tăng trên", "tăng gần", "tăng khoảng"),
    "fall": ("giảm", "sụt giảm", "giảm hơn", "giảm gần"),
    "times": ("gấp", "tăng gấp"),
    "equal": ("bằng", "đạt bằng"),
    "exceed": ("vượt",),
    "share": ("chiếm", "đóng góp", "tương đương", "chiếm khoảng", "chiếm hơn", "chiếm gần", "chiếm trên", "chiếm tới", "chiếm đến",
              "đóng góp tới", "đóng góp khoảng"),
    "plantarget": ("kế hoạch", "kh", "kế hoạch năm", "dự toán", "chỉ tiêu", "mục tiêu", "kịch bản", "kh năm", "nghị quyết",
                   "kế hoạch đề ra", "kế hoạch giao", "kế hoạch cả năm", "chỉ tiêu kế hoạch"),
    "compare": ("cùng kỳ", "so với cùng kỳ", "so cùng kỳ", "so với", "so", "năm trước", "ck", "cùng kỳ năm trước", "svck",
                "so với năm trước", "tháng trước", "năm ngoái", "cùng kì", "so với cùng kì", "so với tháng trước"),
    "among": ("trong đó", "trong số đó", "trong số này", "trong số", "trong tổng số", "bao gồm", "số còn lại", "còn lại"),
    "estimate": ("ước", "ước đạt", "dự kiến", "ước tính", "ước cả năm", "dự kiến cả năm", "ước thực hiện", "dự ước"),
    "every": ("trung bình", "bình quân", "mỗi năm", "hàng năm", "hằng năm", "mỗi"),
}  # fmt: skip
"""What happened, and how a figure relates to another."""

ORIGINS: Final[Mapping[str, tuple[str, ...]]] = {
    "fdi": ("fdi", "đầu tư nước ngoài", "đầu tư trực tiếp nước ngoài", "có vốn đầu tư nước ngoài", "vốn nước ngoài", "đtnn",
            "vốn ngoại", "vốn fdi", "nước ngoài", "vốn đầu tư nước ngoài", "có vốn nước ngoài", "vốn đầu tư trực tiếp nước ngoài",
            "nhà đầu tư nước ngoài", "thu hút fdi", "dự án fdi", "vốn đầu tư fdi", "tổng vốn fdi", "vốn fdi đăng ký",
            "vốn fdi thực hiện", "vốn fdi giải ngân"),
    "ddi": ("ddi", "đầu tư trong nước", "vốn trong nước", "trong nước", "vốn đầu tư trong nước", "nội địa", "dự án trong nước",
            "đttn", "vốn nội", "nhà đầu tư trong nước", "doanh nghiệp trong nước"),
    "both": ("trong và ngoài nước", "trong nước và nước ngoài", "trong, ngoài nước", "ngoài và trong nước", "trong nước và fdi",
             "trong nước và ngoài nước", "ddi và fdi", "fdi và ddi", "cả trong và ngoài nước", "trong nước lẫn nước ngoài"),
    "fdi_sector": ("doanh nghiệp fdi", "khu vực fdi", "khối fdi", "dn fdi", "doanh nghiệp có vốn đầu tư nước ngoài",
                   "khu vực có vốn đầu tư nước ngoài", "khu vực đầu tư nước ngoài", "doanh nghiệp đầu tư nước ngoài",
                   "khối doanh nghiệp fdi", "dn đtnn", "các doanh nghiệp fdi", "khu vực vốn fdi",
                   "khu vực kinh tế có vốn đầu tư nước ngoài", "doanh nghiệp đtnn", "khối đầu tư nước ngoài",
                   "khu vực có vốn fdi", "doanh nghiệp có vốn fdi", "khu vực đtnn", "khu vực kinh tế fdi"),
}  # fmt: skip
"""Whose capital it is; "fdi_sector" is a subject whose output, taxes and workers are meant too."""

BARS: Final[Mapping[str, tuple[str, ...]]] = {
    "aim": ("mục tiêu", "phấn đấu", "đặt mục tiêu", "chỉ tiêu phấn đấu", "sẽ thu hút", "kỳ vọng", "định hướng", "cần thêm", "nhu cầu",
            "phải đạt", "đặt ra chỉ tiêu", "đề ra mục tiêu", "dự báo", "sẽ giải quyết", "sẽ tạo", "sẽ đạt", "khi hoàn thành",
            "khi lấp đầy", "nếu", "giả sử", "sẽ đón", "hướng tới", "đề xuất", "phải có", "yêu cầu", "đề nghị", "sẽ nâng",
            "sẽ đóng góp", "sẽ giải quyết việc làm", "sẽ tạo việc làm", "sẽ tăng"),
    "company": ("công ty", "tập đoàn", "tổng công ty", "nhà máy", "ctcp", "công ty cp", "cty", "liên hợp", "tổ hợp", "doanh nghiệp này",
                "chủ đầu tư", "nhà đầu tư", "khu đô thị", "khu dân cư", "khu nhà ở", "công trình", "bệnh viện", "ngân hàng",
                "khách sạn", "dự án này", "tòa nhà", "toà nhà", "sân bay", "cảng", "trường", "dn này", "kdc", "trung tâm hậu cần",
                "trung tâm logistics", "căn hộ", "cao tốc", "cầu", "sân golf"),
    "thisproject": ("dự án", "đề án", "gói thầu"),
    "cost": ("tổng mức đầu tư", "kinh phí", "chi phí", "mức đầu tư", "vốn điều lệ", "suất đầu tư", "tổng kinh phí",
             "tổng chi phí", "tổng dự toán", "giá trị hợp đồng", "vốn đầu tư hạ tầng", "vốn đầu tư xây dựng", "giá bán",
             "giá", "phạt", "xử phạt", "nợ", "lỗ", "lãi", "truy thu", "thiệt hại", "lợi nhuận", "tiền thuê", "hỗ trợ", "số tiền",
             "thuế", "vay", "tín dụng", "dư nợ", "gói", "giá trị hàng hóa", "tham nhũng", "quy mô vốn", "trị giá hàng",
             "vốn đầu tư hạ tầng kỹ thuật", "vốn đầu tư kết cấu hạ tầng", "nợ bhxh", "nợ thuế", "tặng", "trao tặng", "quà"),
    "other": (
        "thu ngân sách", "thu ngân sách nhà nước", "tổng thu ngân sách", "thu nội địa", "thu nsnn", "tổng thu nsnn", "chi ngân sách",
        "tổng thu", "vốn đầu tư toàn xã hội", "tổng đầu tư xã hội", "tổng vốn đầu tư xã hội", "tổng vốn đầu tư toàn xã hội",
        "đầu tư toàn xã hội", "tổng mức bán lẻ", "bán lẻ", "vốn đăng ký kinh doanh", "doanh nghiệp thành lập mới", "đăng ký kinh doanh",
        "doanh nghiệp đăng ký", "thành lập mới", "thủy sản", "nông nghiệp", "du lịch", "khách du lịch", "dân số", "hộ nghèo",
        "grdp bình quân đầu người", "gdp bình quân đầu người", "grdp bình quân", "đầu người", "bình quân đầu người",
        "thu nhập bình quân đầu người của tỉnh", "việc làm mới", "giải quyết việc làm mới", "vốn ngân sách", "nguồn vốn ngân sách",
        "vốn ngoài nhà nước", "nguồn vốn ngoài nhà nước", "ngân sách nhà nước bố trí", "ngân sách trung ương", "vốn oda",
        "cải cách hành chính", "par index", "papi", "ict", "nông thôn mới", "thu nhập bình quân đầu người", "đầu tư công",
        "vốn đầu tư công", "thu thuế", "tổng thu nội địa", "huy động", "xuất khẩu lao động", "nhà ở xã hội", "đào tạo",
        "tai nạn", "ngộ độc", "nhập viện", "đình công", "ngừng việc", "xã hội hóa", "giá trị sản xuất ngành xây dựng",
        "giá trị sản xuất nông nghiệp", "ngành xây dựng", "tỷ trọng", "cơ cấu", "chỉ số giá", "cpi", "đô thị hóa", "tỷ lệ đô thị hóa",
        "đất trống", "tỉ lệ đất trống", "tỷ lệ đất trống", "bỏ trống", "còn trống", "tín dụng", "doanh nghiệp mới",
    ),
    "withdraw": ("thu hồi", "chấm dứt", "rút giấy phép", "rút phép", "hết hiệu lực", "giải thể", "dừng hoạt động", "ngừng hoạt động",
                 "tạm dừng", "chậm tiến độ", "không triển khai", "chưa triển khai", "bị thu hồi", "dừng", "vi phạm", "bỏ trốn",
                 "thanh tra", "kiểm tra", "xử lý", "đình chỉ", "hủy", "tạm ngừng", "chấm dứt hoạt động", "loại bỏ", "đưa ra khỏi"),
    "outside": ("ngoài các khu công nghiệp", "ngoài khu công nghiệp", "ngoài kcn", "ngoài các kcn", "ngoài khu, cụm công nghiệp",
                "ngoài các khu, cụm công nghiệp", "ngoài các kcn, ccn", "bên ngoài các khu công nghiệp", "ngoài khu kinh tế",
                "nằm ngoài", "ngoài ccn", "ngoài các ccn"),
    "sector": ("ngành", "lĩnh vực", "ngành nghề", "công nghiệp chế biến", "công nghiệp chế biến, chế tạo", "bất động sản", "sản phẩm",
               "nhóm ngành", "sản xuất điện tử", "điện tử", "dệt may", "hàng dệt may", "linh kiện"),
    "partner": ("hàn quốc", "nhật bản", "trung quốc", "đài loan", "singapore", "hoa kỳ", "mỹ", "thái lan", "hồng kông", "hong kong",
                "malaysia", "đức", "samoa", "anh", "hà lan", "pháp", "úc", "australia", "british virgin islands", "ấn độ", "nga", "eu",
                "châu âu", "quốc gia", "đối tác", "canada", "philippines", "indonesia", "thụy sĩ", "bvi", "cayman"),
    "change": ("mở rộng", "giảm diện tích", "điều chỉnh giảm", "điều chỉnh giảm từ", "mở rộng thêm", "tăng diện tích", "cắt giảm",
               "thu hồi và bàn giao", "chuyển đổi", "chuyển mục đích", "bổ sung thêm", "diện tích mở rộng", "chuyển sang"),
    "not": ("chưa", "không", "chưa có", "không có"),
    "other_land": ("khu đô thị", "khu tái định cư", "nhà ở", "khu dân cư", "kdc", "căn hộ", "nông nghiệp", "rừng", "cây xanh",
                   "mặt nước", "lúa", "thiết chế", "trồng", "cảng", "nhà máy", "tái định cư", "khu đất", "khu nhà ở",
                   "công trình công cộng", "đất ở", "dự trữ", "lô đất", "sân golf", "khu nghỉ dưỡng", "đường", "hồ"),
}  # fmt: skip
"""What makes a figure one of something else."""

PLAN_IS: Final = re.compile(
    r"(?<![0-9%])(?:kế hoạch|chỉ tiêu|mục tiêu)(?: cả năm| năm| đề ra| được giao| giao| của tỉnh| thu hút| vốn| 20[0-9]{2})*"
    r"(?: (?:là|ở mức|đặt ra|đạt|khoảng)| ?[:=(])? ?\Z"
)
"""Words right before an amount that make it the plan."""

SUBJECTS: Final = phrases(
    """
    toàn tỉnh; tỉnh; thành phố; toàn thành phố; địa bàn tỉnh; địa phương; địa bàn; tỉnh này; tỉnh ta;
    địa bàn thành phố; tp; thủ đô; đất mỏ; vùng; toàn vùng; tỉnh nhà
    """
)
SAME_ZONES: Final = phrases(
    """
    các kcn này; khu công nghiệp này; kcn này; các khu công nghiệp này; ccn này; các ccn này; cụm công nghiệp này;
    khu này; khu kinh tế này; kkt này; các cụm công nghiệp này; các khu này; khu kinh tế mở này; nơi đây; tại đây;
    diện tích đất này; diện tích này
    """
)


def _origin_in(phrase: str, found: set[str]) -> str:
    """Whose capital a phrase speaks of by one of its words, where it is not listed under an origin."""
    if not found & {"o:both", "o:ddi", "o:fdi_sector"} and re.search(r"\bfdi\b|nước ngoài|đtnn", phrase):
        return "o:fdi"
    if not found & {"o:both", "o:fdi", "o:fdi_sector"} and re.search(r"\bvốn (?:ddi|(?:đầu tư )?trong nước)\b", phrase):
        return "o:ddi"
    return ""


def _by_phrase() -> dict[str, frozenset[str]]:
    """Every phrase with all that it signals: "t:" topics, "v:" verbs, "o:" origins, "x:" bars, "s:" subjects."""
    tags: dict[str, set[str]] = {}
    for mark, groups in (("t", TOPICS), ("v", VERBS), ("o", ORIGINS), ("x", BARS)):
        for name, words in groups.items():
            for phrase in words:
                tags.setdefault(phrase, set()).add(f"{mark}:{name}")
    for phrase, found in tags.items():
        if "thu hút" in phrase:
            found.add("v:attract")
        if re.search(r"cấp giấy|giấy chứng nhận|cấp phép|cấp mới|chấp thuận", phrase):
            found.add("v:license")
        if origin := _origin_in(phrase, found):
            found.add(origin)
    for phrase in SUBJECTS:
        tags.setdefault(phrase, set()).add("s:place")
    for phrase in SAME_ZONES:
        tags.setdefault(phrase, set()).add("s:zone")
    return {phrase: frozenset(found) for phrase, found in tags.items()}


SIGNALS: Final[Mapping[str, frozenset[str]]] = _by_phrase()
"""Phrase -> what it signals."""

SIGNAL: Final[re.Pattern[str]] = re.compile(rf"(?<!\w)(?:{one_of(SIGNALS)})(?!\w)")
"""A signal as whole words: "nước đạt" holds no "ước đạt"."""
