"""A small library that changes, the same way every time."""

import re
import shutil
from pathlib import Path
from random import Random

from tests.bench.corpus import make_corpus

ENTRIES = 60
ROOT = Path(__file__).parents[2]
MOST_CHANGED = 6
TITLE = re.compile(r'(?m)^title: "(.*?)(?: kierros\d+)?"$')


def make_library(folder: Path) -> Path:
    """Write sixty entries: those of the fixture, and copies of them with their sentences mixed."""
    seed = folder.with_name("seed")
    shutil.copytree(ROOT / "content" / "vocabulary", seed / "vocabulary")
    shutil.copytree(ROOT / "tests" / "content_fixture", seed, dirs_exist_ok=True)
    return make_corpus(seed, folder, ENTRIES)


def change(folder: Path, chance: Random, number: int) -> None:
    """Give some entries another title, remove a copy now and then, and add one now and then."""
    copies = sorted(folder.glob("*/bench-*"))
    for entry in chance.sample(copies, chance.randint(1, MOST_CHANGED)):
        for file in entry.glob("*.md"):
            text = file.read_text(encoding="utf-8")
            file.write_text(TITLE.sub(rf'title: "\1 kierros{number}"', text, count=1), encoding="utf-8")
    if len(copies) > ENTRIES // 2 and chance.random() < 0.4:
        shutil.rmtree(chance.choice(copies))
    if chance.random() < 0.4:
        source = chance.choice(sorted(folder.glob("*/bench-*")))
        shutil.copytree(source, source.with_name(f"bench-added-{number}"), dirs_exist_ok=True)
