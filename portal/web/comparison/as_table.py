"""A comparison as a table for a spreadsheet: a line for every part of every clause."""

from collections.abc import Iterable
from decimal import Decimal

from portal.domain.quantity import Quantity
from portal.web.comparison.comparison import Column
from portal.web.comparison.comparison import Comparison
from portal.web.comparison.lines import Cell
from portal.web.comparison.lines import Line
from portal.web.comparison.phrases import absence_phrase
from portal.web.comparison.phrases import relation_phrase
from portal.web.words import gettext

_FIGURES = ("amount", "currency", "per", "persons", "per_amount", "percent", "months", "weeks", "hours_per_week")


def table_header() -> tuple[str, ...]:
    """Return the names of the columns; those of comparable values are the same in all languages, for programs."""
    return (
        gettext("Part"),
        gettext("Number"),
        gettext("Clause"),
        gettext("Title"),
        gettext("What is stated"),
        gettext("Language"),
        gettext("Comparable value"),
        gettext("Compared"),
        gettext("Sources"),
        *_FIGURES,
        "codes",
    )


def table_rows(comparison: Comparison) -> Iterable[tuple[str, ...]]:
    """Yield the lines, part by part."""
    for line in (*comparison.anatomy, *comparison.setting):
        for column, cell in zip(comparison.columns, line.cells, strict=True):
            yield _row(comparison, line, column, cell)


def _row(comparison: Comparison, line: Line, column: Column, cell: Cell) -> tuple[str, ...]:
    statement, fact = cell.statement, cell.statement.fact
    titles = {each.source.id: each.source.title for each in comparison.sources}
    return (
        line.name,
        f"{column.number}",
        column.clause.id,
        column.reading.text.title,
        fact.separator.join(datum.text for datum in fact.values)
        if statement.absence is None
        else absence_phrase(statement.absence),
        next((f"{datum.language}" for datum in fact.values if datum.language), f"{column.reading.reader}"),
        statement.comparable,
        relation_phrase(cell),
        "; ".join(titles[each] for each in fact.sources if each in titles),
        *_figures(statement.value),
    )


def _figures(value: Quantity | None) -> Iterable[str]:
    for name in _FIGURES:
        figure = getattr(value, name, None)
        yield f"{figure:f}" if isinstance(figure, Decimal) else figure or ""
    yield " ".join(value.codes) if value else ""
