"""A letter that asks whoever published a page to correct its figures: an official letter with a table of the differences.

It accuses nobody: it sets both numbers side by side with how the ledger's was counted, and what may have happened.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from parkledger.briefing.reports.files import report_format
from parkledger.briefing.reports.model import UNNAMED, Issuer, Paragraph, Part, Report, ReportTable
from parkledger.briefing.reports.wording import DEMO
from parkledger.briefing.statements import indicator_said, period_said, scope_said
from parkledger.checking.amounts import apart, in_sight
from parkledger.checking.statements import Checked, StatementOutcome
from parkledger.language import Lang, ParkError, Period, Text, capitalised, format_date
from parkledger.places import COUNTRY_CODE, get

if TYPE_CHECKING:  # the reader takes a moment to load, and only its results are named here
    from parkledger.reading import Page

_ABOUT: Final = Text(
    "V/v đề nghị đính chính số liệu về khu, cụm công nghiệp",
    "Re: correction of figures on industrial parks and clusters",
)
_TO: Final = Text("Kính gửi: {name}", "To: {name}")
_UNKNOWN_SOURCE: Final = Text("[cơ quan, đơn vị đăng bài]", "[the publisher of the page]")
_FOUND: Final = Text(
    "{day}{name} có đăng bài «{title}». Qua đối chiếu với sổ theo dõi khu, cụm công nghiệp, {count} số liệu trong bài khác với "
    "số liệu đang được ghi nhận, cụ thể như sau:",
    "{day}{name} published “{title}”. Set against the register of industrial parks and clusters, {count} of its figures "
    "differ from those on record:",
)
_ON: Final = Text("Ngày {day}, ", "On {day}, ")
_UNTITLED: Final = Text("[tên bài]", "[title]")
_CAPTION: Final = Text("Số liệu đề nghị đính chính", "Figures to be corrected")
_HEADINGS: Final = (
    Text("STT", "No."),
    Text("Chỉ tiêu, phạm vi, thời điểm", "Figure, scope, time"),
    Text("Bài viết ghi", "The page says"),
    Text("Số trong sổ", "On record"),
    Text("Chênh lệch", "Difference"),
    Text("Khả năng do", "Perhaps by"),
)
_CLOSING: Final = Text(
    "Số trong sổ: theo các quyết định, báo cáo đã ghi nhận.", "On record: by decisions and reports recorded."
)
_UNSURE: Final = Text("chưa xác định", "not known")
_COUNTED: Final = Text("Cách tính: {ways}.", "How it is counted: {ways}.")
_ASK: Final = Text(
    "Đề nghị {name} xem xét, đính chính các số liệu nêu trên. Trường hợp số liệu trong bài có nguồn khác, đề nghị cho biết nguồn, thời "
    "điểm và cách tính để hai bên thống nhất.",
    "{name} is asked to look into these figures and correct them or, where they are from another source, to name it with its date "
    "and way of counting, so that both may agree.",
)
_THANKS: Final = Text("Trân trọng./.", "With thanks.")


class NothingToCorrect(ParkError):
    """A page of which no figure differs needs no letter."""

    code = "nothing_to_correct"
    vi = "Không có số liệu nào của trang khác với sổ, nên không cần công văn đính chính."
    en = "No figure of the page differs from the ledger, so there is nothing to correct."


@dataclass(frozen=True, slots=True)
class CorrectionRequest:
    """Which letter is asked for: of which place, on which day, as known when, in which language, by whom."""

    place: str
    on: date
    lang: Lang = Lang.VI
    known_at: datetime | None = None
    issuer: Issuer = UNNAMED

    @property
    def period(self) -> Period:
        """The day that the letter bears."""
        return Period(self.on, self.on)


def correction_letter(page: "Page", found: Sequence[Checked], request: CorrectionRequest) -> Report:
    """The letter on the statements of a page that differ; refused where none does."""
    wrong = [each for each in found if each.outcome is StatementOutcome.DIFFERS]
    if not wrong:
        raise NothingToCorrect
    lang = request.lang
    return Report(
        request=request,
        title=_ABOUT.of(lang),
        kind="",
        place=get(request.place).text.of(lang) if request.place != COUNTRY_CODE else "…",
        parts=tuple(_parts(page, wrong, lang)),
        notes=(),
        coverage=(),
        checks=(),
        known="",
        tip="",
    )


def correction_file(letter: Report, suffix: str) -> tuple[bytes, str]:
    """The letter as a file of a kind, with its media type."""
    made = report_format(suffix)
    return made.write(letter, ""), made.media_type


def _parts(page: "Page", wrong: Sequence[Checked], lang: Lang) -> Iterator[Part]:
    name = page.source or _UNKNOWN_SOURCE.of(lang)
    day = _ON.of(lang).format(day=format_date(page.published, lang)) if page.published else ""
    title = page.title or _UNTITLED.of(lang)
    opening = _FOUND.of(lang).format(day=day, name=name, title=title, count=len(wrong))
    yield Paragraph(0, (_TO.of(lang).format(name=name),))
    yield Paragraph(0, (capitalised(opening),))
    rows = tuple(_row(number, each, lang) for number, each in enumerate(wrong, start=1))
    yield ReportTable(
        _CAPTION.of(lang), tuple(each.of(lang) for each in _HEADINGS), rows, len(_HEADINGS), _CLOSING.of(lang)
    )
    ways = dict.fromkeys(each.counted_as.of(lang) for each in wrong if each.counted_as is not None)
    yield Paragraph(0, (_COUNTED.of(lang).format(ways="; ".join(ways)),))
    if any(figure.demo for each in wrong for figure in each.figures):
        yield Paragraph(0, (DEMO.of(lang),))
    yield Paragraph(0, (_ASK.of(lang).format(name=name),))
    yield Paragraph(0, (_THANKS.of(lang),))


def _row(number: int, each: Checked, lang: Lang) -> tuple[str, ...]:
    said = each.statement
    about = ", ".join(part for part in (indicator_said(said, lang), scope_said(said), period_said(said, lang)) if part)
    ours = in_sight(each.value, said.unit, lang, said.kind or "")
    marked = f"{ours}*" if any(figure.demo for figure in each.figures) else ours
    gap = "" if each.difference is None else apart(each.difference, said.unit, lang, said.kind or "")
    cause = each.explained.said.of(lang) if each.explained else _UNSURE.of(lang)
    return (str(number), capitalised(about), said.quote, marked, gap, cause)
