"""Keys of rows: hashes of what they name, so that they do not shift when a pattern is added."""

from __future__ import annotations

from hashlib import blake2b


def key(*names: object) -> str:
    """16 hex digits from the names of a thing (document, place, concept …)."""
    return blake2b("\x1f".join(map(str, names)).encode(), digest_size=8).hexdigest()
