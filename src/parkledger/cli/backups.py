"""`parkledger backup`, `restore`: everything in one archive, and an installation made of it."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from parkledger.cli.output import SPEECH, CalledWrongly, err, escape, out, print_json, say

INTO = say(
    "nơi khôi phục: một thư mục sổ, hoặc một cơ sở dữ liệu postgresql://… hay sqlite:///…; mặc định là nơi đang thiết lập",
    "where to: a folder of books, or a database postgresql://… or sqlite:///…; by default the place that is set",
)
SECRETS = say(
    "gồm cả khóa bí mật; thiếu nó thì bước xác thực thứ hai đã lập không mở được và mọi người phải đăng nhập lại",
    "with the secret keys too; without them second factors cannot be opened and everybody must sign in again",
)


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    _add_backup(app)
    _add_restore(app)


def _add_backup(app: typer.Typer) -> None:
    help_text = say(
        "Sao lưu toàn bộ sổ, tài khoản, hồ sơ và tệp vào một tệp, trong khi vẫn có người ghi.",
        "Back up all books, accounts, submissions and files into one file, while others write.",
    )

    @app.command("backup", help=help_text)
    def backup(
        destination: Annotated[
            Path | None, typer.Argument(help=say("tệp hoặc thư mục để ghi", "the file or folder to write"))
        ] = None,
        with_secrets: Annotated[bool, typer.Option("--with-secrets", help=SECRETS)] = False,
        rehearse: Annotated[
            Path | None,
            typer.Option(
                help=say(
                    "khôi phục thử một bản sao lưu, kiểm tra rồi xóa", "restore a backup for trial, verify, remove"
                )
            ),
        ] = None,
    ) -> int:
        from parkledger.backup import making, restoring

        if (destination is None) == (rehearse is None):
            problem = say(
                "nêu nơi ghi, hoặc --rehearse với một bản sao lưu", "name where to write, or --rehearse a backup"
            )
            raise CalledWrongly(problem=problem, command="backup")
        with _tidy_when_ended():
            if rehearse is not None:
                return _tell(restoring.rehearse(rehearse, making.installation()), rehearse, None)
            path, manifest = making.back_up(making.installation(), destination or Path(), with_secrets=with_secrets)
        _tell_made(path, manifest, with_secrets=with_secrets)
        return 0


def _add_restore(app: typer.Typer) -> None:
    help_text = say(
        "Khôi phục một bản sao lưu vào thư mục và cơ sở dữ liệu trống, rồi kiểm tra; mã thoát 1 nếu có sai lệch.",
        "Restore a backup into an empty folder and database, and verify it; exit code 1 where anything differs.",
    )

    @app.command("restore", help=help_text)
    def restore(
        archive: Annotated[Path, typer.Argument(help=say("bản sao lưu", "the backup"))],
        into: Annotated[str, typer.Option(help=INTO)] = "",
    ) -> int:
        from parkledger.backup import making, restoring

        target = making.installation()
        if "://" in into:
            target = making.Installation(target.folder, into)
        elif into:
            target = making.Installation(Path(into).expanduser().resolve())
        with _tidy_when_ended():
            return _tell(restoring.restore(archive, target), archive, target.folder)


@contextmanager
def _tidy_when_ended() -> Iterator[None]:
    """Have a request to end (SIGTERM) stop the command as Ctrl+C does: what is half-written is removed."""

    def stop(*_: Any) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _tell_made(path: Path, manifest: Any, *, with_secrets: bool) -> None:
    size = path.stat().st_size
    if SPEECH.as_json:
        print_json({"path": str(path), "bytes": size} | _as_json(manifest))
        return
    out().print(escape(f"{path}: {size} byte. " + _counted(manifest)))
    if with_secrets:
        err().print(
            say(
                "Tệp này có khóa bí mật: ai có nó thì mở được bước xác thực thứ hai của mọi tài khoản. Hãy cất riêng.",
                "This file has the secret keys: whoever has it can open everybody's second factor. Keep it apart.",
            )
        )
        return
    err().print(
        say(
            "Không gồm khóa bí mật: nếu mất khóa, sau khi khôi phục bước xác thực thứ hai phải lập lại và mọi người phải "
            "đăng nhập lại. Hãy giữ khóa ở nơi khác, hoặc dùng --with-secrets.",
            "Without the secret keys: if they are lost, second factors must be set up anew after restoring, and everybody "
            "must sign in again. Keep them elsewhere, or use --with-secrets.",
        )
    )


def _tell(found: Any, archive: Path, folder: Path | None) -> int:
    """What was restored or rehearsed; the exit code."""
    if SPEECH.as_json:
        place = {"home": str(folder)} if folder else {}
        print_json(place | _as_json(found.manifest) | {"problems": list(found.problems)})
        return 1 if found.problems else 0
    done = say("Đã khôi phục", "Restored") if folder else say("Khôi phục thử được", "Rehearsed")
    where = f" → {folder}" if folder else ""
    out().print(escape(f"{done} {archive}{where}. {_counted(found.manifest)}"))
    for problem in found.problems:
        err().print(escape(problem[SPEECH.lang.value]))
    wrong = len(found.problems)
    if wrong:
        text = say(
            f"Sổ có {wrong} sai lệch từ trước khi sao lưu.", f"The books had {wrong} differences before the backup."
        )
    else:
        text = say(
            "Mã băm, số dòng từng bảng, chuỗi sự kiện và tệp đính kèm: không sai lệch.",
            "Hashes, rows of every table, chains of events and attachments: no differences.",
        )
    out().print(text)
    if folder and any(name.startswith("secrets/") for name in found.manifest.files):
        _tell_keys(folder)
    return 1 if wrong else 0


def _tell_keys(folder: Path) -> None:
    from parkledger.backup.making import FORMER_KEYS

    if (folder / FORMER_KEYS).exists():
        out().print(
            say(
                f"Các khóa trước đây: đặt PARKLEDGER_SECRET_KEY_FALLBACKS_FILE={folder / FORMER_KEYS}.",
                f"Former keys: set PARKLEDGER_SECRET_KEY_FALLBACKS_FILE={folder / FORMER_KEYS}.",
            )
        )


def _as_json(manifest: Any) -> dict[str, Any]:
    facts: dict[str, Any] = manifest.model_dump(mode="json", exclude={"files", "migrations"})
    return facts | {"files": len(manifest.files)}


def _counted(manifest: Any) -> str:
    heads = ", ".join(f"{head.book} {head.seq} ({head.hash[:12]})" for head in manifest.books) or "—"
    rows, files = sum(manifest.tables.values()), len(manifest.files) - 1
    moment = f"{manifest.moment:%Y-%m-%d %H:%M:%S} UTC"
    return say(
        f"Lúc {moment}: {rows} dòng trong {len(manifest.tables)} bảng, {files} tệp; sổ: {heads}.",
        f"At {moment}: {rows} rows in {len(manifest.tables)} tables, {files} files; books: {heads}.",
    )
