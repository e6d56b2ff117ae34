"""One round at a time: the lock of a home, which goes with its process however that ends."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from commands import home
from db.config_values import format_duration
from db.engine import explained
from db.errors import Busy

_STEP = 0.1  # seconds between two tries


@contextmanager
def held(path: Path, patience: float = 0.0) -> Iterator[None]:
    """Hold the lock; Busy names who holds it, if that does not end within `patience` seconds.

    The file tells the holder's process and since when, for whoever comes in vain.
    """
    with explained(path):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _take(file, patience)
        with explained(path):
            os.ftruncate(file, 0)
            os.pwrite(file, f"{os.getpid()} {home.now().isoformat()}".encode(), 0)
        yield
        os.ftruncate(file, 0)
    finally:
        os.close(file)


def _take(file: int, patience: float) -> None:
    gives_up_at = time.monotonic() + patience
    while True:
        try:
            return fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() >= gives_up_at:
                raise Busy(f"another poll is running{_holder(file)}") from error
        time.sleep(_STEP)


def _holder(file: int) -> str:
    told = os.pread(file, 100, 0).decode().split()
    if len(told) != 2:  # it has only just begun, or is ending
        return ""
    age = home.now() - datetime.fromisoformat(told[1])
    return f" (process {told[0]}, for {format_duration(age)})"
