"""A crawl of the portal as one visitor: every link and form of every page, with what went wrong on the way.

Addresses are told apart by their kind: the route, its language and which parameters it has. Of each kind only so many are
visited, drawn at random from those found, the same ones every time.
"""

import random
import re
import traceback
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode, urljoin, urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.signals import got_request_exception
from django.test import Client
from django.urls import Resolver404, resolve
from django.utils.translation import override
from selectolax.lexbor import LexborHTMLParser, LexborNode

HOST = "testserver"
NEVER_POSTED = frozenset({"sign_out", "end_session"})
"""Forms that end the very session that crawls; they have tests of their own."""
NAMED_BY_VALUE = ("table", "format", "act", "form", "lang")
"""Parameters whose value makes another kind of address."""
OUTSIDE = re.compile(r"(?:https?:)?//", re.IGNORECASE)
DAYS = ("0001-01-01", "9999-12-31", "31/12/9999", "1/1/0001", "1600-02-29", "1950-06-01", "2100-12-31", "29/2/2024")
DAY_NAMES = ("on", "known", "since", "from", "to", "first", "last", "published")
HOSTILE = (
    "\x00", "a\x00b", "x" * 5_000, "bk-parks", "bk-parks/kcn-thanh-binh-giai-doan-i", "999999999999999999999", "-1",
    "1e999", "NaN", "9999-12-31", "0001-01-01", "1/1/0001", "[]", '{"a": [', "\U0001f600", "' OR 1=1 --", "../../etc",
    "<script>", "٣٤", "\u202e", "%s%n", "0x10", "9" * 400,
)  # fmt: skip
"""Values that no field means; each is for every field of every form in its turn."""
ERRORS = {400, 401, 403, 404, 405, 409, 413, 415, 422, 429}


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of the portal is visited."""

    each_kind: int
    pages: int
    choices: int
    days: int
    hostile: int
    forms: int


WHOLE = Limits(each_kind=6, pages=1_500, choices=12, days=12, hostile=8, forms=300)
SMALL = Limits(each_kind=1, pages=24, choices=1, days=1, hostile=1, forms=6)


@dataclass(frozen=True, slots=True)
class Form:
    """A form as a page shows it: where it leads, and each field with the values it offers."""

    action: str
    method: str
    initial: tuple[tuple[str, str], ...]
    choices: tuple[tuple[str, str], ...]
    typed: tuple[str, ...]
    files: tuple[str, ...]


@dataclass
class Crawl:
    """One visitor's way through the portal; `wrong` tells what should not have been."""

    client: Client
    limits: Limits
    seed: str = "0"
    forbidden: tuple[str, ...] = ()
    """What no answer may have in it."""
    wrong: list[str] = field(default_factory=list)
    kinds: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    visited: int = 0
    forms: dict[str, Form] = field(default_factory=dict)
    _waiting: list[tuple[str, str]] = field(default_factory=list)
    _typed: list[str] = field(default_factory=list)
    _known: set[str] = field(default_factory=set)
    _failure: str = ""

    def run(self, begin: list[str]) -> "Crawl":
        """Visit what can be reached from some addresses; then try days, and send every form."""
        chance = random.Random(self.seed)
        self.client.raise_request_exception = False
        got_request_exception.connect(self._failed)
        try:
            for path in begin:
                self._meet(path, "the beginning")
            while self._waiting and self.visited < self.limits.pages:
                path, source = self._waiting.pop(chance.randrange(len(self._waiting)))
                if len(seen := self.kinds[kind_of(path)]) < self.limits.each_kind:
                    seen.append(path)
                    self._visit(path, source)
            self._try_days(chance)
            for path in chance.sample(self._typed, min(len(self._typed), self.limits.forms)):
                self._ask(f"GET {path}", lambda path=path: self.client.get(path)).close()
            self._send_forms(chance)
        finally:
            got_request_exception.disconnect(self._failed)
        return self

    def _failed(self, **_: Any) -> None:
        self._failure = traceback.format_exc()

    def _meet(self, address: str, source: str) -> None:
        whole = urlsplit(urljoin(f"http://{HOST}{source if source.startswith('/') else '/'}", address))
        path = whole._replace(scheme="", netloc="", fragment="").geturl()
        if path not in self._known:
            self._known.add(path)
            self._waiting.append((path, source))

    def _ask(self, what: str, send: Any) -> Any:
        """An answer; a failure of ours is told with where it came from."""
        self._failure, self.visited = "", self.visited + 1
        answer = send()
        if answer.status_code >= 500:
            self.wrong.append(f"{what}: {answer.status_code}\n{self._failure[-1500:]}")
        return answer

    def _visit(self, path: str, source: str) -> None:
        answer = self._ask(f"GET {path} (from {source})", lambda: self.client.get(path))
        if answer.status_code in ERRORS:
            self.wrong.append(f"GET {path}: {answer.status_code}, though {source} leads there")
        elif answer.status_code in {301, 302}:
            self._meet(answer["Location"], path)
        elif answer.status_code == 200:
            self._read(path, answer)

    def _read(self, path: str, answer: Any) -> None:
        content = answer.getvalue() if answer.streaming else answer.content
        answer.close()
        if not content:
            self.wrong.append(f"GET {path}: an empty answer")
        self.wrong += [f"GET {path}: has {each!r}" for each in self.forbidden if each.encode() in content]
        if not answer["Content-Type"].startswith("text/html"):
            return
        page = LexborHTMLParser(content.decode())
        main = page.css_first("main")
        if main is None or not page.css("main h1") or len(main.text(strip=True)) < 20:
            self.wrong.append(f"GET {path}: a page without a heading or text")
        self.wrong += [f"GET {path}: asks outside for {address}" for address in outside(page)]
        for link in page.css("a[href]"):
            address = link.attributes["href"] or ""
            if is_own(address):
                self._meet(address, path)
        for each in page.css("form"):
            self._note_form(read_form(each, path))

    def _note_form(self, form: Form) -> None:
        if form.method == "get":
            for query in (
                form.initial,
                *(changed(form.initial, choice) for choice in form.choices[: self.limits.choices]),
            ):
                self._meet(f"{form.action}?{urlencode(query)}", form.action)
            for name in form.typed[: self.limits.choices]:
                for value in ("", "x", "\x00", "9" * 400):
                    self._typed.append(f"{form.action}?{urlencode(changed(form.initial, (name, value)))}")
        else:
            names = ",".join(sorted({name for name, _ in form.initial}))
            act = dict(form.initial).get("act", "")
            self.forms.setdefault(f"{kind_of(form.action)} {act} {names}", form)

    def _try_days(self, chance: random.Random) -> None:
        """Each kind of page that was seen, at days at the ends of the calendar."""
        for path in [seen[0] for _, seen in sorted(self.kinds.items())]:
            for name, day in chance.sample(list(product(DAY_NAMES, DAYS)), self.limits.days):
                dated = with_parameter(path, name, day)
                self._ask(f"GET {dated}", lambda dated=dated: self.client.get(dated)).close()

    def _send_forms(self, chance: random.Random) -> None:
        """Every form as it stood, then with hostile values in each field."""
        named = sorted(self.forms)
        for name in chance.sample(named, min(len(named), self.limits.forms)):
            form = self.forms[name]
            if route_of(form.action) in NEVER_POSTED:
                continue
            self._post(form, list(form.initial))
            names = sorted({name for name, _ in (*form.initial, *form.choices)} - {"csrfmiddlewaretoken"})
            for value in chance.sample(HOSTILE, self.limits.hostile):
                self._post(form, [(each, value) for each in names])
            for each in names:
                for value in chance.sample(HOSTILE, self.limits.hostile // 2):
                    self._post(form, list(changed(form.initial, (each, value))))

    def _post(self, form: Form, values: list[tuple[str, str]]) -> None:
        data: dict[str, Any] = {}
        for key, value in values:
            data.setdefault(key, []).append(value)
        for name in form.files:
            data[name] = SimpleUploadedFile("a.xlsx", b"PK\x03\x04\x00" + str(values).encode("utf-8", "replace"))
        told = f"POST {form.action} {[(key, value[:40]) for key, value in values]}"
        self._ask(told, lambda: self.client.post(form.action, data)).close()


def route_of(path: str) -> str:
    """The name of the route that an address takes; the address itself where there is none."""
    try:
        with override("en" if path.startswith("/en/") else "vi"):
            found = resolve(unquote(urlsplit(path).path))
    except Resolver404:
        return path
    return found.view_name or found.route


def kind_of(path: str) -> str:
    """The kind of an address."""
    query = parse_qsl(urlsplit(path).query, keep_blank_values=True)
    names = sorted({f"{name}={value}" if name in NAMED_BY_VALUE else name for name, value in query})
    return f"{'en ' if path.startswith('/en/') else ''}{route_of(path)} {' '.join(names)}"


def is_own(address: str) -> bool:
    """Whether a link leads to a page of the portal."""
    parts = urlsplit(address)
    return not address.startswith("#") and parts.scheme in {"", "http", "https"} and parts.netloc in {"", HOST}


def outside(page: LexborHTMLParser) -> Iterator[str]:
    """Addresses elsewhere that a browser would ask of itself; a link that somebody follows is none."""
    for node in page.css("[src], link[href], form[action], [srcset], [poster], [style], object[data]"):
        for name in ("src", "href", "action", "srcset", "poster", "data"):
            address = node.attributes.get(name) or ""
            if OUTSIDE.match(address) and urlsplit(address).netloc != HOST:
                yield address
        if "url(" in (node.attributes.get("style") or ""):
            yield node.attributes["style"] or ""


def changed(values: tuple[tuple[str, str], ...], choice: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """Values of a form with one of them changed."""
    return (*((name, value) for name, value in values if name != choice[0]), choice)


def with_parameter(path: str, name: str, value: str) -> str:
    """An address with one parameter set."""
    parts = urlsplit(path)
    return f"{parts.path}?{urlencode(changed(tuple(parse_qsl(parts.query, keep_blank_values=True)), (name, value)))}"


def read_form(form: LexborNode, path: str) -> Form:
    """A form as a browser would send it, and what else it offers."""
    initial: list[tuple[str, str]] = []
    choices: list[tuple[str, str]] = []
    typed: list[str] = []
    files: list[str] = []
    for node in form.css("input[name], textarea[name], select[name], button[name]"):
        name, kind = node.attributes["name"] or "", node.attributes.get("type") or ""
        if node.tag == "select":
            offered = [option.attributes.get("value") or "" for option in node.css("option")]
            chosen = [option.attributes.get("value") or "" for option in node.css("option[selected]")]
            initial += [(name, value) for value in chosen or offered[:1]]
            choices += [(name, value) for value in offered]
        elif kind == "file":
            files.append(name)
        elif kind in {"radio", "checkbox"} or node.tag == "button":
            value = node.attributes.get("value") or "on"
            choices.append((name, value))
            if "checked" in node.attributes:
                initial.append((name, value))
        else:
            initial.append((name, node.text() if node.tag == "textarea" else node.attributes.get("value") or ""))
            typed.append(name)
    submits = [node for node in form.css("button[name]") if node.attributes.get("value")]
    if submits and not any(name == submits[0].attributes["name"] for name, _ in initial):
        initial.append((submits[0].attributes["name"] or "", submits[0].attributes["value"] or ""))
    action = urlsplit(urljoin(path, form.attributes.get("action") or path))
    method = (form.attributes.get("method") or "get").lower()
    target = action.geturl() if method == "post" else action.path
    return Form(target, method, tuple(initial), tuple(choices), tuple(typed), tuple(files))
