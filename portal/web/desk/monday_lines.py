"""What a coordinator has to look at, line by line, each with the way to what can be done about it."""

from collections.abc import Callable
from collections.abc import Iterable
from dataclasses import dataclass

from flask import url_for

from portal.domain.draft import Draft
from portal.domain.entry import Entry
from portal.domain.incoming import ReaderComment
from portal.domain.incoming import SentCase
from portal.domain.language import Language
from portal.domain.partial_date import PartialDate
from portal.domain.people import Person
from portal.domain.problem import Problem
from portal.domain.reference import Ref
from portal.domain.workflow import DraftState
from portal.library.shelf import Shelf
from portal.publishing.law_changes import TouchedByLaw
from portal.publishing.link_round import LinkFinding
from portal.publishing.monday import DayDue
from portal.publishing.monday import Urgency
from portal.search.failed_queries import FailedQuery
from portal.web.desk.ways import draft_address
from portal.web.formats import day
from portal.web.i18n import reader_language
from portal.web.link_words import link_sentence
from portal.web.words import gettext
from portal.web.words import ngettext

LINE = 120


@dataclass(frozen=True, slots=True)
class MondayLine:
    """One thing to look at: `draft` begins a draft of an entry and `check` tries a link, where either can be done."""

    text: str
    address: str
    language: Language | None
    what: str
    draft: str = ""
    check: str = ""


@dataclass(frozen=True, slots=True)
class MondayPart:
    """Things of one kind, the most urgent first; `more` leads to where they are handled."""

    id: str
    title: str
    lines: tuple[MondayLine, ...]
    none: str
    more: tuple[str, str] | None = None


def covered(by: Person, entry: Entry | None) -> bool:
    """Tell whether an entry lies in a person's part of the library; what is no entry lies in everybody's."""
    return entry is None or by.scope.covers(entry.country, getattr(entry, "organisation", None))


class EntryLines:
    """Makes lines of entries, of those a person works with."""

    def __init__(self, shelf: Shelf, by: Person) -> None:
        self._shelf = shelf
        self._by = by

    def of(self, ref: Ref | None, what: str, check: str = "") -> MondayLine | None:
        """Return a line of an entry, None where it is not the person's or not there."""
        entry = self._shelf.get(ref) if ref else None
        if entry is None or not covered(self._by, entry):
            return None
        text, language = entry.texts.best(reader_language())
        address = url_for("entries.detail", collection=entry.COLLECTION.value, entry_id=entry.id)
        return MondayLine(text.title, address, language, what, f"{entry.ref}/{entry.original}", check)

    def due(self, days: Iterable[DayDue]) -> tuple[MondayLine, ...]:
        """Return the lines of days that are due."""
        return _there(self.of(each.ref, _due_words(each)) for each in days)

    def touched(self, changes: Iterable[TouchedByLaw]) -> tuple[MondayLine, ...]:
        """Return the lines of entries that a change of law touches."""
        return _there(self.of(each.ref, self._law_words(each)) for each in changes)

    def links(self, findings: Iterable[LinkFinding]) -> tuple[MondayLine, ...]:
        """Return a line of every link in trouble, with an entry that names it."""
        return tuple(line for each in findings if (line := self._link(each)) is not None)

    def _link(self, finding: LinkFinding) -> MondayLine | None:
        what = f"{finding.address} – {link_sentence(finding)}"
        refs = [naming.ref for naming in finding.named_by if naming.ref]
        lines = [line for ref in dict.fromkeys(refs) if (line := self.of(ref, what, finding.address)) is not None]
        if lines:
            return lines[0]
        return None if refs else MondayLine(gettext("Sources"), "", None, what, check=finding.address)

    def _law_words(self, touched: TouchedByLaw) -> str:
        law = self._shelf.get(touched.law)
        name = law.texts.best(reader_language())[0].title if law else str(touched.law)
        if touched.check is None:
            return gettext("%(law)s: nobody has checked it against the law yet.", law=name)
        changed = day(touched.changed, reader_language()) if touched.changed else "–"
        checked = day(touched.check.on, reader_language())
        return gettext(
            "%(law)s changed %(changed)s, last checked %(checked)s.", law=name, changed=changed, checked=checked
        )


def draft_lines(drafts: Iterable[Draft], name_of: Callable[[Language], str]) -> tuple[MondayLine, ...]:
    """Return the drafts that wait: those in review first, then those saved longest ago."""
    ordered = sorted(drafts, key=lambda each: (each.state is not DraftState.IN_REVIEW, each.saved_at))
    states = {
        DraftState.DRAFT: gettext("being written"),
        DraftState.IN_REVIEW: gettext("waits for review"),
        DraftState.SCHEDULED: gettext("scheduled"),
    }
    return tuple(
        MondayLine(
            each.typed.get("title") or str(each.ref),
            draft_address(each.id),
            each.language,
            f"{states.get(each.state, each.state)} · {name_of(each.language)} · {each.saved_by_name}",
        )
        for each in ordered
    )


def comment_lines(comments: Iterable[ReaderComment]) -> tuple[MondayLine, ...]:
    """Return the comments that wait, the oldest first."""
    return tuple(
        MondayLine(
            shortened(each.text),
            f"{url_for('desk_inbox.comments')}#comment-{each.id}",
            each.language,
            str(each.ref),
        )
        for each in comments
    )


def case_lines(cases: Iterable[SentCase]) -> tuple[MondayLine, ...]:
    """Return the cases that wait, the oldest first."""
    return tuple(
        MondayLine(
            shortened(each.text),
            f"{url_for('desk_inbox.cases')}#case-{each.id}",
            each.language,
            day(PartialDate(each.at.year, each.at.month, each.at.day), reader_language()),
        )
        for each in cases
    )


def shortened(text: str) -> str:
    """Return the beginning of a text in one line."""
    line = " ".join(text.split())
    return line if len(line) <= LINE else f"{line[: LINE - 1].rstrip()}…"


def search_lines(queries: Iterable[FailedQuery]) -> tuple[MondayLine, ...]:
    """Return the questions that found nothing, with the way to ask them again."""
    return tuple(
        MondayLine(
            each.query,
            url_for("search.index", q=each.query),
            None,
            ngettext("asked %(num)s time in 30 days", "asked %(num)s times in 30 days", each.times),
        )
        for each in queries
    )


def file_lines(problems: Iterable[Problem]) -> tuple[MondayLine, ...]:
    """Return a line of each file with a fault, and the first fault of it."""
    first: dict[str, Problem] = {}
    for each in problems:
        first.setdefault(each.file, each)
    address = f"{url_for('status.index')}#faults"
    return tuple(MondayLine(f"{each.file}:{each.line}", address, None, each.rule.value) for each in first.values())


def _there(lines: Iterable[MondayLine | None]) -> tuple[MondayLine, ...]:
    return tuple(line for line in lines if line is not None)


def _due_words(each: DayDue) -> str:
    on = day(each.date, reader_language())
    if each.field == "review_by":
        words = gettext("to be looked at by %(day)s", day=on)
    else:
        words = gettext("the contact was valid until %(day)s", day=on)
    return f"{words} – {gettext('overdue')}" if each.urgency is Urgency.OVERDUE else words
