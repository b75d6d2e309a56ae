"""`portal content`: checking, beginning, stamping and renaming entries."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from portal.cli.proofread import proofread
from portal.cli.pull import pull
from portal.domain.errors import EntryMissing
from portal.domain.language import Language
from portal.domain.reference import Collection
from portal.domain.reference import ref_from_text
from portal.library.authoring import rename_entry
from portal.library.authoring import write_template
from portal.library.entry_folder import EntryFolder
from portal.library.library import read_library
from portal.library.stamping import stamp as stamp_file
from portal.publishing.translation_matrix import Standing
from portal.publishing.translation_matrix import matrix_of

FOLDER = click.option(
    "--content",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="PORTAL_CONTENT",
    default="content",
    show_default=True,
    help="The folder that holds the entries.",
)
LANGUAGE = click.Choice([language.value for language in Language])


@click.group()
def content() -> None:
    """Check and write the entries under content/."""


@content.command()
@click.argument("path", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list of faults.")
@FOLDER
def check(path: Path | None, as_json: bool, folder: Path) -> None:
    """Report every fault of every file at once; exit with 1 when there is one."""
    library = read_library(path or folder)
    if as_json:
        click.echo(json.dumps([asdict(problem) for problem in library.problems], ensure_ascii=False, indent=1))
    else:
        for problem in library.problems:
            click.echo(str(problem))
        files = len({problem.file for problem in library.problems})
        click.echo(f"{len(library.problems)} faults in {files} files; {len(library.shelf)} entries are sound.")
    if library.problems:
        raise SystemExit(1)


@content.command()
@click.argument("collection", type=click.Choice([collection.value for collection in Collection]))
@click.argument("entry_id")
@click.option("--language", type=LANGUAGE, required=True, help="The language you will write the original in.")
@FOLDER
def new(collection: str, entry_id: str, language: str, folder: Path) -> None:
    """Write a commented template for a new entry."""
    ref = ref_from_text(f"{collection}/{entry_id}")
    if ref is None:
        raise click.BadParameter("use a-z, 0-9 and hyphens, at most 80 characters", param_hint="ENTRY_ID")
    click.echo(write_template(folder, ref, Language(language)))


@content.command()
@click.argument("refs", nargs=-1)
@click.option("--language", "languages", type=LANGUAGE, multiple=True, help="Only these translations.")
@click.option("--passage", "passages", multiple=True, help="Only these passages: title, summary, a section, slot.name.")
@FOLDER
def stamp(refs: tuple[str, ...], languages: tuple[str, ...], passages: tuple[str, ...], folder: Path) -> None:
    """Note that translations are up to date with their originals as they are now (all entries, or REFS)."""
    changed = 0
    folders = read_library(folder).folders
    if missing := set(refs) - {str(entry.ref) for entry in folders}:
        raise EntryMissing(f"there is no entry {', '.join(sorted(missing))}")
    for entry in folders:
        if not refs or str(entry.ref) in refs:
            changed += _stamp_entry(folder, entry, languages, passages)
    click.echo(f"{changed} translations stamped.")


def _stamp_entry(folder: Path, entry: EntryFolder, languages: tuple[str, ...], passages: tuple[str, ...]) -> int:
    original = entry.files[entry.original].text if entry.original else None
    if original is None:
        return 0
    wanted = [
        language
        for language, file in entry.files.items()
        if language != entry.original and file.text is not None and (not languages or language in languages)
    ]
    return sum(stamp_file(folder / entry.name(language), original, passages) for language in wanted)


@content.command()
@click.argument("collection", type=click.Choice([collection.value for collection in Collection]))
@click.argument("old_id")
@click.argument("new_id")
@FOLDER
def rename(collection: str, old_id: str, new_id: str, folder: Path) -> None:
    """Give an entry a new id everywhere, and leave a redirect from the old one."""
    old, new_ref = ref_from_text(f"{collection}/{old_id}"), ref_from_text(f"{collection}/{new_id}")
    if old is None or new_ref is None:
        raise click.BadParameter("use a-z, 0-9 and hyphens, at most 80 characters", param_hint="NEW_ID")
    click.echo(f"{old} is now {rename_entry(folder, read_library(folder), old, new_ref.id)}")


content.add_command(proofread)
content.add_command(pull)


@content.command()
@FOLDER
def status(folder: Path) -> None:
    """Count the entries by collection and language, and the translations that are stale, missing or machine-made."""
    shelf = read_library(folder).shelf
    matrix = matrix_of(shelf)
    told = (Standing.STALE, Standing.MISSING, Standing.LEFT_OUT, Standing.MACHINE_MADE)
    languages = "".join(f"{language:>6}" for language in Language)
    click.echo(f"{'':14}{'entries':>8}{languages}" + "".join(f"{standing:>14}" for standing in told))
    for collection in Collection:
        progress = [matrix.progress(collection, language) for language in Language]
        there = "".join(f"{each.there:>6}" for each in progress)
        counts = "".join(f"{sum(each[standing] for each in progress):>14}" for standing in told)
        click.echo(f"{collection:14}{len(shelf.entries(collection)):>8}{there}{counts}")
    click.echo(f"{'glossary':14}{len(shelf.concepts):>8}")
