"""What a file is shows in its content first; no bytes raise; nothing of Django is loaded; time grows with length."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parkledger.reading.pages.formats import source_of
from tests.reading.pdf_writer import pdf
from tests.reading.test_pages_documents import WRAPPED, word
from tests.reading.test_pages_html import LAYOUTS, page
from tests.reading.test_pages_text import LONG, assert_valid

SAMPLES = {
    "html": page(LAYOUTS["semantic"]).encode(),
    "docx": word(lambda document: document.add_paragraph(LONG)),
    "pdf": pdf(WRAPPED),
    "md": f"# Bắc Giang có 9 KCN\n\n{LONG}\n\n| a | b |\n|---|---|\n| 1 | 2 |\n".encode(),
    "txt": f"Bắc Giang có 9 KCN\n\n{LONG}\n".encode(),
}


@pytest.mark.parametrize("kind", SAMPLES)
@pytest.mark.parametrize("name", ["", "page.txt", "page.html", "page.pdf", "page.docx"])
def test_content_decides_what_a_file_is(kind, name) -> None:
    source = source_of(SAMPLES[kind], name)
    assert "KCN" in source.text
    assert "<" not in source.text
    assert "PK" not in source.text
    assert_valid(source)


def test_the_name_decides_where_the_content_leaves_it_open() -> None:
    data = "Bắc Giang có **9 KCN**".encode()
    assert source_of(data, "a.md").text == "Bắc Giang có 9 KCN"
    assert source_of(data, "a.txt").text == source_of(data).text == "Bắc Giang có **9 KCN**"
    assert source_of("# Bắc Giang".encode(), "a.txt").text == "# Bắc Giang"
    assert source_of(b"9 KCN<br>", "a.html").text == "9 KCN"
    assert source_of(b"9 KCN < 10 KCN, 5 > 3").text == "9 KCN < 10 KCN, 5 > 3"


@pytest.mark.parametrize(
    "data", [b"", b"\0" * 100, b"\x89PNG\r\n\x1a\n" + bytes(range(256)), b"PK\x03\x04abc", b"%PDF-1.4"]
)
def test_what_cannot_be_read_gives_an_empty_text(data) -> None:
    source = source_of(data)
    assert (source.text, source.title, source.sections) == ("", None, ())


MARKUP = st.sampled_from(
    ["<p>", "</p>", "<table>", "<tr>", "<td rowspan=3>", "</table>", "<h3>Tin khác</h3>", "<a>", "</a>", "<br>", "<h1>",
     "<article>", "<div class='related'>", "</div>", "<img alt='Ảnh'>", "<!--", "<script>", LONG, "&#xD800;", "22/8/2023",
     "<meta name=author content=x>", '<script type="application/ld+json">{"author":"\\ud800","datePublished":1}</script>']
)  # fmt: skip


@given(st.lists(MARKUP | st.text(max_size=8), max_size=30).map("".join))
def test_any_markup_gives_valid_sections(markup) -> None:
    source = source_of(f"<html><body>{markup}".encode("utf-8", "replace"))
    assert_valid(source)
    source.text.encode()
    (source.author or "").encode()


@given(
    st.binary(max_size=300) | st.sampled_from(["utf-8", "utf-16", "cp1258"]).map(lambda codec: "9 KCN ".encode(codec))
)
def test_no_bytes_raise(data) -> None:
    assert_valid(source_of(data))


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(sorted(SAMPLES)),
    st.lists(st.tuples(st.integers(0, 100_000), st.binary(min_size=1, max_size=6)), min_size=1, max_size=6),
)
def test_no_damage_raises(kind, changes) -> None:
    data = bytearray(SAMPLES[kind])
    for place, new in changes:
        at = place % len(data)
        data[at : at + len(new)] = new
    assert_valid(source_of(bytes(data), f"a.{kind}"))


def test_threads_read_alike() -> None:
    alone = {kind: source_of(data) for kind, data in SAMPLES.items()}
    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(lambda kind: (kind, source_of(SAMPLES[kind])), list(SAMPLES) * 8))
    assert all(source == alone[kind] for kind, source in together)


def test_loads_without_django() -> None:
    probe = "import sys, parkledger.reading.pages.formats; print(*sys.modules)"
    loaded = subprocess.check_output([sys.executable, "-c", probe], text=True)
    assert "django" not in loaded.split()


@pytest.mark.parametrize(
    "unit",
    [
        b"<h3>Tin kh\xc3\xa1c</h3>", b"<p>Tin kh\xc3\xa1c</p><p><a>abc def ghi</a></p>", b"<tr><td>a<td>1",
        b"<td rowspan=60>a", b"Tin kh\xc3\xa1c\n", b"Xem th\xc3\xaam: a\n", b"< <!-- <", "Khu c«ng nghiÖp ®·\n".encode(), b"1/",
    ],
)  # fmt: skip
def test_time_grows_with_length(unit) -> None:
    """Four times the page may take some ten times as long on a busy machine; were it squared, it would take sixteen."""

    def seconds(times: int) -> float:
        data = b"<html><body><table>" * (unit[:1] == b"<") + unit * times
        took = []
        for _ in range(3):
            start = time.process_time()
            source_of(data)
            took.append(time.process_time() - start)
        return min(took)

    assert seconds(8_000) < 11 * max(seconds(2_000), 0.001)
