"""Writing to config.toml: the user's comments and order stay, and only the user may read it.

Apart from `db.config`, because every command reads the configuration and few write to it.
"""

from __future__ import annotations

import os
import tempfile
from itertools import takewhile
from pathlib import Path

import tomlkit
from tomlkit import TOMLDocument
from tomlkit.items import Item, Table

from db import config
from db.errors import ConfigError


def add_channel(path: Path, name: str, url: str) -> None:
    """Gives a channel its apprise URL; a channel of this name gets the new one."""
    document = _document(path)
    channels = document.setdefault("channels", tomlkit.table())
    comments = _cut_comments_behind(channels)
    channels[name] = url
    for comment in comments:
        channels.add(comment)
    _write(path, document)


def _cut_comments_behind(channels: object) -> list[Item]:
    """Lines behind the last channel speak of the next table: a new channel goes before them."""
    body = channels.value.body if isinstance(channels, Table) and channels else []
    comments = [line for key, line in takewhile(lambda line: line[0] is None, reversed(body))]
    del body[len(body) - len(comments) :]
    return comments[::-1]


def remove_channel(path: Path, name: str) -> None:
    document = _document(path)
    channels = document.get("channels", {})
    if name not in channels:
        known = ", ".join(channels) or "none"
        raise ConfigError(f'{path}: no channel is called "{name}". There are: {known}.')
    del channels[name]
    _write(path, document)


def _document(path: Path) -> TOMLDocument:
    text = config.text_of(path)
    config.check(text, path)
    return tomlkit.parse(text)


def _write(path: Path, document: TOMLDocument) -> None:
    """All or nothing: a reader sees the old file or the new one, also after a crash."""
    text = tomlkit.dumps(document)
    config.check(text, path)
    target = path.resolve()  # a link to a file kept elsewhere stays a link
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _replace(target, text)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be written: {error.strerror}") from error


def _replace(target: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".config-")  # for the owner only
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(handle)
        Path(name).replace(target)
    finally:
        Path(name).unlink(missing_ok=True)
