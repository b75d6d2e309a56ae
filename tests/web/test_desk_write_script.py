"""What the page of a draft asks of the portal by itself: saving, who else is there, previews, names."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from portal.bootstrap import Portal
from portal.domain.language import Language
from portal.domain.people import Role
from portal.publishing.writing_hints import HintKind
from portal.web.desk.hint_words import HINT_WORDS
from tests.web.desk_visitor import Writer
from tests.web.desk_visitor import desk_portal

JSON = {"Accept": "application/json"}


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """A portal whose content is a repository, with a workspace."""
    with desk_portal(tmp_path_factory.mktemp("desk")) as built:
        yield built


@pytest.fixture
def aino(portal: Portal) -> Writer:
    """Somebody who writes."""
    return Writer.signed_in(portal, Role.CONTRIBUTOR, "Aino")


@pytest.fixture
def liisa(portal: Portal) -> Writer:
    """Somebody else who writes."""
    return Writer.signed_in(portal, Role.CONTRIBUTOR, "Liisa")


def test_a_save_by_the_page_is_acknowledged_with_its_moment(aino: Writer) -> None:
    """The page says when the draft was really kept, and goes on from that version."""
    draft = aino.begin("news/saved-by-page", Language.FI)
    answer = aino.save(draft, {"t.title": "Otsikko"}, headers=JSON).get_json()
    kept = aino.draft(draft)

    assert (2, kept.saved_at, "Otsikko", "Aino") == (
        answer["version"],
        datetime.fromisoformat(answer["saved"]),
        kept.typed["title"],
        answer["by"],
    )


def test_a_save_on_an_old_version_is_not_made(aino: Writer, liisa: Writer) -> None:
    """The page is told who was faster and keeps what was typed."""
    draft = aino.begin("news/old-version", Language.FI)
    liisa.save(draft, {"t.title": "Liisan"})
    answer = aino.save(draft, {"t.title": "Ainon"}, version=1, headers=JSON)

    assert (409, "Liisa", "Liisan") == (answer.status_code, answer.get_json()["by"], aino.draft(draft).typed["title"])


def test_who_else_is_there_is_told_while_typing(aino: Writer, liisa: Writer) -> None:
    """Both pages tell the other's name and the version that is kept."""
    draft = aino.begin("news/presence", Language.FI)
    aino.post(f"/en/desk/write/{draft}/here", {})
    answer = liisa.post(f"/en/desk/write/{draft}/here", {}).get_json()

    assert (True, 1) == ("Aino" in answer["others"], answer["version"])


def test_a_passage_is_shown_as_readers_see_it(aino: Writer) -> None:
    """Links of entries lead where they lead for readers, HTML stays text, and what keeps readers out is told."""
    draft = aino.begin("cases/previewed", Language.FI)
    text = "**Vahva** [malli](cases/jarvi-model) <script>x</script>\n\n##### Liian syvä\n\n[tästä](cases/jarvi-model)"
    answer = aino.post(f"/en/desk/write/{draft}/preview", {"text": text, "section": "background"}).get_json()

    assert (True, True, False, 2) == (
        "<strong>Vahva</strong>" in answer["html"],
        'href="/en/cases/jarvi-model"' in answer["html"],
        "<script" in answer["html"],
        len(answer["hints"]),
    )


@pytest.mark.parametrize(("ref", "facts"), [("cases/jarvi-model", True), ("clauses/jarvi-clause", True)])
def test_the_preview_page_shows_the_whole_draft(aino: Writer, ref: str, facts: bool) -> None:
    """Without script a link leads to the draft as a page: text, and facts as soon as they are whole."""
    draft = aino.correct(ref, Language.FI)
    aino.save(draft, {"t.title": "Uusi & vanha"})
    page = aino.get(f"/en/desk/write/{draft}/preview")

    assert (True, facts) == ("Uusi &amp; vanha" in page, 'id="page-facts"' in page)


def test_a_draft_with_faults_has_a_preview_too(aino: Writer) -> None:
    """What is written so far is shown."""
    draft = aino.begin("cases/half-written", Language.FI)
    aino.save(draft, {"t.sections.0.heading": "Tausta", "t.sections.0.text": "Alussa oli *suo*."})
    page = aino.get(f"/fi/desk/write/{draft}/preview")

    assert (True, False) == ("<em>suo</em>" in page, 'id="page-facts"' in page)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("of=organisations&q=jarv", "jarvi"),
        ("of=entries&q=jarvi-mo", "cases/jarvi-model"),
        ("of=sources&q=S1", "S1"),
        ("of=nothing&q=x", None),
        ("of=organisations&q=", None),
        ("q=%3Cscript", None),
    ],
)
def test_names_are_offered_while_somebody_types(aino: Writer, query: str, first: str | None) -> None:
    """Part of a name or of an id is enough; a list that is none offers nothing."""
    found = aino.client.get(f"/fi/desk/write/choices?{query}").get_json()["choices"]

    assert first == (found[0]["value"] if found else None)


def test_every_hint_has_words() -> None:
    """A new kind of hint without plain words fails here."""
    assert set(HintKind) == set(HINT_WORDS)
