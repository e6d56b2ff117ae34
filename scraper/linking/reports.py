"""What an article reports: the act that is its news, in which court, on which days. Pure.

    told = reports.of(article, text, matter)
    entries.candidates(told, matter)

A report stands for itself: an entry that is docketed an hour after the story is found by it as
well as one that stood there before.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from db import courts
from db.courts import CourtLevel
from db.press import Article, Report
from scraper.linking import acts, entries, press_days, prose, topics
from scraper.linking.acts import Act, Actor
from scraper.linking.matter import Matter

ELSEWHERE = "elsewhere"  # the court is none of the matter's

_UNDATED = timedelta(days=3)  # how far back an act is that an article tells without a day
_MOST_DAYS = 4  # of an article's lead that are tried
_LONGEST_QUOTE = 200  # characters
_NUMBER = re.compile(  # "ECF No. 132", or in the address of a free copy
    r"\b(?:ecf|dkt\.?|docket entry|doc(?:ument)?\.?) ?(?:nos?\.? ?|# ?)?(\d{1,4})\b"
    r"|\bgov\.uscourts\.\w+\.\d+\.(\d{1,4})\.\d",
    re.IGNORECASE,
)
_LEVELS = {
    Actor.SUPREME_COURT: (CourtLevel.SUPREME,),
    Actor.APPEALS_COURT: (CourtLevel.APPELLATE,),
    Actor.JUDGE: (CourtLevel.DISTRICT, CourtLevel.BANKRUPTCY, CourtLevel.NATIONAL),
}
_NAME = re.compile(r"[^\W_][\w.]{3,}")
_COMMON = frozenset(("united", "states", "department", "homeland", "security", "applicants"))

# How likely the days are on which the matter has what is reported.
_FAINT = 0.4  # not at all
_LATER = 0.88  # for each day that an article tells before this one
_UNTOLD = 0.9  # where the article tells none
_RECENT = 4  # days; the further back beyond these, the more must agree
_PER_DAY = 0.04
_LEAST = 0.3


@dataclass(frozen=True, slots=True)
class Days:
    """Among which an act was done; None where nothing is known of them."""

    first: date | None = None
    last: date | None = None
    is_dated: bool = False  # the article tells them


def of(article: Article, text: str, matter: Matter) -> Report | None:
    """What the article says was filed or ordered; None where that is not its news.

    Where no entry is a ruling as the article words it, one of another kind or outcome may be it:
    "blocked" is a stay granted as well as a stay denied. Of an article in whose words there is no
    act whatever fits an entry is reported, and nothing where none fits.
    """
    told = acts.sentences(prose.read(article.title, text), _names(matter))
    if acts.is_elsewhere(told):
        return None
    today = press_days.told_on(article.published_at, _zone(matter))
    act = acts.main(told, _surnames(matter))
    days = days_of(told, act.sentence if act else 0, today)
    undated = _undated(article, text, told, act, matter)
    report = _dated(undated, days, today, matter)
    if entries.candidates(report, matter):
        return report
    if act is not None and act.is_ruling:
        loose = _dated(replace(undated, kinds=(), disposition=None), days, today, matter)
        return loose if entries.candidates(loose, matter) else report
    return None if act is None else report


def _undated(
    article: Article, text: str, told: Sequence[str], act: Act | None, matter: Matter
) -> Report:
    about = topics.of_article("\n".join(told), _topics(matter))
    report = Report((), number=_number(text), told_at=article.published_at, topics=about)
    if act is None:
        return replace(report, words=told[0][:_LONGEST_QUOTE])
    return replace(
        report,
        kinds=act.kinds,
        disposition=act.disposition,
        court_id=_court(act, matter),
        words=told[act.sentence][:_LONGEST_QUOTE],
    )


def _dated(
    undated: Report, days: Sequence[Days], today: Collection[date], matter: Matter
) -> Report:
    """On the days on which the matter has what is reported; where it has it on none, the last."""
    likeliest, best = undated, 0.0
    for place, each in enumerate(days):
        report = replace(undated, first_on=each.first, last_on=each.last, is_dated=each.is_dated)
        found = entries.candidates(report, matter)
        likely = found[0].confidence * _nearness(each, today) * _LATER**place if found else 0.0
        if likely > best:
            likeliest, best = report, likely
    return likeliest if best >= _FAINT else report


def _nearness(days: Days, today: Collection[date]) -> float:
    """Stories recall older orders with their dates."""
    if not today or days.last is None:
        return 1.0
    if not days.is_dated:
        return _UNTOLD
    back = (max(today) - days.last).days
    return max(_LEAST, 1.0 - _PER_DAY * max(0, back - _RECENT))


def days_of(told: Sequence[str], place: int, today: Collection[date]) -> list[Days]:
    """When what the sentence at this place tells may have been done, the likeliest first.

    The last are those that hold where no entry is of any: never none.
    """
    said = _said(told, place, today)
    return [*said, _otherwise(said, today)] if today else said or [Days()]


def _said(told: Sequence[str], place: int, today: Collection[date]) -> list[Days]:
    """The days that the lead tells as those of the act: its own sentence's first."""
    found = [
        Days(day.first, day.last, is_dated=True)
        for sentence in (told[place], *told[:place], *told[place + 1 :])
        for day in press_days.find(sentence, today)
        if not day.is_ahead and not acts.is_past(sentence, day.start)
    ]
    return found[:_MOST_DAYS]


def _otherwise(said: Sequence[Days], today: Collection[date]) -> Days:
    """What was done today or yesterday may not be docketed yet; else the days that the article
    tells were of something else, and the act is of the last ones."""
    yesterday = min(today) - entries.SLACK
    fresh = (each for each in said if each.last and yesterday <= each.last <= max(today))
    return next(fresh, Days(min(today) - _UNDATED, max(today)))


def _zone(matter: Matter) -> ZoneInfo:
    return courts.zone(matter.dockets[0].court_id)


def _topics(matter: Matter) -> frozenset[str]:
    """The names that stand in the matter's entries, as topics."""
    told = (
        topics.of_entry(entries.words(each)) for docket in matter.dockets for each in docket.entries
    )
    return frozenset(topic for each in told for topic in each if topic.startswith("~"))


def _names(matter: Matter) -> frozenset[str]:
    """By what a sentence shows that it speaks of the matter, in plain small letters."""
    told = [matter.judge, *matter.aliases, *matter.terms]
    told += [name for docket in matter.dockets for name in (docket.judge, docket.caption)]
    words = (word for each in told if each for word in _NAME.findall(press_days.plain(each)))
    in_entries = (topic[1:] for topic in _topics(matter) if len(topic) > 4)
    return frozenset(word for word in words if word not in _COMMON).union(in_entries)


def _surnames(matter: Matter) -> frozenset[str]:
    """Of the judges, in plain small letters."""
    judges = (matter.judge, *(each.judge for each in matter.dockets))
    return frozenset(press_days.plain(each.split()[-1]) for each in judges if each)


def _court(act: Act, matter: Matter) -> str | None:
    """Which of the matter's courts it is; None where the article does not say."""
    levels = _LEVELS.get(act.court)
    if levels is None:
        return None
    fit = [each.court_id for each in matter.dockets if courts.get(each.court_id).level in levels]
    return fit[0] if fit else ELSEWHERE


def _number(text: str) -> int | None:
    """The number of the entry, where the article cites one and no other."""
    found = {int(one or other) for one, other in _NUMBER.findall(text)}
    return found.pop() if len(found) == 1 else None
