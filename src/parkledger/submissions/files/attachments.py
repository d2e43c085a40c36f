"""Attachments: a file is taken in once, checked by its content, kept under its hash, and given to those who may have it."""

import contextlib
import hashlib
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Any

from django.db import IntegrityError, transaction

from parkledger.home import home
from parkledger.language import ParkError
from parkledger.people import audit
from parkledger.people.permissions import NotAllowed, require
from parkledger.people.roles import Action
from parkledger.submissions.errors import StateForbids
from parkledger.submissions.files.file_types import BY_MEDIA_TYPE, FILE_TYPES, FileType, type_of
from parkledger.submissions.files.pictures import refuse_position, without_position
from parkledger.submissions.models import Attachment, AttachmentUse, Submission
from parkledger.submissions.workflow.lifecycle import OPEN, STEP_WORDS, may_see, target_of

FOLDER = "attachments"
RECEIVING = "receiving-"
"""How the names of files begin that are being received."""
LARGEST = 20 * 2**20
"""Bytes of the largest file that is taken in."""
MOST_FILES = 20
"""Files that may be attached to one submission."""
CHUNK = 2**16
HASH = re.compile(r"[0-9a-f]{64}")
LONGEST_NAME = 150


class FileEmpty(ParkError):
    """A file without content, or none at all."""

    code = "file_empty"
    vi = "Chưa chọn tệp, hoặc tệp «{name}» trống. Hãy chọn tệp có nội dung."
    en = "No file was chosen, or “{name}” is empty. Choose a file with content."


class FileTooLarge(ParkError):
    """A file larger than is taken in."""

    code = "file_too_large"
    vi = "Tệp «{name}» lớn hơn {most} MB. Hãy giảm độ phân giải khi quét, hoặc chia thành nhiều tệp."
    en = "The file “{name}” is larger than {most} MB. Scan it at a lower resolution, or divide it."


class FileTypeRefused(ParkError):
    """A file whose content is none of the kinds that are kept."""

    code = "file_type_refused"
    vi = "Nội dung tệp «{name}» không thuộc loại được nhận ({types}), hoặc tệp hỏng, có mã nhúng. Hãy lưu lại thành PDF rồi gửi."
    en = "The content of “{name}” is none of the types taken in ({types}), or it is damaged or holds code. Save it as PDF and send that."


class TooManyFiles(ParkError):
    """More files than one submission holds."""

    code = "too_many_files"
    vi = "Hồ sơ số {number} đã có {most} tệp, không nhận thêm. Hãy gộp các trang vào một tệp PDF."
    en = "Submission {number} has {most} files and takes no more. Join the pages in one PDF."


class AttachmentNotThere(ParkError):
    """There is no such file, or it is not for this person to have."""

    code = "attachment_not_there"
    status = 404
    vi = "Không có tệp {sha256}, hoặc tệp không thuộc phạm vi của bạn. Hãy mở từ trang văn bản hay hồ sơ."
    en = "There is no file {sha256}, or it is not yours to have. Open it from the page of its document or submission."


class AttachmentDamaged(ParkError):
    """A kept file that is missing, or is not what its hash says."""

    code = "attachment_damaged"
    vi = "Tệp đính kèm {sha256} bị mất hoặc đã bị sửa. Hãy khôi phục từ bản sao lưu."
    en = "The attachment {sha256} is missing or was changed. Restore it from a backup."


def path_of(sha256: str) -> Path:
    """Where the bytes of a file are kept; its name is its hash, never what somebody called it."""
    if not HASH.fullmatch(sha256):
        raise AttachmentNotThere(sha256=sha256[:64])
    return home() / FOLDER / sha256[:2] / sha256


def is_kept(sha256: str) -> bool:
    """Whether the bytes of a file are kept here."""
    return bool(HASH.fullmatch(sha256)) and path_of(sha256).is_file()


def called(name: str) -> str:
    """A file's name to be shown: its last part, without anything that is not text."""
    last = PurePosixPath(unicodedata.normalize("NFC", name).replace("\\", "/")).name
    plain = "".join(each for each in last if unicodedata.category(each)[0] != "C").strip(" .")
    return plain[-LONGEST_NAME:] or "tệp"


def attach(submission: Submission, by: Any, name: str, chunks: Iterator[bytes]) -> AttachmentUse:
    """Attach a file to a submission that its author may still change."""
    require_open(submission, by)
    if submission.uses.count() >= MOST_FILES:
        raise TooManyFiles(number=submission.pk, most=str(MOST_FILES))
    kind, sha256, size = _taken_in(called(name), chunks)
    with transaction.atomic():
        kept, _ = Attachment.objects.get_or_create(
            sha256=sha256, defaults={"media_type": kind.media_type, "size": size, "added_by": by.get_username()}
        )
        use = _use(kept, submission, by, called(name))
        audit.record(by, "file_attached", f"{submission.book.code}#{submission.pk}", {"sha256": sha256})
    return use


def _taken_in(name: str, chunks: Iterable[bytes]) -> tuple[FileType, str, int]:
    """A file kept under its hash: its type, its hash, its size. A photo is kept without the position at which it was taken."""
    with _received(name, chunks) as (file, sha256, size):
        kind = type_of(file, size)
        if kind is None:
            raise FileTypeRefused(name=name, types=[each.name.vi for each in FILE_TYPES])
        refuse_position(file, kind.media_type, name)
        placeless = without_position(file, kind.media_type)
        if placeless is None:
            _keep(Path(file.name), sha256)
            return kind, sha256, size
    return _taken_in(name, [placeless])


def detach(submission: Submission, by: Any, sha256: str) -> None:
    """Take a file off a submission; its bytes stay, since other submissions may have it too."""
    require_open(submission, by)
    with transaction.atomic():
        found = submission.uses.filter(attachment_id=sha256).first()
        if found is None:
            raise AttachmentNotThere(sha256=sha256[:64])
        found.delete()
        audit.record(by, "file_detached", f"{submission.book.code}#{submission.pk}", {"sha256": sha256})


def require_open(submission: Submission, by: Any) -> None:
    """Only the author attaches and takes off, and only while it may still be changed."""
    if submission.author_id != by.pk:
        raise NotAllowed
    require(by, Action.ATTACH, target_of(submission))
    if submission.state not in OPEN:
        raise StateForbids(number=submission.pk, state=submission.words.vi, action=STEP_WORDS["saved"])


def _use(kept: Attachment, submission: Submission, by: Any, name: str) -> AttachmentUse:
    try:
        with transaction.atomic():
            return AttachmentUse.objects.create(attachment=kept, submission=submission, name=name, by=by)
    except IntegrityError:  # sent twice
        return AttachmentUse.objects.get(attachment=kept, submission=submission)


@contextlib.contextmanager
def _received(name: str, chunks: Iterable[bytes]) -> Iterator[tuple[IO[bytes], str, int]]:
    """What is sent, in a file beside those that are kept, with its hash and size; nothing stays of it."""
    folder = home() / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with tempfile.NamedTemporaryFile("w+b", dir=folder, prefix=RECEIVING) as file:
        for chunk in chunks:
            size += len(chunk)
            if size > LARGEST:
                raise FileTooLarge(name=name, most=str(LARGEST // 2**20))
            digest.update(chunk)
            file.write(chunk)
        if not size:
            raise FileEmpty(name=name)
        file.flush()
        os.fsync(file.fileno())
        yield file.file, digest.hexdigest(), size


def _keep(received: Path, sha256: str) -> None:
    """Under its hash, whole at once; who comes second finds it there."""
    target = path_of(sha256)
    target.parent.mkdir(mode=0o700, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        os.link(received, target)
        target.chmod(0o400)
        for folder in (target.parent, target.parent.parent):
            handle = os.open(folder, os.O_RDONLY)
            os.fsync(handle)
            os.close(handle)


def file_for(user: Any, sha256: str, *, is_public: bool) -> tuple[Attachment, Path, str]:
    """A file that somebody may have, where its bytes are and what it is called; `is_public` where an event cites it."""
    path = path_of(sha256)
    found = Attachment.objects.filter(pk=sha256).first()
    uses = list(found.uses.select_related("submission__book").order_by("pk")) if found else []
    seen = [use for use in uses if user.is_authenticated and may_see(user, use.submission)]
    if found is None or not (is_public or seen):
        raise AttachmentNotThere(sha256=sha256)
    if not path.is_file():
        raise AttachmentDamaged(sha256=sha256)
    named = seen[0].name if seen else sha256[:12]  # what somebody called it is not the public's to know
    return found, path, f"{PurePosixPath(named).stem}.{BY_MEDIA_TYPE[found.media_type].suffix}"


def verify() -> tuple[int, list[AttachmentDamaged]]:
    """How many files are kept, and those whose bytes are not what their hash says."""
    damaged, count = [], 0
    for sha256, size in Attachment.objects.order_by("pk").values_list("sha256", "size").iterator():
        count += 1
        if not _is_whole(path_of(sha256), sha256, size):
            damaged.append(AttachmentDamaged(sha256=sha256))
    return count, damaged


def _is_whole(path: Path, sha256: str, size: int) -> bool:
    try:
        with path.open("rb") as file:
            return path.stat().st_size == size and hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except OSError:
        return False
