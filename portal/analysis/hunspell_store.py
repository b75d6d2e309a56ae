"""The words of a Hunspell dictionary in four megabytes instead of two hundred and thirty."""

import tempfile
from collections.abc import Iterator
from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from marisa_trie import RecordTrie
from spylls.hunspell.algo.capitalization import Type
from spylls.hunspell.readers import read_dic

_PLACE = ">I"
# No stem has this sign: behind it stand stems with capitals, written small.
_SMALL = "\x01"
_HELD_STEMS = 20_000
_ALTERNATIVE_SPELLING = b"ph:"


class UnfitForStore(Exception):
    """Raised for a dictionary whose entries change its rules (`ph:`), and which must therefore be read whole."""


class HunspellStore:
    """What spylls' `Dic` answers, read from the dictionary file line by line when asked.

    A trie holds where in the file the entries of each stem are; spylls itself reads the line.
    One answer differs: written small, spylls takes a single letter for every word that holds it, which is a slip.
    """

    def __init__(self, words: bytes, places: Any, aff: Any, context: Any) -> None:
        """`words` is the `.dic` file, `places` the trie that `open_store` makes."""
        self._words = words
        self._places = places
        self._aff = aff
        self._context = context
        self._held = lru_cache(_HELD_STEMS)(self._read)

    def homonyms(self, stem: str, *, ignorecase: bool = False) -> Sequence[Any]:
        """All entries with this stem, or with this stem when written small; see `Dic.homonyms`."""
        return self._held(_SMALL + stem if ignorecase else stem)

    def has_flag(self, stem: str, flag: str, *, for_all: bool = False) -> bool:
        """Whether any or all entries with this stem carry the flag; no entry, no flag; see `Dic.has_flag`."""
        found = self.homonyms(stem)
        if not found:
            return False
        return (all if for_all else any)(flag in word.flags for word in found)

    def _read(self, key: str) -> tuple[Any, ...]:
        try:
            places = sorted(self._places.get(key, ()))  # in the order of the file
        except UnicodeEncodeError:  # half a surrogate pair is in no word
            return ()
        return tuple(word for (place,) in places for word in _entries(self._line(place), 0, self._aff, self._context))

    def _line(self, place: int) -> bytes:
        end = self._words.find(b"\n", place)
        return self._words[place : end if end >= 0 else None]


def open_store(dictionary: Path, aff: Any, context: Any, folder: Path) -> HunspellStore:
    """Return the words of the dictionary, given by its path without suffix; its rules are the other arguments.

    The trie takes some seconds to make, once for each dictionary, and is kept in the folder where that can be written.
    """
    words = dictionary.with_suffix(".dic").read_bytes()
    if _ALTERNATIVE_SPELLING in words:
        raise UnfitForStore(str(dictionary))
    digest = sha256(dictionary.with_suffix(".aff").read_bytes() + words).hexdigest()[:16]
    file = folder / f"hunspell-{digest}.trie"
    places = _loaded(file)
    if places is None:
        places = RecordTrie(_PLACE, _stems(words, aff, context))
        _keep(places, file)
    return HunspellStore(words, places, aff, context)


def _stems(words: bytes, aff: Any, context: Any) -> Iterator[tuple[str, tuple[int]]]:
    """Yield every stem with the place of its line in the file."""
    place = 0
    for number, line in enumerate(words.split(b"\n"), start=1):
        for word in _entries(line, number, aff, context):
            yield word.stem, (place,)
            if word.captype is not Type.NO:
                for small in aff.casing.lower(word.stem):
                    yield _SMALL + small, (place,)
        place += len(line) + 1


def _entries(line: bytes, number: int, aff: Any, context: Any) -> list[Any]:
    """The entry of a line as spylls reads it; none where the line is empty or, being the first, counts the others."""
    text = line.decode(context.encoding, errors="surrogateescape").strip()
    read: list[Any] = read_dic([(number, text)], aff=aff, context=context).words if text else []
    return read


def _loaded(file: Path) -> Any:
    """The trie kept in the file, None where there is none or it is damaged."""
    try:
        # Read, not mapped: a file that is cut short under a map would end the process.
        return RecordTrie(_PLACE).frombytes(file.read_bytes())
    except (OSError, RuntimeError, ValueError, EOFError):
        return None


def _keep(places: Any, file: Path) -> None:
    """Write the trie beside and move it in, so that no other process reads half of it; without the right, do not."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=file.parent, prefix="building-") as building:
            beside = Path(building) / file.name
            beside.write_bytes(places.tobytes())
            beside.replace(file)
    except OSError:
        return
