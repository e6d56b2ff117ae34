"""What a new entry is, decides, answers, sets and demands: the first lines of an alert. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from textwrap import shorten

from db.models import Disposition, DocketEntry, EntryKind, Mark, Meaning
from notify import agenda, glossary, naming
from notify.reader import Reader, capital, stopped
from notify.story import Happening, Met, Story

_MOST_ANSWERED = 4  # named one by one
_MOST_PAPERS = 20
_LONGEST_NAME = 160  # characters of what an answered entry was
LONGEST = 300  # characters of a name
# "Order granted" grants; an "order vacated" would be one that another order vacates.
_OF_REQUESTS = (Disposition.GRANTED, Disposition.DENIED, Disposition.GRANTED_IN_PART)
_MARKS = {
    Mark.SEALED: "Sealed: the public may not read it.",
    Mark.EX_PARTE: "Ex parte: the other side was not heard.",
    Mark.RESTRICTED: "Restricted: not everybody may read it.",
    Mark.CORRECTED: "It stands in place of an earlier filing.",
}


def headline(happening: Happening, story: Story) -> str:
    """ "Order: granted. Answers the plaintiffs' motion 104."; else how the court names it."""
    entry, reader = story.entry_of(happening.change), story.reader
    meaning = entry.meaning if entry is not None else None
    if entry is None or meaning is None or not is_plain(entry):
        named = name(happening, story)
        answers = answered(happening, story)
        return f"{stopped(f'{named}.')} {answers}" if answers else named
    if meaning.disposition is None:
        return stopped(f"{agenda.hearing(meaning.hearings[0], happening.court_id, reader)}.")
    kind = capital(glossary.kind(meaning.kind, reader))
    decided = reader.say(glossary.DECIDED[meaning.disposition])
    told = f"{kind}: {decided}."
    return f"{told} {answered(happening, story)}".strip()


def is_plain(entry: DocketEntry) -> bool:
    """Whether its headline is ours: it rules, or does nothing but set a hearing."""
    meaning = entry.meaning
    if meaning is None:
        return False
    is_hearing = meaning.kind is EntryKind.HEARING and bool(meaning.hearings)
    return meaning.disposition is not None or is_hearing


def with_papers(told: str, happening: Happening, story: Story) -> str:
    """The same, with the number of papers that came along: "... (and 12 exhibits)"."""
    if not happening.companions:
        return told
    number, reader = len(happening.companions), story.reader
    entries = [story.entry_of(each.change) for each in happening.companions]
    if all(each is not None and each.kind is EntryKind.EXHIBIT for each in entries):
        papers = reader.count(number, "and {number} exhibit", "and {number} exhibits")
    else:
        papers = reader.count(number, "and {number} more paper", "and {number} more papers")
    return f"{told} ({papers})"


def name(happening: Happening, story: Story, longest: int = LONGEST) -> str:
    """How the court names it, and its number."""
    entry = story.entry_of(happening.change)
    text = entry.text if entry is not None else None
    return naming.filing(happening.change.entry, text, story.reader, longest)


def own_name(happening: Happening, story: Story) -> str | None:
    """The court's name for what has a headline of ours; its number, where the text is no label."""
    entry, reader = story.entry_of(happening.change), story.reader
    if entry is None or not is_plain(entry):
        return None
    if entry.labels or not entry.text:
        return name(happening, story)
    return None if entry.number is None else capital(naming.numbered(None, entry.number, reader))


def subject(happening: Happening, story: Story, longest: int = LONGEST) -> str:
    """ "Order granted (132)": for the subject of a mail, and for one line of a digest."""
    entry, reader = story.entry_of(happening.change), story.reader
    if entry is None or not is_plain(entry):
        return name(happening, story, longest)
    told = _short(entry, entry.meaning, happening, reader) if entry.meaning is not None else ""
    if entry.number is None:
        return f"{told}: {naming.labels(happening.change.entry, entry.text, reader)}"
    return f"{told} ({entry.number})"


def _short(entry: DocketEntry, meaning: Meaning, happening: Happening, reader: Reader) -> str:
    if meaning.disposition is None:
        return agenda.hearing(replace(meaning.hearings[0], place=None), happening.court_id, reader)
    is_usual = meaning.kind is EntryKind.ORDER and meaning.disposition in _OF_REQUESTS
    return reader.say(
        "{kind} {decided}" if is_usual else "{kind}: {decided}",
        kind=capital(glossary.kind(meaning.kind, reader)),
        decided=reader.say(glossary.DECIDED[meaning.disposition]),
    )


def answered(happening: Happening, story: Story) -> str:
    """ "Answers the plaintiffs' motion 104."; empty where it answers nothing that is numbered."""
    entry, reader = story.entry_of(happening.change), story.reader
    if entry is None or entry.meaning is None or not entry.meaning.answers:
        return ""
    papers = [_paper(number, happening, story) for number in entry.meaning.answers]
    if (more := len(papers) - _MOST_ANSWERED) > 0:
        papers = papers[:_MOST_ANSWERED]
        papers.append(reader.count(more, "{number} more entry", "{number} more entries"))
    return reader.say("Answers {papers}.", papers=reader.listed(papers))


def _paper(number: int, happening: Happening, story: Story) -> str:
    known = _answered(number, happening, story)
    if known is None:
        entry = story.entry_of(happening.change)
        kind, filer = naming.by_words(number, entry.text or "" if entry is not None else "")
    else:
        kind, filer = known.kind, naming.filer(known)
    return naming.owned(kind, number, filer, story.reader)


def points(happening: Happening, story: Story) -> Iterator[str]:
    """What it sets and demands, what it answers in more words, and what is special about it."""
    entry, reader = story.entry_of(happening.change), story.reader
    yield from (_meets(each, reader) for each in story.met.get(entry.id or "" if entry else "", ()))
    if entry is None or entry.meaning is None:
        return
    meaning, court_id = entry.meaning, happening.court_id
    yield from (stopped(f"{each}.") for each in agenda.deadlines(meaning.deadlines, reader))
    is_told = is_plain(entry) and meaning.disposition is None  # the headline is the first one
    for each in meaning.hearings[1 if is_told else 0 :]:
        yield stopped(f"{agenda.hearing(each, court_id, reader)}.")
    yield from (_was(number, happening, story) for number in _known(meaning, happening, story))
    yield from (reader.say(_MARKS[each]) for each in meaning.marks)


def _meets(met: Met, reader: Reader) -> str:
    """ "Meets the deadline of 28 May that order 132 set."."""
    late = "Late for" if met.is_late else "Meets"
    day, setter = reader.plain_day(met.due), met.set_by
    if setter.number is None:
        return reader.say(f"{late} the deadline of {{day}}.", day=day)
    paper = naming.numbered(setter.kind, setter.number, reader)
    return reader.say(f"{late} the deadline of {{day}} that {{paper}} set.", day=day, paper=paper)


def papers(happening: Happening, story: Story) -> Iterator[str]:
    """The papers that came along, by name."""
    named = [name(each, story) for each in happening.companions]
    if named:
        yield story.reader.say("With it: {papers}", papers="; ".join(named[:_MOST_PAPERS]))
    if (more := len(named) - _MOST_PAPERS) > 0:
        yield story.reader.count(more, "{number} more paper", "{number} more papers")


def _known(meaning: Meaning, happening: Happening, story: Story) -> list[int]:
    found = [each for each in meaning.answers if _answered(each, happening, story) is not None]
    return found[:_MOST_ANSWERED]


def _was(number: int, happening: Happening, story: Story) -> str:
    """ "Motion 104: “Motion for Preliminary Injunction”, filed Sunday 18 May."."""
    entry, reader = _answered(number, happening, story), story.reader
    assert entry is not None
    paper = capital(naming.numbered(entry.kind, number, reader))
    named = shorten(naming.labels(entry, entry.text, reader), _LONGEST_NAME, placeholder=" …")
    filed = reader.say("filed {day}", day=reader.on_day(entry.filed_on)) if entry.filed_on else ""
    return f"{paper}: “{named}”" + (f", {filed}." if filed else ".")


def _answered(number: int, happening: Happening, story: Story) -> DocketEntry | None:
    return story.answered.get((happening.change.docket_id or 0, number))


def plain(happening: Happening, story: Story) -> str:
    """The glossary's sentence; of the first paper that it answers, where that is told."""
    entry = story.entry_of(happening.change)
    if entry is None:
        return ""
    answers = entry.meaning.answers if entry.meaning is not None else ()
    first = _answered(answers[0], happening, story) if answers else None
    return glossary.plain(entry, first, happening.court_id or "", story.reader)


def filer(entry: DocketEntry, reader: Reader) -> str:
    """ "the defendants"; empty where nobody says who filed it."""
    told = naming.filer(entry)
    return naming.party(told, reader) if told else ""
