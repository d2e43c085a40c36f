"""`parkledger backup`, `restore`: everything in one archive or in increments, and an installation made of it."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from parkledger.cli.output import SPEECH, CalledWrongly, err, escape, out, print_json, say
from parkledger.configuration import configuration
from parkledger.language import ParkError

INTO = say(
    "nơi khôi phục: một thư mục sổ, hoặc một cơ sở dữ liệu postgresql://… hay sqlite:///…; mặc định là nơi đang thiết lập",
    "where to: a folder of books, or a database postgresql://… or sqlite:///…; by default the place that is set",
)
INCREMENTAL = say(
    "chỉ ghi những gì các bản sao lưu trong thư mục chưa có; bản đầu là bản đầy đủ",
    "write only what the backups of the folder do not hold; the first is whole",
)
KEEP = say(
    "sau đó giữ N bản mới nhất và mọi bản cùng chuỗi với chúng, xóa các bản cũ hơn; 0: không xóa",
    "keep the newest N backups then, and all of their chains, and remove older ones; 0: remove none",
)
ENCRYPT_TO = say(
    "mã hóa cho chủ của khóa công khai age1…; có thể lặp lại; mặc định PARKLEDGER_BACKUP_RECIPIENTS",
    "encrypt to the holder of the public key age1…; repeatable; by default PARKLEDGER_BACKUP_RECIPIENTS",
)
REHEARSE = say(
    "khôi phục thử một bản sao lưu, hoặc bản mới nhất của thư mục, kiểm tra rồi xóa",
    "restore a backup, or the newest of a folder, for trial, verify, remove",
)
CHECK = say(
    "đọc hết mọi bản sao lưu trong thư mục; nêu bản hỏng, bản thiếu",
    "read all backups of a folder; name what is damaged or missing",
)
IDENTITY = say("tệp khóa riêng mở bản sao lưu mã hóa", "the file of the private key that opens encrypted backups")
MAKE_IDENTITY = say(
    "tạo khóa riêng vào tệp này và in khóa công khai", "make a private key in this file, and print the public one"
)
UNTIL = say(
    "bản mới nhất không muộn hơn thời điểm này (giờ Việt Nam): 22/8/2023 là hết ngày, 2023-08-22T17:30",
    "the newest that is not later than this moment (of Vietnam): 22/8/2023 is its end, 2023-08-22T17:30",
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
        "Sao lưu toàn bộ sổ, tài khoản, hồ sơ và tệp vào một tệp, trong khi vẫn có người ghi; khôi phục thử, kiểm tra.",
        "Back up all books, accounts, submissions and files into one file, while others write; rehearse, check.",
    )

    @app.command("backup", help=help_text)
    def backup(
        destination: Annotated[
            Path | None, typer.Argument(help=say("tệp hoặc thư mục để ghi", "the file or folder to write"))
        ] = None,
        incremental: Annotated[bool, typer.Option("--incremental", help=INCREMENTAL)] = False,
        keep: Annotated[int, typer.Option("--keep", min=0, help=KEEP)] = 0,
        encrypt_to: Annotated[list[str] | None, typer.Option("--encrypt-to", help=ENCRYPT_TO)] = None,
        with_secrets: Annotated[bool, typer.Option("--with-secrets", help=SECRETS)] = False,
        rehearse: Annotated[Path | None, typer.Option("--rehearse", help=REHEARSE)] = None,
        check: Annotated[Path | None, typer.Option("--check", help=CHECK)] = None,
        identity: Annotated[Path | None, typer.Option("--identity", help=IDENTITY)] = None,
        make_identity: Annotated[Path | None, typer.Option("--make-identity", help=MAKE_IDENTITY)] = None,
    ) -> int:
        if sum(each is not None for each in (destination, rehearse, check, make_identity)) != 1:
            problem = say(
                "nêu một trong: nơi ghi, --rehearse, --check, --make-identity",
                "name one of: where to write, --rehearse, --check, --make-identity",
            )
            raise CalledWrongly(problem=problem, command="backup")
        with _tidy_when_ended():
            if rehearse is not None:
                return _rehearse(rehearse, identity)
            if check is not None:
                return _check(check, identity)
            if make_identity is not None:
                return _make_identity(make_identity)
            wish = _BackupWish(destination or Path(), incremental, keep, tuple(encrypt_to or ()), with_secrets)
            return _back_up(wish)


def _add_restore(app: typer.Typer) -> None:
    help_text = say(
        "Khôi phục một bản sao lưu vào thư mục và cơ sở dữ liệu trống, rồi kiểm tra; mã thoát 1 nếu có sai lệch.",
        "Restore a backup into an empty folder and database, and verify it; exit code 1 where anything differs.",
    )

    @app.command("restore", help=help_text)
    def restore(
        archive: Annotated[
            Path,
            typer.Argument(
                help=say(
                    "bản sao lưu, hoặc thư mục: bản mới nhất trong đó",
                    "the backup, or a folder: the newest in it",
                )
            ),
        ],
        into: Annotated[str, typer.Option(help=INTO)] = "",
        until: Annotated[str, typer.Option("--until", help=UNTIL)] = "",
        identity: Annotated[Path | None, typer.Option("--identity", help=IDENTITY)] = None,
    ) -> int:
        from parkledger.backup import making, restoring

        if until and not archive.is_dir():
            problem = say("--until cần một thư mục", "--until wants a folder")
            raise CalledWrongly(problem=problem, command="restore")
        target = making.installation()
        if "://" in into:
            target = making.Installation(target.folder, into)
        elif into:
            target = making.Installation(Path(into).expanduser().resolve())
        archive, later = _chosen(archive, until)
        with _tidy_when_ended():
            found = restoring.restore(archive, target, _identities(identity))
            return _tell(found, archive, target.folder, later)


@dataclass(frozen=True)
class _BackupWish:
    """What kind of backup is asked for."""

    destination: Path
    incremental: bool
    keep: int
    encrypt_to: tuple[str, ...]
    with_secrets: bool


def _back_up(wish: _BackupWish) -> int:
    from parkledger.backup import encryption, making
    from parkledger.backup.folder import alone_in, remove_old
    from parkledger.backup.increments import newest_chain

    if (wish.incremental or wish.keep) and not wish.destination.is_dir():
        problem = say(
            f"--incremental và --keep cần một thư mục có sẵn, {wish.destination} không phải",
            f"--incremental and --keep want a folder that is there, which {wish.destination} is not",
        )
        raise CalledWrongly(problem=problem, command="backup")
    recipients = encryption.recipients_of(wish.encrypt_to or encryption.keys_in(configuration().backup_recipients))
    with alone_in(wish.destination) if wish.incremental or wish.keep else nullcontext():
        chain, broken = newest_chain(wish.destination, recipients) if wish.incremental else (None, None)
        path, manifest = making.back_up(
            making.installation(), wish.destination, with_secrets=wish.with_secrets, recipients=recipients, onto=chain
        )
        removed = remove_old(wish.destination, wish.keep, path) if wish.keep else []
    _tell_made(path, manifest, wish, broken, removed)
    return 0


def _rehearse(wanted: Path, identity: Path | None) -> int:
    from parkledger.backup import making, restoring

    archive, _ = _chosen(wanted, "")
    return _tell(restoring.rehearse(archive, making.installation(), _identities(identity)), archive, None, None)


def _check(folder: Path, identity: Path | None) -> int:
    from parkledger.backup.folder import check

    if not folder.is_dir():
        problem = say(f"--check cần một thư mục, {folder} không phải", f"--check wants a folder, {folder} is none")
        raise CalledWrongly(problem=problem, command="backup")
    found = check(folder, _identities(identity))
    wrong = [each for each in found if each.problem]
    if SPEECH.as_json:
        rows = [
            {
                "path": str(each.backup.path),
                "moment": each.backup.moment.isoformat(),
                "increment": each.backup.is_increment,
                "problem": each.problem.as_json() if each.problem else None,
            }
            for each in found
        ]
        print_json(rows)
        return 1 if wrong else 0
    for each in found:
        told = each.problem.message(SPEECH.lang) if each.problem else say("nguyên vẹn", "whole")
        (err if each.problem else out)().print(escape(f"{each.backup.path.name} ({_here(each.backup.moment)}): {told}"))
    bad, count = len(wrong), len(found)
    out().print(say(f"{count} bản sao lưu, {bad} bản không dùng được.", f"{_some(count, 'backup')}, {bad} of no use."))
    return 1 if wrong else 0


def _make_identity(file: Path) -> int:
    from parkledger.backup.encryption import make_identity

    passphrase = configuration().backup_passphrase
    public = make_identity(file, passphrase)
    if SPEECH.as_json:
        print_json({"identity": str(file), "recipient": public, "locked": bool(passphrase)})
        return 0
    out().print(public)
    err().print(
        say(
            f"Khóa riêng ở {file}: cất ở nơi khác máy chủ, ít nhất hai chỗ. Mất khóa thì không ai mở được bản sao lưu. "
            "Dòng trên là khóa công khai, dùng cho --encrypt-to.",
            f"The private key is in {file}: keep it elsewhere than on the server, in two places at least. Without it nobody "
            "can open the backups. The line above is the public key, for --encrypt-to.",
        )
    )
    return 0


def _identities(file: Path | None) -> Any:
    from parkledger.backup.encryption import identities_in

    return identities_in(file, configuration().backup_passphrase) if file else ()


def _chosen(wanted: Path, until: str) -> tuple[Path, Any]:
    """The backup that is meant, and those of its folder that are later, where a folder was named."""
    from parkledger.backup.folder import choose
    from parkledger.records.dates import moment_from

    if not wanted.is_dir():
        return wanted, None
    choice = choose(wanted, moment_from(until) if until else None)
    return choice.chosen.path, choice.later


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


def _tell_made(path: Path, manifest: Any, wish: _BackupWish, broken: ParkError | None, removed: list[Path]) -> None:
    size = path.stat().st_size
    if SPEECH.as_json:
        told = {"path": str(path), "bytes": size, "removed": [str(each) for each in removed]}
        print_json(told | {"begun_anew": broken.as_json() if broken else None} | _as_json(manifest))
        return
    out().print(escape(f"{path}: {size} byte. " + _counted(manifest)))
    if manifest.increment:
        count = len(manifest.increment.needs)
        text = say(
            f"Bản nối tiếp: cần {count} bản trước đó trong cùng thư mục.",
            f"An increment: it needs {_some(count, 'backup')} before it in the same folder.",
        )
        out().print(text)
    if removed:
        out().print(say(f"Đã xóa {len(removed)} bản cũ.", f"Removed {_some(len(removed), 'old backup')}."))
    if manifest.moment > datetime.now(UTC):
        err().print(
            say(
                "Giờ ghi trên bản này còn ở phía trước: một bản trong thư mục được ghi khi đồng hồ chạy nhanh, hoặc đồng hồ vừa bị "
                "vặn lùi. Bản này vẫn được xếp sau bản ấy. Hãy chỉnh đồng hồ; để giờ lại đúng, sao lưu vào một thư mục mới.",
                "The moment of this backup is still to come: the clock was ahead when another of the folder was made, or has been "
                "set back. This one stands after it all the same. Set the clock; a new folder has true moments again.",
            )
        )
    if broken:
        err().print(escape(broken.message(SPEECH.lang)))
        err().print(
            say("Vì vậy bản này là bản đầy đủ, bắt đầu chuỗi mới.", "So this one is whole, and begins a new chain.")
        )
    _tell_secrets(with_secrets=wish.with_secrets)


def _tell_secrets(*, with_secrets: bool) -> None:
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


def _tell(found: Any, archive: Path, folder: Path | None, later: Any) -> int:
    """What was restored or rehearsed, and which backups are later; the exit code."""
    if SPEECH.as_json:
        place: dict[str, Any] = {"home": str(folder)} if folder else {}
        beyond = {} if later is None else {"later": [str(each.path) for each in later]}
        print_json(
            place | {"path": str(archive)} | beyond | _as_json(found.manifest) | {"problems": list(found.problems)}
        )
        return 1 if found.problems else 0
    done = say("Đã khôi phục", "Restored") if folder else say("Đã khôi phục thử", "Rehearsed")
    where = f" → {folder}" if folder else ""
    out().print(escape(f"{done} {archive}{where}. {_counted(found.manifest)}"))
    if later is not None:
        _tell_later(found.manifest.moment, later)
    for problem in found.problems:
        err().print(escape(problem[SPEECH.lang.value]))
    wrong = len(found.problems)
    if wrong:
        text = say(
            f"Sổ có {wrong} sai lệch từ trước khi sao lưu.",
            f"The books had {_some(wrong, 'difference')} before the backup.",
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


def _tell_later(moment: datetime, later: Any) -> None:
    """Which moment everything stands at, and what there is beyond it."""
    stands = _here(moment)
    if not later:
        text = say(
            f"Sổ ở đúng thời điểm {stands}; không có bản sao lưu nào muộn hơn.",
            f"Everything stands as at {stands}; there is no later backup.",
        )
    else:
        count, last = len(later), _here(later[-1].moment)
        text = say(
            f"Sổ ở đúng thời điểm {stands}. Còn {count} bản sao lưu muộn hơn, mới nhất lúc {last}; những gì ghi sau "
            f"{stands} không có ở đây.",
            f"Everything stands as at {stands}. There is more: {_some(count, 'later backup')}, the newest at {last}; what was "
            f"recorded after {stands} is not here.",
        )
    out().print(text)


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
    facts: dict[str, Any] = manifest.model_dump(mode="json", exclude={"files", "migrations", "increment"})
    needs = [each.name for each in manifest.increment.needs] if manifest.increment else []
    return facts | {"files": len(manifest.files), "needs": needs}


def _counted(manifest: Any) -> str:
    heads = ", ".join(f"{head.book} {head.seq} ({head.hash[:12]})" for head in manifest.books) or "—"
    rows, files = sum(manifest.tables.values()), len(manifest.files) - 1
    moment = _here(manifest.moment)
    return say(
        f"Lúc {moment}: {rows} dòng trong {len(manifest.tables)} bảng, {files} tệp; sổ: {heads}.",
        f"At {moment}: {_some(rows, 'row')} in {_some(len(manifest.tables), 'table')}, {_some(files, 'file')}; books: {heads}.",
    )


def _some(count: int, noun: str) -> str:
    """So many of something, in English."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _here(moment: datetime) -> str:
    from parkledger.backup.folder import moment_said

    return moment_said(moment).of(SPEECH.lang)
