"""Asks whether a library in the lock file has a known weakness; where the advisories cannot be read, says so loudly."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
LOCK = "requirements.lock"
COMMAND = ("-m", "pip_audit", "--disable-pip", "--progress-spinner", "off", "--timeout", "10", "--format", "json")


def main() -> int:
    """Print what was found; 1 when a library has a known weakness, else 0."""
    command = [sys.executable, *COMMAND, "--requirement", LOCK]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
        found = json.loads(done.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, json.JSONDecodeError, KeyError):
        print(f"NOT AUDITED: no advisories could be read here. To audit: pip-audit --requirement {LOCK}")
        return 0
    weak = [each for each in found if each.get("vulns")]
    unknown = [each["name"] for each in found if "skip_reason" in each]
    for each in weak:
        names = ", ".join(weakness["id"] for weakness in each["vulns"])
        print(f"{each['name']} {each['version']}: {names}")
    if unknown:
        print(f"NOT AUDITED: {len(unknown)} of {len(found)} libraries, which the reachable advisories do not know.")
    print(f"Audited {len(found) - len(unknown)} libraries of {LOCK}: {len(weak)} with a known weakness.")
    return 1 if weak else 0


if __name__ == "__main__":
    sys.exit(main())
