"""The public form “send us a case”: five questions, no script, no third party."""

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.bootstrap import Portal
from portal.bootstrap import build_portal
from portal.domain.incoming import ASKED
from portal.domain.incoming import CaseField
from portal.domain.incoming import CaseState
from portal.domain.language import Language
from portal.settings import Settings
from portal.web import spam_guard
from tests.web.conftest import serve
from tests.web.test_comments import HOSTILE
from tests.web.test_comments import OPEN
from tests.web.test_comments import field

PLACE = "/fi/send-a-case"
MARKER = "harakanvarvas"
ANSWERS = {
    "what": f"Järven kaupunki osti siivousta vuonna 2024, {MARKER}.",
    "required": "Palkattava yksi pitkäaikaistyötön kuudeksi kuukaudeksi.",
    "outcome": "Kolme ihmistä työllistyi.",
    "address": "https://jarvi.example/paatos",
    "sender": "hankintayksikkö, Järven kaupunki",
}


@pytest.fixture
def site(library: Portal, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """The application that serves it to a reader who has taken the time to read."""
    monkeypatch.setattr(spam_guard, "LEAST_SECONDS", -1)
    return serve(library)


def send(reader: FlaskClient, answers: dict[str, str], language: str = "fi", **more: str):
    """Open the form and send it."""
    seal = field(reader.get(f"/{language}/send-a-case").get_data(as_text=True), "seal")
    return reader.post(f"/{language}/send-a-case", data={"seal": seal, "homepage": "", **answers, **more})


def kept(portal: Portal) -> list[dict[str, str]]:
    """Return what waits for the desk, by the names of the fields."""
    cases = portal.workspace.sent_cases.of_state(CaseState.WAITING)
    return [{name.value: text for name, text in case.fields.items()} for case in cases]


@pytest.mark.parametrize("language", Language)
def test_five_answers_wait_for_the_desk(library: Portal, site: Flask, language: Language) -> None:
    """In every language, and nothing of them stands on any page."""
    reader = site.test_client()
    answer = send(reader, ANSWERS, language)
    thanks = reader.get(answer.location).status_code
    shown = [path for path in OPEN if MARKER.encode() in reader.get(path.format(language)).data]

    assert (303, 200, [ANSWERS], []) == (answer.status_code, thanks, kept(library), shown)


def test_two_answers_are_enough(library: Portal, site: Flask) -> None:
    """The others may be left empty."""
    two = {name: ANSWERS[name] for name in ("what", "required")}

    assert (303, [two]) == (send(site.test_client(), two).status_code, kept(library))


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("what", "", "ei ole vielä tekstiä"),
        ("required", "x" * 2001, "2001"),
        ("outcome", "Soita 040 123 4567", "puhelinnumero"),
        ("address", "javascript:alert(1)", "verkko-osoite"),
        ("address", "https://a b", "verkko-osoite"),
        ("sender", "aino@jarvi.example", "sähköpostiosoite"),
    ],
)
def test_a_fault_stands_at_its_field(library: Portal, site: Flask, name: str, text: str, words: str) -> None:
    """Everything that was typed is still there, and nothing is kept."""
    answer = send(site.test_client(), {**ANSWERS, name: text})
    page = answer.get_data(as_text=True)
    at_field = re.search(rf'<p class="fault" id="fault-{name}">([^<]*)', page)
    others = [each for each, words_typed in ANSWERS.items() if each != name and words_typed not in page]

    assert (400, True, [], []) == (
        answer.status_code,
        bool(at_field and words in at_field[1]),
        others,
        kept(library),
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(site: Flask, text: str) -> None:
    """Through every field, whether it is taken in or comes back in the form."""
    reader = site.test_client()
    pages = [
        send(reader, {**ANSWERS, each.value: text, "what": text if each is CaseField.WHAT else ""}) for each in ASKED
    ]
    alive = ("<script>alert", "<img src=x", "<svg onload", 'href="javascript:', "\u202e", "\x00")
    texts = [page.get_data(as_text=True) for page in pages]

    assert ([], []) == (
        [sign for sign in alive for page in texts if sign in page],
        [page.status_code for page in pages if page.status_code >= 500],
    )


def test_programs_are_turned_away(library: Portal, site: Flask) -> None:
    """Who fills the hidden field or brings no seal; fields that nobody asked for are not kept either."""
    reader = site.test_client()
    codes = [
        send(reader, ANSWERS, homepage="https://spam.example").status_code,
        send(reader, ANSWERS, seal="").status_code,
        send(reader, ANSWERS, seal="x" * 5000).status_code,
        send(reader, ANSWERS, state="drafted", report="pasted", reason="none", id="7").status_code,
    ]

    assert ([400, 400, 400, 303], [ANSWERS]) == (codes, kept(library))


def test_one_address_sends_five_an_hour(library: Portal, site: Flask) -> None:
    """The sixth is told to come back, with its answers; whether a case comes twice does not matter."""
    reader = site.test_client()
    codes = [send(reader, {**ANSWERS, "what": f"Hankinta {number}"}).status_code for number in range(6)]

    assert ([303] * 5 + [429], 5) == (codes, len(kept(library)))


def test_without_a_workspace_nothing_is_lost(content: Path, tmp_path: Path) -> None:
    """The form says that nothing can be received and keeps the answers."""
    (tmp_path / "workspace").write_text("a file where the folder should be")
    portal = build_portal(Settings(content=content, search_index=tmp_path / "index", workspace=tmp_path / "workspace"))
    answer = serve(portal).test_client().post(PLACE, data=ANSWERS)
    portal.close()

    assert (503, True) == (answer.status_code, ANSWERS["outcome"] in answer.get_data(as_text=True))
