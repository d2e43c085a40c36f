"""Which blocks of an HTML page are its article, and which are menus, captions or other pages' teasers.

The article stands in the box that holds most of the prose: long blocks that are not links and do not break off.
Names of classes only help where the page bears them out, for no site keeps to what its classes say.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from parkledger.reading.pages.boilerplate import inline_teaser, is_boilerplate, is_caption, plain, teaser_heading
from parkledger.reading.pages.lines import is_truncated, notes_at
from parkledger.reading.pages.tree import Box, TextBlock


def _named(words: str) -> re.Pattern[str]:
    """A pattern for class names: one of the words, standing between spaces, hyphens or underscores."""
    return re.compile(rf"(?:^|[\s_-])(?:{'|'.join(words.split())})(?:$|[\s_-])")


_FRAME: Final = _named(
    "nav navbar navigation menu mainmenu topmenu breadcrumbs? share sharing social socials sharethis addthis footer "
    "banner ads? adv advert advertisement quangcao popup modal cookie cookies toolbar tags? tagcloud tukhoa keywords? "
    "rating vote login search subscribe newsletter paging pagination pager contentinfo complementary print emotion"
)
_COMMENTS: Final = _named("comments? binhluan binh-luan ykien y-kien comment-list fb-comments disqus")
_TEASERS: Final = _named(
    "related relate relates lienquan lien-quan tinlienquan cungchuyenmuc cung-chuyen-muc tinkhac tin-khac tincung "
    "other-?news others most-?read most-?view(?:ed)? docnhieu doc-nhieu xemnhieu xem-nhieu recommend(?:ed)? "
    "suggest(?:ed)? goi-y goiy read-?more more-?news tinmoi tin-moi latest hotnews hot-news noibat noi-bat related-posts? news-other"
)
_CAPTIONS: Final = _named(
    "caption captions pcaption photocms_caption chuthich chu-thich desc-image image-desc img-desc"
)
_BODIES: Final = _named(
    "articlebody article-body article__body article-content entry-content post-content detail-content content-detail "
    "fck_detail singular-content news-content newscontent noidung noi-dung contentdetail detail__content cms-body"
)
_FRAME_TAGS: Final = frozenset({"nav", "footer", "aside"})
_LEAVES: Final = frozenset(
    ["p", "li", "ul", "ol", "dl", "tr", "table", "tbody", "blockquote", "h1", "h2", "h3", "h4", "figure", "pre"]
)

_LEAST_PROSE: Final = 40
_LINKED: Final = (3, 10)
_ALL_LINKS: Final = (8, 10)
_MOSTLY_LINKS: Final = (5, 10)
_LENGTH_STEP: Final = 60
_MOST_STEPS: Final = 6
_MOST_CAPTION: Final = 250
_LEAST_TEASER: Final = 20
_MOST_CARD_BLOCKS: Final = 6
_FRAME_SHARE: Final = (4, 10)
_COMMENT_SHARE: Final = (9, 10)
_BODY_SHARE: Final = (3, 10)
_MAIN_SHARE: Final = (6, 10)
_WHOLE_SHARE: Final = (95, 100)
_BESIDE_SHARE: Final = (2, 10)
_FEW_PARAGRAPHS: Final = 3

Share = tuple[int, int]


@dataclass(slots=True)
class PageLayout:
    """A page's boxes with what was found about each: where its blocks are, how much prose, what it is for."""

    boxes: list[Box]
    blocks: list[TextBlock]
    weight: list[int] = field(default_factory=list)
    prose: list[int] = field(default_factory=list)
    first: list[int] = field(default_factory=list)
    last: list[int] = field(default_factory=list)
    weights: list[int] = field(default_factory=list)  # of the blocks
    role: list[str] = field(default_factory=list)  # "", frame, teasers, caption; inherited from the box around
    main: int = 0
    notes: int = 0  # from which block on the page is notes to its text

    def __post_init__(self) -> None:
        self.notes = notes_at([block.text for block in self.blocks])
        self.weights = [*map(_weight, self.blocks[: self.notes]), *[0] * (len(self.blocks) - self.notes)]
        self._measure()
        total = self.weight[0] if self.boxes else 0
        self._give_roles(total)
        self._measure()
        self.main = self._main()

    def _measure(self) -> None:
        """Sum prose upwards; boxes are numbered from the page down, so one pass backwards is enough."""
        count, none = len(self.boxes), len(self.blocks)
        self.weight, self.prose = [0] * count, [0] * count
        self.first, self.last = [none] * count, [-1] * count
        for index, block in enumerate(self.blocks):
            box = block.box
            weight = 0 if self.role and self.role[box] else self.weights[index]
            self.weight[box] += weight
            self.prose[box] += weight > 0
            self.first[box] = min(self.first[box], index)
            self.last[box] = max(self.last[box], index)
        for box in range(count - 1, 0, -1):
            parent = self.boxes[box].parent
            self.weight[parent] += self.weight[box]
            self.prose[parent] += self.prose[box]
            self.first[parent] = min(self.first[parent], self.first[box])
            self.last[parent] = max(self.last[parent], self.last[box])

    def _give_roles(self, total: int) -> None:
        roles: list[str] = []
        cards = self._cards()
        for number, box in enumerate(self.boxes):
            inherited = roles[box.parent] if box.parent >= 0 else ""
            own = "teasers" if number in cards else self._own_role(number, box, total)
            roles.append(inherited or own)
        self.role = roles

    def _cards(self) -> frozenset[int]:
        """Boxes like those beside them, each of which opens with a link and goes on: cards of other pages."""
        alike: dict[tuple[int, str, str], list[int]] = {}
        for number, box in enumerate(self.boxes):
            if self._is_card(number):
                alike.setdefault((box.parent, box.tag, box.words), []).append(number)
        return frozenset(number for group in alike.values() if len(group) > 1 for number in group)

    def _is_card(self, number: int) -> bool:
        first, last = self.first[number], self.last[number]
        if self.boxes[number].tag in ("tr", "td", "tbody", "p") or not 1 <= last - first <= _MOST_CARD_BLOCKS:
            return False
        while first < last and self.blocks[first].kind == "alt":
            first += 1
        head = self.blocks[first]
        linked = len(head.text) >= _LEAST_TEASER and _reaches(head.links, len(head.text), _ALL_LINKS)
        return linked and head.kind != "row" and first < last

    def _own_role(self, number: int, box: Box, total: int) -> str:
        """What a box is for by its tag and names, unless it holds too much of the page's prose for that."""
        weight = self.weight[number]
        if box.tag == "caption":
            return ""  # what stands over a table is its heading, whatever its class is called
        if box.tag == "figcaption" or (_CAPTIONS.search(box.words) and not _reaches(weight, total, _FRAME_SHARE)):
            return "caption"
        if not box.words and box.tag not in _FRAME_TAGS:
            return ""
        if _COMMENTS.search(box.words) and not _reaches(weight, total, _COMMENT_SHARE):
            return "frame"
        if _reaches(weight, total, _FRAME_SHARE):
            return ""
        if _TEASERS.search(box.words):
            return "teasers"
        return "frame" if box.tag in _FRAME_TAGS - {"aside"} or _FRAME.search(box.words) else ""

    def _main(self) -> int:
        total = self.weight[0] if self.boxes else 0
        if not total:
            return 0
        named = [number for number, box in enumerate(self.boxes) if box.words and _BODIES.search(box.words)]
        best = max(named, key=self.weight.__getitem__, default=0)
        if named and _reaches(self.weight[best], total, _BODY_SHARE):
            return best
        return self._descend(self._children())

    def _children(self) -> list[list[int]]:
        children: list[list[int]] = [[] for _ in self.boxes]
        for number, box in enumerate(self.boxes):
            if box.parent >= 0 and self.weight[number]:
                children[box.parent].append(number)
        return children

    def _descend(self, children: list[list[int]]) -> int:
        """From the page down, as long as one box holds most of the prose and none beside it holds much."""
        at = 0
        while children[at]:
            heaviest, *others = sorted(children[at], key=self.weight.__getitem__, reverse=True)
            few = self.prose[heaviest] < _FEW_PARAGRAPHS
            share = _WHOLE_SHARE if few else _MAIN_SHARE
            beside = bool(others) and _reaches(self.weight[others[0]], self.weight[at], _BESIDE_SHARE)
            leaf = self.boxes[heaviest].tag in _LEAVES
            if leaf or beside or not _reaches(self.weight[heaviest], self.weight[at], share):
                break
            at = heaviest
        return at


def _reaches(part: int, whole: int, share: Share) -> bool:
    return part > 0 and part * share[1] >= whole * share[0]


def _weight(block: TextBlock) -> int:
    """How much prose a block is: its length, and more than that the longer it is; links and leads count nothing."""
    length = len(block.text)
    if block.kind == "row":
        return length
    if block.kind in ("alt", "heading") or length < _LEAST_PROSE or is_truncated(block.text):
        return 0
    if _reaches(block.links, length, _LINKED):
        return 0
    return (length - block.links) * min(length // _LENGTH_STEP + 1, _MOST_STEPS)


@dataclass(frozen=True, slots=True)
class PlacedBlock:
    """A block with the place it takes in the text: kind and heading of its section, and the section's number."""

    block: TextBlock
    kind: str
    heading: str
    number: int


def parts_of(layout: PageLayout, title: str, title_at: int | None) -> list[PlacedBlock]:
    """The blocks that are read, in order: the article with its captions, then the other pages' teasers."""
    blocks, main = layout.blocks, layout.main
    if not blocks:
        return []
    first, last = layout.first[main], layout.last[main]
    boxes_of_teasers = _teaser_extents(layout)
    article: list[PlacedBlock] = []
    outside: list[PlacedBlock] = []
    folded_title = plain(title)
    for index, block in enumerate(blocks):
        inside = first <= index <= last
        leading = title_at is not None and title_at < index < first
        extent = boxes_of_teasers.get(index)
        if extent is not None:
            teaser = PlacedBlock(block, "teasers", extent[0], extent[1])
            if layout.role[block.box] != "frame" and block.kind != "alt" and not is_boilerplate(block.text):
                (article if inside else outside).append(teaser)
        elif index < layout.notes and layout.role[block.box] != "frame" and (inside or (leading and _is_lead(block))):
            part = _article_part(layout, block, index)
            if part is not None and not _repeats(block, folded_title):
                article.append(part)
    return [*_without_echoes(article), *_filled(outside)]


def _repeats(block: TextBlock, folded_title: str) -> bool:
    """Whether a block says the title again."""
    alike = bool(folded_title) and len(block.text) <= 2 * len(folded_title)
    return alike and plain(block.text) == folded_title


def _is_lead(block: TextBlock) -> bool:
    """Whether a block between the title and the article's box is the lead, often marked up as a heading."""
    long = len(block.text) >= _LEAST_PROSE and not _reaches(block.links, len(block.text), _LINKED)
    return long if block.kind == "heading" else _weight(block) > 0


def _article_part(layout: PageLayout, block: TextBlock, index: int) -> PlacedBlock | None:
    """A block inside the article: prose, a caption, a line that points elsewhere, or nothing worth reading."""
    label = inline_teaser(block.text)
    if layout.role[block.box] == "caption" or block.kind == "alt" or _is_caption(block):
        return PlacedBlock(block, "caption", "", 0)
    if label is not None:
        return PlacedBlock(block, "teasers", label, index)
    if block.kind not in ("row", "heading") and _reaches(block.links, len(block.text), _ALL_LINKS):
        return PlacedBlock(block, "teasers", "", 0) if len(block.text) >= _LEAST_TEASER else None
    return None if is_boilerplate(block.text) else PlacedBlock(block, "article", "", 0)


def _is_caption(block: TextBlock) -> bool:
    """Whether a block stands under a picture: it names the picture's maker, or is short and in italics or a cell."""
    if block.kind in ("row", "heading", "item"):
        return False
    if is_caption(block.text):
        return True
    set_apart = block.tag in ("td", "figure") or _reaches(block.slanted, len(block.text), _ALL_LINKS)
    return block.after_image and set_apart and len(block.text) <= _MOST_CAPTION


def _teaser_extents(layout: PageLayout) -> dict[int, tuple[str, int]]:
    """For each block that belongs to other pages' teasers: the heading over it, and the block's number as identity."""
    extents: dict[int, tuple[str, int]] = {}
    heading, number, until, was_role = "", -1, -1, False
    for index, block in enumerate(layout.blocks):
        found = _teaser_heading(block)
        by_role = layout.role[block.box] == "teasers"
        if found is not None:
            heading, number, until = found, index, _end_of_teasers(layout, index)
        elif by_role and not was_role and index > until + 1:
            heading, number = block.text if block.kind == "heading" and not block.links else "", index
        if index <= until or by_role:
            extents[index] = (heading, number)
        was_role = by_role
    return extents


def _teaser_heading(block: TextBlock) -> str | None:
    return None if block.kind in ("row", "alt") else teaser_heading(block.text)


def _end_of_teasers(layout: PageLayout, index: int) -> int:
    """The last block under a heading of teasers: its box, if that is not the article's, else the links after it."""
    main = layout.main
    box = layout.blocks[index].box
    while layout.last[box] == index and layout.boxes[box].parent >= 0:
        box = layout.boxes[box].parent
    around_main = layout.first[box] <= layout.first[main] and layout.last[main] <= layout.last[box]
    if not around_main:
        return layout.last[box]
    stop = layout.first[main] - 1 if index < layout.first[main] else layout.last[box]
    at = index
    while at < stop and _may_be_teaser(layout.blocks[at + 1], at > index):
        at += 1
    return at


def _may_be_teaser(block: TextBlock, below_link: bool) -> bool:
    """Whether a block is a link, a picture, or the lead that breaks off below a link; no new heading, though."""
    if _teaser_heading(block) is not None:
        return False
    if block.kind == "alt" or _reaches(block.links, len(block.text), _MOSTLY_LINKS):
        return True
    short = len(block.text) < _LEAST_PROSE and block.kind != "heading"
    return below_link and (is_truncated(block.text) or short)


def _without_echoes(parts: list[PlacedBlock]) -> list[PlacedBlock]:
    """The parts without captions said before: the words behind a picture are often its caption, or the title."""
    said: set[str] = {part.block.text for part in parts if part.block.kind != "alt"}
    kept = []
    for part in parts:
        if part.block.kind == "alt":
            if part.block.text in said:
                continue
            said.add(part.block.text)
        kept.append(part)
    return _filled(kept)


def _filled(parts: list[PlacedBlock]) -> list[PlacedBlock]:
    """The parts without headings that have nothing below them."""
    sizes: dict[tuple[str, int], int] = {}
    for part in parts:
        sizes[part.kind, part.number] = sizes.get((part.kind, part.number), 0) + 1
    return [
        part
        for part in parts
        if part.kind != "teasers" or sizes[part.kind, part.number] > 1 or _teaser_heading(part.block) is None
    ]
