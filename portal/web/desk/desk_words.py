"""The words of the workflow for templates of the desk."""

from datetime import datetime

from flask import Flask

from portal.domain.workflow import Action
from portal.domain.workflow import DraftState
from portal.domain.workflow import ReviewTask
from portal.publishing.draft_turns import Turn
from portal.web.desk.moments import moment_words
from portal.web.desk.workflow_words import STATES
from portal.web.desk.workflow_words import STEPS
from portal.web.desk.workflow_words import TASKS
from portal.web.desk.workflow_words import TURNS
from portal.web.i18n import reader_language
from portal.web.version_changes import path_name
from portal.web.words import gettext


def give_desk_words(app: Flask) -> None:
    """Give the templates names for states, turns, tasks and steps, fields by their paths, and moments."""
    app.jinja_env.globals.update(
        state_word=lambda state: gettext(STATES[DraftState(state)]),
        turn_word=lambda turn: gettext(TURNS[Turn(turn)]),
        task_word=lambda task: gettext(TASKS[ReviewTask(task)][0]),
        task_meaning=lambda task: gettext(TASKS[ReviewTask(task)][1]),
        step_word=lambda action: gettext(STEPS[Action(action)]),
        field_name=path_name,
    )
    app.jinja_env.filters["moment"] = _moment


def _moment(moment: datetime) -> str:
    return moment_words(moment, reader_language())
