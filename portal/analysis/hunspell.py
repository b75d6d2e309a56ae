"""The Swedish Hunspell dictionary: stems of words and splits of compounds."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import PackageNotFoundError
from importlib.metadata import distribution
from pathlib import Path
from threading import RLock
from typing import Any

from platformdirs import user_cache_path
from spylls.hunspell.algo.lookup import CompoundForm
from spylls.hunspell.algo.lookup import CompoundPos

from portal.analysis.hunspell_lookup import QuickLookup
from portal.analysis.hunspell_lookup import load_lookup

_MAXIMUM_PARTS = 4
# One letter and most pairs of letters in the dictionary are abbreviations; splits with them are nonsense.
SHORTEST_PART = 3
_SYSTEM_DICTIONARY = Path("/usr/share/hunspell/sv_SE")


class HunspellMissing(Exception):
    """Raised when neither the Python package nor the system package with the Swedish dictionary is installed."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a compound: its characters and the dictionary entries it is a form of."""

    start: int
    end: int
    stems: tuple[str, ...]


class Hunspell:
    """Stems and splits of Swedish words, safe to share between threads.

    The dictionary is opened at the first question: 13 MB, and some seconds only the first time on a machine.
    """

    def __init__(self, dictionary: Path | None = None, cache_folder: Path | None = None) -> None:
        """`dictionary` is the path of both files without suffix, by default where the installation has them.

        `cache_folder` holds what is made of it once; by default the user's cache folder.

        Raises `HunspellMissing` when there is none.
        """
        self.dictionary = dictionary or _installed()
        if not self.dictionary.with_suffix(".dic").is_file():
            raise HunspellMissing(str(self.dictionary))
        self._folder = cache_folder or user_cache_path("silta")
        self._lock = RLock()
        self._loaded: QuickLookup | None = None

    @property
    def signature(self) -> str:
        """A digest of both dictionary files, which says more than the version of a package."""
        digest = sha256()
        for suffix in (".aff", ".dic"):
            digest.update(self.dictionary.with_suffix(suffix).read_bytes())
        return f"hunspell-sv {digest.hexdigest()[:12]}"

    def stems(self, word: str) -> tuple[str, ...]:
        """The entries the lower-case word is a form of, also as a name or an abbreviation."""
        spellings = dict.fromkeys((word, word.capitalize(), word.upper()))
        forms = [form for spelling in spellings for form in self._forms(spelling, None)]
        return _stems(forms)

    def splits(self, word: str) -> tuple[tuple[Stretch, ...], ...]:
        """The ways to cut the lower-case word into the fewest parts, two to four; empty if there is none."""
        for count in range(2, _MAXIMUM_PARTS + 1):
            found = tuple(dict.fromkeys(self._splits(word, 0, count, ())))
            if found:
                return found
        return ()

    def _splits(self, word: str, start: int, count: int, before: tuple[Any, ...]) -> Iterator[tuple[Stretch, ...]]:
        """Every sound split of what is left into `count` parts, behind the parts already found."""
        if count == 1:
            last = self._forms(word[start:], CompoundPos.END)
            if last and not self._is_bad([*(forms[0] for forms in before), last[0]]):
                yield tuple(_stretches([*before, last]))
            return
        position = CompoundPos.MIDDLE if before else CompoundPos.BEGIN
        for end in range(start + SHORTEST_PART, len(word) - SHORTEST_PART * (count - 1) + 1):
            for spelling in _beginnings(word, start, end):
                forms = self._forms(spelling, position)
                if forms:
                    trimmed = tuple(form.replace(text=word[start:end]) for form in forms)
                    yield from self._splits(word, end, count - 1, (*before, trimmed))

    def _forms(self, spelling: str, position: CompoundPos | None) -> tuple[Any, ...]:
        lookup = self._lookup()
        permitted = [lookup.aff.COMPOUNDPERMITFLAG] if position and lookup.aff.COMPOUNDPERMITFLAG else []
        return tuple(
            lookup.affix_forms(
                spelling,
                lookup.aff.casing.guess(spelling),
                compoundpos=position,
                prefix_flags=[] if position is CompoundPos.BEGIN else permitted,
                suffix_flags=permitted if position in (CompoundPos.BEGIN, CompoundPos.MIDDLE) else [],
            )
        )

    def _is_bad(self, parts: list[Any]) -> bool:
        lookup = self._lookup()
        whole = "".join(part.text for part in parts)
        return bool(lookup.is_bad_compound(CompoundForm(parts), lookup.aff.casing.guess(whole)))

    def _lookup(self) -> QuickLookup:
        if self._loaded is None:
            with self._lock:
                if self._loaded is None:
                    self._loaded = load_lookup(self.dictionary, self._folder)
        return self._loaded


def _beginnings(word: str, start: int, end: int) -> tuple[str, ...]:
    """The spellings a part may have by itself: Swedish writes two of three equal letters (*buss* in *bus|sällskap*)."""
    spelling = word[start:end]
    if word[end - 1] == word[end]:
        return spelling, spelling + spelling[-1]
    return (spelling,)


def _stretches(parts: list[Any]) -> Iterator[Stretch]:
    start = 0
    for forms in parts:
        end = start + len(forms[0].text)
        yield Stretch(start, end, _stems(forms))
        start = end


def _stems(forms: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form.in_dictionary.stem for form in forms))


def _installed() -> Path:
    """The dictionary of the Python package, else the system's."""
    try:
        package = distribution("hunspell-sv")
    except PackageNotFoundError:
        return _SYSTEM_DICTIONARY
    for file in package.files or ():
        if file.name == "sv_SE.dic":
            return Path(str(package.locate_file(file))).resolve().with_suffix("")
    return _SYSTEM_DICTIONARY
