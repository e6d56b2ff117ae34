"""Which matters a story concerns, in the shape of a batch's answer and for people.

{"id", "url", "publisher", "title", "published_at", "text"}
-> {"id", "matches": [{"watch", "docket", "role", "score", "evidence", "entries"}]}
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from commands import batches, output, tables
from db import courts, plain_press
from db.plain import spaced
from db.press import Article, ArticleLink, Evidence, Reported
from scraper import link
from scraper.link import Index, Weighed

_NOON = 12  # the hour of a story of which only the day is told
_HEADS = ("", "adds", "its words")


def matches(asked: Mapping[str, Any], index: Index, threshold: float) -> dict[str, Any]:
    """The answer to one line of a batch; ValueError where it cannot be read."""
    article, text = _article(asked)
    return {"matches": [as_plain(each) for each in link.links(article, text, index, threshold)]}


def as_plain(told: ArticleLink) -> dict[str, Any]:
    return {
        "watch": told.watch,
        "docket": str(told.docket),
        "role": told.role,
        "score": told.score,
        "evidence": [plain_press.evidence(each) for each in told.evidence],
        "entries": [plain_press.reported(each) for each in told.entries],
    }


def _article(asked: Mapping[str, Any]) -> tuple[Article, str]:
    told_at = batches.text(asked, "published_at", default="")
    article = Article(
        url=batches.text(asked, "url", default=""),
        title=batches.text(asked, "title", default=""),
        publisher=batches.text(asked, "publisher", default="") or None,
        published_at=_moment(told_at) if told_at else None,
    )
    return article, batches.text(asked, "text", default="")


def _moment(told: str) -> datetime:
    try:
        at = datetime.fromisoformat(told)
    except ValueError as error:
        raise ValueError("published_at must be a time, as in 2025-05-23T18:52:00-04:00") from error
    if len(told) == len("2025-05-23"):
        at = at.replace(hour=_NOON)
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def show(article: Article, weighed: Iterable[Weighed], threshold: float, time_zone: str) -> None:
    """Every matter that it may concern, and what speaks for and against each."""
    output.title(article.title or article.url)
    output.say(
        f"{article.publisher or article.url}  {output.when(article.published_at, time_zone)}"
    )
    found = list(weighed)
    if not found:
        output.say()
        output.say("Nothing in it could concern a watched matter.")
    for each in found:
        output.say()
        _show(each, threshold)


def _show(told: Weighed, threshold: float) -> None:
    is_enough = told.score >= threshold
    output.title(f"{told.matter.watch}: {_verdict(told, is_enough)}")
    measured = "at least" if is_enough else "below"
    output.say(f"score {told.score:.2f}, {measured} the threshold {threshold:.2f}")
    if is_enough and told.verdict.why:
        output.say(f"{told.verdict.role}: {told.verdict.why}")
    tables.show(_HEADS, [_row(each) for each in told.evidence], prose=("its words",))
    if told.report is not None and told.report.words:
        output.say(f'it reports: "{told.report.words}"')
    for entry in told.entries if is_enough else ():
        output.say(f"  {_entry(entry)}")


def _verdict(told: Weighed, is_enough: bool) -> str:
    if not is_enough:
        return "not linked"
    return f"{told.verdict.role} {courts.cited(told.docket)}"


def _row(told: Evidence) -> tuple[str, str, str]:
    words = f'"{told.words}"' if told.words else ""
    return (spaced(told.about), f"{told.weight:+.2f}", words)


def _entry(told: Reported) -> str:
    numbered = told.entry.number
    named = f"entry id:{told.entry.id}" if numbered is None else f"entry {numbered}"
    labels = "; ".join(told.entry.labels)
    return f"{courts.cited(told.docket)}, {named} {labels} ({told.confidence:.0%})"
