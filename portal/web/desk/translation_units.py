"""The passages of an original beside their translation, as a translator works through them."""

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace

from portal.domain.clause import SlotName
from portal.domain.entry import Entry
from portal.domain.entry import EntryText
from portal.domain.language import Language
from portal.domain.localized import Localized
from portal.domain.problem import Problem
from portal.domain.translation import fingerprint
from portal.domain.translation import passages
from portal.history.difference import Change
from portal.history.difference import Stretch
from portal.history.difference import difference
from portal.library.content_change import text_of_typed
from portal.library.form_field import Typed
from portal.library.merging import Conflict
from portal.library.stamping import MADE_FROM
from portal.publishing.side_by_side import Glossary
from portal.publishing.side_by_side import Sentence
from portal.publishing.side_by_side import sentences
from portal.publishing.stale_since import Since
from portal.publishing.translation_checks import Difference
from portal.publishing.translation_checks import differences
from portal.web.context import current_portal
from portal.web.desk.translation_form import passage_fields
from portal.web.labels import passage_name


@dataclass(frozen=True, slots=True)
class UnitField:
    """One field of a passage: what the translator has typed, what the original says, what a colleague typed."""

    path: str
    kind: str
    value: str
    original: str
    theirs: str | None
    faults: tuple[Problem, ...]

    @property
    def rows(self) -> int:
        """How many lines the field shows, so that a text of this length is seen whole."""
        return min(24, max(2, max(len(self.original), len(self.value)) // 48 + self.original.count("\n") + 1))


@dataclass(frozen=True, slots=True)
class Unit:
    """One passage.

    `mark` is the fingerprint of the original as it is shown; `in_step` says that the translation was made from it.
    `changed` says that the original has changed since the translation was made, `before` whether the older text is
    known, `added` that the passage came after it.
    """

    name: str
    label: str
    label_language: Language | None
    mark: str
    in_step: bool
    changed: bool
    added: bool
    before: bool
    since: Since | None
    sentences: tuple[Sentence, ...]
    fields: tuple[UnitField, ...]
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class FileWords:
    """Words about a file of the entry that somebody has to say in one more language."""

    file: str
    words: str
    language: Language


@dataclass(frozen=True, slots=True)
class Work:
    """A translation being made: the entry, the language, what is typed now and what is live."""

    entry: Entry
    target: Language
    typed: Typed
    live: Typed
    conflicts: Sequence[Conflict] = ()
    problems: Sequence[Problem] = ()

    @property
    def original(self) -> EntryText:
        """The text that is translated."""
        return self.entry.texts.values[self.entry.original]


def units(work: Work) -> list[Unit]:
    """Return the passages in the order of the original; sections it has lost come last, to be emptied."""
    today = passages(work.original)
    marks = {name: _mark(name, fingerprint(words), work) for name, words in today.items()}
    since = current_portal().translations.since.of(_made_from(work, marks), work.target)
    slots = [f"slot.{name}" for name in SlotName]
    sections = [section.id for section in work.original.sections]
    order = [name for name in ("title", "summary", *slots, *sections) if name in today]
    found = [_unit(name, today[name], marks[name], since.get(name), work) for name in order]
    return [*found, *_lost(work, today)]


def _mark(name: str, today: str, work: Work) -> str:
    """Return the stamp to compare with: the draft's own, or the published one where the draft is in step already."""
    own, live = (typed.get(f"{MADE_FROM}.{name}", "") for typed in (work.typed, work.live))
    return own if own and own != today else live


def _made_from(work: Work, marks: Mapping[str, str]) -> Entry:
    """Return the entry as if the translation were published with these stamps, so that history can be asked."""
    text = EntryText("", "", made_from={name: mark for name, mark in marks.items() if mark})
    return replace(work.entry, texts=Localized({**work.entry.texts.values, work.target: text}, work.entry.original))


def _unit(name: str, words: str, mark: str, since: Since | None, work: Work) -> Unit:
    today = fingerprint(words)
    section = work.original.section(name)
    changed = bool(mark) and mark not in {today, *work.entry.minor_changes.get(name, ())}
    minor = bool(mark) and mark != today and not changed
    before = _text_before(name, since) if changed or minor else None
    stretches = difference(before, words) if before is not None else (Stretch(Change.KEPT, words),)
    made = passages(text_of_typed(work.typed)).get(name, "")
    own_words = current_portal().renderer.own_words
    return Unit(
        name=name,
        label=passage_name(name, section.heading if section else None),
        label_language=work.entry.original if section else None,
        mark=today,
        in_step=work.typed.get(f"{MADE_FROM}.{name}") in {today, *work.entry.minor_changes.get(name, ())},
        changed=changed,
        added=not mark and bool(work.live),
        before=before is not None,
        since=since,
        sentences=sentences(stretches, work.entry.original, work.target, _glossary(work.entry.original)),
        fields=tuple(_fields(name, work)),
        differences=tuple(differences(made, work.target, words, work.entry.original, own_words)),
    )


def _text_before(name: str, since: Since | None) -> str | None:
    if since is None or since.made_from is None:
        return None
    text = current_portal().history.text(since.made_from)
    return passages(text).get(name) if text else None


def _glossary(source: Language) -> Glossary:
    portal = current_portal()
    return Glossary(portal.term_bank(), portal.analyzers[source].analyse)


def _fields(name: str, work: Work) -> Iterator[UnitField]:
    theirs = {conflict.path: conflict.theirs for conflict in work.conflicts}
    for path, words in passage_fields(name, work.typed, work.original).items():
        faults = tuple(problem for problem in work.problems if problem.field == path)
        kind = path.rpartition(".")[2] if path.startswith("sections.") else "text"
        yield UnitField(path, kind, work.typed.get(path, ""), words, theirs.get(path), faults)


def file_names(entry: Entry, target: Language) -> list[FileWords]:
    """Return what the entry's files are called and show, where that is not said in the language yet.

    These words are kept with the facts, in the original's form, and not in the translation.
    """
    return [
        FileWords(each.name, *words.best(entry.original))
        for each in entry.files
        for words in (each.labels, each.description)
        if words is not None and target not in words
    ]


def _lost(work: Work, today: Mapping[str, str]) -> Iterator[Unit]:
    """Yield the sections of the translation that the original has no longer."""
    for section in text_of_typed(work.typed).sections:
        if section.id not in today:
            fields = tuple(_fields(section.id, work))
            label = section.heading or section.id
            yield Unit(
                section.id, label, work.target, "", in_step=False, changed=True, added=False, before=False,
                since=None, sentences=(), fields=fields, differences=(),
            )  # fmt: skip
