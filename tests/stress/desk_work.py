"""What is done at a desk until its server is gone, and what of it was acknowledged."""

import itertools
import time
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field
from threading import Thread

from portal.domain.draft import Draft
from tests.stress.desk_client import HTML
from tests.stress.desk_client import JSON
from tests.stress.desk_client import DeskClient
from tests.stress.desk_client import ServerGone
from tests.stress.desk_client import writing

LETTERS = "abcdefghijklmnoprstuvy"
BEGINNING = "kuurnas"


def words() -> Iterator[str]:
    """Return words that stand nowhere else, each of letters alone, so that search takes it for one word."""
    # No generator, for several threads take from it.
    return map("".join, itertools.product([BEGINNING], *[LETTERS] * 4))


@dataclass(eq=False)
class Saving(Thread):
    """Saves one draft again and again, as the writer who presses the button or as the form's script."""

    client: DeskClient
    draft: Draft
    words: Iterator[str]
    by_script: bool
    acknowledged: dict[int, str] = field(default_factory=dict)
    """The text of each version that the server has said it has."""
    sent: str = ""
    """The text sent last."""
    refused: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(daemon=True)

    def run(self) -> None:
        """Save until there is no answer."""
        try:
            form = self.client.form(self.draft.id)
            for version in itertools.count(self.draft.version):
                self.sent = next(self.words)
                sent = {**form, "version": str(version), "t.summary": self.sent, "do": "save"}
                answer = self.client.post(writing(self.draft.id), sent, JSON if self.by_script else HTML)
                if answer.status != 200 and not (answer.status == 302 and "saved=1" in answer.location):
                    self.refused.append(f"{answer.status} {answer.text[:2000]}")
                    return
                self.acknowledged[version + 1] = self.sent
        except ServerGone:
            return


@dataclass(eq=False)
class Publishing(Thread):
    """Publishes signed drafts one after the other."""

    client: DeskClient
    drafts: list[tuple[Draft, str]]
    """Each with the word that its text has and no other."""
    sent: list[int] = field(default_factory=list)
    acknowledged: list[int] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    """How long each took that was acknowledged."""
    refused: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(daemon=True)

    def run(self) -> None:
        """Publish until all are published or there is no answer."""
        try:
            token = self.client.token()
            for draft, _ in self.drafts:
                self.sent.append(draft.id)
                begun = time.monotonic()
                answer = self.client.publish(draft.id, draft.version, token)
                if answer.status == 303:
                    self.seconds.append(time.monotonic() - begun)
                    self.acknowledged.append(draft.id)
                else:
                    self.refused.append(f"{answer.status} {answer.text[:2000]}")
        except ServerGone:
            return
