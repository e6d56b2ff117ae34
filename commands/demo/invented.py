"""The invented part of the story: Example v. Sample Agency, which never was.

What befalls a docket and its feed on one day, and what becomes of a hearing and of a deadline.
"""

from __future__ import annotations

from commands.demo.beat import Beat, at
from db.models import ChangeKind

BEATS = (
    Beat(
        at(5, 9, 50, month=6),
        "From here on everything is invented: the case, its filings, and what befalls the feed of"
        " the court that lends its name.",
        ("watch", "https://www.courtlistener.com/docket/999999999/", "--name", "example"),
    ),
    Beat(
        at(5, 10, 50, month=6),
        "The clerk gives an order another label.",
        alerts=(ChangeKind.ENTRY_EDITED,),
    ),
    Beat(
        at(5, 11, 50, month=6),
        "A declaration is sealed: its label goes, and the link with it.",
        remark="What stood there before is not repeated.",
        alerts=(ChangeKind.SEALED,),
    ),
    Beat(
        at(5, 12, 50, month=6),
        "The court's server answers 503. Once is a hiccup: whoever polls sees it, nobody is"
        " alerted.",
        exits=3,
    ),
    Beat(
        at(5, 13, 50, month=6),
        "Now it sends a maintenance page with status 200, which is no feed. Twice is news.",
        alerts=(ChangeKind.SOURCE_FAILING,),
        exits=3,
    ),
    Beat(
        at(5, 15, 50, month=6),
        "The feed is back, with an order that was entered meanwhile: late is not lost. It sets a"
        " hearing, and a day for the other side's answer.",
        alerts=(ChangeKind.ENTRY_ADDED, ChangeKind.SOURCE_BACK),
    ),
    Beat(
        at(6, 7, 50, month=6),
        "The hearing is moved. The answer is due on the next working day.",
        alerts=(ChangeKind.ENTRY_ADDED, ChangeKind.DEADLINE_DUE),
    ),
    Beat(
        at(9, 7, 50, month=6),
        "It is due today.",
        alerts=(ChangeKind.DEADLINE_DUE,),
    ),
    Beat(
        at(10, 10, 50, month=6),
        "The day is over, and so is a night in which it might have been docketed.",
        alerts=(ChangeKind.DEADLINE_MISSED,),
    ),
    Beat(
        at(10, 10, 55, month=6),
        "What the courts have set in both matters, and what came of it.",
        ("due", "--all"),
        "With `--ics` it is a calendar, in which the hearing moves too.",
    ),
)
