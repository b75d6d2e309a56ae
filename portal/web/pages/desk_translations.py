"""The matrix of translations: every entry in every language, what is behind and since when, and the way to the act."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from flask import render_template
from flask import request

from portal.domain.language import Language
from portal.domain.reference import Collection
from portal.publishing.live_translations import oldest_first
from portal.publishing.rights import Permission
from portal.publishing.translation_matrix import Matrix
from portal.publishing.translation_matrix import MatrixRow
from portal.publishing.translation_matrix import Sieve
from portal.publishing.translation_matrix import Standing
from portal.publishing.translation_matrix import sifted
from portal.search.collation import collate
from portal.web.context import current_portal
from portal.web.context import current_shelf
from portal.web.desk.gate import asks_for
from portal.web.desk.matrix_lines import entry_lines
from portal.web.desk.matrix_lines import progress_lines
from portal.web.desk.places import desk_blueprint
from portal.web.desk.translation_words import standing_name
from portal.web.i18n import NAMES
from portal.web.i18n import reader_language
from portal.web.labels import collection_name
from portal.web.listing import page_of
from portal.web.queries import asked_page
from portal.web.words import gettext

blueprint = desk_blueprint("desk_translations", "translations")

Code = TypeVar("Code", bound=StrEnum)
SECONDS = 2.0
"""How long the page waits for git; what is not known by then stands without its day, and is known the next time."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class SieveField:
    """One filter of the matrix and what is chosen in it."""

    name: str
    label: str
    chosen: str
    choices: tuple[Choice, ...]


@blueprint.get("")
@asks_for(Permission.SEE_DESK)
def index() -> str:
    """Show the matrix, narrowed as the address asks; what it asks for that is not there is left out and told."""
    portal, reader = current_portal(), reader_language()
    matrix, drafts = portal.translations.matrix(), portal.workspace.drafts.open_names()
    sieve = _sieve(matrix)
    rows = sifted(matrix, sieve, drafts)
    if sieve.standing is Standing.STALE:
        rows = oldest_first(rows, portal.translations.behind(rows, sieve.language, SECONDS))
    else:
        rows = _by_title(rows, reader)
    shown, pager = page_of(rows)
    behind = portal.translations.behind(shown, None, SECONDS)
    fields = _fields(matrix, sieve)
    return render_template(
        "desk_translations/index.html",
        lines=entry_lines(shown, behind, drafts, reader),
        progress=progress_lines(matrix),
        fields=fields,
        total=len(rows),
        pager=pager,
        unknown=any(request.args.get(field.name, "") != field.chosen for field in fields) or pager.page != asked_page(),
        standing_name=standing_name,
    )


def _by_title(rows: list[MatrixRow], reader: Language) -> list[MatrixRow]:
    order = list(Collection)
    return sorted(
        rows,
        key=lambda row: (
            order.index(row.entry.COLLECTION),
            collate(row.entry.texts.best(reader)[0].title, reader),
        ),
    )


def _sieve(matrix: Matrix) -> Sieve:
    country = request.args.get("country", "")
    return Sieve(
        _code(Collection, "collection"),
        _code(Language, "language"),
        _code(Standing, "standing"),
        country if country in _countries(matrix) else None,
    )


def _code(kind: type[Code], name: str) -> Code | None:
    asked = request.args.get(name, "")
    return kind(asked) if asked in set(kind) else None


def _countries(matrix: Matrix) -> list[str]:
    return sorted({row.entry.country for row in matrix.rows if row.entry.country})


def _fields(matrix: Matrix, sieve: Sieve) -> list[SieveField]:
    label = current_shelf().vocabularies.label
    countries = [Choice(code, label("countries", code, reader_language())) for code in _countries(matrix)]
    present = {row.entry.COLLECTION for row in matrix.rows}
    collections = [Choice(each.value, collection_name(each)) for each in Collection if each in present]
    languages = [Choice(each.value, NAMES[each]) for each in Language]
    standings = [Choice(each.value, standing_name(each)) for each in Standing]
    return [
        SieveField("collection", gettext("Collection"), sieve.collection or "", tuple(collections)),
        SieveField("language", gettext("Language"), sieve.language or "", tuple(languages)),
        SieveField("standing", gettext("Standing"), sieve.standing or "", tuple(standings)),
        SieveField("country", gettext("Country"), sieve.country or "", tuple(countries)),
    ]
