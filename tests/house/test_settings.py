"""The environment is read once, with all faults reported together."""

from pathlib import Path

import pytest

from portal.domain.errors import SettingsError
from portal.settings import Settings
from portal.settings import settings_from_environment


def test_every_fault_is_reported_at_once() -> None:
    """An operator sees all that is wrong with one start."""
    environment = {
        "PORTAL_CONTENT": "/nowhere/at/all",
        "PORTAL_BASE_URL": "silta.example",
        "PORTAL_BEHIND_TLS": "perhaps",
        "PORTAL_MAX_REQUEST_BYTES": "many",
    }

    with pytest.raises(SettingsError) as caught:
        settings_from_environment(environment)

    assert sorted(environment) == sorted(fault.split(":")[0] for fault in caught.value.faults)


def test_the_base_address_brings_its_host(tmp_path: Path) -> None:
    """A configured address is trusted, and so are the machine's own names."""
    settings = settings_from_environment({"PORTAL_CONTENT": str(tmp_path), "PORTAL_BASE_URL": "https://silta.example/"})

    assert "https://silta.example" == settings.base_url
    assert ("silta.example", "127.0.0.1", "localhost", "[::1]") == settings.trusted_hosts


def test_nothing_set_means_the_folders_of_the_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without variables the portal finds content/ and search_index/ where it is started."""
    (tmp_path / "content").mkdir()
    monkeypatch.chdir(tmp_path)

    settings = settings_from_environment({})

    assert Settings(trusted_hosts=("127.0.0.1", "localhost", "[::1]")) == settings
