"""`docket show --threads`: a timeline by what belongs together, and by whom it names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from commands import guarded, home, output
from db import courts, plain, threads
from db.models import Docket, DocketEntry, EntryRef, Watch
from db.plain import Plain, spaced
from db.threads import Outcome, Paper, Thread, Threaded
from notify.escape import clean

_LONGEST_TEXT = 140  # characters, on a terminal
_INDENT = "  "


def subjects(watch: Watch | None, words: str | None) -> list[str]:
    """The persons and subjects to be followed: one that is asked for, or the watch's own."""
    if words is not None:
        return [words]
    return [] if watch is None else list(dict.fromkeys((*watch.terms, *watch.aliases)))


def as_plain(dockets: Sequence[Docket], watch: Watch | None, words: str | None) -> Plain:
    """What `--threads --json` prints; subjects come first, and alone where one was asked for."""
    named = [_thread(threads.about(each, dockets)) for each in subjects(watch, words)]
    woven = [] if words is not None else _woven(dockets)
    return {
        "watch": None if watch is None else watch.slug,
        "threads": named + [_thread(each) for docket in woven for each in docket.threads],
        "others": [_paper(docket.docket, paper) for docket in woven for paper in docket.others],
    }


def _thread(thread: Thread) -> Plain:
    first = thread.papers[0] if thread.papers else None
    ruling = None if first is None else first.decided_by
    keys = {str(docket.key) for docket in thread.dockets}
    return {
        "docket": keys.pop() if len(keys) == 1 else None,
        "about": thread.about,
        "status": None if first is None else first.status,
        "decided_by": None if ruling is None else plain.reference(_reference(ruling)),
        "days": None if first is None else first.days,
        "entries": [
            _paper(docket, paper)
            for docket, paper in zip(thread.dockets, thread.papers, strict=True)
        ],
    }


def _paper(docket: Docket, paper: Paper) -> Plain:
    return plain.entry(paper.entry) | {"docket": str(docket.key), "depth": paper.depth}


def _reference(entry: DocketEntry) -> EntryRef:
    return EntryRef(entry.id or "", entry.seq, entry.number, entry.labels)


def _woven(dockets: Iterable[Docket]) -> list[Threaded]:
    return [threads.of_docket(each, _today(each)) for each in dockets]


def _today(docket: Docket) -> date:
    return courts.day(docket.court_id, home.now())


def show(dockets: Sequence[Docket], watch: Watch | None, words: str | None) -> None:
    """Subjects first, then the threads of each docket, then what is in none."""
    for each in subjects(watch, words):
        _show_subject(threads.about(each, dockets))
    for docket in _woven(dockets) if words is None else ():
        output.title(docket.docket.caption or str(docket.docket.key))
        output.say(courts.cited(docket.docket.key))
        for thread in docket.threads:
            _show_thread(thread)
        if docket.others:
            _head("In no thread")
            _show_papers(docket.others)
        output.say()


def _show_subject(thread: Thread) -> None:
    count = len(thread.papers)
    output.title(f"{thread.about}: {count} filing{'' if count == 1 else 's'}")
    labels = [courts.get(docket.court_id).label for docket in thread.dockets]
    several = labels if len(set(labels)) > 1 else [""] * count
    _show_papers(thread.papers, several)
    output.say()


def _show_thread(thread: Thread) -> None:
    first = thread.papers[0]
    number = "" if first.entry.number is None else f"{first.entry.number} "
    _head(": ".join(filter(None, [f"{number}{thread.about}", _stands(first)])))
    _show_papers(thread.papers)


def _head(text: str) -> None:
    output.say()
    output.title(clean(guarded.words(text), _LONGEST_TEXT))


def _stands(paper: Paper) -> str:
    """`granted by 132, after 31 days`, or that nobody has decided yet."""
    days = "" if paper.days is None else f", {paper.days} day{'' if paper.days == 1 else 's'}"
    if paper.status == Outcome.PENDING:
        return f"not decided yet{days}"
    if paper.status == Outcome.UNSEEN:
        return f"no ruling seen that names it{days}"
    if paper.status is None or paper.decided_by is None:
        return ""
    by = paper.decided_by.number
    if paper.status == Outcome.ANSWERED:
        return "answered" + ("" if by is None else f" by {by}") + days.replace(", ", " after ")
    told = spaced(paper.status) + ("" if by is None else f" by {by}")
    return told + days.replace(", ", " after ")


def _show_papers(papers: Sequence[Paper], places: Sequence[str] = ()) -> None:
    """A line for each, those below another further to the right."""
    width = max((len(_number(paper)) for paper in papers), default=0)
    place_width = max(map(len, places), default=0)
    for paper, place in zip(papers, places or [""] * len(papers), strict=True):
        where = f"{place:{place_width}}  " if place_width else ""
        head = f"{paper.on or ''!s:10}  {where}{_number(paper):>{width}}  {_INDENT * paper.depth}"
        line = head + clean(_words(paper), 10**5)
        output.lines(output.wrapped(line, len(head)) if output.is_terminal() else line)


def _number(paper: Paper) -> str:
    return "" if paper.entry.number is None else str(paper.entry.number)


def _words(paper: Paper) -> str:
    """The text where one is told, else the labels; below its thread's head, how it stands."""
    words = paper.entry.text or "; ".join(paper.entry.labels) or "(no label)"
    told = guarded.words(words)  # before it is cut, which might part a name
    shown = clean(told, _LONGEST_TEXT) if output.is_terminal() else told
    stands = _stands(paper) if paper.depth else ""
    return f"{shown} [{stands}]" if stands else shown
