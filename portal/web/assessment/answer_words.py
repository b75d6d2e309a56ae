"""The answers of a purchase in words: the table of the memo, and single choices."""

from decimal import Decimal

from portal.advice.purchase_answers import PurchaseAnswers
from portal.web.assessment.questions import QUESTIONS
from portal.web.assessment.questions import UNKNOWN
from portal.web.assessment.questions import Field
from portal.web.assessment.questions import Question
from portal.web.facts.fact import Teller
from portal.web.formats import money
from portal.web.formats import number
from portal.web.words import gettext
from portal.web.words import ngettext


def answer_rows(answers: PurchaseAnswers, tell: Teller) -> list[tuple[str, str, bool]]:
    """Return what was asked, what was answered, and whether it was; the currency stands with its sum."""
    rows = []
    for question in QUESTIONS:
        for field in question.fields:
            if field.name != "currency":
                answer = getattr(answers, field.answer)
                words = _answer(field, answers, tell) if answer is not None else gettext(UNKNOWN)
                rows.append((field_title(question, field), f"{words[:1].upper()}{words[1:]}", answer is not None))
    return rows


def field_title(question: Question, field: Field) -> str:
    """Return what a field asks: its own label where the question asks several things, else the question."""
    return gettext(field.label) if field.label else gettext(question.title)


def choice_words(field: Field, answer: object, tell: Teller) -> str:
    """Return one answer to a field in words."""
    if isinstance(answer, Decimal):
        count = number(answer, tell.language)
        return ngettext("%(count)s month", "%(count)s months", 1 if answer == 1 else 2, count=count)
    for choice in field.choices:
        if choice.code == str(answer) and choice.words is not None:
            return gettext(choice.words)
    return tell.shelf.vocabularies.label(field.vocabulary or "", str(answer), tell.language)


def _answer(field: Field, answers: PurchaseAnswers, tell: Teller) -> str:
    if field.name == "value" and answers.value is not None:
        return money(answers.value, answers.currency or "", tell.language)
    return choice_words(field, getattr(answers, field.answer), tell)
