"""In which languages a journey is made, and with or without scripts."""

import pytest

from portal.domain.language import Language
from tests.shared.rounds import round_of

WAYS = [(language, script) for language in Language for script in (True, False)]


def ways(first: Language) -> pytest.MarkDecorator:
    """Let a buyer go with scripts and where none runs, in each language; in the small round either way in one.

    The first is the language with scripts, so that journeys beside each other take all ways among them.
    """
    begin = WAYS.index((first, True))
    chosen = round_of([*WAYS[begin:], *WAYS[:begin]], len(WAYS) - 1)
    names = [f"{language}-{'script' if script else 'no-script'}" for language, script in chosen]
    return pytest.mark.parametrize(("language", "buyer"), chosen, indirect=["buyer"], ids=names)


with_and_without_script = pytest.mark.parametrize("buyer", [True, False], indirect=True, ids=["script", "no-script"])
