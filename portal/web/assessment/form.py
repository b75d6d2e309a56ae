"""The form as a reader finds it: what was chosen and typed, and what is wrong with it."""

from collections.abc import Iterator
from dataclasses import dataclass

from portal.domain.typed_number import NumberFault
from portal.domain.vocabulary import Vocabularies
from portal.web.assessment.address import AskedAssessment
from portal.web.assessment.address import Muddle
from portal.web.assessment.questions import QUESTIONS
from portal.web.assessment.questions import UNKNOWN
from portal.web.assessment.questions import Choice
from portal.web.assessment.questions import Field
from portal.web.i18n import reader_language
from portal.web.typed import fault_sentence
from portal.web.words import gettext


@dataclass(frozen=True, slots=True)
class FormChoice:
    """One answer to choose; the empty code is `I do not know`."""

    code: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class FormField:
    """One field: typed, chosen from a list, or ticked."""

    name: str
    kind: str
    label: str
    choices: tuple[FormChoice, ...]
    text: str
    fault: str


@dataclass(frozen=True, slots=True)
class FormQuestion:
    """One question with its fields."""

    id: str
    title: str
    explanation: str
    fields: tuple[FormField, ...]


def form_questions(asked: AskedAssessment, vocabularies: Vocabularies) -> list[FormQuestion]:
    """Return the questions with what the address tells already."""
    return [
        FormQuestion(
            question.id,
            gettext(question.title),
            gettext(question.explanation),
            tuple(_field(field, asked, vocabularies) for field in question.fields),
        )
        for question in QUESTIONS
    ]


def fault_words(fault: NumberFault | Muddle) -> str:
    """Return what is wrong and how to put it right."""
    if isinstance(fault, NumberFault):
        return fault_sentence(fault)
    sentences = {
        Muddle.NO_CURRENCY: gettext("Say whether the value is in euro or in kronor."),
        Muddle.TWO_CURRENCIES: gettext("The value names one currency and the list another. Choose one of them."),
    }
    return sentences[fault]


def _field(field: Field, asked: AskedAssessment, vocabularies: Vocabularies) -> FormField:
    fault = (asked.faults or {}).get(field.name)
    return FormField(
        field.name,
        field.kind,
        gettext(field.label) if field.label else "",
        tuple(_choices(field, asked, vocabularies)),
        asked.typed.get(field.name, ""),
        fault_words(fault) if fault else "",
    )


def _choices(field: Field, asked: AskedAssessment, vocabularies: Vocabularies) -> Iterator[FormChoice]:
    """Yield the answers to choose from, `I do not know` last where they are ticked and first in a list."""
    if field.typed:
        return
    given = getattr(asked.answers, field.answer)
    unknown = FormChoice("", gettext(UNKNOWN), given is None)
    if field.kind == "list":
        yield unknown
    for choice in field.choices or _all_of(field, vocabularies):
        words = gettext(choice.words) if choice.words else _label(field, choice, vocabularies)
        yield FormChoice(choice.code, words, choice.code == given)
    if field.kind == "ticked":
        yield unknown


def _all_of(field: Field, vocabularies: Vocabularies) -> tuple[Choice, ...]:
    """Return every code of the field's vocabulary except the one for any of them."""
    return tuple(Choice(term.code) for term in vocabularies[field.vocabulary or ""] if term.code != "any")


def _label(field: Field, choice: Choice, vocabularies: Vocabularies) -> str:
    return vocabularies.label(field.vocabulary or "", choice.code, reader_language())
