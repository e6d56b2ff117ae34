"""What happens from 22 May to 23 June 2025, what docket is asked to do, and what it must tell.

D.V.D. v. DHS is a true story, and what is told of it was verified: the courts, numbers and
captions of the cases, the ids of the first at PACER and CourtListener, the days, what was filed,
and the numbers of the entries that have one. Its hours, labels, docket texts (but for what 132
orders), seqs and document ids in `feeds` are ours. All other cases there, Example v. Sample Agency
first of all (`commands.demo.invented`), never were; nor was the Sample Herald.
"""

from __future__ import annotations

from commands.demo import invented
from commands.demo.beat import Beat, at
from db.models import ChangeKind

COURTS = ("mad", "ca1", "vtd")
SERVICES = ("scotus", "govinfo", "courtlistener")

TITLE = "docket demo: from 22 May to 23 June 2025, in seconds"
PROLOGUE = (
    "Each case, day, filing and entry number of D.V.D. v. DHS below is verified. The hours, the"
    " wording of docket texts and the ids in links are made up, and so are the newspaper and the"
    " second case. Courts, services and newspaper are played by this machine (127.0.0.1); all the"
    " rest is docket itself."
)

BEATS = (
    Beat(
        at(22, 9, 50),
        "A reporter follows D.V.D. v. DHS, a class action before Judge Brian E. Murphy, by its"
        " link at CourtListener, and the appeal of his preliminary injunction. The orders of the"
        " day before stand in the feeds.",
        (
            "watch",
            "https://www.courtlistener.com/docket/69775896/",
            "1st Cir. 25-1393",
            "--name",
            "dvd",
            "--note",
            "Is O.C.G. brought back?",
            "--news",
            "now",
        ),
        "The first look is quiet: what stood there is shown, not sent. The 1st Circuit has no"
        " feed: that is a blind spot, and docket says so rather than “nothing new”. Only its"
        " opinions will come, days late, from govinfo.",
    ),
    Beat(
        at(22, 9, 55),
        "The reporter reads a newspaper too: the Sample Herald, which is invented. Only stories"
        " that could concern a watched matter are opened.",
        ("news", "add", "{site}/herald/rss.xml", "--name", "herald"),
    ),
    Beat(
        at(23, 15, 46),
        "The court orders the government to facilitate the return of O.C.G., and to report within"
        " five days: entry 132.",
        remark="D. Mass. puts only “Memorandum & Order” into its feed. What the order says came"
        " from CourtListener, and both are one entry. The day is reckoned by the federal rules:"
        " the Monday between, Memorial Day, counts; one that ended there would end a day later.",
        alerts=(ChangeKind.ENTRY_ADDED,),
    ),
    Beat(
        at(26, 16, 38),  # CourtListener is to be asked again an hour and a tenth later
        "It is Memorial Day, and the newspaper is faster than the clerk.",
        remark="That is a report of the press: docket says so, and looks out for the order.",
        alerts=(ChangeKind.ARTICLE_LINKED,),
    ),
    Beat(
        at(26, 17, 46),
        "The court denies reconsideration and a stay. The order comes under two labels, and is one"
        " entry. Its number could not be verified, so this feed gives none.",
        alerts=(ChangeKind.ENTRY_ADDED,),
    ),
    Beat(
        at(27, 7, 46),
        "A clock of docket's own: what the court ordered on Friday is due tomorrow.",
        alerts=(ChangeKind.DEADLINE_DUE,),
    ),
    Beat(
        at(27, 17, 50),
        "The government has asked the Supreme Court for a stay. The reporter adds the application"
        " to the matter: three courts, one timeline, one stream of alerts.",
        ("link", "dvd", "24A1153"),
        "The Supreme Court has no feed. docket reads its public page, whose rows have no ids: a"
        " row that is reworded is an edit, and not a new filing.",
    ),
    Beat(
        at(28, 7, 46),
        "It is due today, and nothing has come yet.",
        alerts=(ChangeKind.DEADLINE_DUE,),
    ),
    Beat(
        at(28, 17, 46),
        "The government reports: it is working with ICE Air to bring O.C.G. back.",
        remark="The report closes what order 132 set. From now on nothing is due.",
        alerts=(ChangeKind.ENTRY_ADDED,),
    ),
    Beat(
        at(4, 20, 46, month=6),
        "O.C.G. is back in the United States. No entry of that day could be verified in D. Mass.,"
        " so its feed has none, but the newspaper tells it; at the Supreme Court the other side"
        " answered.",
        alerts=(ChangeKind.ENTRY_ADDED, ChangeKind.ARTICLE_LINKED),
    ),
    *invented.BEATS,
    Beat(
        at(23, 17, 46, month=6),
        "The true story goes on: the Supreme Court grants the stay.",
        alerts=(ChangeKind.ENTRY_ADDED,),
    ),
    Beat(
        at(23, 17, 50, month=6),
        "The whole matter in one timeline: stories stand under the filings that they report, the"
        " others at their own time.",
        ("show", "dvd"),
    ),
)

EPILOGUE = "That was all: nothing of it is kept, and nobody was asked. What to type next:"
NEXT = (
    ('docket watch "mad 1:25-cv-10676"', "follow a case of any federal court"),
    ("docket channel add desk mailtos://…", "be told by mail, chat or push"),
    ("docket schedule --install", "poll from now on, by cron or systemd"),
)
