"""Pictures of charts and maps, drawn by Typst: PNG for files that cannot draw themselves."""

from pathlib import Path
from typing import Any, Final

from parkledger.briefing.reports.model import BarChart, MapPicture, shown
from parkledger.briefing.typesetting import set_in_type

HERE: Final = Path(__file__).parent


def chart_data(chart: BarChart) -> dict[str, Any]:
    """A chart as its sheet reads it; lengths in thousandths of the whole."""
    return {
        "caption": chart.caption,
        "bars": [[bar.label, round(bar.length * 10), shown(bar.said)] for bar in chart.bars],
        "closing": chart.closing,
    }


def chart_picture(chart: BarChart) -> bytes:
    """A chart as PNG."""
    return set_in_type(HERE / "chart.typ", chart_data(chart), format="png", ppi=200)


def chart_outlines(chart: BarChart) -> str:
    """A chart as SVG whose letters are outlines: no number in it is text, to be taken for what the report says."""
    return set_in_type(HERE / "chart.typ", chart_data(chart), format="svg").decode()


def map_picture(part: MapPicture) -> bytes:
    """A map as PNG."""
    return set_in_type(HERE / "map.typ", {"svg": part.svg}, format="png", ppi=200)
