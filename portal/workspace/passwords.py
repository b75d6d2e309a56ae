"""Passwords: what may be one, how it is kept, and how it is compared.

Length and a list of common ones, no rules of composition and no forced renewal (NIST SP 800-63B, 3.1.1.2);
Argon2id with 46 MiB and one pass (OWASP Password Storage Cheat Sheet).
"""

import threading
import unicodedata
from enum import StrEnum
from functools import cache
from importlib.resources import files

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError
from argon2.exceptions import VerifyMismatchError

LEAST = 15
"""Characters; NIST asks for 15 where the password is the only factor, which it is for whoever turns on no second."""
MOST = 256
AT_ONCE = 2
"""Hashes worked on at once in one process: each takes 46 MiB and a whole core."""
NOBODYS = "$argon2id$v=19$m=47104,t=1,p=1$5lQjsAkk48FRWEtlVBE9iA$tHYFcxW9E+3LtkqpL29Gu4Ehnk+CAPWWf1SBzigxYyg"
"""The hash of a random password that was thrown away, with the costs of today's; making one would slow every start."""

_hashing = threading.BoundedSemaphore(AT_ONCE)


class PasswordFault(StrEnum):
    """Why a text cannot be a password."""

    TOO_SHORT = "too-short"
    TOO_LONG = "too-long"
    COMMON = "common"
    OWN_NAME = "own-name"


def password_fault(password: str, *own: str) -> PasswordFault | None:
    """Return what is wrong with a new password, or None; `own` are words tied to the person, such as the address."""
    plain = _plain(password)
    if len(plain) < LEAST:
        return PasswordFault.TOO_SHORT
    if len(plain) > MOST:
        return PasswordFault.TOO_LONG
    folded = plain.casefold()
    if folded in _common() or len(set(folded)) < 5 or _repeats(folded):
        return PasswordFault.COMMON
    if any(word and folded in {word.casefold(), word.casefold() * 2} for word in own):
        return PasswordFault.OWN_NAME
    return None


class PasswordKeeper:
    """Makes and compares hashes, a few at a time."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher(time_cost=1, memory_cost=46 * 1024, parallelism=1)

    def hash(self, password: str) -> str:
        """Return what is kept of a password."""
        with _hashing:
            return self._hasher.hash(_plain(password))

    def matches(self, kept: str | None, password: str) -> bool:
        """Tell whether the password is the one kept; takes as long where nothing is kept, so that nobody can tell."""
        with _hashing:
            try:
                self._hasher.verify(kept or NOBODYS, _plain(password)[: MOST + 1])
            except (VerifyMismatchError, InvalidHashError):
                return False
        return kept is not None

    def is_outdated(self, kept: str) -> bool:
        """Tell whether the hash was made with other costs than today's, and should be made anew at sign-in."""
        return self._hasher.check_needs_rehash(kept)


def _plain(password: str) -> str:
    """Return the password in one form, whichever keyboard typed it (NIST SP 800-63B: normalise with NFKC)."""
    return unicodedata.normalize("NFKC", password)


def _repeats(text: str) -> bool:
    """Tell whether the text is one short piece over and over, such as “salasanasalasana”."""
    return any(text == (text[:size] * len(text))[: len(text)] for size in range(1, len(text) // 2 + 1))


@cache
def _common() -> frozenset[str]:
    words = files("portal.workspace").joinpath("common_passwords.txt").read_text(encoding="utf-8").split("\n")
    return frozenset(word for word in words if word and not word.startswith("#"))
