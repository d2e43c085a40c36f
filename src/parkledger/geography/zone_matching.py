"""Which zone a feature is of: by the book's codes, else by the names that zones have and have had."""

import json
import re
from collections import defaultdict
from dataclasses import dataclass

from parkledger.geography.errors import FeatureOfNoZone, FeatureOfSeveralZones, ZoneFieldNeeded
from parkledger.geography.files import Feature, FeatureFile
from parkledger.language import closest, fold
from parkledger.ledger.models import Zone
from parkledger.ledger.store import registry

KIND_WORDS = {
    "kcn": "park",
    "khu cong nghiep": "park",
    "ccn": "cluster",
    "cum cong nghiep": "cluster",
    "kkt": "economic_zone",
    "khu kinh te": "economic_zone",
}


@dataclass(frozen=True, slots=True)
class ZoneNameIndex:
    """The zones of a book by folded code and name."""

    book: str
    zones: dict[int, Zone]
    by_code: dict[str, int]
    by_name: dict[str, set[int]]

    def among(self, text: str) -> set[int]:
        """The zones that a text may mean; a code means one, a name those of that name and of the kind it says."""
        if fold(text) in self.by_code:
            return {self.by_code[fold(text)]}
        words = _words(text)
        for prefix, kind in KIND_WORDS.items():
            if words.startswith(f"{prefix} "):
                named = self.by_name.get(words.removeprefix(f"{prefix} "), set())
                return {zone for zone in named if self.zones[zone].kind == kind}
        return self.by_name.get(words, set())

    def one(self, text: str, where: str) -> Zone:
        """The zone that a text means; refused where there is none, or several."""
        found = self.among(text)
        if len(found) > 1:
            codes = sorted(self.zones[zone].code for zone in found)
            raise FeatureOfSeveralZones(where=where, name=text, choices=codes)
        if not found:
            nearest = closest(text, [zone.name for zone in self.zones.values()])
            raise FeatureOfNoZone(where=where, book=self.book, name=text or "—", nearest=nearest or ["—"])
        return self.zones[next(iter(found))]


def names_of(book: str) -> ZoneNameIndex:
    """All zones of a book, by every name they have had."""
    zones = {zone.pk: zone for zone in registry.zones_of(registry.get_book(book).pk)}
    by_name: defaultdict[str, set[int]] = defaultdict(set)
    for zone in zones.values():
        for name in {zone.name, *(name for _, _, name in json.loads(zone.names))}:
            by_name[_words(name)].add(zone.pk)
    return ZoneNameIndex(book, zones, {fold(zone.code): zone.pk for zone in zones.values()}, dict(by_name))


def zone_field(file: FeatureFile, names: ZoneNameIndex, wanted: str | None) -> str:
    """The field that tells the zones: the one named, else the one that tells the most of them."""
    if wanted is not None and wanted in file.fields:
        return wanted
    told = {field: sum(1 for feature in file.features if names.among(feature.fields[field])) for field in file.fields}
    best = max(told, key=lambda field: told[field], default=None)
    if wanted is not None or best is None or not told[best]:
        raise ZoneFieldNeeded(where=file.name, book=names.book, fields=list(file.fields) or ["—"])
    return best


def label_of(feature: Feature, field: str) -> str:
    """What a plot is called: the first field that is not the zone's and says something."""
    return next((text for name, text in feature.fields.items() if name != field and text), "")[:255]


def _words(text: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", fold(text)))
