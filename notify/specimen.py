"""An invented case and what happens in it: to try templates on, and to show how alerts read.

Nobody in it is real, and its numbers belong to no case.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from db import plain
from db.article_news import Kind
from db.models import (
    Change,
    ChangeKind,
    Deadline,
    Disposition,
    Docket,
    DocketEntry,
    DocketKey,
    Document,
    EntryKind,
    EntryRef,
    Hearing,
    HearingAction,
    Meaning,
    Source,
    SourceKind,
    SourceState,
    Watch,
)
from notify import render, templating
from notify.press import Piece
from notify.story import Coming, Form, HeldBack, Story

KEY = DocketKey("mad", "1:25-cv-99321")
NOW = datetime(2025, 5, 27, 18, 30, tzinfo=UTC)
DOCKET = Docket(
    *(KEY.court_id, KEY.number, "Example et al v. Sample Agency et al"),
    url="https://ecf.mad.uscourts.gov/cgi-bin/DktRpt.pl?999321",
    id=1,
)
FEED = Source(
    *("pacer_rss:mad", SourceKind.PACER_RSS, "mad", "https://ecf.mad.uscourts.gov/"),
    state=SourceState.PARTIAL,
    scope="Docket entries of type: order,motion,notice",
    built_at=NOW,
    answered_at=NOW,
)
REPORT = Deadline(
    "file a status report",
    within_days=14,
    who="Defendants",
    computed=date(2025, 6, 10),
    rule="Fed. R. Civ. P. 6(a)",
)
CONFERENCE = Hearing(
    HearingAction.MOVED,
    on=date(2025, 6, 3),
    at=time(14),
    what="Motion Hearing",
    place="Courtroom 12",
    was_on=date(2025, 5, 30),
)
MOTION = DocketEntry(
    number=18,
    labels=("Motion to Compel",),
    filed_on=date(2025, 5, 12),
    meaning=Meaning(EntryKind.MOTION, filer="Plaintiffs"),
    id="1",
)
ORDER = DocketEntry(
    number=27,
    labels=("Order on Motion to Compel",),
    text="Judge Sample: ELECTRONIC ORDER entered granting in part and denying in part 18 Motion to"
    " Compel. Defendants shall file a status report within 14 days. (Entered: 05/27/2025)",
    entered_at=NOW,
    documents=(
        Document(
            *(27, None, "09501999027", None),
            url="https://ecf.mad.uscourts.gov/doc1/09501999027",
            free_url="https://storage.courtlistener.com/recap/gov.uscourts.mad.999321.27.0.pdf",
        ),
    ),
    meaning=Meaning(EntryKind.ORDER, Disposition.GRANTED_IN_PART, (18,), (), (REPORT,)),
    id="2",
)
NOTICE = DocketEntry(
    number=28,
    labels=("Notice of Hearing",),
    entered_at=NOW,
    meaning=Meaning(EntryKind.HEARING, hearings=(CONFERENCE,)),
    id="3",
)
APPEARANCE = DocketEntry(
    number=29,
    labels=("Notice of Appearance",),
    entered_at=NOW,
    meaning=Meaning(EntryKind.APPEARANCE),
    id="4",
)
# The Herald was there before the docket; the Wire came later, and others copied it.
HERALD = Piece(
    *(1, 1, "Sample Agency must hand over part of its files, judge rules"),
    url="https://herald.example/2025/05/27/sample-agency-files",
    publisher="Sample Herald",
    published_at=NOW - timedelta(minutes=41),
)
WIRE = Piece(
    *(2, 2, "Judge splits the difference in fight over Sample Agency files"),
    url="https://wire.example/courts/20250527-sample-agency",
    publisher="Example Wire",
    published_at=NOW + timedelta(minutes=95),
    copies=3,
)
FEATURE = Piece(
    *(3, 3, "What the Sample Agency keeps, and for how long"),
    url="https://gazette.example/long-read/sample-agency",
    publisher="Muster Gazette",
    published_at=NOW - timedelta(hours=9),
)


def reported(told: Piece, *, entries: tuple[DocketEntry, ...] = (), **said: object) -> Change:
    """The news of a story, and what it reports; `said` is what else the change says of it."""
    refs = [EntryRef(each.id or "", each.seq, each.number, each.labels) for each in entries]
    new = {
        "article": told.id, "cluster": told.cluster, "url": told.url, "title": told.title,
        "publisher": told.publisher, "published_at": plain.moment(told.published_at),
        "role": "about", "report": None,
        "entries": [{"number": each.number, "id": each.id} for each in refs],
    }  # fmt: skip
    return Change(
        *(ChangeKind.ARTICLE_LINKED, NOW, KEY, 1, refs[0] if len(refs) == 1 else None),
        field=Kind.ENTRY if "minutes" in said else None,
        new=new | said,
        id=100 + (told.id or 0),
    )


def before_the_docket() -> Story:
    """What the press tells before the court does."""
    report = {
        "kinds": ["order"], "first_on": "2025-05-27", "last_on": "2025-05-27",
        "words": "granted part of a motion to compel on Tuesday",
    }  # fmt: skip
    return replace(alert(), changes=(reported(HERALD, report=report),))


def closed() -> Story:
    """A filing came to the docket that a story had told of; its own alert was held back."""
    told = reported(HERALD, entries=(ORDER,), minutes=41)
    return replace(alert(), changes=(told,))


def added(entry: DocketEntry, key: DocketKey = KEY) -> Change:
    """The news that an entry came; its id is the entry's."""
    reference = EntryRef(entry.id or "", entry.seq, entry.number, entry.labels)
    return Change(
        *(ChangeKind.ENTRY_ADDED, entry.entered_at or NOW, key, 1, reference),
        source_id=FEED.id,
        id=int(entry.id or 0),
    )


def alert(*entries: DocketEntry) -> Story:
    """The alert of these entries, or of the order alone."""
    told = entries or (ORDER,)
    return Story(
        message_id="5ca1ab1e0001",
        changes=tuple(map(added, told)),
        watches=(Watch("example", note="An invented case"),),
        thread="example",
        dockets={1: DOCKET},
        entries={each.id or "": each for each in (APPEARANCE, *told)},
        sources={FEED.id: FEED},
        answered={(1, 18): MOTION},
        reported={ORDER.id or "": (HERALD, WIRE)},
        now=NOW,
    )


def digest() -> Story:
    coming = [Coming(KEY, date(2025, 6, 3), replace(CONFERENCE, action=HearingAction.SET))]
    told = alert(ORDER, NOTICE)
    return replace(
        told,
        changes=(*told.changes, reported(FEATURE)),
        form=Form.DIGEST,
        held=(HeldBack(added(APPEARANCE), "example", "kind appearance"),),
        coming=tuple(coming),
    )


def complaints(own: Path) -> list[str]:
    """What is wrong with a reader's own templates, each with its file and line."""
    pages = {"message": render.page(alert()), "digest": render.page(digest())}
    found = (
        templating.complaint(name, pages[name.partition(".")[0]], own) for name in templating.WHOLE
    )
    return list(dict.fromkeys(each for each in found if each is not None))
