"""The audit trail in words: every entry is a sentence, and says from where it was done."""

import ast
import json
from pathlib import Path
from typing import Any

import pytest

from parkledger.language import Text
from parkledger.people import subscriptions
from parkledger.people.audit import named
from parkledger.people.models import AuditEntry
from parkledger.portal.people.trail_words import PARTS, about_words, sentence_of

SOURCE = Path(__file__).resolve().parents[2] / "src" / "parkledger"


def kept_keys() -> set[str]:
    """What any entry of the trail keeps, by the calls that write entries."""
    found = set()
    for path in SOURCE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if "audit" not in text:
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {"audit", "audit.record", "auditing.record"}:
                kept = [each for each in node.args if isinstance(each, ast.Dict)]
                found |= {str(key.value) for each in kept for key in each.keys if isinstance(key, ast.Constant)}
    return found


def test_what_entries_keep_has_words() -> None:
    assert len(kept_keys()) > 15
    assert kept_keys() - PARTS.keys() == set()


@pytest.mark.parametrize(
    ("action", "about", "kept", "said"),
    [
        ("signed_in", "lan", {}, "Đăng nhập lan"),
        (
            "submission_returned",
            "submission/7",
            {"book": "bg-parks", "kind": "land_cleared", "events": [], "comment": "thiếu biên bản"},
            "Trả lại hồ sơ số 7; loại: giải phóng mặt bằng; sổ: bg-parks; ý kiến: “thiếu biên bản”",
        ),
        ("reports_consolidated", "bg-parks#9", {"made_of": [1, 2], "missing": []}, "Tổng hợp báo cáo số 9 (bg-parks); từ 2 báo cáo"),
        ("role_granted", "lan", {"role": "leader", "place": "viet-nam.bac-giang"}, "Cấp vai trò lan; lãnh đạo: "),
        ("subscribed", "3", {"kind": "zone", "frequency": "weekly"}, "Theo dõi qua thư 3; loại: khu, cụm; tần suất: hằng tuần"),
        ("of_before", "x", {"odd": {"a": 1}}, 'Of_before x; odd: {"a": 1}'),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("sqlite_database")
def test_an_entry_is_a_sentence(action: str, about: str, kept: dict[str, Any], said: str) -> None:
    entry = AuditEntry(action=action, about=about, detail=json.dumps(kept))
    assert sentence_of(entry).vi.lower().startswith(said.lower())
    assert "{" not in sentence_of(entry).en.replace('{"a": 1}', "")


def test_what_is_told_by_other_packages_has_words() -> None:
    assert named("subscribed").vi == "theo dõi qua thư", subscriptions.__name__


def test_what_an_entry_is_about() -> None:
    assert about_words("submission/12") == Text("số 12", "no. 12")
    assert about_words("bg-parks/kcn-quang-chau").vi == "bg-parks/kcn-quang-chau"
    assert about_words("people").vi == "trong danh sách người dùng"
