"""config.toml, read and checked: what the user wants of us.

Every key, its type and its default stand in `docs/config.md`. A missing file is an empty one. An
error names the file and the key, or the line where the file is no TOML. `db.config_file` writes.
"""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import platformdirs

from db import config_values as values
from db import courts
from db.errors import ConfigError, CourtError
from db.models import Channel, EntryKind, Keep

TOKEN_VARIABLE = "DOCKET_COURTLISTENER_TOKEN"
MAILBOX_VARIABLE = "DOCKET_MAILBOX_URL"
HOME_VARIABLE = "DOCKET_HOME"


@dataclass(frozen=True, slots=True)
class Home:
    """Where the configuration, the store, the lock of a poll and the kept documents are."""

    config_path: Path
    store_path: Path
    lock_path: Path

    @property
    def documents_path(self) -> Path:
        return self.store_path.parent / "documents"

    @property
    def rules_path(self) -> Path:
        """The user's own rules on what entries are."""
        return self.config_path.with_name("rules.toml")

    @property
    def templates_path(self) -> Path:
        """The user's own templates of messages."""
        return self.config_path.with_name("templates")


@dataclass(frozen=True, slots=True)
class CourtConfig:
    feed_url: str | None = None
    every: timedelta | None = None  # None: learned from the feed's build dates
    delay: float = 1.0  # seconds between requests to one host and port
    keep: Keep = Keep.WATCHED


@dataclass(frozen=True, slots=True)
class CourtListener:
    token: str | None = field(default=None, repr=False)
    base_url: str = "https://www.courtlistener.com"
    delay: float | None = None  # None: a second, or what a court at the same host says
    atom: bool = False
    per_minute: int = 5
    per_hour: int = 50
    per_day: int = 125


@dataclass(frozen=True, slots=True)
class Scotus:
    base_url: str = "https://www.supremecourt.gov"
    delay: float | None = None  # None: a second, or what a court at the same host says
    allow_json: bool = False


@dataclass(frozen=True, slots=True)
class Govinfo:
    base_url: str = "https://www.govinfo.gov"
    delay: float | None = None  # None: a second, or what a court at the same host says


@dataclass(frozen=True, slots=True)
class News:
    every: timedelta | None = None  # None: as often as any source of the press
    delay: float | None = None  # None: a second, or what a court at the same host says
    google_base_url: str = "https://news.google.com"
    threshold: float | None = None  # of a story's score, 0..1; None: as measured


@dataclass(frozen=True, slots=True)
class Heartbeat:
    url: str | None = field(default=None, repr=False)  # whoever knows it can fake our pulse


@dataclass(frozen=True, slots=True)
class Mailbox:
    url: str | None = field(default=None, repr=False)  # imaps://user:password@host/FOLDER


@dataclass(frozen=True, slots=True)
class Config:
    home: Home
    contact: str | None = None
    language: str = "en"
    time_zone: str = "UTC"
    digest: str = "daily@08:00"  # "off" for none; see `db.schedules`
    quiet_hours: str | None = None
    breaks_quiet: tuple[EntryKind, ...] = ()
    never_send: tuple[str, ...] = field(default=(), repr=False)  # names, and /patterns/
    channels: Mapping[str, Channel] = field(default_factory=dict, repr=False)
    courts: Mapping[str, CourtConfig] = field(default_factory=dict)  # by the court's id
    courtlistener: CourtListener = CourtListener()
    scotus: Scotus = Scotus()
    govinfo: Govinfo = Govinfo()
    news: News = News()
    heartbeat: Heartbeat = Heartbeat()
    mailbox: Mailbox = Mailbox()


# Every key, and what reads its value; * is a name of the user's or of a court.
KEYS: Mapping[str, Callable[[object], Any]] = {
    "contact": values.line,
    "language": values.one_of("en", "es"),
    "time_zone": values.zone,
    "digest": values.schedule,
    "quiet_hours": values.hours,
    "breaks_quiet": values.kinds,
    "never_send": values.withheld,
    "channels.*": values.channel,
    "courts.*.feed_url": values.address,
    "courts.*.every": values.duration,
    "courts.*.delay": values.seconds,
    "courts.*.keep": values.keep,
    "courtlistener.token": values.line,
    "courtlistener.base_url": values.site,
    "courtlistener.delay": values.seconds,
    "courtlistener.atom": values.flag,
    "courtlistener.per_minute": values.count,
    "courtlistener.per_hour": values.count,
    "courtlistener.per_day": values.count,
    "scotus.base_url": values.site,
    "scotus.delay": values.seconds,
    "scotus.allow_json": values.flag,
    "govinfo.base_url": values.site,
    "govinfo.delay": values.seconds,
    "news.every": values.duration,
    "news.delay": values.seconds,
    "news.google_base_url": values.site,
    "news.threshold": values.share,
    "heartbeat.url": values.address,
    "mailbox.url": values.mailbox,
}
_READERS = {tuple(key.split(".")): reader for key, reader in KEYS.items()}
_CHANNEL_NAME = re.compile(r"[\w.-]{1,60}")
_CHANNEL_NAMES = 'a name has letters, digits, ".", "_" and "-", and "print" is the terminal'


def home(option: str | None, environ: Mapping[str, str]) -> Home:
    """The folder of `--home` or DOCKET_HOME, else the platform's own places."""
    chosen = option or environ.get(HOME_VARIABLE)
    if not chosen:
        return _home(platformdirs.user_config_path("docket"), platformdirs.user_data_path("docket"))
    folder = Path(chosen).expanduser().absolute()
    return _home(folder, folder)


def _home(config: Path, data: Path) -> Home:
    return Home(config / "config.toml", data / "docket.db", data / "poll.lock")


def load(home: Home, environ: Mapping[str, str] = os.environ) -> Config:
    """The user's configuration. The secrets of the environment go before those of the file."""
    path = home.config_path
    config = Config(home, **{"time_zone": _zone_here(environ)} | check(text_of(path), path))
    token = environ.get(TOKEN_VARIABLE, "").strip()
    if token:
        config = replace(config, courtlistener=replace(config.courtlistener, token=token))
    mailbox = environ.get(MAILBOX_VARIABLE, "").strip()
    return replace(config, mailbox=_mailbox(mailbox)) if mailbox else config


def _mailbox(url: str) -> Mailbox:
    try:
        return Mailbox(values.mailbox(url))
    except ValueError as error:
        raise ConfigError(f"{MAILBOX_VARIABLE} {error}") from error


def exposed(home: Home) -> bool:
    """May other users of this machine read channels or tokens in the file?"""
    path = home.config_path
    if os.name != "posix" or not path.exists() or not path.stat().st_mode & 0o044:
        return False
    config = Config(home, **check(text_of(path), path))
    secrets = (config.courtlistener.token, config.heartbeat.url, config.mailbox.url)
    return bool(config.channels or any(secrets))


def text_of(path: Path) -> str:
    """What stands in the file; nothing where there is none."""
    try:
        return path.read_bytes().decode("utf-8-sig")  # some editors begin a file with a BOM
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: is not UTF-8 text") from error


def check(text: str, path: Path) -> dict[str, Any]:
    """The fields of a `Config` that the text sets; a ConfigError names the file and the key."""
    try:
        told = _read(tomllib.loads(text))
        return told | {name: make(told[name]) for name, make in _TABLES.items() if name in told}
    except ValueError as error:
        raise ConfigError(f"{path}: {error}") from error


def _read(told: dict[str, Any], *above: str) -> dict[str, Any]:
    return {name: _value(value, *above, name) for name, value in told.items()}


def _value(value: object, *here: str) -> Any:
    name, pattern = ".".join(here), _pattern(here)
    if pattern in _READERS:
        try:
            return _READERS[pattern](value)
        except ValueError as error:
            raise ValueError(f"{name} {error}") from error
    if not _below(pattern):
        raise ValueError(f"{name} is no key. {_hint(here[-1], _below(pattern[:-1]))}")
    if not isinstance(value, dict):
        raise ValueError(f"{name} must be a table")
    return _read(value, *here)


def _pattern(here: tuple[str, ...]) -> tuple[str, ...]:
    """The key in `KEYS`: "courts.mad.every" is "courts.*.every"."""
    is_named = here[0] in ("channels", "courts")
    return tuple("*" if is_named and depth == 1 else name for depth, name in enumerate(here))


def _below(table: tuple[str, ...]) -> list[str]:
    """The keys that a table may have; none where it is no table."""
    depth = len(table)
    return list(dict.fromkeys(key[depth] for key in _READERS if key[:depth] == table))


def _hint(name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    return f"Did you mean {near[0]}?" if near else f"Known are {', '.join(known)}."


def _channels(told: dict[str, str]) -> dict[str, Channel]:
    for name in told:
        if name == "print" or not _CHANNEL_NAME.fullmatch(name):
            raise ValueError(f"channels.{name}: {_CHANNEL_NAMES}")
    return {name: Channel(name, url) for name, url in told.items()}


def _courts(told: dict[str, dict[str, Any]]) -> dict[str, CourtConfig]:
    """By the court's id, whichever of its names the file has."""
    found: dict[str, CourtConfig] = {}
    for name, keys in told.items():
        court_id = _court_id(name)
        if court_id in found:
            raise ValueError(f"courts.{name} is the same court as another table, {court_id}")
        found[court_id] = CourtConfig(**keys)
    return found


def _court_id(name: str) -> str:
    try:
        return courts.get(name).id
    except CourtError as error:
        raise ValueError(f"courts.{name}: {error}") from error


_TABLES: Mapping[str, Callable[[dict[str, Any]], object]] = {
    "channels": _channels,
    "courts": _courts,
    "courtlistener": lambda told: CourtListener(**told),
    "scotus": lambda told: Scotus(**told),
    "govinfo": lambda told: Govinfo(**told),
    "news": lambda told: News(**told),
    "heartbeat": lambda told: Heartbeat(**told),
    "mailbox": lambda told: Mailbox(**told),
}


def _zone_here(environ: Mapping[str, str]) -> str:
    """The time zone of this machine, UTC where it has no name."""
    linked = os.path.realpath("/etc/localtime").partition("zoneinfo/")[2]
    for name in (environ.get("TZ", "").lstrip(":"), linked):
        with suppress(ValueError):
            return values.zone(name)
    return "UTC"
