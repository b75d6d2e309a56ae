"""One host is asked once a second, and no host waits for another."""

from portal.links.pace import Pace


def test_only_the_same_host_waits() -> None:
    """The wait is what is left of the second."""
    moment = [0.0]
    waited: list[float] = []

    def sleep(seconds: float) -> None:
        waited.append(seconds)
        moment[0] += seconds

    pace = Pace(clock=lambda: moment[0], sleep=sleep)
    for host, passing in (("a", 0.25), ("b", 0.25), ("a", 5.0), ("a", 0.0), ("a", 0.0)):
        pace.wait(host)
        moment[0] += passing

    assert [0.5, 1.0] == waited
