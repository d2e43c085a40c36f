"""Made-up dossiers to found, enlarge and end zones, the choice of developers, a developer that changes, clusters of before 2009.

All of it is invented, names of organisations alike. The one dossier that is approved is not followed by a founding, as where an
office has yet to record it, so that no figure changes. It was entered after everything else of its book.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

from parkledger.demo.division import wave
from parkledger.demo.drafts import Desk, moment

INVENTED: Final = "Hồ sơ, điểm, đơn vị dự tuyển tạo ra để minh họa: không có thật."
ENTERED: Final = moment(date(2025, 12, 29), 9)
"""When all of it was entered."""
UNTIL: Final = date(2025, 12, 5)
"""The last day of which anything is told."""
UNIT: Final = "Phòng Quản lý công nghiệp (minh họa)"
CANDIDATES: Final = (
    "Công ty Minh họa Hạ tầng An Phát",
    "Công ty Minh họa Hạ tầng Bình Minh",
    "Công ty Minh họa Hạ tầng Cường Thịnh",
)
CRITERIA: Final = {
    "phương án đầu tư hạ tầng kỹ thuật": 15,
    "phương án quản lý, bảo vệ môi trường": 15,
    "năng lực, kinh nghiệm": 30,
    "phương án tài chính": 40,
}
LACKS: Final = (
    "survey",
    "zoning",
    "land",
    "developer",
    "environment",
    "waste_water",
    "fire_safety",
    "regulation",
)
LISTED_ON: Final = date(2024, 9, 10)


def write_clusters(desk: Desk, planned: Sequence[str], legacy: Sequence[str], changing: str) -> None:
    """Dossiers of clusters that are planned and not established, clusters of before 2009, and one whose developer changes."""
    for n, zone in enumerate(planned[:6]):
        _dossier(
            desk,
            zone,
            n,
            f"MH-TL-CCN-{n + 1:02d}",
            "found",
            date(2024, 6 + n % 3, 4 + n) + timedelta(days=190 * (n // 3)),
        )
    for n, zone in enumerate(legacy):
        _legacy(desk, zone, n)
    before, after = "Công ty Minh họa Hạ tầng Thăng Long", "Công ty Minh họa Hạ tầng Đông Đô"
    given = {"zone": changing, "before": before, "developer": after, "ground": "văn bản minh họa"}
    _tell(desk, "developer_changed", date(2025, 3, 20), given)


def write_parks(desk: Desk, zone: str) -> None:
    """A dossier to enlarge a park, put forward and not decided yet."""
    _dossier(desk, zone, 7, "MH-MR-KCN-01", "enlarge", date(2025, 8, 11))


def _tell(desk: Desk, kind: str, on: date, fields: dict[str, Any]) -> None:
    """An event, where its day is told of."""
    if on <= UNTIL:
        desk.write(kind, on, fields, at=ENTERED, note=INVENTED)


def _dossier(desk: Desk, zone: str, n: int, code: str, matter: str, opened: date) -> None:
    """One dossier, as far as it has come; the second and fifth are sent back, the third is refused, the fifth taken back,
    the first is approved."""
    own = {"founding_dossier": code, "zone": zone}
    submitted = opened + timedelta(days=26 + n % 4)
    _tell(desk, "founding_opened", opened, {**own, "matter": matter, "proposer": CANDIDATES[n % 3], "unit": UNIT})
    _tell(desk, "founding_noticed", opened + timedelta(days=wave(n, 4, 9)), {**own, "unit": UNIT})
    by = "board" if matter == "enlarge" else "district" if submitted < date(2025, 7, 1) else "commune"
    _tell(desk, "founding_submitted", submitted, {**own, "submitted_by": by, "unit": UNIT})
    back = timedelta()
    if n in {1, 4}:
        back = timedelta(days=14)
        missing = {"result": "incomplete", "missing": "bản đồ vị trí (minh họa)"}
        _tell(desk, "founding_checked", submitted + timedelta(days=3), {**own, **missing})
    if n == 4:
        _tell(
            desk,
            "founding_withdrawn",
            submitted + timedelta(days=40),
            {**own, "reason": "lập lại phương án (minh họa)"},
        )
        return
    if back:
        _tell(desk, "founding_checked", submitted + timedelta(days=3) + back, {**own, "result": "complete"})
    if matter == "found":
        _choose(desk, own, n, submitted + back)
    appraised = submitted + back + timedelta(days=wave(n, 18, 34))
    fit = {"body": "Sở Công Thương (minh họa)", "result": "not_eligible" if n == 2 else "eligible"}
    _tell(desk, "founding_appraised", appraised, {**own, **fit})
    if n == 2:
        refused = {**own, "outcome": "refused", "reason": "chưa bố trí được quỹ đất (minh họa)"}
        _tell(desk, "founding_decided", appraised + timedelta(days=12), refused)
        return
    if n != 5:
        _tell(desk, "founding_put_forward", appraised + timedelta(days=4), {**own, "authority": "provincial_committee"})
    if n == 0:
        _tell(desk, "founding_decided", appraised + timedelta(days=14), {**own, "outcome": "approved"})


def _choose(desk: Desk, own: dict[str, str], n: int, on: date) -> None:
    """A council, two or three candidates with their points, and the choice of the best."""
    names = CANDIDATES[: 2 + n % 2]
    for number, name in enumerate(names):
        _tell(desk, "candidate_entered", on - timedelta(days=5 + number), {**own, "candidate": name})
    _tell(desk, "council_convened", on + timedelta(days=5), {**own, "members": 7 + 2 * (n % 2)})
    sums: dict[str, int] = {}
    for number, name in enumerate(names):
        halves = [wave(n + 3 * number + place, most, 2 * most) for place, most in enumerate(CRITERIA.values())]
        sums[name] = sum(halves)
        points = "; ".join(
            f"{criterion}: {half // 2}{',5' if half % 2 else ''}"
            for criterion, half in zip(CRITERIA, halves, strict=True)
        )
        _tell(desk, "points_given", on + timedelta(days=9), {**own, "candidate": name, "points": points})
    best = max(names, key=lambda name: sums[name])
    _tell(desk, "developer_chosen", on + timedelta(days=12), {**own, "candidate": best})


def _legacy(desk: Desk, zone: str, n: int) -> None:
    """What a cluster of before 2009 lacks, and what of it is settled: all of the first, something of the others."""
    lacks = [code for place, code in enumerate(LACKS) if (place + n) % 3 != 1]
    _tell(
        desk,
        "legacy_cluster_listed",
        LISTED_ON,
        {"zone": zone, "unit": UNIT, **{f"lacks_{code}": True for code in lacks}},
    )
    for place, code in enumerate(lacks if n == 0 else lacks[: 1 + n % 3]):
        settled = LISTED_ON + timedelta(days=90 + 45 * place + 7 * n)
        _tell(desk, "legacy_lack_settled", settled, {"zone": zone, "lack": code})
