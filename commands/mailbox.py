"""The mails in a file, an mbox, a Maildir or the configured mailbox; none is marked or moved."""

from __future__ import annotations

import mailbox
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from db.errors import FormatError
from scraper.parsers.mail_letter import LARGEST

STDIN = "-"
IMAP = "imap"
_READ = LARGEST + 1  # bytes of one mail: with the last the parser sees that it is too large


@dataclass(frozen=True, slots=True)
class Mail:
    place: str  # for the user: a file's name, and which mail in it
    body: bytes
    position: str | None = None  # in an IMAP folder; its order is that of the mails
    is_chosen: bool = False  # the user named it itself: he knows where he has it from


def mails(place: str) -> Iterator[Mail]:
    """The mails at a place of the user's; FormatError says what is wrong with it."""
    if place == STDIN:
        yield Mail("stdin", sys.stdin.buffer.read(_READ))
        return
    with _errors_told():
        yield from _of_path(Path(place))


def is_box(place: str) -> bool:
    """It may hold other mails than notices."""
    with _errors_told():
        return Path(place).is_dir() or (Path(place).is_file() and _is_mbox(Path(place)))


@contextmanager
def _errors_told() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise FormatError(f"cannot be read: {error.strerror}") from error


def _of_path(path: Path) -> Iterator[Mail]:
    if path.is_dir():
        if not (path / "cur").is_dir() or not (path / "new").is_dir():
            raise FormatError("is a folder, but no Maildir: it has no cur and new")
        yield from _of_box(path, mailbox.Maildir(path, create=False))
    elif _is_mbox(path):
        yield from _of_box(path, mailbox.mbox(path, create=False))
    else:
        with path.open("rb") as file:
            yield Mail(str(path), file.read(_READ), is_chosen=True)


def _is_mbox(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(5) == b"From "


def _of_box(path: Path, box: mailbox.Maildir | mailbox.mbox) -> Iterator[Mail]:
    try:
        for key in box.iterkeys():
            with box.get_file(key) as file:
                yield Mail(f"{path} {key}", file.read(_READ))
    finally:
        box.close()
