"""Calling the API: lists read to their end, requests that were cut off sent again, writes never done twice."""

import json
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from types import TracebackType
from typing import Any, Self, TypeVar

import httpx

from parkledger.client import shapes
from parkledger.client.base import Shape

Given = TypeVar("Given", bound=Shape)
ROOT = "/api/v1"
TRIES = 5
FIRST_WAIT, LONGEST_WAIT = 0.2, 30.0
"""Seconds between one try and the next: doubled each time."""
AGAIN = frozenset({429, 502, 503, 504})
"""Answers after which the same request may well succeed."""


class Refused(Exception):
    """The API refused: the status, and each thing that is wrong in both languages."""

    def __init__(self, status: int, problems: Sequence[shapes.Problem]) -> None:
        self.status = status
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{each.where}: {each.vi}" if each.where else each.vi for each in problems))

    @property
    def codes(self) -> tuple[str, ...]:
        """What programs tell refusals by."""
        return tuple(each.code for each in self.problems)


class Unreachable(Exception):
    """The API did not answer, however often it was asked."""


class Client:
    """The API of one portal, read by anyone, written to with a token."""

    def __init__(
        self,
        address: str,
        token: str | None = None,
        *,
        timeout: float = 60.0,
        tries: int = TRIES,
        transport: httpx.BaseTransport | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        self._http = httpx.Client(base_url=address, headers=headers, timeout=timeout, transport=transport)
        self._tries = tries
        self._sleep = sleep

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connections."""
        self._http.close()

    # -- figures -----------------------------------------------------------------------------------------------------

    def figures(self, *indicators: str, **asked: Any) -> list[shapes.Figure]:
        """Indicators by the parameters of the address: place, zone, kind, origin, form, start, end, by, on, known …"""
        found = self._read("/figures", {"indicator": list(indicators), **asked})
        return [shapes.Figure.model_validate(each) for each in found["figures"]]

    def ask(self, questions: Sequence[Mapping[str, Any]], **dates: Any) -> list[shapes.Figure]:
        """Many questions at once; the answers are in their order."""
        body = {"questions": [_named(each) for each in questions], **_named(dates)}
        found = self._sent("POST", "/figures", body, key=None)
        return [shapes.Figure.model_validate(each) for each in found["figures"]]

    # -- reading -----------------------------------------------------------------------------------------------------

    def zones(self, **narrowed: Any) -> Iterator[shapes.Zone]:
        """Zones on record on the day."""
        return self._all("/zones", shapes.Zone, narrowed)

    def zone(self, ref: str, **dates: Any) -> shapes.ZoneDetail:
        """A zone by book/code, with all its numbers."""
        return shapes.ZoneDetail.model_validate(self._read(f"/zones/{ref}", dates))

    def places(self, **narrowed: Any) -> Iterator[shapes.Place]:
        """Administrative units of the day."""
        return self._all("/places", shapes.Place, narrowed)

    def projects(self, **narrowed: Any) -> Iterator[shapes.Project]:
        """Projects registered by the day."""
        return self._all("/projects", shapes.Project, narrowed)

    def enterprises(self, **narrowed: Any) -> Iterator[shapes.Enterprise]:
        """Enterprises that have, or had, a project by the day."""
        return self._all("/enterprises", shapes.Enterprise, narrowed)

    def events(self, **narrowed: Any) -> Iterator[shapes.Event]:
        """Events in the order of recording, book by book."""
        return self._all("/events", shapes.Event, narrowed)

    def event(self, ref: str, **dates: Any) -> shapes.EventDetail:
        """An event by book/seq, with its postings."""
        return shapes.EventDetail.model_validate(self._read(f"/events/{ref}", dates))

    def documents(self, **narrowed: Any) -> Iterator[shapes.Document]:
        """Documents that events cite."""
        return self._all("/documents", shapes.Document, narrowed)

    def pages(self, **narrowed: Any) -> Iterator[shapes.KeptPage]:
        """Published pages that were read and kept."""
        return self._all("/pages", shapes.KeptPage, narrowed)

    def statements(self, **narrowed: Any) -> Iterator[shapes.Statement]:
        """What kept pages state."""
        return self._all("/statements", shapes.Statement, narrowed)

    def indicators(self) -> list[shapes.Indicator]:
        """Everything that can be asked."""
        return [shapes.Indicator.model_validate(each) for each in self._read("/indicators")["items"]]

    def books(self) -> list[shapes.Book]:
        """All books with the ends of their chains."""
        return [shapes.Book.model_validate(each) for each in self._read("/books")["items"]]

    def journal(self, book: str, **dates: Any) -> Iterator[dict[str, Any]]:
        """A book's events as they were recorded, read as they come."""
        with self._http.stream("GET", f"{ROOT}/books/{book}/journal", params=_named(dates)) as answer:
            if answer.is_error:
                answer.read()
                raise _refusal(answer)
            yield from map(json.loads, answer.iter_lines())

    def token(self) -> shapes.Token:
        """What the token in use is for."""
        return shapes.Token.model_validate(self._read("/token"))

    # -- submissions -------------------------------------------------------------------------------------------------

    def submissions(self, **narrowed: Any) -> Iterator[shapes.Submission]:
        """The submissions that the token's owner may see, the latest first."""
        return self._all("/submissions", shapes.Submission, narrowed)

    def submission(self, number: int) -> shapes.Submission:
        """One submission."""
        return shapes.Submission.model_validate(self._read(f"/submissions/{number}"))

    def submit(
        self, book: str, kind: str, fields: Mapping[str, Any], *, draft: bool = False, key: str | None = None
    ) -> shapes.Submission:
        """Submit an event of a type (or another kind of submission); with a key of your own it is done once, ever."""
        body = {"book": book, "kind": kind, "fields": dict(fields), "draft": draft}
        return self._write("POST", "/submissions", body, key)

    def correct(self, ref: str, fields: Mapping[str, Any], reason: str, *, key: str | None = None) -> shapes.Submission:
        """Submit what takes an event's place."""
        return self._write("POST", f"/events/{ref}/correct", {"fields": dict(fields), "reason": reason}, key)

    def take_back(self, ref: str, reason: str, *, key: str | None = None) -> shapes.Submission:
        """Submit that an event be taken back."""
        return self._write("POST", f"/events/{ref}/withdraw", {"reason": reason}, key)

    def change(self, of: shapes.Submission, fields: Mapping[str, Any]) -> shapes.Submission:
        """Change a draft, or one that was returned, in the version that is in hand."""
        return self._write("PUT", f"/submissions/{of.id}", {"version": of.version, "fields": dict(fields)}, None)

    def hand_in(self, of: shapes.Submission) -> shapes.Submission:
        """Hand a draft in."""
        return self._step(of, "submit")

    def approve(self, of: shapes.Submission, comment: str = "") -> shapes.Submission:
        """Approve another's submission, in the version that is in hand: it is recorded."""
        return self._step(of, "approve", comment)

    def send_back(self, of: shapes.Submission, comment: str) -> shapes.Submission:
        """Return another's submission with what is to be mended."""
        return self._step(of, "return", comment)

    def withdraw(self, of: shapes.Submission, comment: str = "") -> shapes.Submission:
        """Take one's own submission back before it is approved."""
        return self._step(of, "withdraw", comment)

    def _step(self, of: shapes.Submission, step: str, comment: str = "") -> shapes.Submission:
        return self._write("POST", f"/submissions/{of.id}/{step}", {"version": of.version, "comment": comment}, None)

    # -- suppositions ------------------------------------------------------------------------------------------------

    def suppositions(self, **narrowed: Any) -> Iterator[shapes.Supposition]:
        """The suppositions that the token's owner may see, those changed last first."""
        return self._all("/suppositions", shapes.Supposition, narrowed)

    def supposition(self, number: int, on: date | None = None) -> shapes.SuppositionDetail:
        """One supposition, with the figures that it changes by a day: none of them is a figure of record."""
        asked = {} if on is None else {"on": on.isoformat()}
        return shapes.SuppositionDetail.model_validate(self._read(f"/suppositions/{number}", asked))

    # -- how ---------------------------------------------------------------------------------------------------------

    def _all(self, path: str, shape: type[Given], narrowed: Mapping[str, Any]) -> Iterator[Given]:
        """All items of a list, part after part."""
        found = self._read(path, {"limit": 200, **narrowed})
        while True:
            yield from map(shape.model_validate, found["items"])
            if not found["next"]:
                return
            found = self._sent("GET", found["next"].removeprefix(ROOT), None, key=None)

    def _read(self, path: str, given: Mapping[str, Any] | None = None) -> Any:
        return self._sent("GET", path, None, key=None, query=_named(given or {}))

    def _write(self, method: str, path: str, body: Any, key: str | None) -> shapes.Submission:
        return shapes.Submission.model_validate(self._sent(method, path, body, key=key or uuid.uuid4().hex))

    def _sent(
        self, method: str, path: str, body: Any, *, key: str | None, query: Mapping[str, Any] | None = None
    ) -> Any:
        """A request's answer; what was cut off is sent again under the same key, which the API does once."""
        headers = {"Idempotency-Key": key} if key else {}
        request = self._http.build_request(method, ROOT + path, params=query or None, json=body, headers=headers)
        problem: Exception | None = None
        for pause in _pauses(self._tries):
            wait = pause
            try:
                answer = self._http.send(request)
            except httpx.TransportError as cut_off:
                problem = cut_off
            else:
                if answer.status_code not in AGAIN:
                    return _content(answer)
                problem, asked = _refusal(answer), answer.headers.get("Retry-After", "")
                wait = min(LONGEST_WAIT, float(asked)) if asked.isdigit() else wait
            self._sleep(wait)
        if isinstance(problem, Refused):
            raise problem
        raise Unreachable(str(request.url)) from problem


def _pauses(tries: int) -> Iterator[float]:
    for done in range(tries):
        yield min(LONGEST_WAIT, FIRST_WAIT * 2**done) if done + 1 < tries else 0.0


def _content(answer: httpx.Response) -> Any:
    if answer.is_error:
        raise _refusal(answer)
    return answer.json()


def _refusal(answer: httpx.Response) -> Refused:
    try:
        problems = [shapes.Problem.model_validate(each) for each in answer.json()["errors"]]
    except (ValueError, KeyError, TypeError):  # a proxy's own page
        words = f"{answer.status_code} {answer.reason_phrase}"
        problems = [shapes.Problem(code="unreadable", where="", vi=words, en=words)]
    return Refused(answer.status_code, problems)


def _named(given: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters as the API names them: `start` and `end` are `from` and `to`; what is None is left out."""
    names = {"start": "from", "end": "to"}
    return {names.get(name, name): _plain(value) for name, value in given.items() if value is not None}


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value
