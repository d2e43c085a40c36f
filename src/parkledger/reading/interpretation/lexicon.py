"""The words of reports about industry and investment, each with the features that it contributes to a figure's meaning.

Words are short and compose: "vốn", "FDI" and "tăng thêm" are three entries, whose features together make capital added
by foreign investors. What is measured begins with "m:", an act with "a:", how a figure relates to another with "r:",
whose capital it is with "o:", whom a figure belongs to with "w:", what is the subject with "s:", mood with "d:". An entry
longer than its parts stands only where the parts together mean something else ("xuất nhập khẩu", "vốn điều lệ").
Where two entries begin at the same letter, the longer one is meant.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from parkledger.reading.text.patterns import one_of, phrases

MEASURES: Final[Mapping[str, str]] = {
    "export": "xuất khẩu; kim ngạch xk; giá trị xk; xk; bán ra nước ngoài",
    "import": "nhập khẩu; kim ngạch nk; giá trị nk; nk",
    "balance": "xuất siêu; thặng dư thương mại; thặng dư; cán cân thương mại; thặng dư cán cân thương mại",
    "deficit": "nhập siêu; thâm hụt thương mại; thâm hụt",
    "production": """giá trị sản xuất; giá trị sxcn; giá trị sx; gtsx; gtsxcn; giá trị sản lượng; sản lượng công nghiệp;
        giá trị sản lượng công nghiệp; giá trị sản lượng công nghiệp, dịch vụ; giá trị sản lượng hàng hóa;
        giá trị sản xuất công nghiệp; giá trị sản xuất kinh doanh; giá trị sản xuất, kinh doanh; giá trị công nghiệp;
        tổng giá trị sản xuất""",
    "revenue": """doanh thu sản xuất công nghiệp; doanh thu sản xuất; doanh thu công nghiệp; doanh thu bán hàng; doanh thu;
        doanh số; tổng doanh thu; doanh thu thuần""",
    "index": """iip; chỉ số sản xuất công nghiệp; chỉ số sản xuất; chỉ số sxcn; chỉ số phát triển công nghiệp;
        sản xuất công nghiệp; chỉ số sx công nghiệp; sxcn""",
    "collected": """thu ngân sách; thu ngân sách nhà nước; tổng thu ngân sách; số thu ngân sách; thu nsnn; số thu nội địa;
        thu nội địa; tổng thu nội địa; nguồn thu ngân sách; thu ngân sách địa phương""",
    "budget": """thuế và các khoản nộp ngân sách; tổng số thuế; số thuế; tổng thuế; đóng thuế; tiền thuế nộp;
        nộp ngân sách trung ương; nộp ngân sách về trung ương; nộp ngân sách; nộp nsnn; nộp ns; đóng góp ngân sách;
        đóng góp vào ngân sách; đóng góp cho ngân sách; đóng góp nsnn; nộp thuế; thuế phải nộp; số nộp ngân sách;
        thuế nộp ngân sách; nộp vào ngân sách; nộp cho ngân sách; thu từ khu vực fdi; thu từ doanh nghiệp fdi;
        thu từ khu vực doanh nghiệp fdi; thu từ khu vực đầu tư nước ngoài;
        thu từ khu vực doanh nghiệp có vốn đầu tư nước ngoài; thu từ doanh nghiệp có vốn đầu tư nước ngoài;
        thu từ khu vực có vốn đầu tư nước ngoài; thu từ doanh nghiệp đầu tư nước ngoài; đóng góp vào nguồn thu;
        đóng góp vào thu ngân sách; nộp các loại thuế; thuế và các khoản nộp; nộp nhà nước; nghĩa vụ ngân sách;
        nghĩa vụ thuế; nghĩa vụ với ngân sách; nộp vào nsnn; thu ngân sách từ khu vực fdi; nghĩa vụ với nhà nước;
        nộp vào ngân sách nhà nước; nộp ngân sách nhà nước; các khoản nộp ngân sách""",
    "workers": """lao động; công nhân; người lao động; việc làm; người làm việc; số lđ; nhân lực; công ăn việc làm;
        làm việc;
        công nhân lao động; lực lượng lao động; nhân công; chỗ làm""",
    "income": """thu nhập bình quân; thu nhập; lương bình quân; tiền lương bình quân; mức lương; tiền lương;
        mức thu nhập; lương trung bình; thu nhập trung bình""",
    "grdp": """grdp; gdp; tổng sản phẩm; tổng sản phẩm trên địa bàn; quy mô kinh tế; quy mô nền kinh tế;
        tổng sản phẩm quốc nội; tổng sản phẩm trong nước; quy mô grdp; tổng sản phẩm nội địa""",
    "growth": """tăng trưởng kinh tế; tốc độ phát triển kinh tế; kinh tế tăng; nền kinh tế tăng; tăng trưởng grdp;
        tăng trưởng gdp;
        kinh tế tăng trưởng; tốc độ tăng trưởng kinh tế; tốc độ tăng trưởng grdp; tốc độ tăng trưởng gdp;
        tốc độ tăng grdp; mức tăng grdp; mức tăng trưởng grdp; mức tăng trưởng kinh tế; tăng trưởng của grdp""",
    "pci": """pci; chỉ số năng lực cạnh tranh; năng lực cạnh tranh cấp tỉnh; chỉ số năng lực cạnh tranh cấp tỉnh;
        bảng xếp hạng năng lực cạnh tranh""",
    "occupancy": """lấp đầy; lắp đầy; tỷ lệ lấp đầy; tỉ lệ lấp đầy; phủ kín; tỷ lệ cho thuê; tỉ lệ cho thuê; lấp kín; kín;
        kín chỗ; kín đất; diện tích lấp đầy; tỷ lệ sử dụng đất; mức lấp đầy; công suất lấp đầy; hệ số lấp đầy""",
    "area": """đất khu công nghiệp; đất kcn; đất cụm công nghiệp;
        diện tích; quy mô; rộng; tổng diện tích; quỹ đất; quy mô diện tích; diện tích tự nhiên; diện tích đất;
        đất quy hoạch; diện tích quy hoạch; đất tự nhiên; trải trên; trải rộng; chiếm đất; diện tích đất tự nhiên""",
    "leasable": """nguồn cung đất; nguồn cung đất khu công nghiệp;
        diện tích đất thương phẩm; tổng diện tích đất thương phẩm; đất công nghiệp thương phẩm; diện tích đất xây dựng nhà máy;
        đất dành cho xây dựng nhà máy; đất xây dựng nhà xưởng; đất xây dựng nhà máy, kho bãi; tổng diện tích đất công nghiệp cho thuê;
        tổng diện tích đất công nghiệp có thể cho thuê; tổng diện tích đất có thể cho thuê; diện tích đất có thể cho thuê;
        quỹ đất công nghiệp; tổng quỹ đất công nghiệp; tổng diện tích đất công nghiệp; tổng diện tích đất cho thuê;
        đất công nghiệp; có thể cho thuê; đất thương phẩm; đất cho thuê; diện tích cho thuê;
        đất có thể cho thuê; đất dành cho thuê; dành cho thuê; diện tích dành cho thuê; đất sẵn sàng cho thuê;
        diện tích công nghiệp; diện tích đất công nghiệp; diện tích đất cho thuê; đất sản xuất công nghiệp;
        đất công nghiệp cho thuê; diện tích đất công nghiệp cho thuê; đất công nghiệp có thể cho thuê; đất nhà máy;
        đất xây dựng nhà máy; đất xây dựng xí nghiệp; diện tích thương phẩm; diện tích có thể cho thuê""",
    "capital": (
        "vốn; trị giá; giá trị đăng ký; tổng vốn; số vốn; tổng số vốn; tổng số vốn đầu tư; nguồn vốn; lượng vốn; "
        "dòng vốn; vốn đầu tư; tiền vốn; tổng giá trị đầu tư; giá trị đầu tư; tổng mức đầu tư đăng ký"
    ),
    "wastewater": "nước thải; xlnt; xử lý nước thải",
    "rent": """giá thuê đất; giá thuê; giá cho thuê; tiền thuê đất; đơn giá thuê; đơn giá cho thuê; giá cho thuê đất;
        giá thuê đất thô; giá thuê hạ tầng; giá thuê lại đất; giá cho thuê lại; giá cho thuê lại đất""",
    "infrafee": """phí hạ tầng; phí quản lý; phí duy tu; phí bảo trì; phí sử dụng hạ tầng; phí dịch vụ; phí tiện ích;
        phí sử dụng cơ sở hạ tầng; phí duy tu hạ tầng; phí duy tu bảo dưỡng; phí bảo dưỡng""",
    "waterfee": (
        "phí xử lý nước thải; giá xử lý nước thải; giá dịch vụ xử lý nước thải; phí nước thải; "
        "đơn giá xử lý nước thải; xử lý nước thải, đơn giá; chi phí xử lý nước thải; giá nước thải; đơn giá nước thải; "
        "phí thoát nước; giá dịch vụ thoát nước; tiền xử lý nước thải; xử lý nước thải (đơn giá)"
    ),
}
"""What is measured."""

ACTS: Final[Mapping[str, str]] = {
    "enter": """thu hút; tiếp nhận; đổ vào; chảy vào; rót vào; kêu gọi; hút; thu hút được; thu hút đầu tư; đưa vào tỉnh;
        tìm về; vào; tỉnh nhận; nhận được; nhận thêm; nhận về; đón; đón nhận; rót; gọi về; gọi được; thu nhận; kéo về; đổ về; bỏ vào""",
    "register": "đăng ký; cam kết; đăng kí",
    "license": """cấp phép; chứng nhận; chấp thuận; chấp thuận đầu tư; cấp giấy; chủ trương đầu tư; cấp chứng nhận;
        gcnđkđt;
        gcnđt; giấy phép; giấy phép đầu tư; cấp gcn; được cấp; trao giấy; cấp giấy chứng nhận; giấy chứng nhận;
        giấy chứng nhận đăng ký đầu tư; giấy chứng nhận đầu tư; cấp đăng ký; chủ trương; cấp giấy đăng ký""",
    "new": (
        "nhóm cấp mới; nhóm dự án mới; dự án thành lập mới; fdi thành lập mới; mới; cấp mới; đăng ký mới; đầu tư mới; thu hút mới; "
        "cấp phép mới"
    ),
    "more": "thêm; thu hút thêm; bổ sung thêm",
    "adjust": """điều chỉnh; tăng vốn; bổ sung vốn; điều chỉnh vốn; điều chỉnh tăng; nâng vốn; mở rộng đầu tư;
        đầu tư mở rộng; dự án mở rộng; thay đổi vốn; cấp phép từ các năm trước; cấp phép từ những năm trước;
        xin điều chỉnh; xin tăng vốn; đề nghị điều chỉnh; xin điều chỉnh vốn;
        điều chỉnh tăng vốn; mở rộng sản xuất; tăng vốn đầu tư; giảm vốn; điều chỉnh giảm; điều chỉnh giảm vốn""",
    "added": (
        "tăng thêm; vốn tăng; phần tăng; vốn tăng thêm; vốn điều chỉnh; vốn bổ sung; vốn điều chỉnh tăng; "
        "đăng ký tăng thêm; bổ sung; vốn thêm vào; vốn thêm; vốn rót thêm; vốn góp thêm; vốn bổ sung thêm"
    ),
    "shares": """góp vốn; mua cổ phần; góp vốn, mua cổ phần; mua phần vốn góp; mua lại; mua phần vốn;
        góp vốn mua cổ phần;
        góp vốn, mua phần vốn góp; mua cổ phần, phần vốn góp; góp vốn, mua cổ phần, phần vốn góp""",
    "hold": """còn hiệu lực; lũy kế; luỹ kế; tổng số; cộng dồn; hiện có; hiệu lực; nâng tổng; tổng cộng;
        trong tổng số; đưa tổng số; đã có; cộng lại; hiện đang có; từ trước đến nay; lũy kế đến nay; tính dồn;
        cộng tới;
        nâng số; lũy tiến; lên tổng số""",
    "operate": """sản xuất đang diễn ra; hoạt động; đang hoạt động; đi vào hoạt động; vận hành; đi vào sản xuất; đang sản xuất;
        đưa vào hoạt động;
        hoạt động sản xuất; sản xuất kinh doanh; sản xuất, kinh doanh; hoạt động ổn định; đưa vào khai thác;
        đi vào vận hành; đã chạy; đang chạy; chạy máy; sản xuất đều; triển khai hoạt động; đang triển khai hoạt động;
        trở lại sản xuất; hoạt động trở lại; trở lại hoạt động; khôi phục sản xuất; duy trì sản xuất; vào hoạt động;
        sxkd; hoạt động sxkd; đang khai thác; sản xuất ổn định; chạy ổn định; đã sản xuất; còn sản xuất; ra sản phẩm;
        cho ra sản phẩm; có sản phẩm; vận hành thương mại; đi vào khai thác; chính thức hoạt động; đang vận hành; đã vận hành;
        hoạt động sản xuất kinh doanh; hoạt động hiệu quả; vào sản xuất; đưa vào sử dụng;
        có hoạt động sản xuất; có các hoạt động sản xuất; có doanh nghiệp hoạt động""",
    "build": """đang xây dựng; xây dựng cơ bản; đang triển khai; đang thi công; đang đầu tư xây dựng;
        đang giải phóng mặt bằng;
        đang trong giai đoạn; đang trong quá trình; đang đầu tư; đang hoàn thiện; đang đền bù; đang bồi thường;
        còn xây; đang xây; đang xây nhà máy; xây nhà xưởng; xây dựng nhà xưởng; xây dựng nhà máy; lắp đặt; san nền; san lấp;
        chờ giao đất; đang chờ; chưa xây dựng; đang hoàn thành; đang triển khai đầu tư; đang đầu tư xdcb; đang xd;
        còn xây dựng; trong quá trình triển khai; còn trong quá trình; còn trong giai đoạn; còn đang triển khai;
        đang xdcb; đang làm hạ tầng; đang được xây dựng; đang được đầu tư; đang triển khai xây dựng; xây dựng hạ tầng;
        triển khai xây dựng; đang đầu tư hạ tầng; đang gpmb; khởi công""",
    "paper": """làm thủ tục; đang làm thủ tục; hoàn thiện thủ tục; làm giấy tờ; thủ tục đầu tư; chuẩn bị đầu tư;
        chưa triển khai; làm hồ sơ; hoàn thiện hồ sơ;
        chưa thành lập; chưa lập; chưa có quyết định thành lập; chưa được thành lập; hoàn tất thủ tục; lập thủ tục;
        đang hoàn thiện thủ tục; đang hoàn thiện hồ sơ; đang hoàn tất thủ tục; đang làm hồ sơ; đang triển khai thủ tục;
        đang lập quy hoạch; thủ tục pháp lý; chuẩn bị thành lập; đợi phê duyệt; chờ phê duyệt; chờ được duyệt; đang trình;
        đang xin; xin lập quy hoạch; trình phê duyệt; chưa được phê duyệt; chưa phê duyệt; cấp phép quy hoạch;
        khảo sát quy hoạch; đang khảo sát; đang thẩm định; lập đồ án; đang lập dự án; chuẩn bị thủ tục""",
    "found": """thành lập; hình thành; phê duyệt thành lập; được phê duyệt; ra đời; được lập; đã lập;
        quyết định thành lập;
        cho phép thành lập""",
    "plan": """quy hoạch; trong quy hoạch; theo quy hoạch; được quy hoạch; bổ sung quy hoạch; danh mục quy hoạch;
        phê duyệt quy hoạch; được phê duyệt quy hoạch; được duyệt quy hoạch; quy hoạch phát triển; đất quy hoạch;
        dự thảo quy hoạch; theo dự thảo; theo đề án; đề án điều chỉnh; đề án phát triển; điều chỉnh quy hoạch;
        phương án phát triển; quy hoạch tỉnh""",
    "zoning": """được phê duyệt quy hoạch chi tiết; được phê duyệt quy hoạch phân khu; được phê duyệt quy hoạch xây dựng;
        được duyệt quy hoạch chi tiết; được duyệt quy hoạch phân khu; quy hoạch chi tiết; quy hoạch phân khu;
        quy hoạch xây dựng; phê duyệt quy hoạch chi tiết; phê duyệt quy hoạch phân khu; phê duyệt quy hoạch xây dựng;
        quy hoạch chi tiết xây dựng""",
    "priority": "ưu tiên; danh mục ưu tiên",
    "complete": """hoàn thành; hoàn chỉnh; hoàn thiện; đồng bộ; hoàn tất; làm xong; xây dựng xong; xây xong;
        cơ bản hoàn thành; đủ điều kiện tiếp nhận; đã xong; có đủ""",
    "infra": "hạ tầng; kết cấu hạ tầng; cơ sở hạ tầng; hạ tầng kỹ thuật; tiếp nhận đầu tư; tiếp nhận dự án",
    "leased": """thuê; đã cho thuê; cho thuê; thuê đất; cho thuê được; cho thuê lại; đã thuê; thuê lại; được cho thuê;
        sử dụng đất; đã sử dụng; sử dụng; cho thuê đất; đã cho thuê lại; giao đất""",
    "cleared": """giải phóng mặt bằng; gpmb; bồi thường; đền bù; mặt bằng sạch; đất sạch; giải phóng được; thu hồi đất;
        bàn giao mặt bằng; bồi thường, giải phóng mặt bằng""",
    "disburse": """tổng vốn thực hiện; tổng vốn đã thực hiện; tổng vốn giải ngân; tổng vốn đầu tư thực hiện;
        khối lượng vốn thực hiện; đã bỏ vào; bỏ vào xây dựng; đã bỏ ra; vốn đã bỏ ra; vốn đưa vào thực hiện;
        vốn triển khai thực hiện; vốn đầu tư triển khai thực hiện; thực hiện vốn đầu tư; thực hiện vốn; giải ngân;
        vốn thực hiện; vốn đã thực hiện; vốn đầu tư thực hiện; vốn đầu tư đã thực hiện; vốn giải ngân""",
    "done": "thực hiện; đã thực hiện; triển khai thực hiện",
    "stop": """ngừng hoạt động; dừng hoạt động; tạm ngừng; chậm tiến độ; chưa hoạt động; tạm dừng; giải thể; phá sản;
        ngừng;
        ngừng sản xuất; không triển khai; vi phạm; bỏ trốn; chưa đi vào hoạt động; chậm triển khai; đình chỉ;
        dang dở; tạm ngưng; tạm ngưng hoạt động; ngưng hoạt động; thanh lý; giải thể trước hạn""",
    "withdraw": """thu hồi; chấm dứt; rút phép; rút giấy phép; hết hiệu lực; chấm dứt hoạt động; loại bỏ; đưa ra khỏi;
        bị loại;
        rút bớt; rút vốn; hủy; huỷ; xóa bỏ""",
    "propose": """ghi nhớ; biên bản ghi nhớ; ký ghi nhớ; mou; thỏa thuận hợp tác; đề xuất; đề nghị; xin; kiến nghị;
        trình chính phủ; xin ý kiến""",
    "sum": "gộp; gộp lại; hai khoản; cả hai; gộp hai khoản; tính cả; kể cả; cả cấp mới; cộng cả",
    "transfer": (
        "mở rộng; nới; chuyển đổi; chuyển mục đích; giảm diện tích; tăng diện tích; dời; nâng cấp; co lại; phần mở rộng"
    ),
}
"""What was done: each verb class once, whatever its object."""

RELATIONS: Final[Mapping[str, str]] = {
    "rise": """tăng; cao hơn; hơn cùng kỳ; nhích; nhích lên; nhiều hơn; tăng trưởng; tốc độ tăng; tốc độ tăng trưởng;
        mức tăng trưởng; nhịp độ tăng trưởng; tăng lên; tăng tới; tăng hơn; vượt so;
        lớn hơn; tăng mạnh; tăng nhẹ; hơn năm; hơn so với; hơn tháng; nhiều hơn cùng kỳ; cao hơn cùng kỳ;
        nhỉnh hơn; vọt; vọt lên; tăng vọt; nhảy vọt; bật tăng; bật lên; leo; leo thêm; leo lên; đi lên; nhích thêm; tăng thêm được;
        hơn năm liền trước; tăng bình quân; nhảy; vượt cùng kỳ; vượt so với cùng kỳ; vượt năm trước;
        cao hơn năm""",
    "fall": (
        "giảm; thấp hơn; sụt; sụt giảm; kém; giảm sút; ít hơn; kém năm; kém cùng kỳ; ít hơn cùng kỳ; "
        "hụt; hụt mất; hao hụt; tụt; tụt giảm; rơi; lao dốc; đi xuống; suy giảm; co lại; thu hẹp; bốc hơi; giảm sâu; "
        "kém hơn; lùi; chậm lại; "
        "thấp hơn cùng kỳ; thấp hơn năm; giảm mạnh; giảm nhẹ"
    ),
    "times": "gấp; gấp hơn; gấp gần",
    "equal": "bằng; chỉ bằng; tương đương bằng",
    "reach": "đạt; hoàn thành kế hoạch",
    "exceed": "vượt; vượt kế hoạch; vượt mức; hơn kế hoạch; cao hơn kế hoạch",
    "share": (
        "chiếm; góp; đóng góp; tức; tương ứng; ứng với; chiếm tới; chiếm khoảng; chiếm gần; chiếm hơn; tỷ trọng; "
        "tỉ trọng; hay; xấp xỉ bằng"
    ),
    "plan": "kế hoạch; chỉ tiêu; dự toán; mục tiêu; kh; kế hoạch năm; kịch bản; nghị quyết; chỉ tiêu kế hoạch; kh năm",
    "same": """cùng kỳ; cùng kì; svck; ck; so cùng kỳ; năm trước; tháng trước; năm ngoái; quý trước; so với năm; so năm;
        cùng kỳ năm trước; cùng kỳ năm ngoái; thời điểm này năm trước""",
    "against": "so với; so; nếu so; đối chiếu",
    "convert": "tương đương; quy đổi; quy ra; khoảng bằng; tính ra",
    "among": (
        "trong đó; trong số đó; trong số này; trong số; bao gồm; số còn lại; còn lại; gồm; chia ra; tách ra; "
        "chia theo; riêng; cụ thể"
    ),
    "have": "quy tụ; hội tụ; có; với; là; đang có; tập trung; quản lý; sở hữu; đếm được; gồm",
    "average": "trung bình; bình quân; mỗi; hằng năm; hàng năm; mỗi năm",
    "every": "mỗi dự án; bình quân mỗi; suất đầu tư; bình quân một; trung bình mỗi",
}
"""How a figure relates to another figure."""

ORIGINS: Final[Mapping[str, str]] = {
    "fdi": """fdi; nước ngoài; đầu tư nước ngoài; trực tiếp nước ngoài; đtnn; vốn ngoại; khối ngoại; nhà đầu tư ngoại;
        vốn nước ngoài; ngoại quốc; nguồn vốn ngoại; dòng vốn ngoại; lượng vốn ngoại; tổng vốn ngoại; số vốn ngoại;
        doanh nghiệp ngoại; nguồn vốn nước ngoài; dòng vốn nước ngoài;  có vốn nước ngoài; đầu tư trực tiếp nước ngoài; đttt nước ngoài""",
    "ddi": "ddi; trong nước; đầu tư trong nước; nội địa; vốn trong nước; vốn nội; đttn; khối nội",
    "both": """trong và ngoài nước; trong nước và nước ngoài; trong, ngoài nước; trong nước và ngoài nước;
        trong nước lẫn nước ngoài;
        ddi và fdi; fdi và ddi; cả trong và ngoài nước; ngoài và trong nước; trong nước và fdi;
        nước ngoài và trong nước""",
}
"""Whose capital it is."""

OWNERS: Final[Mapping[str, str]] = {
    "company": """công ty; tập đoàn; tổng công ty; nhà máy; ctcp; cty; doanh nghiệp này; ngân hàng; bệnh viện;
        khách sạn;
        công ty cổ phần; liên danh; liên doanh; chủ đầu tư; công ty tnhh; hãng; xí nghiệp; thương hiệu; cổ phiếu;
        hợp tác xã;
        tổ hợp; doanh nghiệp trên; hãng xe; nhà đầu tư này""",
    "project": """dự án này; đề án; gói thầu; công trình; sân bay; cảng biển; bến cảng; cao tốc; tuyến đường; nhà ở;
        khu đô thị; khu dân cư;
        tuyến; căn hộ; khu tái định cư; chung cư; sân golf; khu nhà ở; nhà ở xã hội; tái định cư; đường sắt; metro; bot;
        khu nghỉ dưỡng; khu du lịch; tòa nhà; trụ sở; ký túc xá; quốc lộ; nhà máy điện; cây cầu; nút giao;
        khu công nghệ cao; khu công nghệ thông tin; khu cnc""",
    "sector": """ngành; lĩnh vực; chế biến, chế tạo; bất động sản; nhóm; sản phẩm; mặt hàng; điện tử; dệt may;
        linh kiện;
        thủy sản; nông nghiệp; nông sản; du lịch; gạo; cà phê; gỗ; da giày; giày dép; sắt thép; ô tô; khai khoáng;
        rau quả; hạt điều; cao su; thuốc lá; điện thoại;
        chuyên môn; khoa học công nghệ; cấp nước; xử lý chất thải; thông tin và truyền thông; lưu trú; ăn uống; kho bãi;
        chế biến; bán buôn; bán lẻ; lâm nghiệp; chăn nuôi; logistics; công nghiệp hỗ trợ; may mặc;
        hàng hóa dịch vụ; năng lượng; điện; dầu khí; dầu thô; vận tải; y tế; giáo dục; lương thực""",
    "partner": """hàn quốc; nhật bản; trung quốc; đài loan; singapore; hoa kỳ; mỹ; thái lan; hồng kông; hong kong; nhật;
        malaysia; đức; samoa; anh; hà lan; pháp; úc; australia; british virgin islands; ấn độ; nga; eu; hàn;
        châu âu; canada; philippines; indonesia; thụy sĩ; bvi; cayman; campuchia; lào; asean; thị trường; ý; italia;
        bỉ; cuba; brazil; thế giới; xuất khẩu sang; nhập khẩu từ; xuất sang; châu á; châu phi; đối tác; seychelles;
        thổ nhĩ kỳ; israel""",
    "other": """thu ngân sách; thu nội địa; tổng thu; chi ngân sách; vốn điều lệ; toàn xã hội; đầu tư công; bán lẻ;
        vốn nhà nước;
        vốn ngân sách; vốn oda; oda; tín dụng; dư nợ; cho vay; vay; vốn vay; phạt; xử phạt; lợi nhuận; lỗ; lãi; nợ;
        chi phí; kinh phí;
        tổng mức đầu tư; mức đầu tư; suất đầu tư; giá; giá bán; thuế; hỗ trợ; tặng; quà; thưởng; học bổng; trái phiếu;
        dân số; hộ nghèo; đầu người; đô thị hóa; cpi; lạm phát; vốn hóa; cổ phần hóa; đấu giá; tham nhũng; thiệt hại;
        lãi suất;
        huy động; tiền gửi; xuất khẩu lao động; ngân sách trung ương;
        việc làm mới; tai nạn; nhập viện; đình công; đào tạo; tuyển; đất ở; rừng; cây xanh; lúa; nông thôn mới; papi;
        par index;
        khối lượng; sản lượng; bảo hiểm; thuế thu nhập; thu nhập doanh nghiệp; thu nhập cá nhân; năng suất lao động;
        năng suất; tiền; phí; thu nhập bình quân đầu người; thất nghiệp; tiết kiệm; đất trống;
        bỏ trống; còn trống; hàng tồn kho; tồn kho; vốn đầu tư toàn xã hội; vốn đầu tư công; vốn đầu tư phát triển;
        đầu tư phát triển; ngân sách nhà nước; xuất nhập khẩu; xuất, nhập khẩu; buôn bán hai chiều; kim ngạch hai chiều;
        thương mại hai chiều; chỉ số giá; vốn xã hội; ngân sách địa phương; vàng; tỷ giá; lượt khách; khách du lịch;
        chỉ số giá tiêu dùng; chỉ số sử dụng lao động; chỉ số tồn kho; chỉ số tiêu thụ;
        thu ngân sách nhà nước; doanh nghiệp nhà nước; doanh nghiệp ngoài nhà nước; khu vực nhà nước;
        khu vực doanh nghiệp nhà nước; ngoài nhà nước; tổng thu ngân sách; thu nsnn; hải quan; thuế xuất nhập khẩu;
        thuế xuất khẩu; nhập khẩu ủy thác""",
    "newfirms": (
        "đăng ký kinh doanh; thành lập mới; đăng ký thành lập; doanh nghiệp mới; thành lập doanh nghiệp; "
        "quay trở lại hoạt động; lập mới"
    ),
    "abroad": "ra nước ngoài; tại nước ngoài; đầu tư ra nước ngoài",
    "outside": (
        "ngoài khu công nghiệp; ngoài các khu công nghiệp; ngoài kcn; ngoài các kcn; nằm ngoài; "
        "ngoài khu, cụm công nghiệp; ngoài khu kinh tế; bên ngoài"
    ),
}
"""Whom or what a figure belongs to where it is none of the register's."""

DEMANDS: Final = """phấn đấu; cần thu hút; cần đạt; cần tuyển; cần ít nhất; cần tối thiểu; quyết tâm thu hút; quyết tâm đạt;
    quyết tâm đưa; quyết tâm hoàn thành; yêu cầu tỷ lệ; yêu cầu thu hút; yêu cầu đạt; yêu cầu doanh thu; yêu cầu vốn;
    được giao chỉ tiêu"""
"""What is wished so plainly that everything behind it in its sentence is an aim."""
MOODS: Final[Mapping[str, str]] = {
    "aim": f"""{DEMANDS}; mục tiêu; kỳ vọng; định hướng; nhu cầu; phải đạt; dự báo; sẽ; đặt mục tiêu; hướng tới;
        cần thêm; cần có; muốn; nhắm; đặt ra; tham vọng; hứa hẹn; tiềm năng; phải có""",
    "if": "nếu như; giả sử; khi hoàn thành; khi lấp đầy; khi đi vào hoạt động; sau khi hoàn thành",
    "estimate": "ước; ước tính; dự kiến; dự ước; ước đạt; ước thực hiện",
    "not": "chưa; không; chưa có; không có; chưa được",
}
"""Whether it is so, will be, or is wished."""

SUBJECTS: Final[Mapping[str, str]] = {
    "whole": """toàn tỉnh; cả tỉnh; tỉnh; thành phố; toàn thành phố; địa phương; địa bàn; địa bàn tỉnh; tỉnh này; tp;
        thủ đô;
        địa bàn thành phố; toàn tp; tỉnh ta; toàn địa bàn; thành phố này; toàn miền""",
    "zones": """khu này; các khu này; kcn này; các kcn này; ccn này; nơi đây; tại đây; ở đây; khu công nghiệp này;
        các khu công nghiệp này; khu kinh tế này; cụm này; các cụm này; cụm công nghiệp này""",
    "firms": (
        "nhóm doanh nghiệp; nhóm dự án; "
        "doanh nghiệp; dn; các doanh nghiệp; nhà đầu tư; các dn; khối doanh nghiệp; cơ sở; các công ty; các nhà máy; "
        "các dự án; các nhà đầu tư; các tập đoàn"
    ),
}
"""What clauses are about."""

GLUE: Final = phrases(
    """
    đã; đang; được; của; các; những; cho; tại; trong; ở; thuộc; trên; từ; đến; tới; hết; tính; tính đến; năm;
    tháng; quý; ngày;
    cả; cả năm; nay; hiện; hiện nay; khoảng; gần; hơn; trên; dưới; xấp xỉ; ước; con số; mức; tổng; số; kim ngạch;
    giá trị;
    hàng hóa; hàng hoá; công nghiệp; bình quân; lên; xuống; còn; cũng; và; thì; này; đó; đây; ra; về; qua; theo;
    tỷ lệ; tỉ lệ;
    tăng trưởng; tốc độ; đầu; cuối; kỳ; thời gian; giai đoạn; nhà nước; vào; ghi nhận; là; chung; riêng; tiếp tục;
    cụ thể;
    khu vực; khối; phần; toàn; tổng số; người; việc; tạo; giải quyết; sử dụng; đăng ký; đầu tư; dự án; lượng; bởi;
    do; mà;
    lần lượt; so; quy mô; giảm; tăng; đất; nền; kinh tế; cùng; nhất; cao; thêm; chỉ; riêng; vẫn; lại; đều; làm;
    xếp; hạng;
    nổi bật; nhất; cao nhất; nếu; chỉ tính; nếu tính; nếu chỉ tính; đứng; vị trí; phía; địa bàn;
    toàn ngành công nghiệp; ngành công nghiệp; toàn ngành; kể cả dầu thô; cả dầu thô; giá so sánh; giá hiện hành;
    theo giá so sánh; theo giá hiện hành; giá thực tế; phát triển; hoàn thành; sản xuất; kinh doanh; khu; cụm; giữ;
    bộ kế hoạch và đầu tư; sở kế hoạch và đầu tư; kế hoạch và đầu tư; bộ kế hoạch đầu tư; sở kế hoạch đầu tư; bộ kh&đt;
    sở kh&đt; phục hồi; khởi sắc; khá; tốt; mạnh; ổn định; tích cực; thuận lợi; khả quan; rõ nét; trở lại; mạnh mẽ; đáng kể;
    ấn tượng; vượt bậc; đột phá; bứt phá; cụ thể là; con số này; kết quả; thành tích; tổng giá trị; tổng kim ngạch;
    thương mại; dịch vụ; thương mại dịch vụ; tình hình hoạt động; tình hình sản xuất kinh doanh;
    nằm; thị xã; huyện; xã; quận; phường;
    khép kín; họp kín; bỏ phiếu kín; hệ thống kín; tuần hoàn kín; kín đáo;
    tiêu thụ; tính chung; đánh giá; định giá; năm mới; ý kiến; chú ý; đồng ý; giải pháp; biện pháp;
    pháp luật; pháp lý; phương pháp;
    mỗi; một; mốc; bước; như vậy; sơ bộ; luôn; duy trì; tương đương; thứ; cả nước; hàng
    """
)
"""Words that may stand between what is measured and its number without changing either."""


def _features() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {word: set() for word in GLUE}
    for mark, groups in (
        ("m", MEASURES),
        ("a", ACTS),
        ("r", RELATIONS),
        ("o", ORIGINS),
        ("w", OWNERS),
        ("d", MOODS),
        ("s", SUBJECTS),
    ):
        for name, words in groups.items():
            for word in phrases(words):
                found.setdefault(word, set()).add(f"{mark}:{name}")
    for word, features in found.items():
        _compose(word, features)
    return {word: frozenset(features) for word, features in found.items()}


def _compose(word: str, features: set[str]) -> None:
    """Add what the parts of an entry that is longer than one say of themselves."""
    if "kế hoạch" in word and "đầu tư" not in word:
        features.add("r:plan")
    if "vốn" in word.split() and not any(one.startswith("w:") for one in features):
        features.add("m:capital")
    if "mới" in word.split() and not any(one.startswith("w:") for one in features):
        features.add("a:new")
    if re.search(r"chứng nhận|cấp phép|cấp mới|giấy phép|chấp thuận", word):
        features.add("a:license")
    if "m:collected" in features:
        features.add("w:other")  # what the state takes in, unless zones are named
    if word.startswith(("thu hút",)):
        features.add("a:enter")
    if "thêm" in word.split() and not features & {"w:other", "a:added"}:
        features.add("a:more")
    if re.search(r"(?<!\w)(?:fdi|nước ngoài|ngoại)(?!\w)", word) and not features & {"o:both", "w:abroad", "o:ddi"}:
        features.add("o:fdi")


FEATURES: Final[Mapping[str, frozenset[str]]] = _features()
"""Word -> its features; none for words that only join others."""

TERM: Final[re.Pattern[str]] = re.compile(rf"\b(?:{one_of(FEATURES)})(?!\w)")
"""An entry as whole words: "nước đạt" holds no "ước đạt"."""


@cache
def owner_in(features: frozenset[str]) -> str | None:
    """Whom a figure belongs to behind words of these features: the first group of `OWNERS` that names them."""
    return next((owner for owner in OWNERS if f"w:{owner}" in features), None)
