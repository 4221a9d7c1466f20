"""Documents of forms that only an office program reads: LibreOffice, where it is installed, writes them as .docx."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from juesuan.errors import BadInput

PROGRAMS = ("soffice", "libreoffice", "lowriter")
SECONDS = 180
"""A conversion that takes longer hangs."""


def as_word(data: bytes, name: str, what: str) -> bytes:
    """The document as .docx, made by LibreOffice. `name` is the file's and `what` its form, for messages.

    Raises `BadInput`: missing_engine, conversion_failed.
    """
    program = next((found for p in PROGRAMS if (found := shutil.which(p)) is not None), None)
    if program is None:
        message = (
            f"{name}: {what} is read with LibreOffice, which is not installed (no {PROGRAMS[0]} on the path); "
            "install it (apt-get install libreoffice-writer), or save the file as .docx or PDF"
        )
        raise BadInput("missing_engine", message)
    with TemporaryDirectory(prefix="juesuan-") as room:
        source = Path(room) / "document.doc"
        source.write_bytes(data)
        # A profile of its own: two conversions at once would share one, and the second would do nothing.
        profile = (Path(room) / "profile").as_uri()
        command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", "docx",
                   "--outdir", room, str(source)]  # fmt: skip
        try:
            done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
            why = done.stderr.decode("utf-8", "replace").strip() or f"it ended with {done.returncode}"
        except (OSError, subprocess.TimeoutExpired) as error:
            why = str(error)
        made = source.with_suffix(".docx")
        if not made.is_file():
            message = f"{name}: LibreOffice could not convert it ({why[:200]}); save it as .docx or PDF"
            raise BadInput("conversion_failed", message)
        return made.read_bytes()
