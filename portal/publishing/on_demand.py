"""Values that are kept as bytes until somebody asks for them."""

import pickle
from collections.abc import Iterator
from collections.abc import Mapping
from typing import TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class OnDemand(Mapping[Key, Value]):
    """A mapping whose values are made of their bytes when they are first looked at; it equals one made at once.

    Of thousands of texts a reader sees ten, and to make them all takes longer than the rest of the shelf together.
    The bytes are pickled, so they must come from where nobody else can write.
    """

    __slots__ = ("_held",)

    def __init__(self, folded: Mapping[Key, bytes]) -> None:
        self._held: dict[Key, bytes | Value] = dict(folded)

    def __getitem__(self, key: Key) -> Value:
        held = self._held[key]
        if not isinstance(held, bytes):
            return held
        # Two threads may both make it, which costs time but harms nobody.
        made: Value = pickle.loads(held)  # noqa: S301 - see the class
        self._held[key] = made
        return made

    def __contains__(self, key: object) -> bool:
        return key in self._held

    def __iter__(self) -> Iterator[Key]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)

    def as_held(self) -> Mapping[Key, bytes | Value]:
        """Return the values as they are just now: some made, some still as bytes."""
        return self._held
