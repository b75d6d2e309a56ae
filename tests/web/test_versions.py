"""Earlier versions stay readable, and what changed is shown word by word."""

import re
import shutil
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from portal.bootstrap import Portal
from portal.bootstrap import build_portal
from portal.domain.language import Language
from portal.settings import Settings
from tests.history.repository import begin
from tests.history.repository import commit
from tests.history.repository import git
from tests.web.conftest import folded
from tests.web.conftest import serve

CLAUSE = "clauses/jarvi-clause"
PAGE = f"/{CLAUSE}/versions"


@pytest.fixture(scope="module")
def repository(content: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """The library of the tests in a repository, with three versions of one original; returns the ids, oldest first."""
    folder = begin(tmp_path_factory.mktemp("repository") / "content")
    shutil.copytree(content, folder, dirs_exist_ok=True)
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "Begin")
    ids, file = [git(folder, "rev-parse", "HEAD")], folder / CLAUSE / "fi.md"
    first = file.read_text(encoding="utf-8")
    ids.append(
        commit(
            folder,
            f"{CLAUSE}/fi.md",
            first.replace("Ehto on helppo laskea.", "<b>Ehto</b> on työläs laskea."),
            "Second",
        )
    )
    last = first.replace("Sopimussakko", "Sopimussakko tai purku").replace("amount: 200000", "amount: 300000")
    ids.append(commit(folder, f"{CLAUSE}/fi.md", last, "Third, for maija@kunta.fi"))
    return folder, ids


@pytest.fixture(scope="module")
def reader(repository: tuple[Path, list[str]], portal: Portal, catalogues: None) -> Iterator[FlaskClient]:
    """A reader of a portal whose content has a history."""
    built = build_portal(
        Settings(content=repository[0], search_index=portal.settings.search_index, base_url="https://silta.example")
    )
    yield serve(built).test_client()
    built.close()


@pytest.fixture(scope="module")
def ids(repository: tuple[Path, list[str]]) -> list[str]:
    """The ids of the three versions, oldest first."""
    return repository[1]


@pytest.fixture(scope="module")
def read(reader: FlaskClient) -> Callable[[str], str]:
    """Open a page that has to be there."""

    def open_page(path: str) -> str:
        response = reader.get(path)
        assert response.status_code == 200, path
        return folded(response)

    return open_page


@pytest.mark.parametrize("language", list(Language))
def test_the_versions_are_listed_newest_first(read: Callable[[str], str], ids: list[str], language: Language) -> None:
    """Id, day and message of each, without personal data."""
    page = read(f"/{language}{PAGE}?text=fi")

    assert [each[:7] for each in reversed(ids)] == re.findall(r"<td><code>(\w+)</code>", page)
    assert '<td lang="">Third, for …</td>' in page
    assert [] == [word for word in ("Anna", "@", "maija") if word in page]


def test_each_language_has_its_own_versions(read: Callable[[str], str], ids: list[str]) -> None:
    """The reader's language is shown unless another is asked for."""
    assert [ids[0][:7]] == re.findall(r"<td><code>(\w+)</code>", read(f"/sv{PAGE}"))


def test_what_changed_is_marked_word_by_word(read: Callable[[str], str], ids: list[str]) -> None:
    """Added and removed words, told to screen readers too; markup of a text stays words."""
    page = read(f"/en{PAGE}?text=fi&from={ids[0][:12]}&to={ids[1]}")

    expected = (
        '<ins><span class="sr" lang="en">[added: </span>&lt;b&gt;<span class="sr">]</span></ins>'
        'Ehto<ins><span class="sr" lang="en">[added: </span>&lt;/b&gt;<span class="sr">]</span></ins> on '
        '<del><span class="sr" lang="en">[removed: </span>helppo<span class="sr">]</span></del>'
        '<ins><span class="sr" lang="en">[added: </span>työläs<span class="sr">]</span></ins> laskea.'
    )
    assert f'<p class="changes" lang="fi">{expected}</p>' in page
    assert 1 == page.count('<p class="changes"')
    assert '<h3 lang="fi">Perustelu</h3>' in page


def test_without_an_end_the_text_of_today_is_compared(read: Callable[[str], str], ids: list[str]) -> None:
    """A slot changed between the second version and today, in words and in value, and the rationale went back."""
    page = read(f"/fi{PAGE}?from={ids[1][:12]}&to=")

    changed = re.findall(r'<h3>([^<]+)</h3> <p class="changes">', page)
    assert ["Perustelu", "Seuraamus"] == changed
    assert "lisätty: </span> tai purku<span" in page
    assert ("<del>200000</del>", "<ins>300000</ins>") == tuple(re.findall(r"<(?:del|ins)>\d+</(?:del|ins)>", page))


def test_versions_without_a_difference_say_so(read: Callable[[str], str], ids: list[str]) -> None:
    """A page that shows nothing would look broken."""
    assert "neither words nor facts differ" in read(f"/en{PAGE}?text=fi&from={ids[0]}&to={ids[0]}")


def test_an_earlier_text_is_read_as_it_was(read: Callable[[str], str], ids: list[str]) -> None:
    """With a notice, in its own language, and without the markup somebody once wrote into it."""
    page = read(f"/sv{PAGE}?text=fi&at={ids[1][:12]}")

    assert "Så löd texten" in page
    assert '<section class="passage prose" lang="fi"> <h3>Perustelu</h3> <p>&lt;b&gt;Ehto&lt;/b&gt; on työläs' in page
    assert '<span class="blank">henkilömäärä</span>' in page
    assert '<dd lang="fi">Vähintään kuusi kuukautta</dd>' in page
    assert '<meta name="robots" content="noindex">' in page


@pytest.mark.parametrize(
    "query",
    [
        "at=0000000000000000", "at=HEAD", "from=--output=/tmp/x", "from=../../etc", "at=" + "a" * 3000, "to=%3Cb%3E",
        "text=de", "text=../fi", "at=%00", "at=';ls", "since=xx&at=main", "from=zz&to=zz&at=zz",
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", list(Language))
def test_a_tampered_address_is_left_out_and_told(reader: FlaskClient, language: Language, query: str) -> None:
    """Neither an error nor another file: the list, with a sentence."""
    response = reader.get(f"/{language}{PAGE}?{query}")
    page = folded(response)

    assert response.status_code in {200, 400}
    if response.status_code == 200:
        assert '<p class="note warn">' in page
        assert '<p class="changes"' not in page
        assert 'class="passage' not in page


def test_a_version_of_another_entry_is_not_taken(reader: FlaskClient, ids: list[str]) -> None:
    """A commit that never touched the file of this entry is none of its versions."""
    page = folded(reader.get(f"/fi/cases/jarvi-model/versions?at={ids[2]}"))

    assert '<p class="note warn">' in page


def test_the_reader_of_a_stale_translation_sees_what_changed(read: Callable[[str], str], ids: list[str]) -> None:
    """From the page of the translation to the difference of the original since it was made."""
    page = read(f"/en/{CLAUSE}")
    link = re.search(r'href="([^"]+/versions\?text=fi&amp;since=en)"', page)
    assert link is not None

    shown = read(link[1].replace("&amp;", "&"))

    assert re.search(rf"What has changed since [^<]*\({ids[1][:7]}\)", shown)
    assert "tai purku" in shown


def test_an_entry_that_moved_is_followed(reader: FlaskClient) -> None:
    """The old name leads to the versions of the entry as it is called now."""
    response = reader.get("/fi/cases/jarvi-old-name/versions")

    assert (301, "/fi/cases/jarvi-model/versions") == (response.status_code, response.headers["Location"])


def test_a_cited_version_of_an_entry_that_moved_is_followed(reader: FlaskClient) -> None:
    """Which version was cited goes along; what no page asks for does not."""
    response = reader.get("/fi/cases/jarvi-old-name/versions?text=fi&at=1234567&lang=en&x=%0d%0a")

    assert "/fi/cases/jarvi-model/versions?text=fi&at=1234567" == response.headers["Location"]


def test_a_version_from_before_a_rename_is_read(
    repository: tuple[Path, list[str]], portal: Portal, catalogues: None, tmp_path: Path
) -> None:
    """The first text of an entry that was given another id is there, and what changed since."""
    folder, ids = tmp_path / "content", repository[1]
    git(tmp_path, "clone", "--quiet", str(repository[0]), str(folder))
    git(folder, "mv", CLAUSE, "clauses/lahti-clause")
    git(folder, "commit", "--quiet", "--message", "Rename")
    with closing(build_portal(replace(portal.settings, content=folder))) as built:
        reader = serve(built).test_client()
        page = folded(reader.get(f"/fi/clauses/lahti-clause/versions?text=fi&at={ids[1][:12]}"))
        difference = folded(reader.get(f"/fi/clauses/lahti-clause/versions?text=fi&from={ids[1][:12]}"))

    assert "&lt;b&gt;Ehto&lt;/b&gt; on työläs" in page
    assert "tai purku" in difference


@pytest.mark.parametrize("language", list(Language))
def test_without_a_repository_the_page_says_so(client: FlaskClient, language: Language) -> None:
    """No history is an answer."""
    sentences = {
        Language.FI: "Aiempia versioita ei tunneta",
        Language.SV: "Inga tidigare versioner är kända",
        Language.EN: "No earlier versions are known here",
    }
    response = client.get(f"/{language}{PAGE}?at=1234567&from=7654321")

    assert response.status_code == 200
    assert sentences[language] in folded(response)
