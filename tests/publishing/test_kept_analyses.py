"""Words of short texts that are kept from start to start: those the analysers would find, or none."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from portal.analysis.analyzer import Analyzer
from portal.analysis.analyzers import build_analyzers
from portal.domain.language import Language
from portal.domain.token import Token
from portal.publishing.kept_analyses import KeptAnalyses
from tests.publishing.counting import Counting

TEXTS = ((Language.FI, "työllistämisehdon"), (Language.SV, "sysselsättningskravet i avtal"), (Language.EN, "clauses"))


@pytest.fixture(scope="module")
def analyzers() -> Mapping[Language, Analyzer]:
    """The real ones."""
    return build_analyzers()


def started(
    file: Path, analyzers: Mapping[Language, Analyzer], signature: str = "one"
) -> tuple[list[tuple[Token, ...]], int]:
    """Return what a start finds that asks twice for every text, and how often the analysers were asked."""
    counting = {language: Counting(analyzer, signature) for language, analyzer in analyzers.items()}
    analyses = KeptAnalyses(file, counting)
    found = [analyses.analyse(language, text) for language, text in (*TEXTS, *TEXTS)]
    analyses.keep()
    return found, sum(each.asked for each in counting.values())


def test_a_second_start_analyses_nothing(tmp_path: Path, analyzers: Mapping[Language, Analyzer]) -> None:
    """It finds what the first found, and that is what the analysers find."""
    real = [analyzers[language].analyse(text) for language, text in (*TEXTS, *TEXTS)]
    first, second = (started(tmp_path / "terms", analyzers) for _ in range(2))

    assert ((real, 3), (real, 0)) == (first, second)


@pytest.mark.parametrize("damage", ["other analysers", "cut short", "no analyses"])
def test_what_is_not_sure_to_be_right_is_made_anew(
    tmp_path: Path, analyzers: Mapping[Language, Analyzer], damage: str
) -> None:
    """Words of other analysers, a file that is damaged or one that holds something else are passed over."""
    file = tmp_path / "terms"
    first, _ = started(file, analyzers, "two" if damage == "other analysers" else "one")
    if damage == "cut short":
        file.write_bytes(file.read_bytes()[:-20])
    if damage == "no analyses":
        head = file.read_bytes()[:32]
        file.write_bytes(head + b"K\x01.")  # the number one, as pickle writes it

    assert (first, 3) == started(file, analyzers)
    assert (first, 0) == started(file, analyzers)
