"""What a draft seems to state, and which parts it shares with a clause."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from portal.analysis.analyzers import build_analyzers
from portal.analysis.measures import Measure
from portal.analysis.measures import Unit
from portal.analysis.term_bank import TermBank
from portal.domain.clause import Clause
from portal.domain.clause import SlotName
from portal.domain.language import Language
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.library.shelf import Shelf
from portal.publishing.drafts import DraftReader
from portal.publishing.drafts import shared_slots
from portal.publishing.live_shelf import LiveShelf
from tests.publishing.counting import Counting

REAL = Path(__file__).parents[2] / "content"
DRAFTS = {
    Language.FI: "Toimittajan on palkattava kaksi pitkäaikaistyötöntä kuudeksi kuukaudeksi. Oppisopimus hyväksytään. "
    "Sopimussakko on 2 %.",
    Language.SV: "Leverantören ska anställa två långtidsarbetslösa i sex månader. Lärlingsanställning godtas. "
    "Avtalsvitet är 2 procent.",
    Language.EN: "The supplier shall hire two long-term unemployed people for six months. Apprenticeships count. "
    "The contractual penalty is 2%.",
}


@pytest.fixture(scope="module")
def live() -> LiveShelf:
    """The real library."""
    return LiveShelf(REAL, Path("/nowhere"))


@pytest.fixture(scope="module")
def reader(live: LiveShelf) -> Iterator[DraftReader]:
    """A reader of drafts with the real vocabularies and glossary."""
    analyzers = build_analyzers()
    bank = TermBank(live.current().concepts.values(), analyzers)
    return DraftReader(live, analyzers, lambda: bank)


@pytest.mark.parametrize("language", list(Language))
def test_figures_and_codes_are_read_in_every_language(reader: DraftReader, language: Language) -> None:
    """The same draft states the same in Finnish, Swedish and English."""
    facts = reader.read(DRAFTS[language], language)

    measures = {(Unit.PERSONS, 2), (Unit.MONTHS, 6), (Unit.PERCENT, 2)}
    assert {Measure(unit, Decimal(number)) for unit, number in measures} == facts.measures
    assert {
        ("target-groups", "long-term-unemployed"),
        ("forms", "apprenticeship"),
        ("sanctions", "penalty"),
    } <= facts.codes


def test_a_second_start_reads_the_words_of_the_codes_from_a_file(live: LiveShelf, tmp_path: Path) -> None:
    """It analyses the draft alone, and states the same."""
    bank = TermBank((), build_analyzers())
    found = []
    for _ in range(2):
        counting = {language: Counting(analyzer) for language, analyzer in build_analyzers().items()}
        reader = DraftReader(live, counting, lambda: bank, tmp_path / "codes")
        codes = reader.read(DRAFTS[Language.FI], Language.FI).codes
        found.append((codes, sum(each.asked for each in counting.values())))

    (first, many), (second, one) = found
    assert first == second
    assert many > 100
    assert 1 == one


def test_a_little_word_is_no_code(reader: DraftReader) -> None:
    """The Swedish for goods has the base form of the Swedish for is."""
    assert ("exemptions", "goods") not in reader.read("Den som är anställd.", Language.SV).codes


@pytest.mark.parametrize("language", list(Language))
def test_shared_parts_are_those_with_a_common_figure_or_code(
    reader: DraftReader, live: LiveShelf, language: Language
) -> None:
    """A clause for six months of young people shares the months, and no part that it does not state."""
    facts = reader.read(DRAFTS[language], language)
    shelf: Shelf = live.current()
    clauses = [each for each in shelf.entries(Collection.CLAUSES) if isinstance(each, Clause)]

    for clause in clauses:
        shared = shared_slots(facts, clause)
        value = clause.slots[SlotName.DURATION].value if SlotName.DURATION in clause.slots else None
        assert set(shared) <= set(clause.slots)
        if value and value.months == 6:
            assert SlotName.DURATION in shared
    assert any(SlotName.SANCTION in shared_slots(facts, clause) for clause in clauses)


def test_nothing_stated_nothing_shared(reader: DraftReader, live: LiveShelf) -> None:
    """A recipe shares no part with any clause."""
    facts = reader.read("Vatkaa munat ja sokeri vaahdoksi.", Language.FI)
    clause = live.current().get(Ref(Collection.CLAUSES, "boden-placement-with-swedish-studies"))

    assert not facts.codes
    assert not isinstance(clause, Clause) or () == shared_slots(facts, clause)
