"""One file's fields while they are being read: what was found, what was wrong, what was named."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from typing import Any

from portal.domain.problem import Rule
from portal.domain.reference import Ref
from portal.domain.source import Source
from portal.domain.vocabulary import Vocabularies
from portal.library.faults import Faults
from portal.library.strict_yaml import Path
from portal.library.strict_yaml import YamlDocument


@dataclass(slots=True)
class Record:
    """The front matter of one file; `references` and `cited` collect what the fields name, with the line."""

    document: YamlDocument
    faults: Faults
    vocabularies: Vocabularies
    sources: Mapping[str, Source]
    references: list[tuple[int, str, Ref]] = field(default_factory=list)
    cited: list[tuple[int, str, str]] = field(default_factory=list)

    def fault(self, rule: Rule, path: Path, message: str) -> None:
        """Note a fault of the value at the path."""
        self.faults.add(rule, self.document.line(path), field_name(path), message)

    def name(self, path: Path, ref: Ref) -> None:
        """Note that the value at the path names an entry."""
        self.references.append((self.document.line(path), field_name(path), ref))

    def cite(self, path: Path, source: str) -> None:
        """Note that the value at the path names a source; an unknown one is a fault."""
        if source not in self.sources:
            self.fault(Rule.SOURCE_UNKNOWN, path, f"There is no source “{source}”.")
        self.cited.append((self.document.line(path), field_name(path), source))


def field_name(path: Path) -> str:
    """Return the path as writers see it: `results.0.unit` is the unit of the first result."""
    return ".".join(str(step) for step in path)


def shown(value: Any) -> str:
    """Return what was found, short enough for a sentence."""
    text = str(value)
    return text if len(text) <= 60 else text[:57] + "…"
