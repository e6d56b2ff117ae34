"""Playing the story: the real commands, in a home that is thrown away, by a clock of our own."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib.resources.abc import Traversable
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from commands import rounds
from commands.demo.beat import POLL, READER, Beat
from commands.demo.court import Court
from commands.demo.narrator import Narrator
from commands.demo.story import COURTS, SERVICES
from commands.home import timed_by
from db import config
from db.config import Home
from db.errors import DocketError
from db.models import ChangeKind, DeliveryStatus
from db.shelves import Shelves

_BETWEEN_POLLS = timedelta(hours=12)  # from one beat to the next; a real cron line asks more often

_CONFIG = f"""\
contact = "nobody@example.org"
time_zone = "{READER}"

[news]
delay = 0
"""
_COURT = """
[courts.{court_id}]
feed_url = "{url}"
every = "30m"
delay = 0
"""
_SERVICE = """
[{name}]
base_url = "{site}"
delay = 0
"""
_FEED_OF_DOCKETS = "atom = true\n"  # of CourtListener, whose tables come last


class OffScript(DocketError):
    """The demo came out otherwise than its story says: something in docket is broken."""


def play(docket: click.Command, feeds: Traversable, beats: Sequence[Beat]) -> None:
    """Play the beats with the real commands of `docket`; the courts say what stands in `feeds`."""
    with TemporaryDirectory(prefix="docket-demo-") as folder, _without_proxy():
        stage = Stage(docket, config.home(folder, {}), beats[0].at)
        with Court(feeds, stage.clock) as court, timed_by(stage.clock):
            furnish(stage.home.config_path, court)
            for beat in beats:
                stage.play(_addressed(beat, court))


def _addressed(beat: Beat, court: Court) -> Beat:
    """With the address of this machine's servers where its command has `{site}`."""
    return replace(beat, command=tuple(each.format(site=court.site) for each in beat.command))


def furnish(path: Path, court: Court) -> None:
    """Write a config.toml that finds every court of the story here."""
    tables = [_COURT.format(court_id=each, url=court.feed_url(each)) for each in COURTS]
    tables += [_SERVICE.format(name=each, site=court.site) for each in SERVICES]
    path.write_text(_CONFIG + "".join(tables) + _FEED_OF_DOCKETS, encoding="utf-8")


class Stage:
    """A home, the time there, and how many deliveries have left it."""

    def __init__(self, docket: click.Command, home: Home, now: datetime) -> None:
        self.home = home
        self._docket = docket
        self._now = now.astimezone(UTC)
        self._sent = 0
        self._narrator = Narrator()

    def clock(self) -> datetime:
        return self._now

    @property
    def _day(self) -> str:
        return f"{self._now.day} {self._now:%B}"

    def play(self, beat: Beat) -> None:
        silent_polls = self._pass_time(beat.at)
        self._narrator.date(beat.at, silent_polls)
        self._narrator.say(beat.told)
        self._narrator.type(beat.command)
        self._run(beat.command, beat.exits)
        self._check(beat)
        if beat.remark:
            self._narrator.remark(beat.remark)

    def _pass_time(self, until: datetime) -> int:
        """Poll on as cron does, which would mail whatever is printed; count the polls."""
        polls = 0
        while self._now + _BETWEEN_POLLS < until:
            self._now += _BETWEEN_POLLS
            with redirect_stdout(io.StringIO()) as printed:
                self._run(POLL)
            if told := printed.getvalue():
                raise OffScript(f"{self._day}: docket had nothing to say, but said\n{told}")
            polls += 1
        self._now = until.astimezone(UTC)
        return polls

    def _run(self, words: Sequence[str], exits: int = 0) -> None:
        code = self._exit_code([*words, "--home", str(self.home.config_path.parent)])
        if code == rounds.STOPPED:
            raise click.exceptions.Exit(code)
        if code != exits:
            raise OffScript(f"{self._day}: docket {words[0]} ended with {code}, not {exits}")

    def _exit_code(self, words: list[str]) -> int:
        """Run a command as `docket` itself does, but go on where that would end."""
        try:
            with self._docket.make_context("docket", words) as context:
                self._docket.invoke(context)
        except click.exceptions.Exit as ended:
            return ended.exit_code
        return 0

    def _check(self, beat: Beat) -> None:
        """Hold the alerts that left against the story."""
        with Shelves.open(self.home.store_path, readonly=True) as store:
            sent = [each.change.kind for each in store.deliveries.all(DeliveryStatus.SENT)]
        news, self._sent = tuple(sent[self._sent :]), len(sent)
        if news != beat.alerts:
            raise OffScript(f"{self._day}: docket told {_listed(news)}, not {_listed(beat.alerts)}")


def _listed(kinds: Sequence[ChangeKind]) -> str:
    return ", ".join(kinds) or "nothing"


@contextmanager
def _without_proxy() -> Iterator[None]:
    """A proxy of the environment is not asked for what is on this machine."""
    before = os.environ.get("no_proxy")
    os.environ["no_proxy"] = "127.0.0.1"
    try:
        yield
    finally:
        del os.environ["no_proxy"]
        if before is not None:
            os.environ["no_proxy"] = before
