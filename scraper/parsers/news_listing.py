"""A page of headlines, such as the press releases of DHS, read as a list of stories. Pure.

No two sites write such pages alike. What they share: each headline is a link of several words in
the page's own part (not in its menus), and what stands with it in the same row is its summary
and its day. Headings that are links are headlines before all others.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import astuple
from datetime import datetime
from functools import partial
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from db.models import Problem
from scraper.parsers import news_links, news_pages
from scraper.parsers.news_dates import moment
from scraper.parsers.news_story import LONGEST_SUMMARY, LONGEST_TITLE, Listed, StoryList, text

LEAST_HEADLINES = 3  # fewer are not yet a list
MOST_HEADLINES = 1_000
LEAST_WORDS = 4
LEAST_LETTERS = 20

_MENUS = frozenset(("nav", "header", "footer", "aside", "form", "button", "noscript"))
_ROWS = frozenset(("article", "li", "tr", "dd", "dt"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_TITLE_CLASS = re.compile(r"(?:^|[\s_-])(?:title|headline|heading|hed)(?:$|[\s_-])", re.IGNORECASE)
_ROW_CLASS = re.compile(r"(?:^|\s)(?:views-row|[\w-]*(?:item|card|teaser|story|row))(?:$|\s)")
_DAY_CLASS = re.compile(r"date|time|published|posted", re.IGNORECASE)
_DAY_IN_PATH = re.compile(r"/(20\d\d)/(0?[1-9]|1[0-2])/(0?[1-9]|[12]\d|3[01])(?:/|$)")
_DEEPEST = 8  # levels from a headline up to its row


def stories(body: bytes, base: str, now: datetime | None = None) -> StoryList | Problem:
    """What the page lists, or why it lists nothing."""
    page = news_pages.tree(body)
    found = [] if page is None else _headlines(page, base)
    if len(found) < LEAST_HEADLINES:
        return news_pages.kind(body) or Problem("no_headlines", _NO_HEADLINES)
    return StoryList(
        [repr(astuple(each)).encode() for each in found],
        [moment(each.published, now) for each in found],
        partial(_at, found),
    )


_NO_HEADLINES = (
    "the page lists no headlines that docket can find: it may be made by scripts in a browser, or"
    " have another form now. Look whether the site has a feed (`docket news add` finds those that"
    " a page names)."
)


def _at(found: Sequence[Listed], places: Iterable[int]) -> Iterator[Listed]:
    return (found[place] for place in places)


def _headlines(page: HtmlElement, base: str) -> list[Listed]:
    """Those in headings; where a page has hardly any such, every link of several words."""
    links = [each for each in page.iter("a") if each.get("href") and not _is_in_menu(each)]
    headed = [each for each in links if _is_headed(each)]
    chosen = _listed(headed, base)
    return chosen if len(chosen) >= LEAST_HEADLINES else _listed(links, base)


def _listed(links: Sequence[HtmlElement], base: str) -> list[Listed]:
    site, found = _site(base), dict[str, tuple[HtmlElement, str]]()
    for link in links:
        title = text(_words(link), LONGEST_TITLE)
        url = news_links.clean(link.get("href") or "", base)
        if url is None or not _is_headline(title) or _site(url) != site or url in found:
            continue
        found[url] = link, title
        if len(found) == MOST_HEADLINES:
            break
    headlines = {link.get("href") for link, _ in found.values()}
    shared = _shared(each for each in links if each.get("href") in headlines)
    return [_story(link, url, title, shared) for url, (link, title) in found.items()]


def _shared(headlines: Iterable[HtmlElement]) -> Collection[HtmlElement]:
    """What holds more than one headline."""
    owners: dict[HtmlElement, str] = {}
    shared = set[HtmlElement]()
    for link in headlines:
        href = link.get("href") or ""
        for above in link.iterancestors():
            if above in shared or owners.get(above) == href:
                break  # and so is what holds it
            if owners.setdefault(above, href) != href:
                shared.add(above)
    return shared


def _site(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _is_headline(words: str) -> bool:
    return len(words) >= LEAST_LETTERS and len(words.split()) >= LEAST_WORDS


def _is_in_menu(link: HtmlElement) -> bool:
    """In a menu; the header of an article is none."""
    for above in link.iterancestors():
        if above.tag == "article":
            return False
        if above.tag in _MENUS:
            return True
    return False


def _is_headed(link: HtmlElement) -> bool:
    around = [link, *_above(link, 2)]
    if any(
        each.tag in _HEADINGS or _TITLE_CLASS.search(each.get("class") or "") for each in around
    ):
        return True
    return any(each.tag in _HEADINGS for each in link.iterdescendants())


def _above(link: HtmlElement, levels: int) -> list[HtmlElement]:
    return [above for _, above in zip(range(levels), link.iterancestors(), strict=False)]


def _story(link: HtmlElement, url: str, title: str, shared: Collection[HtmlElement]) -> Listed:
    row = _row(link, shared)
    return Listed(
        url=url,
        title=title,
        summaries=tuple(_summaries(row, title)),
        published=_day(row, url),
    )


def _row(link: HtmlElement, shared: Collection[HtmlElement]) -> HtmlElement:
    """What holds the headline and what belongs to it, and no other headline: no day is better
    than that of another story."""
    found = link
    for above in _above(link, _DEEPEST):
        if above in shared:
            break
        found = above
        if above.tag in _ROWS or _ROW_CLASS.search(above.get("class") or ""):
            break
    return found


def _summaries(row: HtmlElement, title: str) -> Iterator[str]:
    for each in row.iter("p", "div", "span"):
        if _DAY_CLASS.search(each.get("class") or ""):
            continue
        words = text(_words(each), LONGEST_SUMMARY) if len(each) <= 3 else ""
        if _is_headline(words) and title not in words:
            yield words


def _day(row: HtmlElement, url: str) -> str | None:
    """When it came out: of its machine-readable time, of words of a date, of its address."""
    for each in row.iter("time"):
        if told := each.get("datetime") or _words(each):
            return told[:100]
    for each in row.iter():
        is_day = isinstance(each.tag, str) and _DAY_CLASS.search(each.get("class") or "")
        if is_day and moment(_words(each)[-64:]):
            return _words(each)[-64:]
    found = _DAY_IN_PATH.search(urlsplit(url).path)
    return "{}-{:0>2}-{:0>2}".format(*found.groups()) if found else _day_in_words(row)


_A_DAY = re.compile(
    r"\b(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}, \d{4}"
    r"|\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d{2}-\d{2})\b",
    re.IGNORECASE,
)


def _day_in_words(row: HtmlElement) -> str | None:
    """In the row, cell by cell, or directly behind it."""
    found = _A_DAY.search(" ".join([*map(str, row.itertext()), row.tail or ""])[:2_000])
    return None if found is None else found[0]


def _words(element: HtmlElement) -> str:
    return " ".join("".join(map(str, element.itertext())).split())
