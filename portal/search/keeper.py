"""What the search room asks of whoever keeps things for it from start to start."""

from typing import Protocol

CATALOGUE_ROOMS = ("search", "domain")
"""The code that makes a catalogue of an index."""


class Keeper(Protocol):
    """Keeps one object, with a head that tells of what it was made; what cannot be kept is made anew."""

    def read(self, head: bytes) -> object | None:
        """Return the object that was written with this head, or None where that is not at hand."""

    def write(self, head: bytes, kept: object) -> None:
        """Keep an object in place of the one before."""
