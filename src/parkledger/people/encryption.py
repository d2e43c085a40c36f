"""Secrets of second factors, encrypted where they are kept: who reads the database or a copy of it cannot make codes.

The key is derived from the portal's secret key; one that was used before still opens what it sealed
(PARKLEDGER_SECRET_KEY_FALLBACKS), which is sealed anew when it is next used.
"""

import base64
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from parkledger.language import ParkError

MARK = "sealed:"
"""Before what is sealed; the secrets themselves are letters and digits."""
PURPOSE = b"parkledger second factors"
SEALED = ("secret", "seed")
"""What an authenticator keeps that is a secret: the application's, and that of the codes kept for need."""


class SecretSealed(ParkError):
    """A second factor was sealed with a key that the portal does not have."""

    code = "secret_sealed"
    vi = (
        "Không mở được bí mật xác thực hai bước: khóa bí mật của cổng đã đổi. Hãy đặt lại khóa cũ vào "
        "PARKLEDGER_SECRET_KEY_FALLBACKS, hoặc đề nghị quản trị đặt lại xác thực hai bước."
    )
    en = (
        "The second factor cannot be opened: the portal's secret key is another one. Put the former key into "
        "PARKLEDGER_SECRET_KEY_FALLBACKS, or ask the administrator to reset the second factor."
    )


def seal(text: str) -> str:
    """A secret as it is kept."""
    return MARK + _keys(_known()).encrypt(text.encode()).decode("ascii")


def unseal(kept: str) -> str:
    """The secret itself; one from before secrets were sealed is as it is. Raises SecretSealed."""
    if not kept.startswith(MARK):
        return kept
    try:
        return _keys(_known()).decrypt(kept.removeprefix(MARK)).decode()
    except InvalidToken:
        raise SecretSealed from None


def resealed(data: Mapping[str, Any]) -> dict[str, Any]:
    """What an authenticator keeps, with its secrets sealed by the key of now."""
    return {key: seal(unseal(value)) if key in SEALED else value for key, value in data.items()}


def is_stale(data: Mapping[str, Any]) -> bool:
    """Whether a secret of an authenticator is not sealed, or by a former key."""
    return any(key in SEALED and not _is_of_now(str(value)) for key, value in data.items())


def _is_of_now(kept: str) -> bool:
    try:
        _keys(_known()[:1]).decrypt(kept.removeprefix(MARK) if kept.startswith(MARK) else "")
    except InvalidToken:
        return False
    return True


def _known() -> tuple[str, ...]:
    return (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)


@lru_cache(maxsize=8)
def _keys(known: tuple[str, ...]) -> MultiFernet:
    """The keys derived from the portal's secret keys; the first seals."""
    derived = [HKDF(SHA256(), 32, salt=None, info=PURPOSE).derive(each.encode()) for each in known]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(each)) for each in derived])
