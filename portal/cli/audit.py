"""`portal audit`: who did what at the desk."""

import json
from collections.abc import Callable
from dataclasses import asdict

import click

from portal.bootstrap import Portal


@click.command()
@click.option("--subject", default="", help="Only lines about this entry, account or draft, such as account/3.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@click.pass_obj
def audit(portal: Callable[[], Portal], subject: str, limit: int, as_json: bool) -> None:
    """List who did what at the desk, the newest first."""
    for line in portal().workspace.audit.lines(subject=subject, most=limit):
        if as_json:
            click.echo(json.dumps({**asdict(line), "at": line.at.isoformat()}, ensure_ascii=False))
            continue
        detail = ", ".join(f"{name}={value}" for name, value in line.detail.items())
        words = (line.name or "-", line.action, line.subject, detail)
        click.echo("\t".join((f"{line.at:%Y-%m-%d %H:%M:%S}Z", *map(_on_one_line, words))).rstrip())


def _on_one_line(text: str) -> str:
    """Return a text without line ends and tabs: a reason that somebody typed must not look like a line of the log."""
    return " ".join(text.split())
