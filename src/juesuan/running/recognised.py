"""Where recognised pages are kept: a folder of this machine, or beside the dataset behind an address."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from juesuan.writing.storage import is_url, storage_of


@contextmanager
def recognised(output: str, folder: Path | None, sha256: str) -> Iterator[Path]:
    """The folder with the recognised pages of a content; `folder` if there is one, else within the output.

    Behind an address they lie as one archive for each document: fetched before, put back if pages were added.
    """
    if folder is not None or not is_url(output):
        yield folder if folder is not None else Path(output) / ".ocr"
        return
    storage, name = storage_of(output), f".juesuan/recognised/{sha256[:2]}/{sha256}.tar"
    with TemporaryDirectory(prefix="juesuan-") as made:
        local = Path(made)
        if (archive := storage.read(name)) is not None:
            with tarfile.open(fileobj=BytesIO(archive)) as tar:
                tar.extractall(local, filter="data")
        before = {path.relative_to(local) for path in local.rglob("*.npz")}
        yield local
        now = sorted(path.relative_to(local) for path in local.rglob("*.npz"))
        if set(now) != before:
            sink = BytesIO()
            with tarfile.open(fileobj=sink, mode="w") as tar:
                for path in now:
                    tar.add(local / path, path.as_posix())
            storage.write(name, sink.getvalue())
