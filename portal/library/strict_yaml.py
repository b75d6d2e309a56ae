"""YAML as writers mean it: text stays text, nothing is guessed, every value knows its line.

The rules are those that PyYAML's own safe loader breaks: `no` is text, `010` is text, a key given twice is a fault,
and aliases, tags and deep nesting are refused before anything is built.
"""

import re
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from decimal import Decimal
from typing import Any

import yaml

from portal.domain.problem import Rule

MAX_DEPTH = 8
MAX_EVENTS = 20_000
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,6})?")
COMMENT = re.compile(r"\s#")
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Path = tuple[str | int, ...]


class YamlFault(Exception):
    """Raised when a document breaks a rule; carries the rule, the line (from 1) and what was found."""

    def __init__(self, rule: Rule, line: int, found: str) -> None:
        super().__init__(found)
        self.rule = rule
        self.line = line
        self.found = found


@dataclass(slots=True)
class YamlDocument:
    """The values of a document and the line (from 1) on which each one stands.

    Plain whole and decimal numbers are `Decimal`, `true` and `false` are booleans, `null` and nothing are None,
    everything else is text.
    """

    value: Any
    lines: dict[Path, int] = field(default_factory=dict)

    def line(self, path: Path) -> int:
        """Return the line of the value at the path, or of the nearest value around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def load_strict(text: str, first_line: int = 1) -> YamlDocument:
    """Return the document in `text`, whose first line is line `first_line` of its file.

    Raises `YamlFault` at the first broken rule.
    """
    _refuse_dangers(text, first_line)
    try:
        node = yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError as error:
        raise _fault_of(error, text, first_line) from error
    document = YamlDocument(None)
    if node is not None:
        document.value = _Builder(text.split("\n"), first_line, document.lines).build(node, ())
    return document


def _refuse_dangers(text: str, first_line: int) -> None:
    depth = 0
    for count, event in enumerate(_events(text, first_line)):
        line = event.start_mark.line + first_line
        if count > MAX_EVENTS:
            raise YamlFault(Rule.YAML_TOO_DEEP, line, f"more than {MAX_EVENTS} values")
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise YamlFault(Rule.YAML_ALIAS, line, f"the anchor or alias “{event.anchor}”")
        if getattr(event, "tag", None):
            raise YamlFault(Rule.YAML_TAG, line, f"the tag “{event.tag}”")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            raise YamlFault(Rule.YAML_TOO_DEEP, line, f"values nested deeper than {MAX_DEPTH} levels")


def _events(text: str, first_line: int) -> Iterator[Any]:
    try:
        yield from yaml.parse(text, Loader=LOADER)
    except yaml.YAMLError as error:
        raise _fault_of(error, text, first_line) from error
    except RecursionError as error:  # the pure-Python parser nests its states
        raise YamlFault(Rule.YAML_TOO_DEEP, first_line, "values nested too deep") from error


def _fault_of(error: yaml.YAMLError, text: str, first_line: int) -> YamlFault:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    last = text.rstrip("\n").count("\n")  # what is never closed is missed only after the end
    line = min(mark.line if mark else 0, last) + first_line
    return YamlFault(Rule.YAML_SYNTAX, line, str(getattr(error, "problem", None) or error).splitlines()[0])


@dataclass(frozen=True, slots=True)
class _Builder:
    rows: list[str]
    first_line: int
    lines: dict[Path, int]

    def build(self, node: Any, path: Path) -> Any:
        self.lines[path] = node.start_mark.line + self.first_line
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(child, (*path, index)) for index, child in enumerate(node.value)]
        return self._mapping(node, path)

    def _mapping(self, node: Any, path: Path) -> Mapping[str, Any]:
        built: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + self.first_line
            if not isinstance(key_node, yaml.ScalarNode) or not key_node.value:
                raise YamlFault(Rule.YAML_KEY, line, "a field name that is not text")
            key = key_node.value
            if key in built:
                raise YamlFault(Rule.YAML_DUPLICATE_KEY, line, f"the field “{key}” a second time")
            built[key] = self.build(value_node, (*path, key))
            self.lines[(*path, key)] = line
        return built

    def _scalar(self, node: Any) -> str | Decimal | bool | None:
        text: str = node.value
        if node.style not in {None, ""}:
            return text
        self._refuse_cut(node)
        if text in {"true", "false"}:
            return text == "true"
        if text in {"", "null", "~"}:
            return None
        return Decimal(text) if NUMBER.fullmatch(text) else text

    def _refuse_cut(self, node: Any) -> None:
        """Refuse plain text with a comment behind it: `title: A #1 case` would silently become “A”."""
        rest = self.rows[node.end_mark.line][node.end_mark.column :] if node.end_mark.line < len(self.rows) else ""
        if node.value and not NUMBER.fullmatch(node.value) and COMMENT.match(rest):
            line = node.start_mark.line + self.first_line
            raise YamlFault(Rule.YAML_COMMENT_CUT, line, f"“{node.value}”, with the rest of the line cut off")
