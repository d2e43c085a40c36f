"""Files that officers have handed in to be imported: kept in the home folder with what came of trying them.

Nothing of a file is in a book before its rows are submitted and somebody else approves them.
"""

import json
import shutil
import time
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from parkledger.home import home
from parkledger.language import Lang, ParkError, Text
from parkledger.ledger.store.registry import book_ref
from parkledger.ledger.store.source import known_digests
from parkledger.workbooks import importing, preview
from parkledger.workbooks.errors import MadeForAnotherBook
from parkledger.workbooks.map import mappings, proposals
from parkledger.workbooks.map.filled_forms import unfolded
from parkledger.workbooks.map.rows import ImportRow
from parkledger.workbooks.map.sheets import FileChoices, fitting_mapping, sheets_of
from parkledger.workbooks.map.tables import SKIPPED
from parkledger.workbooks.read.grids import LITTLE_ROOM, Grid, read_grids
from parkledger.workbooks.read.numerals import Dates, Decimals
from parkledger.workbooks.write import refused_rows

FOLDER, KEPT_DAYS = "imports", 30
MOST_BYTES, MOST_ROWS = 20 * 2**20, 20_000
MOST_PREVIEWED = 2_000
"""Valid rows that the page can list."""
MOST_PROBLEMS = 2_000
"""Problems that the page can list; all of them stand in the workbook of refused rows."""


class UploadUnknown(ParkError):
    """No file was handed in under that address, or it is not for this person to see."""

    code = "upload_unknown"
    status = 404
    vi = "Không có tệp đã nộp này, hoặc tệp đã quá {days} ngày. Hãy nộp lại tệp."
    en = "There is no such file, or it was handed in more than {days} days ago. Hand it in again."


class UploadTooLarge(ParkError):
    """A file that is too large for the page."""

    code = "upload_too_large"
    vi = "Tệp quá lớn: trang này nhận đến {rows} dòng và {megabytes} MB. Hãy chia tệp, hoặc nạp bằng `parkledger import`."
    en = "The file is too large: this page takes {rows} rows and {megabytes} MB. Divide it, or use `parkledger import`."
    page_vi = (
        "Tệp quá lớn: trang này nhận đến {rows} dòng và {megabytes} MB. "
        "Hãy chia tệp, hoặc nhờ người quản trị nạp trên máy chủ."
    )
    page_en = (
        "The file is too large: this page takes {rows} rows and {megabytes} MB. "
        "Divide it, or have the administrator import it on the server."
    )


@dataclass(slots=True)
class Upload:
    """One file: where it is kept, what it is for, and what came of trying it."""

    token: str
    name: str
    book: str
    user: int
    mapping: mappings.Mapping | None = None
    decimal: Decimals | None = None
    dates: Dates | None = None
    result: dict[str, Any] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        """Where it is kept."""
        return home() / FOLDER / self.token

    def grids(self) -> list[Grid]:
        """Its sheets."""
        return unfolded(read_grids(self.name, (self.folder / "data").read_bytes(), LITTLE_ROOM))

    def save(self) -> None:
        """Write down what is known of it."""
        known = {name: getattr(self, name) for name in ("token", "name", "book", "user", "decimal", "dates", "result")}
        known["mapping"] = self.mapping.model_dump() if self.mapping else None
        (self.folder / "about.json").write_text(json.dumps(known, ensure_ascii=False), encoding="utf-8")

    def events(self) -> list[dict[str, Any]]:
        """The valid rows as a submission has them."""
        found: list[dict[str, Any]] = json.loads((self.folder / "events.json").read_text(encoding="utf-8"))
        return found


def take(name: str, data: bytes, book: str, user: int) -> Upload:
    """Keep a file that was handed in, and try it: a template or a sheet of known headings at once, else a mapping is proposed."""
    if len(data) > MOST_BYTES:
        raise _too_large()
    grids = unfolded(read_grids(name, data, LITTLE_ROOM))
    _forget_old()
    upload = Upload(uuid.uuid4().hex, name, book, user)
    upload.folder.mkdir(parents=True)
    (upload.folder / "data").write_bytes(data)
    try:
        if not any(map(proposals.is_template, grids)):
            upload.mapping = fitting_mapping(grids) or proposals.propose(proposals.name_for(name), grids)
        attempt(upload, grids)
    except ParkError:
        shutil.rmtree(upload.folder)
        raise
    return upload


def find(token: str, user: int) -> Upload:
    """A file by its address, for who handed it in."""
    path = home() / FOLDER / token / "about.json"
    if not token.isalnum() or not path.is_file():
        raise UploadUnknown(days=KEPT_DAYS)
    known = json.loads(path.read_text(encoding="utf-8"))
    if known["user"] != user:
        raise UploadUnknown(days=KEPT_DAYS)
    mapping = known.pop("mapping")
    return Upload(**known, mapping=mappings.Mapping.model_validate(mapping) if mapping else None)


def attempt(upload: Upload, grids: Sequence[Grid] | None = None) -> None:
    """Try a file without recording anything, and keep what came of it."""
    choices = FileChoices({"": upload.decimal} if upload.decimal else {}, upload.dates)
    grids = upload.grids() if grids is None else grids
    sheets = sheets_of(upload.name, grids, upload.mapping, choices)
    if sum(len(sheet.rows) for sheet in sheets) > MOST_ROWS:
        raise _too_large()
    outcome = importing.run(upload.book, sheets, by="preview", dry_run=True, keep=True)
    accepted = outcome.accepted or []
    known = known_digests(book_ref(upload.book).id, [row.digest for row in accepted])
    new = [row for row in accepted if row.digest not in known]
    (upload.folder / "events.json").write_text(json.dumps(_as_events(new), ensure_ascii=False), encoding="utf-8")
    for lang in Lang:
        (upload.folder / f"refused.{lang.value}.xlsx").unlink(missing_ok=True)
        if outcome.refused:
            (upload.folder / f"refused.{lang.value}.xlsx").write_bytes(refused_rows.write(outcome.refused, lang))
    meant = importing.made_for(grids)
    upload.result = {
        "made_for": meant if meant != upload.book else "",
        "sheets": [[sheet.grid.name, sheet.type, len(sheet.rows)] for sheet in sheets],
        **_told(outcome, new),
    }
    upload.save()


def _told(outcome: importing.ImportOutcome, new: Sequence[ImportRow]) -> dict[str, Any]:
    """What came of trying a file, as its page tells it: how many rows, what is wrong, what they say and move."""
    errors = outcome.errors
    return {
        "valid": len(new),
        "already": len(outcome.accepted or []) - len(new),
        "refused": len(outcome.refused),
        "problems": len(errors),
        "errors": [error.as_json() for error in errors[:MOST_PROBLEMS]],
        "skipped": [[f"{sheet.grid.name}!{row + 1}", why] for sheet, row, why in outcome.skipped],
        "unreported": [[where, [words.vi, words.en]] for where, words in outcome.unreported],
        "hidden": [[words.vi, words.en] for words in (*outcome.notes, *outcome.hidden)],
        "rows": [
            [
                row.where,
                [row.label.vi, row.label.en],
                [row.words.vi, row.words.en],
                [[each.vi, each.en] for each in row.doubts],
                [[each.vi, each.en] for each in row.changes],
            ]
            for row in preview.rows_in_words(new[:MOST_PREVIEWED], outcome)
        ],
        "warnings": [[each.where, [each.words.vi, each.words.en]] for each in outcome.warnings[:MOST_PROBLEMS]],
        "figures": [
            [each.code, *([words.vi, words.en] for words in (each.title, each.on, each.before, each.after))]
            for each in preview.key_figures(outcome)
        ],
    }


def _as_events(rows: Sequence[ImportRow]) -> list[dict[str, Any]]:
    """Rows as a submission of several events has them."""
    return [
        {"type": part.sheet.type, "fields": part.fields, "digest": row.digest_of(place), "where": row.where}
        for row in rows
        for place, part in enumerate(row.parts)
    ]


def check_book(upload: Upload, *, confirmed: bool) -> None:
    """Refuse to hand in a template of another book unless that is confirmed. Raises MadeForAnotherBook."""
    if (meant := upload.result.get("made_for")) and not confirmed:
        raise MadeForAnotherBook(file=upload.name, made_for=meant, book=upload.book)


def skipped_words(upload: Upload) -> list[tuple[str, Text]]:
    """The rows passed over, each with why."""
    unreported = [(where, Text(*words)) for where, words in upload.result.get("unreported", ())]
    return [*unreported, *((where, SKIPPED[why]) for where, why in upload.result["skipped"])]


def remap(upload: Upload, given: Mapping[str, str]) -> None:
    """Read the file by a mapping as mended on the page, keep the mapping, and try again."""
    upload.decimal = _decimal(given.get("decimal", ""))
    upload.dates = "mdy" if given.get("dates") == "mdy" else "dmy" if given.get("dates") == "dmy" else None
    if upload.mapping is not None:
        for number, sheet in enumerate(upload.mapping.parts):
            sheet.type = given.get(f"type.{number}", sheet.type)
            for index, column in enumerate(sheet.columns):
                column.field = given.get(f"column.{number}.{index}", column.field)
            sheet.constants = {
                key.removeprefix(f"constant.{number}."): value.strip()
                for key, value in given.items()
                if key.startswith(f"constant.{number}.") and value.strip()
            }
        upload.mapping.name = given.get("name", "").strip() or upload.mapping.name
        mappings.keep(upload.mapping)
    attempt(upload)


def _decimal(mark: str) -> Decimals | None:
    return "comma" if mark == "comma" else "point" if mark == "point" else None


def _too_large() -> UploadTooLarge:
    return UploadTooLarge(rows=MOST_ROWS, megabytes=MOST_BYTES >> 20)


def _forget_old() -> None:
    """Remove what was handed in long ago."""
    until = time.time() - KEPT_DAYS * 24 * 3600
    for folder in (home() / FOLDER).glob("*"):
        if folder.stat().st_mtime < until:
            shutil.rmtree(folder, ignore_errors=True)
