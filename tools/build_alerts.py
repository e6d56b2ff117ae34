"""Draw docs/alerts/*.png, how alerts look: python tools/build_alerts.py

Each picture is the HTML of a message as it is mailed, drawn by headless Chromium (Debian's
package `chromium`) and made small with Pillow (`pip install pillow`). The first case is real,
told by its public docket; the others are plainly invented.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from PIL import Image

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
    Mark,
    Meaning,
    Source,
    SourceKind,
    SourceState,
    Timing,
    Watch,
)
from notify import render, specimen
from notify.story import Coming, HeldBack, Looks, Met, Story

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "alerts"
PHONE, DESKTOP = 360, 800  # pixels
_TALLEST = 2400
_COLOURS = 48
_ROOM = 24  # pixels below the last line

_KEY = DocketKey("mad", "1:25-cv-10676")
_DVD = Docket(
    *("mad", "1:25-cv-10676", "D.V.D. et al v. U.S. Department of Homeland Security et al"),
    courtlistener_id="69775896",
    id=1,
)
_MOTION = DocketEntry(
    number=104,
    labels=("Motion for Preliminary Injunction",),
    meaning=Meaning(EntryKind.MOTION, filer="Plaintiffs"),
    id="1",
)
_REPORT_DUE = Deadline(
    "file a status report",
    within_days=5,
    computed=date(2025, 5, 28),
    rule="Fed. R. Civ. P. 6(a)",
)
_ORDER = DocketEntry(
    number=132,
    labels=("Memorandum & Order",),
    text="Judge Brian E. Murphy: MEMORANDUM AND ORDER ON 104 PLAINTIFFS' MOTION FOR PRELIMINARY"
    " INJUNCTION … GRANTED … file a status report within five days … (BIB) (Entered: 05/23/2025)",
    entered_at=datetime(2025, 5, 23, 18, 52, tzinfo=UTC),
    documents=(
        Document(
            132,
            free_url="https://storage.courtlistener.com/recap/gov.uscourts.mad.282404/"
            "gov.uscourts.mad.282404.132.0.pdf",
        ),
    ),
    meaning=Meaning(EntryKind.ORDER, Disposition.GRANTED, (104,), (), (_REPORT_DUE,)),
    id="2",
)
_DENIAL = DocketEntry(
    labels=("Order on Motion for Reconsideration", "Order on Motion to Stay"),
    filed_on=date(2025, 5, 26),
    meaning=Meaning(EntryKind.ORDER, Disposition.DENIED),
    id="3",
)
_REPORT = DocketEntry(
    labels=("Status Report",),
    filed_on=date(2025, 5, 28),
    meaning=Meaning(EntryKind.STATUS_REPORT, filer="Defendants"),
    id="4",
)
_SHARED = Source(  # by which the order's text is known
    *("courtlistener:mad:1:25-cv-10676", SourceKind.COURTLISTENER, "mad", "", _KEY.number),
    state=SourceState.OK,
)
_SEALED = replace(specimen.MOTION, number=31, labels=("Motion for Leave to File",), id="7")


@dataclass(frozen=True)
class Picture:
    name: str
    story: Story
    width: int = PHONE
    is_dark: bool = False


def pictures() -> Iterator[Picture]:
    order = _told(_ORDER, at=_ORDER.entered_at)
    yield Picture("order", order)
    yield Picture("order-wide", order, DESKTOP)
    yield Picture("order-dark", order, is_dark=True)
    yield Picture("order-spanish", replace(order, language="es"))
    yield Picture("denial", _told(_DENIAL, at=datetime(2025, 5, 26, 20, 5, tzinfo=UTC)))
    yield Picture("due", _due(ChangeKind.DEADLINE_DUE, datetime(2025, 5, 27, 12, 0, tzinfo=UTC)))
    met = {"4": (Met(date(2025, 5, 28), _ORDER, is_late=False),)}
    report = _told(_REPORT, at=datetime(2025, 5, 28, 21, 10, tzinfo=UTC))
    yield Picture("met", replace(report, met=met))
    yield Picture("hearing-moved", specimen.alert(specimen.NOTICE))
    yield Picture("missed", _missed())
    yield Picture("sealed", _sealed())
    yield Picture("press-first", specimen.before_the_docket())
    yield Picture("reported", specimen.alert())
    yield Picture("closed", specimen.closed())
    yield Picture("digest", _digest())
    yield Picture("digest-wide-dark", _digest(), DESKTOP, is_dark=True)


def _told(entry: DocketEntry, at: datetime | None) -> Story:
    """The alert of an entry of the real case."""
    return replace(
        specimen.alert(entry),
        changes=(replace(specimen.added(entry, _KEY), at=at or specimen.NOW),),
        message_id="5ca1ab1e0002",
        watches=(_watch(),),
        dockets={1: _DVD},
        answered={(1, 104): _MOTION},
        reported={},
        sources={each.id: each for each in (specimen.FEED, _SHARED)},
        looks=Looks(24, is_since_news=True, all_answered=True),
        now=at,
    )


def _watch() -> Watch:
    return Watch("dvd", note="Third-country removals", timing=Timing(repeat_to="night-desk"))


def _due(kind: ChangeKind, at: datetime) -> Story:
    reference = EntryRef("2", None, 132, _ORDER.labels)
    owed = {
        "what": _REPORT_DUE.what, "who": None, "due": "2025-05-28", "within_days": 5,
        "rule": _REPORT_DUE.rule, "computed": True, "days": 1,
    }  # fmt: skip
    change = Change(kind, at, _KEY, 1, reference, "deadline", None, owed, id=9)
    return replace(_told(_ORDER, at), changes=(change,))


def _missed() -> Story:
    reference = EntryRef("2", None, 27, specimen.ORDER.labels)
    owed = {
        "what": specimen.REPORT.what, "who": "Defendants", "due": "2025-06-10", "within_days": 14,
        "rule": specimen.REPORT.rule, "computed": True, "seen": "partial",
    }  # fmt: skip
    at = datetime(2025, 6, 11, 13, 0, tzinfo=UTC)
    missed = Change(
        *(ChangeKind.DEADLINE_MISSED, at, specimen.KEY, 1, reference, "deadline", None, owed), id=9
    )
    return replace(specimen.alert(), changes=(missed,), now=at)


def _sealed() -> Story:
    sealed = replace(_SEALED, meaning=Meaning(EntryKind.MOTION, marks=(Mark.SEALED,)))
    told = replace(specimen.added(sealed), kind=ChangeKind.SEALED, field="labels")
    return replace(specimen.alert(sealed), changes=(told,))


def _digest() -> Story:
    """Two cases, a hearing and a deadline to come, and two filings that the watches held back."""
    here = specimen.digest()
    summons = replace(specimen.APPEARANCE, number=30, labels=("Summons Issued",), id="6")
    denial = replace(_DENIAL, id="20")
    news = replace(specimen.added(denial, _KEY), docket_id=2)
    return replace(
        here,
        changes=(*here.changes, news),
        watches=(Watch("example"), Watch("dvd")),
        dockets={1: specimen.DOCKET, 2: _DVD},
        entries={**here.entries, "6": summons, "20": denial},
        held=(*here.held, HeldBack(specimen.added(summons), "example", "kind summons")),
        coming=(Coming(_KEY, date(2025, 5, 28), _REPORT_DUE), *here.coming),
    )


def draw(picture: Picture, folder: Path) -> Path:
    page, shot = folder / f"{picture.name}.html", folder / f"{picture.name}.png"
    page.write_text(render.message(picture.story).html, encoding="utf-8")
    frame = folder / "frame.html"  # a window cannot be as narrow as a phone, a frame can
    frame.write_text(
        f'<body style="margin:0"><iframe src="{page.name}" width="{picture.width}"'
        f' height="{_TALLEST}" style="border:0;display:block"></iframe>'
    )
    subprocess.run(
        [
            shutil.which("chromium") or "chromium",
            *("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"),
            f"--window-size={max(picture.width, 500)},{_TALLEST}",
            f"--blink-settings=preferredColorScheme={0 if picture.is_dark else 1}",
            f"--screenshot={shot}",
            frame.as_uri(),
        ],
        check=True,
        capture_output=True,
    )
    return shot


def shrink(shot: Path, width: int, target: Path) -> None:
    """Without the empty space below, in few colours."""
    with Image.open(shot) as whole:
        seen = whole.convert("RGB").crop((0, 0, width, _TALLEST))
    ground = seen.getpixel((1, _TALLEST - 1))
    bottom = next(
        row
        for row in range(_TALLEST - 1, 0, -1)
        if any(seen.getpixel((column, row)) != ground for column in range(0, width, 2))
    )
    cut = seen.crop((0, 0, width, min(bottom + _ROOM, _TALLEST)))
    cut.quantize(_COLOURS).save(target, optimize=True)


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for picture in pictures():
            shrink(draw(picture, Path(folder)), picture.width, PICTURES / f"{picture.name}.png")


if __name__ == "__main__":
    main()
