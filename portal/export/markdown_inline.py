"""Text, links and marks of footnotes in Markdown."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field

from portal.domain.document import Footnote
from portal.domain.document import Inline
from portal.domain.document import Run
from portal.domain.language import Language
from portal.export.blanks import in_brackets
from portal.export.characters import permitted
from portal.export.links import sound_address

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&$^!])")
_LINE_START = re.compile(r"^(\s*)(?:(\d{1,9})([.)])(?=\s|$)|(?=[-+=:]))", re.MULTILINE)


@dataclass(slots=True)
class InlineWriter:
    """Writes the runs of a text and keeps its footnotes until they are asked for."""

    notes: list[str] = field(default_factory=list)

    def text(self, content: Iterable[Inline], language: Language, *, one_line: bool = False) -> str:
        """Return what stands in a paragraph of that language; other languages are marked with a span."""
        made = [
            self._cite(each) if isinstance(each, Footnote) else _run(each, language, one_line=one_line)
            for each in content
        ]
        return _unlisted("".join(made).strip())

    def _cite(self, note: Footnote) -> str:
        number = len(self.notes) + 1
        self.notes.append("")
        self.notes[number - 1] = self.text(note.runs, note.language, one_line=True)
        return f"[^{number}]"


def _run(run: Run, language: Language, *, one_line: bool) -> str:
    words = permitted(in_brackets(run.text) if run.blank else run.text)
    words = _marked(" ".join(re.split(r"[\n\t]+", words))) if one_line else _marked(words).replace("\n", "\\\n")
    words = _emphasised(words, "**" if run.strong or run.blank else "", "*" if run.emphasis else "")
    address = sound_address(run.address)
    if address:
        words = f"[{words}](<{address}>)"
    return f'<span lang="{run.language}">{words}</span>' if run.language not in (None, language) else words


def _emphasised(words: str, *marks: str) -> str:
    """Return the words between the marks, which must not touch a space (CommonMark 0.31, 6.2)."""
    inner = words.strip()
    mark = "".join(marks)
    return words.replace(inner, f"{mark}{inner}{mark[::-1]}", 1) if inner and mark else words


def escaped(text: str) -> str:
    """Return text that Markdown shows as it stands: no markup, HTML, table or list comes out of it."""
    return _unlisted(_marked(text))


def _marked(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _unlisted(text: str) -> str:
    """Return lines that begin no list and underline no heading, though several runs may have made their beginning."""
    return _LINE_START.sub(_with_backslash, text)


def _with_backslash(found: re.Match[str]) -> str:
    blank, number, sign = found.groups(default="")
    return f"{blank}{number}\\{sign}"
