"""`portal doctor`: what is missing or degraded, and how to mend it."""

from collections.abc import Callable
from collections.abc import Mapping

import click

from portal.bootstrap import Portal
from portal.publishing.health import Finding
from portal.publishing.health import Level
from portal.publishing.health import Subject

FINE: Mapping[Subject, str] = {
    Subject.FINNISH_ANALYSIS: "Finnish is analysed by {signature}.",
    Subject.SWEDISH_ANALYSIS: "Swedish is analysed by {signature}.",
    Subject.ENGLISH_ANALYSIS: "English is analysed by {signature}.",
    Subject.DICTIONARIES: "The bilingual dictionaries are installed.",
    Subject.INDEX: "The search index holds {documents} entries, built {built_at}.",
    Subject.FAULTY_FILES: "Every content file is sound.",
    Subject.CONTENT: "The shelf holds {entries} entries.",
}
TROUBLE: Mapping[Subject, str] = {
    Subject.FINNISH_ANALYSIS: "Finnish search is poorer: Voikko is missing. Run: apt-get install libvoikko1 voikko-fi",
    Subject.SWEDISH_ANALYSIS: "Swedish search is poorer: the Hunspell dictionary is missing. Run: make install",
    Subject.ENGLISH_ANALYSIS: "English search is poorer: its word table is missing. Run: make install",
    Subject.DICTIONARIES: "Bilingual dictionaries are missing. Run: apt-get install {packages}",
    Subject.INDEX: "The search index is {state} ({fault}). Run: portal index build",
    Subject.INDEX_BEHIND: "The search index is behind the content: {documents} of {entries} entries. "
    "Run: portal index build",
    Subject.FAULTY_FILES: "{files} content files have faults and are left off the shelf. Run: portal content check",
    Subject.CONTENT: "There is nothing on the shelf. Set PORTAL_CONTENT to the folder that holds the entries.",
}
MARKS = {Level.OK: "ok      ", Level.DEGRADED: "degraded", Level.BROKEN: "broken  "}


@click.command()
@click.pass_obj
def doctor(portal: Callable[[], Portal]) -> None:
    """Say in plain words what is missing or degraded; exit with 1 when something is broken."""
    health = portal().health()
    for finding in health.findings:
        click.echo(f"{MARKS[finding.level]}  {sentence(finding)}")
    if not health.ready:
        raise SystemExit(1)


def sentence(finding: Finding) -> str:
    """Return what was found and, where something is wrong, how to mend it."""
    template = (FINE if finding.level is Level.OK else TROUBLE)[finding.subject]
    return template.format_map(finding.details)
