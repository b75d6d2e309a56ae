"""Translating side by side: what stands beside what, who may say what is in step, and that nothing typed is lost."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from portal.bootstrap import Portal
from portal.domain.draft import Draft
from portal.domain.language import Language
from portal.domain.people import Role
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.domain.translation import translation_status
from tests.shared.small_library import opened_copy
from tests.web.conftest import folded
from tests.web.conftest import serve
from tests.web.served_translations import correct
from tests.web.served_translations import somebody

MODEL = Ref(Collection.CASES, "jarvi-model")
CLAUSE = Ref(Collection.CLAUSES, "jarvi-clause")
ADDRESS = "/en/desk/translate/cases/jarvi-model/en"


@pytest.fixture(scope="module")
def library(desk_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """A library in which the background of the Finnish model case was corrected after it was translated."""
    with opened_copy(desk_library, tmp_path_factory.mktemp("translate") / "copy") as portal:
        correct(portal, f"{MODEL}/fi.md", "hyväksyi mallin kesäkuussa", "hyväksyi mallin heinäkuussa")
        correct(portal, "cases/hamn-pilot/sv.md", "talar med varandra", "träffas varje månad")
        correct(
            portal, "news/only-in-finnish/fi.md", "tammikuussa.[^S1]", "tammikuussa.[^S1] Se puhui työllistämisehdosta."
        )
        correct(portal, "laws/act-one/fi.md", "Laki koskee hankintoja.", "Laki sääntelee hankintoja.")
        yield portal


@pytest.fixture
def aino(library: Portal) -> Iterator[FlaskClient]:
    """Somebody who may write; afterwards no draft of the model case is open."""
    yield somebody(library)
    by = library.workspace.accounts.by_email("aino@silta.invalid").person
    for draft in library.workspace.drafts.open_drafts():
        if draft.author == by.id:
            library.desk.discard(draft.id, draft.version, by)


def page(client: FlaskClient, address: str = ADDRESS) -> str:
    """Return the page as HTML with white space folded."""
    answer = client.get(address)
    assert answer.status_code == 200
    return folded(answer)


def fields(found: str) -> dict[str, str]:
    """Return the hidden fields of the form of translating, which say what the translator had before them."""
    form = found[found.index('class="translate"') :]
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', form))


def unit(found: str, name: str) -> str:
    """Return one passage of the page."""
    start = found.index(f'id="unit-{name}"')
    return found[start : found.index("</section>", start)]


def begun(client: FlaskClient, address: str = ADDRESS) -> dict[str, str]:
    """Begin the translation and return the hidden fields of its form."""
    client.post(address, data={**fields(page(client, address)), "do": "begin"})
    return fields(page(client, address))


def draft_of(library: Portal, ref: Ref = MODEL, language: Language = Language.EN) -> Draft:
    """Return the open draft."""
    draft = library.workspace.drafts.open_draft(ref, language)
    assert draft
    return draft


def row_of(draft: Draft, section: str) -> str:
    """Return the path of a section in a draft."""
    return next(path for path, text in draft.typed.items() if path.endswith(".id") and text == section)[: -len(".id")]


def test_the_original_is_marked_where_it_changed(aino: FlaskClient) -> None:
    """The words that came and went are told in words, with the day; a passage that did not change has no mark."""
    found = page(aino)

    assert (True, True, True, False) == (
        '<del><span class="sr">[removed: </span>kesäkuussa' in unit(found, "background").replace(' lang="en"', ""),
        '<ins><span class="sr">[added: </span>heinäkuussa' in unit(found, "background").replace(' lang="en"', ""),
        "after this was translated" in unit(found, "background"),
        "<ins>" in unit(found, "how-it-works"),
    )


def test_terms_stand_beside_the_sentence_that_uses_them(aino: FlaskClient) -> None:
    """With the word to use in the language of the translation, and the one of Finland's Swedish."""
    found = unit(page(aino, "/en/desk/translate/news/only-in-finnish/sv"), "about")
    sentences = found.split('<div class="sentence">')[1:]
    hint = '<span lang="fi">työllistämisehdosta</span> → <b lang="sv">sysselsättningskrav</b>'

    assert [False, False, True] == [hint in sentence for sentence in sentences]
    assert '(in Finland: <span lang="sv">sysselsättningsvillkor</span>)' in found


def test_nothing_is_begun_by_looking(library: Portal, aino: FlaskClient) -> None:
    """A page that is opened makes no draft; the button does."""
    page(aino)
    before = library.workspace.drafts.open_draft(MODEL, Language.EN)
    begun(aino)

    assert (None, Language.EN) == (before, draft_of(library).language)


def test_only_what_the_translator_calls_in_step_is_stamped(library: Portal, aino: FlaskClient) -> None:
    """The text is kept; without the tick it stays behind, with it the passage is in step with what was shown."""
    sent = begun(aino)
    path = row_of(draft_of(library), "background")
    aino.post(ADDRESS, data={**sent, f"{path}.text": "The city approved it in July.[^S1]", "do": "save"})
    unticked = draft_of(library)
    again = fields(page(aino))
    aino.post(ADDRESS, data={**again, "step": ["background"], "do": "save"})
    ticked = draft_of(library)

    assert ("The city approved it in July.[^S1]", True, again["seen.background"]) == (
        unticked.typed[f"{path}.text"],
        unticked.typed["made_from.background"] != again["seen.background"],
        ticked.typed["made_from.background"],
    )


def test_a_correction_while_translating_leaves_the_passage_behind(library: Portal, aino: FlaskClient) -> None:
    """The tick counts for the original that was shown, not for one that nobody has compared."""
    sent = begun(aino, "/en/desk/translate/clauses/jarvi-clause/en")
    correct(library, f"{CLAUSE}/fi.md", "Toimittaja raportoi kuukausittain.", "Toimittaja raportoi viikoittain.")
    aino.post("/en/desk/translate/clauses/jarvi-clause/en", data={**sent, "step": ["verification"], "do": "save"})

    draft = draft_of(library, CLAUSE)
    status = translation_status(library.shelf().get(CLAUSE), Language.EN)

    assert (sent["seen.verification"], True) == (draft.typed["made_from.verification"], "verification" in status.stale)


def test_two_translators_lose_nothing(library: Portal, aino: FlaskClient) -> None:
    """Changes in two passages are brought together; in one passage both texts are shown until somebody chooses."""
    sent = begun(aino)
    background, how = (f"{row_of(draft_of(library), name)}.text" for name in ("background", "how-it-works"))
    bengt = somebody(library, Role.CONTRIBUTOR, "Bengt")
    theirs = fields(page(bengt))
    aino.post(ADDRESS, data={**sent, background: "Aino’s words.[^S1]", "do": "save"})
    merged = bengt.post(ADDRESS, data={**theirs, how: "Bengt’s words.[^S2]", "do": "save"})
    both = draft_of(library)
    clash = bengt.post(ADDRESS, data={**theirs, background: "Bengt’s other words.[^S1]", "do": "save"})
    shown = folded(clash)

    assert (302, "Aino’s words.[^S1]", "Bengt’s words.[^S2]", 409, True, True, "Aino’s words.[^S1]") == (
        merged.status_code,
        both.typed[background],
        both.typed[how],
        clash.status_code,
        "Bengt’s other words.[^S1]</textarea>" in shown,
        "Aino’s words.[^S1]</p>" in shown,
        draft_of(library).typed[background],
    )


def test_an_unknown_version_overwrites_nothing(library: Portal, aino: FlaskClient) -> None:
    """A version that was never there gets both texts side by side, as any conflict does."""
    sent = begun(aino)
    path = f"{row_of(draft_of(library), 'background')}.text"
    before = draft_of(library).typed[path]
    answer = aino.post(ADDRESS, data={**sent, "version": "9999", path: "Mine.[^S1]", "do": "save"})

    assert (409, before) == (answer.status_code, draft_of(library).typed[path])


def test_a_closed_draft_gives_the_words_back(library: Portal, aino: FlaskClient) -> None:
    """What was typed into a draft that was discarded meanwhile stands in the form again, and is not saved."""
    sent = begun(aino)
    draft = draft_of(library)
    library.desk.discard(draft.id, draft.version, library.workspace.accounts.by_email("aino@silta.invalid").person)
    answer = aino.post(ADDRESS, data={**sent, "title": "Typed for nothing?", "do": "save"})

    assert (409, True) == (answer.status_code, 'value="Typed for nothing?"' in folded(answer))


def test_machine_made_text_is_labelled_in_the_form(library: Portal, aino: FlaskClient) -> None:
    """The label is kept with the draft, stays when it is saved again, and can be taken back."""
    sent = begun(aino)
    aino.post(ADDRESS, data={**sent, "machine_made": "yes", "do": "save"})
    labelled = draft_of(library).machine_made
    again = fields(page(aino))
    aino.post(ADDRESS, data={**again, "machine_made": "yes", "title": "Another", "do": "save"})
    kept = draft_of(library).machine_made
    aino.post(ADDRESS, data={**fields(page(aino)), "do": "save"})

    assert (True, True, False) == (labelled, kept, draft_of(library).machine_made)


def test_what_is_lost_on_the_way_is_told(library: Portal, aino: FlaskClient) -> None:
    """A figure, a source mark or a link that the translation lacks is named beside it."""
    sent = begun(aino)
    path = f"{row_of(draft_of(library), 'background')}.text"
    aino.post(ADDRESS, data={**sent, path: "The city approved the model in July 2091.", "do": "save"})
    found = unit(page(aino), "background")

    assert (True, True, True) == ("2019" in found, "source mark [^S1]" in found, "does not say 2091" in found)


def test_a_missing_passage_is_told_at_its_field(library: Portal, aino: FlaskClient) -> None:
    """Handing over an unfinished translation saves it, and says at the field what is missing."""
    sent = begun(aino)
    answer = aino.post(ADDRESS, data={**sent, "title": "", "do": "submit"})

    assert (422, True) == (answer.status_code, 'id="field-title-note"' in unit(folded(answer), "title"))


def test_autosave_answers_with_the_version(library: Portal, aino: FlaskClient) -> None:
    """A script learns the new version and the time; a conflict is an answer, not a lost text."""
    sent = begun(aino)
    ways = {"headers": {"Accept": "application/json"}}
    first = aino.post(ADDRESS, data={**sent, "title": "One"}, **ways)
    second = aino.post(ADDRESS, data={**sent, "title": "Two"}, **ways)

    assert (200, draft_of(library).version, 409) == (first.status_code, first.get_json()["version"], second.status_code)


def test_facts_of_files_without_the_language_are_named(aino: FlaskClient) -> None:
    """The tender has no English name yet; that is said in the original's form."""
    found = page(aino, "/en/desk/translate/clauses/jarvi-clause/en")

    assert '<code>tender.pdf</code>: <span lang="fi">Tarjouspyyntö 2019</span>' in found


@pytest.mark.parametrize(
    "words", ["<script>alert(1)</script>", "</textarea><img src=x onerror=alert(1)>", '" onfocus="x']
)
def test_hostile_text_stays_text(library: Portal, aino: FlaskClient, words: str) -> None:
    """Whatever is typed into any field comes back as the characters that were typed."""
    sent = begun(aino)
    path = f"{row_of(draft_of(library), 'background')}.text"
    names = {
        "title": words,
        "summary": words,
        path: words,
        "country": words,
        "sections.0.id": words,
        "made_from.x": words,
    }
    aino.post(ADDRESS, data={**sent, **names, "step": [words], f"seen.{words}": words, "do": "save"})
    found, typed = page(aino), draft_of(library).typed

    assert (words, False, False, False) == (
        typed["title"],
        words in found,
        "country" in typed or "made_from.x" in typed,
        words in (typed["sections.0.id"], *typed),
    )


@pytest.mark.parametrize(
    "sent",
    [{"draft": "x"}, {"draft": "9" * 15}, {"version": "-1"}, {"version": "x"}, {"do": "copy:../../etc"}, {"do": "zzz"}],
)
def test_odd_forms_never_fail(aino: FlaskClient, sent: dict[str, str]) -> None:
    """A form that no page sent is answered with a page."""
    assert aino.post(ADDRESS, data={**begun(aino), **sent}).status_code in {200, 302, 409}


@pytest.mark.parametrize(
    "address", ["cases/jarvi-model/fi", "cases/no-such/en", "cases/jarvi-model/de", "nothing/jarvi-model/en"]
)
def test_what_cannot_be_translated_is_not_there(aino: FlaskClient, address: str) -> None:
    """An original into its own language, an entry or a language that does not exist."""
    assert 404 == aino.get(f"/en/desk/translate/{address}").status_code


@pytest.mark.parametrize(
    ("language", "words"),
    [("fi", "Käännä englanniksi"), ("sv", "Översätt till engelska"), ("en", "Translate into English")],
)
def test_the_page_is_there_in_three_languages(aino: FlaskClient, language: str, words: str) -> None:
    """Its heading is in the language of the person at the desk, whatever is translated."""
    found = page(aino, f"/{language}/desk/translate/cases/jarvi-model/en")

    assert (True, True) == (f"<h1>{words}</h1>" in found, len(found) < 100_000)


@pytest.mark.parametrize(
    ("language", "entry", "words", "link"),
    [
        ("fi", "cases/hamn-pilot", "Tämän kohdan alkuteksti muuttui ", "Katso, mikä on muuttunut"),
        ("sv", "laws/act-one", "Originalet till det här avsnittet ändrades ", "Se vad som har ändrats"),
        ("en", "cases/hamn-pilot", "The original of this passage changed on ", "See what has changed"),
    ],
)
def test_readers_learn_since_when_a_passage_is_behind_and_what_changed(
    library: Portal, language: str, entry: str, words: str, link: str
) -> None:
    """Beside the passage, with the day and a link to the change, which needs neither a script nor an account."""
    reader = serve(library).test_client()
    found = folded(reader.get(f"/{language}/{entry}"))
    beside = found[found.index(words) :].split("</p>", 1)[0]
    address = re.findall(r'href="([^"]+)"', beside)[-1].replace("&amp;", "&")
    shown = folded(reader.get(address))

    assert (True, True, True, True) == (
        bool(re.match(r"[^<]*20\d\d", beside)),
        link in beside,
        "<ins>" in shown,
        "<del>" in shown,
    )


def test_a_page_in_step_says_nothing_of_it(library: Portal) -> None:
    """Only passages that are behind carry the note."""
    found = folded(serve(library).test_client().get("/en/materials/guide-one"))

    assert 'class="stale"' not in found
