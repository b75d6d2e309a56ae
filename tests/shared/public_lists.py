"""Public lists of hostile strings, where somebody has them: the repository holds none of other people's.

`HOSTILE_LISTS` names a folder with the folders `markup`, `paths` and `redirects`, in which each line of a `.txt` file
and each string of a `.json` list is one; the tests of attacks send them wherever the strings made here go.
Known ones are the XSS, traversal and redirect lists of PayloadsAllTheThings and fuzzdb, and the naughty strings.
"""

import json
import os
from enum import StrEnum
from pathlib import Path

FOLDER = os.environ.get("HOSTILE_LISTS", "")


class Harm(StrEnum):
    """What the strings of a list try."""

    MARKUP = "markup"
    PATHS = "paths"
    REDIRECTS = "redirects"


def listed(harm: Harm) -> tuple[str, ...]:
    """Return every string once, in the order of the files; nothing where no folder is named.

    Raises `FileNotFoundError` where the folder that is named has no list of the kind, so that nobody runs without.
    """
    if not FOLDER:
        return ()
    files = sorted(each for each in (Path(FOLDER) / harm).iterdir() if each.suffix in {".txt", ".json"})
    if not files:
        raise FileNotFoundError(f"no list in {Path(FOLDER) / harm}")
    return tuple(dict.fromkeys(string for file in files for string in _strings(file) if string))


def _strings(file: Path) -> list[str]:
    text = file.read_text(encoding="utf-8", errors="replace")
    found: list[str] = json.loads(text) if file.suffix == ".json" else text.split("\n")
    return [each.rstrip("\r") for each in found]
