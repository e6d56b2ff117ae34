"""An entry, or a docket, as lawyers cite it, ready to copy. Pure.

    D.V.D. v. U.S. Dep't of Homeland Sec., No. 1:25-cv-10676, ECF No. 132 (D. Mass. May 23, 2025)

By the Bluebook's usual forms; how parties are named in it: `notify.case_names`.
"""

from __future__ import annotations

import re
from datetime import date

from db import courts
from db.courts import Court, CourtLevel
from db.models import Docket, DocketEntry
from notify import case_names

_MONTHS = (
    *("Jan.", "Feb.", "Mar.", "Apr.", "May", "June"),
    *("July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."),
)
_TEXT_ENTRY = re.compile(
    r"\b(?:electronic|text|paperless|minute|endorsed) (?:clerk'?s? )?(?:order|notice|entry)\b"
    r"|\btext[- ]only\b|\bdocket entry only\b|\bno document (?:is )?attached\b",
    re.IGNORECASE,
)
_BEGINNING = 200  # characters of a text in which it says so


def cite(docket: Docket, entry: DocketEntry) -> str | None:
    """None where the docket has no caption, or the entry no day."""
    court, on = courts.find(docket.court_id), _day(entry, docket.court_id)
    if court is None or on is None or not docket.caption:
        return None
    parts = [_case(docket.caption, court), f"No. {docket.number}"]
    is_supreme = court.level is CourtLevel.SUPREME
    if entry.number is not None and not is_supreme:
        parts.append(f"ECF No. {entry.number}")
    told = f"{', '.join(parts)} ({court.citation} {_told(on)})"
    return f"{told} (text entry)" if _is_text_entry(entry, court) else told


def cite_docket(docket: Docket) -> str | None:
    """ "D.V.D. v. Noem, No. 1:25-cv-10676 (D. Mass. filed Mar. 23, 2025)"; None: no caption."""
    court = courts.find(docket.court_id)
    if court is None or not docket.caption:
        return None
    filed = f" filed {_told(docket.filed_on)}" if docket.filed_on is not None else ""
    return f"{_case(docket.caption, court)}, No. {docket.number} ({court.citation}{filed})"


def _case(caption: str, court: Court) -> str:
    return case_names.short(caption, is_bankruptcy=court.level is CourtLevel.BANKRUPTCY)


def _told(on: date) -> str:
    return f"{_MONTHS[on.month - 1]} {on.day}, {on.year}"


def _is_text_entry(entry: DocketEntry, court: Court) -> bool:
    """Its text is all there is, and says so; a number that we do not know proves nothing."""
    is_trial = court.level not in (CourtLevel.SUPREME, CourtLevel.APPELLATE)
    words = f"{'; '.join(entry.labels)} {(entry.text or '')[:_BEGINNING]}"
    return is_trial and entry.number is None and _TEXT_ENTRY.search(words) is not None


def _day(entry: DocketEntry, court_id: str) -> date | None:
    """When it was filed; else when it was entered, by the court's calendar."""
    if entry.filed_on is not None or entry.entered_at is None:
        return entry.filed_on
    return courts.day(court_id, entry.entered_at)
