"""Whatever else is sent with a form changes nothing: the errands that need a real file, code, revision or table."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.domain.people import Role
from tests.web.desk_errands import Errand
from tests.web.desk_errands import errands
from tests.web.desk_site import DeskSite
from tests.web.twin_desks import FORBIDDEN
from tests.web.twin_desks import Twin
from tests.web.twin_desks import difference
from tests.web.twin_desks import opened_twins

FAILURE = 400


@pytest.fixture
def waiting() -> list[Errand]:
    """The errands that are to be done, filled when the desks are furnished."""
    return []


@pytest.fixture
def twins(waiting: list[Errand], desk_library: Path, tmp_path: Path) -> Iterator[tuple[Twin, Twin]]:
    """Two desks at which they wait."""

    def furnish(site: DeskSite) -> None:
        site.person(Role.ADMINISTRATOR)
        waiting.extend(errands(site))

    with opened_twins(desk_library, tmp_path, furnish) as opened:
        yield opened


def test_an_errand_with_more_than_its_form_asks_for_ends_the_same(
    waiting: list[Errand], twins: tuple[Twin, Twin]
) -> None:
    """Each is really done, as its form is and with the names of all that a careless program would take over."""
    plain, attacked = twins
    refused, idle, differing = [], [], []
    before = plain.state()
    for errand in waiting:
        answers = [errand.run(plain, {}), errand.run(attacked, FORBIDDEN)]
        after, other = plain.state(), attacked.state()
        refused += [(errand.endpoint, each) for each in answers if each >= FAILURE]
        idle += [errand.endpoint] if after == before else []
        differing += [(errand.endpoint, each) for each in difference(after, other).items()]
        before = after

    assert ([], [], []) == (refused, idle, differing)
