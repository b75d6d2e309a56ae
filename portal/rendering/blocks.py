"""Markdown to the blocks of a document: the same words as on the page, for formats that know no HTML."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from portal.domain.document import Block
from portal.domain.document import Cell
from portal.domain.document import Footnote
from portal.domain.document import Heading
from portal.domain.document import Inline
from portal.domain.document import Listing
from portal.domain.document import Paragraph
from portal.domain.document import Run
from portal.domain.document import Table
from portal.domain.language import Language
from portal.domain.reference import Ref
from portal.domain.reference import ref_from_text

DEEPEST_HEADING = 3

Gap = Callable[[str], Run]
"""From the code of a blank to what stands in its place: the words filled in, or a marked gap."""

Note = Callable[[str], Footnote | None]
"""From a source id to its footnote; None leaves the citation out."""

Lead = Callable[[Ref], str | None]
"""From an entry to its full address; None leaves the words without a link."""


@dataclass(frozen=True, slots=True)
class Passages:
    """How the passages of one text become blocks: its language, and what to do with blanks, citations and links."""

    language: Language
    gap: Gap
    note: Note = lambda _source: None
    lead: Lead = lambda _ref: None

    def blocks(self, tokens: Sequence[Token]) -> tuple[Block, ...]:
        """Return the blocks of parsed Markdown; rules between passages are dropped, quotations become paragraphs."""
        return tuple(self._blocks(SyntaxTreeNode(tokens).children))

    def _blocks(self, nodes: Iterable[SyntaxTreeNode]) -> Iterator[Block]:
        for node in nodes:
            match node.type:
                case "paragraph" if content := self._inline(node.children):
                    yield Paragraph(content, self.language)
                case "heading":
                    yield Heading(DEEPEST_HEADING, self._inline(node.children), self.language)
                case "bullet_list" | "ordered_list":
                    yield self._listing(node)
                case "blockquote":
                    yield from self._blocks(node.children)
                case "fence" | "code_block":
                    yield from (Paragraph((Run(row),), self.language) for row in node.content.split("\n") if row)
                case "table":
                    yield self._table(node)

    def _listing(self, node: SyntaxTreeNode) -> Listing:
        items = tuple(tuple(self._blocks(item.children)) for item in node.children)
        return Listing(items, ordered=node.type == "ordered_list", start=int(node.attrs.get("start", 1)))

    def _table(self, node: SyntaxTreeNode) -> Table:
        rows = [
            tuple(Cell(self._inline(cell.children), self.language) for cell in row.children)
            for part in node.children
            for row in part.children
        ]
        return Table("", rows[0], tuple(rows[1:]), self.language)

    def _inline(self, nodes: Iterable[SyntaxTreeNode]) -> tuple[Inline, ...]:
        return tuple(_joined(self._runs(nodes, Run(""))))

    def _runs(self, nodes: Iterable[SyntaxTreeNode], look: Run) -> Iterator[Inline]:
        """Yield the runs of inline nodes; `look` is what the marks around them add up to."""
        for node in nodes:
            if node.type in {"inline", "strong", "em", "link", "s", "image"}:
                yield from self._runs(node.children, self._look(node, look))
            elif node.type == "citation":
                note = self.note(node.content)
                yield from (note,) if note else ()
            else:
                yield self._run(node, look)

    def _look(self, node: SyntaxTreeNode, look: Run) -> Run:
        match node.type:
            case "strong":
                return replace(look, strong=True)
            case "em":
                return replace(look, emphasis=True)
            case "link":
                return replace(look, address=self._target(node))
        return look

    def _run(self, node: SyntaxTreeNode, look: Run) -> Run:
        match node.type:
            case "softbreak" | "hardbreak":
                return replace(look, text=" ")
            case "blank":
                gap = self.gap(node.content)
                return replace(look, text=gap.text, blank=gap.blank, language=gap.language)
        return replace(look, text=node.content)

    def _target(self, node: SyntaxTreeNode) -> str | None:
        """Return where a link leads; what is neither an entry nor on the web stays words."""
        target = str(node.attrs.get("href", ""))
        ref = ref_from_text(target)
        if ref is not None:
            return self.lead(ref)
        return target if target.startswith(("https://", "http://")) else None


def _joined(runs: Iterable[Inline]) -> Iterator[Inline]:
    """Yield runs with neighbours of one look made one, as the parser cuts text at every special character."""
    waiting: Run | None = None
    for run in runs:
        if isinstance(run, Run) and waiting and not run.blank and replace(run, text=waiting.text) == waiting:
            waiting = replace(waiting, text=waiting.text + run.text)
            continue
        if waiting and waiting.text:
            yield waiting
        waiting = run if isinstance(run, Run) else None
        if not isinstance(run, Run):
            yield run
    if waiting and waiting.text:
        yield waiting
