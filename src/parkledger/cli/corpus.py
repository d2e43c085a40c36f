"""`parkledger read-many`: the pages of folders and web archives, read in several processes into files of JSON lines."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from parkledger.cli.output import SPEECH, escape, out, print_errors, print_json, say
from parkledger.cli.session import with_progress
from parkledger.language import ParkError
from parkledger.language.text import Text

if TYPE_CHECKING:
    from parkledger.reading.corpora.runs import CorpusRun

SUFFIX = ".read"
SHOWN = 20
"""How many errors are shown one by one; all of them stand in the output."""


class PageRefused(ParkError):
    """A page of a corpus that was not read, for a reason that the run has put into words."""

    code = "page_refused"
    vi = "Không đọc được trang: {reason}"
    en = "The page could not be read: {reason}"


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    help_text = say(
        "Đọc mọi trang trong thư mục hoặc tệp lưu trữ web (WARC); dừng lúc nào cũng được, chạy lại sẽ tiếp tục.",
        "Read all pages of folders or web archives (WARC); it may be stopped at any time and goes on when run again.",
    )

    @app.command("read-many", help=help_text)
    def read_many_pages(
        sources: Annotated[
            list[Path],
            typer.Argument(metavar="DIR|WARC...", help=say("thư mục, tệp WARC hoặc trang", "folders, archives, pages")),
        ],
        jobs: Annotated[
            int, typer.Option(min=1, help=say("số tiến trình; mặc định: số nhân", "processes; default: all cores"))
        ] = os.cpu_count() or 1,
        folder: Annotated[
            Path | None, typer.Option("--out", help=say("thư mục kết quả", "the folder for the output"))
        ] = None,
    ) -> int:
        return corpora_command(sources, jobs, folder)


def is_corpus(path: Path) -> bool:
    """Whether a path is many pages rather than one: a folder or a web archive."""
    from parkledger.reading.corpora.sources import ARCHIVE_SUFFIXES  # the reader's tables are loaded only to read

    return path.is_dir() or path.name.lower().endswith(ARCHIVE_SUFFIXES)


def corpora_command(sources: Path | list[Path], jobs: int, folder: Path | None = None) -> int:
    """Read many pages under a progress bar and say what came of it; 1 where a page could not be read.

    Without `folder`, the output goes beside the working folder's other files, under the source's name and ".read".
    """
    from parkledger.reading.corpora.runs import read_many
    from parkledger.reading.corpora.sources import SourceMissing, count_pages

    given = [sources] if isinstance(sources, Path) else sources
    for source in given:
        if not source.exists():
            raise SourceMissing(source=str(source))
    target = folder or Path(given[0].resolve().name + SUFFIX)
    done: list[CorpusRun] = []

    def work(advance: Any) -> None:
        done.append(read_many(given, target, jobs, progress=advance))

    with_progress(say("Đang đọc", "Reading"), count_pages(given), work)
    _show(done[0], target)
    return 1 if done[0].errors else 0


def _show(done: "CorpusRun", folder: Path) -> None:
    if SPEECH.as_json:
        facts = {"pages": done.pages, "already": done.already, "parts": len(done.parts), "folder": str(folder)}
        print_json({**facts, "errors": list(done.errors)})
        return
    out().print(
        escape(
            say(
                f"Đã đọc {done.pages} trang ({done.already} trang có từ trước), {len(done.errors)} trang lỗi, "
                f"vào {len(done.parts)} tệp trong {folder}.",
                f"Read {done.pages} pages ({done.already} were there already), {len(done.errors)} could not be read, "
                f"into {len(done.parts)} files in {folder}.",
            )
        )
    )
    shown = done.errors[:SHOWN]
    print_errors([PageRefused(where=one["where"], reason=Text(vi=one["vi"], en=one["en"])) for one in shown])
    if len(done.errors) > SHOWN:
        more = len(done.errors) - SHOWN
        out().print(say(f"… và {more} lỗi khác, ghi trong các tệp.", f"… and {more} more, which stand in the files."))
