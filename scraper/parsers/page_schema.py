"""What a page says about itself for machines: JSON-LD, OpenGraph, `<meta>`. Pure.

All of it is a stranger's word: read within limits, and none of it is an error.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any

from lxml.html import HtmlElement

from scraper.parsers.plain_text import cleaned, without_tags

Node = dict[str, Any]

_LARGEST = 1_000_000  # characters of one script
_MOST_NODES = 500
_LONGEST_NAME = 300  # characters of a title or a name
_MOST_AUTHORS = 10
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_YEARS = range(1990, 2100)  # others would not survive a change of zone
_OFFSET = re.compile(r"([+-]\d\d)(\d\d)$")
_ADDRESS = re.compile(r"https?://|^@|\.com\b", re.IGNORECASE)
_ARTICLES = re.compile(r"(?:\w*News)?Article|BlogPosting|LiveBlogPosting|Report")


@dataclass(frozen=True, slots=True)
class Schema:
    """All that a page says about itself."""

    nodes: tuple[Node, ...]  # of JSON-LD, those that are about the page
    metas: dict[str, str]  # by name or property, in lower case; the first of each

    @property
    def article(self) -> Node:
        """The node that is the article; empty where there is none."""
        return next((each for each in self.nodes if _ARTICLES.fullmatch(kind(each))), {})

    def has(self, name: str) -> bool:
        return any(kind(each) == name for each in self.nodes)

    def meta(self, *names: str) -> str | None:
        return next((self.metas[each] for each in names if self.metas.get(each)), None)


def read(tree: HtmlElement) -> Schema:
    metas: dict[str, str] = {}
    for each in tree.iter("meta"):
        name = each.get("property") or each.get("name") or each.get("itemprop") or ""
        metas.setdefault(name.lower().strip()[:60], each.get("content") or "")
    return Schema(tuple(_nodes(tree)), metas)


def kind(node: Node) -> str:
    """Its type; of several, the most telling one."""
    told = node.get("@type")
    several = [each for each in told if isinstance(each, str)] if isinstance(told, list) else []
    named = told if isinstance(told, str) else ""
    return next(
        (each for each in several if _ARTICLES.fullmatch(each)), named or "".join(several[:1])
    )


def title(schema: Schema) -> str | None:
    return _name(schema.article.get("headline")) or _name(
        schema.meta("og:title", "twitter:title", "dc.title")
    )


def publisher(schema: Schema) -> str | None:
    node = _first(schema.article.get("publisher"))
    named = node.get("name") if isinstance(node, dict) else node
    return _name(named) or _name(schema.meta("og:site_name", "application-name"))


def authors(schema: Schema) -> tuple[str, ...]:
    told = schema.article.get("author") or schema.meta("author", "parsely-author", "byl")
    several = told if isinstance(told, list) else [told]
    names = (_name(each.get("name") if isinstance(each, dict) else each) for each in several)
    told_names = (each for each in names if each and not _ADDRESS.search(each))
    return tuple(dict.fromkeys(told_names))[:_MOST_AUTHORS]


def published_at(schema: Schema) -> datetime | None:
    names = ("article:published_time", "parsely-pub-date", "datepublished", "date", "pubdate")
    return moment(schema.article.get("datePublished")) or moment(schema.meta(*names))


def modified_at(schema: Schema) -> datetime | None:
    names = ("article:modified_time", "og:updated_time", "datemodified")
    return moment(schema.article.get("dateModified")) or moment(schema.meta(*names))


def moment(told: object) -> datetime | None:
    """A time with its zone, as told.

    A day alone, or a time without a zone, is that day's noon in UTC: the same day from Alaska to
    Sydney.
    """
    if not isinstance(told, str) or not _DAY.match(told.strip()):
        return None
    try:
        at = datetime.fromisoformat(_OFFSET.sub(r"\1:\2", told.strip()))
    except ValueError:
        return None
    if at.year not in _YEARS:
        return None
    if at.tzinfo is None:
        return datetime.combine(at.date(), time(12), UTC)
    return at


def _name(told: object) -> str | None:
    if not isinstance(told, str):
        return None
    return cleaned(without_tags(told[: 4 * _LONGEST_NAME]))[:_LONGEST_NAME] or None


def _first(told: object) -> object:
    return told[0] if isinstance(told, list) and told else told


def _nodes(tree: HtmlElement) -> Iterator[Node]:
    """The nodes of JSON-LD that stand for the page, not those that it lists or names."""
    left = _MOST_NODES
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        for node in _tops(_loaded(script.text or "")):
            if left == 0:
                return
            left -= 1
            yield node


def _tops(told: object) -> Iterator[Node]:
    for each in told if isinstance(told, list) else [told]:
        if not isinstance(each, dict):
            continue
        yield each
        graph = each.get("@graph")
        for inner in (*(graph if isinstance(graph, list) else ()), each.get("mainEntity")):
            if isinstance(inner, dict):
                yield inner


def _loaded(told: str) -> object:
    """What cannot be read, or lies too deep, says nothing."""
    if len(told) > _LARGEST:
        return None
    try:
        return json.loads(told.strip().removeprefix("<!--").removesuffix("-->"), strict=False)
    except (ValueError, RecursionError):
        return None
