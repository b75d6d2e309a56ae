"""The real content with the two things it never has: a translation that is behind, and a faulty file."""

import shutil
from pathlib import Path

from portal.domain.case import Case
from portal.domain.entry import Entry
from portal.domain.reference import Collection
from portal.library.library import read_library
from tests.history.repository import begin
from tests.history.repository import git

FAULTY = """---
title: "Tässä tiedostossa on vikoja"
kind: nobody-knows
---

## Tausta {#background}

Tiivistelmä puuttuu.
"""


def copy_content(source: Path, target: Path) -> None:
    """Copy the content into a repository; change one passage of one original after it was translated; add faults."""
    shutil.copytree(source, begin(target), dirs_exist_ok=True)
    git(target, "add", "--all")
    git(target, "commit", "--quiet", "--message", "Begin")
    changed = first_whole_case(target)
    file = target / changed.COLLECTION / changed.id / f"{changed.original}.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("{#background}\n\n", "{#background}\n\n2026. ", 1), encoding="utf-8")
    git(target, "commit", "--quiet", "--all", "--message", "Add the year")
    faulty = target / "news" / "faulty-example"
    faulty.mkdir(parents=True)
    (faulty / "fi.md").write_text(FAULTY, encoding="utf-8")


def first_whole_case(content: Path) -> Entry:
    """Return the first case that is there in all three languages; it is the one whose original gets changed."""
    cases = read_library(content).shelf.entries(Collection.CASES)
    return next(case for case in cases if isinstance(case, Case) and len(list(case.texts)) == 3)
