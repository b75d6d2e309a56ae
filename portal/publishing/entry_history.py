"""The earlier versions of entries, as texts that can be read and compared."""

from functools import lru_cache

from portal.domain.entry import Entry
from portal.domain.entry import EntryText
from portal.domain.language import Language
from portal.domain.reference import Ref
from portal.domain.translation import fingerprint
from portal.domain.translation import passages
from portal.domain.translation import translation_status
from portal.history.history import History
from portal.history.revision import Revision
from portal.history.revision import SignedRevision
from portal.library.past_text import past_text

LOOKED_AT = 50
"""How far back the original of a stale translation is looked for; each look takes a text apart."""


class EntryHistory:
    """Hands out revisions of entries and their texts; asks git, and keeps what it has taken apart."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._texts = lru_cache(maxsize=128)(self._read_text)

    def revisions(self, ref: Ref, language: Language) -> tuple[Revision, ...] | None:
        """Return the revisions of a language version, the newest first; None where no history is known here."""
        return self._history.revisions(ref, language)

    def signed_revisions(self, ref: Ref, language: Language) -> tuple[SignedRevision, ...] | None:
        """Return the revisions with who made each and why; for the desk alone, since these are personal data."""
        return self._history.signed_revisions(ref, language)

    def revision(self, ref: Ref, language: Language, name: str) -> Revision | None:
        """Return the revision that the beginning of an id names, or None where this language version has no such."""
        return self._history.revision(ref, language, name)

    def text(self, revision: Revision) -> EntryText | None:
        """Return the text of a revision as it was, or None where it was not there or cannot be read."""
        return self._texts(revision)

    def made_from(self, entry: Entry, language: Language) -> Revision | None:
        """Return the revision of the original from which the stale passages of a translation were made.

        Of several the oldest, so that nothing that has changed is missing; None where none of the last fifty fits.
        A passage that the original has gained since was made from the newest revision that lacks it.
        """
        translation = entry.texts.get(language)
        marks = translation.made_from if translation else {}
        sought = {name: marks.get(name) for name in translation_status(entry, language).stale}
        found = None
        for revision in (self.revisions(entry.ref, entry.original) or ())[:LOOKED_AT]:
            text = self.text(revision)
            if text is None:
                continue
            then = passages(text)
            met = {name for name, mark in sought.items() if (fingerprint(then[name]) if name in then else None) == mark}
            found = revision if met else found
            sought = {name: mark for name, mark in sought.items() if name not in met}
        return found

    def _read_text(self, revision: Revision) -> EntryText | None:
        markdown = self._history.text(revision)
        return past_text(markdown) if markdown is not None else None
