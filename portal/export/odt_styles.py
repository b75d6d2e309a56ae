"""The automatic styles of an ODT file: a style of ours, in a language, and what a single place adds to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field

from portal.domain.language import Language
from portal.export.locales import LOCALES
from portal.export.markup import Node
from portal.export.odt_markup import element

Properties = tuple[tuple[str, str], ...]


@dataclass(slots=True)
class AutomaticStyles:
    """The styles made so far, each once; they are named in the order in which they were first needed."""

    names: dict[tuple[str, Properties, Properties], str] = field(default_factory=dict)
    nodes: list[Node] = field(default_factory=list)

    def paragraph(
        self,
        parent: str,
        language: Language,
        place: Mapping[str, str] | None = None,
        *,
        master: str | None = None,
    ) -> str:
        """Return the name of a paragraph style in that language; `master` begins pages of that kind."""
        style = {"style:parent-style-name": parent} | ({"style:master-page-name": master} if master else {})
        return self._named("paragraph", style, [("paragraph", place or {}), ("text", _locale(language))])

    def text(self, parent: str | None, language: Language, look: Mapping[str, str]) -> str:
        """Return the name of a character style in that language."""
        style = {"style:parent-style-name": parent} if parent else {}
        return self._named("text", style, [("text", {**look, **_locale(language)})])

    def table(self, family: str, properties: Mapping[str, str]) -> str:
        """Return the name of a style of a table, a column, a row or a cell."""
        return self._named(family, {}, [(family, properties)])

    def _named(self, family: str, style: Mapping[str, str], parts: list[tuple[str, Mapping[str, str]]]) -> str:
        given = tuple((f"{kind} {name}", value) for kind, properties in parts for name, value in properties.items())
        key = (family, tuple(style.items()), given)
        name = self.names.get(key)
        if name is None:
            name = self.names[key] = f"A{len(self.names) + 1}"
            inside = [element(f"style:{kind}-properties", properties) for kind, properties in parts if properties]
            self.nodes.append(element("style:style", {"style:name": name, "style:family": family, **style}, *inside))
        return name


def _locale(language: Language) -> dict[str, str]:
    tongue, country = LOCALES[language]
    return {"fo:language": tongue, "fo:country": country}
