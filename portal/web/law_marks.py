"""The mark that an entry bears while the law has changed since somebody checked it, in words."""

from dataclasses import dataclass
from datetime import date

from portal.domain.entry import Entry
from portal.domain.law import Law
from portal.publishing.law_changes import TouchedByLaw
from portal.publishing.law_changes import changed_since_check
from portal.web.facts.fact import Datum
from portal.web.facts.fact import Teller
from portal.web.words import gettext


@dataclass(frozen=True, slots=True)
class LawMark:
    """A law that has changed since the check: a link to it, what happened to it, and the days of both."""

    law: Datum
    event: str
    changed: Datum
    checked: Datum


def law_marks(entry: Entry, tell: Teller, on: date) -> tuple[LawMark, ...]:
    """Return a mark for each law that has changed since the entry was checked against it, the newest change first."""
    return tuple(mark for touch in changed_since_check(entry, tell.shelf, on) for mark in _mark(touch, tell))


def law_change_sentence(entry: Entry, tell: Teller, on: date) -> str:
    """Return the mark as a sentence that follows the one about the legal check; nothing where there is no mark."""
    touches = changed_since_check(entry, tell.shelf, on)
    numbers = [law.number for touch in touches if isinstance(law := tell.shelf.get(touch.law), Law)]
    if not numbers:
        return ""
    return gettext("To be checked: the law has changed since then (%(laws)s).", laws=", ".join(numbers))


def _mark(touch: TouchedByLaw, tell: Teller) -> tuple[LawMark, ...]:
    laws, changed = tell.entry(touch.law), tell.date(touch.changed)
    checked = tell.date(touch.check.on) if touch.check else ()
    if not (laws and changed and checked):
        return ()
    event = tell.shelf.vocabularies.label("version-notes", touch.note or "", tell.language)
    return (LawMark(laws[0], event, changed[0], checked[0]),)
