"""Maps of reports: every zone with a position is drawn and named once, others are told, nothing is fetched."""

import re
from datetime import date
from io import BytesIO
from xml.etree.ElementTree import Element

import pytest
from docx import Document
from PIL import Image
from pypdf import PdfReader

from parkledger.briefing.reports import Report, ReportRequest, TemplateFaulty, built_in, compose, parse_template
from parkledger.briefing.reports.files import report_file
from parkledger.briefing.reports.model import MapPicture, Paragraph
from parkledger.figures import Figures
from parkledger.language import Lang, Period
from parkledger.records.dates import Dates
from parkledger.records.histories import zones_by_id

DAY = date(2023, 8, 22)


def report(books: Figures, source: str = "@map", place: str = "viet-nam.bac-giang", **asked: object) -> Report:
    template = parse_template(f"title: Thử\n---\n{source}\n", "thử")
    return compose(ReportRequest(template, place, Period(date(2023, 1, 1), DAY), **asked), books)  # type: ignore[arg-type]


def map_of(made: Report) -> MapPicture:
    (found,) = (part for part in made.parts if isinstance(part, MapPicture))
    return found


def numbers(picture: Element) -> list[str]:
    return [text.text or "" for text in picture.iter("text") if (text.text or "").isdigit()]


def test_every_zone_is_drawn_with_its_number_and_named_once_with_its_stage(books: Figures) -> None:
    found = map_of(report(books, "@map kcn"))
    named = re.findall(r"\((\d+)\) (KCN [^;]+?)(?=[;.] |\.\Z|;)", found.legend)
    assert sorted(int(number) for number, _ in named) == list(range(1, len(named) + 1))
    assert sorted(numbers(found.picture), key=int) == sorted((number for number, _ in named), key=int)
    assert "KCN Quang Châu" in found.legend.partition("Đã thành lập:")[0].partition("Đang hoạt động:")[2]
    assert "CCN" not in found.legend
    assert "KCN Việt Hàn (mở rộng)" in found.closing.partition("Chưa có vị trí trong sổ: ")[2]
    assert found.caption == "Vị trí các khu công nghiệp"
    assert found.said == f"{found.caption}: {found.legend}"


def test_a_map_says_its_sources_its_day_and_that_positions_were_assumed(books: Figures) -> None:
    closing = map_of(report(books)).closing
    assert "ranh giới ranh-gioi-minh-hoa.geojson (từ 1/7/2023); vị trí ghi trong sổ" in closing
    assert "Vị trí đến ngày 22/8/2023." in closing
    assert "vị trí giả định" in closing


def test_a_boundary_is_drawn_from_the_day_it_is_valid(books: Figures) -> None:
    template = parse_template("title: Thử\n---\n@map\n", "thử")
    earlier = ReportRequest(template, "viet-nam.bac-giang", Period(date(2023, 1, 1), date(2023, 6, 30)))
    assert list(map_of(compose(earlier, books)).picture.iter("polygon")) == []
    assert list(map_of(report(books)).picture.iter("polygon"))


def test_where_no_zone_has_a_position_the_report_says_so(books: Figures) -> None:
    made = report(books, place="viet-nam.ha-nam")
    assert [part.text for part in made.parts if isinstance(part, Paragraph)] == [
        "Sổ chưa ghi vị trí của khu, cụm nào để vẽ bản đồ."
    ]


def test_north_is_above_and_a_kilometre_is_as_long_as_the_scale_says(books: Figures) -> None:
    """Two zones are as far apart in the picture as their degrees are on the earth."""
    found = map_of(report(books, "@map kcn"))
    known = {zone.title: zone for zone in zones_by_id(Dates(DAY, None)).values()}
    titles = dict(re.findall(r"\((\d+)\) (KCN [^;.]+?)(?=;|\.)", found.legend))
    squares = [one for one in found.picture.iter("rect") if one.get("width") == "8"]
    at = {titles[str(number)]: square for number, square in enumerate(squares, start=1) if str(number) in titles}
    one, two = "KCN Vân Trung", "KCN Đồng Phúc"
    down = float(at[one].get("y", "")) - float(at[two].get("y", ""))
    degrees = float(known[one].latitude) - float(known[two].latitude)
    bar = next(line for line in found.picture.iter("line"))
    km = next(
        int((text.text or "").removesuffix(" km")) for text in found.picture.iter("text") if " km" in (text.text or "")
    )
    per_km = (float(bar.get("x2", "")) - float(bar.get("x1", ""))) / km
    assert down / per_km == pytest.approx(-degrees * 111.32, abs=0.2)


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("name", ["situation", "zone"])
def test_a_map_stands_in_every_file_with_its_alternative_text(books: Figures, name: str, lang: Lang) -> None:
    park = next(one["id"] for one in books.zones.values() if one["name"] == "Vân Trung")
    zone = park if name == "zone" else None
    period = Period(date(2023, 1, 1), DAY)
    made = compose(ReportRequest(built_in(name, lang), "viet-nam.bac-giang", period, lang, zone), books)
    maps = [part for part in made.parts if isinstance(part, MapPicture)]
    assert len(maps) == (1 if name == "zone" else 2)  # of parks, and of clusters
    word = Document(BytesIO(report_file(made, books, "docx")))
    page = report_file(made, books, "html").decode()
    assert "http://" not in page.replace('xmlns="http://www.w3.org/2000/svg"', "")
    pdf = PdfReader(BytesIO(report_file(made, books, "pdf")))
    text = "".join("".join(one.extract_text().split()) for one in pdf.pages)
    told = _described(pdf.root_object["/StructTreeRoot"])
    for found in maps:
        assert found.said in [shape._inline.docPr.get("descr") for shape in word.inline_shapes]
        assert found.closing in [paragraph.text for paragraph in word.paragraphs]
        assert f'aria-label="{found.said}"' in page
        assert "".join(found.caption.split()) in text
        assert found.said in told
        assert found.legend in report_file(made, books, "txt").decode()


def _described(part: object) -> list[str]:
    """The alternative texts in a PDF's tree of parts."""
    part = part.get_object() if hasattr(part, "get_object") else part
    if isinstance(part, list):
        return [said for one in part for said in _described(one)]
    if not isinstance(part, dict):
        return []
    own = [str(part["/Alt"])] if "/Alt" in part else []
    return [*own, *(_described(part["/K"]) if "/K" in part else [])]


def test_a_map_in_a_word_file_is_a_picture_of_what_was_drawn(books: Figures) -> None:
    word = Document(BytesIO(report_file(report(books, "@map kcn"), books, "docx")))
    (shape,) = word.inline_shapes
    part = word.part.related_parts[shape._inline.graphic.graphicData.pic.blipFill.blip.embed]
    colours = Image.open(BytesIO(part.blob)).convert("RGB").getcolors(2**20) or []
    assert {(31, 92, 139), (247, 247, 243)} <= {colour for _, colour in colours}


def test_a_map_of_what_is_no_kind_is_refused() -> None:
    with pytest.raises(TemplateFaulty, match="@map"):
        parse_template("title: Thử\n---\n@map abc\n", "thử")
