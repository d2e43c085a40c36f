"""The archive by itself: whole or refused, private, and never a way out of its folder."""

import gzip
import json
import stat
import tarfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from parkledger.backup.archive import DATABASE, MANIFEST, ArchiveManifest, unpack, written
from parkledger.backup.encryption import Recipients
from parkledger.backup.errors import ArchiveDamaged

NAME = DATABASE + "ledger.sqlite3"


def small(path: Path, name: str = NAME, recipients: Recipients = (), **changed: object) -> Path:
    """An archive of one little file."""
    content = path.with_name("content")
    content.write_bytes(b"not much")
    with written(path, recipients) as archive:
        archive.add(name, content)
        told = ArchiveManifest(
            version="1", vendor="sqlite", server="3", moment=datetime(2026, 1, 1, tzinfo=UTC), database=name, migrations=(),
            tables={}, books=(), files=dict(archive.files),
        )  # fmt: skip
        archive.add_text(MANIFEST, json.dumps({**told.model_dump(mode="json", exclude_none=True), **changed}))
    return path


def test_what_is_put_in_comes_out(tmp_path):
    path = small(tmp_path / "a")
    manifest = unpack(path, tmp_path / "out")
    assert (tmp_path / "out" / NAME).read_bytes() == b"not much"
    assert manifest.files[NAME].size == 8
    assert {stat.S_IMODE(each.stat().st_mode) for each in (path, tmp_path / "out" / NAME)} == {0o600}


def test_tar_and_gzip_read_it_like_any_other(tmp_path):
    path = small(tmp_path / "a")
    assert gzip.decompress(path.read_bytes())
    with tarfile.open(path) as tar:
        assert tar.getnames() == [NAME, MANIFEST]


def test_any_flipped_byte_is_noticed(tmp_path):
    whole = small(tmp_path / "a").read_bytes()
    damaged = tmp_path / "damaged"
    for place in range(len(whole)):
        damaged.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << place % 8]) + whole[place + 1 :])
        with pytest.raises(ArchiveDamaged):
            unpack(damaged, tmp_path / "out")
    assert not (tmp_path / "out").exists(), "nothing is taken out of a damaged archive"


def test_any_lost_end_is_noticed(tmp_path):
    whole = small(tmp_path / "a").read_bytes()
    damaged = tmp_path / "damaged"
    for length in range(len(whole)):
        damaged.write_bytes(whole[:length])
        with pytest.raises(ArchiveDamaged):
            unpack(damaged, tmp_path / "out")
    damaged.write_bytes(whole + b"\0")
    with pytest.raises(ArchiveDamaged):
        unpack(damaged, tmp_path / "out")


@pytest.mark.parametrize("name", ["home/../../out", "/out", "elsewhere/out"])
def test_nothing_leaves_its_folder(tmp_path, name):
    with pytest.raises(ArchiveDamaged):
        unpack(small(tmp_path / "a", name), tmp_path / "deep" / "folder")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("changed", [{"files": {}}, {"format": 3}, {"files": {NAME: {"sha256": "0" * 64, "size": 8}}}])
def test_a_manifest_that_says_otherwise_is_refused(tmp_path, changed):
    with pytest.raises(ArchiveDamaged):
        unpack(small(tmp_path / "a", **changed), tmp_path / "out")


def test_a_file_that_is_no_archive_or_not_there_is_refused(tmp_path):
    (tmp_path / "x").write_bytes(b"x" * 5000)
    for path in (tmp_path / "x", tmp_path / "none"):
        with pytest.raises(ArchiveDamaged):
            unpack(path, tmp_path / "out")
