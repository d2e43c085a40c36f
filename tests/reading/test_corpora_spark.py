"""The reader as a Spark job, in local mode; skipped where Spark, pandas or Java are not there."""

import json
import os
import shutil
import subprocess
import sys
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from benchmarks.reading import article

from parkledger.reading import read
from parkledger.reading.corpora.spark import COLUMNS, read_row

JOB = """
import json, sys
from datetime import date
from pyspark.sql import SparkSession
from parkledger.reading.corpora.spark import SCHEMA, read_pages

given = json.load(open(sys.argv[1], encoding="utf-8"))
spark = (
    SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    .config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1").getOrCreate()
)
rows = [(name, bytes.fromhex(content), date.fromisoformat(day) if day else None) for name, content, day in given]
frame = spark.createDataFrame(rows, "name string, content binary, published date").repartition(3)
found = [row.asDict() for row in frame.mapInPandas(read_pages, SCHEMA).collect()]
json.dump(found, open(sys.argv[2], "w", encoding="utf-8"), default=str)
spark.stop()
"""


def test_a_row_holds_what_read_says():
    text = article(1)
    row = read_row("a.txt", text.encode(), "2023-08-22")
    page = read(text.encode(), name="a.txt", published=date(2023, 8, 22)).as_json()
    assert list(row) == list(COLUMNS)
    assert json.loads(row["statements"]) == json.loads(json.dumps(page["statements"]))
    assert (row["sha256"], row["published"], row["error"]) == (
        sha256(text.encode()).hexdigest(),
        date(2023, 8, 22),
        None,
    )


@pytest.mark.parametrize(
    ("published", "day"),
    [(None, None), ("", None), ("2020-01-02", date(2020, 1, 2)), (date(2020, 1, 2), date(2020, 1, 2)),
     (datetime(2020, 1, 2, 3), date(2020, 1, 2)), (float("nan"), None)],  # noqa: DTZ001 - a day has no zone
)  # fmt: skip
def test_the_day_is_understood_in_every_form(published, day):
    assert read_row("a", b"KCN", published)["published"] == day


@pytest.mark.parametrize(("content", "published"), [(None, None), (b"x", "no day"), (7.5, None)])
def test_a_row_that_cannot_be_read_says_why(content, published):
    row = read_row("a", content, published)
    assert row["error"]
    assert {row[column] for column in COLUMNS if column not in ("name", "error")} == {None}


def test_the_job_gives_what_reading_here_gives(tmp_path):
    pytest.importorskip("pyspark", reason="pyspark is not installed (requirements-spark.txt)")
    pytest.importorskip("pandas", reason="pandas is not installed (requirements-spark.txt)")
    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        pytest.skip("Spark needs Java")
    pages = [(f"p{seed}.txt", article(seed).encode().hex(), "2023-08-22" if seed % 2 else None) for seed in range(12)]
    given, out = tmp_path / "given.json", tmp_path / "out.json"
    given.write_text(json.dumps([*pages, ("empty.txt", "", None)]), encoding="utf-8")
    root = Path(__file__).resolve().parents[2] / "src"
    environment = {
        **os.environ,
        "PYSPARK_PYTHON": sys.executable,
        "PYTHONPATH": str(root),
        "SPARK_LOCAL_IP": "127.0.0.1",
    }
    done = subprocess.run([sys.executable, "-c", JOB, str(given), str(out)], env=environment, cwd=tmp_path,
                          capture_output=True, text=True, timeout=240, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr[-2_000:]
    found = {row["name"]: row for row in json.loads(out.read_text(encoding="utf-8"))}
    expected = {
        name: read_row(name, bytes.fromhex(content), day) for name, content, day in [*pages, ("empty.txt", "", None)]
    }
    assert found == json.loads(json.dumps(expected, default=str))
