"""Static files under addresses that change with their content."""

import hashlib
from pathlib import Path
from typing import Any

from flask import Flask
from flask import Response
from flask import request

FOREVER = "public, max-age=31536000, immutable"


def stamp(app: Flask) -> None:
    """Give every static address the fingerprint of its file, and let such addresses be kept for a year.

    Fonts are named in the style sheet, where no address is built: their file names carry the version instead.
    """
    folder = Path(app.static_folder or "")
    stamps = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()[:12]
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }

    @app.url_defaults
    def put_stamp(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static" and values.get("filename") in stamps:
            values["v"] = stamps[values["filename"]]

    @app.after_request
    def keep(response: Response) -> Response:
        if request.endpoint == "static" and response.status_code in {200, 206, 304}:
            name = (request.view_args or {}).get("filename", "")
            current = request.args.get("v") == stamps.get(name) or name.startswith("fonts/")
            response.headers["Cache-Control"] = FOREVER if current else "public, max-age=60"
        return response
