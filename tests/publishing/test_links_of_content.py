"""No address that stands in the content leads the link checker to anybody but the public web."""

from pathlib import Path

import pytest

from portal.domain.language import Language
from portal.domain.link_check import LinkStanding
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.links.resolving import Resolver
from portal.publishing.link_round import check_links
from portal.publishing.outgoing_addresses import Naming
from portal.publishing.outgoing_addresses import OutgoingAddress
from portal.workspace.moments import now
from portal.workspace.workspace import Workspace
from portal.workspace.workspace import open_workspace
from tests.links.web_server import Names
from tests.links.web_server import Web
from tests.links.web_server import answer
from tests.links.web_server import checker
from tests.links.web_server import redirect
from tests.links.web_server import serving

HOST = "silta-tests.org"
PRIVATE = (
    "http://127.0.0.1/",
    "http://127.0.0.1:8000/fi/desk",
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://192.168.1.1/admin",
    "http://169.254.169.254/latest/meta-data/",
    "http://100.100.100.200/",
    "http://[::1]/",
    "http://[fe80::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://2130706433/",
    "http://0x7f.1/",
    "http://localhost/",
    "http://inside.silta-tests.org/",
)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """An empty workspace."""
    opened = open_workspace(f"sqlite:///{tmp_path / 'workspace.db'}")
    opened.database.prepare()
    return opened


def standings(workspace: Workspace, web: Web, addresses: tuple[str, ...], names: Resolver) -> set[LinkStanding]:
    """Return how the links of an entry with these addresses stand after a round."""
    naming = (Naming("how-it-works", Ref(Collection.CASES, "jarvi-model"), Language.FI),)
    outgoing = [OutgoingAddress(address, naming) for address in addresses]
    check_links(outgoing, workspace.link_checks, checker(web, names).check, now())
    found = {standing for _, standing in workspace.link_checks.newest().values()}
    workspace.database.close()
    return found


def test_private_addresses_in_content_are_asked_by_nobody(workspace: Workspace) -> None:
    """Loopback, private and link-local ones, odd spellings of them, and names that lead to them."""
    names = Names({"inside.silta-tests.org": ["192.168.1.1"], "localhost": ["127.0.0.1"]})
    with serving({"/": answer(200)}) as web:
        found = standings(workspace, web, PRIVATE, names)

        assert ({LinkStanding.FORBIDDEN}, []) == (found, web.asked)


@pytest.mark.parametrize("target", PRIVATE)
def test_content_cannot_redirect_its_way_in(workspace: Workspace, target: str) -> None:
    """A public address that answers with a private one is noted as forbidden after the first request."""
    names = Names({HOST: ["127.0.0.1"], "inside.silta-tests.org": ["10.0.0.7"], "localhost": ["127.0.0.1"]})
    with serving({"/a": redirect(302, target)}) as web:
        found = standings(workspace, web, (f"http://{HOST}:{web.port}/a",), names)

        assert ({LinkStanding.FORBIDDEN}, ["HEAD /a"]) == (found, web.asked)


def test_a_name_that_turns_to_loopback_gains_nothing(workspace: Workspace) -> None:
    """A resolver that first says public and then loopback is asked once; what it said first is what is connected to."""
    asked: list[str] = []

    def rebinding(host: str) -> list[str]:
        asked.append(host)
        return ["192.0.2.1"] if len(asked) == 1 else ["127.0.0.1"]

    with serving({"/": answer(200)}) as web:
        addresses = ("http://rebinding.example.org/", "http://rebinding.example.org/again")
        found = standings(workspace, web, addresses, rebinding)

        assert ({LinkStanding.FORBIDDEN}, ["rebinding.example.org"], []) == (found, asked, web.asked)
