"""The nouns of the press as plain JSON values, and back: what is printed and what is kept."""

from __future__ import annotations

from db import plain
from db.models import Disposition, EntryKind
from db.plain import Plain
from db.press import Article, ArticleLink, Evidence, Report, Reported


def article(told: Article) -> Plain:
    """An article as others see it; its addresses and its fingerprint are our own affair."""
    return {
        "id": told.id,
        "url": told.url,
        "title": told.title,
        "publisher": told.publisher,
        "authors": list(told.authors),
        "published_at": plain.moment(told.published_at),
        "modified_at": plain.moment(told.modified_at),
        "language": told.language,
        "reading": told.reading,
        "cluster": told.cluster,
        "first_seen": plain.moment(told.first_seen),
        "source": told.source_id,
        "links": [link(each) for each in told.links],
    }


def story(told: Article, link: ArticleLink) -> Plain:
    """What one matter is told of an article, without the reasons."""
    return {
        "url": told.url,
        "title": told.title,
        "publisher": told.publisher,
        "published_at": plain.moment(told.published_at),
        "role": link.role,
        "score": link.score,
        "entries": [reported(each) for each in link.entries],
    }


def link(told: ArticleLink) -> Plain:
    return {
        "docket": str(told.docket),
        "role": told.role,
        "score": told.score,
        "evidence": [evidence(each) for each in told.evidence],
        "report": None if told.report is None else report(told.report),
        "entries": [reported(each) for each in told.entries],
    }


def evidence(told: Evidence) -> Plain:
    return {"about": told.about, "words": told.words, "weight": told.weight}


def report(told: Report) -> Plain:
    return {
        "kinds": list(told.kinds),
        "disposition": told.disposition,
        "first_on": plain.day(told.first_on),
        "last_on": plain.day(told.last_on),
        "is_dated": told.is_dated,
        "court_id": told.court_id,
        "number": told.number,
        "told_at": plain.moment(told.told_at),
        "topics": list(told.topics),
        "words": told.words,
    }


def reported(told: Reported) -> Plain:
    return {
        "docket": str(told.docket),
        "number": told.entry.number,
        "id": told.entry.id,
        "confidence": told.confidence,
    }


# What the store keeps.


def packed_evidence(told: tuple[Evidence, ...]) -> str:
    return plain.dumps([evidence(each) for each in told])


def unpacked_evidence(text: str) -> tuple[Evidence, ...]:
    return tuple(Evidence(**each) for each in plain.loads(text))


def packed_report(told: Report | None) -> str | None:
    return None if told is None else plain.dumps(report(told))


def unpacked_report(text: str | None) -> Report | None:
    if text is None:
        return None
    said = plain.loads(text)
    disposition = said["disposition"]
    return Report(
        kinds=tuple(map(EntryKind, said["kinds"])),
        disposition=None if disposition is None else Disposition(disposition),
        first_on=plain.from_day(said["first_on"]),
        last_on=plain.from_day(said["last_on"]),
        is_dated=said["is_dated"],
        court_id=said["court_id"],
        number=said["number"],
        told_at=plain.from_moment(said["told_at"]),
        topics=tuple(said["topics"]),
        words=said["words"],
    )
