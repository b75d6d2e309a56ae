"""Whatever else is sent with a form changes nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from portal.domain.incoming import ASKED
from portal.domain.language import Language
from portal.domain.people import Role
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.domain.workflow import DraftState
from tests.web.desk_rules import READS
from tests.web.desk_rules import desk_ways
from tests.web.desk_site import MODEL
from tests.web.desk_site import DeskSite
from tests.web.twin_desks import FORBIDDEN
from tests.web.twin_desks import Presses
from tests.web.twin_desks import Twin
from tests.web.twin_desks import difference
from tests.web.twin_desks import opened_twins
from tests.web.twin_desks import pressed_on

VALUES = {
    "language": "en",
    "purpose": "invitation",
    "secret": "nobody-made-this",
    "collection": "cases",
    "entry_id": MODEL.id,
    "target": "sv",
    "name": "x",
}
WORKED = frozenset({
    "accounts.change", "accounts.invite", "accounts.set_active", "desk_draft.act", "desk_draft.remark",
    "desk_entry.withdraw", "desk_inbox.decide", "desk_inbox.draft", "desk_monday.draft",
    "desk_translate.change", "desk_write.begin", "desk_write.correct",
    "desk_write.save", "own_account.language",
})  # fmt: skip
"""Routes whose forms must have done their work, so that nothing can be said of forms that were refused anyway."""


@pytest.fixture(scope="module")
def twins(desk_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Twin, Twin]]:
    """Two desks with drafts in every state, letters from readers and somebody of every role."""
    with opened_twins(desk_library, tmp_path_factory.mktemp("twins"), _furnish) as opened:
        yield opened


def test_more_than_a_form_asks_for_changes_nothing(twins: tuple[Twin, Twin]) -> None:
    """Every form of every page of the desk, sent as it is and with all that it does not ask for, does the same."""
    plain, attacked = twins
    presses, differing, worked = Presses(), [], set()
    adapter = plain.site.app.url_map.bind("localhost")
    for path, page in _pages(plain):
        if page.mimetype != "text/html" or page.status_code != 200:
            continue
        for pressed in pressed_on(path, page.text, plain.numbers):
            endpoint, values = adapter.match(pressed.path, method="POST")
            if not presses.again(f"{endpoint}:{values.get('verb', '')}", pressed.button):
                continue
            answers = [plain.send(pressed, {}), attacked.send(pressed, FORBIDDEN)]
            worked |= {endpoint} if answers[0].status_code < 400 else set()
            if answers[0].status_code != answers[1].status_code:
                differing.append((endpoint, pressed.button, *(each.status_code for each in answers)))

    assert [] == differing
    assert set() == WORKED - worked
    assert {} == difference(plain.state(), attacked.state())


def _pages(twin: Twin) -> Iterator[tuple[str, TestResponse]]:
    """Yield the pages of the desk from the route map, those about drafts and accounts several times."""
    app = twin.site.app
    # What is written stands at the end of the alphabet, and what is done with it then before.
    for way in sorted(desk_ways(app), key=lambda each: each.rule.rule, reverse=True):
        if way.method != READS:
            continue
        many = {"draft_id", "account_id"} & way.rule.arguments
        for number in (1, 2, 3) if many else (1,):
            values = {name: VALUES.get(name, number) for name in way.rule.arguments}
            with app.test_request_context("/en/desk"):
                path = app.url_for(way.rule.endpoint, **values)
            yield path, twin.read(path)


def _furnish(site: DeskSite) -> None:
    book = site.portal.workspace
    for role in Role:
        site.person(role)
    site.draft(DraftState.DRAFT)
    site.draft(DraftState.IN_REVIEW, ref=Ref(Collection.CASES, "hamn-pilot"))
    for number in range(3):
        book.comments.add(MODEL, Language.FI, f"Hyvä {number}", "hankkija")
        book.sent_cases.add(Language.FI, dict.fromkeys(ASKED, f"Kaupunki palkkasi {number} nuorta."))
