"""Practices and exchanges on the portal: visitors read them for the two dates, officers write versions."""

import hashlib
import io
import re
import zipfile

import pytest

from parkledger.demo.exchanges import build_notes
from parkledger.practices.markdown import rendered
from parkledger.practices.models import ExchangeVersion, PracticeVersion
from tests.portal.conftest import DAY, SCHEMES

NOTE = "/kinh-nghiem/nha-o-cong-nhan-va-truong-mam-non-quanh-khu-cong-nghiep/"
VISIT = "/trao-doi/doan-tinh-bac-kan-trao-doi-kinh-nghiem-voi-tinh-bac-giang-22-8-2023/"
WRITTEN = {
    "title": "Phí hạ tầng công khai", "place": "Bắc Giang", "topic": "fees", "start": "2023-01-01",
    "text": "Niêm yết **mức phí** tại khu.", "indicators": "occupancy park\nprojects.registered park fdi",
    "documents": "Quyết định | https://a.example/1", "events": "bg-parks/1", "after": "0",
}  # fmt: skip
SET = {"asked-TOTAL_FORMS": "1", "asked-INITIAL_FORMS": "0", "asked-MIN_NUM_FORMS": "0", "asked-MAX_NUM_FORMS": "60"}
HELD = {
    **SET, "title": "Đoàn Thái Nguyên", "host": "Bắc Giang", "guest": "Thái Nguyên", "held_on": "2023-10-10",
    "topics": ["fees"], "zones": "bg-parks/kcn-quang-chau", "after": "0", "asked-0-topic": "fees",
    "asked-0-question": "Thu thế nào?", "asked-0-answer": "Theo *mét vuông*.",
}  # fmt: skip


def row(page: str, name: str) -> list[str]:
    found = re.search(rf'<th scope="row">{name}.*?</tr>', page, re.DOTALL)
    assert found, name
    return re.findall(r'<a class="figure[^>]*>([^<]*)</a>', found[0])


def test_the_demonstration_tells_of_the_visit_and_of_practices_once(client) -> None:
    assert PracticeVersion.objects.filter(demo=True).count() == 7
    assert ExchangeVersion.objects.filter(demo=True).count() == 1
    assert build_notes() == 0
    assert PracticeVersion.objects.count() == 7


def test_a_practice_shows_its_figures_before_and_on_the_pages_day(client) -> None:
    page = client.get(f"{NOTE}?on=2023-12-31").content.decode()
    assert row(page, "Chỗ ở công nhân") == ["2.400 chỗ", "17.400 chỗ", "17.400 chỗ"]
    later = client.get(f"{NOTE}?on=2024-12-31").content.decode()
    assert row(later, "Chỗ ở công nhân") == ["2.400 chỗ", "21.200 chỗ", "21.200 chỗ"]


def packed(answer) -> dict[str, bytes]:
    assert answer["Content-Type"] == "application/zip", answer.content
    with zipfile.ZipFile(io.BytesIO(answer.content)) as pack:
        assert pack.testzip() is None
        return {name: pack.read(name) for name in pack.namelist()}


def test_a_delegation_takes_its_pack_home_as_one_file_from_the_page_and_from_the_api(client) -> None:
    page = client.get(VISIT).content.decode()
    (address,) = re.findall(r'href="([^"]*bo-tai-lieu\.zip[^"]*)"', page)
    answer = client.get(address)
    found = packed(answer)
    papers = {name for name in found if name[0] in "12"}
    assert papers == {
        "1-tai-lieu-lam-viec.docx",
        "1-tai-lieu-lam-viec.pdf",
        "2-so-sanh-hai-tinh.docx",
        "2-so-sanh-hai-tinh.xlsx",
    }
    assert found["1-tai-lieu-lam-viec.pdf"].startswith(b"%PDF")
    with zipfile.ZipFile(io.BytesIO(found["1-tai-lieu-lam-viec.docx"])) as document:
        text = re.sub("<[^>]+>", "", document.read("word/document.xml").decode())
    assert "Bắc Giang" in text
    assert "Bắc Kạn" in text
    said = ExchangeVersion.objects.get(demo=True).said
    asked = found["3-hoi-va-dap.md"].decode()
    assert all(f"## {each.question}" in asked for each in said.asked)
    assert {name for name in found if name[0] == "4"} == {f"4-bai-kinh-nghiem-{slug}.md" for slug in said.practices}
    listed = [line.split("\t") for line in found["0-danh-muc.txt"].decode().splitlines() if "\t" in line]
    assert [(name, hashlib.sha256(found[name]).hexdigest()) for name, _, _ in listed] == [
        (name, digest) for name, _, digest in listed
    ]
    assert {name for name, _, _ in listed} == set(found) - {"0-danh-muc.txt"}
    slug = VISIT.strip("/").partition("/")[2]
    by_api = packed(client.get(f"/api/v1/exchanges/{slug}/pack"))
    assert by_api["3-hoi-va-dap.md"] == found["3-hoi-va-dap.md"]
    assert set(by_api) == set(found)
    assert "0-contents.txt" in packed(client.get(f"/api/v1/exchanges/{slug}/pack?lang=en"))
    assert client.get("/api/v1/exchanges/khong-co/pack").status_code == 404


def test_a_question_is_in_the_packs_language_where_its_answer_is_too_as_on_the_page(officer, client) -> None:
    """As on the page: question and answer in one language."""
    asked = {
        "asked-TOTAL_FORMS": "2", "asked-0-question_en": "Which charges?", "asked-1-topic": "fees",
        "asked-1-question": "Thu khi nào?", "asked-1-question_en": "When?", "asked-1-answer": "Đầu năm.",
        "asked-1-answer_en": "In January.",
    }  # fmt: skip
    address = officer.post("/trao-doi/moi/", {**HELD, **asked})["Location"]
    slug = address.strip("/").rpartition("/")[2]
    pack = packed(client.get(f"/api/v1/exchanges/{slug}/pack?lang=en"))
    told = pack["3-questions-and-answers.md"].decode()
    assert [line for line in told.splitlines() if line and not line.startswith("# ")] == [
        "## Thu thế nào?",
        "Theo *mét vuông*.",
        "## When?",
        "In January.",
    ]
    page = client.get(f"/en{address}").content.decode()
    assert "Which charges?" not in page
    assert "In January." in page


def test_the_api_gives_the_pack_of_a_version_and_tells_when_another_was_written(officer, client) -> None:
    address = officer.post("/trao-doi/moi/", HELD)["Location"]
    slug = address.strip("/").rpartition("/")[2]
    given = f"/api/v1/exchanges/{slug}/pack"
    first = client.get(given)
    assert first.status_code == 200, first.content
    assert first["Cache-Control"] == "no-cache"
    assert client.get(given, headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert officer.post(f"{address}sua/", {**HELD, "after": "1", "asked-0-answer": "Theo năm."}).status_code == 302
    again = client.get(given, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 200, "what is written beside the books makes it another file"
    assert "Theo năm." in packed(again)["3-hoi-va-dap.md"].decode()
    asked = "3-hoi-va-dap.md"
    assert packed(client.get(f"{given}?version=1"))[asked] == packed(first)[asked] != packed(again)[asked]
    assert client.get(f"{given}?version=mot").status_code == 400


def test_no_figure_reaches_beyond_the_pages_day(client) -> None:
    page = client.get(
        "/kinh-nghiem/sap-nhap-cum-cong-nghiep-vao-khu-cong-nghiep-lien-ke/?on=2022-06-30"
    ).content.decode()
    table = page.split('id="judged"')[1].split("</table>")[0]
    assert set(re.findall(r'class="hint"><time[^>]*>([^<]*)<', table)) == {"30/6/2022"}


def test_what_was_not_written_yet_is_not_there(client) -> None:
    assert client.get(f"{NOTE}?known={DAY}").status_code == 404
    assert client.get(f"{VISIT}?known={DAY}").status_code == 404
    assert "empty" in client.get(f"/kinh-nghiem/?known={DAY}").content.decode()
    assert client.get(f"{NOTE}?known=2023-09-13").status_code == 200


def test_the_list_is_filtered_by_topic_place_and_words(client) -> None:
    def titles(query: str) -> int:
        page: str = client.get(f"/kinh-nghiem/?{query}").content.decode()
        return len(re.findall(r"<li>\s*<h2>", page))

    assert titles("") == 7
    assert titles("topic=clearance") == 1
    assert titles("place=Bắc Kạn") == 0
    assert titles("words=nuoc thai") == 2
    assert client.get("/kinh-nghiem/?topic=lua").status_code == 400


def test_the_exchange_compares_both_provinces_on_the_pages_day(client) -> None:
    page = client.get(f"{VISIT}?on={DAY}").content.decode()
    assert row(page, "KCN đã thành lập") == ["9 KCN", "1 KCN"]
    assert row(page, "Tỷ lệ lấp đầy \\(KCN\\)") == ["75,6%", "100,0%"]
    assert "trên đất công nghiệp" in page
    earlier = client.get(f"{VISIT}?on=2010-12-31").content.decode()
    assert row(earlier, "KCN đã thành lập") != ["9 KCN", "1 KCN"]
    assert "KCN Quang Châu" in page


def test_the_exchange_compares_on_its_own_day_where_none_is_asked_for(client) -> None:
    page = client.get(VISIT).content.decode()
    assert row(page, "KCN đã thành lập") == ["9 KCN", "1 KCN"]
    (latest,) = re.findall(r'href="([^"]+)"\s*>Xem số liệu mới nhất<', page)
    later = client.get(latest).content.decode()
    assert "Xem ở ngày trao đổi" in later
    assert row(later, "Tỷ lệ lấp đầy \\(KCN\\)") != row(page, "Tỷ lệ lấp đầy \\(KCN\\)")
    (chosen,) = re.findall(r'href="([^"]+)"\s*>So sánh theo chỉ tiêu', page)
    assert client.get(chosen.replace("&amp;", "&")).status_code == 200


def test_a_delegation_takes_home_the_paper_and_the_comparison_of_its_day(client) -> None:
    page = client.get(VISIT).content.decode()
    taken = [address.replace("&amp;", "&") for address in re.findall(r'href="([^"]+)"\s*>(?:Word|PDF|Excel)<', page)]
    assert len(taken) == 4
    assert all("on=2023-08-22" in address for address in taken)
    for address in taken:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert "attachment" in answer["Content-Disposition"], address


def test_a_visitor_does_not_write(client) -> None:
    for path in ("/kinh-nghiem/moi/", "/trao-doi/moi/", f"{NOTE}sua/", f"{VISIT}sua/"):
        answer = client.post(path, WRITTEN)
        assert answer.status_code == 302
        assert "/dang-nhap/" in answer["Location"]
    assert PracticeVersion.objects.count() == 7


def test_an_officer_writes_a_practice_and_a_further_version(officer, client) -> None:
    answer = officer.post("/kinh-nghiem/moi/", WRITTEN)
    assert answer.status_code == 302
    address = answer["Location"]
    assert "<strong>mức phí</strong>" in client.get(address).content.decode()
    form = officer.get(f"{address}sua/").content.decode()
    assert "projects.registered park fdi" in form
    assert officer.post(f"{address}sua/", {**WRITTEN, "text": "Bản hai.", "after": "1"}).status_code == 302
    page = client.get(address).content.decode()
    assert "Bản hai." in page
    assert "<strong>mức phí</strong>" in client.get(f"{address}?ban=1").content.decode()
    late = officer.post(f"{address}sua/", {**WRITTEN, "text": "Bản ba.", "after": "1"})
    assert late.status_code == 400
    assert "Bản ba." in late.content.decode(), "what was written stays in the form"


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""}, {"place": "Xứ Không Có"}, {"start": "hôm qua"}, {"end": "2020-01-01"}, {"indicators": "occupancy"},
        {"indicators": "khong.co"}, {"documents": "Bẫy | javascript:alert(1)"}, {"documents": " | https://a.example"},
        {"events": "bg-parks"}, {"topic": "lua"},
    ],
    ids=str,
)  # fmt: skip
def test_what_cannot_be_is_refused_in_words(officer, wrong) -> None:
    answer = officer.post("/kinh-nghiem/moi/", {**WRITTEN, **wrong})
    assert answer.status_code in {400, 404}
    page = answer.content.decode()
    assert 'role="alert"' in page
    assert "Niêm yết" in page
    assert PracticeVersion.objects.count() == 7


def test_an_officer_records_an_exchange(officer, client) -> None:
    answer = officer.post("/trao-doi/moi/", HELD)
    assert answer.status_code == 302
    page = client.get(answer["Location"]).content.decode()
    assert "Thu thế nào?" in page
    assert "<em>mét vuông</em>" in page
    assert ExchangeVersion.objects.get(demo=False).said.guest == "viet-nam.thai-nguyen"
    assert officer.post(f"{answer['Location']}sua/", {**HELD, "after": "1", "asked-0-DELETE": "on"}).status_code == 302
    assert ExchangeVersion.objects.filter(demo=False).order_by("-number")[0].said.asked == ()


def test_an_exchange_without_a_topic_is_refused(officer) -> None:
    answer = officer.post("/trao-doi/moi/", {key: value for key, value in HELD.items() if key != "topics"})
    assert answer.status_code == 400
    assert ExchangeVersion.objects.count() == 1


def test_markdown_does_no_harm() -> None:
    html = rendered("# Một\n\n<script>x</script> [a](javascript:alert(1)) ![b](https://a.example/b.png)\n\n### Ba\n\n"
                    "| a | b |\n|--:|---|\n| 1 | 2 |\n")  # fmt: skip
    assert "<script" not in html
    assert 'href="javascript' not in html
    assert "<img" not in html
    assert "style=" not in html
    assert '<td class="number">1</td>' in html
    assert "<h2>Một</h2>" in html
    assert "<h4>Ba</h4>" in html


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(
    "path", ["/kinh-nghiem/", f"{NOTE}?on={DAY}", f"/en{NOTE}", "/trao-doi/", f"{VISIT}?on={DAY}", f"/en{VISIT}"]
)
def test_in_a_browser_nothing_fails_and_axe_finds_nothing(visit, path, scheme) -> None:
    page = visit(path, scheme=scheme, width=360 if scheme == "dark" else 1280)
    assert page.violations() == []
    assert page.page.evaluate("document.documentElement.scrollWidth") <= (360 if scheme == "dark" else 1280)
    page.assert_clean()


@pytest.mark.parametrize("path", ["/kinh-nghiem/moi/", f"{VISIT}sua/"])
def test_the_forms_are_accessible(visit, path) -> None:
    page = visit("/kinh-nghiem/", signed_in=True)
    page.wrong.clear()  # signing in leads to the overview, which was left while it was still loading
    page.go(path)
    assert page.violations() == []
    page.assert_clean()
