"""The suitability assessment: ten questions, a reasoned answer, a memo; everything in the address, nothing stored."""

from datetime import UTC
from datetime import datetime

from flask import Blueprint
from flask import redirect
from flask import render_template
from flask import request
from flask import url_for
from werkzeug.wrappers import Response

from portal.advice.assessment import assess
from portal.advice.assessment_rules import ASSESSMENT_VERSION
from portal.domain.partial_date import PartialDate
from portal.web.addresses import absolute
from portal.web.assessment.address import LONGEST_NAME
from portal.web.assessment.address import AskedAssessment
from portal.web.assessment.address import asked_assessment
from portal.web.assessment.form import form_questions
from portal.web.assessment.memo import disclaimer
from portal.web.assessment.memo import memo
from portal.web.assessment.report import Report
from portal.web.assessment.report import report_on
from portal.web.assessment.verdict_words import verdict_name
from portal.web.assessment.verdict_words import verdict_reason
from portal.web.context import current_portal
from portal.web.context import current_shelf
from portal.web.downloads import FileFormat
from portal.web.downloads import download
from portal.web.facts.fact import Teller
from portal.web.i18n import PREFIX
from portal.web.i18n import reader_language
from portal.web.queries import with_query
from portal.web.words import gettext

VERSION_DAY = PartialDate(ASSESSMENT_VERSION.year, ASSESSMENT_VERSION.month, ASSESSMENT_VERSION.day)

blueprint = Blueprint("assessment", __name__, url_prefix=f"{PREFIX}/assessment")


@blueprint.get("")
def index() -> str:
    """Show the questions, with what the address answers already."""
    return _form(_asked())


@blueprint.get("/answer")
def answer() -> Response | str:
    """Show the answer; where a number could not be read, the form again with a sentence at the field.

    An address without the day of the rules is one the form has just made: it is led to its lasting form.
    """
    asked = _asked()
    if asked.faults:
        return _form(asked)
    if not asked.rules:
        return redirect(_address("assessment.answer", asked))
    report = _report(asked)
    return render_template(
        "assessment/answer.html",
        asked=asked,
        report=report,
        verdict=verdict_name(report.verdict),
        verdict_reason=verdict_reason(report.verdict, {reason.effect for reason in report.assessment.reasons}),
        version=VERSION_DAY,
        disclaimer=disclaimer(),
        form_address=_address("assessment.index", asked),
        calculator=_calculator(asked),
        downloads=[(each, _file_address(asked, each)) for each in FileFormat],
        here=absolute(_address("assessment.answer", asked), current_portal().settings),
    )


@blueprint.get("/memo.<any(docx, odt, md):file_format>")
def memo_file(file_format: str) -> Response:
    """Send the memo as a file; an address whose numbers cannot be read is led to the form."""
    asked = _asked()
    if asked.faults:
        return redirect(with_query(url_for("assessment.answer"), request.args.items(multi=True)))
    settings = current_portal().settings
    document = memo(_report(asked), absolute(_address("assessment.answer", asked), settings), settings)
    name = " ".join((gettext("memo"), asked.name or gettext("employment condition")))
    return download(document, FileFormat(file_format), name)


def _asked() -> AskedAssessment:
    return asked_assessment(lambda name: request.args.get(name, ""), current_shelf().vocabularies["sectors"])


def _report(asked: AskedAssessment) -> Report:
    tell = Teller(current_shelf(), reader_language())
    return report_on(assess(asked.answers), asked.name, datetime.now(UTC).date(), ASSESSMENT_VERSION, tell)


def _form(asked: AskedAssessment) -> str:
    questions = form_questions(asked, current_shelf().vocabularies)
    return render_template(
        "assessment/form.html", asked=asked, questions=questions, longest_name=LONGEST_NAME, version=VERSION_DAY
    )


def _address(endpoint: str, asked: AskedAssessment) -> str:
    return with_query(url_for(endpoint), asked.pairs())


def _file_address(asked: AskedAssessment, file_format: FileFormat) -> str:
    return with_query(url_for("assessment.memo_file", file_format=file_format.value), asked.pairs())


def _calculator(asked: AskedAssessment) -> str:
    """Return where the calculator counts the same purchase."""
    answers = asked.answers
    told = (
        ("value", format(answers.value, "f") if answers.value is not None else ""),
        ("currency", answers.currency or ""),
        ("months", format(answers.months, "f") if answers.months is not None else ""),
        ("type", answers.procurement_type or ""),
        ("sector", answers.sector or ""),
    )
    return with_query(url_for("calculator.index"), told)
