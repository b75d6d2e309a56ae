"""The public board of what the library lacks."""

import re

import pytest

from portal.bootstrap import Portal
from portal.domain.language import Language
from portal.publishing.wanted import wanted
from tests.web.conftest import Visit


@pytest.mark.parametrize("language", Language)
def test_the_board_tells_what_is_missing_in_a_language(portal: Portal, read: Visit, language: Language) -> None:
    """Every entry without a text in the reader's language, linked, and the number of them."""
    page = read(f"/{language}/wanted")
    lacking = [each.entry.ref for each in wanted(portal.shelf(), language).untranslated]
    linked = [ref for ref in lacking if f'href="/{language}/{ref}"' in page]
    count = re.search(r'id="no-text">[^<]* <span class="n">(\d+)</span>', page)

    assert (lacking, str(len(lacking))) == (linked, count[1] if count else "")


def test_what_no_source_states_is_named(portal: Portal, read: Visit) -> None:
    """Parts of clauses and facts of cases in words, and a way to tell what one knows."""
    page = read("/en/wanted")
    board = wanted(portal.shelf(), Language.EN)
    linked = [f'href="/en/{each.case.ref}"' in page for each in board.cases]

    assert (True, True, True) == (all(linked), bool(linked), 'href="/en/send-a-case"' in page)


def test_titles_in_another_language_say_so(portal: Portal, read: Visit) -> None:
    """A title that is not in the reader's language carries its own."""
    page = read("/sv/wanted")
    entry = next(each.entry for each in wanted(portal.shelf(), Language.SV).untranslated)

    assert f'href="/sv/{entry.ref}" lang="' in page
