"""What can go wrong for somebody who uses the portal, each named for what happened."""


class PortalError(Exception):
    """The parent of every error the portal raises on purpose."""


class SettingsError(PortalError):
    """Raised at start when the environment does not describe a portal; lists every fault at once."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class EntryExists(PortalError):
    """Raised when a new entry would overwrite one that is there."""


class StampRefused(PortalError):
    """Raised when a translation cannot be told which original it was made from."""


class EntryMissing(PortalError):
    """Raised when somebody asks for an entry that no file holds."""


class FileUnreadable(PortalError):
    """Raised when a content file cannot be taken apart, so that no form can show it."""
