"""The command line, on a small library with a real index."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from portal.cli.main import main
from portal.search.failed_queries import FILE
from portal.search.failed_queries import FailedQueries
from tests.cli.shell import Shell
from tests.shared.word_tables import furnish


@pytest.fixture(scope="module")
def shell(word_tables: Path, tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """A shell over a sound library whose index is built."""
    folder = tmp_path_factory.mktemp("shell")
    furnish(folder / "index", word_tables)
    shell = Shell(folder)
    built = shell.types("index", "build")
    assert "3 added" in built.stdout, built.output
    return shell


def test_a_sound_library_passes_the_check(shell: Shell) -> None:
    """Without faults the exit code is 0."""
    result = shell.types("content", "check")

    assert (0, "0 faults in 0 files; 3 entries are sound.\n") == (result.exit_code, result.stdout)


def test_faults_are_printed_as_json_with_exit_code_one(tmp_path: Path) -> None:
    """Each fault has file, line, field, rule and cure."""
    shell = Shell(tmp_path)
    path = shell.content / "cases" / "kunta" / "fi.md"
    path.write_text(path.read_text(encoding="utf-8").replace("country: fi", "country: no"), encoding="utf-8")

    result = shell.types("content", "check", "--json")

    (fault,) = json.loads(result.stdout)
    assert {"file", "line", "field", "rule", "message", "cure"} == set(fault)
    assert ("cases/kunta/fi.md", 4, "country", "code-unknown") == tuple(list(fault.values())[:4])
    assert 1 == result.exit_code


def test_a_path_can_be_checked_instead_of_the_settings(shell: Shell, tmp_path: Path) -> None:
    """`portal content check PATH` looks there."""
    (tmp_path / "stray.txt").write_text("x")

    result = shell.types("content", "check", str(tmp_path))

    assert "stray.txt:1" in result.stdout


def test_analyse_prints_tokens_with_lemmas_and_parts(shell: Shell) -> None:
    """The JSON has the promised form."""
    read = shell.reads("analyse", "fi", "Hankinnoilla", "työllistämisehdot", "--json")

    assert isinstance(read, dict)
    assert "fi" == read["language"]
    first, second = read["tokens"]
    assert {"text", "start", "end", "lemmas", "parts", "part_spans"} == set(first)
    assert "hankinta" in first["lemmas"]
    assert "ehto" in second["parts"]
    assert "ehdot" in {part["text"] for part in second["part_spans"]}


def test_search_prints_hits_and_facets(shell: Shell) -> None:
    """An inflected word finds the entries, with the facets of the answer."""
    read = shell.reads("search", "työllistämiseen", "--language", "fi", "--collection", "clauses", "--json")

    assert isinstance(read, dict)
    assert 1 == read["total"]
    (hit,) = read["hits"]
    assert ("clauses", "kunta-clause", "fi") == (hit["collection"], hit["id"], hit["language"])
    assert {"collection", "id", "language", "title", "score", "excerpt"} == set(hit)
    assert {"code": "fi", "count": 1, "selected": False} in read["facets"]["country"]


def test_a_filter_narrows(shell: Shell) -> None:
    """A filter that nothing passes leaves no hit."""
    read = shell.reads("search", "ehto", "--language", "fi", "--filter", "country=se", "--json")

    assert isinstance(read, dict)
    assert 0 == read["total"]


def test_a_filter_without_a_code_is_refused(shell: Shell) -> None:
    """The sentence shows how a filter is written."""
    result = shell.types("search", "ehto", "--language", "fi", "--filter", "country")

    assert "country=se" in result.stderr
    assert 2 == result.exit_code


def test_index_status_names_documents_and_analysers(shell: Shell) -> None:
    """The status of a built index is ready."""
    read = shell.reads("index", "status", "--json")

    assert isinstance(read, dict)
    assert ("ready", 3) == (read["state"], read["documents"])
    assert {"fi", "sv", "en"} == set(read["signatures"])


def test_doctor_says_what_is_wrong_and_how_to_mend_it(tmp_path: Path) -> None:
    """Without an index the doctor says so and exits with 1."""
    result = Shell(tmp_path).types("doctor")

    assert "portal index build" in result.stdout
    assert 1 == result.exit_code


def test_new_writes_a_template_once(tmp_path: Path) -> None:
    """The second time the entry is there and stays as it is."""
    shell = Shell(tmp_path)
    first = shell.types("content", "new", "events", "autumn-clinic", "--language", "sv")
    second = shell.types("content", "new", "events", "autumn-clinic", "--language", "sv")

    assert first.stdout.strip().endswith("events/autumn-clinic/sv.md")
    assert "there already" in second.stderr
    assert 1 == second.exit_code


def test_a_missing_content_folder_is_one_sentence() -> None:
    """A wrong setting ends in words, not in a traceback."""
    result = CliRunner().invoke(main, ["index", "status"], env={"PORTAL_CONTENT": "/nowhere/at/all"})

    assert "PORTAL_CONTENT" in result.stderr
    assert 1 == result.exit_code


def test_status_counts_by_language(shell: Shell) -> None:
    """One row for each collection."""
    rows = shell.types("content", "status").stdout.splitlines()

    assert ["cases", "1", "1", "1", "1", "0", "0", "0", "0"] == rows[1].split()


def test_the_question_that_may_have_been_meant_is_printed(shell: Shell) -> None:
    """In words and in JSON, as on the search page."""
    asked = ("search", "kuntta", "--language", "fi")

    assert "did you mean: kunta\n" in shell.types(*asked).stdout
    assert "kunta" == shell.reads(*asked, "--json")["suggestion"]


def test_failed_searches_are_listed(shell: Shell) -> None:
    """The most frequent first, with the day of the last; none is a sentence."""
    before = shell.types("search", "failed").stdout
    FailedQueries(shell.content.parent / "index" / FILE).count("Hevonen")

    assert "No question of the last 30 days found nothing.\n" == before
    assert [("hevonen", 1)] == [(each["query"], each["times"]) for each in shell.reads("search", "failed", "--json")]
    assert shell.types("search", "failed", "--days", "1").stdout.endswith("  hevonen\n")


def test_the_word_failed_is_looked_for_in_a_language(shell: Shell) -> None:
    """A question names the reader's language; one that does not is told so."""
    assert "with all the words\n" in shell.types("search", "failed", "--language", "en").stdout
    assert "Missing option '--language'" in shell.types("search", "kunta").stderr
