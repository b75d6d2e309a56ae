"""Since when a passage of a translation is behind its original, and from which text it was made: git tells."""

import threading
import time
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field

from portal.domain.entry import Entry
from portal.domain.language import Language
from portal.domain.reference import Ref
from portal.domain.translation import fingerprint
from portal.domain.translation import passages
from portal.domain.translation import translation_status
from portal.history.git import HistoryUnknown
from portal.history.past_files import File
from portal.history.past_files import PastFiles
from portal.history.revision import Revision
from portal.library.past_text import past_text

LOOKED_AT = 50
"""How many revisions of an original are looked at; each look takes a text apart."""
MOST_KEPT = 100_000
AT_ONCE = 50
"""Entries looked up between two looks at the clock."""


@dataclass(frozen=True, slots=True)
class Since:
    """When the original left the text that a passage was made from; None where history does not tell.

    `changed` is the first revision with another text, whatever its weight: the reader's text is older than it.
    `made_from` is the newest revision that still had the text.
    """

    changed: Revision | None = None
    made_from: Revision | None = None


UNKNOWN = Since()
Key = tuple[Ref, str, str, str]
"""An entry, a passage, the fingerprint it was made from and that of the original today: what follows never changes."""


@dataclass(slots=True)
class _Search:
    """The passages of one entry that are still looked for, and where the search has come to."""

    file: File
    sought: dict[Key, Revision | None]
    revisions: tuple[Revision, ...] = ()
    found: dict[Key, Since] = field(default_factory=dict)

    def look(self, revision: Revision, markdown: str | None) -> None:
        """Take one revision into account, each older than the one before it."""
        text = past_text(markdown) if markdown is not None else None
        then = passages(text) if text else {}
        for key, newer in list(self.sought.items()):
            _ref, name, mark, _today = key
            if mark and name in then and fingerprint(then[name]) == mark:
                self.found[key] = Since(newer, revision)
                del self.sought[key]
            elif not mark and name not in then and newer is not None:
                self.found[key] = Since(newer)
                del self.sought[key]
            else:
                self.sought[key] = revision

    def end(self) -> None:
        """Settle what no revision explains: a passage that was always there is as old as the file."""
        whole = len(self.revisions) <= LOOKED_AT
        for key, oldest in self.sought.items():
            self.found[key] = Since(oldest) if whole and not key[2] else UNKNOWN
        self.sought.clear()


class StaleSince:
    """Looks the stale passages of translations up in the history of their originals, and keeps what it found."""

    def __init__(self, past: PastFiles) -> None:
        self._past = past
        self._known: dict[Key, Since] = {}
        self._lock = threading.Lock()

    def of(self, entry: Entry, language: Language) -> Mapping[str, Since]:
        """Return since when each stale passage of a translation is so; nothing where no history is known here."""
        return self.of_all([(entry, language)])[0]

    def of_all(self, asked: Sequence[tuple[Entry, Language]], seconds: float = 5.0) -> list[Mapping[str, Since]]:
        """Return the same for many translations, in their order, within about that many seconds.

        What could not be looked up in time is left out, and is known when somebody asks again.
        """
        keys = [_keys(entry, language) for entry, language in asked]
        unknown = {key: entry for (entry, _), some in zip(asked, keys, strict=True) for key in some}
        self._look_up({key: entry for key, entry in unknown.items() if key not in self._known}, seconds)
        return [{key[1]: self._known[key] for key in some if key in self._known} for some in keys]

    def _look_up(self, wanted: Mapping[Key, Entry], seconds: float) -> None:
        end = time.monotonic() + seconds
        by_file: dict[File, dict[Key, Revision | None]] = {}
        for key, entry in wanted.items():
            by_file.setdefault((entry.ref, entry.original), {})[key] = None
        searches = [_Search(file, sought) for file, sought in by_file.items()]
        for start in range(0, len(searches), AT_ONCE):
            if time.monotonic() > end:
                return
            try:
                self._keep(self._searched(searches[start : start + AT_ONCE]))
            except HistoryUnknown:
                return

    def _searched(self, searches: list[_Search]) -> Iterable[_Search]:
        revisions = self._past.revisions([search.file for search in searches])
        for search in searches:
            search.revisions = revisions[search.file]
        for turn in range(LOOKED_AT):
            going = [search for search in searches if search.sought and turn < len(search.revisions)]
            if not going:
                break
            texts = self._past.texts([search.revisions[turn] for search in going])
            for search, text in zip(going, texts, strict=True):
                search.look(search.revisions[turn], text)
        return searches

    def _keep(self, searches: Iterable[_Search]) -> None:
        with self._lock:
            if len(self._known) > MOST_KEPT:
                self._known.clear()
            for search in searches:
                search.end()
                self._known.update(search.found)


def _keys(entry: Entry, language: Language) -> list[Key]:
    text, original = entry.texts.get(language), entry.texts.get(entry.original)
    stale = translation_status(entry, language).stale
    if text is None or original is None or not stale:
        return []
    today = passages(original)
    return [
        (entry.ref, name, text.made_from.get(name, ""), fingerprint(today[name]) if name in today else "")
        for name in stale
    ]
