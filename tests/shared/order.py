"""In which order the processes of a test run take their work: file by file, the longest first."""

import re

import pytest
from xdist.scheduler.loadscope import LoadScopeScheduling

SWEEPS = (
    "tests/browser/test_accessibility.py",
    "tests/browser/test_html.py",
    "tests/browser/test_landmarks.py",
    "tests/browser/test_quiet.py",
)
"""Files whose tests look at every page in every language."""

LANGUAGE = re.compile(r"[\[-](fi|sv|en)[\]-]")
"""The language among the parameters in the name of a test."""

LONGEST_FIRST = (
    "pages-fi",
    "tests/library/test_checker.py",
    "tests/browser/test_every_desk_page.py",
    "tests/browser/test_hostile_strings.py",
    "pages-sv",
    "pages-en",
    "tests/relevance/test_relevance.py",
    "tests/stress/test_builders.py",
    "tests/browser/test_every_desk_answer.py",
    "tests/content/test_proofread.py",
    "tests/browser/test_coordinators_day.py",
    "tests/browser/test_keyboard.py",
    "tests/web/test_rights.py",
    "tests/stress/test_desk_disks.py",
    "tests/browser/test_desk_write.py",
    "tests/browser/test_desk_import.py",
    "tests/browser/test_purchase_journeys.py",
    "tests/browser/test_desk_journey.py",
    "tests/history/test_faults.py",
    "tests/search/test_processes.py",
    "tests/stress/test_desk_kills.py",
    "tests/web/test_desk_draft.py",
    "tests/library/test_authoring.py",
    "tests/analysis/test_concurrency.py",
    "tests/web/test_attack_addresses.py",
    "tests/library/test_draft_file.py",
)
"""What takes longest: begun late, one process would be left working on it while the others have nothing to do.

The second and the third wait for no index of the content, so that they run while the one for the first is built.
"""


class FilesAndSweeps(LoadScopeScheduling):
    """Hands out whole files in the order in which they were collected, and the sweeps by language."""

    def _split_scope(self, nodeid: str) -> str:
        return piece_of(nodeid)


def longest_first(items: list[pytest.Item]) -> None:
    """Bring the tests in the order of the list; whatever is not on it comes after, as it was."""
    places = {name: place for place, name in enumerate(LONGEST_FIRST)}
    items.sort(key=lambda item: places.get(piece_of(item.nodeid), len(places)))


def piece_of(nodeid: str) -> str:
    """Return what a test is handed out with: its file, or the sweep in its language.

    A page is opened once for all sweeps, by the one process that has its language.
    """
    file, _, test = nodeid.partition("::")
    language = LANGUAGE.search(test) if file in SWEEPS else None
    return f"pages-{language[1]}" if language else file
