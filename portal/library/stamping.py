"""Telling a translation which original it is in step with."""

import re
from collections.abc import Mapping
from pathlib import Path

from portal.domain.entry import EntryText
from portal.domain.translation import fingerprint
from portal.domain.translation import passages

MADE_FROM = re.compile(r"(?m)^made_from:[^\n]*\n(?:[ \t]+[^\n]*\n)*")


def stamp(path: Path, original: EntryText, only: tuple[str, ...] = ()) -> bool:
    """Write into a translation file that it was made from the original as it is now; return whether that changed it.

    `only` names the passages that were brought in step; none means all of them.
    """
    text = path.read_text(encoding="utf-8")
    earlier = _earlier_stamps(text) if only else {}
    today = {name: fingerprint(words) for name, words in passages(original).items()}
    stamps = {name: today[name] if not only or name in only else earlier.get(name, "") for name in today}
    block = "made_from:\n" + "".join(f"  {name}: {value}\n" for name, value in _quoted(stamps).items() if value != '""')
    _, front, body = re.split(r"(?m)^---[ \t]*$", text, maxsplit=2)
    stamped = f"---{MADE_FROM.sub('', front)}{block}---{body}"
    if stamped != text:
        path.write_text(stamped, encoding="utf-8")
    return stamped != text


def _quoted(stamps: Mapping[str, str]) -> Mapping[str, str]:
    """Quote every fingerprint: one made of digits alone would be read as a number."""
    return {name: f'"{value}"' for name, value in stamps.items()}


def _earlier_stamps(text: str) -> Mapping[str, str]:
    match = MADE_FROM.search(text)
    rows = re.findall(r'(?m)^[ \t]+([\w.-]+): "?([0-9a-f]{12})"?', match[0]) if match else []
    return dict(rows)
