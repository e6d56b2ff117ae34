"""Which entry an article reports: the act it tells of, and the entries that may be it. Pure.

    told = entries.report(article, text, matter)      what was done, in which court, on which days
    entries.candidates(told, matter)                  the entries that fit, the likeliest first

A report stands for itself: an entry that is docketed an hour after the story is found by it as
well as one that stood there before.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from db import courts
from db.courts import CourtLevel
from db.models import Disposition, Docket, DocketEntry, EntryRef
from db.press import Article, Report, Reported
from scraper.linking import acts, press_days, prose, topics
from scraper.linking.acts import Act, Actor
from scraper.linking.matter import Matter
from scraper.linking.press_days import DaySaid

SLACK = timedelta(days=1)  # between an act and the day on which it is docketed
UNDATED = timedelta(days=3)  # how far back an act is that an article tells without a day
SURE = 0.45  # an entry that is less like what is reported is not it
ELSEWHERE = "elsewhere"  # the court is none of the matter's

_FAR_BEHIND = 0.87  # of the best likeness; an entry that is less like it is no candidate
_MOST_CANDIDATES = 4
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


def report(article: Article, text: str, matter: Matter) -> Report | None:
    """What the article says was filed or ordered; None where that is not its news."""
    told = acts.sentences(prose.read(article.title, text), _names_of(matter))
    if acts.is_elsewhere(told):
        return None
    today = press_days.told_on(article.published_at, _zone(matter))
    act = acts.main(told, _surnames(matter))
    named = _report(article, text, told, act or _ANY, matter)
    found = _of_days(named, told, act or _ANY, matter, today)
    if act is not None and act.is_ruling and not candidates(found, matter):
        any_act = replace(named, kinds=(), disposition=None)
        loose = _of_days(any_act, told, act, matter, today)
        return loose if candidates(loose, matter) else found
    return found if found.kinds or candidates(found, matter) else None


def _report(article: Article, text: str, told: Sequence[str], act: Act, matter: Matter) -> Report:
    return Report(
        kinds=act.kinds,
        disposition=act.disposition,
        court_id=_court(act, matter),
        number=_number(text),
        told_at=article.published_at,
        topics=topics.of_article("\n".join(told), _names(matter)),
        words=told[act.sentence][:_LONGEST_QUOTE],
    )


# Whatever was done: for a story whose words we do not understand.
_ANY = Act(is_ruling=False, court=Actor.COURT, kinds=(), disposition=None, sentence=0)


def _of_days(
    told_bare: Report, told: Sequence[str], act: Act, matter: Matter, today: Collection[date]
) -> Report:
    days = _days(told, act, today)
    options = [_on(told_bare, each) for each in days]
    if today:
        options.append(_otherwise(told_bare, days, today))
    return _likeliest(options or [told_bare], matter, max(today, default=None))


def _on(told: Report, days: DaySaid) -> Report:
    return replace(told, first_on=days.first, last_on=days.last, is_dated=True)


def _otherwise(told: Report, days: Sequence[DaySaid], today: Collection[date]) -> Report:
    """Where no entry is of a day that the article tells: what was done today or yesterday may not
    be docketed yet; else that day was of something else, and the act is of the last days."""
    fresh = (each for each in days if min(today) - SLACK <= each.last <= max(today))
    for each in fresh:
        return _on(told, each)
    return replace(told, first_on=min(today) - UNDATED, last_on=max(today))


def _likeliest(options: Sequence[Report], matter: Matter, today: date | None) -> Report:
    """The days on which the matter has what is reported; else those that the article names first.

    Stories recall older orders with their dates: the further back, the more must agree.
    """
    found = [(candidates(each, matter), each) for each in options]
    likely = [
        (entries[0].confidence * _nearness(told, today) * _LATER**place, told)
        for place, (entries, told) in enumerate(found)
        if entries
    ]
    best = max(likely, key=lambda each: each[0], default=(0.0, options[0]))
    return best[1] if best[0] >= _FAINT else options[-1]


def _nearness(told: Report, today: date | None) -> float:
    if today is None or told.last_on is None:
        return 1.0
    if not told.is_dated:
        return _UNTOLD
    return max(0.3, 1.0 - 0.04 * max(0, (today - told.last_on).days - 4))


_UNTOLD = 0.9
_LATER = 0.88  # for each day that an article tells before this one
_FAINT = 0.4


def _days(told: Sequence[str], act: Act, today: Collection[date]) -> list[DaySaid]:
    """The days that the lead tells as those of the act, the likeliest first."""
    order = [act.sentence, *(place for place in range(len(told)) if place != act.sentence)]
    found: list[DaySaid] = []
    for place in order:
        found += [
            day
            for day in press_days.find(told[place], today)
            if not day.is_ahead and not acts.is_past(told[place], day.start)
        ]
    return found[:_MOST_DAYS]


def candidates(told: Report, matter: Matter) -> tuple[Reported, ...]:
    """The entries that may be what is reported; their confidences add up to 1 at most."""
    entries = [(docket, entry) for docket in matter.dockets for entry in docket.entries]
    everywhere = _of_captions(matter)
    about = {entry.id: topics.of_entry(_words(entry)) - everywhere for _, entry in entries}
    weights = topics.weights(about.values())
    likely = [
        (_likeness(told, docket, entry, about[entry.id], weights), docket, entry)
        for docket, entry in entries
        if entry.id is not None and _may_be(told, docket, entry)
    ]
    best = sorted(likely, key=lambda each: -each[0])[:_MOST_CANDIDATES]
    is_vague = told.last_on is None or not told.kinds
    least = _SURE_OF_ANY if is_vague else SURE
    found = _weighed([each for each in best if each[0] >= least])
    if told.last_on is not None or told.number is not None:
        return tuple(found)
    return tuple(replace(each, confidence=each.confidence * _OF_ANY_DAY) for each in found)


_SURE_OF_ANY = 0.6
_OF_ANY_DAY = 0.7  # of the confidence; without a day nobody can be sure


def _weighed(found: Sequence[tuple[float, Docket, DocketEntry]]) -> Iterator[Reported]:
    if not found:
        return
    best = found[0][0]
    near = [each for each in found if each[0] >= best * _FAR_BEHIND]
    total = sum(likeness**4 for likeness, _, _ in near)
    for likeness, docket, entry in near:
        confidence = min(best, 1.0) * likeness**4 / total
        yield Reported(docket.key, _ref(entry), round(confidence, 3))


def _ref(entry: DocketEntry) -> EntryRef:
    assert entry.id is not None
    return EntryRef(entry.id, entry.seq, entry.number, entry.labels)


def _may_be(told: Report, docket: Docket, entry: DocketEntry) -> bool:
    if told.court_id is not None and docket.court_id != told.court_id:
        return False
    if told.number is not None and entry.number == told.number:
        return True
    on = _day(docket, entry)
    if told.first_on is None or told.last_on is None:
        return told.last_on is None
    return on is not None and told.first_on - SLACK <= on <= told.last_on + SLACK


def _likeness(
    told: Report,
    docket: Docket,
    entry: DocketEntry,
    about: Collection[str],
    weights: Mapping[str, float],
) -> float:
    """How well an entry is what is reported: 1 where all agrees."""
    if told.number is not None and entry.number == told.number:
        return 1.2
    kind = _kind_likeness(told, entry) * _order_likeness(told, entry)
    overlap = _overlap(told.topics, about, weights)
    return kind and 0.3 * kind + 0.4 * _day_likeness(told, docket, entry) + 0.35 * overlap


def _overlap(told: Collection[str], about: Collection[str], weights: Mapping[str, float]) -> float:
    """How much of what the entry is about the article speaks of, 0..1."""
    shared = sum(weights[topic] for topic in about if topic in told)
    whole = sum(weights[topic] for topic in about)
    return min(1.0, 0.4 * shared / math.sqrt(whole + 1.0))


def _day_likeness(told: Report, docket: Docket, entry: DocketEntry) -> float:
    on = _day(docket, entry)
    if on is None or told.first_on is None or told.last_on is None:
        return 0.45
    if not told.is_dated:
        return max(0.3, 0.75 - 0.15 * abs((told.last_on - on).days))
    if on < told.first_on:  # what is told of Friday hardly stood there on Thursday
        return 0.1
    if on > told.last_on:
        return 0.4
    return 1.0 if told.first_on == told.last_on else 0.8


def _order_likeness(told: Report, entry: DocketEntry) -> float:
    """The press may be first; mostly it is not."""
    if told.told_at is None or entry.entered_at is None or entry.entered_at <= told.told_at:
        return 1.0
    return 0.7


def _kind_likeness(told: Report, entry: DocketEntry) -> float:
    """0 where a ruling is told and the entry is none, or the other way round."""
    meaning = entry.meaning
    if meaning is None or not told.kinds:
        return 0.5
    if meaning.kind not in told.kinds:
        is_like = (meaning.kind in acts.RULINGS) == (told.kinds[0] in acts.RULINGS)
        return 0.4 if is_like else 0.0
    if told.disposition in _VAGUE or meaning.disposition is None:
        return 0.75
    return 1.0 if _agree(told.disposition, meaning.disposition) else 0.25


_VAGUE = (None, Disposition.AFFIRMED, Disposition.REVERSED)  # reporters use them of any order


def _agree(one: Disposition | None, other: Disposition) -> bool:
    in_part = {one, other} == {Disposition.GRANTED, Disposition.GRANTED_IN_PART}
    return one is other or in_part


def _words(entry: DocketEntry) -> str:
    return "\n".join((*entry.labels, entry.text or ""))


def _day(docket: Docket, entry: DocketEntry) -> date | None:
    if entry.entered_at is not None:
        return entry.entered_at.astimezone(ZoneInfo(courts.get(docket.court_id).time_zone)).date()
    return entry.filed_on


def _zone(matter: Matter) -> ZoneInfo:
    return ZoneInfo(courts.get(matter.dockets[0].court_id).time_zone)


def _names(matter: Matter) -> frozenset[str]:
    """The names that stand in the matter's entries."""
    told = (topics.of_entry(_words(each)) for docket in matter.dockets for each in docket.entries)
    return frozenset(topic for each in told for topic in each if topic.startswith("~"))


def _of_captions(matter: Matter) -> frozenset[str]:
    """What every story of the matter names: it tells no entry from another."""
    return frozenset().union(*(topics.of_entry(each.caption or "") for each in matter.dockets))


def _names_of(matter: Matter) -> frozenset[str]:
    """By what a sentence shows that it speaks of the matter, in plain small letters."""
    told = [matter.judge, *matter.aliases, *matter.terms]
    told += [name for docket in matter.dockets for name in (docket.judge, docket.caption)]
    words = (word for each in told if each for word in _WORD.findall(press_days.plain(each)))
    return frozenset(word for word in words if word not in _COMMON) | {
        topic[1:] for topic in _names(matter) if len(topic) > 4
    }


def _surnames(matter: Matter) -> frozenset[str]:
    """Of the judges, in plain small letters."""
    judges = (matter.judge, *(each.judge for each in matter.dockets))
    return frozenset(press_days.plain(each.split()[-1]) for each in judges if each)


_WORD = re.compile(r"[^\W_][\w.]{3,}")
_COMMON = frozenset(("united", "states", "department", "homeland", "security", "applicants"))


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
