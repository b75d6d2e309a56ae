"""In which order the processes of a test run take their work: file by file or group by group, the longest first."""

import pytest
from xdist.scheduler.loadgroup import LoadGroupScheduling

LONGEST_FIRST = (
    "pages-fi",
    "tests/library/test_checker.py",
    "pages-sv",
    "pages-en",
    "tests/browser/test_hostile_strings.py",
    "tests/stress/test_kills.py",
    "tests/web/test_basket.py",
    "tests/relevance/test_relevance.py",
    "tests/search/test_processes.py",
    "tests/browser/test_keyboard.py",
    "tests/house/test_house.py",
    "tests/browser/test_purchase_journeys.py",
    "tests/web/test_assessment.py",
    "tests/library/test_authoring.py",
    "tests/stress/test_two_builders.py",
    "tests/browser/test_without_script.py",
    "tests/export/test_office.py",
)
"""What takes longest: begun late, one process would be left working on it while the others have nothing to do.

The second waits for nothing that is shared, so that it runs while the index for the first is built.
"""


class GroupsAndFiles(LoadGroupScheduling):
    """Hands out whole groups where tests name one, else whole files, in the order in which they were collected."""

    def _split_scope(self, nodeid: str) -> str:
        # A group's name has no colons; without one the base class would hand out every test by itself.
        return super()._split_scope(nodeid).partition("::")[0]


def longest_first(items: list[pytest.Item]) -> None:
    """Bring the tests in the order of the list; whatever is not on it comes after, as it was."""
    places = {name: place for place, name in enumerate(LONGEST_FIRST)}
    items.sort(key=lambda item: places.get(_piece_of(item), len(places)))


def _piece_of(item: pytest.Item) -> str:
    group = item.get_closest_marker("xdist_group")
    return str(group.args[0]) if group else item.nodeid.partition("::")[0]
