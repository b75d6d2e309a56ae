"""The HTML of every type of page is valid."""

from pathlib import Path

import pytest

from portal.domain.language import Language
from tests.browser.nu_checker import html_faults
from tests.browser.pages import LOOKED_AT_CLOSELY
from tests.browser.visit import Visits

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]


@pytest.mark.parametrize("language", Language)
def test_every_page_is_valid_html(language: Language, visits: Visits, tmp_path: Path) -> None:
    """The Nu checker has neither error nor warning for any page; in the small round each is read in one language."""
    for page_type in (page for page, each in LOOKED_AT_CLOSELY if each is language):
        html = visits.to(page_type, language).html
        (tmp_path / f"{page_type.name}.html").write_text(html, encoding="utf-8")

    assert {} == html_faults(tmp_path)


def test_the_checker_sees(tmp_path: Path) -> None:
    """A page with a stray end tag and a doubled id has two faults, so the checker's silence means something."""
    page = '<!doctype html><html lang="fi"><title>t</title><p id="a">x</p></b><p id="a">y</p></html>'
    (tmp_path / "faulty.html").write_text(page, encoding="utf-8")
    errors = [fault for fault in html_faults(tmp_path)["faulty"] if "first occurrence" not in fault]

    assert 2 == len(errors)
