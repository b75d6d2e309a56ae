"""A table of a DOCX file."""

from portal.domain.document import Cell
from portal.domain.document import Table
from portal.export.characters import on_one_line
from portal.export.column_widths import column_widths
from portal.export.docx_inline import InlineWriter
from portal.export.docx_markup import TEXT_WIDTH
from portal.export.docx_markup import element
from portal.export.docx_markup import value
from portal.export.markup import Node


def table_node(table: Table, inline: InlineWriter) -> Node:
    """Return the table with its header row, which is repeated on every page and named as such."""
    widths = column_widths(table, TEXT_WIDTH)
    grid = element("w:tblGrid", None, *[element("w:gridCol", {"w:w": str(width)}) for width in widths])
    rows = [_row(cells, widths, inline, header_column=table.row_headers) for cells in table.rows]
    header = _row(table.header, widths, inline, header=True)
    return element("w:tbl", None, _properties(table), grid, header, *rows)


def _properties(table: Table) -> Node:
    """Return the properties in the order of the schema; the caption is also what a screen reader is told."""
    column = "1" if table.row_headers else "0"
    return element(
        "w:tblPr",
        None,
        value("w:tblStyle", "PlainTable"),
        element("w:tblW", {"w:w": str(TEXT_WIDTH), "w:type": "dxa"}),
        element("w:tblLayout", {"w:type": "fixed"}),
        element(
            "w:tblLook",
            {
                "w:val": "04A0" if table.row_headers else "0420",
                "w:firstRow": "1",
                "w:lastRow": "0",
                "w:firstColumn": column,
                "w:lastColumn": "0",
                "w:noHBand": "0",
                "w:noVBand": "1",
            },
        ),
        value("w:tblCaption", on_one_line(table.caption)),
    )


def _row(
    cells: tuple[Cell, ...],
    widths: list[int],
    inline: InlineWriter,
    *,
    header: bool = False,
    header_column: bool = False,
) -> Node:
    properties = element("w:trPr", None, element("w:cantSplit"))
    if header:
        properties.append(element("w:tblHeader"))
    nodes = [
        _cell(cell, width, inline, heading=header or (header_column and place == 0))
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return element("w:tr", None, properties, *nodes)


def _cell(cell: Cell, width: int, inline: InlineWriter, *, heading: bool) -> Node:
    style = element("w:pPr", None, value("w:pStyle", "TableHeading" if heading else "TableText"))
    words = element("w:p", None, style, *inline.nodes(cell.content, cell.language))
    return element("w:tc", None, element("w:tcPr", None, element("w:tcW", {"w:w": str(width), "w:type": "dxa"})), words)
