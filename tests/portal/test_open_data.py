"""Open data: files that say what the pages say, for the same two dates."""

import csv
import io
import json
from decimal import Decimal

import pyarrow.parquet as pq
import pytest

from tests.portal.conftest import DAY


def rows_of(answer) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_all_figures_of_a_province_are_in_one_table(client) -> None:
    rows = rows_of(client.get(f"/du-lieu/so-lieu.csv?place=viet-nam.bac-giang&on={DAY}&known={DAY}"))
    rate = [row for row in rows if (row["Mã chỉ tiêu"], row["Loại khu"]) == ("occupancy", "park")]
    assert [row["Công thức"] for row in rate] == ["occupancy.park_since_decree_35"]
    assert Decimal("75.55") <= Decimal(rate[0]["Số liệu"]) < Decimal("75.65")
    exports = next(row for row in rows if (row["Mã chỉ tiêu"], row["Loại khu"]) == ("trade.export", "park"))
    assert (exports["Từ ngày"], exports["Đến ngày"]) == ("2023-01-01", DAY)


def test_parquet_has_the_same_rows_as_csv(client) -> None:
    query = f"?place=viet-nam.bac-kan&on={DAY}&known={DAY}"
    found = pq.read_table(io.BytesIO(client.get(f"/du-lieu/so-lieu.parquet{query}").content))
    assert found.num_rows == len(rows_of(client.get(f"/du-lieu/so-lieu.csv{query}"))) > 0


def test_figures_as_json_split_by_zone_add_up(client) -> None:
    asked = f"indicator=land.leased&kind=park&place=viet-nam.bac-giang&on={DAY}"
    whole = client.get(f"/du-lieu/hoi.json?{asked}").json()["figures"][0]
    parts = client.get(f"/du-lieu/hoi.json?{asked}&by=zone").json()["figures"]
    assert sum(part["value"] or 0 for part in parts) == pytest.approx(whole["value"])
    assert whole["events"]


def test_a_journal_is_every_event_known_by_the_moment(client, books) -> None:
    lines = b"".join(client.get("/du-lieu/so-goc/bk-parks.jsonl").streaming_content).decode().splitlines()
    assert [json.loads(line)["seq"] for line in lines] == list(range(1, len(lines) + 1))
    then = (
        b"".join(client.get("/du-lieu/so-goc/bk-parks.jsonl?known=2015-01-01").streaming_content).decode().splitlines()
    )
    assert 0 < len(then) < len(lines)


@pytest.mark.parametrize("path", ["/du-lieu/so-goc/khong-co.jsonl", "/du-lieu/hoi.json?indicator=khong.co"])
def test_what_is_not_there_is_said(client, path) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "khong" in answer.content.decode()


def test_an_unknown_format_is_refused(client) -> None:
    assert client.get("/du-lieu/so-lieu.doc").status_code == 400


@pytest.mark.parametrize("path", ["/du-lieu/", "/en/du-lieu/"])
def test_the_page_in_a_browser(visit, path) -> None:
    page = visit(path)
    assert page.violations() == []
    page.assert_clean()
