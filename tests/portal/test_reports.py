"""Reports in the portal: chosen, looked at, taken as files, and what is said where something is wrong."""

import re
from io import BytesIO

import pytest
from docx import Document

from parkledger.briefing.reports.files import FORMATS
from parkledger.briefing.reports.records import ReportRecord
from tests.portal.conftest import DAY

PAGE = f"/lap-bao-cao/?on={DAY}&known={DAY}"


def test_a_report_is_shown_with_its_notes_and_its_files(client) -> None:
    page = client.get(f"{PAGE}&place=viet-nam.bac-giang&template=leader").content.decode()
    assert "75,6%" in page
    assert 'href="#note-1"' in page
    assert 'id="note-1"' in page
    links = re.findall(r'href="(/lap-bao-cao/leader\.(\w+)\?[^"]*)"', page)
    assert [suffix for _, suffix in links] == list(FORMATS)
    for address, suffix in links:
        answer = client.get(address.replace("&amp;", "&"))
        assert answer.status_code == 200
        assert answer["Content-Type"] == FORMATS[suffix].media_type
        assert f".{suffix}" in answer["Content-Disposition"]
        assert len(ReportRecord.read(answer.content, suffix).figures) > 10


def test_what_is_typed_of_the_issuer_stands_in_the_file(client) -> None:
    answer = client.get(
        f"/lap-bao-cao/leader.docx?on={DAY}&place=viet-nam.bac-giang&office=Ban+ví+dụ&signatory=Trần+Thử"
    )
    document = Document(BytesIO(answer.content))
    assert "BAN VÍ DỤ" in document.tables[0].rows[0].cells[0].text
    assert "Trần Thử" in document.tables[-1].rows[0].cells[1].text


def test_a_period_is_named_in_words(client) -> None:
    page = client.get(f"{PAGE}&place=viet-nam.bac-giang&template=period&period=quý+II/2023").content.decode()
    assert "quý II/2023" in page
    assert "Thực hiện quý II/2022" in page


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("&period=hôm+kia", "Không đọc được kỳ"),
        ("&template=khong-co", "Không có mẫu «khong-co». Hãy chọn một mẫu trong danh sách"),
        ("&template=project&project=khong-co", "không có đúng một dự án «khong-co»"),
        ("&place=viet-nam.nowhere", "nowhere"),
        ("&template=zone&zone=bg-parks/khong-co", "Không có khu, cụm nào mang mã"),
    ],
)
def test_a_wrong_choice_is_told_beside_the_form(client, query: str, said: str) -> None:
    answer = client.get(PAGE + query)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert 'role="alert"' in page
    assert said in page
    assert "<form" in page


@pytest.mark.parametrize(
    ("query", "said"),
    [("period=năm 1980", "ngoài khoảng 1990–2100"), ("period=năm 2099", "chưa đến"), ("on=2099-01-01", "chưa đến")],
)
def test_a_period_that_no_book_can_have_is_not_reported_on(client, query: str, said: str) -> None:
    answer = client.get(f"/lap-bao-cao/?place=viet-nam.bac-giang&{query}")
    assert answer.status_code == 400
    page = answer.content.decode()
    assert said in page
    assert 'class="downloads"' not in page


def test_a_template_that_there_is_not_is_told_and_what_else_was_chosen_stays(client) -> None:
    page = client.get(f"{PAGE}&template=khong-co&place=viet-nam.bac-kan&office=Ban").content.decode()
    assert "Hãy chọn một mẫu trong danh sách" in page
    assert "delegation," not in page, "names of templates are nothing for those who look at pages"
    assert '<option value="viet-nam.bac-kan" selected' in page
    assert 'value="Ban"' in page


def test_a_zone_is_to_be_chosen_for_the_report_of_a_zone(client) -> None:
    assert "Hãy chọn khu, cụm" in client.get(f"{PAGE}&template=zone").content.decode()
    page = client.get(f"{PAGE}&template=zone&zone=bg-parks/kcn-quang-chau").content.decode()
    assert "KCN Quang Châu có diện tích" in page


def test_a_project_and_an_investor_are_named_in_words(client) -> None:
    assert "Hãy nêu dự án hoặc nhà đầu tư" in client.get(f"{PAGE}&template=project").content.decode()
    page = client.get(f"{PAGE}&template=project&project=MH-BG-1001").content.decode()
    assert "Vốn đăng ký qua các lần cấp, điều chỉnh" in page
    assert 'value="MH-BG-1001"' in page
    address = next(iter(re.findall(r'href="(/lap-bao-cao/project\.docx\?[^"]*)"', page))).replace("&amp;", "&")
    assert ReportRecord.read(client.get(address).content, "x.docx").request["holder"] == "bg-clusters/MH-BG-1001"
    page = client.get(
        f"{PAGE}&template=investor&investor=trung tâm khuyến công và xúc tiến thương mại"
    ).content.decode()
    assert "365,00 tỷ đồng" in page


def test_a_map_is_drawn_on_the_page_with_its_words(client) -> None:
    page = client.get(f"{PAGE}&place=viet-nam.bac-giang&template=situation").content.decode()
    drawn = page.partition('<figure class="map">')[2].partition("</svg>")[0]
    said = re.search(r'<svg[^>]* aria-label="([^"]*)"', drawn)
    assert said is not None
    assert re.search(r"Đang hoạt động: \(\d+\) KCN Đình Trám", said[1])
    assert "&lt;svg" not in page
    assert "Nguồn: " in page


def test_a_wrong_template_is_told_without_names_and_paths_of_the_program(client) -> None:
    page = client.get(f"{PAGE}&template=khong-co").content.decode()
    told = page.partition('role="alert"')[2].partition("</p>")[0]
    assert "«khong-co»" in told
    assert "đường dẫn" not in told
    assert "leader" not in told


def test_a_kind_of_file_that_there_is_not_is_refused(client) -> None:
    answer = client.get(f"/lap-bao-cao/leader.odt?on={DAY}")
    assert answer.status_code in (400, 404)
    assert ".docx" in answer.content.decode()


def test_a_report_in_english_is_of_english_templates(client) -> None:
    page = client.get(f"/en{PAGE}&place=viet-nam.bac-giang&template=leader").content.decode()
    assert "9 industrial parks" in page
    assert "One page for a leader" in page


def test_the_place_asked_for_stays_chosen_on_a_day_that_has_it_no_more(client) -> None:
    for query in ("", "&period=hôm+kia"):
        page = client.get(
            f"/lap-bao-cao/?on=2025-12-31&place=viet-nam.bac-giang&template=period{query}"
        ).content.decode()
        assert re.search(r'<option value="viet-nam.bac-giang" selected>', page)


def test_a_draft_is_called_one_on_the_page(client) -> None:
    page = client.get("/lap-bao-cao/?on=2026-09-30&place=viet-nam.bac-giang&template=leader").content.decode()
    assert "DỰ THẢO, chưa đạt" in page
    checks = page.split('<ul class="checks">')[1].split("</ul>")[0]
    assert checks.count("<li>") == 12, "what the draft fails is told below it"


def test_zones_lead_to_their_reports_and_reports_to_the_forms(client) -> None:
    zone = client.get(f"/khu-cum/bg-parks/kcn-quang-chau/?on={DAY}&known={DAY}").content.decode()
    (address,) = set(re.findall(r'href="(/lap-bao-cao/[^"]*template=zone[^"]*)"', zone))
    assert "KCN Quang Châu có diện tích" in client.get(address.replace("&amp;", "&")).content.decode()
    assert "/bieu-mau/" in client.get(PAGE).content.decode()


def test_a_period_of_a_form_in_words_is_understood_and_a_wrong_one_keeps_what_was_typed(client) -> None:
    page = client.get("/bieu-mau/").content.decode()
    address = re.search(r'<form method="get" action="([^"]+)" class="land-form"', page)
    assert address is not None
    asked = f"{address[1]}?form=2105&place=viet-nam.bac-giang&unit=quarter&on={DAY}&period="
    assert client.get(f"{asked}quý+II/2023").content[:2] == b"PK"
    wrong = client.get(f"{asked}quý+VII/2023")
    text = wrong.content.decode()
    assert wrong.status_code == 400
    assert 'role="alert"' in text
    assert 'value="quý VII/2023"' in text
    assert '<option value="2105" selected>' in text
    assert '<option value="viet-nam.bac-giang" selected>' in text


def test_a_report_is_compared_with_another_place_in_an_annex(client) -> None:
    page = client.get(f"{PAGE}&place=viet-nam.bac-giang&template=leader&compare=Bắc+Kạn").content.decode()
    assert "Phụ lục. So sánh tỉnh Bắc Giang và tỉnh Bắc Kạn" in page
    assert 'value="Bắc Kạn"' in page
    address = next(link for link in re.findall(r'href="(/lap-bao-cao/leader\.docx\?[^"]*)"', page)).replace(
        "&amp;", "&"
    )
    assert ReportRecord.read(client.get(address).content, "x.docx").request["beside"] == ["viet-nam.bac-kan"]
    refused = client.get(f"{PAGE}&place=viet-nam.bac-giang&template=leader&compare=Nơi+không+có")
    assert refused.status_code == 400
    assert "Không tìm thấy tỉnh, sổ, khu hoặc cụm «Nơi không có»" in refused.content.decode()


def test_the_chart_of_months_is_shown_as_a_table_with_its_gaps(client) -> None:
    page = client.get(f"{PAGE}&place=viet-nam.bac-giang&template=situation").content.decode()
    assert "Giá trị sản xuất công nghiệp (KCN), theo tháng" in page
    assert "Tháng 7/2023" in page
