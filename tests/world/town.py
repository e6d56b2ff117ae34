"""The servers of the world, and a reader's home that asks them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from commands.home import timed_by
from tests import papers
from tests.commands.conftest import House
from tests.loopback import Answer, Loopback
from tests.world import courtlistener, feeds, pages
from tests.world.press import PAPERS, Publisher
from tests.world.story import FILINGS, Clock

TOKEN = "0123456789abcdef0123456789abcdef01234567"
_ATOM = re.compile(r"/docket/(\d+)/feed/")
_SCOTUS = re.compile(r"/docket/docketfiles/html/public/(\w+)\.html")
_FEED = re.compile(r"/(mad|mdd|ca1|ca4)/rss")
_COPY = re.compile(r"^/recap/.*\.pdf$")
_GOVINFO = re.compile(r"/rss/uscourts-(\w+)\.xml")


class Town(Loopback):
    """Every court and service at one address, as each would answer at the moment."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.clock = clock
        self.refused = 0  # questions to CourtListener without the token

    def next_answer(self, path: str) -> Answer:
        if path.startswith(courtlistener.API):
            return self._api(path)
        if found := _ATOM.match(path):
            return Answer(feeds.atom(int(found[1]), self.clock.now))
        if found := _SCOTUS.match(path):
            page = pages.scotus(found[1], self.clock.now)
            return Answer(status=404) if page is None else Answer(page)
        if found := _FEED.match(path):
            return Answer(feeds.pacer(found[1], self.clock.now))
        if found := _GOVINFO.match(path):
            return Answer(feeds.govinfo(found[1], self.clock.now))
        if _COPY.search(path):
            return Answer(papers.ORDER, headers={"Content-Type": "application/pdf"})
        return Answer(status=404)

    def _api(self, path: str) -> Answer:
        if self.requests[-1].headers.get("Authorization") != f"Token {TOKEN}":
            self.refused += 1
            return Answer(b'{"detail":"Invalid token."}', 401)
        told = courtlistener.answer(path, self.clock.now, self.url(""))
        kind = {"Content-Type": "application/json"}
        return Answer(json.dumps(told).encode(), 404 if told is None else 200, kind)


class World:
    """A reader's home, the clock on its wall, and the servers that it asks."""

    def __init__(
        self, house: House, town: Town, press: Mapping[str, Publisher], clock: Clock
    ) -> None:
        self.house = house
        self.town = town
        self.press = press  # by the names that the reader gives them
        self.clock = clock
        self.mailbox = house.folder / "Maildir"

    @classmethod
    @contextmanager
    def open(cls, folder: Path, *, token: bool = True, atom: bool = False) -> Iterator[World]:
        clock = Clock()
        with Town(clock) as town, timed_by(clock), ExitStack() as printing:
            open_ = printing.enter_context
            press = {name: open_(Publisher(paper, clock)) for name, paper in PAPERS.items()}
            world = cls(House(folder), town, press, clock)
            world._furnish(token, atom)
            yield world

    def _furnish(self, token: bool, atom: bool) -> None:
        for name in ("cur", "new", "tmp"):
            (self.mailbox / name).mkdir(parents=True)
        base = self.town.url("")
        feeds = [
            f'[courts.{court}]\nfeed_url = "{base}/{court}/rss"\nevery = "10m"\ndelay = 0'
            for court in ("mad", "mdd", "ca1", "ca4")
        ]
        services = [
            f'[courtlistener]\nbase_url = "{base}"\ndelay = 0\natom = {str(atom).lower()}'
            + (f'\ntoken = "{TOKEN}"' if token else ""),
            f'[scotus]\nbase_url = "{base}"\ndelay = 0',
            f'[govinfo]\nbase_url = "{base}"\ndelay = 0',
            "[news]\ndelay = 0",
        ]
        head = 'time_zone = "America/New_York"'
        self.house.config.write_text("\n".join([head, *feeds, *services]))

    def docket(self, *words: str, exits: int = 0) -> str:
        """What a command prints."""
        return self.house.docket(*words, exits=exits).output

    def lines(self, *words: str) -> list[dict[str, Any]]:
        return self.house.lines(*words)

    def at(self, moment: datetime) -> None:
        """Let it be later; what courts mailed since lies in the mailbox."""
        for filing in FILINGS:
            if filing.by_mail and self.clock.now < filing.at <= moment:
                (self.mailbox / "new" / f"{filing.id}").write_bytes(pages.notice(filing))
        self.clock.now = moment
