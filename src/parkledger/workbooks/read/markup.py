"""XML read as it streams by, by local names; documents that declare types of their own are refused."""

from collections.abc import Callable
from xml.parsers import expat

Attributes = dict[str, str]
Started = Callable[[str, Attributes], None]
_CHUNK = 1 << 20


def stream(data: bytes, started: Started, ended: Callable[[str], None], said: Callable[[str], None]) -> None:
    """Call back for every element that starts or ends, and for text. Raises ValueError for what is no plain XML."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def start(name: str, attributes: Attributes) -> None:
        started(local(name), {local(key): value for key, value in attributes.items()})

    def refuse(*_: object) -> None:
        raise ValueError("DOCTYPE")

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: ended(local(name))
    parser.CharacterDataHandler = said
    parser.StartDoctypeDeclHandler = refuse
    try:
        for at in range(0, len(data), _CHUNK):
            parser.Parse(data[at : at + _CHUNK], False)
        parser.Parse(b"", True)
    except expat.ExpatError as problem:
        raise ValueError(str(problem)) from problem


def elements(data: bytes) -> list[tuple[str, Attributes]]:
    """The elements of a small document in their order."""
    found: list[tuple[str, Attributes]] = []
    stream(data, lambda name, attributes: found.append((name, attributes)), lambda _: None, lambda _: None)
    return found


def local(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition(" ")[2]
