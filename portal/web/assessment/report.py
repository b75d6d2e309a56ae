"""The whole answer for one reader, in words: what the page shows and the memo says."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from portal.advice.assessment import Assessment
from portal.advice.assessment_rule import Effect
from portal.advice.assessment_rule import Rule
from portal.advice.suitability import Suitability
from portal.domain.language import Language
from portal.domain.reference import Collection
from portal.domain.reference import Ref
from portal.web.assessment.answer_words import answer_rows
from portal.web.assessment.answer_words import choice_words
from portal.web.assessment.answer_words import field_title
from portal.web.assessment.questions import QUESTIONS
from portal.web.assessment.similar import similar_entries
from portal.web.assessment.sizes import SizeLine
from portal.web.assessment.sizes import size_lines
from portal.web.assessment.steps import next_steps
from portal.web.assessment.verdict_words import GROUPS
from portal.web.assessment.verdict_words import group_heading
from portal.web.assessment.verdict_words import verdict_in_short
from portal.web.assessment.words_against import WORDS as AGAINST
from portal.web.assessment.words_for import WORDS as FOR
from portal.web.assessment.words_to_settle import INSTRUMENTS
from portal.web.assessment.words_to_settle import TO_SETTLE
from portal.web.cards import Card
from portal.web.cards import cards
from portal.web.facts.fact import Datum
from portal.web.facts.fact import Teller
from portal.web.portrait import Numbered
from portal.web.words import gettext

MOST_CLAUSES = 5
MOST_CASES = 4


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason or question in words; `own` says that all or part of it is the editors' own judgement."""

    id: str
    why: str
    change: str | None
    sources: tuple[str, ...]
    own: bool


@dataclass(frozen=True, slots=True)
class ReasonGroup:
    """The reasons of one kind under their heading."""

    heading: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class TurnLine:
    """An open question, and what some of its answers would make of the verdict."""

    question: str
    points: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """What to decide next, with the guide where there is one on the shelf."""

    text: str
    guide: Datum | None


@dataclass(frozen=True, slots=True)
class Report:
    """Everything said of one purchase; `citation` and `sources` number the sources as an entry's page does."""

    assessment: Assessment
    language: Language
    name: str
    made_on: date
    rules: date
    rows: tuple[tuple[str, str], ...]
    unanswered: int
    groups: tuple[ReasonGroup, ...]
    to_settle: tuple[Reason, ...]
    instrument_name: str
    instrument: Reason
    turns: tuple[TurnLine, ...]
    sizes: tuple[SizeLine, ...]
    clauses: tuple[Card, ...]
    cases: tuple[Card, ...]
    steps: tuple[Step, ...]
    sources: tuple[Numbered, ...]

    @property
    def verdict(self) -> Suitability:
        """The verdict."""
        return self.assessment.verdict

    def citation(self, source_id: str) -> tuple[str, str] | None:
        """Return the address and the number of a source in the list, or None where the shelf does not hold it."""
        for numbered in self.sources:
            if numbered.source.id == source_id:
                return f"#source-{numbered.number}", f"{numbered.number}"
        return None


def report_on(assessment: Assessment, name: str, made_on: date, rules: date, tell: Teller) -> Report:
    """Return the answer in the words of the teller's language."""
    instrument = assessment.instrument.instrument
    answers, shelf = assessment.answers, tell.shelf
    sizes = () if assessment.verdict is Suitability.DOES_NOT_SUIT else tuple(size_lines(answers, tell))
    similar = {
        collection: tuple(cards(similar_entries(collection, answers, instrument, shelf, most), tell))
        for collection, most in ((Collection.CLAUSES, MOST_CLAUSES), (Collection.CASES, MOST_CASES))
    }
    rows = answer_rows(answers, tell)
    return Report(
        assessment=assessment,
        language=tell.language,
        name=name,
        made_on=made_on,
        rules=rules,
        rows=tuple((title, words) for title, words, _ in rows),
        unanswered=sum(1 for *_, answered in rows if not answered),
        groups=tuple(_groups(assessment)),
        to_settle=tuple(_reason(rule) for rule in assessment.of_effect(Effect.SETTLE)),
        instrument_name=shelf.vocabularies.label("instruments", instrument, tell.language) if instrument else "",
        instrument=_instrument(assessment),
        turns=tuple(_turns(assessment, tell)),
        sizes=sizes,
        clauses=similar[Collection.CLAUSES],
        cases=similar[Collection.CASES],
        steps=tuple(_steps(assessment, tell)),
        sources=_sources((*assessment.sources, *(source for line in sizes for source in line.sources)), tell),
    )


def _groups(assessment: Assessment) -> Iterator[ReasonGroup]:
    for effect in GROUPS:
        rules = assessment.of_effect(effect)
        if rules:
            yield ReasonGroup(group_heading(effect), tuple(_reason(rule) for rule in rules))


def _reason(rule: Rule) -> Reason:
    """Return the words of a rule; a rule without words would be a fault of the portal, and is told as one."""
    if rule.effect is Effect.SETTLE:
        return Reason(rule.id, gettext(TO_SETTLE[rule.id]), None, rule.sources, rule.own_judgement)
    words = AGAINST.get(rule.id) or FOR[rule.id]
    change = gettext(words.change) if words.change else None
    return Reason(rule.id, gettext(words.why), change, rule.sources, rule.own_judgement)


def _instrument(assessment: Assessment) -> Reason:
    fitting = assessment.instrument
    return Reason(fitting.id, gettext(INSTRUMENTS[fitting.id]), None, fitting.sources, own=False)


def _turns(assessment: Assessment, tell: Teller) -> Iterator[TurnLine]:
    for question in QUESTIONS:
        for field in question.fields:
            found = [turn for turn in assessment.turns if turn.field == field.answer]
            if found:
                points = ((choice_words(field, turn.answer, tell), verdict_in_short(turn.verdict)) for turn in found)
                yield TurnLine(field_title(question, field), tuple(points))


def _steps(assessment: Assessment, tell: Teller) -> Iterator[Step]:
    for text, guide in next_steps(assessment):
        found = tell.entry(Ref(Collection.GUIDES, guide))
        yield Step(text, found[0] if found else None)


def _sources(ids: tuple[str, ...], tell: Teller) -> tuple[Numbered, ...]:
    found = [tell.shelf.sources[each] for each in dict.fromkeys(ids) if each in tell.shelf.sources]
    return tuple(Numbered(number, source) for number, source in enumerate(found, 1))
