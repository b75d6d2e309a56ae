"""`portal content proofread`: spelling, terms, numbers and readability of the texts."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from portal.analysis.analyzers import build_analyzers
from portal.analysis.hunspell import HunspellMissing
from portal.analysis.readability import readability
from portal.analysis.spelling import build_spellers
from portal.analysis.voikko import VoikkoMissing
from portal.domain.entry import Entry
from portal.domain.errors import EntryMissing
from portal.domain.language import Language
from portal.domain.reference import Collection
from portal.library.library import Library
from portal.library.library import read_library
from portal.library.shelf import Shelf
from portal.publishing.proofreading import Proofreader
from portal.publishing.proofreading import Remark
from portal.rendering.markdown import MarkdownRenderer

WORDS = {
    Remark.UNKNOWN_WORD: "unknown word",
    Remark.AVOIDED_TERM: "term that Silta avoids",
    Remark.NUMBER_NOT_IN_ORIGINAL: "number that the original does not have",
    Remark.NUMBER_NOT_IN_TRANSLATION: "number of the original that is missing",
}


@click.command()
@click.argument("refs", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list of findings.")
@click.option("--readability", "measured", is_flag=True, help="Print how hard each guide is to read, and nothing else.")
@click.option("--content", "folder", type=click.Path(file_okay=False, path_type=Path), envvar="PORTAL_CONTENT",
              default="content", show_default=True, help="The folder that holds the entries.")  # fmt: skip
def proofread(refs: tuple[str, ...], as_json: bool, measured: bool, folder: Path) -> None:
    """Look for unknown words, avoided terms and numbers that differ from the original (all entries, or REFS)."""
    library = read_library(folder)
    entries = _chosen(library.shelf, refs)
    if measured:
        _print_readability(entries)
        return
    reader = _proofreader(library)
    findings = [finding for entry in entries for finding in reader.read(entry)]
    if as_json:
        click.echo(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=1))
    else:
        for finding, count in Counter(findings).items():
            place = f"{finding.ref} {finding.language} {finding.passage}"
            times = f" ({count} times)" if count > 1 else ""
            click.echo(f"{place}: {WORDS[finding.remark]}: {finding.text}{times}")
        click.echo(f"{len(findings)} findings in {len(entries)} entries.")
    if findings:
        raise SystemExit(1)


def _chosen(shelf: Shelf, refs: tuple[str, ...]) -> list[Entry]:
    by_ref = {str(entry.ref): entry for entry in shelf}
    if missing := set(refs) - set(by_ref):
        raise EntryMissing(f"there is no entry {', '.join(sorted(missing))}")
    return [entry for ref, entry in by_ref.items() if not refs or ref in refs]


def _proofreader(library: Library) -> Proofreader:
    try:
        spellers = build_spellers()
    except VoikkoMissing as error:
        raise click.ClickException(f"Voikko is missing ({error}). Run: apt-get install libvoikko1 voikko-fi") from error
    except HunspellMissing as error:
        raise click.ClickException(f"There is no dictionary at {error}. Run: apt-get install hunspell-en-gb") from error
    return Proofreader(
        library.shelf,
        spellers=spellers,
        analyzers=build_analyzers(),
        known_words=library.known_words,
        own_words=MarkdownRenderer().own_words,
    )


def _print_readability(entries: Iterable[Entry]) -> None:
    table = Table("guide", *(f"{language} {'Flesch' if language is Language.EN else 'LIX'}" for language in Language))
    own_words = MarkdownRenderer().own_words
    for entry in entries:
        if entry.COLLECTION is Collection.GUIDES:
            cells = []
            for language, text in sorted(entry.texts.values.items(), key=lambda item: list(Language).index(item[0])):
                found = readability("\n".join(own_words(section.markdown) for section in text.sections), language)
                cells.append(f"{found.value:.0f} {found.band}")
            table.add_row(entry.id, *cells)
    Console(width=110).print(table)
