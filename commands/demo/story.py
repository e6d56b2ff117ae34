"""What happens from 22 May to 23 June 2025, what docket is asked to do, and what it must tell.

D.V.D. v. DHS is a true story, and what is told of it was verified: the courts, numbers and
captions of the cases, PACER's id of the first, the days, what was filed, and the numbers of the
entries that have one. Its hours, labels, seqs and document ids in `feeds` are ours. All other
cases there, Example v. Sample Agency first of all, never were.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from db.models import ChangeKind

READER = "America/New_York"
COURTS = ("mad", "ca1", "vtd")
SERVICES = ("scotus", "govinfo")
POLL = ("poll",)


@dataclass(frozen=True, slots=True)
class Beat:
    """A moment of the story: what happened, and the command that is given then."""

    at: datetime
    told: str
    command: tuple[str, ...] = POLL
    remark: str = ""  # said after the command
    alerts: tuple[ChangeKind, ...] = ()  # what docket must send now, no more and no less
    exits: int = 0


def _at(day: int, hour: int, minute: int, month: int = 5) -> datetime:
    return datetime(2025, month, day, hour, minute, tzinfo=ZoneInfo(READER))


TITLE = "docket demo: from 22 May to 23 June 2025, in a few seconds"
PROLOGUE = (
    "Each case, day, filing and entry number of D.V.D. v. DHS below is verified. The hours, the"
    " wording of the labels and the ids in links are made up, and so is the second case. The"
    " courts are played by this machine (127.0.0.1); all the rest is docket itself."
)

BEATS = (
    Beat(
        _at(22, 9, 50),
        "A reporter follows D.V.D. v. DHS, a class action before Judge Brian E. Murphy, and the"
        " appeal of his preliminary injunction. The orders of the day before stand in the feed.",
        (
            "watch",
            "D. Mass. 1:25-cv-10676",
            "1st Cir. 25-1393",
            "--name",
            "dvd",
            "--note",
            "Is O.C.G. brought back?",
        ),
        "The first look is quiet: what stood there is shown, not sent. The 1st Circuit has no"
        " feed: that is a blind spot, and docket says so rather than “nothing new”. Only its"
        " opinions will come, days late, from govinfo.",
    ),
    Beat(
        _at(23, 15, 46),
        "The court orders the government to facilitate the return of O.C.G., and to report within"
        " five days: entry 132.",
        remark="D. Mass. puts only short labels into its feed, not what an order says. What docket"
        " could not read, it does not guess.",
        alerts=(ChangeKind.ENTRY_ADDED,),
    ),
    Beat(
        _at(26, 17, 46),
        "The court denies reconsideration and a stay. The order comes under two labels, and is one"
        " entry. Its number could not be verified, so this feed gives none.",
        alerts=(ChangeKind.ENTRY_ADDED,),
    ),
    Beat(
        _at(27, 17, 50),
        "The government has asked the Supreme Court for a stay. The reporter adds the application"
        " to the matter: three courts, one timeline, one stream of alerts.",
        ("link", "dvd", "24A1153"),
        "The Supreme Court has no feed. docket reads its public page, whose rows have no ids: a"
        " row that is reworded is an edit, and not a new filing.",
    ),
    Beat(
        _at(28, 17, 46),
        "The government reports: it is working with ICE Air to bring O.C.G. back.",
        alerts=(ChangeKind.ENTRY_ADDED,),
    ),
    Beat(
        _at(4, 20, 46, month=6),
        "O.C.G. is back in the United States. No entry of that day could be verified in D. Mass.,"
        " so its feed has none; at the Supreme Court the other side answered.",
        alerts=(ChangeKind.ENTRY_ADDED,),
    ),
    Beat(
        _at(5, 9, 50, month=6),
        "From here on everything is invented: the case, its filings, and what befalls the feed of"
        " the court that lends its name.",
        ("watch", "D. Vt. 2:25-cv-99999", "--name", "example"),
    ),
    Beat(
        _at(5, 10, 50, month=6),
        "The clerk gives an order another label.",
        alerts=(ChangeKind.ENTRY_EDITED,),
    ),
    Beat(
        _at(5, 11, 50, month=6),
        "A declaration is sealed: its label goes, and the link with it.",
        remark="What stood there before is not repeated.",
        alerts=(ChangeKind.SEALED,),
    ),
    Beat(
        _at(5, 12, 50, month=6),
        "The court's server answers 503. Once is a hiccup: whoever polls sees it, nobody is"
        " alerted.",
        exits=3,
    ),
    Beat(
        _at(5, 13, 50, month=6),
        "Now it sends a maintenance page with status 200, which is no feed. Twice is news.",
        alerts=(ChangeKind.SOURCE_FAILING,),
        exits=3,
    ),
    Beat(
        _at(5, 14, 50, month=6),
        "The feed is back, with an order that was entered meanwhile. Late is not lost.",
        alerts=(ChangeKind.ENTRY_ADDED, ChangeKind.SOURCE_BACK),
    ),
    Beat(
        _at(23, 17, 46, month=6),
        "The true story goes on: the Supreme Court grants the stay.",
        alerts=(ChangeKind.ENTRY_ADDED,),
    ),
)

EPILOGUE = "That was all: nothing of it is kept, and nobody was asked. What to type next:"
NEXT = (
    ('docket watch "mad 1:25-cv-10676"', "follow a case of any federal court"),
    ("docket channel add desk mailtos://…", "be told by mail, chat or push"),
    ("docket schedule --install", "poll from now on, by cron or systemd"),
)
