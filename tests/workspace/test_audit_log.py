"""The audit log: who did what to what, the newest first, and never changed."""

from portal.workspace.audit_log import AuditLog
from portal.workspace.workspace import Workspace
from tests.workspace.conftest import TurnedClock
from tests.workspace.people import somebody


def test_a_line_keeps_who_did_what_to_what_and_when(workspace: Workspace, clock: TurnedClock) -> None:
    """The name stays as it was then; the portal itself has none."""
    person = somebody(workspace).person
    workspace.audit.note(person, "publish", "cases/espoo-cleaning", version=3, language="fi")
    workspace.audit.note(None, "chores", "portal")

    portal, line = workspace.audit.lines()

    assert (clock(), "Aino", "publish", "cases/espoo-cleaning", {"version": 3, "language": "fi"}, "") == (
        line.at,
        line.name,
        line.action,
        line.subject,
        line.detail,
        portal.name,
    )


def test_lines_are_read_on_from_the_last_one_seen(workspace: Workspace) -> None:
    """Of one subject where asked; lines of one moment keep their order."""
    for number in range(6):
        workspace.audit.note(None, f"act-{number}", ("account/1", "account/2")[number % 2])
    first = workspace.audit.lines(subject="account/1", most=2)

    rest = workspace.audit.lines(subject="account/1", before=first[-1].number)

    assert (["act-4", "act-2"], ["act-0"]) == ([each.action for each in first], [each.action for each in rest])


def test_the_log_has_no_way_to_change_a_line() -> None:
    """Whoever adds a verb for it has to think first."""
    verbs = {name for name in dir(AuditLog) if not name.startswith("_")}

    assert {"note", "lines"} == verbs
