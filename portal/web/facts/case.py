"""What a case is, in facts."""

from portal.domain.case import Case
from portal.domain.quantity import Outcome
from portal.web.facts.fact import Datum
from portal.web.facts.fact import Fact
from portal.web.facts.fact import Teller
from portal.web.quantities import obligation_phrase
from portal.web.quantities import outcome_phrase
from portal.web.quantities import quantity_phrase
from portal.web.words import gettext


def case_facts(case: Case, tell: Teller) -> list[Fact]:
    """Return the key facts of a case: those a buyer compares are there even when no source states them."""
    return [*_what(case, tell), *_size(case, tell), *_people(case, tell), *_course(case, tell)]


def case_headline(case: Case, tell: Teller) -> list[Fact]:
    """Return the facts that a line in a list carries."""
    return [
        _threshold(case, tell),
        _obligation(case, tell),
        Fact(gettext("Type of requirement"), tell.codes("instruments", case.instruments)),
    ]


def outcome_facts(case: Case, tell: Teller) -> list[Fact]:
    """Return one line for each result: its status and period, its number, its sources."""
    return [_outcome(outcome, tell) for outcome in case.results]


def _outcome(outcome: Outcome, tell: Teller) -> Fact:
    status = tell.shelf.vocabularies.label("result-statuses", outcome.status, tell.language)
    when = "".join(datum.text for datum in tell.period(outcome.period))
    phrase = outcome_phrase(outcome, tell.shelf.vocabularies, tell.language)
    return Fact(f"{when}, {status}" if when else status, (Datum(phrase),), outcome.sources)


def _what(case: Case, tell: Teller) -> list[Fact]:
    said = case.evidence
    cpv = tuple(
        Datum(f"{each.text} ({code})") for code, each in zip(case.cpv, tell.codes("cpv", case.cpv), strict=True)
    )
    facts = [
        Fact(gettext("Who"), tell.organisation(case.organisation)),
        Fact(gettext("Kind"), tell.code("case-kinds", case.kind), said.get("kind", ())),
        Fact(gettext("Status"), tell.code("statuses", case.status), said.get("status", ())),
        Fact(gettext("Period"), tell.period(case.period), case.period.sources if case.period else ()),
        Fact(gettext("What is bought"), tell.codes("sectors", case.sectors), said.get("sectors", ())),
        Fact(
            gettext("Type of contract"),
            tell.codes("procurement-types", case.procurement_types),
            said.get("procurement_types", ()),
        ),
    ]
    return [*facts, Fact(gettext("CPV codes"), cpv, said.get("cpv", ()))] if cpv else facts


def _size(case: Case, tell: Teller) -> list[Fact]:
    length = case.contract_length
    phrase = quantity_phrase(length.quantity, tell.shelf.vocabularies, tell.language) if length else ""
    return [
        _threshold(case, tell),
        Fact(gettext("Length of contract"), (Datum(phrase),) if length else (), length.sources if length else ()),
        Fact(gettext("Procedure"), tell.code("procedures", case.procedure), case.evidence.get("procedure", ())),
        *_notice(case),
        Fact(
            gettext("Type of requirement"),
            tell.codes("instruments", case.instruments),
            case.evidence.get("instruments", ()),
        ),
        _obligation(case, tell),
    ]


def _notice(case: Case) -> list[Fact]:
    """Return the notice where one is known; a standing model has none, so that its lack says nothing."""
    notice = case.notice
    return [Fact(gettext("Notice"), (Datum(notice.number, notice.address),), notice.sources)] if notice else []


def _people(case: Case, tell: Teller) -> list[Fact]:
    said = case.evidence
    facts = [
        Fact(gettext("Target group"), tell.codes("target-groups", case.target_groups), said.get("target_groups", ())),
        Fact(gettext("What counts"), tell.codes("forms", case.forms), said.get("forms", ())),
    ]
    if case.partners:
        facts.append(
            Fact(
                gettext("Partners"), tell.entries(case.REFERENCES["partners"], case.partners), said.get("partners", ())
            )
        )
    if case.contact:
        values = (*tell.code("contact-roles", case.contact.role), *tell.organisation(case.contact.organisation))
        facts.append(Fact(gettext("Whom to ask"), values, said.get("contact", ())))
    return facts


def _course(case: Case, tell: Teller) -> list[Fact]:
    phases = Fact(gettext("Most useful in phase"), tell.codes("phases", case.phases))
    true_to = Fact(gettext("Information from"), tell.date(case.as_of))
    return [phases, true_to]


def _threshold(case: Case, tell: Teller) -> Fact:
    limit = case.threshold
    phrase = quantity_phrase(limit.quantity, tell.shelf.vocabularies, tell.language) if limit else ""
    return Fact(gettext("Value limit"), (Datum(phrase),) if limit else (), limit.sources if limit else ())


def _obligation(case: Case, tell: Teller) -> Fact:
    phrases = tuple(Datum(obligation_phrase(rule, tell.shelf.vocabularies, tell.language)) for rule in case.obligation)
    sources = dict.fromkeys(source for rule in case.obligation for source in rule.sources)
    return Fact(gettext("Size of the obligation"), phrases, tuple(sources))
