"""What an HTML page says about itself: title, date of publication, author and source, from its head and JSON-LD."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from parkledger.language import day_of
from parkledger.language.search import fold
from parkledger.reading.pages.boilerplate import first_date
from parkledger.reading.pages.lines import PageMetadata

_DATE_NAMES: Final = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "og:published_time",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "published_time",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.created",
    "dcterms.created",
    "dc.date",
    "dcterms.date",
    "dc.created",
    "parsely-pub-date",
    "sailthru.date",
    "article_date_original",
    "date",
    "datecreated",
)
_TITLE_NAMES: Final = ("og:title", "twitter:title", "headline", "dc.title", "title")
_AUTHOR_NAMES: Final = (
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
)
_SITE_NAMES: Final = ("og:site_name", "application-name", "dc.publisher", "twitter:site")
_ADDRESS_NAMES: Final = ("og:url", "twitter:url")
_AUTHOR_PLACES: Final = (
    "[rel=author]",
    "[itemprop=author] [itemprop=name]",
    "[itemprop=author]",
    ".author-name",
    ".byline",
    ".tac-gia",
    ".tacgia",
    ".article-author",
    ".post-author",
    ".author",
)
_NO_AUTHORS: Final = frozenset(
    map(fold, ("admin", "administrator", "ban biên tập", "quản trị", "quản trị viên", "root"))
)
_AUTHOR_LABELS: Final = ("tác giả:", "tác giả", "theo:", "by:", "by ", "bởi ", "đăng bởi:", "đăng bởi", "người viết:")
_TITLE_MARKS: Final = (" | ", " - ", " – ", " — ", " :: ", " » ")
_MOST_NAME: Final = 80
_MOST_DATA: Final = 500_000
_MOST_ITEMS: Final = 2_000
_FIRST_YEAR: Final = 1986
_LAST_YEAR: Final = 2099


def known_of(tree: LexborHTMLParser) -> PageMetadata:
    """What the page says about itself in ways made for machines; None for what it does not say."""
    named = _named(tree)
    data = _article_data(tree)
    address = _host(_link(tree, "canonical")) or next(filter(None, map(_host, _all(named, _ADDRESS_NAMES))), None)
    source = next(_all(named, _SITE_NAMES), None) or _name(data.get("publisher")) or address
    return PageMetadata(
        title=next(_all(named, _TITLE_NAMES), None) or _words(data.get("headline")) or _head_title(tree),
        published=_published(tree, named, data),
        author=_author(tree, named, data, {fold(name) for name in (source, address) if name}),
        source=source,
    )


def moment_date(value: str) -> date | None:
    """The day in Vietnam of a moment in ISO form, as in e-mail, or of a date written as people write it."""
    text = value.strip()
    moment: datetime | None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = _mail_moment(text)
    if moment is None:
        return first_date(text.replace("/", "-") if text[:4].isdigit() else text)
    try:
        day = day_of(moment) if moment.tzinfo else moment.date()
    except OverflowError:
        return None
    return day if _FIRST_YEAR <= day.year <= _LAST_YEAR else None


def _mail_moment(text: str) -> datetime | None:
    if "," not in text[:5]:
        return None
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None


def _named(tree: LexborHTMLParser) -> dict[str, str]:
    """The page's meta elements: name, property or itemprop -> content, the first of each name."""
    named: dict[str, str] = {}
    for node in tree.css("meta"):
        given = node.attributes
        name = given.get("property") or given.get("name") or given.get("itemprop")
        content = _words(given.get("content"))
        if name and content:
            named.setdefault(name.strip().lower(), content)
    return named


def _all(named: dict[str, str], names: tuple[str, ...]) -> Iterator[str]:
    return (named[name] for name in names if name in named)


def _published(tree: LexborHTMLParser, named: dict[str, str], data: dict[str, Any]) -> date | None:
    told = [*_all(named, _DATE_NAMES), _words(data.get("datePublished")), *_times(tree)]
    return next(filter(None, map(moment_date, filter(None, told))), None)


def _times(tree: LexborHTMLParser) -> Iterator[str | None]:
    """The moments marked on the page itself; the one marked as publication first."""
    for place in ("[itemprop=datePublished]", "time[pubdate]", "article time[datetime]", "time[datetime]"):
        node = tree.css_first(place)
        if node is not None:
            yield _words(node.attributes.get("datetime") or node.attributes.get("content") or node.text())


def _author(tree: LexborHTMLParser, named: dict[str, str], data: dict[str, Any], sites: set[str]) -> str | None:
    told = [_name(data.get("author")), *_all(named, _AUTHOR_NAMES)]
    shown = (_shown_author(tree.css_first(place)) for place in _AUTHOR_PLACES)
    return next((name for name in (*told, *shown) if name and _is_author(name, sites)), None)


def _shown_author(node: LexborNode | None) -> str | None:
    """The name in a byline, without the word before it."""
    text = _words(node.text(separator=" ")) if node is not None else None
    if text is None:
        return None
    label = next((label for label in _AUTHOR_LABELS if text.lower().startswith(label)), "")
    return text[len(label) :].strip(" :") or None


def _is_author(name: str, sites: set[str]) -> bool:
    """Whether a name can be an author's: no address, no account of the site, not the site itself, no figures."""
    folded = fold(name)
    plain = "/" not in name and "@" not in name and not any(map(str.isdigit, name))
    return plain and len(name) <= _MOST_NAME and folded not in _NO_AUTHORS and folded not in sites


def _article_data(tree: LexborHTMLParser) -> dict[str, Any]:
    """The object in the page's JSON-LD that has a date of publication, or a headline; empty if there is none."""
    best: dict[str, Any] = {}
    for node in tree.css("script[type='application/ld+json']"):
        text = node.text()
        if len(text) > _MOST_DATA:
            continue
        try:
            data = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _objects(data):
            better = "datePublished" in item and "datePublished" not in best
            if better or (not best and "headline" in item):
                best = item
    return best


def _objects(data: object) -> Iterator[dict[str, Any]]:
    """The objects in JSON, outer ones first, without recursion."""
    waiting = [data]
    for count, item in enumerate(waiting):
        if count > _MOST_ITEMS:
            return
        if isinstance(item, dict):
            yield item
            waiting.extend(value for value in item.values() if isinstance(value, dict | list))
        elif isinstance(item, list):
            waiting.extend(item[:_MOST_ITEMS])


def _name(value: object) -> str | None:
    """A name in JSON-LD: a text, an object with a name, or a list of either, joined with commas."""
    if isinstance(value, dict):
        return _words(value.get("name"))
    if isinstance(value, list):
        names = [name for item in value[:4] if not isinstance(item, list) and (name := _name(item))]
        return ", ".join(names) or None
    return _words(value)


def _words(value: object) -> str | None:
    """A text with single spaces, and without halves of characters; None for anything else and for no words."""
    if not isinstance(value, str):
        return None
    return " ".join(value.encode("utf-8", "replace").decode("utf-8").split()) or None


def _link(tree: LexborHTMLParser, relation: str) -> str:
    node = tree.css_first(f"link[rel={relation}]")
    return (node.attributes.get("href") or "") if node is not None else ""


def _host(address: str) -> str | None:
    """The host of an address without "www."; None if there is none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.") or None
    except ValueError:
        return None


def _head_title(tree: LexborHTMLParser) -> str | None:
    """The title of the window without the name of the site after it."""
    node = tree.css_first("title")
    title = _words(node.text()) if node is not None else None
    for mark in _TITLE_MARKS if title else ():
        head, found, tail = (title or "").rpartition(mark)
        if found and len(head) > len(tail):
            return head
    return title
