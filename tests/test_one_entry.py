"""A day of a court's feed and the docket page of the same case, in either order: one docket."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.commands.conftest import House
from tests.loopback import Answer, Loopback

PAGE = Path(__file__).parent / "data" / "docket_report" / "mad_district.html"
DOCKET = "https://ecf.mad.uscourts.gov/cgi-bin/DktRpt.pl?282404"
# As the feed has them: the text-only order of 20 May without its number, 116.
FEED = (
    (301, 64, "Memorandum & ORDER", "Fri, 18 Apr 2025 18:00:00 GMT"),
    (410, None, "Order", "Tue, 20 May 2025 23:50:00 GMT"),
    (512, 132, "Order on Motion for Preliminary Injunction", "Fri, 23 May 2025 18:52:00 GMT"),
)


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path / "home")


def feed() -> bytes:
    built = f"{datetime.now(UTC):%a, %d %b %Y %H:%M:%S} GMT"
    return (
        '<?xml version="1.0"?><rss version="2.0"><channel>'
        "<description>Docket entries of type: all</description>"
        f"<lastBuildDate>{built}</lastBuildDate>{''.join(item(*each) for each in FEED)}"
        "</channel></rss>"
    ).encode()


def item(seq: int, number: int | None, label: str, at: str) -> str:
    link = f"https://ecf.mad.uscourts.gov/doc1/09501{seq:07}?caseid=282404&amp;de_seq_num={seq}"
    told = f"[{label}]".replace("&", "&amp;")
    told += f' (&lt;a href="{link}" &gt;{number}&lt;/a&gt;)' if number else ""
    return (
        f"<item><title>1:25-cv-10676 D.V.D. et al v. U.S. Department of Homeland Security et al"
        f"</title><link>{DOCKET}</link><description>{told}</description>"
        f'<guid isPermaLink="true">{DOCKET}&amp;{seq}</guid><pubDate>{at}</pubDate></item>'
    )


@pytest.mark.parametrize("first", ["feed", "page"])
def test_a_day_of_the_feed_and_the_page_end_with_the_pages_entries(
    house: House, court: Loopback, first: str
) -> None:
    court.says("/rss", Answer(feed()))
    house.folder.mkdir()
    house.config.write_text(f'[courts.mad]\nfeed_url = "{court.url("/rss")}"\ndelay = 0')
    house.docket("watch", "mad 1:25-cv-10676", "--no-look")
    steps = [("poll",), ("ingest", "docket-report", str(PAGE))]
    for words in steps if first == "feed" else reversed(steps):
        house.docket(*words)
    (shown,) = house.lines("show", "mad 1:25-cv-10676")
    (docket,) = shown["dockets"]
    told = {each["number"]: each for each in docket["entries"]}
    assert (told.keys(), len(docket["entries"])) == ({64, 116, 132}, len(FEED))
    assert (told[116]["seq"], told[116]["labels"]) == (410, ["Order"])
    assert all(each["text"] and len(each["sources"]) == 2 for each in told.values())
    added = [each["entry"]["id"] for each in house.lines("log") if each["kind"] == "entry_added"]
    assert max(Counter(added).values()) == 1
