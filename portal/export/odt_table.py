"""A table of an ODT file."""

from portal.domain.document import Cell
from portal.domain.document import Table
from portal.export.characters import on_one_line
from portal.export.column_widths import column_widths
from portal.export.markup import Node
from portal.export.odt_inline import InlineWriter
from portal.export.odt_markup import TEXT_WIDTH
from portal.export.odt_markup import element
from portal.export.odt_styles import AutomaticStyles

_PADDING = {"fo:padding": "0.12cm"}
_RULE = {"fo:border-left": "none", "fo:border-right": "none", "fo:border-top": "none"}
_HEADER = {
    **_PADDING,
    "fo:background-color": "#f2f0e9",
    "fo:border-left": "none",
    "fo:border-right": "none",
    "fo:border-top": "1pt solid #0b5a78",
    "fo:border-bottom": "1pt solid #0b5a78",
    "style:vertical-align": "bottom",
}
_BODY = {**_PADDING, **_RULE, "fo:border-bottom": "0.5pt solid #c9c4b6"}
_LAST = {**_PADDING, **_RULE, "fo:border-bottom": "1pt solid #0b5a78"}


def table_node(table: Table, name: str, inline: InlineWriter) -> Node:
    """Return the table with its header row in `table:table-header-rows`, a header column likewise."""
    styles = inline.styles
    columns = [_column(width, styles) for width in column_widths(table, TEXT_WIDTH)]
    if table.row_headers:
        columns = [element("table:table-header-columns", None, columns[0]), *columns[1:]]
    header = element("table:table-header-rows", None, _row(table, table.header, _HEADER, inline, header=True))
    last = len(table.rows) - 1
    rows = [
        _row(table, cells, _LAST if place == last else _BODY, inline, header=False)
        for place, cells in enumerate(table.rows)
    ]
    return element(
        "table:table",
        {"table:name": name, "table:style-name": styles.table("table", {"style:width": "16cm", "table:align": "left"})},
        element("table:title", None, on_one_line(table.caption)),
        *columns,
        header,
        *rows,
    )


def _column(width: int, styles: AutomaticStyles) -> Node:
    style = styles.table("table-column", {"style:column-width": f"{width / 1000:.3f}cm"})
    return element("table:table-column", {"table:style-name": style})


def _row(table: Table, cells: tuple[Cell, ...], look: dict[str, str], inline: InlineWriter, *, header: bool) -> Node:
    style = inline.styles.table("table-row", {"fo:keep-together": "always"})
    nodes = [
        _cell(cell, look, inline, heading=header or (table.row_headers and place == 0))
        for place, cell in enumerate(cells)
    ]
    return element("table:table-row", {"table:style-name": style}, *nodes)


def _cell(cell: Cell, look: dict[str, str], inline: InlineWriter, *, heading: bool) -> Node:
    parent = "Table_20_Heading" if heading else "Table_20_Contents"
    words = element(
        "text:p",
        {"text:style-name": inline.styles.paragraph(parent, cell.language)},
        *inline.nodes(cell.content, cell.language),
    )
    attributes = {"table:style-name": inline.styles.table("table-cell", look), "office:value-type": "string"}
    return element("table:table-cell", attributes, words)
