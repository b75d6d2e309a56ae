"""Markdown to HTML that is safe wherever the text came from, and to plain text for the index.

Two fences: the parser passes no HTML through, and what it makes goes through an allowlist of tags, attributes and
address schemes.
The parser alone is not enough: CommonMark's autolinks accept any scheme.
"""

import html
import re
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from portal.domain.document import Block
from portal.domain.reference import Ref
from portal.domain.reference import ref_from_text
from portal.rendering.blocks import Passages
from portal.rendering.token_blocks import blocks
from portal.rendering.token_blocks import kind
from portal.rendering.token_blocks import lines

CITATION = re.compile(r"\[\^([A-Za-z0-9-]{1,40})\]")
BLANK = re.compile(r"\{\{\s*([a-z0-9-]{1,60})\s*\}\}")
MAX_NESTING = 20

TAGS = {
    "p", "br", "hr", "ul", "ol", "li", "strong", "em", "s", "h3", "h4", "blockquote", "code", "pre", "a", "sup", "span",
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
ATTRIBUTES = {"a": {"href"}, "sup": {"class"}, "span": {"class"}, "ol": {"start"}}

Cite = Callable[[str], tuple[str, str] | None]
"""From a source id to the address and the number of its line in the list of sources; None leaves the citation out."""

Link = Callable[[Ref], str | None]
"""From an entry to its address; None leaves the words without a link."""


class MarkdownRenderer:
    """Renders the passages of entries; one instance serves all threads, as it keeps nothing between calls."""

    def __init__(self) -> None:
        self._parser = MarkdownIt("commonmark", {"html": False, "maxNesting": MAX_NESTING})
        self._parser.enable(["table", "strikethrough"])
        self._parser.inline.ruler.before("link", "citation", _citation)
        self._parser.inline.ruler.before("link", "blank", _blank)
        rules: dict[str, Any] = self._parser.renderer.rules  # type: ignore[attr-defined]  # the protocol hides it
        rules["citation"] = _render_citation
        rules["blank"] = _render_blank

    def html(self, markdown: str, cite: Cite, link: Link) -> str:
        """Return sanitised HTML of a passage; citations and links to entries lead where the callables say."""
        return self._render(markdown, {"cite": cite, "link": link, "blank": None, "fills": {}})

    def wording(self, markdown: str, blank_label: Callable[[str], str], fills: Mapping[str, str] | None = None) -> str:
        """Return sanitised HTML of a clause wording with each `{{code}}` as a marked, labelled blank.

        A blank that `fills` has words for is shown with them, as text.
        """
        environment = {"cite": _no_citation, "link": _no_link, "blank": blank_label, "fills": fills or {}}
        return self._render(markdown, environment)

    def blocks(self, markdown: str, passages: Passages) -> tuple[Block, ...]:
        """Return a passage as the blocks of a document, made as `passages` says."""
        return passages.blocks(self._parser.parse(markdown, {}))

    def wording_blocks(self, markdown: str, blank_label: Callable[[str], str]) -> tuple[tuple[str, str], ...]:
        """Return the kind and the HTML of each block of a wording; points of a list are blocks of their own."""
        environment = {"cite": _no_citation, "link": _no_link, "blank": blank_label, "fills": {}}
        parsed = self._parser.parse(markdown, environment)
        return tuple((kind(block), self._sound(block, environment)) for block in blocks(parsed))

    def numbered(self, markdown: str, blank_label: Callable[[str], str]) -> str:
        """Return the words for a plain document: points with their numbers, one line per paragraph, no citations."""
        return "\n".join(lines(self._parser.parse(markdown, {}), lambda each: "".join(_plain_words(each, blank_label))))

    def plain(self, markdown: str, blank_label: Callable[[str], str] | None = None) -> str:
        """Return the words alone, one line per block, without citations; a blank becomes its label or an ellipsis."""
        environment: dict[str, Any] = {}
        blocks = []
        for token in self._parser.parse(markdown, environment):
            if token.type == "inline":
                blocks.append("".join(_plain_words(token, blank_label)))
            elif token.type in {"fence", "code_block"}:
                blocks.append(token.content)
        return "\n".join(block.strip() for block in blocks if block.strip())

    def addresses(self, markdown: str) -> tuple[str, ...]:
        """Return the web addresses that the links of a passage lead to, as a browser would follow them."""
        inline = (token for token in self._parser.parse(markdown, {}) if token.type == "inline")
        links = (child for token in inline for child in token.children or () if child.type == "link_open")
        targets = (str(link.attrs.get("href", "")) for link in links)
        return tuple(target for target in targets if target.startswith(("https://", "http://")))

    def own_words(self, markdown: str) -> str:
        """Return the words alone as `plain` does, without blanks and without what is emphasised.

        Emphasis marks names and words of another language, which are mentioned and not used.
        """
        inline = (token for token in self._parser.parse(markdown, {}) if token.type == "inline")
        return "\n".join(block for token in inline if (block := "".join(_own_words(token)).strip()))

    def _render(self, markdown: str, environment: dict[str, Any]) -> str:
        return self._sound(self._parser.parse(markdown, environment), environment)

    def _sound(self, tokens: list[Token], environment: dict[str, Any]) -> str:
        for token in tokens:
            _turn_down_headings(token)
            for child in token.children or ():
                _lead_to_entries(child, environment["link"])
        made = self._parser.renderer.render(tokens, self._parser.options, environment)
        return nh3.clean(
            made,
            tags=TAGS,
            attributes=ATTRIBUTES,
            url_schemes={"http", "https"},
            link_rel="noopener noreferrer",
        )


def _no_citation(_source: str) -> None:
    return None


def _no_link(_ref: Ref) -> None:
    return None


def _citation(state: StateInline, silent: bool) -> bool:
    return _take(state, silent, CITATION, "citation")


def _blank(state: StateInline, silent: bool) -> bool:
    return _take(state, silent, BLANK, "blank")


def _take(state: StateInline, silent: bool, pattern: re.Pattern[str], kind: str) -> bool:
    match = pattern.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        state.push(kind, "", 0).content = match[1]
    state.pos = match.end()
    return True


def _render_citation(tokens: list[Token], index: int, _options: Any, environment: Mapping[str, Any]) -> str:
    found = environment["cite"](tokens[index].content)
    if found is None:
        return ""
    address, number = found
    return f'<sup class="cite"><a href="{html.escape(address)}">{html.escape(number)}</a></sup>'


def _render_blank(tokens: list[Token], index: int, _options: Any, environment: Mapping[str, Any]) -> str:
    label, code = environment["blank"], tokens[index].content
    if code in environment["fills"]:
        return f'<span class="filled">{html.escape(environment["fills"][code])}</span>'
    return f'<span class="blank">{html.escape(label(code))}</span>' if label else f"{{{{{code}}}}}"


def _turn_down_headings(token: Token) -> None:
    """Keep headings inside a passage below the section's own: the page has the first two levels."""
    if token.type in {"heading_open", "heading_close"} and token.tag not in {"h3", "h4"}:
        token.tag = "h3" if token.tag in {"h1", "h2"} else "h4"


def _lead_to_entries(token: Token, link: Link) -> None:
    if token.type != "link_open":
        return
    target = str(token.attrs.get("href", ""))
    ref = ref_from_text(target)
    if ref is not None:
        target = link(ref) or ""
    elif not target.startswith(("https://", "http://")):
        target = ""
    if target:
        token.attrs["href"] = target
    else:
        token.attrs.pop("href", None)


def _own_words(token: Token) -> Iterator[str]:
    depth = 0
    for child in token.children or ():
        depth += {"em_open": 1, "em_close": -1}.get(child.type, 0)
        if child.type == "blank" or depth:
            yield " … "
        elif child.type in {"softbreak", "hardbreak"}:
            yield "\n"
        elif child.type in {"text", "text_special"}:
            yield child.content


def _plain_words(token: Token, blank_label: Callable[[str], str] | None) -> Iterator[str]:
    for child in token.children or ():
        if child.type == "blank":
            yield blank_label(child.content) if blank_label else "…"
        elif child.type in {"softbreak", "hardbreak"}:
            yield " "
        elif child.type in {"text", "code_inline", "text_special", "image"}:
            yield child.content
