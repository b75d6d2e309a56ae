"""A thousand entries made from the real ones, the same every time."""

import random
import re
import shutil
from pathlib import Path

from portal.domain.language import Language
from portal.library.entry_folder import EntryFolder
from portal.library.library import read_library
from portal.library.stamping import stamp

SEED = 20261121
CITATION_OR_LINK = re.compile(r"\[\^[^\]]+\]|\[([^\]]*)\]\([^)]*\)")
SENTENCES_ADDED = 4


def make_corpus(real: Path, folder: Path, entries: int) -> Path:
    """Write a content folder with that many entries: the real ones, and copies with other sentences mixed in.

    Facts stay as they are, so that facets are as varied as the real ones; wordings stay too, for their blanks.
    """
    chance = random.Random(SEED)
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(real, folder)
    library = read_library(folder)
    folders = [each for each in library.folders if each.entry is not None]
    pool = {language: _sentences(folder, folders, language) for language in Language}
    for number in range(entries - len(folders)):
        source = folders[number % len(folders)]
        target = folder / source.ref.collection / f"bench-{number:05}"
        target.mkdir()
        for language in source.files:
            text = (folder / source.name(language)).read_text(encoding="utf-8")
            (target / f"{language}.md").write_text(_mixed(text, pool[language], chance, number), encoding="utf-8")
    _stamp(folder)
    return folder


def _sentences(folder: Path, folders: list[EntryFolder], language: Language) -> list[str]:
    rows = [
        CITATION_OR_LINK.sub(r"\1", row)
        for each in folders
        if language in each.files
        for row in (folder / each.name(language)).read_text(encoding="utf-8").partition("\n## ")[2].split("\n")
    ]
    return sorted({row for row in rows if len(row) > 40 and row[0].isupper() and "{" not in row and "|" not in row})


def _mixed(text: str, pool: list[str], chance: random.Random, number: int) -> str:
    text = re.sub(r'(?m)^title: "(.*)"$', rf'title: "\1 {number}"', text, count=1)
    head, *sections = re.split(r"(?m)^(?=## )", text)
    for index, section in enumerate(sections):
        if "{#wording}" not in section:
            sections[index] = (
                section.rstrip("\n") + "\n" + "\n".join(chance.sample(pool, min(SENTENCES_ADDED, len(pool)))) + "\n\n"
            )
    return head + "".join(sections)


def _stamp(folder: Path) -> None:
    for each in read_library(folder).folders:
        original = each.files[each.original].text if each.original else None
        for language in each.files:
            if original is not None and language != each.original:
                stamp(folder / each.name(language), original)
