"""A court on loopback whose feed tells of an invented case, and the house that watches it."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from tests.loopback import Answer, Loopback

if TYPE_CHECKING:
    from tests.commands.conftest import House

CASE = "mad 1:25-cv-10676"
SLUG = "mad-25-cv-10676"
CASE_ID = "282404"
CAPTION = "Example v. Sample Agency"


@dataclass(frozen=True)
class Filing:
    label: str
    seq: int
    minutes: float = 30  # since it was entered; less than nothing: in the future
    number: int | None = None
    caption: str = CAPTION
    docket: str = "1:25-cv-10676"
    case_id: str = CASE_ID


@dataclass
class Courthouse:
    house: House
    server: Loopback
    builds: int = 0

    def configure(self, *lines: str, court: str = "") -> None:
        """config.toml with this court's feed; `court` holds more keys of its table."""
        self.house.folder.mkdir(exist_ok=True)
        self.house.config.write_text(
            "\n".join(
                [
                    'time_zone = "America/New_York"',
                    *lines,
                    "[courts.mad]",
                    f'feed_url = "{self.server.url("/rss")}"',
                    "delay = 0",
                    court,
                ]
            )
        )

    def lists(self, *filings: Filing, scope: str = "all") -> None:
        """From now on the feed, built anew, lists these and nothing else."""
        self.builds += 1
        built = datetime.now(UTC) + timedelta(seconds=self.builds - 60)
        self.server.says("/rss", Answer(feed(built, *filings, scope=scope)))

    def answers(self, *answers: Answer) -> None:
        self.server.says("/rss", *answers)

    @property
    def asked(self) -> int:
        """How often the feed was asked for."""
        return len(self.server.asked("/rss"))

    def start(self, *words: str) -> subprocess.Popen[str]:
        """The real program, in a process of its own."""
        return subprocess.Popen(
            [sys.executable, "-c", "import cli; cli.main()", *words],
            cwd=Path(__file__).resolve().parents[2],
            env=os.environ | {"DOCKET_HOME": str(self.house.folder), "PYTHONUNBUFFERED": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )


def feed(built: datetime, *filings: Filing, scope: str = "all") -> bytes:
    """A district court's feed as CM/ECF writes it."""
    items = "".join(_item(filing) for filing in reversed(filings))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>'
        "<title>District of Massachusetts Filing Database</title>"
        "<link>https://ecf.mad.uscourts.gov</link>"
        f"<description>Docket entries of type: {scope}</description>"
        f"<lastBuildDate>{_rfc(built)}</lastBuildDate>{items}</channel></rss>"
    ).encode()


def _item(filing: Filing) -> str:
    docket = f"https://ecf.mad.uscourts.gov/cgi-bin/DktRpt.pl?{filing.case_id}"
    told = f"[{filing.label}]"
    if filing.number is not None:
        doc = f"https://ecf.mad.uscourts.gov/doc1/09501{filing.seq:07}"
        told += f' (<a href="{doc}?caseid={filing.case_id}&de_seq_num={filing.seq}" >'
        told += f"{filing.number}</a>)"
    entered = datetime.now(UTC) - timedelta(minutes=filing.minutes)
    return (
        f"<item><title>{escape(f'{filing.docket} {filing.caption}')}</title>"
        f"<link>{docket}</link><description>{escape(told)}</description>"
        f'<guid isPermaLink="true">{docket}&amp;{filing.seq}</guid>'
        f"<pubDate>{_rfc(entered)}</pubDate></item>"
    )


def _rfc(at: datetime) -> str:
    return at.strftime("%a, %d %b %Y %H:%M:%S GMT")


COMPLAINT = Filing("Complaint", 1, minutes=300, number=1)
MOTION = Filing("Motion for TRO", 7, minutes=200, number=6)
NEW_ORDER = Filing("Order on Motion for TRO", 12, minutes=-1, number=9)
