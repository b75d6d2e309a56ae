"""What a reader asks first needs no workspace, so that none has to be loaded before the first answer."""

from dataclasses import replace

import pytest
from sqlalchemy.exc import NoSuchModuleError

from portal.bootstrap import Portal
from portal.workspace.door import WorkspaceDoor
from tests.web.conftest import serve

FIRST = ("/fi/", "/sv/search?q=krav", "/en/search?q=contract", "/fi/glossary", "/en/cases", "/api/v1/search?q=contract")


@pytest.fixture
def shut(portal: Portal) -> Portal:
    """A portal whose workspace cannot be opened by anybody."""
    return replace(portal, door=WorkspaceDoor("postgresql+nobody://silta@localhost/silta"))


def test_start_and_search_do_without_the_workspace(shut: Portal) -> None:
    """From what is done at start to a page of hits and the answer of the API."""
    shut.recover()
    client = serve(shut).test_client()
    answers = {path: client.get(path).status_code for path in FIRST}
    shut.rest()

    with pytest.raises(NoSuchModuleError):
        shut.door.open()
    assert dict.fromkeys(FIRST, 200) == answers
