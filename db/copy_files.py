"""The files of the copies that we keep: named by what they hold, whole or not there at all."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from db.engine import explained


def write(folder: Path, body: bytes) -> str:
    """Keep a document for its owner's eyes alone; return its sha256, which names the file.

    Killed amid this, it leaves no file of that name. Raises StoreError where the disk is full.
    """
    sha256 = hashlib.sha256(body).hexdigest()
    with explained(folder):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write_whole(folder / f"{sha256}.pdf", body)
    return sha256


def _write_whole(path: Path, body: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")  # 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)  # noqa: PTH105 - the pair of mkstemp's name
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def erase(folder: Path, sha256s: Iterable[str]) -> None:
    for each in sha256s:
        (folder / f"{each}.pdf").unlink(missing_ok=True)
