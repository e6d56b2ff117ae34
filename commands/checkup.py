"""What `docket doctor` looks at: each check says what it found, and what to do about it."""

from __future__ import annotations

import platform
from collections.abc import Iterator, Sequence, Sized
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from importlib.metadata import version

from commands import channels, lock, output, source_words
from db import backups, config
from db.config import Config, Home
from db.config_values import format_duration
from db.courts import Court
from db.coverage import is_failing
from db.errors import Busy, DocketError
from db.models import DeliveryStatus, Source, SourceState, Watch
from db.needs import feed_slug
from db.store import Store
from notify import blind_spots
from notify.reader import Reader

_LIBRARIES = ("scrapy", "lxml", "apprise", "sqlite-utils", "click", "rich")
_LITTLE_SPACE = 100_000_000  # bytes
_SLACK = timedelta(minutes=5)  # by which the clocks of courts may differ from ours
_OVERDUE = timedelta(hours=1)


class Status(StrEnum):
    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


COLOURS = {Status.OK: "green", Status.WARN: "yellow", Status.FAIL: "red"}


@dataclass(frozen=True, slots=True)
class Check:
    name: str  # what was looked at: config, store, channel, clock, source, lock, version
    status: Status
    found: str
    advice: str | None = None

    @property
    def head(self) -> str:
        return f"{self.status:<4}  {self.name}"

    @property
    def told(self) -> str:
        return f"{self.found} → {self.advice}" if self.advice else self.found


def _ok(name: str, found: str) -> Check:
    return Check(name, Status.OK, found)


def _warn(name: str, found: str, advice: str) -> Check:
    return Check(name, Status.WARN, found, advice)


def _fail(name: str, found: str, advice: str | None = None) -> Check:
    return Check(name, Status.FAIL, found, advice)


def every_check(home: Home, now: datetime, *, sends: bool) -> Iterator[Check]:
    """Look at everything, without changing anything; `sends` tries the channels for real."""
    yield from _versions()
    told, check = _config(home)
    yield check
    yield from _exposed(home) if told else ()
    yield _lock(home)
    if told is not None:
        yield from _channels(told, sends=sends)
    if not home.store_path.exists():
        yield _warn("store", f"{home.store_path}: none yet", "`docket watch CASE` makes one")
        return
    condition = list(_store(home))
    yield from condition
    if all(check.status is not Status.FAIL for check in condition):
        with Store.open(home.store_path, readonly=True) as store:
            yield from _contents(store, told or Config(home), now)


def _contents(store: Store, told: Config, now: datetime) -> Iterator[Check]:
    watches, sources = store.watches.all(), store.sources.all()
    yield from _unknown_channels(watches, told)
    yield from _outbox(store)
    yield _clock(sources, told.time_zone, now)
    for source in sources:
        yield _source(source, told, now)
    yield from _unasked(watches, sources, told)


def _versions() -> Iterator[Check]:
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    python = f"Python {platform.python_version()}, SQLite {backups.SQLITE_VERSION}"
    yield _ok("version", f"docket {version('docketwatch')}, {python}, {libraries}")


def _config(home: Home) -> tuple[Config | None, Check]:
    path = home.config_path
    try:
        told = config.load(home)
    except DocketError as error:
        return None, _fail("config", str(error), "correct the file; docs/config.md has every key")
    if not path.exists():
        found = f"{path}: none, which is fine"
        return told, _ok("config", found)
    if told.contact is None:
        advice = 'add `contact = "you@example.org"`, so that a court can reach you'
        return told, _warn("config", f"{path}: has no contact", advice)
    return told, _ok("config", str(path))


def _exposed(home: Home) -> Iterator[Check]:
    if config.exposed(home):
        found = f"{home.config_path}: others on this machine can read its secrets"
        yield _warn("config", found, f"chmod 600 {home.config_path}")


def _lock(home: Home) -> Check:
    if not home.lock_path.exists():
        return _ok("lock", "no poll has run yet")
    try:
        with lock.held(home.lock_path):
            return _ok("lock", "no poll is running")
    except Busy as busy:
        return _ok("lock", str(busy))
    except DocketError as error:
        return _fail("lock", str(error))


def _channels(told: Config, *, sends: bool) -> Iterator[Check]:
    if not told.channels:
        advice = "`docket channel add NAME URL` sends them to mail or a chat"
        yield _warn("channel", "none is set up: alerts are printed", advice)
    for channel in told.channels.values():
        address = f"{channel.name}: {channels.masked(channel.url)}"
        try:
            channels.try_out(channel, sends=sends)
        except DocketError as error:
            yield _fail(
                "channel", f"{address}: {error}", f"`docket channel add {channel.name} URL`"
            )
        else:
            yield _ok("channel", f"{address}: {'took a test message' if sends else 'understood'}")


def _unknown_channels(watches: Sequence[Watch], told: Config) -> Iterator[Check]:
    for watch in watches:
        for name in watch.channels:
            if name not in told.channels and name != "print":
                advice = f"`docket channel add {name} URL`, or have the watch name another"
                yield _fail("channel", f"{name}: not set up, but {watch.slug} sends there", advice)


def _store(home: Home) -> Iterator[Check]:
    try:
        condition = backups.examine(home.store_path)
        Store.open(home.store_path, readonly=True).close()
    except DocketError as error:
        yield _fail("store", str(error))
        return
    path = home.store_path
    if condition.damages:
        found = f"{path}: damaged: {'; '.join(condition.damages)}"
        yield _fail("store", found, "`docket restore FILE` puts a backup in its place")
        return
    sizes = f"{_megabytes(condition.bytes)} and a log of {_megabytes(condition.log_bytes)}"
    yield _ok("store", f"{path}: sound, version {condition.version}, {sizes}")
    if not condition.is_writable:
        yield _fail("store", f"{path}: cannot be written", "make it and its folder yours")
    if condition.is_exposed:
        yield _warn("store", f"{path}: others can read what you follow", f"chmod 600 {path}")
    if condition.free_bytes < _LITTLE_SPACE:
        found = f"only {_megabytes(condition.free_bytes)} are free on the disk of {path}"
        yield _warn("store", found, "free some space; without it nothing new is kept")


def _megabytes(count: int) -> str:
    return f"{count / 1_000_000:.1f} MB"


def _outbox(store: Store) -> Iterator[Check]:
    failed = {each.message_id for each in store.deliveries.all(DeliveryStatus.FAILED)}
    tried = {e.message_id: e for e in store.deliveries.all(DeliveryStatus.PENDING) if e.error}
    if failed:
        found = f"{_messages(failed)} given up"
        yield _warn("outbox", found, "`docket outbox` says why; `docket outbox --retry` sends them")
    for each in list(tried.values())[:1]:
        found = f"{_messages(tried)} to be sent again; {each.channel}: {each.error}"
        yield _warn("outbox", found, "`docket outbox` lists them")
    if not failed and not tried:
        yield _ok("outbox", "nothing failed")


def _messages(found: Sized) -> str:
    return "1 message" if len(found) == 1 else f"{len(found)} messages"


def _clock(sources: Sequence[Source], time_zone: str, now: datetime) -> Check:
    """Courts write the time into their feeds, so that a clock which is behind shows."""
    advice = "set this machine's clock: with a wrong one, courts are asked at the wrong times"
    for source in sources:
        asked, built = source.checked_at, source.builds[-1] if source.builds else None
        if asked is not None and asked > now + _SLACK:
            asked_at = output.when(asked, time_zone)
            return _fail("clock", f"{source.id} was asked at {asked_at}, yet to come", advice)
        if built is not None and built > min(now, asked or now) + _SLACK:
            built_at = output.when(built, time_zone)
            found = f"behind: the feed of {source_words.place(source)} was built at {built_at}"
            return _fail("clock", found, advice)
    return _ok("clock", output.when(now, time_zone))


def _source(source: Source, told: Config, now: datetime) -> Check:
    court = source_words.court_of(source)
    sees = f"sees {source_words.carried(court, source)}"
    found = f"{source.id}: {sees}; {_answered(source, told, now)}"
    if is_failing(source):
        next_try = output.when(source.next_check_at, told.time_zone)
        advice = f"it is asked again at {next_try}; `docket poll --force` asks now"
        return _fail("source", f"{found}; {source.error}", advice)
    if source.checked_at is None:
        return _warn("source", f"{source.id}: never asked", "`docket poll` asks it")
    if source.next_check_at is not None and now - source.next_check_at > _OVERDUE:
        advice = "`docket schedule --install` has this machine poll regularly"
        return _warn("source", f"{found}; overdue", advice)
    if source.state in (SourceState.STALE, SourceState.NOT_CONFIGURED):
        return _warn("source", found, _instead(source, court))
    return _ok("source", found)


def _instead(source: Source, court: Court | None) -> str:
    """Where to look while a source shows nothing."""
    if court is None:
        slug = feed_slug(source.id)
        return f"`docket news remove {slug}` ends it; `docket news presets` lists others"
    return f"until that changes, look at {court.citation}'s own site"


def _answered(source: Source, told: Config, now: datetime) -> str:
    answered_at = source_words.answered_at(source)
    if answered_at is None:
        return "no answer yet"
    age = timedelta(minutes=round((now - answered_at).total_seconds() / 60))
    return f"last answer {output.when(answered_at, told.time_zone)}, {format_duration(age)} ago"


def _unasked(watches: Sequence[Watch], sources: Sequence[Source], told: Config) -> Iterator[Check]:
    """Courts of watched cases that nobody asks."""
    asked = {source.court_id for source in sources}
    for court_id in sorted({case.court_id for watch in watches for case in watch.cases} - asked):
        found = blind_spots.blind_spot(court_id, None, Reader(told.time_zone))
        yield _warn("source", found, "`docket poll` asks every court that can be asked")
