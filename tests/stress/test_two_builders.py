"""Two builders at once: one waits or says so, and the index is as good as new."""

import os
import time
from pathlib import Path
from random import Random

import pytest

from tests.stress.trial import Trial
from tests.stress.trial import wrong

PAIRS = int(os.environ.get("STRESS_PAIRS", "2"))
MODES = ("full", "changes")


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
