"""Importing a table at the desk in a real browser: its faults, its way in told by the script, and its way back."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page
from playwright.sync_api import expect

from portal.domain.language import Language
from portal.domain.people import Role
from portal.domain.reference import Collection
from portal.domain.spreadsheet_import import ImportMode
from portal.domain.spreadsheet_import import ImportState
from portal.workspace.kept_import import Import
from tests.browser.served_desk import ServedDesk
from tests.browser.sound_page import Sweep
from tests.imports.table import Rows
from tests.imports.table import good_rows
from tests.imports.table import plain
from tests.imports.table import workbook
from tests.shared.rounds import WHOLE

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

PATIENCE = 20_000
ANOTHER = "another process"
MARK = "window.sinceThen = true"
MARKED = "window.sinceThen === true"


def test_a_table_is_mended_brought_in_and_taken_back(desk: ServedDesk, page: Page, tmp_path: Path) -> None:
    """The faults are told by cell, the mended table is published, and the undo takes it out; each page is sound."""
    coordinator, sweep = desk.sign_in(page, Role.COORDINATOR), Sweep(tmp_path)
    rows = good_rows(3, "mended")
    page.goto(desk.url("/imports"))
    send(page, "rows.csv", plain([*rows[:2], {**rows[2], "country": "Suomi", "as_of": "31.2.2019"}]))
    expect(page.get_by_role("heading", name="Faults, by cell")).to_be_visible(timeout=PATIENCE)
    cells = page.locator("#faults ~ .scroll tbody th").all_inner_texts()
    look_in_every_language(desk, page, sweep, "faults")
    page.get_by_role("link", name="Have the corrected table checked").click()
    send(page, "mended.xlsx", workbook(rows))
    expect(page.get_by_label("Published at once")).to_be_visible(timeout=PATIENCE)
    look_in_every_language(desk, page, sweep, "ready")
    page.get_by_label("Published at once").check()
    page.get_by_role("button", name="Import 3 rows").click()
    undo = page.get_by_role("button", name="Undo the whole import")
    expect(undo).to_be_visible(timeout=PATIENCE)
    public = page.request.get(f"{desk.address}/fi/cases/mended-2").status
    look_in_every_language(desk, page, sweep, "imported")
    undo.click()
    expect(page.get_by_text("Undone.", exact=True)).to_be_visible(timeout=PATIENCE)
    look_in_every_language(desk, page, sweep, "undone")
    states = [each.state for each in desk.portal.imports.book.recent(2) if each.by == coordinator.id]

    assert {} == sweep.found()
    assert (["E4", "J4"], 200, 404, [ImportState.UNDONE, ImportState.FAULTY]) == (
        cells,
        public,
        page.request.get(f"{desk.address}/fi/cases/mended-2").status,
        states,
    )


def test_the_script_tells_how_far_an_import_is(desk: ServedDesk, page: Page, tmp_path: Path) -> None:
    """Without loading the page anew and without taking the focus, until the work is done; then the page shows it.

    The work of the first half is another process's, which this test stands for, so that it waits to be seen.
    """
    desk.sign_in(page, Role.COORDINATOR)
    kept, book, sweep = ordered(desk, good_rows(3, "told")), desk.portal.imports.book, Sweep(tmp_path)
    book.claim(kept.id, ANOTHER)
    book.beat(kept.id, ANOTHER, done=20, total=60)
    page.goto(desk.url(f"/imports/{kept.id}"))
    look_in_every_language(desk, page, sweep, "importing")
    told = page.locator("#import-state")
    expect(told).to_contain_text("Checked 20 of 60 entries.")
    page.evaluate(MARK)
    way = page.get_by_role("link", name="See how far it has come")
    way.focus()
    book.beat(kept.id, ANOTHER, done=40)
    expect(told).to_contain_text("Checked 40 of 60 entries.")
    expect(page.get_by_role("progressbar")).to_have_js_property("value", 40)
    expect(way).to_be_focused()
    same_page = page.evaluate(MARKED)
    book.release(kept.id, ANOTHER)
    expect(page.get_by_text("Imported.", exact=True)).to_be_visible(timeout=PATIENCE)

    assert {} == sweep.found()
    assert (True, False, ImportState.IMPORTED) == (same_page, page.evaluate(MARKED), book.get(kept.id).state)


def send(page: Page, name: str, content: bytes) -> None:
    """Have a table of cases checked."""
    page.get_by_label("What the table holds").select_option(Collection.CASES)
    page.get_by_label("Table", exact=True).set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )
    page.get_by_role("button", name="Check the table").click()
    expect(page).to_have_url(re.compile(r"/imports/\d+$"))


def ordered(desk: ServedDesk, rows: Rows) -> Import:
    """Return the import of a sound table, ordered and not begun."""
    imports, by = desk.portal.imports, desk.person(Role.COORDINATOR)
    kept = imports.keep(plain(rows), "rows.csv", Collection.CASES, by)
    assert isinstance(kept, Import)
    imports.work(kept.id)
    return imports.order(kept.id, ImportMode.DRAFTS, by)


def look_in_every_language(desk: ServedDesk, page: Page, sweep: Sweep, name: str) -> None:
    """Look at the page of an import as it stands, in another window each time; English is the last.

    In the small round it is the only one: the sweep of the pages of the desk sees these in the others.
    """
    path = page.url.partition("/desk")[2]
    for language in Language if WHOLE else (Language.EN,):
        answer = page.goto(desk.url(path, language))
        assert answer
        sweep.look(page, f"{name} {language}", len(sweep.names))
        sweep.keep(f"{name} {language}", answer.text())
