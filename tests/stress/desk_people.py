"""Somebody who writes into drafts that others write into too, and brings both together when told to."""

import time
from collections.abc import Mapping
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field
from random import Random
from threading import Thread

from lxml import html

from tests.stress.desk_client import HTML
from tests.stress.desk_client import JSON
from tests.stress.desk_client import DeskClient
from tests.stress.desk_client import writing

LONGEST_PAUSE = 0.5
SHORT = 400
"""Longer texts are not put one after the other, or they would double with each conflict."""


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """A save that the server has said it has: the draft, its version, and the word that was new in it."""

    draft: int
    version: int
    word: str


@dataclass(eq=False)
class Writing(Thread):
    """Adds a word to a draft, and then to another, until the time is over."""

    client: DeskClient
    drafts: Sequence[int]
    person: int
    chance: Random
    until: float
    """The moment of the monotonic clock after which nothing more is begun."""
    acknowledged: list[Acknowledged] = field(default_factory=list)
    conflicts: int = 0
    refused: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(daemon=True)

    def run(self) -> None:
        """Write until the time is over or something is refused."""
        number = 0
        while time.monotonic() < self.until and not self.refused:
            number += 1
            self._add(self.chance.choice(self.drafts), f"sana{self.person}x{number}x")

    def _add(self, draft: int, word: str) -> None:
        """Add a word at the end of a field, on the version that the page was made from."""
        form = self.client.form(draft)
        name = self.chance.choice([each for each in form if each in {"t.title", "t.summary"} or each.endswith(".text")])
        form[name] = [f"{form[name][0]} {word}".strip()]
        time.sleep(self.chance.uniform(0, LONGEST_PAUSE))
        sent: Mapping[str, str | Sequence[str]] = {**form, "do": "save"}
        if self.chance.random() < 0.5:
            answer = self.client.post(writing(draft), sent, JSON)
            if answer.status == 200:
                self._note(draft, sent, word)
                return
        while True:
            answer = self.client.post(writing(draft), sent, HTML)
            if answer.status != 409:
                break
            self.conflicts += 1
            sent = brought_together(answer.text, word)
        if answer.status == 302 and "saved=1" in answer.location:
            self._note(draft, sent, word)
        else:
            self.refused.append(f"{answer.status} {answer.text[:1000]}")

    def _note(self, draft: int, sent: Mapping[str, str | Sequence[str]], word: str) -> None:
        seen = sent["version"]
        self.acknowledged.append(Acknowledged(draft, int(seen if isinstance(seen, str) else seen[0]) + 1, word))


def brought_together(page: str, word: str) -> dict[str, str]:
    """Return the form of the page with both texts, with a choice that keeps what both have written."""
    form = next(each for each in html.fromstring(page).forms if "writing" in each.get("class", ""))
    sent = {
        each.name: (each.value or "").removeprefix("\n") if each.tag == "textarea" else each.get("value", "")
        for each in form.inputs
        if each.name and each.get("type") not in {"radio", "checkbox"}
    }
    for name in [each for each in sent if each.startswith("theirs.")]:
        path = name.removeprefix("theirs.")
        mine, theirs = sent[f"t.{path}"], sent[name]
        if len(mine) + len(theirs) < SHORT:
            sent[f"pick.{path}"] = "both"
        else:
            sent |= {f"pick.{path}": "mine", f"t.{path}": f"{theirs} {word}"}
    return {**sent, "do": "merge"}
