"""The memo for the procurement file, as a document that every format can be made from."""

from collections.abc import Iterator

from portal.domain.document import Block
from portal.domain.document import Cell
from portal.domain.document import Document
from portal.domain.document import Footnote
from portal.domain.document import Heading
from portal.domain.document import Inline
from portal.domain.document import Listing
from portal.domain.document import Paragraph
from portal.domain.document import Run
from portal.domain.document import Table
from portal.domain.document import Tone
from portal.domain.language import Language
from portal.domain.partial_date import PartialDate
from portal.domain.source import Source
from portal.settings import Settings
from portal.web.addresses import absolute
from portal.web.assessment.report import Reason
from portal.web.assessment.report import Report
from portal.web.assessment.report import Step
from portal.web.assessment.report import TurnLine
from portal.web.assessment.sizes import SizeLine
from portal.web.assessment.verdict_words import verdict_name
from portal.web.assessment.verdict_words import verdict_reason
from portal.web.cards import Card
from portal.web.formats import day
from portal.web.labels import collection_name
from portal.web.source_runs import published
from portal.web.source_runs import source_links
from portal.web.source_runs import source_title
from portal.web.words import gettext


def memo(report: Report, address: str, settings: Settings) -> Document:
    """Return the memo; `address` is the full address that gives the same answer again."""
    return Document(
        title=gettext("Memo: does an employment condition suit the purchase?"),
        subtitle=report.name or gettext("A purchase without a name"),
        language=report.language,
        blocks=tuple(_Memo(report, address, settings).blocks()),
        made_on=report.made_on,
    )


class _Memo:
    """Writes the blocks in their order, all in the language of the report unless a text has its own."""

    def __init__(self, report: Report, address: str, settings: Settings) -> None:
        self._report = report
        self._address = address
        self._settings = settings
        self._language = report.language

    def blocks(self) -> Iterator[Block]:
        """Yield the memo from its date to its disclaimer."""
        yield from self._opening()
        yield self._heading(gettext("Answers"))
        yield self._answers()
        yield from self._reasons()
        yield from self._instrument()
        yield from self._similar()
        yield from self._ahead()
        yield from self._closing()

    def _opening(self) -> Iterator[Block]:
        report = self._report
        made = gettext("Made on %(day)s.", day=_day(report.made_on.isoformat(), self._language))
        rules = gettext("Rules of %(day)s.", day=_day(report.rules.isoformat(), self._language))
        yield self._paragraph(f"{made} {rules}", tone=Tone.QUIET)
        yield self._heading(gettext("Verdict"))
        yield self._paragraph(f"{verdict_name(report.verdict)}.", tone=Tone.LEAD)
        effects = {reason.effect for reason in report.assessment.reasons}
        yield self._paragraph(verdict_reason(report.verdict, effects))

    def _answers(self) -> Table:
        return Table(
            gettext("Answers"),
            (self._cell(gettext("Question")), self._cell(gettext("Answer"))),
            tuple((self._cell(question), self._cell(answer)) for question, answer in self._report.rows),
            self._language,
            row_headers=True,
        )

    def _reasons(self) -> Iterator[Block]:
        if self._report.groups:
            yield self._heading(gettext("Reasons"))
        for group in self._report.groups:
            yield self._heading(group.heading, level=2)
            yield Listing(tuple(tuple(self._reason(reason)) for reason in group.reasons))

    def _reason(self, reason: Reason) -> Iterator[Block]:
        yield Paragraph((Run(reason.why), *self._basis(reason)), self._language)
        if reason.change:
            lead = Run(gettext("What to change (the editors' proposal):"), strong=True)
            yield Paragraph((lead, Run(f" {reason.change}")), self._language)

    def _instrument(self) -> Iterator[Block]:
        report = self._report
        yield self._heading(gettext("The instrument that fits"))
        yield Paragraph((Run(report.instrument.why), *self._basis(report.instrument)), self._language)
        if report.sizes:
            yield self._heading(gettext("The size by published rules"))
            yield Listing(tuple((Paragraph(tuple(self._size(line)), self._language),) for line in report.sizes))
        if report.turns:
            yield self._heading(gettext("What an open answer could still change"))
            yield Listing(tuple((Paragraph(tuple(_turn(line)), self._language),) for line in report.turns))

    def _size(self, line: SizeLine) -> Iterator[Inline]:
        yield self._link(line.case.text, line.case.address, line.case.language)
        yield Run(f": {line.size}")
        if not line.certain:
            yield Run(f" ({gettext('if the rest of its conditions is met')})")
        yield from self._notes(line.sources)

    def _similar(self) -> Iterator[Block]:
        found = [each for each in (self._report.clauses, self._report.cases) if each]
        if found:
            yield self._heading(gettext("Similar purchases"))
        for cards in found:
            yield self._heading(collection_name(cards[0].entry.COLLECTION), level=2)
            yield Listing(tuple((self._card(card),) for card in cards))

    def _card(self, card: Card) -> Paragraph:
        reading = card.reading
        title = self._link(reading.text.title, reading.address, reading.foreign)
        place = ", ".join(datum.text for datum in card.place)
        said = " · ".join(part for part in (place, card.provenance) if part)
        return Paragraph((title, Run(f" ({said})")) if said else (title,), self._language)

    def _ahead(self) -> Iterator[Block]:
        report = self._report
        if report.to_settle:
            yield self._heading(gettext("To settle in the market dialogue and before the tender"))
            yield Listing(
                tuple((Paragraph((Run(each.why), *self._basis(each)), self._language),) for each in report.to_settle),
                ordered=True,
            )
        yield self._heading(gettext("What to decide next"))
        yield Listing(tuple((Paragraph(tuple(self._step(step)), self._language),) for step in report.steps))

    def _step(self, step: Step) -> Iterator[Inline]:
        yield Run(step.text)
        if step.guide:
            yield Run(f" {gettext('Guide:')} ")
            yield self._link(step.guide.text, step.guide.address, step.guide.language)

    def _closing(self) -> Iterator[Block]:
        yield self._heading(gettext("What this memo is worth"))
        for sentence in disclaimer():
            yield self._paragraph(sentence, tone=Tone.CAUTION)
        here = gettext("The same answer again:")
        yield Paragraph((Run(f"{here} "), Run(self._address, address=self._address)), self._language, Tone.QUIET)

    def _basis(self, reason: Reason) -> Iterator[Inline]:
        """Yield the footnotes of a reason, and the mark of the editors' own judgement where no source carries it."""
        if reason.own and not reason.sources:
            yield Run(" (")
            yield Run(gettext("the editors' own judgement"), emphasis=True)
            yield Run(")")
        yield from self._notes(reason.sources)

    def _notes(self, sources: tuple[str, ...]) -> Iterator[Inline]:
        by_id = {numbered.source.id: numbered.source for numbered in self._report.sources}
        for source in sources:
            if source in by_id:
                yield Footnote(tuple(self._note(by_id[source])), self._language)

    def _note(self, source: Source) -> Iterator[Run]:
        yield source_title(source, self._language, emphasis=True)
        yield Run(f". {published(source, self._language)}.")
        yield from source_links(source, " ")

    def _heading(self, text: str, level: int = 1) -> Heading:
        return Heading(level, (Run(text),), self._language)

    def _paragraph(self, text: str, tone: Tone = Tone.BODY) -> Paragraph:
        return Paragraph((Run(text),), self._language, tone)

    def _cell(self, text: str) -> Cell:
        return Cell((Run(text),), self._language)

    def _link(self, text: str, path: str | None, language: Language | None) -> Run:
        return Run(text, language=language, address=absolute(path, self._settings) if path else None)


def disclaimer() -> tuple[str, ...]:
    """Return what the assessment is not, in sentences."""
    return (
        gettext("The assessment is the editors' summary of published guidance and practice. It is not legal advice."),
        gettext("No lawyer has checked the rules of the assessment."),
        gettext(
            "The buyer decides whether to use a clause and is responsible for its lawfulness in the procurement "
            "at hand."
        ),
    )


def _turn(line: TurnLine) -> Iterator[Inline]:
    yield Run(line.question, strong=True)
    said = (gettext("“%(answer)s”: %(outcome)s", answer=answer, outcome=outcome) for answer, outcome in line.points)
    yield Run(f" {'; '.join(said)}")


def _day(iso: str, language: Language) -> str:
    year, month, number = (int(part) for part in iso.split("-"))
    return day(PartialDate(year, month, number), language)
