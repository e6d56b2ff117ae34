"""Who may read a filing, and whether it stands in place of another. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from db.models import Mark
from scraper.meaning.phrases import Line, search
from scraper.meaning.rules import Rules
from scraper.meaning.words import Reason, Words

MOST = 400  # characters: what is said further back is said of other filings


def of(words: Words, rules: Rules) -> tuple[tuple[Mark, ...], tuple[Reason, ...]]:
    """Each mark once, with the words that say so."""
    found: dict[Mark, Reason] = {}
    for reason in (*_said(words.text, rules), *_said(words.label, rules)):
        found.setdefault(Mark(reason.value), reason)
    return tuple(found), tuple(found.values())


def _said(text: str, rules: Rules) -> Iterator[Reason]:
    line = Line(text[:MOST])
    for rule in rules.marking(line.plain):
        if any(search(phrase, line.flat) for phrase in rule.unless):
            continue
        for phrase in rule.says:
            match = search(phrase, line.flat)
            if match:
                yield Reason("marks", str(rule.mark), rule.name, line.quote(*match.span()))
                break
