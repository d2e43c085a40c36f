"""The picture that is shown where a page is shared: what it is of, up to three numbers, and their day."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from parkledger.briefing.fact_sheets import cut
from parkledger.briefing.typesetting import FONTS, set_in_type
from parkledger.figures import Figure
from parkledger.figures.wording import written
from parkledger.language import Lang, Text, capitalised, format_date
from parkledger.records.dates import Dates

SHEET: Final = Path(__file__).parent / "preview.typ"
WIDTH, HEIGHT = 1200, 630
"""Points of the picture: what those who show it ask for."""
LONGEST_TITLE, LONGEST_LABEL, LONGEST_VALUE = 96, 60, 32
FIGURES_ON: Final = Text("Số liệu ngày", "Figures on")
MADE_UP: Final = Text("* Có dữ liệu minh họa, không có thật.", "* Contains demonstration data, which are made up.")


@dataclass(frozen=True, slots=True)
class Preview:
    """What a picture says; of people nothing."""

    title: str
    lead: str
    figures: Sequence[Figure]
    dates: Dates
    site: str
    lang: Lang
    demo: bool = False


def picture(preview: Preview) -> bytes:
    """The PNG."""
    lang = preview.lang
    demo = preview.demo or any(each.demo for each in preview.figures)
    data = {
        "lang": lang.value,
        "title": cut(preview.title, LONGEST_TITLE),
        "lead": cut(preview.lead, LONGEST_TITLE),
        "numbers": [
            {
                "label": cut(capitalised(each.indicator.name.of(lang)), LONGEST_LABEL),
                "value": cut(written(each, lang) + ("*" if each.demo else ""), LONGEST_VALUE),
            }
            for each in preview.figures
        ],
        "on": f"{FIGURES_ON.of(lang)} {format_date(preview.dates.on, lang)}",
        "site": preview.site,
        "demo": MADE_UP.of(lang) if demo else "",
    }
    return set_in_type(SHEET, data, fonts=FONTS, format="png", ppi=72)
