"""The servers of three invented publishers, each with a feed in another format.

    with Publisher(PAPERS["herald"], clock) as herald:
        herald.feed                 its feed's address, as somebody would add it
        herald.flooded_at = ...     from then on it lists 3,000 stories that nobody saw before

Their pages have what pages have around a story: menus, a banner on cookies, other headlines.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from html import escape

from tests.loopback import Answer, Loopback
from tests.world.stories import DISPATCH, HERALD, LEDGER, Story
from tests.world.story import BOSTON, Clock

LISTED = 12  # stories, the newest first
FLOOD = 3_000
ROBOTS = b"User-agent: *\nDisallow: /print/\nDisallow: /members/\n"
_WORDS = sorted({word for each in HERALD for text in each.paragraphs for word in text.split()})
_HTML = {"Content-Type": "text/html; charset=utf-8"}

Feed = Callable[["Publisher", Sequence[Story]], bytes]


class Publisher(Loopback):
    """A site, as it would answer at the moment."""

    def __init__(self, paper: Paper, clock: Clock) -> None:
        super().__init__()
        self.paper = paper
        self.clock = clock
        self.is_down = False  # a page stands where the feed was
        self.stopped_at: datetime | None = None  # since then it publishes nothing
        self.flooded_at: datetime | None = None

    @property
    def feed(self) -> str:
        return self.url("/feed")

    def next_answer(self, path: str) -> Answer:
        place = path.partition("?")[0]
        if place == "/robots.txt":
            return Answer(ROBOTS)
        if place == "/feed":
            return self._feed()
        story = next((each for each in self.stories() if each.path == place), None)
        return Answer(status=404) if story is None else Answer(self._page(story), headers=_HTML)

    def stories(self) -> list[Story]:
        """What is published, the newest first."""
        until = min(self.clock.now, self.stopped_at or self.clock.now)
        told = [*self._flood(), *(each for each in self.paper.stories if each.at <= until)]
        return sorted(told, key=lambda each: each.at, reverse=True)

    def _flood(self) -> list[Story]:
        at = self.flooded_at
        return [] if at is None or at > self.clock.now else archive(at)

    def _feed(self) -> Answer:
        if self.is_down:
            return Answer(b"<!DOCTYPE html><html><body><h1>Our new site</h1>", headers=_HTML)
        listed = self.stories()[: LISTED + (FLOOD if self.flooded_at else 0)]
        return Answer(self.paper.form(self, listed))

    def modified_at(self, story: Story) -> datetime | None:
        """When it was last updated, if by now it was."""
        is_updated = story.later is not None and story.later[0] <= self.clock.now
        return story.later[0] if story.later is not None and is_updated else None

    def _page(self, story: Story) -> bytes:
        added = [story.later[1]] if story.later is not None and self.modified_at(story) else []
        told = "".join(f"<p>{each}</p>" for each in (story.summary, *story.paragraphs, *added))
        name, title = self.paper.name, escape(story.title)
        about = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": story.title,
            "datePublished": story.at.astimezone(BOSTON).isoformat(),
            "publisher": {"@type": "Organization", "name": name},
        }
        others = "".join(
            f'<li><a href="{each.path}">{escape(each.title)}</a></li>'
            for each in self.stories()[:5]
            if each != story
        )
        return f"""<!DOCTYPE html><html lang="en"><head><title>{title} | {name}</title>
<link rel="canonical" href="{self.url(story.path)}"><script type="application/ld+json">
{json.dumps(about)}</script></head><body>
<div class="cookie-banner">{name} uses cookies to count its readers.</div>
<header><nav><a href="/">Home</a> <a href="/courts">Courts</a> <a href="/login">Log in</a></nav>
</header><main><article><h1>{title}</h1><p class="byline">By the staff of {name}</p>{told}
</article></main><aside><h2>More from {name}</h2><ul>{others}</ul></aside>
<footer>Printed on loopback. No part of it is true of anybody but the courts.</footer>
</body></html>""".encode()


@cache
def archive(at: datetime) -> list[Story]:
    """What nobody saw before, and now it is there all at once."""
    return [_of_archive(place, at - timedelta(seconds=place)) for place in range(FLOOD)]


def _of_archive(place: int, at: datetime) -> Story:
    """Names the matter, like no other story in its other words, and makes no sense."""
    told = random.Random(place).sample(_WORDS, 60)
    return Story(
        at,
        f"/archive/{place}",
        f"Judge Murphy and D.V.D. v. Department of Homeland Security: {' '.join(told[:4])}",
        f"In D.V.D. v. Department of Homeland Security, {' '.join(told[4:30])}.",
        (f"Of D.V.D., {' '.join(told[30:])}.",),
    )


def rss(publisher: Publisher, listed: Sequence[Story]) -> bytes:
    """RSS 2.0, by the clock of the newsroom, with addresses that count their readers."""
    items = "".join(
        f"<item><title>{escape(each.title)}</title>"
        f"<link>{publisher.url(each.path)}?utm_source=rss</link>"
        f"<description><![CDATA[<p>{each.summary}</p>]]></description>"
        f"<pubDate>{each.at.astimezone(BOSTON):%a, %d %b %Y %H:%M:%S %z}</pubDate>"
        f"{_modified(publisher.modified_at(each))}</item>"
        for each in listed
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<rss version="2.0" xmlns:dcterms="http://purl.org/dc/terms/"><channel>'
        f"<title>{publisher.paper.name}</title><link>{publisher.url('/')}</link>"
        f"<description>All stories</description>{items}</channel></rss>"
    ).encode()


def _modified(at: datetime | None) -> str:
    return "" if at is None else f"<dcterms:modified>{at.isoformat()}</dcterms:modified>"


def atom(publisher: Publisher, listed: Sequence[Story]) -> bytes:
    """Atom, with addresses that are relative to the feed's."""
    entries = "".join(
        f"<entry><id>tag:ledger.example,2025:{each.path}</id><title>{escape(each.title)}</title>"
        f'<link rel="alternate" href="{each.path}"/><summary>{each.summary}</summary>'
        f"<published>{each.at.isoformat()}</published>"
        f"<updated>{each.at.isoformat()}</updated></entry>"
        for each in listed
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>{publisher.paper.name}</title><id>{publisher.url('/')}</id>{entries}</feed>"
    ).encode()


def json_feed(publisher: Publisher, listed: Sequence[Story]) -> bytes:
    """JSON Feed 1.1."""
    told = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": publisher.paper.name,
        "items": [
            {
                "id": each.path,
                "url": publisher.url(each.path),
                "title": each.title,
                "summary": each.summary,
                "date_published": each.at.astimezone(UTC).isoformat(),
            }
            for each in listed
        ],
    }
    return json.dumps(told).encode()


@dataclass(frozen=True)
class Paper:
    """A publishing house: its name, what it writes, and how its feed is spelled."""

    name: str
    stories: Sequence[Story]
    form: Feed


PAPERS = {
    "herald": Paper("Sample Herald", HERALD, rss),
    "ledger": Paper("Muster Ledger", LEDGER, atom),
    "dispatch": Paper("Example Dispatch", DISPATCH, json_feed),
}
