"""An entry as lawyers cite it, ready to copy. Pure.

    D.V.D. v. U.S. Dep't of Homeland Sec., No. 1:25-cv-10676, ECF No. 132 (D. Mass. May 23, 2025)

By the Bluebook's usual forms; how parties are named in it: `notify.case_names`.
"""

from __future__ import annotations

import re
from datetime import date
from zoneinfo import ZoneInfo

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
    is_bankruptcy = court.level is CourtLevel.BANKRUPTCY
    named = case_names.short(docket.caption, is_bankruptcy=is_bankruptcy)
    parts = [named, f"No. {docket.number}"]
    is_supreme = court.level is CourtLevel.SUPREME
    if entry.number is not None and not is_supreme:
        parts.append(f"ECF No. {entry.number}")
    told = f"{', '.join(parts)} ({court.citation} {_MONTHS[on.month - 1]} {on.day}, {on.year})"
    return f"{told} (text entry)" if _is_text_entry(entry, court) else told


def _is_text_entry(entry: DocketEntry, court: Court) -> bool:
    """Its text is all there is, and says so; a number that we do not know proves nothing."""
    is_trial = court.level not in (CourtLevel.SUPREME, CourtLevel.APPELLATE)
    words = f"{'; '.join(entry.labels)} {(entry.text or '')[:_BEGINNING]}"
    return is_trial and entry.number is None and _TEXT_ENTRY.search(words) is not None


def _day(entry: DocketEntry, court_id: str) -> date | None:
    """When it was filed; else when it was entered, by the court's calendar."""
    if entry.filed_on is not None or entry.entered_at is None:
        return entry.filed_on
    return entry.entered_at.astimezone(ZoneInfo(courts.get(court_id).time_zone)).date()
