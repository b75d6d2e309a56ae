"""Translating side by side: the original with what has changed in it, and the translation to be typed beside it."""

from dataclasses import dataclass

from flask import abort
from flask import jsonify
from flask import make_response
from flask import redirect
from flask import render_template
from flask import request
from werkzeug.wrappers import Response as AnyResponse

from portal.domain.draft import Draft
from portal.domain.entry import Entry
from portal.domain.entry import EntryText
from portal.domain.language import Language
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.library.form_field import Typed
from portal.library.merging import Conflict
from portal.library.merging import Merged
from portal.library.stamping import MADE_FROM
from portal.publishing.publication import DraftFaulty
from portal.publishing.rights import Permission
from portal.web.context import current_portal
from portal.web.context import current_shelf
from portal.web.desk.fault_words import fault_sentences
from portal.web.desk.gate import asks_for
from portal.web.desk.gate import person_here
from portal.web.desk.matrix_lines import work_address
from portal.web.desk.moments import moment_words
from portal.web.desk.places import desk_blueprint
from portal.web.desk.translation_form import fields_of
from portal.web.desk.translation_form import typed_of_translation
from portal.web.desk.translation_units import Work
from portal.web.desk.translation_units import file_names
from portal.web.desk.translation_units import units
from portal.web.desk.translation_words import difference_sentence
from portal.web.desk.translation_words import into_language
from portal.web.formats import moment_day
from portal.web.i18n import reader_language
from portal.web.words import gettext
from portal.workspace.draft_errors import DraftMissing
from portal.workspace.draft_errors import DraftMoved
from portal.workspace.draft_errors import StepImpossible
from portal.workspace.unavailable import WorkspaceUnavailable

PLACE = f"/<any({', '.join(Collection)}):collection>/<entry_id>/<any({', '.join(Language)}):target>"
COPY = "copy:"
TURNS = 5
"""How often a save is merged with what somebody saved meanwhile before the translator is asked."""

blueprint = desk_blueprint("desk_translate", "translate")


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence above the form; `warn` for what needs the translator."""

    text: str
    warn: bool = False


@blueprint.get(PLACE)
@asks_for(Permission.WRITE)
def index(collection: str, entry_id: str, target: str) -> str:
    """Show the translation that is being made, or what it would begin with."""
    entry, language = _entry(collection, entry_id, target)
    draft = current_portal().workspace.drafts.open_draft(entry.ref, language)
    done = {
        "merged": Notice(gettext("A colleague saved at the same time. Both texts have been brought together.")),
        "submitted": Notice(gettext("Sent to review. What is changed now is reviewed too.")),
    }
    return _page(entry, language, draft, notice=done.get(request.args.get("done", "")))


@blueprint.post(PLACE)
@asks_for(Permission.WRITE)
def change(collection: str, entry_id: str, target: str) -> AnyResponse | tuple[str, int]:
    """Begin, save or hand over the translation; nothing that was typed is lost whatever has happened meanwhile."""
    entry, language = _entry(collection, entry_id, target)
    if request.form.get("do") == "begin":
        current_portal().desk.begin(entry.ref, language, person_here())
        return redirect(work_address(entry, language))
    draft = _sent_draft()
    if draft is None or not draft.state.is_open or (draft.ref, draft.language) != (entry.ref, language):
        return _rescued(entry, language)
    return _save(entry, draft, _version())


def _save(entry: Entry, draft: Draft, version: int) -> AnyResponse | tuple[str, int]:
    typed, merged_with_another = _typed(entry, draft, version), False
    for _ in range(TURNS):
        try:
            saved = _labelled(current_portal().desk.save(draft.id, version, typed, person_here()))
        except DraftMoved as moved:
            merged = _merge(moved.current, version, typed)
            if merged.conflicts:
                return _conflict(entry, moved.current, merged)
            typed, version, merged_with_another = merged.typed, moved.current.version, True
        except StepImpossible:
            return _rescued(entry, draft.language)
        except WorkspaceUnavailable:
            return _unsaved(entry, draft, typed)
        else:
            return _saved(entry, saved, merged=merged_with_another)
    return abort(503)


def _merge(current: Draft, version: int, typed: Typed) -> Merged:
    """Return what was sent brought together with what a colleague has saved; stamps never conflict, text does.

    Where the version that was seen is not kept, everything that differs from the present one is shown to choose from.
    """
    try:
        merged = current_portal().desk.merge(current, version, typed)
    except DraftMissing:
        paths = [path for path in typed if typed[path] != current.typed.get(path, "")]
        merged = Merged(
            {**current.typed, **typed},
            tuple(Conflict(path, "", typed[path], current.typed.get(path, "")) for path in paths),
        )
    real = tuple(each for each in merged.conflicts if not each.path.startswith(f"{MADE_FROM}."))
    return Merged(merged.typed, real)


def _saved(entry: Entry, saved: Draft, *, merged: bool) -> AnyResponse | tuple[str, int]:
    if _wants_data():
        fields = {path: saved.typed.get(path, "") for path in fields_of(saved.typed, _original(entry))}
        return jsonify(
            version=saved.version,
            saved_at=moment_words(saved.saved_at, reader_language()),
            fields=fields if merged else {},
        )
    do = request.form.get("do", "")
    if do == "submit":
        return _submit(entry, saved)
    anchor = f"field-{do.removeprefix(COPY)}" if do.startswith(COPY) else "saved"
    return redirect(f"{work_address(entry, saved.language)}{'?done=merged' if merged else ''}#{anchor}")


def _submit(entry: Entry, draft: Draft) -> AnyResponse | tuple[str, int]:
    """Hand the translation over to review; what keeps it from being published is told at its field."""
    try:
        current_portal().desk.submit(draft.id, draft.version, person_here())
    except DraftFaulty:
        said = gettext("It is saved, but cannot be sent to review yet: see the passages marked below.")
        return _page(entry, draft.language, draft, notice=Notice(said, warn=True), checked=True), 422
    except StepImpossible:
        pass  # it is in review already, and what was typed is saved there
    return redirect(f"{work_address(entry, draft.language)}?done=submitted")


def _conflict(entry: Entry, current: Draft, merged: Merged) -> AnyResponse | tuple[str, int]:
    """Show both texts where both translators changed one paragraph; saving again keeps what stands in the fields."""
    if _wants_data():
        return make_response(jsonify(conflict=True, version=current.version, saved_by=current.saved_by_name), 409)
    notice = Notice(
        gettext(
            "%(name)s has changed the same passages meanwhile. Your text stands in the fields, theirs beside it. "
            "Nothing of yours is saved until you save again.",
            name=current.saved_by_name,
        ),
        warn=True,
    )
    return _page(entry, current.language, current, notice=notice, merged=merged), 409


def _unsaved(entry: Entry, draft: Draft, typed: Typed) -> AnyResponse | tuple[str, int]:
    """Show what was typed again where it could not be kept."""
    if _wants_data():
        return make_response(jsonify(unsaved=True), 503)
    said = gettext("It could not be saved. What you typed is still on this page: try again in a moment.")
    return _page(entry, draft.language, draft, notice=Notice(said, warn=True), typed=typed), 503


def _rescued(entry: Entry, language: Language) -> AnyResponse | tuple[str, int]:
    """Show what was typed again where its draft is open no longer; saving it begins a new one."""
    if _wants_data():
        return make_response(jsonify(closed=True), 409)
    draft = current_portal().desk.begin(entry.ref, language, person_here())
    typed = typed_of_translation(request.form, draft.typed, _original(entry), draft.typed)
    notice = Notice(
        gettext("This translation was published or discarded meanwhile. What you typed is below and not saved yet."),
        warn=True,
    )
    return _page(entry, language, draft, notice=notice, typed=typed), 409


def _page(
    entry: Entry,
    language: Language,
    draft: Draft | None,
    *,
    notice: Notice | None = None,
    typed: Typed | None = None,
    merged: Merged | None = None,
    checked: bool = False,
) -> str:
    desk = current_portal().desk
    beginning = desk.live.beginning(entry.ref, language)
    shown = typed or (merged.typed if merged else draft.typed if draft else beginning.typed)
    live = beginning.typed if beginning.live.blob is not None else {}
    problems = desk.faults(draft) if draft and checked else ()
    work = Work(entry, language, shown, live, merged.conflicts if merged else (), problems)
    found = units(work)
    return render_template(
        "desk_translate/index.html",
        entry=entry,
        target=language,
        draft=draft,
        units=found,
        notice=notice,
        faults=[each for each in problems if not any(each in field.faults for unit in found for field in unit.fields)],
        machine_made=draft.machine_made if draft else beginning.machine_made,
        in_step=sum(unit.in_step for unit in found),
        names=file_names(entry, language),
        difference_sentence=difference_sentence,
        fault_sentences=fault_sentences,
        into_language=into_language,
        moment_day=lambda moment: moment_day(moment, reader_language()),
    )


def _typed(entry: Entry, draft: Draft, version: int) -> Typed:
    """Return what was sent, put onto the version that the translator had before them."""
    book = current_portal().workspace.drafts
    try:
        before = book.typed_at(draft.id, version)
    except DraftMissing:
        before = draft.typed
    live = current_portal().desk.live.beginning(entry.ref, draft.language)
    base = live.typed if live.live.blob is not None else {}
    typed = dict(typed_of_translation(request.form, before, _original(entry), base))
    do = request.form.get("do", "")
    path = do.removeprefix(COPY)
    words = fields_of(typed, _original(entry)).get(path, "")
    if do.startswith(COPY) and words and not typed.get(path):
        typed[path] = words
    return typed


def _labelled(saved: Draft) -> Draft:
    """Return the draft with the label that the translator gives it; it changes only where the translator changed it.

    Raises `DraftMoved` when somebody saved in between.
    """
    label, shown = (request.form.get(name) == "yes" for name in ("machine_made", "labelled"))
    if label in {shown, saved.machine_made} or "labelled" not in request.form:
        return saved
    desk, by = current_portal().desk, person_here()
    return desk.describe(saved.id, saved.version, by, reason=saved.reason, minor=saved.minor, machine_made=label)


def _entry(collection: str, entry_id: str, target: str) -> tuple[Entry, Language]:
    """Return the entry and the language; an original is no translation, and one without an original has none."""
    entry = current_shelf().get(Ref(Collection(collection), entry_id))
    if entry is None or target == entry.original or entry.original not in entry.texts:
        abort(404)
    return entry, Language(target)


def _original(entry: Entry) -> EntryText:
    return entry.texts.values[entry.original]


def _sent_draft() -> Draft | None:
    number = request.form.get("draft", "")
    if not (number.isascii() and number.isdigit() and len(number) < 16):
        return None
    try:
        return current_portal().workspace.drafts.draft(int(number))
    except DraftMissing:
        return None


def _version() -> int:
    number = request.form.get("version", "")
    return int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0


def _wants_data() -> bool:
    return request.accept_mimetypes.best == "application/json"
