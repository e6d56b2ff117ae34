"""How well stories are linked to matters and to entries: our links beside labels made by hand.

    make eval        (or: python -m bench.eval_news [FILE.jsonl]...)

`articles.jsonl` is what linking was developed with. `held_out.jsonl` was written at the same time
and never looked at: it tells what other stories may expect. Counted are pairs of an article and a
watch. Where several entries are right, or careful readers could not decide, no entry is scored.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import newsworld
from bench.newsworld import NEWS, Row
from db.press import ArticleLink, Role
from scraper import link
from scraper.link import Index

BARS = {"linking precision": 0.98, "linking recall": 0.95, "story to entry": 0.90}
DEVELOPED_WITH = NEWS / "articles.jsonl"
HELD_OUT = NEWS / "held_out.jsonl"


@dataclass(frozen=True, slots=True)
class Pair:
    """An article and a watch: what is expected of them, and what we made of them."""

    article: str  # its id
    watch: str
    expected: Row | None
    link: ArticleLink | None

    @property
    def wanted(self) -> str | None:
        return None if self.expected is None else self.expected["role"]

    @property
    def got(self) -> str | None:
        return None if self.link is None else self.link.role

    @property
    def is_linked(self) -> bool:
        """Both say that the article is about the matter."""
        return self.wanted == self.got == Role.ABOUT

    @property
    def entry(self) -> str | None:
        """The one entry that is right; None where there are several, or none."""
        if self.expected is None or len(self.expected["entries"]) != 1:
            return None
        return None if self.expected.get("ambiguous") else self.expected["entries"][0]

    @property
    def entry_found(self) -> str | None:
        if self.link is None or not self.link.entries:
            return None
        return self.link.entries[0].entry.id

    @property
    def is_right_docket(self) -> bool:
        told = self.expected
        return (
            told is not None and self.link is not None and str(self.link.docket) in told["dockets"]
        )


def main(arguments: Sequence[str]) -> int:
    """0 where every bar is met by what linking was developed with, or by the files named."""
    paths = [Path(each) for each in arguments] or [DEVELOPED_WITH, HELD_OUT]
    scored = [_print(path) for path in paths if path.exists()]
    judged = scored if arguments else scored[:1]
    return 0 if all(each[name] >= bar for each in judged for name, bar in BARS.items()) else 1


def pairs(path: Path) -> list[Pair]:
    index = Index(newsworld.matters())
    return [pair for row in newsworld.rows(path) for pair in _pairs(row, index)]


def _pairs(row: Row, index: Index) -> Iterator[Pair]:
    found = {each.watch: each for each in link.links(newsworld.article(row), row["text"], index)}
    expected = {each["watch"]: each for each in row["expected"]}
    for matter in newsworld.matters():
        if matter.watch in found or matter.watch in expected:
            yield Pair(row["id"], matter.watch, expected.get(matter.watch), found.get(matter.watch))


def scores(judged: Iterable[Pair]) -> dict[str, float]:
    """The measures of `BARS`, and what else there is to know."""
    told = list(judged)
    linked = [each for each in told if each.is_linked]
    about = [each for each in told if each.wanted == Role.ABOUT]
    dated = [each for each in about if each.entry is not None]
    return {
        "linking precision": _share(linked, [each for each in told if each.got == Role.ABOUT]),
        "linking recall": _share(linked, about),
        "story to entry": _share([each for each in dated if each.entry_found == each.entry], dated),
        "docket": _share([each for each in linked if each.is_right_docket], linked),
        "mention precision": _mentions(told, [each for each in told if each.got == Role.MENTION]),
        "mention recall": _mentions(told, [each for each in told if each.wanted == Role.MENTION]),
    }


def _mentions(told: Iterable[Pair], among: Sequence[Pair]) -> float:
    return _share([each for each in told if each.wanted == each.got == Role.MENTION], among)


def _share(right: Sequence[Pair], among: Sequence[Pair]) -> float:
    return len(right) / len(among) if among else 1.0


def _print(path: Path) -> dict[str, float]:
    judged = pairs(path)
    scored = scores(judged)
    _say(f"\n{path.name}: {len(newsworld.rows(path))} articles, {len(judged)} pairs with a watch")
    for measure, score in scored.items():
        bar = BARS.get(measure)
        verdict = "" if bar is None else f"   bar {bar:.2f}   {'ok' if score >= bar else 'MISSED'}"
        _say(f"  {measure:18} {score:.3f}{verdict}")
    for line in _misses(judged):
        _say(f"    {line}")
    return scored


def _misses(judged: Iterable[Pair]) -> Iterator[str]:
    for pair in judged:
        if pair.wanted != pair.got:
            yield f"{pair.article}, {pair.watch}: {_role(pair.wanted)}, not {_role(pair.got)}"
        elif pair.is_linked and not pair.is_right_docket and pair.link is not None:
            yield f"{pair.article}, {pair.watch}: not {pair.link.docket}"
        if pair.wanted == Role.ABOUT and pair.entry and pair.entry_found != pair.entry:
            yield f"{pair.article}: {pair.entry}, not {pair.entry_found or 'no entry'}"


def _role(role: str | None) -> str:
    return "unrelated" if role is None else str(role)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
