"""What an operator sets about mail is read once, with all faults together."""

from pathlib import Path

import pytest

from portal.domain.errors import SettingsError
from portal.mail.smtp_account import MailSecurity
from portal.mail.smtp_account import SmtpAccount
from portal.settings import settings_from_environment

SERVER = {"PORTAL_SMTP_HOST": "mail.kuopio.fi", "PORTAL_SMTP_SENDER": "silta@kuopio.fi"}


def account(tmp_path: Path, **environment: str) -> SmtpAccount | None:
    """Return the mail server of these variables."""
    return settings_from_environment({"PORTAL_CONTENT": str(tmp_path), **SERVER, **environment}).mail


def faults(tmp_path: Path, environment: dict[str, str]) -> list[str]:
    """Return the variables that the refusal names."""
    with pytest.raises(SettingsError) as caught:
        settings_from_environment({"PORTAL_CONTENT": str(tmp_path), **environment})
    return sorted(fault.split(":")[0] for fault in caught.value.faults)


def test_no_server_means_no_letters(tmp_path: Path) -> None:
    """Nothing has to be set."""
    assert settings_from_environment({"PORTAL_CONTENT": str(tmp_path)}).mail is None


def test_a_server_and_a_sender_are_enough(tmp_path: Path) -> None:
    """What is not set is secure."""
    assert SmtpAccount("mail.kuopio.fi", 587, MailSecurity.STARTTLS, "silta@kuopio.fi") == account(tmp_path)


@pytest.mark.parametrize(("security", "port"), [("tls", 465), ("STARTTLS", 587)])
def test_the_port_follows_the_security(tmp_path: Path, security: str, port: int) -> None:
    """Unless it is set."""
    found = account(tmp_path, PORTAL_SMTP_SECURITY=security)
    other = account(tmp_path, PORTAL_SMTP_SECURITY=security, PORTAL_SMTP_PORT="2525")

    assert (port, 2525) == (found and found.port, other and other.port)


def test_a_password_may_lie_in_a_file_and_is_never_shown(tmp_path: Path) -> None:
    """The line end of the file is no part of it."""
    file = tmp_path / "password"
    file.write_text("very secret\n", encoding="utf-8")

    found = account(tmp_path, PORTAL_SMTP_USER="silta", PORTAL_SMTP_PASSWORD_FILE=str(file))

    assert found is not None
    assert ("very secret", False) == (found.password, "secret" in repr(found))


def test_every_fault_is_named_at_once(tmp_path: Path) -> None:
    """An operator mends all of them in one go."""
    environment = {
        "PORTAL_SMTP_HOST": "smtp://mail.kuopio.fi",
        "PORTAL_SMTP_PORT": "70000",
        "PORTAL_SMTP_SECURITY": "some",
        "PORTAL_SMTP_SENDER": "Silta <silta@kuopio.fi>",
        "PORTAL_SMTP_PASSWORD": "x",
        "PORTAL_SMTP_TIMEOUT": "soon",
    }
    named = {*environment, "PORTAL_SMTP_USER"} - {"PORTAL_SMTP_PASSWORD"}

    assert sorted(named) == faults(tmp_path, environment)


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({"PORTAL_SMTP_PORT": "25"}, ["PORTAL_SMTP_PORT"]),
        ({**SERVER, "PORTAL_SMTP_SECURITY": "none"}, ["PORTAL_SMTP_SECURITY"]),
        ({**SERVER, "PORTAL_SMTP_USER": "silta"}, ["PORTAL_SMTP_PASSWORD"]),
        ({**SERVER, "PORTAL_SMTP_SENDER": ""}, ["PORTAL_SMTP_SENDER"]),
        ({**SERVER, "PORTAL_SMTP_USER": "a", "PORTAL_SMTP_PASSWORD": "ä"}, ["PORTAL_SMTP_PASSWORD"]),
        (
            {**SERVER, "PORTAL_SMTP_USER": "a", "PORTAL_SMTP_PASSWORD_FILE": "/no/such/file"},
            ["PORTAL_SMTP_PASSWORD_FILE"],
        ),
    ],
)
def test_what_does_not_go_together_is_a_fault(tmp_path: Path, environment: dict[str, str], named: list[str]) -> None:
    """Settings without a server, a password in clear over the net, half a sign-in."""
    assert named == faults(tmp_path, environment)
