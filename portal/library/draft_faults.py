"""The checker, run over an entry as it would be with one draft published, each fault at its field of the form."""

from bisect import bisect_right
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from pathlib import Path

from portal.domain.language import Language
from portal.domain.problem import Problem
from portal.domain.problem import Rule
from portal.domain.reference import Ref
from portal.library.attached_files import NO_CHANGES
from portal.library.attached_files import FileChanges
from portal.library.content_file import split_content
from portal.library.draft_file import DraftFile
from portal.library.draft_file import draft_file
from portal.library.entry_folder import EntryFolder
from portal.library.entry_folder import read_entry_folder
from portal.library.faults import Faults
from portal.library.form import Form
from portal.library.form import form_of
from portal.library.form_field import GROUPS
from portal.library.form_field import Typed
from portal.library.passages import EMAIL
from portal.library.passages import PHONE
from portal.library.shelf import Shelf
from portal.library.typed_file import is_translation
from portal.library.vocabulary_files import Words


@dataclass(frozen=True, slots=True)
class TypedText:
    """What somebody typed of one language file: the fields of the form, and what they began from.

    `base_text` is the file as it was then, None for a new one; `changed` are the attached files that publishing would
    bring or take away.
    """

    ref: Ref
    language: Language
    fields: Typed
    base_text: str | None = None
    changed: FileChanges = field(default_factory=dict)

    def file(self) -> DraftFile:
        """Return the file that publishing would write."""
        return draft_file(self.fields, self.ref.collection, self.base_text)


def faults_of_publishing(content: Path, shelf: Shelf, typed: TypedText) -> tuple[Problem, ...]:
    """Return every fault that publishing the draft would bring: those of its file, then those of the entry's others.

    They are those of `faults_of_draft` and `faults_elsewhere`, from one reading of the entry.
    """
    draft = typed.file()
    folder = _folder(content, shelf, typed.ref, {typed.language: draft.text}, typed.changed)
    own = _at_fields(folder, typed.language, draft, typed.fields)
    return (*own, *_elsewhere(content, shelf, folder, typed.language))


def faults_of_draft(content: Path, shelf: Shelf, typed: TypedText) -> tuple[Problem, ...]:
    """Return every fault the file would have if the draft were published now, in the order of its lines.

    `field` is the path of a field of the form, of a group of fields (`obligation.0`), or empty where the fault is of
    the whole.
    The other language files of the entry are read from disk; vocabularies and sources are those of the shelf; whether
    an entry that is named is there is asked of the disk, so that a faulty one is not called missing.
    Nothing is written.
    """
    draft = typed.file()
    folder = _folder(content, shelf, typed.ref, {typed.language: draft.text}, typed.changed)
    return _at_fields(folder, typed.language, draft, typed.fields)


def faults_of_new_files(
    content: Path, shelf: Shelf, ref: Ref, drafts: Mapping[Language, Typed], beside: AbstractSet[Ref] = frozenset()
) -> tuple[tuple[Language, Problem], ...]:
    """Return every fault that publishing new files of one entry together would bring, with the language it is due to.

    `field` is that of `faults_of_draft`; a fault of another file of the entry is put to the original among the drafts,
    or else to the first of them, and keeps its file.
    `beside` are entries that are to be published in the same moment, so that one may name the other.
    """
    made = {language: draft_file(typed, ref.collection) for language, typed in drafts.items()}
    folder = _folder(content, shelf, ref, {language: draft.text for language, draft in made.items()}, beside=beside)
    found: list[tuple[Language, Problem]] = [
        (language, problem)
        for language, draft in made.items()
        for problem in _at_fields(folder, language, draft, drafts[language])
    ]
    original = folder.original
    due = original if original is not None and original in drafts else next(iter(drafts))
    own = {folder.name(language) for language in drafts}
    found += [(due, each) for each in sorted(_brought(content, shelf, folder)) if each.file not in own]
    return tuple(found)


def _at_fields(folder: EntryFolder, language: Language, draft: DraftFile, typed: Typed) -> tuple[Problem, ...]:
    """Return the faults of one file of the folder, each at its field of the form."""
    name = folder.name(language)
    places = _Places.of(draft, typed, form_of(folder.ref.collection, translated=is_translation(typed)))
    faults = Faults(name)
    for refusal in draft.refusals:
        faults.add(refusal.rule, places.line_of(refusal.path), refusal.path, refusal.message)
    said = {(problem.rule, problem.field) for problem in faults.problems}
    found = [replace(problem, field=places.path_of(problem)) for problem in _problems(folder, name)]
    return tuple(sorted({*faults.problems, *(each for each in found if (each.rule, each.field) not in said)}))


def faults_elsewhere(content: Path, shelf: Shelf, typed: TypedText) -> tuple[Problem, ...]:
    """Return the faults that publishing the draft would bring into the entry's other language files.

    A source taken off the list of the original is one: a translation may still cite it.
    That a new entry has no translations yet is none: they are written after it.
    """
    return _elsewhere(content, shelf, folder_with_draft(content, shelf, typed), typed.language)


def _elsewhere(content: Path, shelf: Shelf, folder: EntryFolder, language: Language) -> tuple[Problem, ...]:
    own = folder.name(language)
    others = (each for each in _brought(content, shelf, folder) if each.file != own)
    return tuple(sorted(each for each in others if each.rule is not Rule.LANGUAGE_MISSING))


def folder_with_draft(content: Path, shelf: Shelf, typed: TypedText) -> EntryFolder:
    """Return the entry as it would be read with the draft published; its `entry` is None while it has a fault."""
    return _folder(content, shelf, typed.ref, {typed.language: typed.file().text}, typed.changed)


def _brought(content: Path, shelf: Shelf, folder: EntryFolder) -> set[Problem]:
    """Return the faults of the folder that the entry on disk does not have."""
    now = _folder(content, shelf, folder.ref, {}).problems if (content / str(folder.ref)).is_dir() else ()
    return set(folder.problems) - set(now)


def _folder(
    content: Path,
    shelf: Shelf,
    ref: Ref,
    drafts: Mapping[Language, str],
    changed: FileChanges = NO_CHANGES,
    beside: AbstractSet[Ref] = frozenset(),
) -> EntryFolder:
    words = Words(shelf.vocabularies, shelf.concepts, shelf.sources, ())
    folder = read_entry_folder(content, ref, words, drafts, changed)
    named = {name for file in folder.files.values() for _, _, name in file.record.references}
    there = {name for name in named if name == ref or name in beside or (content / str(name)).is_dir()}
    folder.check_references(there)
    return folder


def _problems(folder: EntryFolder, name: str) -> list[Problem]:
    return folder.faults[name].problems if name in folder.faults else []


@dataclass(frozen=True, slots=True)
class _Places:
    """The way from a line or a field of the file back to the form."""

    draft: DraftFile
    typed: Typed
    form: Form
    lines: tuple[tuple[int, str], ...]
    """Where each value of the front matter stands, by line; the paths are those of the form."""
    line_by_path: Mapping[str, int]

    @classmethod
    def of(cls, draft: DraftFile, typed: Typed, form: Form) -> "_Places":
        file = split_content(draft.text, Faults("draft"))
        lines = file.document.lines if file else {}
        found = [(line, _typed_row(draft, ".".join(map(str, path)))) for path, line in lines.items() if path]
        by_line = tuple(sorted(found, key=lambda each: (each[0], each[1].count("."))))
        return cls(draft, typed, form, by_line, {path: line for line, path in found})

    def path_of(self, problem: Problem) -> str:
        """Return the path of the form for a fault of the file."""
        row = self._section_row(problem.line)
        if problem.rule is Rule.SECTION_MISSING:
            return self._missing_section(problem.field)
        if row is not None:
            return self._in_section(problem, row)
        if problem.field:
            return self._known(_typed_row(self.draft, problem.field))
        return self._on_line(problem)

    def line_of(self, path: str) -> int:
        """Return the line of the file where a field of the form is written, or 1 where it is not."""
        if path.startswith("sections."):
            return next((line for line, row in self.draft.sections if path.startswith(f"sections.{row}.")), 1)
        while path and path not in self.line_by_path:
            path = path.rpartition(".")[0]
        return self.line_by_path.get(path, 1)

    def _section_row(self, line: int) -> int | None:
        """Return the row of the section that a line of the file is in."""
        starts = [start for start, _ in self.draft.sections]
        index = bisect_right(starts, line) - 1
        return self.draft.sections[index][1] if index >= 0 else None

    def _in_section(self, problem: Problem, row: int) -> str:
        start = next(line for line, number in self.draft.sections if number == row)
        if problem.rule in {Rule.SECTION_UNKNOWN, Rule.SECTION_DUPLICATE}:
            return f"sections.{row}.id"
        if problem.rule is Rule.SECTION_EMPTY:
            name = "text" if self.typed.get(f"sections.{row}.heading", "").strip() else "heading"
            return f"sections.{row}.{name}"
        own_heading = problem.line == start and self.typed.get(f"sections.{row}.heading", "").strip()
        return f"sections.{row}.{'heading' if own_heading else 'text'}"

    def _missing_section(self, section_id: str) -> str:
        for path, text in self.typed.items():
            if path.startswith("sections.") and path.endswith(".id") and text.strip() == section_id and section_id:
                return f"{path.removesuffix('.id')}.text"
        return "sections"

    def _known(self, path: str) -> str:
        """Return the path, or the nearest field of the form around it; one the form does not know stays as it is."""
        if path.partition(".")[0] == "slots" and self.form.translated:
            path = f"{path}.text" if path.count(".") == 1 else path
        nearest = path
        while nearest and self.form.field_at(nearest) is None:
            nearest = nearest.rpartition(".")[0]
        return nearest or path

    def _on_line(self, problem: Problem) -> str:
        """Return the field of a fault that names a line only; on a line of several fields, the one that shows it."""
        there = [self._known(path) for line, path in self.lines if line == problem.line]
        if problem.rule is Rule.PERSONAL_DATA:
            for path in there:
                text = self.typed.get(path, "")
                if EMAIL.search(text) or PHONE.search(text):
                    return path
        return next((path for path in there if self._is_typed(path)), there[0] if there else "")

    def _is_typed(self, path: str) -> bool:
        field = self.form.field_at(path)
        return field is not None and field.control not in GROUPS and path in self.typed


def _typed_row(draft: DraftFile, path: str) -> str:
    """Return the path with the number of the row as typed: empty rows are not in the file."""
    first, _, rest = path.partition(".")
    number, _, inner = rest.partition(".")
    row = draft.rows.get(f"{first}.{number}")
    return path if row is None else f"{row}.{inner}" if inner else row
