"""A reader's home with real store and configuration, whose courts are kept whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self

from db.config import Config, CourtConfig, Home
from db.migrations import migrate
from db.models import Keep
from db.store import Store
from scraper.crawl import Outcome, crawl, run

BUILT = datetime(2025, 5, 23, 18, 44, tzinfo=UTC)


@dataclass
class Desk:
    config: Config
    store: Store
    now: datetime = BUILT + timedelta(minutes=5)
    told: list[Outcome] = field(default_factory=list)

    @classmethod
    def open(
        cls, home: Path, *, delay: float = 0.0, contact: str | None = None, **feeds: str
    ) -> Self:
        courts = {
            court_id: CourtConfig(url, delay=delay, keep=Keep.ALL)
            for court_id, url in feeds.items()
        }
        places = Home(home / "config.toml", home / "docket.db", home / "poll.lock")
        migrate(places.store_path)
        desk = cls(Config(places, contact=contact, courts=courts), Store.open(places.store_path))
        desk.store.sources.sync(desk.config, desk.now)
        return desk

    def round(self, **options: object) -> dict[str, Outcome]:
        """One round, an hour after the last; outcomes by court."""
        self.now += timedelta(hours=1)
        outcomes = run(
            crawl(
                self.store,
                self.config,
                lambda: self.now,
                on_outcome=self.told.append,
                **options,  # type: ignore[arg-type]
            )
        )
        assert outcomes is not None
        return {outcome.source_id.partition(":")[2]: outcome for outcome in outcomes}

    def forget_configuration(self, court_id: str) -> None:
        """Leave a source where it is, but no longer by the user's own word."""
        courts = {key: each for key, each in self.config.courts.items() if key != court_id}
        self.config = replace(self.config, courts=courts)


def feed(built: datetime = BUILT, entries: int = 3, case: int = 1) -> bytes:
    """A district court's feed about invented parties, as CM/ECF writes them."""
    items = "".join(_item(case, seq) for seq in range(1, entries + 1))
    return f"""<?xml version="1.0" encoding="ISO-8859-1"?>
<rss version="2.0"><channel><title>District of Example Filing Database</title>
<link>https://ecf.example.gov</link>
<description>Docket entries of type: all</description>
<lastBuildDate>{_rfc(built)}</lastBuildDate>
{items}</channel></rss>""".encode()


def _item(case: int, seq: int) -> str:
    docket = f"https://ecf.example.gov/cgi-bin/DktRpt.pl?{case}"
    return f"""<item><title>1:25-cv-{case:05} Example v. Sample Agency</title>
<link>{docket}</link><description>[Notice] (&#x3C;a href=&#x22;https://ecf.example.gov/doc1/\
09501{seq:07}?caseid={case}&#x26;de_seq_num={seq}&#x22; &#x3E;{seq}&#x3C;/a&#x3E;)</description>
<guid isPermaLink="true">{docket}&#x26;{seq}</guid>
<pubDate>{_rfc(BUILT - timedelta(minutes=seq))}</pubDate></item>
"""


def _rfc(at: datetime) -> str:
    return at.strftime("%a, %d %b %Y %H:%M:%S GMT")


Opens = Callable[..., Desk]
