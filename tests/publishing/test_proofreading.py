"""The proofreader marks what is wrong and leaves alone what is right."""

from collections.abc import Iterator
from collections.abc import Mapping
from pathlib import Path

import pytest

from portal.analysis.analyzer import Analyzer
from portal.analysis.analyzers import build_analyzers
from portal.analysis.spelling import Speller
from portal.analysis.spelling import build_spellers
from portal.domain.language import Language
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.library.library import read_library
from portal.publishing.proofreading import Proofreader
from portal.publishing.proofreading import Remark
from portal.rendering.markdown import MarkdownRenderer
from tests.library.shelves import write_library

GLOSSARY = """\
- id: employment-condition
  fi: {preferred: "työllistämisehto", avoided: ["työllisyysehto"]}
  sv: {preferred: "sysselsättningskrav"}
  en: {preferred: "employment condition"}
  definition: {fi: "Ehto.", sv: "Villkor.", en: "A condition."}
"""

Marks = Iterator[tuple[Language, str, Remark, str]]
Tools = tuple[Mapping[Language, Speller], Mapping[Language, Analyzer]]


@pytest.fixture(scope="module")
def tools() -> Tools:
    """The spellers and analysers, whose dictionaries take seconds to read."""
    return build_spellers(), build_analyzers()


def marked(tools: Tools, tmp_path: Path, instead_of: str, words: str, language: Language = Language.FI) -> Marks:
    """Return what is marked in a sound case once some of its words are replaced."""
    spellers, analyzers = tools
    content = write_library(tmp_path / "content", "kunta")
    (content / "vocabulary" / "glossary.yaml").write_text(GLOSSARY, encoding="utf-8")
    (content / "words").mkdir()
    (content / "words" / "fi.txt").write_text("# names\nSilta*\n", encoding="utf-8")
    path = content / "cases" / "kunta" / f"{language}.md"
    text = path.read_text(encoding="utf-8")
    assert instead_of in text
    path.write_text(text.replace(instead_of, words), encoding="utf-8")
    library = read_library(content)
    reader = Proofreader(
        library.shelf,
        spellers=spellers,
        analyzers=analyzers,
        known_words=library.known_words,
        own_words=MarkdownRenderer().own_words,
    )
    entry = library.shelf.get(Ref(Collection.CASES, "kunta"))
    assert entry is not None
    return ((each.language, each.passage, each.remark, each.text) for each in reader.read(entry))


@pytest.mark.parametrize(
    ("words", "remark", "text"),
    [
        ("Aloita ajoisssa.", Remark.UNKNOWN_WORD, "ajoisssa"),
        ("Käytä työllisyysehtoja.", Remark.AVOIDED_TERM, "työllisyysehto"),
        ("Aloita vuonna 2017.", Remark.NUMBER_NOT_IN_TRANSLATION, "2017"),
    ],
)
def test_a_fault_is_marked_where_it_stands(tools: Tools, tmp_path: Path, words: str, remark: Remark, text: str) -> None:
    """A misspelt word, a term to avoid however it is bent, and a figure that the translation lacks are found."""
    found = set(marked(tools, tmp_path, "Aloita ajoissa.", words))

    assert (remark, text) in {(each[2], each[3]) for each in found if each[1] == "what-others-can-learn"}


@pytest.mark.parametrize(
    "words",
    [
        "Aloita ajoissa, sanoo Silta ja Siltaa lisäksi.",
        "Lue *sysselsättningskrav i upphandling*.",
        "Joku sanoo ”työllisyysehto”.",
        "Sosiaali- ja terveyspalvelut, EU:n tuki, THL:ssä.",
        "Katso https://www.esimerkki.example/xqzw.",
    ],
)
def test_what_is_right_is_left_alone(tools: Tools, tmp_path: Path, words: str) -> None:
    """Known names in any form, foreign words in italics, quoted terms, elliptic words and addresses pass."""
    found = set(marked(tools, tmp_path, "Aloita ajoissa.", words))

    assert set() == {each for each in found if each[0] is Language.FI and each[1] == "what-others-can-learn"}
