"""Several threads ask one engine while the index changes under them."""

import threading
import time

from portal.domain.language import Language
from portal.search.request import SearchRequest
from portal.search.whoosh_engine import WhooshEngine


class Asker(threading.Thread):
    """Asks on and on until told to stop, and writes down every answer that is wrong."""

    def __init__(self, engine: WhooshEngine, offset: int) -> None:
        super().__init__()
        self.engine = engine
        self.offset = offset
        self.ended = False
        self.newest = 0
        self.rounds = 0
        self.faults: list[str] = []

    def run(self) -> None:
        """Ask all questions in turn."""
        try:
            while not self.ended:
                self.ask_for_one_s_own()
                self.ask_for_all()
                self.ask_for_the_moving_one()
                self.rounds += 1
        except Exception as error:  # noqa: BLE001  # whatever it is, the test must fail with it
            self.faults.append(repr(error))

    def ask_for_one_s_own(self) -> None:
        """Each word of its own finds its document, marked."""
        for number in range(self.offset, 40, 4):
            (hit,) = self.engine.find(SearchRequest(f"oma{number}", Language.FI)).hits
            if hit.ref != f"cases/{number}" or not any(piece.mark for piece in hit.excerpt):
                self.faults.append(f"oma{number} -> {hit}")

    def ask_for_all(self) -> None:
        """The word of all finds all, and the counts agree."""
        result = self.engine.find(SearchRequest("yhteinen", Language.FI))
        if result.total != 40 or sum(value.count for value in result.facets["c"]) != 40:
            self.faults.append(f"yhteinen -> {result.total}")

    def ask_for_the_moving_one(self) -> None:
        """The document that changes is there once, and never goes back to an older version."""
        (hit,) = self.engine.find(SearchRequest("-yhteinen", Language.FI)).hits
        version = int(hit.title[0].text.removeprefix("versio"))
        if version < self.newest:
            self.faults.append(f"version {version} after {self.newest}")
        self.newest = version


def test_threads_get_right_answers_while_updates_run(engine, compose) -> None:
    """Four threads ask for words that never change, and for one that does; no answer is ever wrong or fails."""
    steady = [compose(f"cases/{n}", fi=f"kuopio oma{n} | tässä on oma{n} yhteinen", c=f"c{n % 3}") for n in range(40)]
    engine.build([*steady, compose("cases/moving", fi="versio0")])
    askers = [Asker(engine, offset) for offset in range(4)]
    for asker in askers:
        asker.start()
    deadline = time.monotonic() + 4
    version = 0
    while time.monotonic() < deadline:
        version += 1
        engine.update([compose("cases/moving", fi=f"versio{version}")])
    for asker in askers:
        asker.ended = True
        asker.join()

    assert ([], True, True) == (
        [fault for asker in askers for fault in asker.faults],
        version > 5,
        all(asker.rounds > 1 for asker in askers),
    )


def test_two_threads_building_take_turns(engine, compose) -> None:
    """Updates from several threads of one process all arrive."""
    engine.build([])
    threads = [
        threading.Thread(target=engine.update, args=([compose(f"cases/{number}", fi="kuopio")],)) for number in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert 6 == engine.find(SearchRequest("kuopio", Language.FI)).total
