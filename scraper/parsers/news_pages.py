"""What a web page is that came in place of a list of stories, and which feeds it names. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree, html

from db.models import Problem
from scraper.parsers import news_links, page_walls
from scraper.parsers.news_story import text

MOST_READ = 4_000_000  # bytes
_MOST_FEEDS = 10

_PARSER = html.HTMLParser(
    encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
)
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")
_HEAD = 20_000  # bytes in which a title stands
_LONGEST_TITLE = 80
_TITLE = re.compile(
    r"<title\b[^<>]*>(?:\s*<!\[CDATA\[(?P<section>(?s:.){1,400}?)\]\]>|(?P<plain>[^<]{1,200}))"
    r"|^\s*\{(?s:.){0,2000}?\"title\"\s*:\s*\"(?P<json>[^\"\\]{1,200})",
    re.IGNORECASE,
)
_STORIES = re.compile(
    r"<(?:item|entry)\b|\"items\"\s*:", re.IGNORECASE
)  # whose titles are their own

# What such pages are, by the words that stand in them: the first that fits.
_KINDS: Mapping[str, tuple[re.Pattern[str], str]] = {
    "challenge_page": (
        page_walls.GATE,
        "the answer is a page that wants proof of a person: the site does not let programs in."
        " Look for another source of the same stories",
    ),
    "consent_page": (
        page_walls.CONSENT,
        "the answer is a page that asks to accept cookies, in place of its stories. docket"
        " accepts nothing for you: look for another source of the same stories",
    ),
    "login_page": (
        re.compile(
            r"type=[\"']?password|(?:log|sign) ?in to (?:your|continue)|subscribe to continue",
            re.IGNORECASE,
        ),
        "the answer is a page to log in at, in place of its stories. docket logs in nowhere:"
        " look for a public feed of the same stories",
    ),
}
_NO_FEED = (
    "the answer is a web page, no feed: maintenance, or a wrong address. If the page lists stories,"
    " `docket news add URL --listing` reads it as it is"
)


def tree(body: bytes) -> html.HtmlElement | None:
    """The page, however broken; None where nothing of it can be read."""
    try:
        found = html.document_fromstring(body[:MOST_READ].replace(b"\0", b""), parser=_PARSER)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return found


def refusal(body: bytes, *, lists_stories: bool) -> Problem:
    """What stands there in place of a feed, and what to do about it. A page that lists stories
    stands in nobody's way, whatever it asks of its visitors."""
    told = None if lists_stories else kind(body)
    return told or Problem("html_page", f"{_NO_FEED}{_titled(body)}.")


def kind(body: bytes) -> Problem | None:
    """A page that stands in the way; None for one that may be what was asked for."""
    words = body[:200_000].decode("utf-8", "replace")
    for code, (pattern, meant) in _KINDS.items():
        if pattern.search(words):
            return Problem(code, f"{meant}{_titled(body)}.")
    return None


def _titled(body: bytes) -> str:
    found = title(body)
    return f' (its title: "{found}")' if found else ""


def title(body: bytes) -> str | None:
    """What a page, or a feed of any form, calls itself."""
    head = _STORIES.split(body[:_HEAD].decode("utf-8", "replace"), maxsplit=1)[0]
    found = _TITLE.search(head)
    return text(found[found.lastgroup or 0], _LONGEST_TITLE) or None if found else None


def feeds(body: bytes, url: str) -> list[str]:
    """The feeds that a page names for its readers, in its own order."""
    page = tree(body)
    if page is None:
        return []
    found = []
    for link in page.iterfind(".//link[@href]"):
        is_alternate = "alternate" in (link.get("rel") or "").lower().split()
        if is_alternate and (link.get("type") or "").strip().lower() in _FEED_TYPES:
            found.append(news_links.clean(link.get("href") or "", url))
    return list(dict.fromkeys(filter(None, found)))[:_MOST_FEEDS]
