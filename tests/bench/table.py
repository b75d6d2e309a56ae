"""Tables as they stand in docs/benchmarks.md."""

from collections.abc import Sequence

from tests.bench.timing import percentile


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table of text, its columns as wide as they must be, figures to the right."""
    widths = [max(len(row[place]) for row in (head, *rows)) for place in range(len(head))]

    def line(cells: Sequence[str]) -> str:
        first, *rest = zip(cells, widths, strict=True)
        return "| " + " | ".join([first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in rest)]) + " |"

    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    return "\n".join([line(head), line(rule), *(line(row) for row in rows)])


def milliseconds_of(values: Sequence[float]) -> str:
    """Return the median and the time that 95 of 100 stay below."""
    return f"{percentile(values, 0.5):.1f} / {percentile(values, 0.95):.1f}"
