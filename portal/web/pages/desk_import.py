"""Import from a spreadsheet: the template, the dry run, the import, and the way back."""

import threading
from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Response
from flask import abort
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.domain.partial_date import PartialDate
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.domain.reference import ref_from_text
from portal.domain.spreadsheet_import import ImportMissing
from portal.domain.spreadsheet_import import ImportMode
from portal.domain.spreadsheet_import import ImportNotSo
from portal.domain.spreadsheet_import import ImportState
from portal.domain.spreadsheet_import import UndoHindered
from portal.publishing.import_columns import Column
from portal.publishing.import_template import template_of
from portal.publishing.import_work import MOST_BYTES
from portal.publishing.rights import Permission
from portal.uploads.refusal import Reason
from portal.uploads.refusal import Refused
from portal.uploads.table import column_letter
from portal.web.context import current_portal
from portal.web.context import current_shelf
from portal.web.desk import import_words
from portal.web.desk.gate import asks_for
from portal.web.desk.gate import person_here
from portal.web.desk.places import desk_blueprint
from portal.web.downloads import download_csv
from portal.web.i18n import reader_language
from portal.web.labels import COLLECTION_NAMES
from portal.web.labels import collection_name
from portal.web.limits import takes_files
from portal.web.queries import Pager
from portal.web.queries import asked_page
from portal.web.words import gettext
from portal.workspace.kept_import import Import

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROOM_FOR_THE_FORM = 64 * 1024
FAULTS_A_PAGE = 100

blueprint = desk_blueprint("desk_import", "imports")


@dataclass(frozen=True, slots=True)
class ShownFault:
    """One fault as a reader is told of it; `cell` is empty where the sheet lacks the column."""

    cell: str
    row: int
    column: str
    found: str
    words: str


@blueprint.get("")
@asks_for(Permission.IMPORT)
def index() -> str:
    """Show what has been imported, and the form to begin with."""
    return _index()


@blueprint.post("")
@takes_files(MOST_BYTES + ROOM_FOR_THE_FORM)
@asks_for(Permission.IMPORT)
def keep() -> AnyResponse | tuple[str, int]:
    """Take a file in to be checked; one that is no table is named with the reason."""
    collection = _collection(request.form.get("collection", ""))
    file = request.files.get("file")
    if collection is None:
        return _index(wrong_collection=gettext("Choose what the table holds.")), 422
    if file is None or not file.filename:
        return _index(collection, gettext("Choose a file.")), 422
    kept = current_portal().imports.keep(file.read(MOST_BYTES + 1), file.filename, collection, person_here())
    if isinstance(kept, Refused):
        return _index(collection, import_words.refusal_sentence(kept)), 422
    _set_to_work(kept)
    return redirect(url_for("desk_import.show", import_id=kept.id), 303)


@blueprint.get("/template/<collection>.xlsx")
@asks_for(Permission.IMPORT)
def template(collection: str) -> Response:
    """Give the workbook to fill in."""
    chosen = _collection(collection)
    if chosen is None:
        abort(404)
    data = template_of(chosen, current_shelf(), _words_of, import_words.template_words(), reader_language())
    name = f"silta-{chosen}-{reader_language()}.xlsx"
    return Response(data, mimetype=WORKBOOK, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@blueprint.get("/<int:import_id>")
@asks_for(Permission.IMPORT)
def show(import_id: int) -> str:
    """Show where an import stands and every fault of its dry run."""
    return _shown(_import(import_id))


@blueprint.get("/<int:import_id>/faults.csv")
@asks_for(Permission.IMPORT)
def faults(import_id: int) -> Response:
    """Give the faults as a table to work through beside the file."""
    kept = _import(import_id)
    names = (
        gettext("Cell"),
        gettext("Row"),
        gettext("Column"),
        gettext("Stands there"),
        gettext("What is wrong and how to put it right"),
    )
    rows = ([each.cell, str(each.row), each.column, each.found, each.words] for each in _faults(kept.report))
    return download_csv(names, rows, f"silta-import-{import_id}")


@blueprint.post("/<int:import_id>/import")
@asks_for(Permission.IMPORT)
def order(import_id: int) -> AnyResponse | tuple[str, int]:
    """Bring the rows in, as drafts or published, by one commit."""
    kept = _import(import_id)
    mode = request.form.get("mode", "")
    if mode not in set(ImportMode):
        return _shown(kept, gettext("Choose what becomes of the rows.")), 422
    try:
        _set_to_work(current_portal().imports.order(kept.id, ImportMode(mode), person_here()))
    except ImportNotSo:
        return _shown(
            _import(import_id),
            gettext("The import is no longer in the state that this page showed. Look at it as it is now."),
        ), 409
    return redirect(url_for("desk_import.show", import_id=kept.id), 303)


@blueprint.post("/<int:import_id>/undo")
@asks_for(Permission.IMPORT)
def undo(import_id: int) -> AnyResponse | tuple[str, int]:
    """Take exactly this import back; refused when somebody has built on it."""
    kept = _import(import_id)
    try:
        _set_to_work(current_portal().imports.order_undo(kept.id, person_here()))
    except UndoHindered:
        return _shown(kept, gettext("The import cannot be undone: somebody has built on it since.")), 409
    except ImportNotSo:
        return _shown(
            _import(import_id),
            gettext("The import is no longer in the state that this page showed. Look at it as it is now."),
        ), 409
    return redirect(url_for("desk_import.show", import_id=kept.id), 303)


def _index(collection: Collection | None = None, wrong_file: str = "", wrong_collection: str = "") -> str:
    return render_template(
        "desk_import/index.html",
        imports=current_portal().imports.book.recent(),
        collections=[(each, collection_name(each)) for each in COLLECTION_NAMES],
        chosen=collection,
        wrong_file=wrong_file,
        wrong_collection=wrong_collection,
        words=import_words,
        day_of=_day_of,
        most=MOST_BYTES // (1024 * 1024),
    )


def _shown(kept: Import, wrong: str = "") -> str:
    if kept.waits_for_worker:
        _set_to_work(kept)
    told = list(_faults(kept.report))
    pages = max(1, -(-len(told) // FAULTS_A_PAGE))
    pager = Pager(min(asked_page(), pages), pages)
    refused = kept.report.get("refused")
    imports = current_portal().imports
    return render_template(
        "desk_import/show.html",
        kept=kept,
        wrong=wrong or import_words.failure_sentence(kept.report.get("failure", "")),
        refused=import_words.refusal_sentence(_refused(refused)) if refused else "",
        faults=told[(pager.page - 1) * FAULTS_A_PAGE :][:FAULTS_A_PAGE],
        pager=pager,
        plan=imports.undo_plan(kept) if kept.state is ImportState.IMPORTED else None,
        words=import_words,
        states=ImportState,
        modes=ImportMode,
        holds=collection_name(kept.collection),
        entries=_entries(kept.report),
        day_of=_day_of,
    )


def _faults(report: Mapping[str, Any]) -> Iterator[ShownFault]:
    for each in report.get("faults", ()):
        cell = f"{column_letter(each['column'])}{each['row']}" if each["column"] else ""
        label = import_words.column_label(each["name"]) if each["name"] else ""
        yield ShownFault(cell, each["row"], label, each["found"], import_words.cell_sentence(each["rule"]))


def _entries(report: Mapping[str, Any]) -> list[Ref]:
    """Return some of the entries an import brought, to look at."""
    refs = {ref for path in report.get("files", {}) if (ref := ref_from_text(path.rpartition("/")[0]))}
    return sorted(refs)[:10]


def _day_of(kept: Import) -> PartialDate:
    return PartialDate(kept.at.year, kept.at.month, kept.at.day)


def _refused(told: Mapping[str, Any]) -> Refused:
    return Refused(Reason(told["reason"]), told.get("found"), told.get("most"), told.get("place", ""))


def _words_of(column: Column) -> tuple[str, str]:
    return import_words.column_label(column.name), import_words.column_help(column.name)


def _collection(text: str) -> Collection | None:
    return Collection(text) if text in set(Collection) else None


def _import(import_id: int) -> Import:
    try:
        return current_portal().imports.book.get(import_id)
    except ImportMissing:
        abort(404)


def _set_to_work(kept: Import) -> None:
    """Let the import go on beside the requests; when this process ends before it, another one goes on."""
    threading.Thread(
        target=current_portal().imports.work, args=(kept.id,), name=f"import-{kept.id}", daemon=True
    ).start()
