"""What git remembers of the entries: which revisions a language version has, and how it read in each."""

import re
from collections.abc import Iterator
from collections.abc import Sequence
from datetime import UTC
from datetime import datetime
from functools import lru_cache
from itertools import islice
from pathlib import Path

from portal.domain.language import Language
from portal.domain.reference import Ref
from portal.history.git import HistoryUnknown
from portal.history.git import ask_git
from portal.history.renames import Leg
from portal.history.renames import legs
from portal.history.revision import Revision
from portal.history.revision import SignedRevision
from portal.history.signatures import SIGNED_FORMAT
from portal.history.signatures import first_line
from portal.history.signatures import signed_revisions

MOST_REVISIONS = 500
MOST_BYTES = 256 * 1024
"""As many as the library reads of one file."""
NAMED = re.compile(r"[0-9a-f]{7,64}")
PLAIN = ("--no-show-signature", "--no-color", "--no-decorate", "--encoding=UTF-8")
FORMAT = "--format=%H%x09%ct%x09%s"


class History:
    """Asks the repository that the content lies in; keeps what cannot change: the files of a revision.

    Where there is no history – no git, no repository, one that git does not trust, a shallow clone –
    every question is answered with None.
    """

    def __init__(self, content: Path) -> None:
        self._content = content
        self._revisions = lru_cache(maxsize=256)(self._read_revisions)
        self._texts = lru_cache(maxsize=128)(self._read_text)

    def revisions(self, ref: Ref, language: Language) -> tuple[Revision, ...] | None:
        """Return the revisions that changed a language version of an entry, the newest first, at most 500.

        Those under an earlier id of the entry belong to it.
        Empty where git has never seen the file; None where no history is known here.
        """
        try:
            head = self._head()
            return self._revisions(head, _path(ref, language)) if head else None
        except HistoryUnknown:
            return None

    def signed_revisions(self, ref: Ref, language: Language) -> tuple[SignedRevision, ...] | None:
        """Return the same with who made each and why; for the desk alone, since these are personal data."""
        try:
            head = self._head()
            return self._read_signed(head, _path(ref, language)) if head else None
        except HistoryUnknown:
            return None

    def revision(self, ref: Ref, language: Language, name: str) -> Revision | None:
        """Return the revision of this language version whose id begins with the name, or None where it has no such.

        What a reader typed is compared, never handed to git.
        """
        if not NAMED.fullmatch(name):
            return None
        found = [each for each in self.revisions(ref, language) or () if each.id.startswith(name)]
        return found[0] if len(found) == 1 else None

    def text(self, revision: Revision) -> str | None:
        """Return the file of a revision as it was, or None where it was not there, too big or no text."""
        try:
            return self._texts(revision.id, revision.path)
        except HistoryUnknown:
            return None

    def _head(self) -> str | None:
        """Return what is checked out; None for a shallow clone, whose oldest commit would pass for the beginning."""
        shallow, head = ask_git(self._content, "rev-parse", "--is-shallow-repository", "HEAD").decode().split()
        return head if shallow == "false" else None

    def _read_revisions(self, head: str, path: str) -> tuple[Revision, ...]:
        return revisions_along(self._content, legs(self._content, head, path))

    def _read_signed(self, head: str, path: str) -> tuple[SignedRevision, ...]:
        along = legs(self._content, head, path)
        found = (each for leg in along for each in signed_revisions(_log(self._content, SIGNED_FORMAT, leg), leg.path))
        return tuple(islice(found, MOST_REVISIONS))

    def _read_text(self, revision: str, path: str) -> str | None:
        # The path has the shape of `collection/id/language.md` and stands behind the id: it can begin no option.
        name = f"{revision}:./{path}"
        if int(ask_git(self._content, "cat-file", "-s", name)) > MOST_BYTES:
            return None
        try:
            return ask_git(self._content, "cat-file", "blob", name).decode("utf-8-sig")
        except UnicodeDecodeError:
            return None


def _path(ref: Ref, language: Language) -> str:
    return f"{ref}/{language}.md"


def revisions_along(content: Path, along: Sequence[Leg]) -> tuple[Revision, ...]:
    """Return the revisions of a file along the stretches of its history, at most 500; raises HistoryUnknown."""
    found = (each for leg in along for each in _revisions(_log(content, FORMAT, leg), leg.path))
    return tuple(islice(found, MOST_REVISIONS))


def _log(content: Path, form: str, leg: Leg) -> str:
    arguments = (*PLAIN, f"--max-count={MOST_REVISIONS}", form, *leg.commits, "--", leg.path)
    return ask_git(content, "log", *arguments).decode("utf-8", "replace")


def _revisions(printed: str, path: str) -> Iterator[Revision]:
    for line in printed.split("\n"):
        commit, _, rest = line.partition("\t")
        seconds, _, message = rest.partition("\t")
        if commit and seconds.isdigit():
            yield Revision(commit, datetime.fromtimestamp(int(seconds), UTC), first_line(message), path)
