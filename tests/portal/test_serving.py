"""How pages are served: a strict policy for content, files that are compressed and kept, answers that are compressed."""

import re
import urllib.request
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.portal.test_every_page import PUBLIC, dated

DIRECTIVES = {"default-src": "'none'", "script-src": "'self'", "style-src": "'self'", "font-src": "'self'", "connect-src": "'self'",
              "frame-ancestors": "'none'", "base-uri": "'none'", "form-action": "'self'", "worker-src": "'self'"}  # fmt: skip


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_nothing_runs_or_is_styled_but_from_our_own_files(client, name: str) -> None:
    answer = client.get(dated(PUBLIC[name]))
    policy = dict(each.strip().split(" ", 1) for each in answer["Content-Security-Policy"].split(";"))
    assert {key: policy[key] for key in DIRECTIVES} == DIRECTIVES
    assert "unsafe" not in answer["Content-Security-Policy"]
    page = LexborHTMLParser(answer.content.decode())
    assert page.css('script:not([src]):not([type="application/ld+json"]), style, [style]') == []
    handlers = {key for node in page.css("*") for key in node.attributes if key.startswith("on")}
    assert handlers == set()


def fetched(address: str) -> Any:
    asked = urllib.request.Request(address, headers={"Accept-Encoding": "br, gzip"})  # noqa: S310  our own server
    answer: Any = urllib.request.urlopen(asked, timeout=30)  # noqa: S310
    return answer


def test_pages_are_compressed_and_files_are_kept_for_good(portal: str) -> None:
    with fetched(f"{portal}/dang-nhap/") as page:
        assert page.headers["Content-Encoding"] == "gzip"
    plain = urllib.request.urlopen(f"{portal}/dang-nhap/", timeout=30)  # noqa: S310
    with plain:
        files = re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js))"', plain.read().decode())
    assert len(files) >= 3
    for file in files:
        with fetched(portal + file) as answer:
            assert answer.headers["Content-Encoding"] == "br", file
            assert "immutable" in answer.headers["Cache-Control"], file
