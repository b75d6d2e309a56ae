"""`portal search failed`: what readers looked for and did not find."""

import json
from collections.abc import Callable

import click

from portal.bootstrap import Portal
from portal.search.failed_queries import DAYS_KEPT


@click.command()
@click.option("--days", type=click.IntRange(1, DAYS_KEPT), default=30, show_default=True)
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON list.")
@click.pass_obj
def failed_searches(portal: Callable[[], Portal], days: int, limit: int, as_json: bool) -> None:
    """List the questions that found nothing, the most frequent first."""
    found = portal().failed_queries.most_asked(days, limit)
    if as_json:
        rows = [{"query": each.query, "times": each.times, "last": f"{each.last}"} for each in found]
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for each in found:
        click.echo(f"{each.times:6}  {each.last}  {each.query}")
    if not found:
        click.echo(f"No question of the last {days} days found nothing.")
