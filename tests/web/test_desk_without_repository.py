"""The desk of a portal whose content lies in no repository, as whoever unpacks an archive has it."""

import pytest
from flask import Flask

from portal.bootstrap import Portal
from portal.domain.language import Language
from portal.domain.people import Role
from tests.web.addresses import addresses_of_the_desk
from tests.web.desk_site import DeskSite
from tests.web.test_gate import token_of

NO_REPOSITORY = {
    Language.FI: "Sisältö ei ole versiovarastossa",
    Language.SV: "Innehållet ligger inte i något versionsarkiv",
    Language.EN: "The content lies in no repository",
}


def test_no_page_of_the_desk_breaks(portal: Portal, app: Flask) -> None:
    """Those that need the repository say so, the employer's sign-in that is not set is not there, and none fails."""
    site = DeskSite(portal, app)
    desk = site.visit(site.person(Role.ADMINISTRATOR))
    paths = [path for path in addresses_of_the_desk(app) if not path.endswith("/sign-out")]

    answers = {path: desk.client.get(path) for path in paths}
    bare = [
        path
        for path, answer in answers.items()
        if answer.status_code == 503 and NO_REPOSITORY[Language(path[1:3])] not in answer.get_data(as_text=True)
    ]

    assert {} == {
        path: each.status_code for path, each in answers.items() if each.status_code not in {200, 302, 404, 503}
    }
    assert [] == bare


@pytest.mark.parametrize("language", Language)
def test_a_text_that_nobody_can_publish_is_not_begun(portal: Portal, app: Flask, language: Language) -> None:
    """Before anything is typed, a sentence says why."""
    site = DeskSite(portal, app)
    desk = site.visit(site.person(Role.COORDINATOR))

    token = token_of(desk.client.get(f"/{language}/desk/write").get_data(as_text=True))
    sent = {"csrf_token": token, "entry": "cases/jarvi-model", "language": "fi"}
    answer = desk.client.post(f"/{language}/desk/write/correct", data=sent)

    assert 503 == answer.status_code
    assert NO_REPOSITORY[language] in answer.get_data(as_text=True)
