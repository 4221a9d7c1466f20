"""Libraries that only the desk needs: brought in when they are used, named with their extra when they are missing."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from juesuan.errors import MissingExtra

DESK = "desk"
NOTEBOOKS = "notebooks"
"""The extras that bring them: pip install 'juesuan[desk]'."""


def needed(module: str, what: str, extra: str = DESK) -> Any:
    """A library by its name; `what` is what it is needed for, `extra` what brings it, for the message.

    Raises:
        MissingExtra: it is not installed.
    """
    try:
        return import_module(module)
    except ImportError as error:
        library = module.partition(".")[0]
        raise MissingExtra(
            f"{what} needs {library}, which is not installed: pip install 'juesuan[{extra}]'"
        ) from error
