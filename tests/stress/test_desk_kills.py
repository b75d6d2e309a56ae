"""Whatever moment the server of the desk is killed at, what it has acknowledged is there, and all else whole or not."""

import os
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from portal.domain.draft import Draft
from portal.domain.people import Role
from tests.stress.desk_client import PATIENCE
from tests.stress.desk_trial import PUBLISHED
from tests.stress.desk_trial import SAVED
from tests.stress.desk_trial import DeskTrial
from tests.stress.desk_work import Publishing
from tests.stress.desk_work import Saving

KILLS = int(os.environ.get("STRESS_KILLS", "3"))
LATEST = 1.2
"""The last moment of a kill, as a share of the time that what it is aimed at takes: some come after its end."""


@pytest.fixture(scope="module")
def desk(small_desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DeskTrial]:
    """A desk whose server runs."""
    made = DeskTrial(tmp_path_factory.mktemp("desk"), small_desk)
    try:
        made.start()
        yield made
    finally:
        made.close()


@pytest.mark.timeout(120)
@pytest.mark.parametrize("number", range(1, KILLS + 1))
def test_what_a_killed_desk_has_acknowledged_is_there(desk: DeskTrial, chance: Random, number: int) -> None:
    """Every save, every publication; what was not acknowledged is whole or not at all, and nobody mends by hand."""
    savings, publishings = _at_work(desk)
    moment = _killed_at_work(desk, chance, savings, publishings, anywhere=number % 4 == 0)
    drafts = [each for publishing in publishings for each in publishing.drafts]
    acknowledged = {draft_id for publishing in publishings for draft_id in publishing.acknowledged}
    cut = [f"{desk.trace(*each)}{' acknowledged' * (each[0].id in acknowledged)}" for each in drafts]
    saves = sum(len(saving.acknowledged) for saving in savings)
    print(f"round {number}, killed after {moment:.3f} s: {saves} saves, {'; '.join(cut)}", end=" ")  # noqa: T201
    desk.start()
    after = {draft.id: desk.trace(draft, word) for draft, word in drafts}
    half = {draft_id: str(trace) for draft_id, trace in after.items() if not (trace.is_whole or trace.is_nothing)}
    lost = [draft_id for draft_id in acknowledged if not after[draft_id].is_whole]
    unseen = [word for draft, word in drafts if after[draft.id].is_whole and not desk.found_by_readers(draft, word)]
    damage = desk.damage()
    refused = [words for each in (*savings, *publishings) for words in each.refused]
    again = _published_now(desk, [each for each in drafts if after[each[0].id].is_nothing])

    assert ([], {}, [], [], [], [], []) == (lost, half, unseen, _lost_saves(desk, savings), damage, refused, again)


def _at_work(desk: DeskTrial) -> tuple[list[Saving], list[Publishing]]:
    """Return two who save, and two who publish, one of them two drafts; none has begun."""
    savings = [
        Saving(desk.client(Role.CONTRIBUTOR), desk.to_save(ref), desk.words, by_script)
        for ref, by_script in zip(SAVED, (False, True), strict=True)
    ]
    first, second, third = map(desk.to_publish, PUBLISHED)
    publishings = [Publishing(desk.client(Role.COORDINATOR), signed) for signed in ([first, second], [third])]
    desk.portal.close()
    return savings, publishings


def _killed_at_work(
    desk: DeskTrial, chance: Random, savings: list[Saving], publishings: list[Publishing], *, anywhere: bool
) -> float:
    """Let all work and kill the server: at any moment, or while one of the drafts is published; returns the moment."""
    aimed, place = chance.choice([(0, 0), (0, 1), (1, 0)])
    lasting = desk.publishing_seconds * (2 if anywhere else 1)
    moment = chance.uniform(0, lasting * LATEST)
    begun = time.monotonic()
    for each in (*savings, *publishings):
        each.start()
    while not anywhere and len(publishings[aimed].sent) <= place and time.monotonic() < begun + PATIENCE:
        time.sleep(0.001)
    time.sleep(moment)
    moment = time.monotonic() - begun
    desk.kill()
    for each in (*savings, *publishings):
        each.join(PATIENCE)
    taken = [seconds for publishing in publishings for seconds in publishing.seconds]
    desk.publishing_seconds = max(taken, default=desk.publishing_seconds)
    return moment


def _lost_saves(desk: DeskTrial, savings: list[Saving]) -> list[str]:
    """Return what was acknowledged and is not kept, and what is kept and was never sent."""
    book, wrong = desk.portal.workspace.drafts, []
    for saving in savings:
        wrong += [
            f"draft {saving.draft.id} version {version}: {text}"
            for version, text in saving.acknowledged.items()
            if book.typed_at(saving.draft.id, version)["summary"] != text
        ]
        now, last = book.draft(saving.draft.id), max(saving.acknowledged, default=saving.draft.version)
        ends = {last: saving.acknowledged.get(last, saving.draft.typed["summary"]), last + 1: saving.sent}
        if ends.get(now.version) != now.typed["summary"]:
            wrong.append(f"draft {now.id} is at version {now.version}: {now.typed['summary']}")
    return wrong


def _published_now(desk: DeskTrial, drafts: list[tuple[Draft, str]]) -> list[str]:
    """Press the button again for what was not published; returns what was not published then either."""
    again = Publishing(desk.client(Role.COORDINATOR), drafts)
    again.run()
    return [str(desk.trace(*each)) for each in drafts if not desk.trace(*each).is_whole] + again.refused
