"""A published entry at the desk: its history with who, when and why, what can be restored, and withdrawing it."""

from collections.abc import Callable
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from flask import abort
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for
from werkzeug.wrappers import Response

from portal.domain.entry import Entry
from portal.domain.errors import PortalError
from portal.domain.language import Language
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.domain.reference import ref_from_text
from portal.domain.withdrawal import Withdrawal
from portal.history.revision import SignedRevision
from portal.publishing.live_desk import WayOnMissing
from portal.publishing.rights import Permission
from portal.web.context import current_portal
from portal.web.context import current_shelf
from portal.web.desk.gate import asks_for
from portal.web.desk.gate import person_here
from portal.web.desk.places import desk_blueprint
from portal.web.desk.posted import posted_fields
from portal.web.desk.posted import posted_text
from portal.web.desk.workflow_words import verdict
from portal.web.listing import page_of
from portal.web.version_changes import Changes
from portal.web.version_changes import typed_changes
from portal.web.words import gettext
from portal.workspace.draft_errors import DraftOpen
from portal.workspace.unavailable import WorkspaceUnavailable

PLACE = f"/<any({', '.join(Collection)}):collection>/<entry_id>"
TODAY = "now"
LONGEST_REASON = 600

blueprint = desk_blueprint("desk_entry", "entries")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for: a language version, two revisions to compare, one to restore."""

    language: Language
    start: str = ""
    end: str = ""
    restore: str = ""


@blueprint.get(PLACE)
@asks_for(Permission.SEE_DESK)
def history(collection: str, entry_id: str) -> str:
    """Show the history of an entry."""
    return _page(_ref(collection, entry_id))


@blueprint.post(f"{PLACE}/restore")
@asks_for(Permission.SEE_DESK)
def restore(collection: str, entry_id: str) -> Response | tuple[str, int]:
    """Publish an earlier revision again."""
    ref, reason = _ref(collection, entry_id), posted_text("reason", LONGEST_REASON)
    language, revision = _posted_language(), posted_text("revision", 64)
    return _done(
        ref,
        "restore",
        lambda: current_portal().live_desk.restore(ref, language, revision, person_here(), reason),
        language,
    )


@blueprint.post(f"{PLACE}/draft")
@asks_for(Permission.WRITE)
def draft(collection: str, entry_id: str) -> Response | tuple[str, int]:
    """Begin a draft with the text of an earlier revision, for those who do not publish, or want to change it first."""
    ref, language = _ref(collection, entry_id), _posted_language()
    portal, person = current_portal(), person_here()
    try:
        typed = portal.live_desk.typed_at(ref, language, posted_text("revision", 64))
        made = portal.desk.begin_with(ref, language, typed, person)
    except DraftOpen as error:
        return redirect(url_for("desk_draft.show", draft_id=error.draft.id), code=303)
    except WorkspaceUnavailable:
        raise
    except PortalError as error:
        return _refused(ref, "draft", error)
    return redirect(url_for("desk_draft.show", draft_id=made.id), code=303)


@blueprint.post(f"{PLACE}/withdraw")
@asks_for(Permission.SEE_DESK)
def withdraw(collection: str, entry_id: str) -> Response | tuple[str, int]:
    """Take an entry, or one language version of it, away from readers."""
    ref, person = _ref(collection, entry_id), person_here()
    reasons = {language: posted_text(f"reason-{language}", LONGEST_REASON) for language in Language}
    named = posted_text("instead", 120).strip()
    instead = ref_from_text(named)

    def act() -> object:
        if named and instead is None:
            raise WayOnMissing(named)
        return current_portal().live_desk.withdraw((ref, _posted_part()), reasons, instead, person)

    return _done(ref, "withdraw", act)


@blueprint.post(f"{PLACE}/bring-back")
@asks_for(Permission.SEE_DESK)
def bring_back(collection: str, entry_id: str) -> Response | tuple[str, int]:
    """Let readers have again what was withdrawn."""
    ref, reason = _ref(collection, entry_id), posted_text("reason", LONGEST_REASON)
    return _done(
        ref,
        "bring-back",
        lambda: current_portal().live_desk.bring_back((ref, _posted_part()), person_here(), reason),
    )


def _done(
    ref: Ref, verb: str, act: Callable[[], object], language: Language | None = None
) -> Response | tuple[str, int]:
    try:
        act()
    except WorkspaceUnavailable:
        raise
    except PortalError as error:
        return _refused(ref, verb, error)
    text = language.value if language else None
    address = url_for("desk_entry.history", collection=ref.collection.value, entry_id=ref.id, text=text)
    return redirect(address, code=303)


def _refused(ref: Ref, verb: str, error: PortalError) -> tuple[str, int]:
    status, sentence = verdict(error)
    return _page(ref, verb, sentence, at="instead" if isinstance(error, WayOnMissing) else "reason"), status


def _page(ref: Ref, verb: str = "", sentence: str = "", at: str = "") -> str:
    portal, shelf = current_portal(), current_shelf()
    entry, withdrawn = shelf.get(ref), [each for each in shelf.withdrawn if each.ref == ref]
    asked = _asked(entry)
    revisions = portal.history.signed_revisions(ref, asked.language)
    if entry is None and not withdrawn and not revisions and not portal.live_desk.is_there(ref):
        abort(404)
    shown, pager = page_of(revisions or ())
    return render_template(
        "desk_entry/history.html",
        ref=ref,
        entry=entry,
        title=_title(entry, ref),
        withdrawn=withdrawn,
        parts=_parts(entry, withdrawn),
        asked=asked,
        known=revisions is not None,
        every=revisions or (),
        shown=shown,
        pager=pager,
        before=_before(revisions or ()),
        comparison=_comparison(ref, asked, revisions or ()),
        may_publish=portal.live_desk.may(ref, person_here()),
        verb=verb,
        sentence=sentence,
        at=at,
        typed=posted_fields(),
    )


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two versions have different; None of them where one cannot be read."""

    start: SignedRevision
    end: SignedRevision | None
    changes: Changes | None


def _comparison(ref: Ref, asked: Asked, revisions: Sequence[SignedRevision]) -> Comparison | None:
    """Return what differs between the two versions the address names; to restore one is to go from today's to it."""
    named = {each.revision.short: each for each in revisions}
    start, end = named.get(asked.restore or asked.start), named.get(asked.end)
    if start is None:
        return None
    desk = current_portal().live_desk
    try:
        before = desk.typed_at(ref, asked.language, start.revision.id)
        after = desk.typed_at(ref, asked.language, end.revision.id if end else None)
    except PortalError:
        return Comparison(start, end, None)
    pair = (after, before) if asked.restore else (before, after)
    return Comparison(start, end, typed_changes(*pair, ref.collection, asked.language))


def _before(revisions: Sequence[SignedRevision]) -> dict[str, str]:
    """Return for each revision the one before it."""
    shorts = [each.revision.short for each in revisions]
    return dict(pairwise(shorts))


def _asked(entry: Entry | None) -> Asked:
    named = request.values.get("text", "")
    original = entry.original if entry else Language.FI
    language = Language(named) if named in set(Language) else original
    start, end, again = (request.values.get(name, "")[:64] for name in ("from", "to", "restore"))
    return Asked(language, start, end, again or posted_text("revision", 64)[:12])


def _title(entry: Entry | None, ref: Ref) -> tuple[str, Language | None]:
    if entry is None:
        return str(ref), None
    text, language = entry.texts.best(entry.original)
    return text.title, language


def _parts(entry: Entry | None, withdrawn: Sequence[Withdrawal]) -> list[Language]:
    """Return the language versions that can be withdrawn by themselves: the translations that readers have."""
    gone = {each.language for each in withdrawn}
    return [each for each in entry.texts if each != entry.original and each not in gone] if entry else []


def _posted_language() -> Language:
    named = posted_text("text", 2)
    if named not in set(Language):
        abort(400)
    return Language(named)


def _posted_part() -> Language | None:
    named = posted_text("part", 2)
    if named and named not in set(Language):
        abort(400, gettext("The address cannot be understood"))
    return Language(named) if named else None


def _ref(collection: str, entry_id: str) -> Ref:
    ref = ref_from_text(f"{collection}/{entry_id}")
    if ref is None:
        abort(404)
    return ref
