"""The table of the desk: every route with the least role that may go there.

Whoever adds a route adds its row, `endpoint` or `endpoint:verb` where one route has several verbs.
It repeats what the views say on purpose: a view that is opened to more people by mistake differs from it.
"""

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from flask import Flask
from werkzeug.routing import Rule

from portal.domain.people import Role
from portal.web.desk.places import DESK

ANYBODY = None

LEAST_ROLE: Mapping[str, Role | None] = {
    "sign_in.index": ANYBODY,
    "sign_in.enter": ANYBODY,
    "sign_in.code": ANYBODY,
    "sign_in.prove": ANYBODY,
    "sign_in.leave": ANYBODY,
    "sign_in.stay": Role.CONTRIBUTOR,
    "employer_sign_in.leave": ANYBODY,
    "employer_sign_in.arrive": ANYBODY,
    "password.from_link": ANYBODY,
    "password.choose": ANYBODY,
    "password.lost": ANYBODY,
    "password.send": ANYBODY,
    "desk_home.index": Role.CONTRIBUTOR,
    "desk_write.index": Role.CONTRIBUTOR,
    "desk_write.begin": Role.CONTRIBUTOR,
    "desk_write.correct": Role.CONTRIBUTOR,
    "desk_write.form": Role.CONTRIBUTOR,
    "desk_write.save": Role.CONTRIBUTOR,
    "desk_write.here": Role.CONTRIBUTOR,
    "desk_preview.passage": Role.CONTRIBUTOR,
    "desk_preview.index": Role.CONTRIBUTOR,
    "desk_preview.choices": Role.CONTRIBUTOR,
    "desk_files.index": Role.CONTRIBUTOR,
    "desk_files.add": Role.CONTRIBUTOR,
    "desk_files.remove": Role.CONTRIBUTOR,
    "desk_files.file": Role.CONTRIBUTOR,
    "own_account.index": Role.CONTRIBUTOR,
    "own_account.language": Role.CONTRIBUTOR,
    "own_account.password": Role.CONTRIBUTOR,
    "own_account.end_sessions": Role.CONTRIBUTOR,
    "second_factor.index": Role.CONTRIBUTOR,
    "second_factor.picture": Role.CONTRIBUTOR,
    "second_factor.turn_on": Role.CONTRIBUTOR,
    "second_factor.turn_off": Role.CONTRIBUTOR,
    "desk_translations.index": Role.CONTRIBUTOR,
    "desk_translate.index": Role.CONTRIBUTOR,
    "desk_translate.change": Role.CONTRIBUTOR,
    "desk_drafts.index": Role.CONTRIBUTOR,
    "desk_draft.show": Role.CONTRIBUTOR,
    "desk_draft.act:submit": Role.CONTRIBUTOR,
    "desk_draft.act:take-back": Role.COORDINATOR,  # of somebody else
    "desk_draft.act:join": Role.CONTRIBUTOR,
    "desk_draft.remark": Role.CONTRIBUTOR,
    "desk_draft.reply:answer": Role.CONTRIBUTOR,
    "desk_draft.reply:settle": Role.CONTRIBUTOR,
    "desk_entry.history": Role.CONTRIBUTOR,
    "desk_entry.draft": Role.CONTRIBUTOR,
    "desk_report.form": Role.CONTRIBUTOR,
    "desk_report.paste": Role.CONTRIBUTOR,
    "desk_report.gaps": Role.CONTRIBUTOR,
    "desk_sources.index": Role.CONTRIBUTOR,
    "desk_draft.act:sign": Role.REVIEWER,
    "desk_draft.act:return": Role.REVIEWER,
    "desk_draft.act:discard": Role.COORDINATOR,  # of somebody else
    "desk_draft.act:schedule": Role.COORDINATOR,
    "desk_draft.act:publish": Role.COORDINATOR,
    "desk_entry.restore": Role.COORDINATOR,
    "desk_entry.withdraw": Role.COORDINATOR,
    "desk_entry.bring_back": Role.COORDINATOR,
    "desk_monday.index": Role.COORDINATOR,
    "desk_monday.draft": Role.COORDINATOR,
    "desk_monday.check_link": Role.COORDINATOR,
    "desk_inbox.comments": Role.COORDINATOR,
    "desk_inbox.decide": Role.COORDINATOR,
    "desk_inbox.cases": Role.COORDINATOR,
    "desk_inbox.draft": Role.COORDINATOR,
    "desk_inbox.refuse": Role.COORDINATOR,
    "desk_sources.add": Role.COORDINATOR,
    "desk_import.index": Role.COORDINATOR,
    "desk_import.keep": Role.COORDINATOR,
    "desk_import.template": Role.COORDINATOR,
    "desk_import.show": Role.COORDINATOR,
    "desk_import.faults": Role.COORDINATOR,
    "desk_import.order": Role.COORDINATOR,
    "desk_import.undo": Role.COORDINATOR,
    "accounts.index": Role.ADMINISTRATOR,
    "accounts.new": Role.ADMINISTRATOR,
    "accounts.invite": Role.ADMINISTRATOR,
    "accounts.show": Role.ADMINISTRATOR,
    "accounts.change": Role.ADMINISTRATOR,
    "accounts.set_active": Role.ADMINISTRATOR,
    "accounts.link": Role.ADMINISTRATOR,
    "accounts.end_sessions": Role.ADMINISTRATOR,
    "accounts.forget_second_factor": Role.ADMINISTRATOR,
    "accounts.untie": Role.ADMINISTRATOR,
    "audit.index": Role.ADMINISTRATOR,
}

ANSWERS_403_ITSELF = frozenset({"sign_in.enter", "sign_in.prove"})
"""Open to anybody, and the answer to a wrong password."""

PUBLIC_FORMS = frozenset({"basket.change", "basket.take_home", "comments.send", "nearest.answer", "send_case.send"})
"""Forms outside the desk: no cookie is heeded there, so that nobody can be made to send one in another's name."""

READS = "GET"


@dataclass(frozen=True, slots=True)
class Way:
    """One route by one method, and by one verb where it has several."""

    rule: Rule
    method: str
    verb: str = ""

    @property
    def key(self) -> str:
        """The name of its row."""
        return f"{self.rule.endpoint}:{self.verb}" if self.verb else str(self.rule.endpoint)

    @property
    def least(self) -> Role | None:
        """The least role that may go there."""
        return LEAST_ROLE[self.key]


def desk_ways(app: Flask) -> Iterator[Way]:
    """Return every way into the desk that the route map has."""
    for rule in app.url_map.iter_rules():
        if f"/{DESK}" in rule.rule:
            for method in sorted(cast("set[str]", rule.methods) - {"HEAD", "OPTIONS"}):
                yield from (Way(rule, method, verb) for verb in _verbs(rule))


def _verbs(rule: Rule) -> list[str]:
    """Return the verbs of a route, one empty one where it has none."""
    converter = rule._converters.get("verb") if "verb" in rule.arguments else None
    return sorted(getattr(converter, "items", ())) or [""]
