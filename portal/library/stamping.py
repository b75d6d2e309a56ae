"""Telling a translation which original it is in step with."""

from collections.abc import Mapping
from pathlib import Path

from frontmatter.default_handlers import YAMLHandler

from portal.domain.entry import EntryText
from portal.domain.errors import StampRefused
from portal.domain.translation import fingerprint
from portal.domain.translation import passages
from portal.library.content_file import read_text
from portal.library.faults import Faults
from portal.library.strict_yaml import YamlDocument
from portal.library.strict_yaml import YamlFault
from portal.library.strict_yaml import load_strict
from portal.library.writing import replace_text

MADE_FROM = "made_from"


def stamp(path: Path, original: EntryText, only: tuple[str, ...] = ()) -> bool:
    """Write into a translation file that it was made from the original as it is now; return whether that changed it.

    `only` names the passages that were brought in step; none means all of them.
    Everything else in the file stays as it is, but for a byte order mark and Windows line ends.
    Raises `StampRefused` when the file cannot be read, or the original has no passage of that name.
    """
    faults = Faults(path.name)
    text = read_text(path, faults)
    parts = YAMLHandler().FM_BOUNDARY.split(text or "", 2)
    if text is None or len(parts) != 3:
        raise StampRefused(f"{path} cannot be stamped: it has no front matter that can be read")
    front = parts[1].strip("\n")
    document = _document(path, front)
    try:
        stamps = stamps_of(original, document.value.get(MADE_FROM) or {}, only)
    except StampRefused as refused:
        raise StampRefused(f"{path} cannot be stamped: {refused}") from refused
    front = _with_stamps(front, document, stamps)
    _document(path, front)  # what could not be read again is never written
    stamped = f"---\n{front}\n---\n\n{parts[2].lstrip(chr(10))}"
    if stamped != text:
        replace_text(path, stamped)
    return stamped != text


def stamps_of(original: EntryText, earlier: Mapping[str, object], only: tuple[str, ...] = ()) -> Mapping[str, str]:
    """Return what `made_from` says once the passages named in `only`, or all if none is named, are in step.

    The others keep what was said `earlier`; a passage that the original has no longer is left out.
    Raises `StampRefused` when the original has no passage of that name.
    """
    today = {name: fingerprint(words) for name, words in passages(original).items()}
    if unknown := set(only) - set(today):
        raise StampRefused(f"the original has no passage {', '.join(sorted(unknown))}")
    return {name: today[name] if not only or name in only else str(earlier.get(name, "")) for name in today}


def _document(path: Path, front: str) -> YamlDocument:
    try:
        document = load_strict(front)
    except YamlFault as fault:
        raise StampRefused(f"{path} cannot be stamped: its front matter holds {fault.found}") from fault
    if not isinstance(document.value, dict):
        raise StampRefused(f"{path} cannot be stamped: its front matter is not a list of fields")
    return document


def _with_stamps(front: str, document: YamlDocument, stamps: Mapping[str, str]) -> str:
    """Return the front matter with the stamps as its last field; comments stay."""
    rows = front.split("\n")
    if MADE_FROM in document.value:
        starts = sorted(document.lines[name,] for name in document.value)
        start = document.lines[MADE_FROM,]
        end = next((line for line in starts if line > start), len(rows) + 1)
        kept = [row for row in rows[start : end - 1] if row.startswith("#")]
        rows[start - 1 : end - 1] = kept
    # A fingerprint made of digits alone would be read as a number, hence the quotes.
    block = [f'  {name}: "{value}"' for name, value in stamps.items() if value]
    return "\n".join([*rows, f"{MADE_FROM}:", *block])
