"""Which entries rest on a law that has changed since somebody checked them against it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from portal.domain.clause import Clause
from portal.domain.entry import Check
from portal.domain.entry import Entry
from portal.domain.law import Law
from portal.domain.law import LawVersion
from portal.domain.partial_date import PartialDate
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.library.shelf import Shelf

RESTING = (Collection.CLAUSES, Collection.GUIDES, Collection.CASES)
"""What gives advice that a change of law can make wrong; everything else only tells what was."""
PROPOSED = "proposed"
"""A note of a version that changes nothing yet."""
LAW = "law"
"""The aspect of a check by somebody who knows the law."""
LINK_TO_LAW = re.compile(r"\]\(laws/([a-z0-9-]{1,80})\)")


@dataclass(frozen=True, slots=True)
class TouchedByLaw:
    """An entry, the law it rests on, and why it is to be checked.

    `field` is where the entry names the law: `laws`, `related`, or the id of a section.
    `changed` and `note` tell the newest version of the law, a code of `version-notes`; both are None where the law has
    no dated version.
    `check` is the last check against the law, None for an entry that was never checked.
    """

    ref: Ref
    field: str
    law: Ref
    changed: PartialDate | None
    note: str | None
    check: Check | None

    @property
    def date(self) -> PartialDate | None:
        """The day of the change."""
        return self.changed

    @property
    def never_checked(self) -> bool:
        """Whether nobody has ever checked the entry against the law."""
        return self.check is None


def touched_by_law_changes(shelf: Shelf, today: date) -> tuple[TouchedByLaw, ...]:
    """Return every clause, guide and case that rests on a law newer than its legal check, once for each such law.

    Those never checked follow the others; among each the newest change comes first.
    A mark goes away when somebody who knows the law checks the entry anew: with the date of the `legal_check` of a
    clause, or of a check of the aspect `law` of the original text.
    """
    found = [touch for kind in RESTING for entry in shelf.entries(kind) for touch in _touches(entry, shelf, today)]
    found.sort(key=lambda touch: (touch.ref, touch.law))
    found.sort(key=lambda touch: touch.changed.last_day if touch.changed else date.min, reverse=True)
    return tuple(sorted(found, key=lambda touch: touch.never_checked))


def changed_since_check(entry: Entry, shelf: Shelf, today: date) -> tuple[TouchedByLaw, ...]:
    """Return the laws that have changed since this entry was checked, the newest change first; none if it never was."""
    found = [touch for touch in _touches(entry, shelf, today) if not touch.never_checked]
    return tuple(sorted(found, key=lambda touch: touch.changed.last_day if touch.changed else today, reverse=True))


def law_check(entry: Entry) -> Check | None:
    """Return the newest check of an entry against the law, or None where nobody has checked it."""
    original = entry.texts.get(entry.original)
    checks = [check for check in (original.checked if original else ()) if check.aspect == LAW]
    if isinstance(entry, Clause) and entry.legal_check:
        checks.append(entry.legal_check)
    return max(checks, key=lambda check: check.on.first_day, default=None)


def _touches(entry: Entry, shelf: Shelf, today: date) -> Iterator[TouchedByLaw]:
    if entry.COLLECTION not in RESTING:
        return
    check = law_check(entry)
    for ref, field in _laws_of(entry, shelf).items():
        law = shelf.get(ref)
        if not isinstance(law, Law):
            continue
        version = _newest(law, today)
        if check is None or (version is not None and _after(version.date, check.on)):
            changed, note = (version.date, version.note) if version else (None, None)
            yield TouchedByLaw(entry.ref, field, ref, changed, note, check)


def _laws_of(entry: Entry, shelf: Shelf) -> dict[Ref, str]:
    """Return the laws that an entry names and the first field that names each."""
    named: dict[Ref, str] = {}
    for law in getattr(entry, "laws", ()):
        named.setdefault(_present(Ref(Collection.LAWS, law), shelf), "laws")
    for ref in entry.related:
        if ref.collection is Collection.LAWS:
            named.setdefault(_present(ref, shelf), "related")
    original = entry.texts.get(entry.original)
    for section in original.sections if original else ():
        for law in LINK_TO_LAW.findall(section.markdown):
            named.setdefault(_present(Ref(Collection.LAWS, law), shelf), section.id)
    return named


def _present(ref: Ref, shelf: Shelf) -> Ref:
    return shelf.redirects.get(ref, ref)


def _newest(law: Law, today: date) -> LawVersion | None:
    """Return the newest version that holds today; a proposal is none, nor is what comes into force later."""
    versions = [each for each in law.versions if each.note != PROPOSED and each.date.first_day <= today]
    if not versions and law.in_force and law.in_force.start and law.in_force.start.first_day <= today:
        return LawVersion(law.in_force.start, "in-force", law.in_force.sources)
    return max(versions, key=lambda each: each.date.last_day, default=None)


def _after(change: PartialDate, check: PartialDate) -> bool:
    """Tell whether a change may have come after a check; where one of the dates is not precise, it may have."""
    return change.last_day > check.first_day
