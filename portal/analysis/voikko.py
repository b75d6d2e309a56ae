"""Voikko, the Finnish morphological analyser, behind one lock."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import libvoikko

_ROOT = re.compile(r"\[Xp\]([^\[]*)\[X\]")
# Where libvoikko 4.3 looks for dictionaries, in its order (src/setup/V2DictionaryLoader.cpp and its documentation).
_DICTIONARY_FOLDERS = ("/etc/voikko", "/usr/lib/voikko", "/usr/share/voikko", "/usr/local/lib/voikko")

_LONGEST_SHARED = 24
"""Letters; no shorter word was seen to harm a handle, and a handle of its own costs a third of a millisecond."""


class VoikkoMissing(Exception):
    """Raised when the system library or its Finnish dictionary is not installed."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A compound part as Voikko cut it: its characters, the root it is made from, and how.

    `root` is None where Voikko gives none; `derived` tells that a suffix made another word of the root
    (*hankkia* to *hankinta*); `nominal` that the root is a noun.
    """

    start: int
    end: int
    root: str | None
    derived: bool
    nominal: bool


@dataclass(frozen=True, slots=True)
class Analysis:
    """One way to read a Finnish word form."""

    base: str
    pieces: tuple[Piece, ...]
    is_participle: bool
    is_place: bool

    @property
    def cuts(self) -> tuple[int, ...]:
        """Where the parts begin."""
        return tuple(piece.start for piece in self.pieces)

    @property
    def told(self) -> int:
        """How many parts have a root."""
        return sum(piece.root is not None for piece in self.pieces)


class Voikko:
    """One Voikko handle, safe to share between threads.

    A handle without a lock, used by four threads, ends the process (measured); hence the lock.
    """

    def __init__(self) -> None:
        """Raises `VoikkoMissing` when library or dictionary is missing."""
        try:
            self._handle = libvoikko.Voikko("fi")
        except (OSError, libvoikko.VoikkoException) as error:
            raise VoikkoMissing(str(error)) from error
        self._lock = Lock()

    @property
    def signature(self) -> str:
        """The versions of library and dictionary."""
        return f"libvoikko {libvoikko.Voikko.getVersion()} dictionary {_dictionary_version()}"

    def spells(self, word: str) -> bool:
        """Whether the word is spelt as Voikko's dictionary has it."""
        with self._lock:
            return bool(self._handle.spell(word))

    def analyses(self, word: str) -> tuple[Analysis, ...]:
        """The readings of the word with the fewest compound parts; empty for an unknown word."""
        answers = self._answers(word)
        # A reading whose pieces do not tile the word (never seen) could not be marked in a text.
        found = [_analysis(answer) for answer in answers if _tiles(answer, word)]
        fewest = min((len(analysis.pieces) for analysis in found), default=0)
        return tuple(dict.fromkeys(analysis for analysis in found if len(analysis.pieces) == fewest))

    def _answers(self, word: str) -> list[dict[str, str]]:
        """What Voikko says of the word; a long one is asked of a handle that answers nothing else.

        After some long words, *laki* seven times over for one, a handle leaves out readings of every word that follows
        (measured with libvoikko 4.3), so that what an odd question does would last as long as the process.
        """
        with self._lock:
            if len(word) <= _LONGEST_SHARED:
                answers: list[dict[str, str]] = self._handle.analyze(word)
                return answers
            own = libvoikko.Voikko("fi")
            try:
                return list(own.analyze(word))
            finally:
                own.terminate()


def _tiles(answer: dict[str, str], word: str) -> bool:
    structure = answer.get("STRUCTURE", "")
    return structure.startswith("=") and len(structure) - structure.count("=") == len(word)


def _analysis(answer: dict[str, str]) -> Analysis:
    return Analysis(
        base=answer.get("BASEFORM", "").replace("=", ""),
        pieces=tuple(_pieces(answer)),
        is_participle="PARTICIPLE" in answer,
        is_place=answer.get("CLASS") == "paikannimi",
    )


def _pieces(answer: dict[str, str]) -> Iterator[Piece]:
    """The pieces between the boundaries of STRUCTURE, with what FSTOUTPUT tells of each.

    STRUCTURE has one sign for each character and `=` in front of each part.
    FSTOUTPUT marks the same boundaries with [Bc], and with [Bm] inside a word the dictionary holds whole:
    there the root it gives is the whole word, so the pieces go without one.
    """
    lengths = [len(piece) for piece in answer["STRUCTURE"].split("=")[1:]]
    chunks = list(_chunks(answer.get("FSTOUTPUT", "")))
    told = len(chunks) == len(lengths)
    start = 0
    for place, length in enumerate(lengths):
        chunk = chunks[place] if told else ""
        root = _ROOT.search(chunk)
        yield Piece(
            start,
            start + length,
            root.group(1).replace("=", "") if root else None,
            derived="[Xj]" in chunk,
            nominal=chunk.startswith("[Ln"),
        )
        start += length


def _chunks(output: str) -> Iterator[str]:
    for chunk in output.split("[Bc]"):
        inner = chunk.count("[Bm]")
        if inner:
            yield from [""] * (inner + 1)
        elif chunk:
            yield chunk


def _dictionary_version() -> str:
    """Version and build date from the dictionary's own index file, or `unknown`."""
    named = os.environ.get("VOIKKO_DICTIONARY_PATH")
    own = str(Path.home() / ".voikko")
    for folder in filter(None, (named, own, *_DICTIONARY_FOLDERS)):
        index = Path(folder) / "5" / "mor-standard" / "index.txt"
        if index.is_file():
            return _version_in(index.read_text(encoding="utf-8"))
    return "unknown"


def _version_in(index: str) -> str:
    lines = dict(line.partition(": ")[::2] for line in index.splitlines())
    return f"{lines.get('SM-Version', 'unknown')} of {lines.get('Build-Date', 'unknown')}"
