"""Many people on the same drafts: whatever was acknowledged is kept, whoever came between."""

import os
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from portal.domain.reference import Collection
from portal.domain.reference import Ref
from tests.stress.desk_people import Writing
from tests.stress.desk_trial import DeskTrial

PEOPLE = int(os.environ.get("STRESS_PEOPLE", "4"))
ENTRIES = int(os.environ.get("STRESS_ENTRIES", "12"))
SECONDS = int(os.environ.get("STRESS_SECONDS", "8"))


@pytest.fixture
def desk(small_desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[DeskTrial]:
    """A desk whose server runs."""
    made = DeskTrial(tmp_path_factory.mktemp("desk"), small_desk)
    try:
        made.start()
        yield made
    finally:
        made.close()


@pytest.mark.timeout(600)
def test_no_update_of_many_people_is_lost(desk: DeskTrial, chance: Random) -> None:
    """Every acknowledged word is in the save it was acknowledged with and in the draft at the end, each save once."""
    drafts = [desk.to_save(Ref(Collection.CASES, f"many-{number}")).id for number in range(ENTRIES)]
    until = time.monotonic() + SECONDS
    writings = [
        Writing(desk.client_of(number), drafts, number, Random(chance.random()), until) for number in range(PEOPLE)
    ]
    for each in writings:
        each.start()
    for each in writings:
        each.join(SECONDS + 120)
    acknowledged = [save for each in writings for save in each.acknowledged]
    conflicts = sum(each.conflicts for each in writings)
    print(f"{len(acknowledged)} saves, {conflicts} conflicts", end=" ")  # noqa: T201

    book, saves = desk.portal.workspace.drafts, Counter(save.draft for save in acknowledged)
    ends = {draft: book.draft(draft) for draft in drafts}
    not_in_save = [
        save for save in acknowledged if save.word not in " ".join(book.typed_at(save.draft, save.version).values())
    ]
    lost = [save for save in acknowledged if save.word not in " ".join(ends[save.draft].typed.values())]
    miscounted = {draft: end.version for draft, end in ends.items() if end.version != saves[draft] + 1}

    assert ([], [], {}, [], True, []) == (
        not_in_save, lost, miscounted, [words for each in writings for words in each.refused], conflicts > 0,
        desk.damage(),
    )  # fmt: skip
