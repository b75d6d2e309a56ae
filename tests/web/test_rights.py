"""Every route of the desk × everybody who may come × every state they and the drafts may be in, from the route map."""

import re
import shutil
from collections.abc import Callable
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from portal.bootstrap import Portal
from portal.domain.language import Language
from portal.domain.people import Role
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.domain.workflow import Action
from portal.domain.workflow import DraftState
from portal.settings import SecondFactorRule
from portal.web.desk.server_session import TLS_COOKIE
from portal.web.headers import SECURITY
from portal.web.headers import TRANSPORT_SECURITY
from portal.workspace.draft_parts import Beginning
from portal.workspace.moments import now
from tests.history.repository import begin
from tests.history.repository import git
from tests.shared.word_tables import furnish
from tests.web.desk_people import Visitor
from tests.web.desk_people import account_of
from tests.web.desk_people import open_desk
from tests.web.desk_people import token_of
from tests.web.desk_people import visitors
from tests.web.desk_rules import ANSWERS_403_ITSELF
from tests.web.desk_rules import ANYBODY
from tests.web.desk_rules import LEAST_ROLE
from tests.web.desk_rules import PUBLIC_FORMS
from tests.web.desk_rules import READS
from tests.web.desk_rules import Way
from tests.web.desk_rules import desk_ways

Browser = Callable[[], Visitor]

PRIVATE = {
    "Strict-Transport-Security": TRANSPORT_SECURITY,
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex, nofollow",
}
INLINE = re.compile(r"<script(?![^>]* src=)|<style|<[a-z]+ [^>]*\b(?:style|on[a-z]+)=\"|javascript:")

SIGN_IN = "led to the sign-in"
REFUSED = "refused"
LET_IN = "let in"

STATES = ("nobody", "half-way", "ended", "closed", *Role)
"""Who comes: without a sign-in, between its two steps, after its end, with a closed account, and with each role."""

WAY_TO_STATE = {
    DraftState.DRAFT: (),
    DraftState.IN_REVIEW: (Action.SUBMIT,),
    DraftState.SCHEDULED: (Action.SUBMIT, Action.SCHEDULE),
    DraftState.PUBLISHED: (Action.SUBMIT, Action.PUBLISH),
    DraftState.DISCARDED: (Action.DISCARD,),
}
VALUES: dict[str, Any] = {
    "language": "en",
    "purpose": "invitation",
    "secret": "nobody-made-this",
    "collection": "cases",
    "entry_id": "jarvi-model",
    "target": "sv",
}

FIELDS = {
    "desk_draft.act:sign": {"task": "content"},
    "desk_draft.act:schedule": {"day": "3.6.2027", "time": "8.30"},
    "desk_entry.restore": {"text": "fi", "revision": "HEAD"},
}
"""What a form needs before the desk thinks about who sent it."""


@pytest.fixture(scope="module")
def desk(content: Path, word_tables: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """A desk on a repository, with a draft in each state, written by somebody who does not come."""
    folder = tmp_path_factory.mktemp("rights")
    furnish(folder / "index", word_tables)
    shutil.copytree(content, folder / "content")
    begin(folder / "content")
    git(folder / "content", "add", "--all")
    git(folder / "content", "commit", "--quiet", "--message", "The library")
    portal = open_desk(folder / "content", folder)
    writer = account_of(portal, "writer", Role.CONTRIBUTOR).person
    for state, actions in WAY_TO_STATE.items():
        beginning = Beginning(Ref(Collection.CASES, f"case-{state}"), Language.FI, Language.FI, {"title": "Siivous"})
        draft = portal.workspace.drafts.begin(beginning, writer)
        for action in actions:
            at = now() + timedelta(days=1) if action is Action.SCHEDULE else None
            draft = portal.workspace.drafts.step(draft.id, draft.version, action, writer, publish_at=at)
    yield portal
    portal.close()


@pytest.fixture(scope="module")
def browser(desk: Portal) -> Browser:
    """What makes browsers at that desk."""
    return visitors(desk)


def test_every_route_of_the_desk_has_a_rule(app: Flask) -> None:
    """A new page fails here until its row says who may go there."""
    assert set() == {way.key for way in desk_ways(app)} - set(LEAST_ROLE)


@pytest.mark.parametrize("state", STATES)
def test_everybody_gets_where_the_table_says_and_no_further(browser: Browser, desk: Portal, state: str) -> None:
    """Whatever state a draft is in, and never to a page that breaks."""
    visitor = browser()
    found = {}
    for way in desk_ways(visitor.app):
        for name, address in addresses(visitor.app, desk, way):
            come_as(visitor, state)
            found[name] = (kind_expected(way, state), kind_of(asked(visitor, way, address), way))

    assert [] == [f"{name}: {' != '.join(kinds)}" for name, kinds in found.items() if kinds[0] != kinds[1]]


@pytest.mark.parametrize(
    ("rule", "open_to"),
    [(SecondFactorRule.ADMINISTRATORS, {Role.CONTRIBUTOR, Role.COORDINATOR}), (SecondFactorRule.EVERYBODY, set())],
)
def test_whoever_must_have_a_second_step_gets_nowhere_before(
    content: Path, tmp_path: Path, rule: SecondFactorRule, open_to: set[Role]
) -> None:
    """Nowhere but to the page where it is turned on, and out."""
    portal = open_desk(content, tmp_path, second_factor=rule)
    visitor = visitors(portal)()
    let_in = set()
    for role in (Role.CONTRIBUTOR, Role.COORDINATOR, Role.ADMINISTRATOR):
        visitor.begin_session(account_of(portal, role, role))
        closed = [
            visitor.get(address).headers.get("Location") != "/en/desk/account/second-factor"
            for way in desk_ways(visitor.app)
            if way.least and role.includes(way.least) and way.method == READS
            if way.rule.endpoint.split(".")[0] not in {"second_factor", "sign_in"}
            for _, address in addresses(visitor.app, portal, way)
        ]
        assert len(set(closed)) == 1
        let_in |= {role} if closed[0] else set()
        assert visitor.get("/en/desk/account/second-factor").status_code == 200
    portal.close()

    assert open_to == let_in


def test_no_form_of_the_desk_does_anything_without_its_token(browser: Browser, desk: Portal) -> None:
    """Neither bare, nor with the token of another session, nor when another site sent it."""
    visitor, stranger = browser(), browser()
    administrator = account_of(desk, "administrator", Role.ADMINISTRATOR)
    stranger.begin_session(account_of(desk, "contributor", Role.CONTRIBUTOR))
    foreign = token_of(stranger.read("/en/desk/account"))
    visitor.begin_session(administrator)
    own = token_of(visitor.read("/en/desk/account"))
    before = (len(desk.workspace.audit.lines(most=10_000)), desk.workspace.accounts.all())
    attacks: list[tuple[dict[str, str], dict[str, str]]] = [
        ({}, {}),
        ({"csrf_token": foreign}, {}),
        ({"csrf_token": own[:-1]}, {}),
        ({"csrf_token": own}, {"Origin": "https://evil.example"}),
        ({"csrf_token": own}, {"Origin": "null"}),
        ({"csrf_token": own}, {"Sec-Fetch-Site": "cross-site"}),
        ({"csrf_token": own}, {"Sec-Fetch-Site": "same-site"}),
    ]
    answers = {
        (name, number): visitor.client.post(address, data=fields, headers=headers).status_code
        for way in desk_ways(visitor.app)
        if way.method != READS
        for name, address in addresses(visitor.app, desk, way)
        for number, (fields, headers) in enumerate(attacks)
    }

    assert ({}, before) == (
        {name: status for name, status in answers.items() if status != 403},
        (len(desk.workspace.audit.lines(most=10_000)), desk.workspace.accounts.all()),
    )


def test_a_form_outside_the_desk_is_known_to_need_no_token(app: Flask) -> None:
    """Nobody is signed in there; a new one fails here until somebody has thought about it."""
    changing = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if (rule.methods or set()) & {"POST", "PUT", "PATCH", "DELETE"} and "/desk" not in rule.rule
    }

    assert set() == changing - PUBLIC_FORMS


@pytest.mark.parametrize("state", ["nobody", Role.ADMINISTRATOR])
def test_every_page_of_the_desk_carries_the_headers_and_nothing_inline(
    content: Path, tmp_path: Path, state: str
) -> None:
    """Pages, files, redirects and refusals, behind TLS; a page whose address is a secret tells nobody even its host."""
    portal = open_desk(content, tmp_path, behind_tls=True)
    visitor, expected, answers = visitors(portal)(), {}, {}
    for way in desk_ways(visitor.app):
        for name, address in addresses(visitor.app, portal, way):
            if state == Role.ADMINISTRATOR:
                secret = visitor.begin_session(account_of(portal, state, Role.ADMINISTRATOR))
                visitor.client.set_cookie(TLS_COOKIE, secret, secure=True)
            answer = visitor.client.open(address, method=way.method, base_url="https://localhost")
            found = {header: answer.headers.getlist(header) for header in (*SECURITY, *PRIVATE)}
            answers[name] = (found, INLINE.findall(answer.data.decode(errors="replace")))
            secret_page = way.rule.endpoint.startswith("password.from_link")
            more = {"Referrer-Policy": "no-referrer"} if secret_page else {}
            expected[name] = ({key: [value] for key, value in ({**SECURITY, **PRIVATE, **more}).items()}, [])
    portal.close()

    assert expected == answers


def addresses(app: Flask, desk: Portal, way: Way) -> list[tuple[str, str]]:
    """Return the addresses of a way, with a name each: one for every state of a draft where it is about one."""
    values = {name: VALUES.get(name, 1) for name in way.rule.arguments}
    values |= {"verb": way.verb} if way.verb else {}
    values |= {"account_id": account_of(desk, "victim", Role.CONTRIBUTOR).person.id} if "account_id" in values else {}
    # All of them before anything is asked: a request inside this context would find what the one before it left.
    with app.test_request_context("/en/desk"):
        if "draft_id" not in values:
            return [(f"{way.method} {way.key}", app.url_for(way.rule.endpoint, _method=way.method, **values))]
        return [
            (
                f"{way.method} {way.key} of a draft that is {state}",
                app.url_for(way.rule.endpoint, _method=way.method, **{**values, "draft_id": number}),
            )
            for number, state in enumerate(WAY_TO_STATE, start=1)
        ]


def come_as(visitor: Visitor, state: str) -> None:
    """Let the browser be in a state, whatever its last request did."""
    visitor.client.delete_cookie("silta")
    workspace = visitor.portal.workspace
    if state in set(Role):
        account = account_of(visitor.portal, state, Role(state))
        # One's own page lists every session, and hundreds of them would take longer than all else.
        workspace.sessions.end_of(account.person.id)
        visitor.begin_session(account)
    elif state == "half-way":
        half = account_of(visitor.portal, "half", Role.ADMINISTRATOR).person
        secret = workspace.sessions.begin({"half": half.id, "since": now().isoformat(), "next": ""})
        visitor.client.set_cookie("silta", secret)
    elif state == "ended":
        workspace.sessions.end(visitor.begin_session(account_of(visitor.portal, "ended", Role.ADMINISTRATOR)))
    elif state == "closed":
        closed = account_of(visitor.portal, "closed", Role.ADMINISTRATOR)
        visitor.begin_session(closed)
        if closed.active:
            secret = visitor.begin_session(closed)
            workspace.accounts.set_active(closed.person.id, active=False)
            visitor.client.set_cookie("silta", secret)


def asked(visitor: Visitor, way: Way, address: str) -> TestResponse:
    """Go there; a form carries a good token."""
    if way.method == READS:
        return visitor.get(address)
    page = visitor.get("/en/desk/account", follow_redirects=True).get_data(as_text=True)
    return visitor.client.open(
        address, method=way.method, data={"csrf_token": token_of(page), **FIELDS.get(way.key, {})}
    )


def kind_of(answer: TestResponse, way: Way) -> str:
    """Return what an answer means, or its number where it means none of the three."""
    location = answer.headers.get("Location", "")
    if answer.status_code == 401 or "/desk/sign-in?next=" in location:
        return SIGN_IN
    if answer.status_code == 403 and way.key not in ANSWERS_403_ITSELF:
        return REFUSED
    return LET_IN if answer.status_code < 500 else str(answer.status_code)


def kind_expected(way: Way, state: str) -> str:
    """Return what the table says."""
    if way.least is ANYBODY:
        return LET_IN
    if state not in set(Role):
        return SIGN_IN
    return LET_IN if Role(state).includes(way.least) else REFUSED
