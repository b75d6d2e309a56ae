"""The files of one entry, put together: the facts of the original and the text of every language."""

import os
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path

from portal.domain.attachment import FOLDER
from portal.domain.attachment import Attachment
from portal.domain.entry import Entry
from portal.domain.entry import EntryText
from portal.domain.language import Language
from portal.domain.localized import Localized
from portal.domain.problem import Problem
from portal.domain.problem import Rule
from portal.domain.reference import Ref
from portal.library.attached_files import NO_CHANGES
from portal.library.attached_files import FileChanges
from portal.library.attached_files import sound_files
from portal.library.content_file import read_content_file
from portal.library.entry_reader import LanguageFile
from portal.library.entry_reader import read_language_file
from portal.library.faults import Faults
from portal.library.record import Record
from portal.library.schemas import SCHEMAS
from portal.library.vocabulary_files import Words


@dataclass(slots=True)
class EntryFolder:
    """One entry on disk; faults may still be added until the whole library has been read."""

    ref: Ref
    original: Language | None = None
    files: dict[Language, LanguageFile] = field(default_factory=dict)
    faults: dict[str, Faults] = field(default_factory=dict)
    attached: tuple[Attachment, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every fault of the entry's files."""
        return tuple(problem for faults in self.faults.values() for problem in faults.problems)

    @property
    def entry(self) -> Entry | None:
        """The entry in its sound languages, or None when the original has a fault."""
        texts = {language: file.text for language, file in self.files.items() if self._is_sound(language, file)}
        sound: dict[Language, EntryText] = {language: text for language, text in texts.items() if text is not None}
        if self.original is None or self.original not in sound:
            return None
        facts = self.files[self.original].facts
        untranslated = {Language(code): reason for code, reason in facts.get("untranslated", {}).items()}
        make = SCHEMAS[self.ref.collection].make
        kept = {**facts, "untranslated": untranslated, "files": self.attached}
        return make(id=self.ref.id, texts=Localized(sound, self.original), **kept)

    def _is_sound(self, language: Language, file: LanguageFile) -> bool:
        return file.text is not None and not self.faults[self.name(language)].problems

    def name(self, language: Language) -> str:
        """Return the path of a language file below the content folder."""
        return f"{self.ref}/{language}.md"

    def check_references(self, there: AbstractSet[Ref]) -> None:
        """Note every reference to an entry that has no folder."""
        for file in self.files.values():
            for line, name, ref in file.record.references:
                if ref not in there:
                    file.record.faults.add(Rule.REFERENCE_DANGLING, line, name, f"There is no entry {ref}.")


NO_DRAFTS: Mapping[Language, str] = {}


def read_entry_folder(
    content: Path,
    ref: Ref,
    words: Words,
    drafts: Mapping[Language, str] = NO_DRAFTS,
    changed: FileChanges = NO_CHANGES,
) -> EntryFolder:
    """Return the entry in the folder, with its faults.

    The text of a draft is read in place of the file of its language, whether that file is there or not.
    `changed` are the attached files that a draft would bring or take away.
    """
    folder = EntryFolder(ref)
    paths = {content / str(ref) / f"{language}.md" for language in drafts}
    if not drafts or (content / str(ref)).exists():
        paths |= set(_files(content / str(ref), folder))
    for path in sorted(paths):
        language = path.stem
        faults = folder.faults.setdefault(f"{ref}/{path.name}", Faults(f"{ref}/{path.name}"))
        if path.suffix != ".md" or language not in set(Language):
            faults.add(Rule.FILE_STRAY, 1, "", "Only fi.md, sv.md and en.md are expected here.")
            continue
        _read_file(folder, path, Language(language), faults, words, drafts.get(Language(language)))
    _find_original(folder)
    if folder.original is not None:
        _check_languages(folder, folder.files[folder.original])
        _check_sources(folder, folder.files[folder.original])
    _read_attached(folder, content, changed)
    return folder


def _files(path: Path, folder: EntryFolder) -> list[Path]:
    try:
        return sorted(each for each in path.iterdir() if each.name != FOLDER)
    except OSError as error:
        faults = folder.faults.setdefault(str(folder.ref), Faults(str(folder.ref)))
        faults.add(Rule.FILE_UNREADABLE, 1, "", f"The folder cannot be read: {os.strerror(error.errno or 0)}.")
        return []


def _read_file(
    folder: EntryFolder, path: Path, language: Language, faults: Faults, words: Words, draft: str | None
) -> None:
    file = read_content_file(path, faults, draft)
    if file is not None:
        record = Record(file.document, faults, words.vocabularies, words.sources)
        folder.files[language] = read_language_file(file, SCHEMAS[folder.ref.collection], record)


def _read_attached(folder: EntryFolder, content: Path, changed: FileChanges) -> None:
    """Hold the listed files against those that are there; without an original nothing is listed."""
    if folder.original is None:
        return
    file = folder.files[folder.original]
    listed = file.facts.get("files", ())
    places = {
        each.name: (file.record.document.line(("files", place, "name")), f"files.{place}.name")
        for place, each in enumerate(listed)
    }
    folder.attached, faults = sound_files(content, folder.ref, listed, places, folder.name(folder.original), changed)
    folder.faults.update(faults)


def _find_original(folder: EntryFolder) -> None:
    originals = [language for language, file in folder.files.items() if file.translation_of is None and _may_be(file)]
    if len(originals) == 1:
        folder.original = originals[0]
        for language, file in folder.files.items():
            if file.translation_of not in {None, folder.original}:
                file.record.fault(Rule.ORIGINAL_MISSING, ("translation_of",), f"{language} is made from a translation.")
        return
    rule = Rule.ORIGINAL_TWICE if originals else Rule.ORIGINAL_MISSING
    message = "Two files hold the facts." if originals else "No file that can be read holds the facts."
    for language in originals or folder.files:
        folder.files[language].record.faults.add(rule, 1, "translation_of", message)
    if not folder.files:
        name = folder.faults or {f"{folder.ref}": Faults(str(folder.ref))}
        folder.faults = name
        next(iter(name.values())).add(rule, 1, "", message)


def _may_be(file: LanguageFile) -> bool:
    return not any(problem.field == "translation_of" for problem in file.record.faults.problems)


def _check_languages(folder: EntryFolder, original: LanguageFile) -> None:
    untranslated: Mapping[str, str] = original.facts.get("untranslated", {})
    for name in untranslated:
        if name not in set(Language) or Language(name) in folder.files:
            rule = Rule.LANGUAGE_UNDECIDED
            original.record.fault(rule, ("untranslated", name), f"“{name}” is not a language that is left out.")
    for language in Language:
        name = folder.name(language)
        if name not in folder.faults and language not in untranslated:
            folder.faults[name] = Faults(name)
            folder.faults[name].add(Rule.LANGUAGE_MISSING, 1, "", f"The entry has no text in “{language}”.")
        elif language in folder.files and language != folder.original:
            text = folder.files[language].text
            if text is not None and not text.made_from:
                message = "It is not said which text of the original this was made from."
                folder.files[language].record.fault(Rule.MADE_FROM_MISSING, ("made_from",), message)


def _check_sources(folder: EntryFolder, original: LanguageFile) -> None:
    listed = original.facts.get("sources", ())
    cited: set[str] = set()
    for file in folder.files.values():
        for line, name, source in file.record.cited:
            if name.startswith("sources."):
                continue
            cited.add(source)
            if source not in listed and source in file.record.sources:
                file.record.faults.add(
                    Rule.SOURCE_UNLISTED, line, name, f"“{source}” is not among the entry's sources."
                )
    for index, source in enumerate(listed):
        if source not in cited:
            original.record.fault(Rule.SOURCE_UNUSED, ("sources", index), f"Nothing in the entry cites “{source}”.")
    if SCHEMAS[folder.ref.collection].needs_sources and not listed:
        original.record.fault(Rule.FIELD_MISSING, ("sources",), "The field “sources” is missing: every claim has one.")
