"""Whatever moment a builder is killed at, the index serves, and the next build makes it as good as new."""

import os
import time
from pathlib import Path
from random import Random

import pytest

from portal.search.status import BuildStage
from tests.stress.trial import Trial
from tests.stress.trial import wrong

KILLS = int(os.environ.get("STRESS_KILLS", "6"))
MODES = ("full", "changes")
LATEST = 1.2
"""The last moment of a kill, as a share of the time a build takes: some come after its end."""


@pytest.mark.parametrize("number", range(1, KILLS + 1))
def test_a_killed_build_leaves_old_or_new_and_the_next_one_is_whole(
    trial: Trial, chance: Random, folder: Path, number: int
) -> None:
    """Readers get old or new answers and nothing else, then and later, and what is built next equals a fresh index."""
    mode = MODES[number % 2]
    old = trial.old
    trial.change(chance, number)
    new = trial.fresh(folder)
    builder = trial.builder(mode)
    reading, writing = trial.seconds[mode]
    # One in four at any moment at all, the others while the index is being written.
    anywhere = number % 8 in (0, 1)
    moment = chance.uniform(0, (reading + writing if anywhere else writing) * LATEST)
    builder.say("go")
    if not anywhere:
        builder.heard_of(BuildStage.ANALYSING)
    time.sleep(moment)
    builder.kill()
    builder.close()
    left = trial.served()
    asked = trial.answers_given()
    state = "new" if left == new else "old, a half one beside" if trial.is_half_done() else "old"
    print(f"{mode} killed after {moment:.3f} s{' of writing' * (not anywhere)}: {state}", end=" ")  # noqa: T201
    trial.portal.rebuild_index(full=chance.random() < 0.2)
    built = trial.served()
    asked += trial.answers_given()
    trial.old = built

    assert (True, new, [], True, True) == (
        left in (old, new),
        built,
        wrong(asked, old, new),
        trial.last_given == dict(enumerate(new.answers)),
        trial.generations() <= 2,
    )
