"""Whatever moment a builder is killed at, the index serves, and the next build makes it as good as new.

Two builders at once: one waits or says so, and the index is as good as new, too.
"""

import os
import time
from pathlib import Path
from random import Random

import pytest

from portal.search.status import BuildStage
from tests.stress.trial import Trial
from tests.stress.trial import wrong

KILLS = int(os.environ.get("STRESS_KILLS", "4"))
PAIRS = int(os.environ.get("STRESS_PAIRS", "2"))
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


@pytest.mark.parametrize("number", range(1001, PAIRS + 1001))
def test_two_builders_take_turns(trial: Trial, chance: Random, folder: Path, number: int) -> None:
    """Both end well or say that they waited too long; every other time one of them is killed, which helps the other."""
    old = trial.old
    trial.change(chance, number)
    new = trial.fresh(folder)
    builders = [trial.builder(chance.choice(MODES)) for _ in range(2)]
    builders[0].say("go")
    time.sleep(chance.uniform(0, 0.1))
    builders[1].say("go")
    killed = number % 2 == 0
    if killed:
        time.sleep(chance.uniform(0, sum(trial.seconds["changes"])))
        builders[0].kill()
    ends = [builder.heard_of("built", "busy") for builder in builders]
    for builder in builders:
        builder.close()
    built = trial.served()
    print(f"ends {ends}", end=" ")  # noqa: T201
    trial.portal.rebuild_index()
    after = trial.served()
    asked = trial.answers_given()
    trial.old = after

    assert (True, new, new, [], True, True) == (
        all(end in ("built", "busy") or (killed and not place) for place, end in enumerate(ends)),
        built,
        after,
        wrong(asked, old, new),
        trial.last_given == dict(enumerate(new.answers)),
        trial.generations() <= 2,
    )
