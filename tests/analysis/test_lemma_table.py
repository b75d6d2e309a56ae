"""The word tables are built once and mended when broken."""

from pathlib import Path

from portal.analysis.lemma_table import LemmaTable
from portal.domain.language import Language


def test_table_is_kept_in_the_cache_folder(tmp_path: Path) -> None:
    """The first question builds the table of the one language asked, and leaves nothing half-built."""
    LemmaTable(Language.EN, tmp_path).lemma("clauses")

    assert ["en.dic"] == [file.name for file in tmp_path.rglob("*") if file.is_file()]


def test_damaged_table_is_built_again(tmp_path: Path) -> None:
    """A table file that is rubbish is replaced, not trusted."""
    LemmaTable(Language.EN, tmp_path).lemma("clauses")
    (file,) = tmp_path.rglob("en.dic")
    file.write_bytes(b"rubbish")

    assert LemmaTable(Language.EN, tmp_path).lemma("clauses") == "clause"


def test_unwritable_folder_is_done_without(tmp_path: Path) -> None:
    """Where nothing can be written the table is built in memory."""
    (tmp_path / "file").write_text("in the way", encoding="utf-8")

    assert LemmaTable(Language.EN, tmp_path / "file").lemma("clauses") == "clause"


def test_unknown_form_has_no_lemma(cache_folder: Path) -> None:
    """A form the table does not have gives None."""
    assert LemmaTable(Language.EN, cache_folder).lemma("xyzzyk") is None
