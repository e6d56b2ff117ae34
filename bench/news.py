"""Two thousand stories of a day's feeds against a thousand watches: which are worth fetching.

Every watch follows a case of its own, of any district, under an invented caption, with twenty
filings; one of twenty stories is about one of them. The index is compared with a plain double
loop over a sample, and must find the same. Then what it costs to weigh an article as a whole.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from db import courts
from db.courts import CourtLevel
from db.models import Docket, DocketEntry
from db.press import Article
from scraper import link
from scraper.link import Index, Matter
from scraper.linking import seats

LIMIT = 1.0  # seconds, to match every story
WATCHES, STORIES, FILINGS = 1_000, 2_000, 20
SAMPLE = 20  # stories for which the double loop goes through every watch

_SYLLABLES = (
    "ba", "cor", "del", "fen", "gar", "hol", "jun", "kest", "lam", "mor", "nil", "pos", "quin",
    "ras", "tol", "ver", "wex", "yol", "zan",
)  # fmt: skip
_AGENCIES = (
    "U.S. Department of Homeland Security", "Environmental Protection Agency", "Noem",
    "Department of Education", "Sample Agency", "Placeholder Corporation",
)  # fmt: skip
_ACTS = ("denied a motion", "ordered the release of records", "heard arguments", "set a trial date")
_FILLER = (
    "Officials said on Tuesday that the budget would be voted on before the summer.",
    "The team lost its third game in a row, and the coach spoke of a judgment call.",
    "A court in the county seat heard from residents who want the road closed.",
    "Shares rose after the company said that its lawyers had settled a patent dispute.",
    "Migrants waited in the rain outside an immigration office in Boston on Friday.",
    "The Supreme Court will hear a case on tariffs next term, the justices said.",
)

Told = TypeVar("Told")


def run() -> None:
    dice = random.Random(5)
    matters = [_matter(number, dice) for number in range(WATCHES)]
    stories = [_story(dice, matters) for _ in range(STORIES)]
    index, building = _timed(lambda: Index(matters))
    found, matching = _timed(lambda: [index.may_concern(each) for each in stories])
    sample = range(0, STORIES, STORIES // SAMPLE)
    alone = [Index([each]) for each in matters]
    plainly, looping = _timed(lambda: [_by_loop(alone, stories[place]) for place in sample])
    assert plainly == [[each.watch for each in found[place]] for place in sample]
    loop = looping / len(sample) * STORIES
    _say(f"\n{STORIES:,} stories against {WATCHES:,} watches")
    _say(f"{'building the index, once a round':40}{building:8.2f} s")
    named = sum(map(len, found))
    _say(f"{'matching':40}{matching:8.2f} s  (at most {LIMIT:.2f}; {named:,} pairs to look at)")
    _say(f"{'a double loop':40}{loop:8.1f} s  ({loop / matching:,.0f} times as long)")
    _weigh(index, dice, matters)


def _by_loop(indexes: Sequence[Index], story: str) -> list[str]:
    return [each.watch for index in indexes for each in index.may_concern(story)]


def _weigh(index: Index, dice: random.Random, matters: Sequence[Matter]) -> None:
    """Whole articles of 700 words, as they are read after a round."""
    texts = [" ".join(_text(dice, matters)) for _ in range(20)]
    articles = [Article(f"https://herald.example/{place}", "A judge rules") for place in range(20)]
    _, seconds = _timed(
        lambda: [link.links(*each, index) for each in zip(articles, texts, strict=True)]
    )
    _say(f"{'linking an article of 700 words':40}{seconds / len(texts) * 1000:8.0f} ms")


def _text(dice: random.Random, matters: Sequence[Matter]) -> Iterator[str]:
    yield _about(dice.choice(matters), dice)
    yield from (dice.choice(_FILLER) for _ in range(50))


def _matter(number: int, dice: random.Random) -> Matter:
    districts = [each for each in courts.every() if each.level is CourtLevel.DISTRICT]
    court = dice.choice(districts)
    plaintiff = f"{_name(dice)} {_name(dice)}"
    if number % 4 == 0:
        plaintiff = ".".join(dice.choices("ABCDEFGHJKLMNOPRST", k=3)) + "."
    caption = f"{plaintiff} v. {dice.choice(_AGENCIES)}"
    judge = f"{_name(dice)} {_name(dice)}"
    entries = tuple(
        DocketEntry(
            number=each,
            text=f"MOTION to compel {_name(dice).lower()} records by {plaintiff}",
        )
        for each in range(FILINGS)
    )
    docket = Docket(court.id, f"1:25-cv-{number:05}", caption, judge=judge, entries=entries)
    return Matter(f"watch-{number}", (docket,))


def _name(dice: random.Random) -> str:
    return "".join(dice.choices(_SYLLABLES, k=2)).capitalize()


def _story(dice: random.Random, matters: Sequence[Matter]) -> str:
    """A title and a summary."""
    told = [_about(dice.choice(matters), dice)] if dice.random() < 1 / 20 else []
    return " ".join([*told, *dice.sample(_FILLER, 3)])


def _about(matter: Matter, dice: random.Random) -> str:
    docket = matter.dockets[0]
    place = next(seats.places_of(courts.get(docket.court_id)), "court")
    return (
        f"Judge {docket.judge} in {place} {dice.choice(_ACTS)} in {docket.caption} on Monday,"
        f" case number {docket.number}."
    )


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _timed(work: Callable[[], Told]) -> tuple[Told, float]:
    """What it made, and the seconds of the processor that it took."""
    begin = time.process_time()
    done = work()
    return done, time.process_time() - begin


if __name__ == "__main__":
    run()
