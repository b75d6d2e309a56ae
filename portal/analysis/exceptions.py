"""Words the dictionaries hold whole or do not hold at all, with the parts a reader would search for."""

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files

from portal.analysis.reading import Segment
from portal.domain.language import Language


@dataclass(frozen=True, slots=True)
class Exceptions:
    """The listed words of one language: form to base form, and base form to parts.

    A part is its spelling in the word and its base forms.
    """

    bases: Mapping[str, str]
    parts: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]
    digest: str

    def lemmas(self, word: str) -> tuple[str, ...]:
        """The base form listed for this form, if any."""
        return (self.bases[word],) if word in self.bases else ()

    def decides(self, lemmas: tuple[str, ...]) -> bool:
        """Whether the list says how a word with one of these lemmas is cut, or that it is not."""
        return any(lemma in self.parts for lemma in lemmas)

    def pieces(self, word: str, lemmas: tuple[str, ...]) -> tuple[Segment, ...]:
        """The listed parts of the first lemma that has some, laid over the word; the last part takes the ending.

        Empty when nothing is listed, when one part is listed, or when the word is not spelled like the listed parts.
        """
        for lemma in lemmas:
            pieces = tuple(_laid(word, self.parts.get(lemma, ())))
            if pieces:
                return pieces
        return ()


def load_exceptions(language: Language) -> Exceptions:
    """The list of the language from `exceptions_<language>.txt` beside this module.

    A line reads `form form base = spelling:base|base+spelling`.
    The forms before the base are those the dictionaries do not know; a part without bases is its own base;
    one part says that the word is no compound; without parts the line only teaches forms; `#` begins a comment.
    """
    text = files("portal.analysis").joinpath(f"exceptions_{language.value}.txt").read_text(encoding="utf-8")
    bases: dict[str, str] = {}
    parts: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {}
    for line in text.splitlines():
        names, equals, cut = line.partition("#")[0].partition("=")
        if not equals:
            continue
        *forms, base = names.split()
        bases.update(dict.fromkeys([*forms, base], base))
        if cut.strip():
            parts[base] = tuple(_part(part) for part in cut.strip().split("+"))
    return Exceptions(bases, parts, sha256(text.encode()).hexdigest()[:8])


def _part(part: str) -> tuple[str, tuple[str, ...]]:
    spelling, _, bases = part.partition(":")
    return spelling, tuple(bases.split("|")) if bases else (spelling,)


def _laid(word: str, listed: tuple[tuple[str, tuple[str, ...]], ...]) -> Iterator[Segment]:
    """The parts laid over the word; the last takes the ending; nothing where the spelling does not fit."""
    front = "".join(spelling for spelling, _ in listed[:-1])
    if len(listed) < 2 or not word.startswith(front) or len(word) <= len(front):
        return
    start = 0
    for place, (spelling, bases) in enumerate(listed):
        end = len(word) if place == len(listed) - 1 else start + len(spelling)
        yield Segment(start, end, bases)
        start = end
