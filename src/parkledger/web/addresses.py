"""Codes of zones and projects in addresses.

New codes have no character that means something in an address. Codes of before may: those characters are written `~2F`.
"""

import re

from django.urls import register_converter

_MEANINGFUL = re.compile(r"[~/\\?#%\x00-\x1f]")
_WRITTEN = re.compile("~([0-9A-F]{2})")


def in_address(code: str) -> str:
    """A code as it stands in an address, before it is quoted; a code of dots alone would lead elsewhere, so they are written too."""
    meaningful = re.compile(r"\.") if code and not code.strip(".") else _MEANINGFUL
    return meaningful.sub(lambda found: f"~{ord(found[0]):02X}", code)


class CodeConverter:
    """`<code:zone>` in an address."""

    regex = "[^/]+"

    def to_python(self, value: str) -> str:
        """The code that an address names."""
        return _WRITTEN.sub(lambda found: chr(int(found[1], 16)), value)

    def to_url(self, value: str) -> str:
        """The code as it stands in the address."""
        return in_address(value)


register_converter(CodeConverter, "code")


def code(name: str) -> str:
    """The part of a route that is the code of a zone or project, under the name by which a view takes it."""
    return f"<code:{name}>"
