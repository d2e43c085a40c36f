"""Reading: a published page becomes statements, each an interval with the characters it came from.

`read` takes a text, or the bytes of an HTML, DOCX, PDF, Markdown or text file, and gives a `Page`. Nothing here needs
Django or a network, and no input makes it raise.
"""

from parkledger.reading.model import Finding, Page, PageQuantity, PageSection, PageSource, Statement
from parkledger.reading.reader import read, read_source, source_of

__all__ = [
    "Finding",
    "Page",
    "PageQuantity",
    "PageSection",
    "PageSource",
    "Statement",
    "read",
    "read_source",
    "source_of",
]
