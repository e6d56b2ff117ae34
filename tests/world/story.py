"""What was filed in three matters in 2025, and which sources tell it from when on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

BOSTON = ZoneInfo("America/New_York")


@dataclass(frozen=True)
class Case:
    court: str
    number: str
    caption: str
    case_id: str | None = None  # PACER's
    courtlistener_id: int | None = None  # None: CourtListener does not have it
    judge: str | None = None
    filed_on: date | None = None
    lower: str = ""  # the Supreme Court's words on where it comes from


@dataclass(frozen=True)
class Filing:
    case: Case
    at: datetime  # when it was docketed
    label: str
    text: str
    number: int | None = None  # on the docket sheet
    seq: int | None = None
    has_document: bool = True  # an order without one has no number in the feed
    feed: bool = True  # its type is one that the court's feed carries
    text_after: timedelta | None = None  # until somebody shared the docket sheet with RECAP
    copy_after: timedelta | None = None  # ... and the document
    govinfo_after: timedelta | None = None
    by_mail: bool = False

    @property
    def day(self) -> date:
        return self.at.astimezone(BOSTON).date()

    @property
    def id(self) -> int:
        """CourtListener's."""
        return 400_000_000 + FILINGS.index(self)


def _at(month: int, day: int, hour: int, minute: int) -> datetime:
    return datetime(2025, month, day, hour, minute, tzinfo=BOSTON).astimezone(UTC)


DVD = Case(
    "mad",
    "1:25-cv-10676-BEM",
    "D.V.D. v. U.S. Department of Homeland Security",
    "282404",
    69775896,
    "Brian E. Murphy",
    date(2025, 3, 23),
)
DVD_APPEAL = Case("ca1", "25-1393", "D.V.D. v. U.S. Department of Homeland Security")
DVD_APPLICATION = Case(
    "scotus",
    "24A1153",
    "Department of Homeland Security, et al., Applicants v. D. V. D., et al.",
    lower="United States Court of Appeals for the First Circuit (25-1393)",
)
ABREGO = Case(
    "mdd",
    "8:25-cv-00951-PX",
    "Abrego Garcia v. Noem",
    "578815",
    69777799,
    "Paula Xinis",
    date(2025, 3, 24),
)
ABREGO_APPEAL = Case(
    "ca4", "25-1345", "Abrego Garcia v. Noem", courtlistener_id=69847836, filed_on=date(2025, 4, 4)
)
ABREGO_APPLICATION = Case(
    "scotus",
    "24A949",
    "Kristi Noem, Secretary, Department of Homeland Security, et al., Applicants v."
    " Kilmar Armando Abrego Garcia, et al.",
    lower="United States Court of Appeals for the Fourth Circuit (25-1345)",
)
JOP = Case(
    "mdd",
    "8:19-cv-01944-SAG",
    "J.O.P. v. U.S. Department of Homeland Security",
    courtlistener_id=15867241,
    judge="Stephanie A. Gallagher",
    filed_on=date(2019, 7, 1),
)
JOP_APPEAL = Case(
    "ca4",
    "25-1519",
    "J.O.P. v. U.S. Department of Homeland Security",
    courtlistener_id=70195987,
    filed_on=date(2025, 5, 7),
)
STRANGER = Case("ca1", "25-1345", "Example v. Sample Agency")

CASES = (
    DVD,
    DVD_APPEAL,
    DVD_APPLICATION,
    ABREGO,
    ABREGO_APPEAL,
    ABREGO_APPLICATION,
    JOP,
    JOP_APPEAL,
    STRANGER,
)

HOURS = timedelta(hours=1)
DAYS = timedelta(days=1)

FILINGS: tuple[Filing, ...] = (
    Filing(
        DVD,
        _at(3, 28, 15, 0),
        "Order on Motion for TRO",
        "TEMPORARY RESTRAINING ORDER",
        34,
        120,
        text_after=2 * HOURS,
        copy_after=2 * HOURS,
    ),
    Filing(
        DVD,
        _at(4, 18, 14, 0),
        "Memorandum & ORDER",
        "Judge Brian E. Murphy: MEMORANDUM & ORDER: class certified, preliminary injunction",
        64,
        240,
        text_after=2 * HOURS,
        copy_after=2 * HOURS,
    ),
    Filing(
        DVD_APPEAL,
        _at(5, 16, 16, 0),
        "ORDER",
        "OPINION AND ORDER entered denying the motion for stay pending appeal.",
        by_mail=True,
        govinfo_after=9 * DAYS,
    ),
    Filing(
        DVD,
        _at(5, 20, 20, 10),
        "Order",
        "Judge Brian E. Murphy: ELECTRONIC ORDER entered. Defendants are to maintain custody of"
        " class members.",
        116,
        410,
        has_document=False,
        text_after=3 * HOURS,
    ),
    Filing(
        DVD,
        _at(5, 21, 17, 0),
        "Memorandum & ORDER",
        "Judge Brian E. Murphy: MEMORANDUM ON PRELIMINARY INJUNCTION",
        118,
        418,
        text_after=3 * HOURS,
        copy_after=3 * HOURS,
    ),
    Filing(
        DVD,
        _at(5, 21, 17, 30),
        "Order",
        "Judge Brian E. Murphy: ORDER ON REMEDY",
        119,
        420,
        text_after=3 * HOURS,
        copy_after=3 * HOURS,
    ),
    Filing(
        DVD,
        _at(5, 23, 15, 30),
        "Order on Motion for Preliminary Injunction",
        "Judge Brian E. Murphy: MEMORANDUM AND ORDER ON 104 PLAINTIFFS' MOTION FOR PRELIMINARY"
        " INJUNCTION ... GRANTED ... file a status report within five days ... (BIB)",
        132,
        452,
        text_after=2 * HOURS,
        copy_after=5 * HOURS,
    ),
    Filing(
        DVD,
        _at(5, 26, 17, 15),
        "Order on Motion for Reconsideration",
        "Judge Brian E. Murphy: MEMORANDUM & ORDER denying reconsideration and stay",
        None,
        466,
        has_document=False,
        text_after=3 * HOURS,
    ),
    Filing(
        DVD_APPLICATION,
        _at(5, 27, 14, 0),
        "",
        "Application (24A1153) for a stay, submitted to Justice Jackson.",
    ),
    Filing(
        DVD_APPLICATION,
        _at(5, 27, 15, 0),
        "",
        "Response to application (24A1153) requested by Justice Jackson, due by 4 p.m. (EDT), on"
        " June 4, 2025.",
    ),
    Filing(
        DVD,
        _at(5, 28, 17, 20),
        "Status Report",
        "STATUS REPORT by U.S. Department of Homeland Security. (Attachments: # 1 Declaration)",
        None,
        480,
        has_document=False,
        text_after=4 * HOURS,
    ),
    Filing(
        DVD_APPLICATION,
        _at(6, 4, 14, 40),
        "",
        "Response to application from respondents D.V.D., et al. filed.",
    ),
    Filing(
        DVD_APPLICATION,
        _at(6, 23, 16, 0),
        "",
        "Application (24A1153) referred to the Court and granted by the Court. Justice Sotomayor,"
        " with whom Justice Kagan and Justice Jackson join, dissenting.",
    ),
    Filing(
        ABREGO,
        _at(4, 4, 15, 0),
        "Order on Motion for Preliminary Injunction",
        "ORDER granting preliminary injunction",
        21,
        60,
        feed=False,
        text_after=2 * HOURS,
        copy_after=3 * HOURS,
    ),
    Filing(
        ABREGO,
        _at(4, 6, 10, 0),
        "Memorandum Opinion",
        "MEMORANDUM OPINION",
        31,
        80,
        feed=False,
        text_after=2 * HOURS,
        govinfo_after=7 * DAYS,
    ),
    Filing(ABREGO_APPEAL, _at(4, 7, 9, 0), "Order filed", "ORDER filed denying stay", seq=1_005),
    Filing(
        ABREGO_APPLICATION,
        _at(4, 7, 10, 0),
        "",
        "Application (24A949) to vacate injunction, submitted to The Chief Justice.",
    ),
    Filing(
        JOP,
        _at(5, 19, 16, 0),
        "USCA Order",
        "ORDER of USCA (25-1519) denying stay",
        281,
        700,
        feed=False,
        text_after=5 * HOURS,
    ),
    Filing(JOP_APPEAL, _at(5, 19, 15, 0), "Order filed", "ORDER filed denying stay", seq=2_001),
)


@dataclass
class Clock:
    now: datetime = field(default_factory=lambda: datetime(2025, 5, 15, 14, 0, tzinfo=UTC))

    def __call__(self) -> datetime:
        return self.now


def seen(case: Case, now: datetime) -> list[Filing]:
    """What stands on a docket, oldest first."""
    return [each for each in FILINGS if each.case == case and each.at <= now]
