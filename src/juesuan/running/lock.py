"""One run at a time writes a dataset."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from juesuan.errors import OutputUnwritable
from juesuan.writing.storage import is_url, unwritable


@contextmanager
def locked(output: str) -> Iterator[None]:
    """Hold the output folder; the system lets go of it when the run ends, however it ends.

    Behind an address there is no lock: two runs into one place do no harm but work twice.
    Raises `OutputUnwritable` if another run holds it, or if it cannot be written.
    """
    try:
        import fcntl
    except ImportError:
        # Not on Windows.
        yield
        return
    if is_url(output):
        yield
        return
    place = Path(output) / ".juesuan" / "lock"
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        file = place.open("wb")
    except OSError as error:
        raise unwritable(output, error) from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise OutputUnwritable(f"{output}: another run is writing there; wait for it or name another") from error
        except OSError:
            # A file system without locks, as of some networks: there two runs do no harm but work twice.
            pass
        yield
