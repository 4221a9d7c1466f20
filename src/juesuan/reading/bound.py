"""Functions of pdfium that are asked for every character and every line of a page, bound on plain addresses.

These calls are most of the time it takes to read a page. The package's own bindings convert every argument
of every call; bound here once more, they take half as long.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any

ADDRESS = ctypes.c_size_t
"""An address, as argument or result."""


def bound(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    """The same function of the same library, on addresses; it keeps Python's lock, each call being short."""
    address = ctypes.cast(function, ctypes.c_void_p).value or 0
    call: Callable[..., Any] = ctypes.PYFUNCTYPE(result, *arguments)(address)
    return call


def drain(calls: Iterable[Any]) -> None:
    """Make all the calls; what they have to say is written where their arguments point."""
    deque(calls, maxlen=0)
