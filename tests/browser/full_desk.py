"""A desk on which every page has something to show, and the address of every page, taken from the route map."""

from collections.abc import Iterator
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask
from playwright.sync_api import BrowserContext

from portal.domain.draft import Draft
from portal.domain.incoming import CaseField
from portal.domain.language import Language
from portal.domain.people import Role
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.web.app import create_app
from portal.web.desk.server_session import OPEN_COOKIE
from portal.workspace.kept_import import Import
from portal.workspace.link_purpose import LinkPurpose
from portal.workspace.moments import now
from tests.browser.served_desk import ServedDesk
from tests.imports.table import seeded_rows
from tests.imports.table import workbook
from tests.web.desk_rules import ANYBODY
from tests.web.desk_rules import READS
from tests.web.desk_rules import Way
from tests.web.desk_rules import desk_ways

MODEL = Ref(Collection.CASES, "jarvi-model")
CLAUSE = Ref(Collection.CLAUSES, "model-start")

REPORT = (
    "Järven kaupunki edellyttää siivouksessa, että toimittaja palkkaa 2 pitkäaikaistyötöntä kuudeksi kuukaudeksi. "
    "Ehto koskee yli 1 000 000 euron hankintoja."
)

NOBODY = ""
HALF_WAY = "half-way"
"""Who has given the password and not yet the code; everything else is looked at by an administrator."""

NO_PAGES = frozenset(
    {
        "desk_files.file",
        "desk_import.faults",
        "desk_import.template",
        "desk_preview.choices",
        "employer_sign_in.arrive",
        "employer_sign_in.leave",
        "second_factor.picture",
        "sign_in.stay",
    }
)
"""Files and data, the way to an employer, which this desk has none of, and what leads on to another page."""

QUERIES: Mapping[str, tuple[str, ...]] = {
    "desk_write.form": ("?check=1",),
    "desk_write.index": ("?q=j",),
    "desk_monday.index": ("", "?part=reviews"),
    "desk_entry.history": ("?text=fi&restore={revision}",),
    "sign_in.index": ("", "?done=password"),
}
"""With what a page is asked for that shows all it has only so; twice where neither answer holds all of the other."""


@dataclass(frozen=True, slots=True)
class DeskPage:
    """One page of the desk: its name, what follows the language in its address, and who looks at it."""

    name: str
    path: str
    seen_by: str


def published(desk: ServedDesk, ref: Ref, **changes: str) -> Draft:
    """Publish a new case that says what the model case says, but for some fields."""
    verbs, coordinator = desk.portal.desk, desk.person(Role.COORDINATOR)
    draft = signed(desk, ref, **changes)
    verbs.publish(draft.id, draft.version, coordinator)
    return draft


def signed(desk: ServedDesk, ref: Ref, **changes: str) -> Draft:
    """Return the draft of a new case that only waits for being published."""
    draft = in_review(desk, ref, **changes)
    for task in draft.tasks:
        desk.portal.desk.sign(draft.id, draft.version, task, desk.person(Role.REVIEWER))
    return desk.portal.workspace.drafts.draft(draft.id)


def in_review(desk: ServedDesk, ref: Ref, **changes: str) -> Draft:
    """Return the draft of a new case that waits for its reviewers."""
    verbs, writer = desk.portal.desk, desk.person(Role.CONTRIBUTOR)
    typed = verbs.live.beginning(MODEL, Language.FI).typed
    draft = verbs.begin_with(ref, Language.FI, {**typed, **changes}, writer)
    return verbs.submit(draft.id, draft.version, writer)


def filled(desk: ServedDesk) -> Mapping[str, list[dict[str, Any]]]:
    """Put something on every page, and return what to put into an address, by its arguments or its endpoint."""
    portal, writer = desk.portal, desk.person(Role.CONTRIBUTOR)
    entry = Ref(Collection.CASES, "every-page")
    published(desk, entry, title="Järvi: kaikki sivut", review_by="2020-01-01")
    waiting = in_review(desk, Ref(Collection.CASES, "every-page-waits"), title="Järvi: tarkastettavana")
    portal.draft_review.remark(waiting.id, "summary", "Järvi", "Kuka?", desk.person(Role.REVIEWER))
    faulty = portal.inbox.paste(REPORT, Ref(Collection.CLAUSES, "every-page-faulty"), Language.FI, writer)
    portal.desk.begin(entry, Language.SV, writer)
    for language in Language:
        portal.workspace.comments.add(CLAUSE, language, f"Kommentti {language}", "upphandlare")
        portal.workspace.sent_cases.add(language, {CaseField.WHAT: f"Siivous {language}", CaseField.REQUIRED: "x" * 99})
    kept = portal.imports.keep(
        workbook(seeded_rows(40)[0]), "rows.xlsx", Collection.CASES, desk.person(Role.COORDINATOR)
    )
    assert isinstance(kept, Import)
    portal.imports.at_work.work(kept.id)
    places = [(entry, Language.SV), (entry, Language.EN), (CLAUSE, Language.SV)]
    secrets = [(LinkPurpose.INVITATION, portal.workspace.links.make(writer.id, LinkPurpose.INVITATION))]
    secrets += [(LinkPurpose.NEW_PASSWORD, "spent")]
    return {
        "draft_id": [{"draft_id": draft.id} for draft in (waiting, faulty)],
        "desk_files.index": [{"draft_id": waiting.id}],
        "desk_preview.index": [{"draft_id": waiting.id}],
        "desk_report.gaps": [{"draft_id": faulty.id}],
        "account_id": [{"account_id": writer.id}],
        "import_id": [{"import_id": kept.id}],
        "collection entry_id": [{"collection": entry.collection, "entry_id": entry.id}],
        "collection entry_id target": [
            {"collection": ref.collection, "entry_id": ref.id, "target": language} for ref, language in places
        ],
        "purpose secret": [{"purpose": purpose, "secret": secret} for purpose, secret in secrets],
    }


def pages_of(desk: ServedDesk, values: Mapping[str, list[dict[str, Any]]]) -> Iterator[DeskPage]:
    """Yield every page of the desk that the route map has; one with an argument nobody filled in fails."""
    app = create_app(desk.portal)
    revision = desk.portal.repository.head()[:12]
    for way in desk_ways(app):
        if way.method == READS and way.rule.endpoint not in NO_PAGES:
            for number, path in enumerate(_paths(app, way, values)):
                for query in QUERIES.get(way.rule.endpoint, ("",)):
                    yield DeskPage(
                        f"{way.rule.endpoint} {number}{query}", path + query.format(revision=revision), _seen_by(way)
                    )


def _paths(app: Flask, way: Way, values: Mapping[str, list[dict[str, Any]]]) -> list[str]:
    others = " ".join(sorted(way.rule.arguments - {"language"}))
    with app.test_request_context("/fi/desk"):
        return [
            app.url_for(way.rule.endpoint, **{"language": "fi", **each}).removeprefix("/fi/desk")
            for each in (values.get(way.rule.endpoint) or values[others] if others else [{}])
        ]


def _seen_by(way: Way) -> str:
    if way.rule.endpoint == "sign_in.code":
        return HALF_WAY
    return NOBODY if way.least is ANYBODY else Role.ADMINISTRATOR


def come_as(desk: ServedDesk, context: BrowserContext, who: str) -> None:
    """Let a browser be signed in as who is to look at a page."""
    context.clear_cookies()
    if who == HALF_WAY:
        half = {"half": desk.person(Role.REVIEWER).id, "since": now().isoformat(), "next": ""}
        secret = desk.portal.workspace.sessions.begin(half)
        context.add_cookies([{"name": OPEN_COOKIE, "value": secret, "url": desk.address}])
    elif who:
        desk.sign_in(context, Role(who))
