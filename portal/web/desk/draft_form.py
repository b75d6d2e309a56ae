"""The page on which a draft is written."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import render_template

from portal.bootstrap import Portal
from portal.domain.draft import Draft
from portal.domain.people import Person
from portal.domain.problem import Problem
from portal.library.form_field import Typed
from portal.web.desk.choices import all_of
from portal.web.desk.draft_saving import form_for
from portal.web.desk.form_sheet import FormSheet
from portal.web.desk.form_sheet import list_names
from portal.web.desk.moments import moment_words
from portal.web.i18n import reader_language
from portal.web.words import gettext

MOST_LISTED = 60
"""Names a page carries with it for a field; longer lists are asked for while somebody types."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows: a draft, what is typed, what was found wrong with it, and why it is not saved."""

    draft: Draft
    typed: Typed
    problems: Sequence[Problem]
    more: str = ""
    checked: bool = False
    seen: int | None = None
    unsaved: str = ""

    @property
    def version(self) -> int:
        """The version that the next save goes out from."""
        return self.draft.version if self.seen is None else self.seen


def form_page(portal: Portal, shown: Shown, person: Person) -> str:
    """Return the page, and note that somebody has the draft open."""
    language, shelf = reader_language(), portal.desk.shelf()
    sheet = FormSheet(form_for(shown.draft), shown.typed, shown.problems, shelf, language, shown.more)
    places = sheet.places()
    lists = {name: list(all_of(name, shelf, language)) for name in list_names(places)}
    return render_template(
        "desk_write/form.html",
        draft=shown.draft,
        shown=shown,
        places=places,
        faults=sheet.faults(places),
        lists={name: choices if len(choices) <= MOST_LISTED else [] for name, choices in lists.items()},
        saved_at=moment_words(shown.draft.saved_at, language),
        others="" if shown.unsaved else others_sentence(portal.workspace.presences.note(shown.draft.id, person)),
    )


def others_sentence(names: Sequence[str]) -> str:
    """Return who else has the draft open, or nothing."""
    if not names:
        return ""
    return gettext(
        "Also writing here: %(names)s. Agree on who writes what. Nothing is lost if you write at the same time.",
        names=", ".join(names),
    )
