"""The audit of the lock file fails for a known weakness, and never passes over what it could not ask in silence."""

import json
import subprocess
from types import SimpleNamespace

import pytest

from tests.house import audit

WEAK = {"name": "flask", "version": "0.1", "vulns": [{"id": "PYSEC-2018-66"}]}
SOUND = {"name": "click", "version": "8.2", "vulns": []}
UNKNOWN = {"name": "segno", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("printed", "code", "said"),
    [
        (json.dumps({"dependencies": [WEAK, SOUND]}), 1, "flask 0.1: PYSEC-2018-66"),
        (json.dumps({"dependencies": [SOUND]}), 0, "Audited 1 libraries"),
        (json.dumps({"dependencies": [SOUND, UNKNOWN]}), 0, "NOT AUDITED: 1 of 2"),
        ("no network", 0, "NOT AUDITED"),
    ],
)
def test_what_the_audit_says(
    printed: str, code: int, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A weakness ends with 1; what was not asked is named."""
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: SimpleNamespace(stdout=printed))

    assert (code, True) == (audit.main(), said in capsys.readouterr().out)
