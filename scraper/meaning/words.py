"""An entry's words, as everything that reads them sees them. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Words:
    """The label and the long text of one entry of one court.

    Where there is a text, the text decides; a label alone is judged as a label.
    """

    court_id: str
    label: str = ""  # several are joined with "; "
    text: str = ""  # as the court has it, up to and with "(Entered: 05/23/2025)"
    filed_on: date | None = None  # the court's own day


@dataclass(frozen=True, slots=True)
class Reason:
    """Which rule said what of an entry, and on which of its words."""

    about: str  # "kind", "disposition", "answers", "hearings", "deadlines", "marks", "filer"
    value: str  # what it said: "order", "granted", "104"
    rule: str  # its name in the table, or of the function that knows it
    words: str  # those that it went by
