"""A zone's plots, lease contracts and clearance on its page; plots on offer in the land finder's search."""

import json
import re
from datetime import date

from selectolax.lexbor import LexborHTMLParser

from parkledger.catalogue import ZoneKind
from parkledger.figures import Question
from parkledger.figures.current import current_figures
from parkledger.geography.models import Boundary, BoundaryKind
from parkledger.language import to_hectares
from parkledger.ledger.plots import PlotState
from parkledger.records.dates import Dates
from parkledger.records.histories import zones_on
from parkledger.records.plots import plots_by_zone

DAY = Dates(date(2025, 12, 28), None)
ZONE = "/khu-cum/bk-parks/kcn-thanh-binh-giai-doan-i/"
PARTLY = "/khu-cum/bg-parks/kcn-yen-lu/"
NEXT = "/khu-cum/bk-parks/kcn-thanh-binh-giai-doan-ii/"


def text_of(client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return " ".join(re.sub("<[^>]+>", " ", answer.content.decode()).split())


def test_the_plots_of_a_zone_stand_on_its_page_from_their_day_on(client, books) -> None:
    page = text_of(client, f"{ZONE}?on=2025-12-28")
    assert "Phương án phân lô duyệt ngày 1/12/2025" in page
    assert all(said in page for said in ("9 lô đất", "CX1", "Đã xây dựng", "Đã cho thuê"))
    assert "Plot plan adopted on" in text_of(client, f"/en{ZONE}?on=2025-12-28")
    assert "Lô đất" not in text_of(client, f"{ZONE}?on=2025-11-30")
    assert "Lô đất" not in text_of(client, f"{ZONE}?on=2025-12-28&known=2025-12-20")


def test_clearance_stands_on_the_page_with_its_sums(client, books) -> None:
    page = text_of(client, f"{NEXT}?on=2025-12-28")
    assert all(said in page for said in ("Thôn Minh Họa 1", "Đã kiểm đếm", "184", "169"))


def test_the_land_finder_asks_for_a_plot_on_offer(client, books) -> None:
    page = text_of(client, "/tim-dat/?plot=5&on=2025-12-28")
    assert "Có lô đang mời thuê, rộng từ" in page


def test_a_zone_says_how_full_it_is_by_plots_before_they_are_opened(client, books) -> None:
    page = LexborHTMLParser(client.get(f"{PARTLY}?on=2025-12-28").content.decode())
    (said,) = (each.text() for each in page.css("details > summary") if each.css("#plots-heading"))
    assert "3 lô đã cho thuê (35,74 ha), 9 lô đang mời thuê (146,26 ha)" in said
    assert "1 lô phải giải phóng mặt bằng (40,00 ha)" in said
    assert "9 plots offered (146.26 ha)" in text_of(client, f"/en{PARTLY}?on=2025-12-28")


def test_land_ready_now_and_ready_by_a_plan_is_found(client, books) -> None:
    now = text_of(client, "/tim-dat/?ready=now&area=10&on=2025-12-28")
    assert "KCN Yên Lư" in now
    assert "KCN Phúc Sơn" not in now
    within = text_of(client, "/tim-dat/?ready=1y&area=10&on=2025-12-28")
    assert all(said in within for said in ("KCN Yên Lư", "KCN Phúc Sơn", "theo kế hoạch, đến 30/6/2026"))


HELD = {"plots.let": "land.leased", "plots.reserved": "land.approved"}


def test_the_plots_let_and_kept_for_projects_are_as_large_as_the_land_that_is(books) -> None:
    known = current_figures()
    zones = {zone.reference: zone for zone in zones_on(DAY).values()}
    plotted = plots_by_zone(DAY)
    assert len(plotted) == 8
    for reference in plotted:
        zone = zones[reference]
        asked = [
            Question(code, "viet-nam", DAY.on, zone=zone.id, kind=ZoneKind(zone.kind))
            for pair in HELD.items()
            for code in pair
        ]
        let, land_let, kept, land_kept = (figure.value or 0 for figure in known.answer(asked))
        assert (let, kept) == (land_let, land_kept), reference


def test_what_is_to_clear_by_plots_agrees_with_the_clearance_on_record(books) -> None:
    known, zones = current_figures(), {zone.reference: zone for zone in zones_on(DAY).values()}
    compared = 0
    for reference, plots in plots_by_zone(DAY).items():
        asked = [
            Question(code, "viet-nam", DAY.on, zone=zones[reference].id, kind=ZoneKind(zones[reference].kind))
            for code in ("land.to_clear", "land.cleared", "land.clean")
        ]
        to_clear, cleared, clean = (figure.value for figure in known.answer(asked))
        if to_clear is not None and cleared is not None and clean is not None:
            areas = {
                state: to_hectares(sum(plot.area_m2 for plot in plots if plot.state is state)) for state in PlotState
            }
            assert (areas[PlotState.TO_CLEAR], areas[PlotState.CLEARED]) == (to_clear - cleared, cleared - clean), (
                reference
            )
            compared += 1
    assert compared


def test_plots_are_drawn_on_the_map_with_the_areas_that_they_have(client, books) -> None:
    found = json.loads(client.get("/ban-do/khu-cum.geojson?on=2025-12-28").content)["features"]
    drawn = [each for each in found if each["properties"]["mark"] == "plot"]
    assert {each["properties"]["plot"] for each in drawn} >= {"MH-CN01", "MH-HT01"}
    zones = {zone.id: reference for reference, zone in zones_on(DAY).items()}
    for boundary in Boundary.objects.filter(file__kind=BoundaryKind.PLOT):
        plots = {plot.code: plot.area_m2 for plot in plots_by_zone(DAY)[zones[boundary.zone_id]]}
        whole = Boundary.objects.get(file__kind=BoundaryKind.ZONE, zone_id=boundary.zone_id)
        assert abs(boundary.area_m2 / whole.area_m2 - plots[boundary.label] / sum(plots.values())) < 0.001
    assert not [
        each
        for each in json.loads(client.get("/ban-do/khu-cum.geojson?on=2025-11-30").content)["features"]
        if each["properties"]["mark"] == "plot"
    ]
